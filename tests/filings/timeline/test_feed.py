"""feed.atom, read back by feedparser: what came and what was corrected, newest first."""

from calendar import timegm
from datetime import UTC, date, datetime, timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.models import Deadline, Filing
from filings.timeline.exports import as_atom
from tests import actors, factories
from tests.filings.timeline.mixed import ADDRESS, make_mixed_case, rows

pytestmark = pytest.mark.django_db

BEGAN = datetime(2026, 1, 15, 12, tzinfo=UTC)
LATER = BEGAN + timedelta(days=3)


def taken(client: Client, query: str = "") -> Any:
    response = client.get(f"{ADDRESS}feed.atom{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(response.content)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


def titles(client: Client, query: str = "") -> list[str]:
    return [entry.title for entry in taken(client, query).entries]


def entry(client: Client, key: str, event: str = "filing") -> Any:
    (found,) = [
        one for one in taken(client).entries if one.id == f"tag:casefiles.internal,2026:doe-v-roe/{event}/{key}"
    ]
    return found


def moment(parsed: Any) -> datetime:
    return datetime.fromtimestamp(timegm(parsed), UTC)


def at(record: Any, when: datetime) -> None:
    """Puts the last version of a record at a time."""
    last = record.history.latest("history_id")
    type(last).objects.filter(history_id=last.history_id).update(history_date=when)


def correct(record: Any, when: datetime = LATER, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
    at(record, when)


@pytest.fixture
def complaint(case: CaseFile) -> Filing:
    doe = factories.make_appearance(case)
    filing = factories.make_filing(
        case, filers=(doe,), kind="complaint", title="Complaint", docket_text="COMPLAINT <b>against</b> Roe"
    )
    at(filing, BEGAN)
    return filing


def test_an_entry_reads_as_in_the_feeds_its_readers_know(complaint: Filing, anonymous: Client) -> None:
    held = factories.make_held_file(factories.make_document(complaint), pages=("one",), size=4321)
    complaint.documents.update(current=held)
    unnumbered = factories.make_filing(complaint.case, entry=None, date_filed=date(2025, 9, 19), title="Minutes")
    at(unnumbered, BEGAN)
    feed = taken(anonymous)
    assert feed.feed.title == "Docket updates for Doe v. Roe, 5:25-cv-00001"
    assert feed.feed.id == "tag:casefiles.internal,2026:doe-v-roe/timeline"
    found = entry(anonymous, "1")
    assert found.title == "Entry #1 in Doe v. Roe: Complaint"
    assert found.link == "http://testserver/cases/doe-v-roe/docket/1/"
    assert "COMPLAINT &lt;b&gt;against&lt;/b&gt; Roe" in found.summary
    assert moment(found.updated_parsed) == moment(found.published_parsed) == BEGAN
    (enclosure,) = found.enclosures
    assert (enclosure.href, enclosure.length, enclosure.type) == (f"{found.link}0.pdf", "4321", "application/pdf")
    minutes = entry(anonymous, "u2025-09-19")
    assert minutes.title == "Minute entry from Sep 19, 2025 in Doe v. Roe: Minutes"
    assert minutes.enclosures == []


def test_what_is_corrected_comes_up_again_under_its_id(complaint: Filing, anonymous: Client) -> None:
    second = factories.make_filing(complaint.case, entry=2, title="Summons")
    at(second, BEGAN + timedelta(days=1))
    assert titles(anonymous) == ["Entry #2 in Doe v. Roe: Summons", "Entry #1 in Doe v. Roe: Complaint"]
    was = entry(anonymous, "1").id
    correct(complaint, title="Amended complaint", date_filed=date(2025, 7, 3))
    assert titles(anonymous)[0] == "Entry #1 in Doe v. Roe: Amended complaint"
    found = entry(anonymous, "1")
    assert found.id == was
    assert moment(found.updated_parsed) == LATER
    assert moment(found.published_parsed) == BEGAN
    assert "Corrected here on Jan 18, 2026:" in found.summary
    assert "Title: “Complaint” became “Amended complaint”." in found.summary
    assert "Date filed: Jul 1, 2025 became Jul 3, 2025." in found.summary
    assert moment(taken(anonymous).feed.updated_parsed) == LATER


def test_what_says_nothing_else_is_no_change(complaint: Filing, anonymous: Client) -> None:
    correct(complaint, position=7)
    found = entry(anonymous, "1")
    assert moment(found.updated_parsed) == BEGAN
    assert "Corrected" not in found.summary


def test_dates_and_facts_are_in_it(case: CaseFile, anonymous: Client) -> None:
    due = factories.make_deadline(case, key="answer", title="Answer", due=date(2025, 11, 10))
    fact = factories.make_fact(case, key="mail", title="An e-mail", date=date(2025, 3, 1), precision="month")
    at(due, BEGAN)
    at(fact, BEGAN + timedelta(hours=1))
    assert titles(anonymous) == [
        "Outside the court, Mar 2025: An e-mail",
        "Deadline in Doe v. Roe, Nov 10, 2025: Answer",
    ]
    correct(due, due=date(2025, 11, 17))
    assert titles(anonymous)[0] == "Deadline in Doe v. Roe, Nov 17, 2025: Answer"
    assert "Due: Nov 10, 2025 became Nov 17, 2025." in entry(anonymous, "answer", "deadline").summary


@pytest.mark.parametrize(
    "query", ["", "?kind=motion", "?event=hearing", "?side=plaintiff", "?q=statement", "?q=nothing"]
)
@pytest.mark.parametrize("who", ["anonymous", "sealed_reader"])
def test_it_follows_the_filter(db: None, who: str, query: str) -> None:
    make_mixed_case()
    client = getattr(actors, who)()
    feed = taken(client, query)
    assert sorted(one.link for one in feed.entries) == sorted(row["address"] for row in rows(client, query))
    assert feed.feed.link.endswith(f"/timeline/{query}")
    assert feed.feed.id == f"tag:casefiles.internal,2026:doe-v-roe/timeline{query}"


def test_it_has_the_newest_fifty(case: CaseFile, anonymous: Client) -> None:
    for entry_number in range(1, 61):
        at(factories.make_filing(case, entry=entry_number), BEGAN + timedelta(minutes=entry_number))
    correct(case.filings.get(key="3"), title="Corrected")
    found = titles(anonymous)
    assert len(found) == 50
    assert found[0] == "Entry #3 in Doe v. Roe: Corrected"
    assert [title.split(" ")[1] for title in found[1:]] == [f"#{number}" for number in range(60, 11, -1)]


def test_of_what_is_sealed_no_change_is_told(complaint: Filing, anonymous: Client, sealed_reader: Client) -> None:
    correct(complaint, title="Hush", sealed="full")
    for when, title in ((LATER + timedelta(days=1), "Hush hush"), (LATER + timedelta(days=2), "Quite hush")):
        correct(complaint, when, title=title)
        found = entry(anonymous, "1")
        # Midnight at the court of the day on which it was filed.
        assert moment(found.updated_parsed) == datetime(2025, 7, 1, 7, tzinfo=UTC)
        assert found.title == "Entry #1 in Doe v. Roe: Sealed"
        assert "published" not in found
        assert "ush" not in found.summary
    assert moment(entry(sealed_reader, "1").updated_parsed) == LATER + timedelta(days=2)


def test_unsealing_tells_that_it_is_open_and_nothing_of_before(complaint: Filing, anonymous: Client) -> None:
    correct(complaint, title="Hush", sealed="full")
    correct(complaint, LATER + timedelta(days=1), title="Open now", sealed="none")
    found = entry(anonymous, "1")
    assert moment(found.updated_parsed) == LATER + timedelta(days=1)
    assert "Corrected" not in found.summary
    assert "Hush" not in str(found)


def test_a_date_that_a_sealed_filing_moved_tells_nothing_of_it(complaint: Filing, anonymous: Client) -> None:
    sealed = factories.make_filing(complaint.case, entry=2, sealed="full", title="Hush")
    due = factories.make_deadline(complaint.case, key="answer", title="Answer", due=date(2025, 11, 10))
    at(due, BEGAN)
    correct(due, status="moved", moved_to=date(2026, 3, 4), changed_by_entry=sealed)
    found = entry(anonymous, "answer", "deadline")
    assert moment(found.updated_parsed) == BEGAN
    assert "Mar 4, 2026" not in found.summary
    assert "moved" not in found.summary
    Deadline.objects.filter(pk=due.pk).update(set_by_entry=sealed)
    assert "Answer" not in str(taken(anonymous).entries)


def test_a_reader_who_has_it_is_told_so(complaint: Filing, anonymous: Client) -> None:
    address = f"{ADDRESS}feed.atom"
    response = anonymous.get(address)
    assert response["Last-Modified"] == "Thu, 15 Jan 2026 12:00:00 GMT"
    assert anonymous.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert anonymous.get(address, headers={"If-Modified-Since": response["Last-Modified"]}).status_code == 304
    assert anonymous.get(address).content == response.content
    correct(complaint, title="Corrected")
    assert anonymous.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 200
    assert anonymous.get(address, headers={"If-Modified-Since": response["Last-Modified"]}).status_code == 200


def test_an_empty_one_is_as_old_as_the_docket_was_seen(case: CaseFile, anonymous: Client) -> None:
    feed = taken(anonymous)
    assert feed.entries == []
    assert moment(feed.feed.updated_parsed) == datetime(2026, 1, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_queries_however_long(
    case: CaseFile, anonymous: Client, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(1, count + 1):
        factories.make_document(factories.make_filing(case, entry=number))
        factories.make_deadline(case, key=f"d{number}")
        factories.make_fact(case, key=f"f{number}")
    with django_assert_num_queries(24):
        assert len(taken(anonymous).entries) == 3 * count


def test_control_signs_do_not_break_it(complaint: Filing, anonymous: Client) -> None:
    correct(complaint, title="Com\x0bplaint", docket_text="\x08odd\x1b & <odd>")
    assert entry(anonymous, "1").title == "Entry #1 in Doe v. Roe: Com plaint"
    assert as_atom.MOST == 50
