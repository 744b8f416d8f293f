"""timeline.ics, read back."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar

from casefiles.models import CaseFile
from tests import factories
from tests.filings.timeline.mixed import ADDRESS, make_mixed_case, rows

pytestmark = pytest.mark.django_db


def content(client: Client, query: str = "") -> bytes:
    response: Any = client.get(f"{ADDRESS}timeline.ics{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return b"".join(response.streaming_content)


def entries(client: Client, query: str = "") -> list[Any]:
    return list(Calendar.from_ical(content(client, query)).walk("VEVENT"))


@pytest.mark.parametrize("query", ["", "?event=hearing", "?event=deadline&event=hearing", "?side=plaintiff", "?q=none"])
def test_it_has_the_dated_events_under_the_filter(db: None, anonymous: Client, query: str) -> None:
    make_mixed_case()
    dated = [row for row in rows(anonymous, query) if row["date"]]
    found = entries(anonymous, query)
    assert [str(entry["URL"]) for entry in found] == [row["address"] for row in dated]
    assert [f"{entry['DTSTART'].dt:%Y-%m-%d}" for entry in found] == [row["date"] for row in dated]
    assert len({str(entry["UID"]) for entry in found}) == len(found)


def test_a_hearing_with_an_hour_is_on_the_clock_of_the_court(db: None, anonymous: Client) -> None:
    make_mixed_case()
    early, late = entries(anonymous, "?event=hearing")
    assert early["DTSTART"].dt == datetime(2025, 8, 10, 9, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert early["DTSTART"].params["TZID"] == "America/Los_Angeles"
    assert (early["STATUS"], late["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert b"BEGIN:VTIMEZONE" in content(anonymous)
    assert b"VTIMEZONE" not in content(anonymous, "?event=filing")


def test_it_is_the_same_file_on_any_day(db: None, anonymous: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_mixed_case()
    before = content(anonymous)

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Later":
            return cls(2031, 1, 1, tzinfo=tz)

    for module in ("filings.timeline.views", "filings.calendar.views", "icalendar.prop"):
        monkeypatch.setattr(f"{module}.datetime", Later, raising=False)
    assert content(anonymous) == before
    assert b"DTSTAMP:20260101T080000Z" in before


def test_a_sealed_filing_is_its_number(db: None, anonymous: Client) -> None:
    make_mixed_case()
    (sealed,) = [entry for entry in entries(anonymous, "?event=filing") if str(entry["URL"]).endswith("/3/")]
    assert str(sealed["SUMMARY"]) == "Doe v. Roe: No. 3 Sealed"
    assert "DESCRIPTION" not in sealed


def test_a_fact_of_a_month_lasts_as_long_as_it_may_have_been(case: CaseFile, anonymous: Client) -> None:
    facts: dict[str, dict[str, Any]] = {
        "month": {"date": date(2025, 3, 1), "precision": "month"},
        "range": {"date": date(2025, 4, 2), "precision": "range", "end": date(2025, 4, 3)},
        "open": {"date": date(2025, 5, 1), "precision": "range"},
    }
    for key, fields in facts.items():
        factories.make_fact(case, key=key, title=key, **fields)
    month, lasted, goes_on = entries(anonymous)
    assert month["DTEND"].dt == date(2025, 4, 1)
    assert lasted["DTEND"].dt - lasted["DTSTART"].dt == timedelta(days=2)
    assert "DTEND" not in goes_on
    assert str(month["SUMMARY"]) == "Doe v. Roe: Mar 2025: month"
