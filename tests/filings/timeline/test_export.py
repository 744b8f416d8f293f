"""timeline.csv: what stands in it, how it is written, and that it streams."""

import csv
import io
import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefiles.models import CaseFile
from filings.models import Filing
from filings.timeline import events
from filings.timeline.columns import COLUMNS, EVENT_COLUMNS, HEADER
from filings.timeline.export import FREE_TEXT, defused, joined
from filings.timeline.shapes import Event
from tests import actors, factories
from tests.filings.timeline.mixed import ADDRESS, export, keys, make_mixed_case, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed(db: None) -> CaseFile:
    return make_mixed_case()


def one(client: actors.Client, key: str, event: str = "filing") -> dict[str, str]:
    return next(row for row in rows(client) if (row["event"], row["key"]) == (event, key))


def rfc_4180(text: str) -> list[list[str]]:
    """A strict reader of its own: CRLF ends a line, a quote doubles inside quotes, no quote and no break outside."""
    quoted, bare = r'"(?:[^"]|"")*"', r'[^",\r\n]*'
    record = re.compile(rf"((?:{quoted}|{bare})(?:,(?:{quoted}|{bare}))*)\r\n")
    found, end = [], 0
    for match in record.finditer(text):
        assert match.start() == end, f"not RFC 4180 at {text[end : end + 60]!r}"
        end = match.end()
        cells = re.findall(rf"(?:^|,)({quoted}|{bare})", match[1])
        found.append([cell[1:-1].replace('""', '"') if cell.startswith('"') else cell for cell in cells])
    assert end == len(text)
    return found


def test_it_is_utf_8_with_a_byte_order_mark_and_strict_rfc_4180(mixed: CaseFile, anonymous: actors.Client) -> None:
    content = export(anonymous)
    assert content.startswith(b"\xef\xbb\xbfcase,docket_number,date,event,")
    text = content.decode("utf-8-sig")
    assert rfc_4180(text) == list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(record) for record in rfc_4180(text)} == {len(HEADER)}


def test_the_file_is_named_for_the_case_and_the_day(mixed: CaseFile, anonymous: actors.Client) -> None:
    response: Any = anonymous.get(f"{ADDRESS}timeline.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert re.fullmatch(
        r'attachment; filename="doe-v-roe-timeline-\d{4}-\d\d-\d\d\.csv"', response["Content-Disposition"]
    )
    assert response["Link"].startswith(f'<{ADDRESS}timeline.csv-metadata.json>; rel="describedby"')


def test_the_cells_of_an_event_stand_in_the_order_of_the_columns() -> None:
    assert Event._fields[: len(EVENT_COLUMNS)] == tuple(column.name for column in EVENT_COLUMNS)


def test_each_event_is_a_row_in_the_order_of_the_timeline(mixed: CaseFile, anonymous: actors.Client) -> None:
    assert keys(rows(anonymous)) == [
        "1", "2", "3", "4", "u2025-08-10", "early-hearing", "hearing", "opposition", "4_2", "5", "statement", "undated",
    ]  # fmt: skip


def test_unknown_is_empty_false_is_false_and_nought_is_nought(mixed: CaseFile, anonymous: actors.Client) -> None:
    complaint, motion, order = one(anonymous, "1"), one(anonymous, "2"), one(anonymous, "u2025-08-10")
    assert (complaint["text_only"], complaint["attachments_complete"]) == ("false", "false")
    assert (motion["text_only"], motion["sealed"], motion["attachments_complete"]) == ("", "", "")
    assert order["text_only"] == "true"
    assert (motion["documents"], motion["documents_held"], motion["pages_held"]) == ("0", "0", "0")
    assert one(anonymous, "4_2")["side"] == ""
    assert one(anonymous, "undated", "deadline")["date"] == ""


