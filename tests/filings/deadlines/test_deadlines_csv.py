"""deadlines.csv: what the page shows under the same filter, in its order, and nothing that depends on the day."""

import csv
import io
import re
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.deadlines.export import HEADER
from filings.models import Computation, Filing
from tests import factories

PAGE = "/cases/doe-v-roe/deadlines/"
CSV = "/cases/doe-v-roe/deadlines.csv"
TODAY = date(2025, 11, 1)


class Clock:
    day = datetime(2025, 11, 1, 12, tzinfo=UTC)

    @classmethod
    def now(cls, zone: tzinfo) -> datetime:
        return cls.day.astimezone(zone)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filings.deadlines.door.datetime", Clock)


@pytest.fixture
def docket(case: CaseFile) -> CaseFile:
    motion = factories.make_filing(case, entry=34, title="Motion to dismiss", date_filed=date(2025, 10, 27))
    make = factories.make_deadline
    make(case, key="past", due=date(2025, 10, 1), status="met", met_by_entry=motion)
    make(case, key="silent", due=date(2025, 10, 2), status="unknown")
    make(case, key="coming", due=date(2025, 11, 10))
    make(case, key="hearing", due=date(2025, 11, 9), kind="hearing", time=time(9, 5))
    make(case, key="undated", due=None, status="unknown")
    return case


def exported(client: Client, query: str = "") -> list[dict[str, str]]:
    response: Any = client.get(CSV + query)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline=""), strict=True))


@pytest.mark.parametrize(
    "query",
    ["", "?show=coming", "?show=past", "?kind=hearing", "?state=satisfied", "?state=printed&kind=deadline", "?q=silent",
     "?side=unknown", "?side=court"],
)  # fmt: skip
def test_it_has_what_the_page_shows_in_the_order_of_the_page(docket: CaseFile, anonymous: Client, query: str) -> None:
    shown = re.findall(r'<tr id="([^"]+)"', anonymous.get(PAGE + query).text)
    assert [row["key"] for row in exported(anonymous, query)] == shown


def test_a_row_says_all_that_is_known(case: CaseFile, anonymous: Client) -> None:
    doe = factories.make_appearance(case, name="Doe Works, LLC")
    roe = factories.make_appearance(case, slug="roe", name="Roe Systems, Inc.", role="defendant")
    trigger = factories.make_filing(case, entry=17, date_filed=date(2025, 7, 28))
    order = factories.make_filing(case, entry=None, date_filed=date(2025, 9, 16))
    count = Computation.objects.create(
        case=case, identity="a", rule_id="frcp.12", rule_version="1993-12-01", trigger_entry=trigger,
        trigger_date=date(2025, 7, 28), inputs={}, safe=date(2025, 9, 26), prevailing=date(2025, 9, 29),
        latest=date(2025, 10, 27), result={}, digest="d", made_at=factories.NOON,
    )  # fmt: skip
    factories.make_deadline(
        case, key="answer", title="=Answer", due=date(2025, 9, 26), responsible=(doe, roe), court_responsible=True,
        trigger_entry=trigger, trigger_date=date(2025, 7, 28), rule="FRCP 12(a)", rule_days=60,
        computed_due=date(2025, 9, 26), set_by_entry=trigger, status="moved", changed_by_entry=order,
        moved_to=date(2025, 10, 27), met_by_entry=order, computation=count, note="Ours.", location="Courtroom 7",
    )  # fmt: skip
    assert exported(anonymous) == [
        {
            "case": "doe-v-roe", "docket_number": "5:25-cv-00001", "key": "answer", "title": "'=Answer",
            "kind": "deadline", "state": "extended", "status": "moved", "due": "2025-09-26", "time": "",
            "location": "Courtroom 7", "safe": "2025-09-26", "prevailing": "2025-09-29", "latest": "2025-10-27",
            "computed": "2025-09-26", "falls_on": "Native American Day (CA)", "rule": "FRCP 12(a)", "rule_days": "60",
            "rule_version": "1993-12-01", "trigger": "17", "trigger_date": "2025-07-28",
            "who_must_act": "Court; Doe Works, LLC; Roe Systems, Inc.", "sides": "court; plaintiff; defendant",
            "set_by": "17", "met_by": "u2025-09-16", "met_on": "2025-09-16", "changed_by": "u2025-09-16",
            "moved_to": "2025-10-27", "docket_word": "agrees with the docket", "confidence": "confirmed",
            "note": "Ours.", "address": f"http://testserver{PAGE}answer/", "as_of": "2026-01-01",
        }
    ]  # fmt: skip


def test_what_is_not_known_is_empty(docket: CaseFile, anonymous: Client) -> None:
    row = exported(anonymous, "?q=undated")[0]
    told = {name: value for name, value in row.items() if value}
    assert set(told) == {
        "case", "docket_number", "key", "title", "kind", "state", "status", "confidence", "address", "as_of",
    }  # fmt: skip
    assert exported(anonymous, "?kind=hearing")[0]["time"] == "09:05"


def test_no_row_depends_on_the_day(docket: CaseFile, anonymous: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(exported(anonymous), key=lambda row: row["key"])
    monkeypatch.setattr(Clock, "day", datetime(2031, 1, 1, tzinfo=UTC))
    assert sorted(exported(anonymous), key=lambda row: row["key"]) == before


@pytest.mark.parametrize("name", ["show", "kind", "side", "state"])
def test_a_bad_filter_is_refused(docket: CaseFile, anonymous: Client, name: str) -> None:
    refused = anonymous.get(CSV, {name: "zz"})
    assert (refused.status_code, refused.text) == (400, "“zz” is not one of these; all are shown.")


def test_a_case_without_dates_gives_the_header(case: CaseFile, anonymous: Client) -> None:
    response: Any = anonymous.get(CSV)
    assert b"".join(response.streaming_content).decode("utf-8-sig") == ",".join(HEADER) + "\r\n"
    assert b"".join(getattr(anonymous.head(CSV), "streaming_content", ())) == b""


def test_what_a_sealed_filing_alone_states_is_left_out(
    docket: CaseFile, anonymous: Client, sealed_reader: Client
) -> None:
    factories.make_deadline(docket, key="closed", set_by_entry=docket.filings.get(key="34"))
    Filing.objects.update(sealed="full")
    assert "closed" not in {row["key"] for row in exported(anonymous)}
    assert "closed" in {row["key"] for row in exported(sealed_reader)}


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_queries_for_one_and_for_three(
    case: CaseFile, anonymous: Client, django_assert_num_queries: Any, count: int
) -> None:
    doe = factories.make_appearance(case)
    for number in range(count):
        filing = factories.make_filing(case, entry=number + 1)
        factories.make_deadline(
            case, key=f"d{number}", responsible=(doe,), trigger_entry=filing, set_by_entry=filing, met_by_entry=filing,
            changed_by_entry=filing, computed_due=TODAY,
        )  # fmt: skip
    with django_assert_num_queries(5):
        assert len(exported(anonymous)) == count
