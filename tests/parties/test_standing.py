"""Who was in a case on a day, and which words name a day."""

from datetime import date

import pytest

from parties.standing import NotADayError, Standing, day_asked, standing

BEFORE, FIRST, BETWEEN, LAST, AFTER = (date(2026, 7, day) for day in (1, 2, 5, 9, 10))


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (BEFORE, Standing.NOT_YET),
        (FIRST, Standing.IN),
        (BETWEEN, Standing.IN),
        (LAST, Standing.IN),
        (AFTER, Standing.GONE),
    ],
)
def test_first_and_last_day_are_in(on: date, found: Standing) -> None:
    assert standing(start=FIRST, end=LAST, on=on) is found


@pytest.mark.parametrize("on", [date.min, BEFORE, AFTER, date.max])
def test_what_is_unknown_excludes_nobody(on: date) -> None:
    assert standing(start=None, end=None, on=on) is Standing.IN


def test_one_end_may_be_known() -> None:
    assert standing(start=None, end=LAST, on=BEFORE) is Standing.IN
    assert standing(start=None, end=LAST, on=AFTER) is Standing.GONE
    assert standing(start=FIRST, end=None, on=BEFORE) is Standing.NOT_YET
    assert standing(start=FIRST, end=None, on=AFTER) is Standing.IN


@pytest.mark.parametrize("text", [None, "", "  "])
def test_no_day_is_today(text: str | None) -> None:
    assert day_asked(text, today=BETWEEN) == BETWEEN


def test_a_day() -> None:
    assert day_asked(" 2026-07-09 ", today=BETWEEN) == LAST


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "2026-7-9",
        "20260709",
        "07/09/2026",
        "2026-W28-4",
        "0000-01-01",
        "yesterday",
        "٢٠٢٦-٠٧-٠٩",
        "x" * 9999,
    ],
)
def test_no_day_of_the_calendar(text: str) -> None:
    with pytest.raises(NotADayError) as refused:
        day_asked(text, today=BETWEEN)
    assert "is not a day of the calendar" in str(refused.value)
    assert len(str(refused.value)) < 200