def test_a_row_of_a_filing_holds_its_facts(mixed: CaseFile, anonymous: actors.Client) -> None:
    complaint = one(anonymous, "1")
    assert complaint["address"] == f"http://testserver{ADDRESS}docket/1/"
    assert complaint["docket_text"] == 'COMPLAINT against "Roe", with\nfee, paid'
    assert (complaint["filers"], complaint["attorney"]) == ("Doe Works, LLC", "Ann Lee")
    assert (complaint["date"], complaint["date_entered"]) == ("2025-07-01", "2025-07-02")
    assert (complaint["source"], complaint["as_of"]) == ("S1; S2", "2026-01-01")
    joint = one(anonymous, "4")
    assert (joint["kind"], joint["side"]) == ("joint-statement", "defendant; plaintiff")
    assert joint["filers"] == "Roe Systems, Inc.; Doe Works, LLC"
    assert joint["relations"] == "concerns 1; concerns 2"
    motion = one(anonymous, "2")
    assert (motion["outcome"], motion["confidence"]) == ("denied", "single-source")
    assert motion["inferred_fields"] == "outcome; filed_by"
    assert one(anonymous, "5")["filers"] == "Court"


def test_a_row_of_a_date_holds_its_facts(mixed: CaseFile, anonymous: actors.Client) -> None:
    hearing = one(anonymous, "hearing", "hearing")
    assert (hearing["time"], hearing["location"]) == ("13:30", "Courtroom 7, San Jose")
    assert (hearing["status"], hearing["moved_to"], hearing["changed_by_entry"]) == ("moved", "2026-02-01", "4")
    assert hearing["responsible"] == "Doe Works, LLC; Roe Systems, Inc."
    assert hearing["address"] == f"http://testserver{ADDRESS}deadlines/hearing/"
    opposition = one(anonymous, "opposition", "deadline")
    assert (opposition["met_by_entry"], opposition["set_by_entry"], opposition["trigger_entry"]) == ("3", "2", "2")
    assert (opposition["rule_days"], opposition["computed_due"]) == ("14", "2025-08-15")
    assert (opposition["kind"], opposition["filers"], opposition["documents"]) == ("", "", "")
    assert one(anonymous, "early-hearing", "hearing")["side"] == "court"


def test_samples_and_sealed_papers_are_not_counted_as_held(
    mixed: CaseFile, anonymous: actors.Client, sealed_reader: actors.Client
) -> None:
    counts = ("documents", "documents_held", "pages_held", "samples_held")
    assert [one(anonymous, "1")[name] for name in counts] == ["3", "1", "3", "1"]
    assert [one(sealed_reader, "1")[name] for name in counts] == ["3", "2", "10", "1"]


def test_pages_are_unknown_while_a_file_has_not_been_counted(mixed: CaseFile, anonymous: actors.Client) -> None:
    document = factories.make_document(Filing.objects.get(key="2"))
    factories.make_held_file(document, state="waiting", page_count=None)
    assert (one(anonymous, "2")["documents_held"], one(anonymous, "2")["pages_held"]) == ("1", "")


def test_of_a_sealed_filing_a_reader_gets_its_key_its_date_and_that_it_is_sealed(
    mixed: CaseFile, anonymous: actors.Client
) -> None:
    assert {name: cell for name, cell in one(anonymous, "3").items() if cell} == {
        "case": "doe-v-roe", "docket_number": "5:25-cv-00001", "date": "2025-08-10", "event": "filing", "entry": "3",
        "key": "3", "sealed": "full", "address": f"http://testserver{ADDRESS}docket/3/", "as_of": "2026-01-01",
        "source": "S1; S2",
    }  # fmt: skip
    assert b"ush" not in export(anonymous)


