"""How far a day lies from another, in words."""

from datetime import date

import pytest

from filings.deadlines.wording import against, agreement, left

DAY = date(2025, 11, 10)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (DAY, "today"),
        (date(2025, 11, 11), "tomorrow"),
        (date(2025, 11, 12), "in 2 days"),
        (date(2026, 11, 10), "in 365 days"),
    ],
)
def test_left(due: date, words: str) -> None:
    assert left(due, today=DAY) == words


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (DAY, "on that day"),
        (date(2025, 11, 9), "1 day early"),
        (date(2025, 11, 4), "6 days early"),
        (date(2025, 11, 11), "1 day late"),
        (date(2025, 11, 13), "3 days late"),
    ],
)
def test_against(done: date, words: str) -> None:
    assert against(DAY, done=done) == words


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        (None, "the docket prints no date"),
        (DAY, "agrees with the docket"),
        (date(2025, 11, 11), "the docket’s date is 1 day later"),
        (date(2025, 11, 7), "the docket’s date is 3 days earlier"),
    ],
)
def test_agreement(printed: date | None, words: str) -> None:
    assert agreement(computed=DAY, printed=printed) == words
