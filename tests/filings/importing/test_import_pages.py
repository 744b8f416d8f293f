"""The pages of an import, as the paralegal clicks through them."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casefiles.models import CaseFile
from filings.importing import entries_csv, recognising
from filings.importing.actions.imports import read, take_in
from filings.importing.models import Import
from filings.importing.sheet import Sheet
from filings.models import Filing
from tests import actors, factories
from tests.filings.importing.sheets import COMPLAINT, entry, party, sheet

CASE = "/cases/doe-v-roe/"


def csv(*rows: str) -> SimpleUploadedFile:
    text = "\r\n".join(["entry,date_filed,docket_text,attachments", *rows])
    return SimpleUploadedFile("entries.csv", text.encode(), content_type="text/csv")


def upload(client: Any, *rows: str, address: str = CASE + "import/", **more: Any) -> Any:
    return client.post(address, {"file": csv(*rows)} | more, follow=True)


def tokens(answer: Any, name: str) -> list[str]:
    found = re.findall(rf'name="{name}" value="([\w ]+)"', answer.content.decode())
    return found[0].split() if found else []


def digest(answer: Any) -> str:
    return tokens(answer, "digest")[0]


def made(case: CaseFile, source: Sheet, monkeypatch: pytest.MonkeyPatch) -> Import:
    monkeypatch.setattr(recognising, "read", lambda data, **options: source)
    return take_in(reading=read(data=b"x", filename="docket.html"), case=case, by=None, now=factories.NOON)


def test_a_file_is_previewed_and_then_merged(case: CaseFile, admin: Any) -> None:
    page = upload(admin, '1,2025-07-01,"COMPLAINT against Roe.",', '2,2025-07-03,"MOTION to Dismiss re 1",1: Exhibit A')
    text = page.content.decode()
    assert "Nothing is written yet" in text
    assert "MOTION to Dismiss re 1" in text
    assert not Filing.objects.exists()
    shown = tokens(page, "shown")
    done = admin.post(
        page.request["PATH_INFO"],
        {"digest": digest(page), "shown": " ".join(shown), "take": shown, "merge": "1"},
        follow=True,
    )
    assert "entries.csv is imported." in done.content.decode()
    assert list(Filing.objects.values_list("key", flat=True)) == ["1", "2"]
    assert Filing.objects.get(key="2").documents.filter(number=1, title="Exhibit A").exists()


def test_what_lost_its_tick_stays_out(case: CaseFile, admin: Any) -> None:
    page = upload(admin, "1,2025-07-01,One.,", "2,2025-07-01,Two.,")
    shown = tokens(page, "shown")
    admin.post(
        page.request["PATH_INFO"], {"digest": digest(page), "shown": " ".join(shown), "take": shown[:1], "merge": "1"}
    )
    assert Filing.objects.count() == 1


def test_ticks_are_kept_when_the_page_is_turned(case: CaseFile, admin: Any) -> None:
    page = upload(admin, *(f"{number},2025-07-01,Paper {number}.," for number in range(1, 151)))
    assert "Page 1 of 2" in page.content.decode()
    shown = tokens(page, "shown")
    second = admin.post(
        page.request["PATH_INFO"], {"shown": " ".join(shown), "take": shown[1:], "next": "2"}, follow=True
    )
    assert "Page 2 of 2" in second.content.decode()
    rest = tokens(second, "shown")
    admin.post(
        page.request["PATH_INFO"], {"digest": digest(second), "shown": " ".join(rest), "take": rest, "merge": "1"}
    )
    assert Filing.objects.count() == 149
    assert not Filing.objects.filter(key="1").exists()


def test_a_question_is_answered(case: CaseFile, admin: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.make_appearance(case, slug="doe-works", name="Doe Works, LLC")
    one = made(case, sheet(parties=[party("Does Works, LLC")]), monkeypatch)
    page = admin.get(one.get_absolute_url())
    assert "1 question" in page.content.decode()
    name = re.findall(r'name="(answer-\w+)"', page.content.decode())[0]
    admin.post(one.get_absolute_url(), {"digest": digest(page), name: "same:doe-works", "merge": "1"})
    assert case.appearances.get().party.name == "Does Works, LLC"


def test_a_case_that_changed_meanwhile_is_shown_again(case: CaseFile, admin: Any) -> None:
    page = upload(admin, "1,2025-07-01,One.,")
    factories.make_filing(case, entry=1)
    again = admin.post(page.request["PATH_INFO"], {"digest": digest(page), "merge": "1"})
    assert again.status_code == 409
    assert "The case was changed since this was shown" in again.content.decode()
    assert Filing.objects.get().docket_text is None


def test_an_import_is_undone_from_its_page(case: CaseFile, admin: Any) -> None:
    page = upload(admin, "1,2025-07-01,One.,")
    address = page.request["PATH_INFO"]
    shown = tokens(page, "shown")
    admin.post(address, {"digest": digest(page), "shown": " ".join(shown), "take": shown, "merge": "1"})
    assert "Undo this import" in admin.get(address).content.decode()
    done = admin.post(address, {"undo": "1"}, follow=True)
    assert "is undone" in done.content.decode()
    assert not Filing.objects.exists()
    assert "Import undone" in admin.get(address).content.decode()


def test_what_cannot_be_undone_says_why(case: CaseFile, admin: Any) -> None:
    page = upload(admin, "1,2025-07-01,One.,")
    address, shown = page.request["PATH_INFO"], tokens(page, "shown")
    admin.post(address, {"digest": digest(page), "shown": " ".join(shown), "take": shown, "merge": "1"})
    Filing.objects.update(title="Mine")
    assert "It cannot be undone" in admin.post(address, {"undo": "1"}, follow=True).content.decode()
    assert Filing.objects.exists()


def test_a_case_begins_on_the_page(db: None, admin: Any) -> None:
    source = {
        "docket": {"id": 1, "court_id": "cand", "docket_number": "5:25-cv-00009", "case_name": "Doe v. Roe"},
        "docket_entries": [{"entry_number": 1, "date_filed": "2025-07-01", "description": COMPLAINT, "recap_documents": []}],
    }  # fmt: skip
    file = SimpleUploadedFile("docket.json", json.dumps(source).encode())
    page = admin.post("/import/", {"file": file, "slug": "Doe-v-Roe"}, follow=True)
    assert "The case would begin as" in page.content.decode()
    shown = tokens(page, "shown")
    admin.post(
        page.request["PATH_INFO"], {"digest": digest(page), "shown": " ".join(shown), "take": shown, "merge": "1"}
    )
    assert CaseFile.objects.get(slug="doe-v-roe").filings.count() == 1
    assert admin.get(page.request["PATH_INFO"]).headers["Location"].startswith(CASE + "import/")


def test_a_case_file_offers_no_ticks_as_it_comes_in_whole(real_case: CaseFile, shipped: bytes, admin: Any) -> None:
    newer = json.loads(shipped)
    newer["filings"][3]["title"], newer["as_of"] = "Another title", "2027-01-01"
    file = SimpleUploadedFile("case.json", json.dumps(newer).encode())
    page = admin.post(f"/cases/{real_case.slug}/import/", {"file": file}, follow=True)
    text = page.content.decode()
    assert "A case file comes in whole" in text
    assert "Another title" in text
    assert 'name="take"' not in text
    admin.post(page.request["PATH_INFO"], {"digest": digest(page), "shown": "", "merge": "1"})
    assert Import.objects.get().state == "merged"
    assert Filing.objects.filter(title="Another title").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This file is empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><body>Login: PACER Username Password</body></html>", ""),
        (b"entry,date_filed\n1,tomorrow", ""),
        (b'{"format": "casefiles/1"}', "as_of"),
    ],
)
def test_what_is_no_docket_is_refused_in_a_sentence(case: CaseFile, admin: Any, content: bytes, said: str) -> None:
    page = admin.post(CASE + "import/", {"file": SimpleUploadedFile("file", content)})
    assert page.status_code == 400
    assert 'class="fault"' in page.content.decode()
    assert said in page.content.decode()
    assert not Import.objects.exists()


def test_scripts_in_docket_text_are_text(case: CaseFile, admin: Any) -> None:
    page = upload(admin, '1,2025-07-01,"<script>alert(1)</script> <img src=x onerror=alert(1)>",')
    shown = tokens(page, "shown")
    address = page.request["PATH_INFO"]
    answer = admin.post(
        address, {"digest": digest(page), "shown": " ".join(shown), "take": shown, "merge": "1"}, follow=True
    )
    for seen in (page, answer, admin.get(address), admin.get(CASE + "docket/"), admin.get(CASE + "docket/1/")):
        assert "<script>alert" not in seen.content.decode()
        assert "<img src=x" not in seen.content.decode()


def test_what_is_sealed_is_not_told_to_who_may_not_see_it(case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.make_filing(case, entry=5, sealed="full", title="SECRET title", docket_text="SECRET words")
    one = made(case, sheet(entry(5, text="OTHER words of the court (Entered: 07/01/2025)", page_count=3)), monkeypatch)
    page = actors.clerk().get(one.get_absolute_url()).content.decode()
    assert "No. 5" in page
    assert "SECRET" not in page
    assert "OTHER" not in page
    assert "SECRET" in actors.admin().get(one.get_absolute_url()).content.decode()


def test_nor_what_may_be_of_a_sealed_filing(case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.make_filing(case, entry=5, sealed="full", title="SECRET", docket_text="SECRET words of another kind")
    one = made(case, sheet(entry(5, "2027-07-07", text="OTHER words of the court, filed later")), monkeypatch)
    page = actors.clerk().get(one.get_absolute_url()).content.decode()
    assert "No. 5" in page
    assert "OTHER" not in page
    assert "OTHER" in actors.admin().get(one.get_absolute_url()).content.decode()


def test_a_file_that_is_of_another_case_by_now_leads_back_with_a_sentence(
    case: CaseFile, admin: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = made(case, sheet(entry(5)), monkeypatch)
    CaseFile.objects.update(docket_number="5:26-cv-09999", caption="Moe v. Koe")
    page = admin.get(one.get_absolute_url(), follow=True)
    assert page.redirect_chain == [(CASE + "import/", 302)]
    assert "This is 5:25-cv-00001-ABC" in page.content.decode()


def test_the_template_is_a_table_that_comes_in(case: CaseFile, admin: Any) -> None:
    answer = admin.get(CASE + "import/entries.csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    for column in entries_csv.COLUMNS:
        assert column.name in answer.content.decode()
    file = SimpleUploadedFile("entries.csv", answer.content)
    assert admin.post(CASE + "import/", {"file": file}).status_code == 302


def test_an_import_of_another_case_is_not_found(case: CaseFile, admin: Any) -> None:
    upload(admin, "1,2025-07-01,One.,")
    factories.make_case(slug="other")
    pk = Import.objects.get().pk
    assert admin.get(f"/cases/other/import/{pk}/").status_code == 404
    assert admin.get(CASE + "import/999/").status_code == 404
    assert admin.get("/import/999/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_imports_has_a_fixed_number_of_queries(case: CaseFile, admin: Any, rows: int) -> None:
    for number in range(rows):
        upload(admin, f"{number + 1},2025-07-01,One.,")
    with CaptureQueriesContext(connection) as counted:
        admin.get(CASE + "import/")
    assert len(counted) == 4