def test_whoever_may_see_what_is_sealed_gets_the_whole_row(mixed: CaseFile, sealed_reader: actors.Client) -> None:
    row = one(sealed_reader, "3")
    assert (row["title"], row["side"], row["relations"], row["sealed"]) == ("Hush", "plaintiff", "opposes 2", "full")
    assert one(sealed_reader, "hushed", "deadline")["title"] == "Hush"


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd\\|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("|x", "'\\|x"),
        ("%x", "'%x"),
        ("\t=1+1", "'\t=1+1"),
        ("\r=1+1", "'\r=1+1"),
        ("\n=1+1", "'\n=1+1"),
        ("＝1+1", "'＝1+1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        ("-1,250.50", "-1,250.50"),
        ("2025-08-01", "2025-08-01"),
        ("a = b, +c", "a = b, +c"),
        ('Say "yes"', 'Say "yes"'),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_defused_and_no_other(
    case: CaseFile, anonymous: actors.Client, title: str, cell: str
) -> None:
    filing = factories.make_filing(case, title=title, docket_text=title, note=title, judge=title, by_court=True)
    factories.make_deadline(case, title=title, location=title, rule=title, key="k", due=None,
                            trigger_date=date(2025, 1, 1), rule_days=1, computed_due=date(2025, 1, 2))  # fmt: skip
    row = one(anonymous, filing.key)
    assert [row[name] for name in ("title", "docket_text", "note", "judge")] == [cell] * 4
    due = one(anonymous, "k", "deadline")
    assert [due[name] for name in ("title", "location", "rule")] == [cell] * 3


awkward = st.none() | st.text(alphabet='ab ,;"\r\n\t=+-@|%＝é', max_size=8)


# Half a hundred cells a row take their time on a busy machine.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(awkward, min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_a_row_joined_here_is_what_the_csv_module_writes(cells: list[str | None]) -> None:
    row = [cell if place in FREE_TEXT else "2025-08-01" if cell else None for place, cell in enumerate(cells)]
    line = joined(row)
    if line is not None:
        sink = io.StringIO(newline="")
        csv.writer(sink).writerow(row)
        assert line == sink.getvalue()
        assert defused(row) == row


@given(st.text(alphabet='a,"\r\n', min_size=1))
def test_a_code_with_a_comma_in_it_is_left_to_the_csv_module(code: str) -> None:
    row: list[str | None] = [None] * len(COLUMNS)
    row[HEADER.index("kind")] = code
    line = joined(row)
    assert (line is None) == (set(code) != {"a"})


def test_it_streams_the_first_rows_before_the_last_are_read(case: CaseFile, anonymous: actors.Client) -> None:
    for entry in range(1, 121):
        factories.make_filing(case, entry=entry)
    response: Any = anonymous.get(f"{ADDRESS}timeline.csv")
    pieces = iter(response.streaming_content)
    first = next(pieces)
    assert first.count(b"\r\n") == 51
    Filing.objects.filter(entry=120).update(title="Changed while it was on its way")
    rest = b"".join(pieces)
    assert rest.count(b"\r\n") == 70
    assert b"Changed while it was on its way" in rest


@pytest.mark.parametrize("filings", [5, 10, 15])
def test_a_block_costs_the_same_queries_however_many_there_are(
    case: CaseFile, anonymous: actors.Client, monkeypatch: pytest.MonkeyPatch, filings: int
) -> None:
    monkeypatch.setattr(events, "BLOCK", 5)
    monkeypatch.setattr("filings.timeline.views.FIRST_BLOCK", 5)
    works = factories.make_appearance(case)
    for entry in range(1, filings + 1):
        factories.make_document(factories.make_filing(case, entry=entry, filers=(works,)))
    factories.make_deadline(case, responsible=(works,))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(rows(anonymous)) == filings + 1
    # Case; appearances of the filter; people and attorneys; sources; dated deadlines, who must act, undated ones; facts;
    # and for each block its filings, their filers, relations and documents; one more finds that nothing follows.
    assert len(queries) == 9 + 4 * (filings // 5) + 1


def test_those_added_to_the_case_while_it_is_on_its_way_are_named(case: CaseFile, anonymous: actors.Client) -> None:
    for entry in range(1, 52):
        factories.make_filing(case, entry=entry)
    response: Any = anonymous.get(f"{ADDRESS}timeline.csv")
    pieces = iter(response.streaming_content)
    next(pieces)
    latecomer = factories.make_appearance(case, slug="late", name="Latecomer, Inc.")
    lawyer = factories.make_representation(case, latecomer)
    factories.make_filing(case, entry=60, filers=(latecomer,), attorney=lawyer)
    rest = b"".join(pieces).decode()
    assert '"Latecomer, Inc.",Ann Lee,' in rest


def test_a_head_request_reads_no_rows(mixed: CaseFile, anonymous: actors.Client) -> None:
    response: Any = anonymous.head(f"{ADDRESS}timeline.csv")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b""


def test_a_case_without_events_has_a_header_alone(case: CaseFile, anonymous: actors.Client) -> None:
    assert rows(anonymous) == []
    assert export(anonymous).decode("utf-8-sig").strip() == ",".join(HEADER)
