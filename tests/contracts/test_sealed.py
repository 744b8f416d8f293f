"""What is sealed leaks by no page, filter, export or file address, to whoever may not see it."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.docket.models import Filing
from filings.documents import storage
from filings.documents.actions.files import choose_current
from filings.documents.models import Document
from filings.models import TrayPaper
from tests import actors, factories

WORD = "xyzzysecret"
CASE = "/cases/doe-v-roe/"


@pytest.fixture
def sealed_case(case: CaseFile) -> CaseFile:
    """A public complaint, a fully sealed motion about it, and a partly sealed paper with one sealed attachment."""
    doe = factories.make_appearance(case)
    roe = factories.make_appearance(case, slug="zed-industries", role="defendant")
    lawyer = factories.make_representation(case, roe, slug="quentin-yarrow")
    complaint = factories.make_filing(case, entry=1, filers=(doe,), kind="complaint", title="Complaint")
    motion = factories.make_filing(
        case, entry=2, filers=(roe,), sealed="full", kind="motion", title=f"Motion {WORD}", docket_text=f"text {WORD}",
        judge=f"Judge {WORD}", note=f"note {WORD}", outcome="denied", url=f"https://example.org/{WORD}",
        attorney=lawyer, date_entered=date(2025, 7, 9), date_filed=date(2025, 7, 8),
    )  # fmt: skip
    motion.counsel_named.add(lawyer)
    factories.relate(motion, "opposes", complaint)
    factories.relate(
        factories.make_filing(case, entry=3, kind="order", by_court=True, title="An order"), "rules on", motion
    )
    hold(motion, 0)
    hold(motion, 1)
    partly = factories.make_filing(case, entry=4, filers=(doe,), sealed="partly", title="Partly sealed paper")
    factories.make_held_file(factories.make_document(partly, title="Open paper"), pages=("open words",))
    keep(partly.documents.get(number=0), b"%PDF-1.7 open")
    factories.make_held_file(
        partly.documents.get(number=0), pages=(f"unredacted {WORD}",), version="unredacted", filename=f"{WORD}.pdf",
        added_at=factories.NOON.replace(hour=13),
    )  # fmt: skip
    choose_current(document=partly.documents.get(number=0))
    hold(partly, 1, sealed=True)
    # What the sealed motion alone states: a date it sets, a point it raises, a step of a claim it shows.
    factories.make_deadline(case, key="sealed-date", title=f"Due {WORD}", set_by_entry=motion)
    # What an open order sets for a sealed paper is told, and nothing of the paper.
    factories.make_deadline(
        case, key="of-a-sealed-paper", title="Response", set_by_entry=case.filings.get(key="3"), trigger_entry=motion,
        met_by_entry=motion, changed_by_entry=motion, computed_due=date(2026, 2, 1),
    )  # fmt: skip
    factories.make_contention(case, key="sealed-point", text=f"They say {WORD}", by=(roe,), raised_in=motion)
    factories.make_fact(case, key="of-a-sealed-filing", title=f"What {WORD} tells", source_entry=motion)
    factories.make_fact(
        case, key="of-a-sealed-paper", title=f"What {WORD} tells", text=WORD, source_entry=partly, source_page=1,
        source_document=partly.documents.get(number=1),
    )  # fmt: skip
    claim = factories.make_claim(case, pleaded_in=complaint)
    claim.events.create(date=date(2025, 7, 8), status=f"step {WORD}", entry=motion)
    # A paper of it that waits to be placed.
    TrayPaper.objects.create(
        pk=1, case=case, sha256="0" * 64, size=9, filename=f"{WORD}.pdf", why=WORD, added_at=factories.NOON,
        stamps=["Case 5:25-cv-00001 Document 2 Filed 07/08/25 Page 1 of 1"],
    )  # fmt: skip
    return case


def hold(filing: Filing, number: int, **fields: Any) -> None:
    document = factories.make_document(
        filing,
        number=number,
        title=f"Exhibit {WORD}",
        document_id=f"{WORD}-id",
        page_count=7331,
        **fields,
    )
    factories.make_held_file(document, pages=(f"page {WORD}",), filename=f"{WORD}.pdf")
    keep(document, f"%PDF-1.7 {WORD}".encode())


def keep(document: Document, data: bytes) -> None:
    assert document.current
    path = storage.path_of(document.current.sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


ADDRESSES = [
    "", "docket/", "docket/?sort=asc", "docket/?q=paper", "docket/1/", "docket/2/", "docket/2/0/", "docket/2/1/",
    "docket/3/", "docket/4/", "docket/4/0/", "docket/4/1/", "parties/", "claims/", "deadlines/", "timeline/", "timeline.csv",
    "timeline.json", "timeline.ics", "timelinejs.csv", "feed.atom", "feed.atom?event=deadline",
    "deadlines.ics", "deadlines.ics?kind=deadline",
    "deadlines.csv", "deadlines.csv?q=due", "deadlines/?q=due", "deadlines/sealed-date/", "deadlines/of-a-sealed-paper/",
    "gaps/", "gaps.csv", "gaps/?kind=no-pdf", "authorities/", "authorities.csv", "authorities/?filing=1",
    "motions/", "motions.csv", "motions/?state=decided", "motions.csv?kind=motion",
    "docket/2/0.pdf", "docket/2/1.pdf", "docket/4/1.pdf", "docket/2/0.txt", "docket/4/1.txt", "docket/2/0/cite/",
    "docket/2/7/cite/", "docket/4/1/cite/?page=1", "docket/2/0/versions/", "docket/4/1/versions/", "docket/4/0/versions/",
    "docket/4/0/cite/", "docket/4/0.txt", "docket/2/0/1-1.webp", "docket/4/1/1-thumb.webp",
    "changes/", "changes/?only=edits", "docket/1/changes/", "docket/2/changes/", "docket/3/changes/", "docket/4/changes/",
    "docket/?since=2025-07-01", "docket/?since=2025-07-09",
    "bundle/", "bundle/?filing=2", "bundle/?filing=4", "bundle.pdf?filing=2", "bundle.pdf?paper=2-0", "bundle.pdf?paper=4-1",
    "tray/", "tray/1/", "tray/1.pdf", "tray/1-thumb.webp",
    "search/", "search/?q=paper", "search/?q=page+OR+words+OR+motion+OR+text", "search/?q=kind:motion", "search/?q=after:2025",
    "search/?q=due+OR+they+OR+exhibit+OR+unredacted", "search/?q=2", "search/?q=2-1+at+1", "search/?q=in:2", "search/?q=in:4",
    "docket/4/0/?find=words", "docket/2/0/?find=page", "docket/4/1/1-1.webp?find=page",
]  # fmt: skip


def body(client: Client, address: str) -> str:
    response: Any = client.get(CASE + address)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode()) + str(response.headers)


@pytest.mark.parametrize("who", ["anonymous", "reader"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_says_what_is_sealed(sealed_case: CaseFile, who: str, address: str) -> None:
    text = body(getattr(actors, who)(), address)
    assert WORD not in text.lower()
    assert "7331" not in text


@pytest.mark.parametrize("address", ["docket/2/", "docket/2/0/"])
def test_a_fully_sealed_filing_shows_its_key_its_date_and_that_it_is_sealed(
    sealed_case: CaseFile, address: str
) -> None:
    text = body(actors.anonymous(), address)
    assert "Jul 8, 2025" in text
    assert "sealed" in text.lower()
    for hidden in ("Jul 9, 2025", "Defendant", "denied", "opposes", "Opposes", "Zed Industries", "Quentin Yarrow"):
        assert hidden not in text


@pytest.mark.parametrize("query", [f"q={WORD}", "kind=motion", "side=defendant", "filer=zed-industries"])
@pytest.mark.parametrize(
    "page", ["docket/", "timeline/", "timeline.csv", "timeline.json", "timelinejs.csv", "feed.atom"]
)
def test_no_filter_tells_what_a_sealed_filing_is(sealed_case: CaseFile, page: str, query: str) -> None:
    text = body(actors.anonymous(), f"{page}?{query}")
    assert f"{CASE}docket/2/" not in text


def test_a_paper_that_speaks_of_a_sealed_one_shows_only_its_number(sealed_case: CaseFile) -> None:
    assert f"{CASE}docket/2/" in body(actors.anonymous(), "docket/3/")
    # What the sealed paper says of others is its own content.
    neighbours = r'<a[^>]*\brel="(?:next|prev)"[^>]*>'
    assert f"{CASE}docket/2/" not in re.sub(neighbours, "", body(actors.anonymous(), "docket/1/"))


def test_whoever_may_see_it_sees_it(sealed_case: CaseFile) -> None:
    client = actors.sealed_reader()
    for address in (
        "docket/2/", "docket/2/0/", "docket/2/1/", "docket/4/1/", "timeline.csv", "docket/2/0.pdf", "docket/2/0.txt",
        "docket/4/1/cite/", "docket/4/0/versions/", "deadlines/sealed-date/", "deadlines.csv",
    ):  # fmt: skip
        assert WORD in body(client, address).lower()


def test_a_sealed_file_is_not_found_and_an_open_one_is(sealed_case: CaseFile) -> None:
    for address in (
        "docket/2/0.pdf", "docket/2/1.pdf", "docket/4/1.pdf", "docket/2/0.txt", "docket/4/1.txt",
        "docket/2/0/1-1.webp", "docket/2/1/1-1.webp", "docket/4/1/1-1.webp", f"docket/4/1/1-thumb.webp?q={WORD}",
    ):  # fmt: skip
        assert actors.anonymous().get(CASE + address).status_code == 404
    assert "%PDF-1.7 open" in body(actors.anonymous(), "docket/4/0.pdf")


def test_an_editor_without_the_right_corrects_nothing_that_is_sealed(sealed_case: CaseFile) -> None:
    clerk, admin = actors.clerk(), actors.admin()
    for address in ("docket/2/0/pages/1/correct/", "docket/4/1/pages/1/correct/"):
        text = body(clerk, address)
        assert WORD not in text.lower()
        assert "is sealed" in text
        assert clerk.post(CASE + address, {"text": "x", "seen": "x"}).status_code == 403
        assert WORD in body(admin, address)
