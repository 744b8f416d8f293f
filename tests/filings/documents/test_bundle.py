import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from casefiles.models import CaseFile
from filings.documents import bundling, storage
from filings.documents.bundling import Token, token_of
from filings.documents.streaming import AT_ONCE, Stream, stream
from filings.models import Document, Filing
from filings.reading import workshop
from filings.reading.writing import HEADER
from tests import actors, factories
from tests.filings.documents.pdfs import drawn, keep

CASE = "/cases/doe-v-roe/"
WORD = "xyzzysecret"


@pytest.fixture
def papers(case: CaseFile) -> Filing:
    """Entry 34 with a main paper, an attachment held, one not held and one sealed; and an unnumbered entry."""
    motion = factories.make_filing(case, entry=34, title="Motion to dismiss", date_filed=date(2025, 10, 27))
    hold(motion, 0, "the motion", "its second page")
    hold(motion, 2, "exhibit b", title="Exhibit B")
    factories.make_document(motion, number=3, title="Exhibit C")
    hold(motion, 4, WORD, title=f"Exhibit {WORD}", sealed=True)
    hold(motion, 5, WORD, title="Exhibit E", version="unredacted")
    minutes = factories.make_filing(
        case, entry=None, kind="minute entry", date_filed=date(2025, 9, 19), title="Hearing"
    )
    hold(minutes, 0, "the minutes")
    return motion


def hold(filing: Filing, number: int, *pages: str, version: str | None = None, **fields: Any) -> Document:
    document = factories.make_document(filing, number=number, **fields)
    keep(document, drawn(*pages), texts=pages, version=version)
    return document


def sent(client: Client, query: str) -> bytes:
    response: Any = client.get(f"{CASE}bundle.pdf?{query}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    return b"".join(response.streaming_content)


def text_of(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(data), strict=True).pages]


def test_the_chosen_papers_come_as_one_file_in_the_dockets_order(papers: Filing, anonymous: Client) -> None:
    data = sent(anonymous, "paper=34-2&paper=u2025-09-19-0&paper=34-0&paper=34-2")
    reader = PdfReader(BytesIO(data), strict=True)
    pages = [page.extract_text() for page in reader.pages]
    assert [page.strip() for page in pages[1:]] == ["the minutes", "the motion", "its second page", "exhibit b"]
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles == [
        "Papers in this bundle",
        "Minute entry of Sept. 19, 2025: Hearing",
        "ECF No. 34: Motion to dismiss",
        "ECF No. 34-2: Exhibit B",
    ]
    for word in (
        "Doe Works, LLC v. Roe Systems, Inc.",
        "No. 5:25-cv-00001",
        "3 papers, 4 pages",
        "Oct 27, 2025",
        "34-2",
    ):
        assert word in pages[0]


def test_a_whole_filing_says_what_of_it_is_left_out_and_why(papers: Filing, anonymous: Client) -> None:
    pages = text_of(sent(anonymous, "filing=34"))
    assert [page.strip() for page in pages[1:]] == ["the motion", "its second page", "exhibit b"]
    cover = " ".join(pages[0].split())
    assert "Not in this bundle" in cover
    assert "34-3 Exhibit C No file of it is held here." in cover
    assert "34-4 ECF No. 34-4 Sealed." in cover
    # An unredacted version is as good as sealed: for this reader no file is held.
    assert "34-5 Exhibit E No file of it is held here." in cover
    assert WORD not in "".join(pages)


@pytest.mark.parametrize("token", ["34-4", "34-5"])
def test_no_token_gets_a_sealed_paper_or_an_unredacted_version(papers: Filing, token: str) -> None:
    for client in (actors.anonymous(), actors.reader()):
        response: Any = client.get(f"{CASE}bundle.pdf?paper={token}")
        assert response.status_code == 404
        assert WORD not in response.content.decode()
        assert WORD not in "".join(text_of(sent(client, f"paper=34-0&paper={token}")))
    pages = text_of(sent(actors.sealed_reader(), f"paper={token}"))
    assert WORD in pages[1]
    assert ("This paper is sealed." if token == "34-4" else "The unredacted version.") in pages[0]


