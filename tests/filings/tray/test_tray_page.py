"""The tray in the browser: files in, where each went, what waits, and who may see it."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from casefiles.models import CaseFile
from filings.documents import storage
from filings.models import Document, HeldFile, TrayPaper
from tests import actors, factories
from tests.filings.documents.pdfs import drawn
from tests.filings.tray.papers import stamped

TRAY = "/cases/doe-v-roe/tray/"
WORD = "xyzzysecret"


@pytest.fixture
def docket(case: CaseFile) -> CaseFile:
    factories.make_document(factories.make_filing(case, entry=34, title="Motion to <dismiss>"))
    return case


def send(client: Client, **files: bytes) -> Any:
    uploads = [SimpleUploadedFile(f"{name}.pdf", data) for name, data in files.items()]
    return client.post(TRAY, {"files": uploads})


def wait(case: CaseFile, *stamps: str, filename: str = "who.pdf", data: bytes | None = None) -> TrayPaper:
    stored = storage.store(BytesIO(data or drawn(f"{filename} {stamps}")))
    return TrayPaper.objects.create(
        case=case, sha256=stored.sha256, size=stored.size, filename=filename, why="Nobody could tell.", stamps=list(stamps),
        added_at=factories.NOON,
    )  # fmt: skip


def lines(response: Any) -> list[str]:
    text = response.content.decode()
    taken = re.search(r'<ol class="lines taken">(.*?)</ol>', text, re.DOTALL)
    assert taken
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in re.findall(r"<li.*?</li>", taken[1], re.DOTALL)]


def test_each_file_says_where_it_went(docket: CaseFile, admin: Client) -> None:
    response = send(
        admin, a=stamped("34"), b=drawn("who knows"), c=b"no pdf", d=stamped("34"), e=stamped("34", 2, filed="07/04/25")
    )
    assert lines(response) == [
        "placed a.pdf : 34 By its stamp.",
        "in the tray b.pdf : place it The court’s stamp was not found on it, and its name does not say which paper it is.",
        "skipped c.pdf The file is no PDF: it does not begin like one.",
        "already held d.pdf : 34",
        "placed e.pdf : 34 By its stamp. It had another file, which stays as a version. Check: The stamp says filed Jul 4, "
        "2025, not Jul 1, 2025.",
    ]
    text = response.content.decode()
    paper = TrayPaper.objects.get()
    assert 'href="/cases/doe-v-roe/docket/34/0/"' in text
    assert f'href="{TRAY}{paper.pk}/"' in text
    assert paper.added_by == HeldFile.objects.filter(filename="a.pdf").get().added_by
    assert paper.added_by is not None


def test_no_file_is_said(docket: CaseFile, admin: Client) -> None:
    assert "No file was chosen." in admin.post(TRAY, {}).content.decode()


def test_one_file_too_many_loses_none_of_the_first(docket: CaseFile, admin: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 4
    files = {f"n{number}": drawn(f"paper {number}") for number in range(6)}
    response = send(admin, **files)
    assert response.status_code == 200
    assert sorted(TrayPaper.objects.values_list("filename", flat=True)) == ["n0.pdf", "n1.pdf", "n2.pdf"]
    assert {storage.path_of(sha256).exists() for sha256 in TrayPaper.objects.values_list("sha256", flat=True)} == {True}
    text = response.content.decode()
    assert "A form carries 3 files at a time, and this one had more. The first 3 are taken in" in text
    assert "had more" not in send(admin, **dict(list(files.items())[:3])).content.decode()


def test_a_hundred_files_go_in_at_once(docket: CaseFile, admin: Client) -> None:
    response = send(admin, **{f"n{number}": b"no pdf" for number in range(100)})
    assert len(lines(response)) == 100
    assert "had more" not in response.content.decode()
    assert "up to 100 at a time" in response.content.decode()


def test_a_forged_form_takes_nothing_in(docket: CaseFile) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.make_user(is_superuser=True))
    assert send(client, a=stamped("34")).status_code == 403
    assert not HeldFile.objects.exists()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(TRAY).content.decode())
    assert token
    upload = SimpleUploadedFile("a.pdf", stamped("34"))
    assert client.post(TRAY, {"csrfmiddlewaretoken": token[1], "files": [upload]}).status_code == 200
    assert HeldFile.objects.exists()


def test_what_waits_is_shown_with_its_reason(docket: CaseFile, admin: Client) -> None:
    paper = wait(docket, filename="<b>who</b>.pdf")
    text = admin.get(TRAY).content.decode()
    assert "In the tray: 1 paper" in text
    assert "&lt;b&gt;who&lt;/b&gt;.pdf" in text
    assert "<b>who" not in text
    assert "Nobody could tell." in text
    assert f'src="{TRAY}{paper.pk}-thumb.webp"' in text
    assert '<option value="34">Motion to &lt;dismiss&gt;</option>' in text


def test_what_can_go_by_now_says_where(docket: CaseFile, admin: Client) -> None:
    wait(docket, "Case 5:25-cv-00001-ABC Document 34-2 Filed 07/01/25 Page 1 of 1")
    text = admin.get(TRAY).content.decode()
    assert "It can go to 34-2 now." in text
    assert 'value="34"' in text
    assert 'placeholder="main" value="2"' in text


def test_an_empty_tray_says_so(docket: CaseFile, admin: Client) -> None:
    assert "Nothing waits." in admin.get(TRAY).content.decode()


def test_a_long_tray_has_pages(docket: CaseFile, admin: Client) -> None:
    for number in range(30):
        wait(docket, filename=f"paper-{number:02}.pdf")
    first, second = (admin.get(f"{TRAY}{query}").content.decode() for query in ("", "?page=2"))
    assert "paper-00.pdf" in first
    assert "paper-29.pdf" not in first
    assert "paper-29.pdf" in second
    assert 'href="?page=2" rel="next"' in first
    assert admin.get(f"{TRAY}?page=x").status_code == 200


@pytest.mark.parametrize(
    ("typed", "number", "place"),
    [
        ("34", "", ("34", 0)), ("34", "2", ("34", 2)), ("34-2", "", ("34", 2)), ("34-2", "2", ("34", 2)),
        (" Dkt. No. 34-2 ", "", ("34", 2)), ("ECF 34", "1", ("34", 1)), ("#34", "", ("34", 0)),
        ("U2025-09-19", "", ("u2025-09-19", 0)), ("34_2", "1", ("34_2", 1)),
    ],
)  # fmt: skip
def test_a_paper_is_placed_by_hand(
    docket: CaseFile, admin: Client, typed: str, number: str, place: tuple[str, int]
) -> None:
    factories.make_filing(docket, entry=None, key="u2025-09-19")
    factories.make_filing(docket, entry=34, key="34_2", position=99)
    paper = wait(docket)
    response = admin.post(f"{TRAY}{paper.pk}/", {"filing": typed, "number": number, "do": "place"}, follow=True)
    document = Document.objects.get(current__isnull=False)
    assert (document.filing.key, document.number) == place
    text = response.content.decode()
    assert f'<a href="/cases/doe-v-roe/docket/{place[0]}/{place[1]}/">' in text
    assert "Nothing waits." in text


def test_a_warning_is_told(docket: CaseFile, admin: Client) -> None:
    paper = wait(docket, "Case 5:25-cv-00001-ABC Document 36-2 Filed 07/01/25 Page 1 of 1")
    response = admin.post(f"{TRAY}{paper.pk}/", {"filing": "34"}, follow=True)
    assert "Check it: Stamped 36-2, filed under 34." in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "number", "why"),
    [
        ("", "", "Say which entry it belongs to"), ("35", "", "This docket has no entry 35."),
        ("nonsense", "", "An entry goes by its number"), ("34-2", "3", "The two fields differ"),
        ("34", "x", "whole number"), ("34", "10000", "less than or equal to 9999"),
        ("99999999999999999999", "", "An entry goes by"),
    ],
)  # fmt: skip
def test_what_was_typed_wrong_comes_back_with_a_sentence(
    docket: CaseFile, admin: Client, typed: str, number: str, why: str
) -> None:
    paper = wait(docket)
    response = admin.post(f"{TRAY}{paper.pk}/", {"filing": typed, "number": number})
    assert response.status_code == 400
    text = response.content.decode()
    assert why in text
    assert f'value="{typed}"' in text
    assert TrayPaper.objects.exists()


def test_where_no_paper_may_be_it_is_said(docket: CaseFile, admin: Client) -> None:
    factories.make_filing(docket, entry=35, text_only=True)
    response = admin.post(f"{TRAY}{wait(docket).pk}/", {"filing": "35"})
    assert response.status_code == 400
    assert "No. 35 is text only" in response.content.decode()


def test_a_paper_is_thrown_away(docket: CaseFile, admin: Client) -> None:
    paper = wait(docket)
    response = admin.post(f"{TRAY}{paper.pk}/", {"do": "remove"}, follow=True)
    assert "who.pdf was taken out of the tray." in response.content.decode()
    assert not TrayPaper.objects.exists()
    assert storage.path_of(paper.sha256).exists()


@pytest.mark.parametrize("what", [{"filing": "34"}, {"do": "remove"}])
def test_whoever_comes_second_is_told(docket: CaseFile, admin: Client, what: dict[str, str]) -> None:
    response = admin.post(f"{TRAY}123456/", what, follow=True)
    assert "Somebody else has placed this paper meanwhile" in response.content.decode()


def test_the_paper_of_another_case_is_not_found(docket: CaseFile, admin: Client) -> None:
    paper = wait(factories.make_case(slug="other"))
    for ending in ("/", ".pdf", "-thumb.webp"):
        assert admin.get(f"{TRAY}{paper.pk}{ending}").status_code == 404


def test_a_paper_has_its_picture_and_its_file(docket: CaseFile, admin: Client) -> None:
    paper = wait(docket)
    drawing = admin.get(f"{TRAY}{paper.pk}-thumb.webp")
    assert (drawing.status_code, drawing["Content-Type"], drawing["Cache-Control"]) == (
        200,
        "image/webp",
        "private, no-cache",
    )
    file: Any = admin.get(f"{TRAY}{paper.pk}.pdf")
    assert b"".join(file.streaming_content) == storage.path_of(paper.sha256).read_bytes()
    assert file["Content-Disposition"] == 'attachment; filename="who.pdf"'
    assert "sandbox" in file["Content-Security-Policy"]
    storage.path_of(paper.sha256).unlink()
    assert admin.get(f"{TRAY}{paper.pk}.pdf").status_code == 404


def test_what_cannot_be_drawn_has_no_picture(docket: CaseFile, admin: Client) -> None:
    paper = wait(docket, data=b"%PDF-1.7\nbroken")
    assert admin.get(f"{TRAY}{paper.pk}-thumb.webp").status_code == 404
    assert admin.get(f"{TRAY}{paper.pk}/").status_code == 200


class TestWhoSeesIt:
    @pytest.mark.parametrize("ending", ["", "{}/", "{}.pdf", "{}-1.webp"])
    @pytest.mark.parametrize("who", ["anonymous", "reader", "sealed_reader", "viewer"])
    def test_only_those_who_may_change_documents(self, docket: CaseFile, who: str, ending: str) -> None:
        address = TRAY + ending.format(wait(docket, filename=f"{WORD}.pdf").pk)
        response = getattr(actors, who)().get(address)
        if who == "anonymous":
            assert response.headers["Location"] == f"/login/?next={address}"
        else:
            assert response.status_code == 403
        assert WORD not in response.content.decode()

    @pytest.mark.parametrize(
        "stamp",
        [
            "Case 5:25-cv-00001-ABC Document 2 Filed 07/01/25 Page 1 of 1",
            "Case 5:25-cv-00001-ABC Document 3-1 Filed 07/01/25 Page 1 of 1",
            "Case 5:25-cv-00001-ABC *SEALED* Document 99 Filed 07/01/25 Page 1 of 1",
        ],
    )
    def test_what_belongs_to_sealed_papers_only_waits(self, docket: CaseFile, stamp: str) -> None:
        factories.make_filing(docket, entry=2, sealed="full", title=WORD)
        partly = factories.make_filing(docket, entry=3, sealed="partly", title="Partly")
        factories.make_document(partly, number=1, sealed=True)
        paper = wait(docket, stamp, filename=f"{WORD}.pdf")
        clerk = actors.clerk()
        for address in (TRAY, f"{TRAY}{paper.pk}/"):
            text = clerk.get(address).content.decode()
            assert WORD not in text
            assert "A paper that belongs to what is sealed." in text
            assert stamp not in text
        for ending in (".pdf", "-thumb.webp"):
            assert clerk.get(f"{TRAY}{paper.pk}{ending}").status_code == 404
        for what in ({"do": "remove"}, {"filing": "34"}):
            assert clerk.post(f"{TRAY}{paper.pk}/", what).status_code == 403
        assert TrayPaper.objects.exists()
        assert WORD in actors.admin().get(TRAY).content.decode()

    def test_a_clerk_puts_nothing_where_it_is_sealed(self, docket: CaseFile) -> None:
        factories.make_filing(docket, entry=2, sealed="full", title=WORD)
        response = actors.clerk().post(f"{TRAY}{wait(docket).pk}/", {"filing": "2"})
        assert response.status_code == 400
        assert "what is sealed" in response.content.decode()
        assert WORD not in response.content.decode()

    def test_a_clerk_sends_a_paper_that_belongs_there(self, docket: CaseFile) -> None:
        factories.make_filing(docket, entry=2, sealed="full", title=WORD)
        response = send(actors.clerk(), a=stamped("2"))
        assert "It belongs to what is sealed." in lines(response)[0]
        assert not HeldFile.objects.exists()


@pytest.mark.parametrize("papers", [1, 3])
def test_the_number_of_queries_is_fixed(
    docket: CaseFile, admin: Client, papers: int, django_assert_num_queries: Any
) -> None:
    for number in range(papers):
        factories.make_document(factories.make_filing(docket, entry=50 + number))
        wait(
            docket,
            f"Case 5:25-cv-00001-ABC Document {50 + number} Filed 07/01/25 Page 1 of 1",
            filename=f"{number}.pdf",
        )
    with django_assert_num_queries(10):
        admin.get(TRAY)
