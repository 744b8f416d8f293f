"""A table of facts, read cell by cell: what it says, and how a faulty cell is named."""

import codecs
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.importing.facts.columns import NAMES
from filings.importing.facts.table import MOST_BYTES, FaultyTable, read, template, text_in

HEAD = "key,date,end,precision,fact_status,title,said_by,source_entry,source_document,source_page,url\n"


def row(line: str, head: str = "date,fact_status,title,said_by") -> dict[str, object]:
    [found] = read(f"{head}\n{line}\n").rows
    return found.values


def faults(text: str) -> list[str]:
    with pytest.raises(FaultyTable) as caught:
        read(text)
    return [str(fault) for fault in caught.value.faults] or [str(caught.value)]


def fault(cells: str) -> str:
    """The one fault of a row with these cells behind key, date, end, precision."""
    [found] = faults(f"{HEAD}{cells}\n")
    return found


def test_the_template_is_a_table_that_comes_in() -> None:
    [found] = read(template()).rows
    assert template().splitlines()[0].split(",") == NAMES
    assert found.values["key"] == "first-downloads"
    assert (found.values["date"], found.values["precision"]) == (date(2018, 1, 1), "range")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-03-20", (date(2025, 3, 20), "day")),
        ("3/20/2025", (date(2025, 3, 20), "day")),
        ("2025-03-20 00:00:00", (date(2025, 3, 20), "day")),
        ("2025-03", (date(2025, 3, 1), "month")),
        ("2018", (date(2018, 1, 1), "year")),
    ],
)
def test_a_date_says_how_exact_it_is(written: str, expected: tuple[date, str]) -> None:
    found = row(f"{written},alleged,Downloads,Doe")
    assert (found["date"], found["precision"]) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("2018,2025,", (date(2018, 1, 1), "range", date(2025, 12, 31))),
        ("2018,,range", (date(2018, 1, 1), "range", None)),
        ("2018-03,2020-02,from-to", (date(2018, 3, 1), "range", date(2020, 2, 29))),
        ("2025-03,,around", (date(2025, 3, 1), "around", None)),
        ("2025-03-01,,month", (date(2025, 3, 1), "month", None)),
        ("9999,9999-12,range", (date(9999, 1, 1), "range", date(9999, 12, 31))),
    ],
)
def test_what_lasted_and_what_is_about_right(cells: str, expected: tuple[object, ...]) -> None:
    found = row(f"{cells},alleged,Downloads,Doe", "date,end,precision,fact_status,title,said_by")
    assert (found["date"], found["precision"], found.get("end")) == expected


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ("k,soon,,,alleged,T,Doe,,,,", "column date: “soon” is no date: write 2025-03-20, 2025-03 or 2018."),
        ("k,2025-02-30,,,alleged,T,Doe,,,,", "column date: “2025-02-30” is no date: write 2025-03-20, 2025-03 or 2018."),
        ("k,,,,alleged,T,Doe,,,,", "column date: it is empty."),
        ("k,2025-03-20,2025-03-01,,alleged,T,Doe,,,,", "column end: it lies before the date, 2025-03-20."),
        (
            "k,2025-03-20,2025-04-01,day,alleged,T,Doe,,,,",
            "column end: a fact of the precision day has none: write range, or leave it empty.",
        ),
        (
            "k,2025-03-20,,month,alleged,T,Doe,,,,",
            "column date: a fact of a month is written 2025-03: 2025-03-20 is a day.",
        ),
        ("k,2018,,day,alleged,T,Doe,,,,", "column date: “2018” is no day: the precision says day."),
        ("k,2018,,exact,alleged,T,Doe,,,,", "column precision: “exact” is none of day, month, year, around or range."),
        (
            "k,2018,,,true,T,Doe,,,,",
            "column fact_status: “true” is none of alleged, denied, found, undisputed or reported.",
        ),
        ("k,2018,,,alleged,,Doe,,,,", "column title: it is empty."),
        ("two words,2018,,,alleged,T,Doe,,,,", "column key: “two words” is no key: write letters, digits and hyphens, "
         "100 at most."),
        ("k,2018,,,alleged,T,Doe,the motion,,,", "column source_entry: “the motion” names no filing: write 34, 34-2 or "
         "u2025-09-19."),
        ("k,2018,,,alleged,T,Doe,,,7,", "column source_page: it is of no filing: source_entry is empty."),
        ("k,2018,,,alleged,T,Doe,34,,0,", "column source_page: “0” is no number from 1."),
        ("k,2018,,,alleged,T,Doe,34-2,3,,", "column source_document: it says 3, and source_entry says attachment 2."),
        ("k,2018,,,alleged,T,Doe,,,,javascript:alert(1)", "column url: “javascript:alert(1)” is no address of the web: "
         "write https://…."),
        ("k,2018,,,alleged,T,Doe,,,,,more", "column 12: the row has more cells than the header."),
    ],
)  # fmt: skip
def test_a_faulty_cell_is_named_by_its_line_and_column(cells: str, sentence: str) -> None:
    assert fault(cells) == f"Line 2, {sentence}"