def test_a_fully_sealed_filing_answers_the_same_whatever_the_number(case: CaseFile, papers: Filing) -> None:
    sealed = factories.make_filing(case, entry=35, sealed="full", title=WORD)
    hold(sealed, 0, WORD, title=WORD)
    bodies = set()
    for number in (0, 1, 7):
        response: Any = actors.anonymous().get(f"{CASE}bundle.pdf?paper=35-{number}")
        assert response.status_code == 404
        # But for the address to come back to after a login.
        bodies.add(response.content.replace(f"35-{number}".encode(), b""))
        cover = text_of(sent(actors.anonymous(), f"paper=34-0&paper=35-{number}"))[0]
        assert WORD not in cover
        assert "Sealed." in cover
    assert len(bodies) == 1
    listed = actors.anonymous().get(f"{CASE}bundle/").content.decode()
    assert WORD not in listed
    assert "35-" not in listed
    assert WORD in actors.sealed_reader().get(f"{CASE}bundle/").content.decode()


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("", 400, "You have chosen no paper yet."),
        ("paper=", 400, "names no paper of a docket"),
        ("paper=34", 400, "names no paper of a docket"),
        ("paper=34-0-1", 400, "names no paper of a docket"),
        ("paper=%C2%B2-0", 400, "names no paper of a docket"),
        ("paper=%00", 400, "names no paper of a docket"),
        ("filing=x", 400, "names no paper of a docket"),
        ("paper=99-0", 404, "This docket has no paper 99-0."),
        ("paper=34-99999", 404, "This docket has no paper 34-99999."),
        ("filing=99", 404, "This docket has no entry 99."),
        ("paper=34-3", 404, "No file is held, open to you"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(
    papers: Filing, anonymous: Client, query: str, status: int, sentence: str
) -> None:
    response = anonymous.get(f"{CASE}bundle.pdf?{query}")
    assert response.status_code == status
    assert sentence in response.content.decode()


def test_a_bundle_has_bounds_that_are_told_before_anything_is_sent(
    papers: Filing, anonymous: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, most, words in (
        ("MOST_PAPERS", 1, "You chose 2 papers; a bundle takes 1."),
        ("MOST_PAGES", 2, "These papers have 3 pages; a bundle takes 2."),
        ("MOST_BYTES", 10, "a bundle takes 0. Choose fewer."),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(bundling, name, most)
            response = anonymous.get(f"{CASE}bundle.pdf?paper=34-0&paper=34-2")
        assert response.status_code == 400
        html = response.content.decode()
        assert words in html
        # The choice is kept.
        assert len(re.findall(r'name="paper" value="[^"]+" checked', html)) == 2


def test_a_paper_that_cannot_be_put_in_is_replaced_by_a_page_that_says_so(
    papers: Filing, anonymous: Client, case: CaseFile
) -> None:
    broken = factories.make_document(factories.make_filing(case, entry=40, title="Broken"))
    keep(broken, b"%PDF-1.7 and nothing else")
    gone = factories.make_document(factories.make_filing(case, entry=41, title="Gone"))
    storage.path_of(keep(gone, drawn("gone")).sha256).unlink()
    reader = PdfReader(BytesIO(sent(anonymous, "paper=40-0&paper=41-0&paper=34-2")), strict=True)
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    for name, why in (("ECF No. 40: Broken", "The file "), ("ECF No. 41: Gone", "The file could not be opened")):
        said = next(page for page in pages[1:] if name in page)
        assert f"This paper is not in the bundle. {why}" in said
    assert "exhibit b" in pages
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert "ECF No. 40: Broken (see why not)" in titles


def test_the_first_bytes_are_there_before_any_work(papers: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("The work has begun.")

    monkeypatch.setattr(workshop, "job", never)
    response: Any = actors.anonymous().get(f"{CASE}bundle.pdf?paper=34-0")
    assert next(iter(response.streaming_content)) == HEADER
    head = actors.anonymous().head(f"{CASE}bundle.pdf?paper=34-0")
    assert head.status_code == 200


def test_a_paper_on_which_the_work_dies_is_left_out_and_the_rest_goes_on(
    papers: Filing, case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    from filings.reading.jobs import run  # noqa: PLC0415 - the real work, in this process

    asked: list[dict[str, Any]] = []

    class Dying:
        def __init__(self, name: str, arguments: dict[str, Any], **_: object) -> None:
            self.answers = run(name, arguments)
            self.dies = not asked
            asked.append(arguments)

        def __enter__(self) -> Iterator[Any]:
            for answer in self.answers:
                yield answer
                if self.dies and answer == {"begun": 1}:
                    yield b"5 0 obj << half an obj"
                    raise workshop.JobFailed("crashed", "The program that reads PDFs broke down on this file.")

        def __exit__(self, *_: object) -> None: ...

    class Job(Dying):
        def __enter__(self) -> Iterator[Any]:
            return super().__enter__()

    monkeypatch.setattr(workshop, "job", Job)
    case.sees_sealed = False
    bundle = bundling.bundle_of(case, ["34-0", "34-2"], [])
    data = b"".join(stream(bundle.arguments(case, date(2026, 1, 1)), 20.0))
    assert len(asked) == 2
    pages = text_of(data)
    assert len(pages) == 4
    assert "broke down on this file" in " ".join(pages[3].split())


def test_the_form_lists_the_held_papers_and_keeps_what_is_chosen(papers: Filing, anonymous: Client) -> None:
    html = anonymous.get(f"{CASE}bundle/?paper=u2025-09-19-0&filing=34").content.decode()
    values = dict(re.findall(r'name="paper" value="([^"]+)"( checked)?', html))
    assert values == {"34-0": " checked", "34-2": " checked", "u2025-09-19-0": " checked"}
    assert "Chosen so far: 3 papers, 4 pages." in html
    assert "3 more of this entry: not held" in html
    assert WORD not in html
    plain = anonymous.get(f"{CASE}bundle/").content.decode()
    assert "checked" not in plain


def test_a_long_list_is_paged_and_what_was_chosen_comes_along(
    papers: Filing, anonymous: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filings.documents.views.bundle.PAPERS_A_PAGE", 1)
    html = anonymous.get(f"{CASE}bundle/?page=3&paper=34-0").content.decode()
    assert "Chosen, from other parts of the list" in html
    assert 'value="34-0" checked' in html
    assert 'name="page" value="2" formaction="/cases/doe-v-roe/bundle/"' in html
    for page in ("0", "4", "x", "²", "9" * 30, "", "000000001999", "0" * 5000 + "1"):
        assert anonymous.get(f"{CASE}bundle/", {"page": page}).status_code == 404


def test_a_case_without_files_says_so(case: CaseFile, anonymous: Client) -> None:
    assert "No file is held yet" in anonymous.get(f"{CASE}bundle/").content.decode()


@pytest.mark.parametrize("filings", [1, 3])
def test_the_number_of_queries_is_fixed(
    case: CaseFile, anonymous: Client, filings: int, django_assert_num_queries: Any
) -> None:
    for entry in range(1, filings + 1):
        hold(factories.make_filing(case, entry=entry), 0, "a page")
    query = "&".join(f"paper={entry}-0" for entry in range(1, filings + 1))
    with django_assert_num_queries(6):
        anonymous.get(f"{CASE}bundle/?{query}")
    with django_assert_num_queries(3):
        sent(anonymous, query)


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("34-0", Token("34", 0)),
        ("34_2-1", Token("34_2", 1)),
        ("u2025-09-19-0", Token("u2025-09-19", 0)),
        ("u2025-09-19_2-10", Token("u2025-09-19_2", 10)),
        ("u2025-09-19", None),
        ("34", None),
        ("34-", None),
        ("34-0\n", None),
        ("-1-0", None),
    ],
)
def test_a_token_is_a_key_and_a_number(text: str, token: Token | None) -> None:
    assert token_of(text) == token
    if token:
        assert str(token) == text


def test_those_who_do_not_read_on_hold_few_bundles_and_give_their_turn_back(papers: Filing, anonymous: Client) -> None:
    stalled = [Stream({"papers": []}, 20.0) for _ in range(AT_ONCE)]
    busy: Any = anonymous.get(f"{CASE}bundle.pdf?paper=34-0")
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "60")
    assert b"Ask again in a minute" in busy.content
    for one in stalled:
        one.close()
        one.close()
    assert len(PdfReader(BytesIO(sent(anonymous, "paper=34-0"))).pages) == 3
