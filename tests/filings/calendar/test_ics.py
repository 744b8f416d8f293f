"""One case's calendar: what stands in it, what stays the same, and how it moves."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from casefiles.models import CaseFile
from filings.calendar.ics import clean
from filings.models import Computation, Deadline, Override
from tests import actors, factories
from tests.filings.calendar.reading import CASE, fetched, lines, unstamped

make = factories.make_deadline


@pytest.fixture
def paper(case: CaseFile) -> Any:
    return factories.make_filing(case, entry=9)


def test_the_frame(case: CaseFile, anonymous: Client) -> None:
    make(case)
    response = anonymous.get(CASE)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    head = response.content.split(b"BEGIN:VEVENT")[0].decode()
    for line in (
        "VERSION:2.0", "METHOD:PUBLISH", "PRODID:-//casefiles//Deadlines 1//EN", "NAME:Doe v. Roe: deadlines",
        "X-WR-CALNAME:Doe v. Roe: deadlines", "REFRESH-INTERVAL;VALUE=DURATION:PT4H", "X-PUBLISHED-TTL:PT4H",
    ):  # fmt: skip
        assert f"{line}\r\n" in head
    assert "VTIMEZONE" not in head


def test_a_case_without_deadlines_is_an_empty_calendar(case: CaseFile, anonymous: Client) -> None:
    assert fetched(anonymous).events == {}


def test_a_deadline_is_a_whole_day(case: CaseFile, anonymous: Client) -> None:
    roe = factories.make_appearance(case, slug="roe", name="Roe Systems, Inc.", role="defendant")
    deadline = make(
        case, key="reply", title="Reply; a, b \\ c", due=date(2025, 11, 10), time=time(12), responsible=(roe,)
    )
    event = fetched(anonymous).events["Reply; a, b \\ c"]
    assert event.dtstart.value == date(2025, 11, 10)
    assert "DTSTART;VALUE=DATE:20251110" in event.serialize()
    assert event.transp.value == "TRANSPARENT"
    assert event.status.value == "CONFIRMED"
    assert lines(event)[0] == "By 12:00 noon PST, on the court’s clock."
    assert "Who must act: Roe Systems." in lines(event)
    assert event.url.value == f"http://testserver{deadline.get_absolute_url()}"
    assert "class" not in event.contents
    assert [alarm.trigger.value for alarm in event.valarm_list] == [
        timedelta(days=-days, hours=9) for days in (14, 7, 3, 1)
    ]
    assert b"TRIGGER:-P2DT15H\r\n" in anonymous.get(CASE).content
    assert {alarm.action.value for alarm in event.valarm_list} == {"DISPLAY"}


@pytest.mark.parametrize(("day", "utc"), [(date(2026, 3, 4), 21), (date(2026, 3, 9), 20), (date(2026, 11, 2), 21)])
def test_a_hearing_keeps_the_clock_of_the_court(case: CaseFile, anonymous: Client, day: date, utc: int) -> None:
    make(case, title="Hearing", kind="hearing", due=day, time=time(13), location="San Jose\nCourtroom 7")
    read = fetched(anonymous)
    event = read.events["Hearing"]
    assert event.dtstart.value.astimezone(UTC) == datetime.combine(day, time(utc), UTC)
    assert f"DTSTART;TZID=America/Los_Angeles:{day:%Y%m%d}T130000".encode() in read.body
    assert event.transp.value == "OPAQUE"
    assert event.duration.value == timedelta(hours=1)
    assert event.location.value == "San Jose\nCourtroom 7"
    assert event.valarm_list[2].trigger.value == timedelta(days=-3)
    zone = read.whole.vtimezone.tzinfo
    wall = datetime.combine(day, time(13), zone)
    assert wall.utcoffset() == timedelta(hours=13 - utc)


def test_a_hearing_whose_time_is_unknown_is_not_at_midnight(case: CaseFile, anonymous: Client) -> None:
    make(case, title="Hearing", kind="hearing", due=date(2026, 3, 4))
    read = fetched(anonymous)
    assert read.events["Hearing"].dtstart.value == date(2026, 3, 4)
    assert lines(read.events["Hearing"])[0] == "Hearing; the time is not known."
    assert b"T000000" not in read.body


def test_a_computed_date_is_tentative_until_somebody_confirms_it(case: CaseFile, anonymous: Client) -> None:
    computation = Computation.objects.create(
        case=case, identity="x", rule_id="frcp-12", rule_version="1", trigger_date=date(2025, 7, 28), inputs={}, result={},
        safe=date(2025, 9, 26), prevailing=date(2025, 9, 29), latest=date(2025, 9, 30), digest="0", made_at=factories.NOON,
    )  # fmt: skip
    row = make(
        case, title="Answer", due=None, computed_due=date(2025, 9, 26), rule="FRCP 12", rule_days=60,
        trigger_date=date(2025, 7, 28), computation=computation,
    )  # fmt: skip
    read = fetched(anonymous)
    event = read.events["Answer"]
    assert event.status.value == "TENTATIVE"
    assert b"CATEGORIES:computed,unconfirmed\r\n" in read.body
    assert event.dtstart.value == date(2025, 9, 26)
    assert [line for line in lines(event) if "latest arguable: Sep 30, 2025" in line]
    assert "20250930" not in read.body.decode()
    row.confirmed_at = factories.NOON
    row.save()
    read = fetched(anonymous)
    assert read.events["Answer"].status.value == "CONFIRMED"
    assert b"CATEGORIES:computed,confirmed\r\n" in read.body
    row.due = date(2025, 9, 29)
    row.save()
    event = fetched(anonymous).events["Answer"]
    assert event.dtstart.value == date(2025, 9, 29)
    assert "was 9/26/2025." in lines(event)


def test_a_moved_one_keeps_its_uid_and_says_what_it_was(case: CaseFile, anonymous: Client, paper: Any) -> None:
    first = make(case, key="cms-1", title="Statement", due=date(2025, 11, 10))
    before = fetched(anonymous).events["Statement"]
    first.status, first.moved_to, first.changed_by_entry = "moved", date(2025, 11, 12), paper
    first.save()
    middle = fetched(anonymous).events["Statement"]
    make(case, key="cms-2", title="Statement", due=date(2025, 11, 12), position=1)
    after = fetched(anonymous).events["Statement"]
    for event in (middle, after):
        assert event.uid.value == before.uid.value
        assert event.dtstart.value == date(2025, 11, 12)
        assert "was 11/10/2025." in lines(event)
    assert [int(one.sequence.value) for one in (before, middle, after)] == [0, 1, 2]
    assert before.last_modified.value <= middle.last_modified.value <= after.last_modified.value


@pytest.mark.parametrize(("status", "told"), [("vacated", "Vacated; there is no new date."), ("moved", "not captured")])
def test_a_vacated_one_stays_and_is_cancelled(
    case: CaseFile, anonymous: Client, paper: Any, status: str, told: str
) -> None:
    make(
        case,
        title="Hearing",
        kind="hearing",
        due=date(2026, 1, 21),
        time=time(10),
        status=status,
        changed_by_entry=paper,
    )
    [event] = fetched(anonymous).whole.vevent_list
    assert event.status.value == "CANCELLED"
    assert event.summary.value.startswith("VACATED: Doe v. Roe: Hearing")
    assert told in event.description.value
    assert event.transp.value == "TRANSPARENT"
    assert "valarm" not in event.contents


def test_a_date_set_by_hand_outranks_the_docket_and_counts_as_a_change(case: CaseFile, anonymous: Client) -> None:
    row = make(case, title="Reply", due=date(2025, 11, 10))
    make(case, key="other", title="Other")
    clerk = factories.make_user(username="clerk")
    override = Override.objects.create(
        deadline=row,
        due=date(2025, 11, 14),
        reason="SECRET strategy",
        source="a call",
        made_at=factories.NOON,
        made_by=clerk,
    )
    read = fetched(anonymous)
    event = read.events["Reply"]
    assert event.dtstart.value == date(2025, 11, 14)
    assert "was 11/10/2025." in lines(event)
    assert "Set by hand; the docket prints 11/10/2025." in lines(event)
    assert b"SECRET" not in read.body
    override.lifted_at, override.lifted_by = factories.NOON, clerk
    override.save()
    event = fetched(anonymous).events["Reply"]
    assert event.dtstart.value == date(2025, 11, 10)
    assert event.sequence.value == "2"
    assert fetched(anonymous).events["Other"].sequence.value == "0"


def test_a_sequence_never_falls(case: CaseFile, anonymous: Client, paper: Any) -> None:
    """Not even where a new title breaks a chain, or a row goes."""
    first = make(case, key="a", title="Statement", due=date(2025, 11, 10))
    second = make(case, key="b", title="Statement", due=date(2025, 11, 12), position=1)
    seen: list[tuple[int, datetime]] = []

    def look() -> None:
        event = fetched(anonymous).whole.vevent_list[0]
        seen.append((int(event.sequence.value), event.last_modified.value))

    look()
    first.status, first.moved_to, first.changed_by_entry = "moved", date(2025, 11, 12), paper
    first.save()
    look()
    second.title = "Amended statement"
    second.save()
    look()
    second.delete()
    look()
    assert seen == sorted(seen)
    assert len({number for number, _ in seen}) == 4


def test_two_builds_differ_in_the_stamp_alone(real_case: CaseFile, anonymous: Client, monkeypatch: Any) -> None:
    address = f"/cases/{real_case.slug}/deadlines.ics"
    one = anonymous.get(address)

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Later":
            return cls(2030, 1, 1, tzinfo=UTC)

    monkeypatch.setattr("filings.calendar.views.datetime", Later)
    other = anonymous.get(address)
    assert one.content != other.content
    assert unstamped(one.content) == unstamped(other.content)
    assert one["ETag"] == other["ETag"]
    again = anonymous.get(address, headers={"if-none-match": one["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    Deadline.objects.get(key="joint-status-report").save()
    assert anonymous.get(address, headers={"if-none-match": one["ETag"]}).status_code == 200


CHAINS = {
    "Case management statement": ("2026-02-18", "was 10/21/2025; was 1/7/2026."),
    "Initial case management conference": ("2026-03-04", "was 10/28/2025; was 1/21/2026."),
    "Hearing on the motion to dismiss": ("2026-02-11", "was 1/21/2026."),
    "Request for leave to amend": ("2026-07-01", None),
}


def test_the_shipped_case(real_case: CaseFile, anonymous: Client) -> None:
    read = fetched(anonymous, f"/cases/{real_case.slug}/deadlines.ics")
    # Six of the rows lead on to another, and of two no date is captured.
    assert len(read.events) == real_case.deadlines.count() - 6 - 2
    for title, (day, was) in CHAINS.items():
        event = read.events[title]
        assert str(event.dtstart.value)[:10] == day
        assert was is None or was in lines(event)
    assert {event.status.value for event in read.events.values()} == {"CONFIRMED", "CANCELLED", "TENTATIVE"}
    assert read.events["Answer to the first amended complaint"].status.value == "TENTATIVE"
    cancelled = [event for event in read.whole.vevent_list if event.status.value == "CANCELLED"]
    assert len(cancelled) == 4
    assert all(event.summary.value.startswith("VACATED: ") for event in cancelled)


def test_two_cases_with_the_same_key_differ(case: CaseFile, anonymous: Client) -> None:
    other = factories.make_case(slug="other")
    make(case)
    make(other)
    assert not fetched(anonymous).uids & fetched(anonymous, "/cases/other/deadlines.ics").uids


def test_it_filters_as_the_page_does(case: CaseFile, anonymous: Client) -> None:
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    make(case, key="a", title="Answer", responsible=(roe,))
    make(case, key="b", title="Hearing", kind="hearing")

    def titles(query: str) -> set[str]:
        return set(fetched(anonymous, f"{CASE}?{query}").events)

    assert titles("kind=hearing") == {"Hearing"}
    assert titles("side=defendant") == {"Answer"}
    assert titles("side=unknown") == {"Hearing"}
    assert anonymous.get(f"{CASE}?kind=rant").status_code == 400


def test_what_a_sealed_filing_alone_states_stays_out(case: CaseFile) -> None:
    sealed = factories.make_filing(case, entry=2, sealed="full")
    make(case, key="a", title="Statement", due=date(2025, 11, 10), set_by_entry=sealed, moved_to=date(2025, 11, 12),
         status="moved", changed_by_entry=sealed)  # fmt: skip
    make(case, key="b", title="Statement", due=date(2025, 11, 12))
    closed = fetched(actors.anonymous())
    assert b"11/10" not in closed.body
    assert closed.events["Statement"].sequence.value == "0"
    assert b"was 11/10/2025" in fetched(actors.sealed_reader()).body


def test_what_a_row_said_under_seal_is_not_told_later(case: CaseFile) -> None:
    sealed, order = factories.make_filing(case, entry=2, sealed="full"), factories.make_filing(case, entry=3)
    row = make(case, title="Statement", due=date(2025, 11, 10), set_by_entry=sealed)
    row.due, row.set_by_entry = date(2025, 11, 12), order
    row.save()
    assert b"11/10" not in fetched(actors.anonymous()).body
    assert b"was 11/10/2025" in fetched(actors.sealed_reader()).body


def count_queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(CASE).status_code == 200
    return len(caught)


def test_its_queries_are_as_many_for_three_as_for_one(case: CaseFile, anonymous: Client) -> None:
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    make(case, key="a", responsible=(roe,))
    one = count_queries(anonymous)
    for key in "bc":
        make(case, key=key, responsible=(roe,), kind="hearing", time=time(10))
    assert count_queries(anonymous) == one == 10


def test_outside_text_breaks_nothing(case: CaseFile, anonymous: Client) -> None:
    title = "Réponse à l’ordonnance — " * 9 + "END:VEVENT\r\nBEGIN:VEVENT\rX:1\n\x0b\x00;,\\ “日本語” 🏛" * 9
    make(case, title=title.replace("\x00", ""), location="a\r\nEND:VCALENDAR\x85b")
    [event] = fetched(anonymous).whole.vevent_list
    assert event.summary.value.startswith("Doe v. Roe: Réponse à l’ordonnance — ")
    assert event.location.value == "a\nEND:VCALENDAR b"


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_clean_leaves_no_sign_that_ends_a_line(text: str) -> None:
    assert all(len(line.splitlines()) <= 1 for line in clean(text).split("\n"))
