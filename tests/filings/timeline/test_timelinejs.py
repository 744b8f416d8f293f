"""timelinejs.csv, read as TimelineJS reads it (its source: ConfigFactory.js, TLDate.js)."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from tests import factories
from tests.filings.timeline.mixed import ADDRESS, make_mixed_case, rows

pytestmark = pytest.mark.django_db

# DOMAIN.md, "TimelineJS spreadsheet header".
NAMES = (
    "Year, Month, Day, Time, End Year, End Month, End Day, End Time, Display Date, Headline, Text, Media, Media Credit, "
    "Media Caption, Media Thumbnail, Alt Text, Type, Group, Background"
)


def taken(client: Client, query: str = "") -> list[dict[str, str]]:
    response: Any = client.get(f"{ADDRESS}timelinejs.csv{query}")
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert text.split("\r\n")[0] == NAMES.replace(", ", ",")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("query", ["", "?event=hearing", "?side=plaintiff", "?kind=motion"])
def test_it_has_the_dated_events_of_the_csv_in_their_order(db: None, anonymous: Client, query: str) -> None:
    make_mixed_case()
    dated = [row for row in rows(anonymous, query) if row["date"]]
    found = taken(anonymous, query)
    assert [date(int(row["Year"]), int(row["Month"]), int(row["Day"])).isoformat() for row in found] == [
        row["date"] for row in dated
    ]
    for mine, theirs in zip(found, dated, strict=True):
        assert mine["Headline"].endswith(theirs["title"] or "Sealed")
        assert f'href="{theirs["address"]}"' in mine["Text"]
        assert mine["Time"] == theirs["time"]
        assert mine["Type"] == mine["Display Date"] == ""


def test_a_group_is_who_acted_and_a_sealed_filing_has_none(db: None, anonymous: Client) -> None:
    make_mixed_case()
    groups = {row["Headline"]: row["Group"] for row in taken(anonymous)}
    assert groups["No. 1: Complaint"] == "Plaintiff"
    assert groups["No. 2: Motion to dismiss"] == "Defendant"
    assert groups["No. 3: Sealed"] == ""
    assert groups["Discovery referred"] == groups["Hearing: Conference"] == "Court"


@pytest.mark.parametrize(
    ("fields", "start", "end", "shown"),
    [
        ({"date": date(2025, 3, 20)}, ("2025", "3", "20"), ("", "", ""), ""),
        ({"date": date(2025, 3, 1), "precision": "month"}, ("2025", "3", ""), ("", "", ""), "Mar 2025"),
        ({"precision": "year"}, ("2018", "", ""), ("", "", ""), "2018"),
        ({"date": date(2025, 3, 9), "precision": "around"}, ("2025", "3", "9"), ("", "", ""), "around Mar 9, 2025"),
        ({"precision": "range"}, ("2018", "", ""), ("", "", ""), "since 2018"),
        ({"precision": "range", "end": date(2025, 6, 4)}, ("2018", "", ""), ("2025", "6", "4"), "2018 to Jun 4, 2025"),
    ],
)
def test_a_date_is_no_finer_than_it_is_known(
    case: CaseFile, anonymous: Client, fields: dict[str, Any], start: Any, end: Any, shown: str
) -> None:
    told: dict[str, Any] = {"date": date(2018, 1, 1), "said_by": "Doe Works, LLC"} | fields
    factories.make_fact(case, **told)
    (row,) = taken(anonymous)
    assert (row["Year"], row["Month"], row["Day"]) == start
    assert (row["End Year"], row["End Month"], row["End Day"]) == end
    assert (row["Display Date"], row["Group"]) == (shown, "Outside the court")
    assert "Alleged, according to Doe Works, LLC." in row["Text"]


def test_docket_text_is_no_markup_and_no_formula(case: CaseFile, anonymous: Client) -> None:
    factories.make_filing(
        case, entry=None, title='=HYPERLINK("x")', docket_text="<img src=x onerror=alert(1)>\nsecond line"
    )
    (row,) = taken(anonymous)
    assert row["Headline"] == "'=HYPERLINK(&quot;x&quot;)"
    assert "<img" not in row["Text"]
    assert row["Text"].startswith("<p>&lt;img src=x onerror=alert(1)&gt;<br>second line</p>")
    assert row["Day"] == "1"
