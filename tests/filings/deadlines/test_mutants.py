"""The counter broken on purpose, in each way in which counters are known to be wrong. The examples must notice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from filings.deadlines import courtcalendar, courtdays, holidays
from filings.deadlines.courtcalendar import Calendar, Reading, on_the_clock
from filings.deadlines.courtdays import Path, Step
from filings.deadlines.periods import Direction, Moment, Nonsense, Period, shifted
from tests.filings.deadlines.examples import EXAMPLES, Example

Patch = pytest.MonkeyPatch
CLOSING, WALK, ROLL = Calendar._closing, courtdays.walk, courtdays._roll
ROWS, OBSERVED, BASE_HOURS = holidays._rows, holidays._observed, courtdays._base_hours


def no_rolling(patch: Patch) -> None:
    patch.setattr(courtdays, "_roll", lambda *_, **__: [])


def weekends_only(patch: Patch) -> None:
    def closing(self: Calendar, day: date, reading: Reading, direction: Direction) -> tuple[str, str] | None:
        return CLOSING(self, day, reading, direction) if day.weekday() >= 5 else None

    patch.setattr(Calendar, "_closing", closing)


def no_state_holidays(patch: Patch) -> None:
    patch.setattr(courtcalendar, "states_held", dict)


def state_holidays_backward_too(patch: Patch) -> None:
    def closing(self: Calendar, day: date, reading: Reading, direction: Direction) -> tuple[str, str] | None:
        return CLOSING(self, day, reading, Direction.AFTER)

    patch.setattr(Calendar, "_closing", closing)


def always_forward(patch: Patch) -> None:
    def roll(day: Moment, direction: Direction, calendar: Calendar, *, reading: Reading) -> list[Step]:
        return ROLL(day, Direction.AFTER, calendar, reading=reading)

    patch.setattr(courtdays, "_roll", roll)


def service_days_summed(patch: Patch) -> None:
    def walk(start: Moment, period: Period, calendar: Calendar, *, reading: Reading, old_rule: bool = False) -> Path:
        if reading.plus:
            period, reading = replace(period, n=period.n + 3), reading._replace(plus=False)
        return WALK(start, period, calendar, reading=reading, old_rule=old_rule)

    patch.setattr(courtdays, "walk", walk)


def the_day_of_the_event_counted(patch: Patch) -> None:
    patch.setattr(courtdays, "shifted", lambda start, period: shifted(start, replace(period, n=max(period.n - 1, 0))))


def business_days(patch: Patch) -> None:
    patch.setattr(courtdays, "walk", lambda *args, **how: WALK(*args, **{**how, "old_rule": True}))


def the_wrong_year_of_new_year(patch: Patch) -> None:
    patch.setattr(
        holidays, "_observed", lambda day, way: seen if (seen := OBSERVED(day, way)).year == day.year else day
    )


def nothing_kept_on_another_day(patch: Patch) -> None:
    patch.setattr(holidays, "_observed", lambda day, way: day)


def without(patch: Patch, name: str) -> None:
    patch.setattr(holidays, "_rows", lambda of: tuple(row for row in ROWS(of) if row["name"] != name))


def no_juneteenth(patch: Patch) -> None:
    without(patch, "Juneteenth")


def no_columbus_day(patch: Patch) -> None:
    without(patch, "Columbus Day")


def before_2009_ignored(patch: Patch) -> None:
    patch.setattr(courtdays, "walk", lambda *args, **how: WALK(*args, **{**how, "old_rule": False}))


def inaccessibility_ignored(patch: Patch) -> None:
    patch.setattr(courtdays, "_until_accessible", lambda *_, **__: [])


def hours_by_the_wall_clock(patch: Patch) -> None:
    def base(start: Any, period: Period, calendar: Calendar) -> Iterator[Step]:
        first, last = BASE_HOURS(start, period, calendar)
        begun = on_the_clock(start, calendar).replace(tzinfo=None)
        hours = timedelta(hours=period.n if period.direction is Direction.AFTER else -period.n)
        yield from (first, replace(last, day=begun + hours))

    patch.setattr(courtdays, "_base_hours", base)


# And some of our own


def juneteenth_always_there(patch: Patch) -> None:
    def rows(of: str) -> tuple[Any, ...]:
        return tuple({**row, "from": date(1971, 1, 1)} if row["name"] == "Juneteenth" else row for row in ROWS(of))

    patch.setattr(holidays, "_rows", rows)


def what_is_arguable_called_prevailing(patch: Patch) -> None:
    def closing(self: Calendar, day: date, reading: Reading, direction: Direction) -> tuple[str, str] | None:
        return CLOSING(self, day, Reading(2, True) if reading.tier else reading, direction)

    patch.setattr(Calendar, "_closing", closing)


def three_days_not_rolled_again(patch: Patch) -> None:
    def walk(start: Moment, period: Period, calendar: Calendar, *, reading: Reading, old_rule: bool = False) -> Path:
        base = WALK(start, period, calendar, reading=reading._replace(plus=False), old_rule=old_rule)
        return Path(base.result + timedelta(days=3), base.steps) if reading.plus else base

    patch.setattr(courtdays, "walk", walk)


def inaccessible_goes_back(patch: Patch) -> None:
    def until(day: Moment, direction: Direction, calendar: Calendar, *, reading: Reading) -> list[Step]:
        at = day
        while calendar.why_inaccessible(courtdays._date(at)):
            at -= timedelta(days=1)
        return [Step(at, "", "")]

    patch.setattr(courtdays, "_until_accessible", until)


def no_word_from_the_courts(patch: Patch) -> None:
    patch.setattr(courtcalendar, "shipped_closures", tuple)


NAMED = [
    no_rolling, weekends_only, no_state_holidays, state_holidays_backward_too, always_forward, service_days_summed,
    the_day_of_the_event_counted, business_days, the_wrong_year_of_new_year, nothing_kept_on_another_day, no_juneteenth,
    no_columbus_day, before_2009_ignored, inaccessibility_ignored, hours_by_the_wall_clock,
]  # fmt: skip
OURS = [
    juneteenth_always_there, what_is_arguable_called_prevailing, three_days_not_rolled_again, inaccessible_goes_back,
    no_word_from_the_courts,
]  # fmt: skip


def wrong() -> list[str]:
    """The examples that the counter, as it stands, gets wrong."""

    def is_right(example: Example) -> bool:
        try:
            counted = example.counted()
        except Nonsense:
            return False
        return (counted.safe.result, counted.prevailing.result, counted.latest.result) == example.three

    return [example.name for example in EXAMPLES if not is_right(example)]


@pytest.fixture
def broken() -> Iterator[Patch]:
    """What is kept of one year's holidays must not outlive the table that it was made from."""
    holidays._kept_in.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        yield patch
    holidays._kept_in.cache_clear()


def test_the_counter_as_it_is_gets_none_wrong() -> None:
    assert wrong() == []


def test_the_fifteen_known_mistakes_are_all_here() -> None:
    assert len(NAMED) == 15


@pytest.mark.parametrize("mutant", [*NAMED, *OURS], ids=lambda mutant: mutant.__name__)
def test_the_examples_notice(mutant: Callable[[Patch], None], broken: Patch) -> None:
    mutant(broken)
    assert wrong() != []
