import csv
import io

import pytest
from defusedcsv import csv as defusedcsv

from filings.importing import entries_csv
from filings.importing.sheet import NotADocket, Sheet, SheetAttachment
from tests.filings.importing.here import read_here as read

HEAD = "entry,date_filed,date_entered,docket_text,document_id,page_count,attachments\n"


def table(text: str) -> Sheet:
    return read(text.encode())


def refused(text: str) -> str:
    with pytest.raises(NotADocket) as refusal:
        table(text)
    return str(refusal.value)


def test_the_template_is_a_table_of_its_own() -> None:
    rows = list(csv.reader(io.StringIO(entries_csv.template())))
    assert rows[0] == entries_csv.NAMES
    (entry,) = table(entries_csv.template()).entries
    assert (entry.entry, entry.date_filed, entry.date_entered, entry.page_count) == (34, "2025-10-27", "2025-10-28", 31)
    assert entry.attachments == [
        SheetAttachment(number=1, title="Declaration"),
        SheetAttachment(number=2, title="Exhibit A"),
    ]


def test_as_excel_saves_it() -> None:
    text = (
        "\ufeffDate Filed;#;Entry;Docket Text;Attachments\r\n"
        "10/27/2025;;34;MOTION, long;\"1: Decl; part two; 2: Exhibit A\"\r\n"
        "2025-10-28 00:00:00;;;\"ORDER\nsigned\";\r\n;;;;\r\n"
        "7/4/25;;35.0;REPLY;3\r\n"
    )  # fmt: skip
    sheet = table(text)
    assert [(one.entry, one.date_filed, one.text) for one in sheet.entries] == [
        (34, "2025-10-27", "MOTION, long"), (None, "2025-10-28", "ORDER\nsigned"), (35, "2025-07-04", "REPLY"),
    ]  # fmt: skip
    assert [(one.number, one.title) for one in sheet.entries[0].attachments or []] == [
        (1, "Decl; part two"), (2, "Exhibit A"),
    ]  # fmt: skip
    assert [(one.number, one.title) for one in sheet.entries[2].attachments or []] == [(3, None)]
    assert sheet.entries[1].attachments is None
    assert sheet.remarks == ["Columns that say nothing here were left out: #."]


def test_a_tab_between_the_columns() -> None:
    (entry,) = table("entry\tdate_filed\tdocket_text\n3\t2025-01-02\tORDER, signed; entered\n").entries
    assert entry.text == "ORDER, signed; entered"


@pytest.mark.parametrize("text", ["=MOTION|x", "+1 reply", "-- NOTE", "@all", "|a|b", "%"])
def test_the_guard_of_our_own_exports_is_taken_off(text: str) -> None:
    page = io.StringIO()
    defusedcsv.writer(page).writerows([["date_filed", "docket_text"], ["2025-01-02", text]])
    (entry,) = table(page.getvalue()).entries
    assert entry.text == text


def test_of_our_timeline_the_filings_alone() -> None:
    text = "date,event,entry,docket_text\n2025-01-02,filing,1,COMPLAINT\n2025-02-03,deadline,,Answer due\n"
    assert [entry.entry for entry in table(text).entries] == [1]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("34,13/45/2025,,x,,,\n", "line 2, column date_filed: “13/45/2025” is no date"),
        ("34,,,x,,,\n", "line 2, column date_filed: a date is missing"),
        ("34,2025-01-02,,,,,\n", "line 2, column docket_text: it is empty"),
        ('1,2025-01-02,,"a\nb",,,\nx,2025-01-02,,c,,,\n', "line 4, column entry: “x” is no number from 1"),
        ("0,2025-01-02,,x,,,\n", "column entry: “0”"),
        ("1,2025-01-02,,x,,many,\n", "column page_count: “many”"),
        ("1,2025-01-02,,x,,,Declaration\n", "column attachments: “Declaration” has no number"),
        ("a,b,,,,,\n" * 5, "; and 12 more."),
        ('1,2025-01-02,,"cut', "cut off"),
        ("", "no entry in it"),
    ],
)
def test_a_faulty_row_is_named_by_line_and_column(rows: str, says: str) -> None:
    assert says in refused(HEAD + rows)


def test_the_columns_that_it_lacks_are_named() -> None:
    assert "lacks the column docket_text" in refused("entry,date_filed\n1,2025-01-02\n")