def test_every_fault_of_every_row_is_told_and_lines_are_those_of_the_file() -> None:
    text = (
        '\n\nkey,date,fact_status,title,said_by\na,x,alleged,"two\nlines",Doe\n\nb,2018,maybe,T,\na,2018,found,T,Doe\n'
    )
    assert [said.partition(":")[0] for said in faults(text)] == [
        "Line 4, column date", "Line 7, column said_by", "Line 7, column fact_status", "Line 8, column key",
    ]  # fmt: skip
    assert faults(text)[-1] == "Line 8, column key: line 4 has the key a already."


def test_a_key_is_made_from_the_title_and_always_the_same() -> None:
    assert row("2018,alleged,Downloads of films (2018!),Doe")["key"] == "downloads-of-films-2018"


def test_a_paper_is_named_as_people_cite_it() -> None:
    head = "date,fact_status,title,said_by,source_entry"
    for written, entry, document in (
        ("34", "34", None), ("34-2", "34", 2), ("Dkt. 34-2", "34", 2), ("ECF No. 34", "34", None),
        ("u2025-09-19", "u2025-09-19", None), ("34_2", "34_2", None), ("34.0", "34", None),
    ):  # fmt: skip
        found = row(f"2018,alleged,T,Doe,{written}", head)
        assert (found["source_entry"], found.get("source_document")) == (entry, document)


WORDS = "Düsseldorf “said so”"
SEMICOLONS = f"date;fact_status;title;said_by\r\n2018;alleged;{WORDS};Doe\r\n"


@pytest.mark.parametrize(
    "data",
    [
        SEMICOLONS.encode(),
        codecs.BOM_UTF8 + SEMICOLONS.encode(),
        SEMICOLONS.encode("cp1252"),
        SEMICOLONS.encode("utf-16"),
        SEMICOLONS.replace(";", "\t").encode(),
        b"sep=;\r\n" + SEMICOLONS.encode(),
        SEMICOLONS.replace("\r\n", "\r").encode(),
    ],
)
def test_a_spreadsheet_comes_in_however_it_was_saved(data: bytes) -> None:
    [found] = read(text_in(data)).rows
    assert found.values["title"] == WORDS


def test_a_formula_is_words_and_the_guard_of_our_export_is_taken_away() -> None:
    head = "date,fact_status,title,said_by"
    assert row('2018,alleged,"=HYPERLINK(""http://x"")",Doe', head)["title"] == '=HYPERLINK("http://x")'
    assert row("2018,alleged,'=1+1,Doe", head)["title"] == "=1+1"
    assert row("2018,alleged,a\0b,Doe".replace("\0", ""), head)["title"] == "ab"


@pytest.mark.parametrize(
    ("data", "begins"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04rest", "This is a zip archive or an Office file, not a table of facts"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"a" * (MOST_BYTES + 1), "The file is larger than"),
        (b"\0\0\0\0", "This is no text"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(data: bytes, begins: str) -> None:
    with pytest.raises(FaultyTable) as caught:
        read(text_in(data))
    assert str(caught.value).startswith(begins)


def test_a_table_of_something_else_says_what_it_lacks() -> None:
    assert faults("entry,docket_text\n34,Motion\n") == [
        "This is no table of facts. Columns that are missing: date, fact_status, title, said_by."
    ]
    assert faults("date,fact_status,title,said_by\n") == ["This table has the columns of facts, but no fact in it."]
    assert faults('date,fact_status,title,said_by\n2018,alleged,"cut') == [
        "This file is cut off: it ends in the middle. Save or download it again."
    ]


def test_a_column_that_says_nothing_of_a_fact_is_told() -> None:
    assert read("date,status,title,who,colour\n2018,alleged,T,Doe,red\n").unknown == ["colour"]


def taken(text: str) -> bool:
    """Whether it is a table, or is refused as one."""
    with suppress(FaultyTable):
        return bool(read(text).rows)
    return True


@given(st.text(max_size=200))
def test_no_table_whatever_it_holds_is_a_bug(words: str) -> None:
    assert taken(words)
    assert taken(f"date,fact_status,title,said_by,source_entry,source_page\n{words}")


@given(st.binary(max_size=200))
def test_no_file_whatever_it_holds_is_a_bug(data: bytes) -> None:
    assert taken(text_in(b"date,fact_status,title,said_by\n" + data))
