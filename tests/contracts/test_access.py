"""Each route, and who may open it. A route that is missing from the table fails the last test."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from casefiles.models import CaseFile
from filings.documents import storage
from filings.models import Import, TrayPaper
from tests import actors, factories
from tests.factories import NOON

CASE = "/cases/doe-v-roe/"

# name: address, then the answer to: a stranger while reading is public, a stranger while it is not, a signed-in reader.
TABLE: dict[str, tuple[str, int, int, int]] = {
    "case-list": ("/", 302, 302, 302),  # the only case opens at once; while closed, the login
    "overview": (CASE, 200, 302, 200),
    "docket": (CASE + "docket/", 200, 302, 200),
    "filing": (CASE + "docket/1/", 200, 302, 200),
    "filing-changes": (CASE + "docket/1/changes/", 200, 302, 200),
    "document": (CASE + "docket/1/0/", 200, 302, 200),
    "document-file": (CASE + "docket/1/0.pdf", 200, 302, 200),
    "document-text": (CASE + "docket/1/0.txt", 200, 302, 200),
    "cite": (CASE + "docket/1/0/cite/", 200, 302, 200),
    "document-versions": (CASE + "docket/1/0/versions/", 200, 302, 200),
    "page-correct": (CASE + "docket/1/0/pages/1/correct/", 302, 302, 403),  # editors only
    "document-split": (CASE + "docket/1/0/split/", 302, 302, 403),  # editors only
    "page-picture": (CASE + "docket/1/0/1-1.webp", 200, 302, 200),
    "bundle": (CASE + "bundle/", 200, 302, 200),
    "bundle-file": (CASE + "bundle.pdf", 400, 302, 400),  # with nothing chosen
    "parties": (CASE + "parties/", 200, 302, 200),
    "changes": (CASE + "changes/", 200, 302, 200),
    "object-changes": (CASE + "changes/judge/999999999/", 404, 302, 404),  # a judge that never was
    "claims": (CASE + "claims/", 200, 302, 200),
    "deadlines": (CASE + "deadlines/", 200, 302, 200),
    "deadlines-csv": (CASE + "deadlines.csv", 200, 302, 200),
    "deadline": (CASE + "deadlines/answer/", 200, 302, 200),
    "deadlines-ics": (CASE + "deadlines.ics", 200, 302, 200),
    "follow": (CASE + "follow/", 302, 302, 405),  # by a button only
    "calendar": ("/calendar/", 302, 302, 200),
    "feed": ("/calendar/nobody-has-this-one.ics", 404, 404, 404),  # the address is the key: no login opens or shuts it
    "proposals": (CASE + "deadlines-proposed/", 302, 302, 403),  # editors only
    "deadline-decide": (CASE + "deadlines/answer/decide/", 302, 302, 403),  # editors only
    "gaps": (CASE + "gaps/", 200, 302, 200),
    "gaps-csv": (CASE + "gaps.csv", 200, 302, 200),
    "authorities": (CASE + "authorities/", 200, 302, 200),
    "authorities-csv": (CASE + "authorities.csv", 200, 302, 200),
    "motions": (CASE + "motions/", 200, 302, 200),
    "motions-csv": (CASE + "motions.csv", 200, 302, 200),
    "research-zip": (CASE + "research.zip", 200, 302, 200),
    "search": (CASE + "search/", 200, 302, 200),
    "search-all": ("/search/", 200, 302, 200),
    "saved-searches": ("/searches/", 302, 302, 200),
    "timeline": (CASE + "timeline/", 200, 302, 200),
    "timeline-csv": (CASE + "timeline.csv", 200, 302, 200),
    "timeline-csv-metadata": (CASE + "timeline.csv-metadata.json", 200, 302, 200),
    "timeline-json": (CASE + "timeline.json", 200, 302, 200),
    "timeline-schema": (CASE + "timeline.schema.json", 200, 302, 200),
    "timeline-ics": (CASE + "timeline.ics", 200, 302, 200),
    "timelinejs-csv": (CASE + "timelinejs.csv", 200, 302, 200),
    "feed-atom": (CASE + "feed.atom", 200, 302, 200),
    "facts-import": (CASE + "facts/import/", 302, 302, 403),  # those who may import
    "facts-template": (CASE + "facts/import/facts.csv", 302, 302, 403),
    "tray": (CASE + "tray/", 302, 302, 403),  # editors only, and so are its papers
    "tray-paper": (CASE + "tray/1/", 302, 302, 403),
    "tray-file": (CASE + "tray/1.pdf", 302, 302, 403),
    "tray-picture": (CASE + "tray/1-thumb.webp", 302, 302, 403),
    "imports": (CASE + "import/", 302, 302, 403),  # those who may import
    "import-template": (CASE + "import/entries.csv", 302, 302, 403),
    "import": (CASE + "import/1/", 302, 302, 403),
    "calculator": ("/calculator/", 200, 302, 200),
    "rules": ("/rules/", 200, 302, 200),
    "import-new": ("/import/", 302, 302, 403),
    "import-begin": ("/import/2/", 302, 302, 403),
    "api": ("/api/v1/", 200, 401, 200),
    "api-description": ("/api/v1/openapi.json", 200, 401, 200),
    "api-docs": ("/api/v1/docs/", 200, 302, 200),
    "api-tokens": ("/api/tokens/", 302, 302, 200),
    "api-search": ("/api/v1/search/?q=words", 200, 401, 200),
    "api-cases": ("/api/v1/cases/", 200, 401, 200),
    "api-case": ("/api/v1" + CASE, 200, 401, 200),
    "api-claims": (f"/api/v1{CASE}claims/", 200, 401, 200),
    "api-deadlines": (f"/api/v1{CASE}deadlines/", 200, 401, 200),
    "api-deadline": (f"/api/v1{CASE}deadlines/answer/", 200, 401, 200),
    "api-filings": (f"/api/v1{CASE}filings/", 200, 401, 200),
    "api-filing": (f"/api/v1{CASE}filings/1/", 200, 401, 200),
    "api-documents": (f"/api/v1{CASE}filings/1/documents/", 200, 401, 200),
    "api-document": (f"/api/v1{CASE}filings/1/documents/0/", 200, 401, 200),
    "api-pages": (f"/api/v1{CASE}filings/1/documents/0/pages/", 200, 401, 200),
    "api-page": (f"/api/v1{CASE}filings/1/documents/0/pages/1/", 200, 401, 200),
    "api-case-search": (f"/api/v1{CASE}search/?q=words", 200, 401, 200),
    "api-timeline": (f"/api/v1{CASE}timeline/", 200, 401, 200),
    "api-not-here": ("/api/v1/nonsense", 404, 401, 404),
    "login": ("/login/", 200, 200, 200),
    "logout": ("/logout/", 302, 302, 405),
    "healthz": ("/healthz", 200, 200, 200),
    "readyz": ("/readyz", 200, 200, 200),
}

ANOTHER = {"kind": "docket-report", "court_id": "cand", "docket_number": "5:25-cv-00002"}

# They take POST; whether they take it of everybody, their own tests say.
POSTED = {
    "login", "logout", "page-correct", "document-split", "imports", "import", "import-new", "import-begin", "tray",
    "tray-paper", "calendar", "follow", "proposals", "deadline-decide", "facts-import", "saved-searches",
    "api-tokens",
}  # fmt: skip
# What they change is the reader's own: whoever is signed in may.
OF_ONESELF = {"api-tokens", "calendar", "follow", "saved-searches"}


@pytest.fixture
def case_with_a_paper(case: CaseFile) -> CaseFile:
    filing = factories.make_filing(case)
    factories.make_deadline(case, key="answer")
    held = factories.make_held_file(factories.make_document(filing), pages=("words",))
    path = storage.path_of(held.sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-1.7\n")
    for pk, facts in ((1, {"case": case}), (2, {"new_slug": "another", "sheet": ANOTHER})):
        Import.objects.create(
            **{"pk": pk, "kind": "docket-report", "filename": "d.html", "size": 1, "uploaded_at": NOON}
            | {"sheet": {"kind": "docket-report"}}
            | facts
        )
    TrayPaper.objects.create(pk=1, case=case, sha256=held.sha256, size=9, filename="a.pdf", why="Why.", added_at=NOON)
    return case


def status(client: Client, address: str) -> int:
    response: Any = client.get(address)
    if response.streaming:
        b"".join(response.streaming_content)
    return int(response.status_code)


@pytest.mark.parametrize("name", TABLE)
def test_it_opens_to_whom_the_table_says(name: str, case_with_a_paper: CaseFile, settings: Any) -> None:
    address, public, closed, signed_in = TABLE[name]
    assert status(actors.anonymous(), address) == public
    settings.CASEFILES_PUBLIC_READ = False
    assert status(actors.anonymous(), address) == closed
    assert status(actors.reader(), address) == signed_in


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row[1] == 200 and row[2] == 302])
def test_a_stranger_is_sent_to_the_login_and_back(name: str, case_with_a_paper: CaseFile, settings: Any) -> None:
    settings.CASEFILES_PUBLIC_READ = False
    assert actors.anonymous().get(TABLE[name][0]).headers["Location"] == f"/login/?next={TABLE[name][0]}"


def test_the_only_case_opens_at_once_and_the_closed_list_asks_for_a_login(case: CaseFile, settings: Any) -> None:
    assert actors.anonymous().get("/").headers["Location"] == CASE
    settings.CASEFILES_PUBLIC_READ = False
    assert actors.anonymous().get("/").headers["Location"] == "/login/?next=/"


def test_the_admin_is_for_staff(case: CaseFile, reader: Client, admin: Client) -> None:
    for address in ("/admin/", "/admin/filings/filing/", "/admin/filings/filing/add/", "/admin/casefiles/user/"):
        assert actors.anonymous().get(address).status_code == 302
        assert reader.get(address).status_code == 302
        assert admin.get(address).status_code == 200


@pytest.mark.parametrize("address", [row[0] for name, row in TABLE.items() if name not in POSTED])
def test_a_page_that_reads_is_only_read(address: str, case_with_a_paper: CaseFile, reader: Client) -> None:
    assert reader.post(address).status_code == 405


@pytest.mark.parametrize("name", sorted(POSTED - OF_ONESELF - {"login", "logout"}))
def test_a_page_that_changes_is_for_those_who_may(name: str, case_with_a_paper: CaseFile, reader: Client) -> None:
    address = TABLE[name][0]
    assert reader.post(address).status_code == 403
    assert actors.anonymous().post(address).headers["Location"] == f"/login/?next={address}"
    assert status(actors.clerk(), address) == 200


@pytest.mark.parametrize("name", sorted(OF_ONESELF))
def test_what_is_ones_own_changes_for_whoever_is_signed_in(
    name: str, case_with_a_paper: CaseFile, reader: Client
) -> None:
    address = TABLE[name][0]
    assert actors.anonymous().post(address, {"do": "make"}).headers["Location"] == f"/login/?next={address}"
    assert reader.post(address, {"do": "make"}).status_code in {200, 302}


def routes(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from routes(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield pattern.name


def test_every_route_stands_in_the_table() -> None:
    assert set(routes(get_resolver().url_patterns)) == set(TABLE)
