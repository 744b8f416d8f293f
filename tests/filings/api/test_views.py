"""What the API tells, page by page, and what it answers to bad questions."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casefiles.models import CaseFile
from filings.documents.actions.corrections import correct_page
from filings.models import Page
from tests import actors, factories
from tests.filings.api.asking import CASE, ROOT, refused, told


@pytest.fixture
def full_case(case: CaseFile) -> CaseFile:
    doe = factories.make_appearance(case)
    complaint = factories.make_filing(
        case, filers=(doe,), kind="complaint", title="Complaint", docket_text="COMPLAINT against Roe"
    )
    paper = factories.make_document(complaint, title="Complaint")
    factories.make_held_file(paper, pages=("Page one says copyright.", "Page two says damages."))
    factories.make_deadline(case, responsible=(doe,))
    factories.make_claim(case, pleaded_in=complaint)
    return case


def test_links_lead_from_the_beginning_to_a_page_of_text(full_case: CaseFile, anonymous: Client) -> None:
    cases = told(anonymous, told(anonymous, ROOT)["cases"])["results"]
    filings = told(anonymous, cases[0]["links"]["filings"])
    assert filings["next"] is None
    (filing,) = filings["results"]
    assert (filing["key"], filing["kind"], filing["side"], filing["filers"]) == (
        "1",
        "complaint",
        ["plaintiff"],
        ["Doe Works"],
    )
    assert "Page one" not in str(filings)
    assert told(anonymous, filing["self"]) == filing
    (paper,) = told(anonymous, filing["self"] + "documents/")["results"]
    assert paper["cite"] == "1"
    assert paper["held"]["pages_read"] == 2
    assert told(anonymous, paper["self"]) == paper
    pages = told(anonymous, paper["self"] + "pages/")["results"]
    assert [page["text"] for page in pages] == ["Page one says copyright.", "Page two says damages."]
    assert told(anonymous, pages[1]["self"]) == pages[1]
    assert pages[1]["address"].endswith("/cases/doe-v-roe/docket/1/0/#p2")


def test_deadlines_claims_and_timeline(full_case: CaseFile, anonymous: Client) -> None:
    (due,) = told(anonymous, CASE + "deadlines/")["results"]
    assert (due["key"], due["kind"], due["due"], due["responsible"]) == (
        "answer",
        "deadline",
        "2026-02-01",
        ["Doe Works"],
    )
    assert told(anonymous, due["self"]) == due
    assert told(anonymous, CASE + "deadlines/?kind=hearing")["results"] == []
    (claim,) = told(anonymous, CASE + "claims/")["results"]
    assert (claim["number"], claim["pleaded_in"], claim["is_withheld"]) == ("I", "1", False)
    events = told(anonymous, CASE + "timeline/")["results"]
    assert [(event["event"], event["date"]) for event in events] == [
        ("filing", "2025-07-01"),
        ("deadline", "2026-02-01"),
    ]
    assert [event["event"] for event in told(anonymous, CASE + "timeline/?event=deadline")["results"]] == ["deadline"]


@pytest.mark.parametrize("address", [CASE + "search/", ROOT + "search/"])
def test_a_search_leads_to_its_page(full_case: CaseFile, anonymous: Client, address: str) -> None:
    found = told(anonymous, address + "?q=damages")
    (hit,) = found["results"]
    assert (hit["filing"], hit["document"], hit["page"]) == ("1", 0, 2)
    assert "damages" in hit["passage"]
    assert (found["count"], found["filings"], found["is_exact"]) == (1, 1, True)
    assert told(anonymous, address + '?q=damages+"')["faults"]
    assert told(anonymous, address + "?q=%00damages")["count"] == 1
    assert "passage" not in told(anonymous, address + "?q=damages&omit=text")["results"][0]


def test_a_search_finds_records_too(full_case: CaseFile, anonymous: Client) -> None:
    (party,) = told(anonymous, CASE + "search/?q=doe")["records"]
    assert (party["sort"], party["title"]) == ("party", "Doe Works")
    assert party["address"] == "http://testserver/cases/doe-v-roe/parties/#party-doe-works"


def test_search_is_read_on_page_by_page(full_case: CaseFile, anonymous: Client) -> None:
    first = told(anonymous, CASE + "search/?q=says&limit=1")
    second = told(anonymous, first["next"])
    assert {first["results"][0]["page"], second["results"][0]["page"]} == {1, 2}
    assert second["next"] is None


def test_a_corrected_page_is_told_as_it_is_shown(full_case: CaseFile, anonymous: Client) -> None:
    page = Page.objects.get(number=1)
    correct_page(page=page, text="Corrected.", by=factories.make_user(), now=factories.NOON)
    (first, _) = told(anonymous, CASE + "filings/1/documents/0/pages/")["results"]
    assert (first["text"], first["is_corrected"], first["line_numbers"]) == ("Corrected.", True, [None])


def test_fields_are_picked_and_text_left_out(full_case: CaseFile, anonymous: Client) -> None:
    (row,) = told(anonymous, CASE + "filings/?fields=key,docket_text")["results"]
    assert row == {"key": "1", "docket_text": "COMPLAINT against Roe"}
    (row,) = told(anonymous, CASE + "filings/?fields=key,docket_text&omit=text")["results"]
    assert row == {"key": "1"}
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = told(anonymous, CASE + "filings/1/documents/0/pages/2/?omit=text")
    assert "text" not in page
    assert not [query for query in asked.captured_queries if "mended" in query["sql"] or '"text"' in query["sql"]]


@pytest.mark.parametrize(
    ("query", "keys"),
    [("kind=order", ["2"]), ("kind=order&kind=motion", ["2", "3"]), ("side=court", ["2"]), ("filer=roe", ["3"]),
     ("after=2025-07-02", ["2", "3"]), ("before=2025-07-02", ["1", "2"]), ("after=2025-07-03&before=2025-07-01", [])],
)  # fmt: skip
def test_filters_of_filings(case: CaseFile, anonymous: Client, query: str, keys: list[str]) -> None:
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    factories.make_filing(case, entry=1)
    factories.make_filing(case, entry=2, kind="order", by_court=True, date_filed=date(2025, 7, 2))
    factories.make_filing(case, entry=3, kind="motion", filers=(roe,), date_filed=date(2025, 7, 3))
    assert [row["key"] for row in told(anonymous, f"{CASE}filings/?{query}")["results"]] == keys


BAD = [
    "filings/?kind=nonsense", "filings/?colour=red", "filings/?limit=0", "filings/?limit=99999999999999999999",
    "filings/?limit=5&limit=6", "filings/?cursor=nonsense", "filings/?cursor=t1-1-1-1-1", "filings/?after=2025-02-30",
    "filings/?after=%00", "filings/?fields=nonsense", "filings/?omit=title", "filings/?side=", "timeline/?q=%00",
    "timeline/?entry_min=2147483648", "search/", "search/?q=", "filings/?%00=1", "filings/?q=x",
]  # fmt: skip


@pytest.mark.parametrize("address", BAD)
def test_what_is_bad_is_named(full_case: CaseFile, anonymous: Client, address: str) -> None:
    refused(anonymous, CASE + address, 400)


def test_the_sentence_says_what_would_be_good(full_case: CaseFile, anonymous: Client) -> None:
    assert refused(anonymous, CASE + "filings/?limit=0", 400) == (
        "limit cannot be “0”. Write a whole number from 1 to 500."
    )
    assert refused(anonymous, CASE + "filings/?filer=nobody", 404) == "Nobody in this case goes by “nobody”."
    many = "&".join(f"a{number}=1" for number in range(5001))
    assert refused(anonymous, f"{CASE}filings/?{many}", 400) == "There are too many parameters."


NOWHERE = [
    "nonsense", "cases/nobody/", "cases/doe-v-roe", "cases/doe-v-roe/filings/99/", "cases/doe-v-roe/filings/x/",
    "cases/doe-v-roe/filings/1/documents/99999999999999999999/", "cases/doe-v-roe/filings/1/documents/0/pages/99/",
    "cases/doe-v-roe/filings/1/documents/0/pages/99999999999999999999/", "cases/%00/", "cases/doe-v-roe/deadlines/%00/",
    "cases/a%0A/", "cases/doe-v-roe/deadlines/nothing/", "nonsense?x=1",
]  # fmt: skip


@pytest.mark.parametrize("address", NOWHERE)
def test_what_is_not_there_is_json_too(full_case: CaseFile, anonymous: Client, address: str) -> None:
    refused(anonymous, ROOT + address, 404)


def test_other_methods(full_case: CaseFile) -> None:
    client = Client(enforce_csrf_checks=True)
    address = CASE + "filings/"
    for method in ("post", "put", "delete", "patch", "trace"):
        response = getattr(client, method)(address)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert response["Content-Type"] == "application/json"
    options = client.options(address)
    assert (options.status_code, options["Allow"], options.content) == (204, "GET, HEAD, OPTIONS", b"")
    get, head = client.get(address), client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert (head["Content-Length"], head["ETag"]) == (str(len(get.content)), get["ETag"])
    refused(client, address, 406, accept="text/html")
    told(client, address, accept="text/html, */*;q=0.1")


def test_who_has_an_answer_is_not_sent_it_again(full_case: CaseFile, anonymous: Client) -> None:
    address = CASE + "filings/1/documents/0/pages/"
    first = anonymous.get(address)
    assert first["ETag"].startswith('W/"')
    again = anonymous.get(address, headers={"If-None-Match": f'"other", {first["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], "no-cache")
    Page.objects.filter(number=1).update(text="Read again.")
    assert anonymous.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_what_a_reader_may_see_is_kept_by_no_proxy(full_case: CaseFile, reader: Client, anonymous: Client) -> None:
    assert reader.get(CASE)["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= set(anonymous.get(CASE)["Vary"].split(", "))


def test_while_reading_is_not_public_strangers_are_told_so(full_case: CaseFile, reader: Client, settings: Any) -> None:
    settings.CASEFILES_PUBLIC_READ = False
    for address in (ROOT, CASE + "filings/", ROOT + "openapi.json", ROOT + "nonsense"):
        refused(actors.anonymous(), address, 401)
    told(reader, CASE + "filings/")


def one_more(case: CaseFile, number: int) -> None:
    filer = factories.make_appearance(case, slug=f"party-{number}")
    filing = factories.make_filing(case, entry=number, filers=(filer,), kind="motion", outcome="denied")
    factories.relate(filing, "opposes", case.filings.get(key="1"))
    paper = factories.make_document(filing)
    factories.make_held_file(paper, pages=(f"words {number}",))
    factories.make_document(case.filings.get(key="1"), number=number)
    held = case.filings.get(key="1").documents.get(number=0).held_files.get()
    Page.objects.create(held_file=held, number=number + 1, text="more words")
    factories.make_deadline(case, key=f"due-{number}", responsible=(filer,))
    factories.make_claim(case, pleaded_in=filing, number=str(number)).asserted_by.add(filer)
    other = factories.make_case(slug=f"case-{number}", docket_number=f"5:25-cv-1000{number}")
    other.docket_numbers.create(number="5:25-cv-1", start=date(2025, 7, 1))


@pytest.mark.parametrize(
    "address",
    [ROOT + "cases/", *(CASE + path for path in (
        "filings/", "filings/1/documents/", "filings/1/documents/0/pages/", "deadlines/", "claims/", "timeline/",
        "search/?q=words",
    ))],
)  # fmt: skip
def test_a_list_of_three_asks_as_much_as_a_list_of_one(full_case: CaseFile, anonymous: Client, address: str) -> None:
    one_more(full_case, 2)

    def asked() -> int:
        anonymous.get(address)  # what is prepared once in a process
        with CaptureQueriesContext(connection) as queries:
            told(anonymous, address)
        return len(queries)

    before = asked()
    one_more(full_case, 3)
    one_more(full_case, 4)
    assert asked() == before <= 14
