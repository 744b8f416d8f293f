"""The months of a count as the page draws them: which days are marked, counted and closed, and what stands in words."""

from datetime import date

import pytest

from filings.deadlines.closeddays import HORIZON, CourtDays, Sort, closed_on
from filings.deadlines.courtcalendar import Calendar
from filings.deadlines.holidays import Closure, Effect
from filings.deadlines.monthpicture import Day, Picture, picture

CAND = Calendar("cand")
NOTE = Calendar("note")


def drawn(start: date | None = None, **marks: date) -> Picture:
    found = picture(({"from": start} if start else {}) | marks, CAND)
    assert found
    return found


def cell(found: Picture, day: date) -> Day:
    return next(one for month in found.months for week in month.weeks for one in week if one and one.day == day)


def test_nothing_to_show_is_no_picture() -> None:
    assert picture({}, CAND) is None


def test_a_count_within_a_month_marks_its_trigger_its_days_and_its_end() -> None:
    end = date(2025, 11, 10)
    found = drawn(date(2025, 10, 27), safe=end, prevailing=end, latest=end)
    assert [month.first for month in found.months] == [date(2025, 10, 1), date(2025, 11, 1)]
    assert cell(found, date(2025, 10, 27)).words == ("the day it runs from",)
    assert cell(found, date(2025, 10, 28)).words == ("counted",)
    # Three dates that agree are one.
    assert (cell(found, end).labels, cell(found, end).css) == (("due",), "is-due counted")
    assert cell(found, end).words == ("the date it comes to", "counted")
    assert cell(found, date(2025, 11, 11)).words == ("closed: Veterans Day",)
    assert cell(found, date(2025, 11, 1)).css == "counted closed weekend"


def test_three_dates_that_differ_are_marked_apart() -> None:
    found = drawn(date(2025, 7, 28), safe=date(2025, 9, 26), prevailing=date(2025, 9, 29), latest=date(2025, 9, 29))
    assert cell(found, date(2025, 9, 26)).labels == ("safe",)
    assert cell(found, date(2025, 9, 26)).words[-1] == "a holiday of the state: Native American Day (CA)"
    assert cell(found, date(2025, 9, 9)).words[-1] == "arguably closed: Admission Day (CA)"
    assert cell(found, date(2025, 9, 29)).labels == ("prev.", "latest")
    assert "counted" in cell(found, date(2025, 9, 29)).css
    september = found.months[-1]
    assert [one.why for one in september.closed] == ["Labor Day", "Admission Day (CA)", "Native American Day (CA)"]


def test_a_week_begins_on_sunday_and_other_months_leave_their_days_out() -> None:
    november = drawn(day=date(2025, 11, 10)).months[0]
    assert [one.day.day if one else None for one in november.weeks[0]] == [None] * 6 + [1]
    assert all(len(week) == 7 for week in november.weeks)
    assert sum(one is not None for week in november.weeks for one in week) == 30


def test_a_count_backward_counts_from_the_event_down() -> None:
    end = date(2026, 1, 7)
    found = drawn(date(2026, 1, 21), safe=end, prevailing=end, latest=end)
    assert cell(found, date(2026, 1, 20)).words == ("counted",)
    assert cell(found, end).words == ("the date it comes to", "counted")
    assert not cell(found, date(2026, 1, 22)).words


def test_a_date_without_a_count_is_shown_in_its_month() -> None:
    found = drawn(day=date(2026, 7, 4))
    assert len(found.months) == 1
    assert not any("counted" in one.css for week in found.months[0].weeks for one in week if one)


@pytest.mark.parametrize(
    ("last", "months", "gap"),
    [
        (date(2026, 1, 31), [10, 11, 12, 1], ""),
        (date(2026, 2, 1), [10, 1, 2], "November 2025 to December 2025: 2 months counted through, not drawn."),
        (date(2028, 3, 1), [10, 2, 3], "November 2025 to January 2028: 27 months counted through, not drawn."),
    ],
)
def test_of_more_than_four_months_the_first_and_the_last_two(last: date, months: list[int], gap: str) -> None:
    found = drawn(date(2025, 10, 27), safe=last, prevailing=last, latest=last)
    assert [month.first.month for month in found.months] == months
    assert (found.gap, found.gap_after) == (gap, 1 if gap else 0)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1969, 7, 4), date(9999, 12, 31)])
def test_a_day_outside_the_years_held_is_drawn_all_the_same(day: date) -> None:
    assert cell(drawn(day=day), day).labels == ("due",)


def test_each_sort_of_closed_day_is_named_with_its_source() -> None:
    storm = Closure(date(2025, 11, 12), Effect.INACCESSIBLE, "storm", "General Order 1")
    decree = Closure(date(2025, 12, 24), Effect.DISPUTED, "closed by decree", "E.O. 1")
    court = Calendar("cand", (storm, decree))
    found = {
        day: (shut.sort, shut.why, shut.is_open_question)
        for day in (
            date(2025, 11, 8), date(2025, 11, 11), date(2025, 11, 12), date(2025, 9, 26), date(2025, 12, 24),
            date(2025, 11, 13),
        )
        if (shut := closed_on(day, court))
    }  # fmt: skip
    assert found == {
        date(2025, 11, 8): (Sort.WEEKEND, "Saturday", False),
        date(2025, 11, 11): (Sort.HOLIDAY, "Veterans Day", False),
        date(2025, 11, 12): (Sort.CLOSING, "storm", False),
        date(2025, 9, 26): (Sort.STATE, "Native American Day (CA)", True),
        date(2025, 12, 24): (Sort.CLOSING, "closed by decree", True),
    }
    assert closed_on(date(2025, 11, 12), court).source == "General Order 1"  # type: ignore[union-attr]
    assert closed_on(date(2025, 9, 26), NOTE) is None


def test_what_a_date_falls_on_is_a_day_or_its_name() -> None:
    found = [closed_on(day, CAND) for day in (date(2025, 11, 8), date(2025, 11, 11))]
    assert [one and one.phrase for one in found] == ["a Saturday", "Veterans Day"]


def test_court_days_leave_out_weekends_and_federal_holidays_alone() -> None:
    # From Friday, November 7 to Friday, November 14: Veterans Day and a weekend lie between.
    assert CourtDays(CAND, date(2025, 11, 7)).left(date(2025, 11, 14)) == 4
    assert CourtDays(CAND, date(2025, 11, 7)).left(date(2025, 11, 7)) == 0
    assert CourtDays(CAND, date(2025, 11, 7)).left(date(2025, 11, 9)) == 0
    # The court sits on a holiday of the state.
    assert CourtDays(CAND, date(2025, 9, 25)).left(date(2025, 9, 29)) == 2


def test_court_days_are_not_counted_into_the_past_or_for_decades() -> None:
    days = CourtDays(CAND, date(2025, 11, 7))
    assert days.left(date(2025, 11, 6)) is None
    assert days.left(date(2055, 11, 7)) is None
    assert days.counts == []
    assert days.left(date(2026, 11, 8)) is not None
    assert len(days.counts) == HORIZON + 1
    assert CourtDays(CAND, date(9999, 12, 1)).left(date(9999, 12, 31)) is not None
