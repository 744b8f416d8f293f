"""When a fact was, as a reader reads it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.timeline.when import grain, last_day, words

PRECISIONS = ("day", "month", "year", "around", "range")


def on(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("precision", "first", "end", "expected"),
    [
        ("day", "2025-03-20", None, "Mar 20, 2025"),
        ("day", "2025-01-01", None, "Jan 1, 2025"),
        ("month", "2025-03-01", None, "Mar 2025"),
        ("month", "2025-01-01", None, "Jan 2025"),
        ("year", "2018-01-01", None, "2018"),
        ("around", "2025-03-01", None, "around Mar 2025"),
        ("around", "2025-03-20", None, "around Mar 20, 2025"),
        ("around", "2018-01-01", None, "around 2018"),
        ("range", "2018-01-01", None, "since 2018"),
        ("range", "2018-03-01", None, "since Mar 2018"),
        ("range", "2018-03-02", None, "since Mar 2, 2018"),
        ("range", "2018-01-01", "2025-12-31", "2018 to 2025"),
        ("range", "2018-01-01", "2018-12-31", "2018"),
        ("range", "2018-01-01", "2025-07-31", "2018 to Jul 2025"),
        ("range", "2018-01-01", "2025-07-23", "2018 to Jul 23, 2025"),
        ("range", "2025-01-01", "2025-01-15", "Jan 1, 2025 to Jan 15, 2025"),
        ("range", "2025-01-01", "2025-03-31", "Jan 2025 to Mar 2025"),
        ("range", "2025-03-01", "2025-03-31", "Mar 2025"),
        ("range", "2025-03-20", "2025-03-31", "Mar 20, 2025 to Mar 31, 2025"),
        ("range", "2025-03-20", "2025-03-20", "Mar 20, 2025"),
        ("range", "2025-01-01", "2025-01-01", "Jan 1, 2025"),
    ],
)
def test_it_is_told_as_finely_as_it_is_known(precision: str, first: str, end: str | None, expected: str) -> None:
    assert words(precision, date.fromisoformat(first), on(end)) == expected


@pytest.mark.parametrize(
    ("precision", "first", "end", "expected"),
    [
        ("day", "2025-03-20", None, "2025-03-20"),
        ("month", "2024-02-01", None, "2024-02-29"),
        ("month", "9999-12-01", None, "9999-12-31"),
        ("year", "2018-01-01", None, "2018-12-31"),
        ("range", "2018-01-01", "2025-12-31", "2025-12-31"),
        ("range", "2018-01-01", None, None),
    ],
)
def test_the_last_day_that_it_may_be(precision: str, first: str, end: str | None, expected: str | None) -> None:
    assert last_day(precision, date.fromisoformat(first), on(end)) == on(expected)


@given(st.sampled_from(PRECISIONS), st.dates(), st.one_of(st.none(), st.dates()))
def test_there_are_words_for_every_time(precision: str, first: date, end: date | None) -> None:
    assert words(precision, first, end)
    assert grain(precision, first, end) in ("day", "month", "year")
