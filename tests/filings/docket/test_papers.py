from datetime import date

import pytest

from filings.docket.papers import Line, Paper, line_of, reading
from filings.docket.words import count_of, number_of, outside, time_between

READ = Paper(sealed=False, page_count=5, state="read", held_pages=6, pages_read=6, is_sample=False)
SAMPLE = READ._replace(is_sample=True)
MISSING = Paper(sealed=None, page_count=None)


@pytest.mark.parametrize(
    ("papers", "line"),
    [
        ((), Line("documents not known", "", "")),
        ((READ,), Line("1 document · 6 pages · text read", "", "")),
        ((SAMPLE,), Line("1 document · 6 pages · text read (sample)", "", "")),
        ((READ, MISSING), Line("2 documents · 6 pages known · text of 1 read", "", "1 not held")),
        ((MISSING, MISSING), Line("2 documents", "", "not held")),
        ((MISSING, Paper(True, 9)), Line("2 documents", "1 sealed", "1 not held")),
        ((Paper(True, 9, "read", 9, 9, False),), Line("1 document", "1 sealed", "")),
        ((READ._replace(state="waiting"),), Line("1 document · 6 pages · waiting to be read", "", "")),
        ((READ._replace(state="failed", held_pages=None),), Line("1 document · 5 pages · could not be read", "", "")),
        (
            (READ, READ._replace(state="failed")),
            Line("2 documents · 12 pages · 1 could not be read · text of 1 read", "", ""),
        ),
    ],
)
def test_the_line_says_how_many_and_how_far(papers: tuple[Paper, ...], line: Line) -> None:
    assert line_of(papers, text_only=False, sees_sealed=False) == line


def test_whoever_may_see_it_is_told_of_a_sealed_paper_too() -> None:
    sealed = Paper(True, 9, "read", 9, 9, False)
    assert line_of((sealed,), text_only=False, sees_sealed=True) == Line(
        "1 document · 9 pages · text read", "1 sealed", ""
    )


def test_an_entry_that_is_its_own_text_says_so() -> None:
    assert line_of((), text_only=True, sees_sealed=False).words == "text only"


def test_a_reading_counts_the_page_in_hand() -> None:
    assert reading(11, 25) == "reading page 12 of 25"
    assert reading(25, 25) == "reading page 25 of 25"
    assert reading(0, None) == "being read"


def test_a_count_is_in_words() -> None:
    assert [count_of(n, "page") for n in (0, 1, 2, 1200)] == ["0 pages", "1 page", "2 pages", "1,200 pages"]


def test_the_time_between_two_papers_reads_as_a_sentence() -> None:
    filed = date(2025, 10, 27)
    assert time_between(filed, date(2026, 6, 11)) == "after 227 days"
    assert time_between(filed, filed) == "on the same day"
    assert time_between(filed, date(2025, 10, 26)) == "1 day before"


def test_a_number_names_its_entry() -> None:
    day = date(2025, 9, 19)
    assert number_of(34, "34", day) == "34"
    assert number_of(34, "34_2", day) == "34 (2)"
    assert number_of(None, "u2025-09-19", day) == "the entry of Sep 19, 2025"
    assert number_of(None, "u2025-09-19_2", day) == "the entry of Sep 19, 2025 (2)"


def test_only_an_address_of_the_web_is_one() -> None:
    assert outside("https://example.org/") == "https://example.org/"
    assert [outside(address) for address in (None, "", "javascript:alert(1)", "//example.org")] == [None] * 4
