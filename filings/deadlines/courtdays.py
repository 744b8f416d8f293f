"""Counting time as Federal Rule of Civil Procedure 6 counts it. Pure.

A result is never one date: what a state holiday, a disputed closing or an unknown manner of service does to a date is
open, so each answer is counted in all readings, and `safe` is the earliest, `latest` the latest, `prevailing` the one that
courts follow where they spoke (*Dwyer v. Duffy*, 426 F.3d 1041 (9th Cir. 2005), for a state's judicial holidays).

Source of every step: Fed. R. Civ. P. 6(a) as amended December 1, 2009, and 6(d) as amended December 1, 2016.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product

from filings.deadlines.courtcalendar import Calendar, Reading, came_twice, on_the_clock
from filings.deadlines.holidays import ONE_DAY
from filings.deadlines.periods import (
    THREE_DAYS,
    Direction,
    Moment,
    Nonsense,
    Period,
    Unit,
    held,
    is_clipped,
    shifted,
    short,
)


@dataclass(frozen=True)
class Step:
    """One step of a count: the day it arrives at, what was done, and by which words of the rule."""

    day: Moment
    text: str
    cite: str
    passed: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True)
class Path:
    """A count in one reading."""

    result: Moment
    steps: tuple[Step, ...]

    @property
    def passed(self) -> tuple[tuple[date, str], ...]:
        """The closed days that the count rolled over, each with why it is closed."""
        return tuple(one for step in self.steps for one in step.passed)


@dataclass(frozen=True)
class Counted:
    """The three dates (datetimes when hours are counted), how each was reached, and what is not known."""

    safe: Path
    prevailing: Path
    latest: Path
    questions: tuple[str, ...] = ()

    @property
    def citations(self) -> list[str]:
        told = [step.cite for path in (self.prevailing, self.latest) for step in path.steps if step.cite]
        return list(dict.fromkeys(one for cite in told for one in cite.split("; ")))


def count(
    start: Moment,
    period: Period,
    calendar: Calendar,
    *,
    plus: Sequence[bool] = (False,),
    old_rule: bool = False,
    questions: Iterable[str] = (),
) -> Counted:
    """Counts in every open reading. `plus`: whether three days for service are added, (no, yes) where that is open; the
    first is the prevailing reading. `old_rule`: by Rule 6(a) as it stood before December 1, 2009. Raises Nonsense.
    """
    asked = [*questions, *asks(start, period, calendar)]
    paths = {reading: walk(start, period, calendar, reading=reading, old_rule=old_rule) for reading in readings(plus)}
    return gather(paths, plus[0], asked, calendar)


def readings(plus: Sequence[bool] = (False,)) -> Iterator[Reading]:
    return (Reading(*one) for one in product((0, 1, 2), (False, True), plus))


def gather(paths: dict[Reading, Path], plus: bool, questions: Iterable[str], calendar: Calendar) -> Counted:
    """The three dates out of all readings; of two that agree the plainer one tells how it was reached."""
    prevailing = paths[Reading(1, False, plus)]
    # Of equals, prefer the prevailing count, so that dates that agree argue alike.
    ordered = [prevailing, *(paths[reading] for reading in sorted(paths))]
    safe = min(ordered, key=lambda path: path.result)
    latest = max(ordered, key=lambda path: path.result)
    asked = [*questions, *_open_days(safe, latest, calendar)]
    return Counted(safe, prevailing, latest, tuple(dict.fromkeys(asked)))


def _open_days(safe: Path, latest: Path, calendar: Calendar) -> Iterator[str]:
    """What the two dates differ in: the days that one of them passes over and that may be no holidays."""
    for day, why in dict.fromkeys([*safe.passed, *latest.passed]):
        sure = calendar.why_closed(day, reading=Reading(0)) or calendar.why_inaccessible(day)
        if not sure and ((day, why) in safe.passed) is not ((day, why) in latest.passed):
            when = f"{day:%a, %b} {day.day}, {day.year}"
            yield f"Is {when} a legal holiday of this court ({why})? The safe date does not count on it."


def walk(start: Moment, period: Period, calendar: Calendar, *, reading: Reading, old_rule: bool = False) -> Path:
    """One count in one reading, step by step. Raises Nonsense for what no calendar holds."""
    if period.unit is Unit.HOUR:
        steps = [*_base_hours(start, period, calendar)]
    else:
        steps = [*_base(_day_of(start, calendar), period, calendar, reading=reading, old_rule=old_rule)]
    steps += _roll(steps[-1].day, period.direction, calendar, reading=reading)
    # Days are added for service to a time after it; nothing that is counted back from an event runs from service.
    if reading.plus and period.direction is Direction.AFTER:
        day = steps[-1].day + THREE_DAYS
        steps.append(
            Step(day, "Three days are added after the period would otherwise end, for service.", "Fed. R. Civ. P. 6(d)")
        )
        steps += _roll(day, Direction.AFTER, calendar, reading=reading)
    steps += _until_accessible(steps[-1].day, period.direction, calendar, reading=reading)
    return Path(steps[-1].day, tuple(steps))


def asks(start: Moment, period: Period, calendar: Calendar) -> list[str]:
    """What a count leaves open whatever its result: the holidays of a state that are not held (forward alone), a day that
    the last month lacks, an hour that came twice. Each is counted to the earlier date."""
    day = _day_of(start, calendar)
    asked = calendar.questions_on(day) if period.direction is Direction.AFTER else []
    if is_clipped(day, period):
        last = shifted(day, period)
        asked.append(
            f"{day:%B} {day.day} has no like day in {last:%B %Y}: the last of that month is taken. Is that so?"
        )
    if period.unit is Unit.HOUR and isinstance(start, datetime) and came_twice(start, calendar):
        asked.append(f"{start:%H:%M} came twice as daylight time ended; the first is taken. Was it the second?")
    return asked


def _base(start: date, period: Period, calendar: Calendar, *, reading: Reading, old_rule: bool) -> Iterator[Step]:
    """The first day, and the nominal last one."""
    yield Step(
        start,
        "The day of the event is left out." if period.n else "This day is the last of the period.",
        "Fed. R. Civ. P. 6(a)(1)(A)" if period.n else "",
    )
    if not period.n:
        return
    if old_rule and period.unit is Unit.DAY and period.n < short(start):
        day, passed = _court_days(start, period, calendar, reading=reading)
        why = f"{period}: of a period under {short(start)} days, weekends and holidays were left out until December 1, 2009."
        yield Step(day, why, "Fed. R. Civ. P. 6(a) before 2009-12-01", passed)
        return
    day = shifted(start, period)
    how = "every day counted, weekends and holidays too" if period.unit in {Unit.DAY, Unit.WEEK} else "by the calendar"
    yield Step(day, f"{period}, {how}.", "Fed. R. Civ. P. 6(a)(1)(B)")


def _court_days(
    start: date, period: Period, calendar: Calendar, *, reading: Reading
) -> tuple[date, tuple[tuple[date, str], ...]]:
    day, left, passed = start, period.n, []
    while left:
        day = held(day + period.step)
        why = calendar.why_closed(day, reading=reading, direction=Direction.AFTER)
        if why:
            passed.append((day, why))
        left -= not why
    return day, tuple(passed)


def _roll(day: Moment, direction: Direction, calendar: Calendar, *, reading: Reading) -> list[Step]:
    """On to the next day that is not closed, in the direction of the count (6(a)(5)); no step when it is open."""
    step = ONE_DAY if direction is Direction.AFTER else -ONE_DAY
    at, passed = day, []
    while why := calendar.why_closed(_date(at), reading=reading, direction=direction):
        passed.append((_date(at), why))
        at = held(at + step)
    if not passed:
        return []
    way = "on, forward," if direction is Direction.AFTER else "back"
    clause = "6(a)(2)(C)" if isinstance(day, datetime) else "6(a)(1)(C)"
    cites = dict.fromkeys(calendar.cite_of(one, reading=reading, direction=direction) for one, _ in passed)
    text = f"That is {passed[0][1]}: the period runs {way} to the next day that is not closed."
    cite = "; ".join([f"Fed. R. Civ. P. {clause}", "Fed. R. Civ. P. 6(a)(5)", *filter(None, cites)])
    return [Step(at, text, cite, tuple(passed))]


def _until_accessible(day: Moment, direction: Direction, calendar: Calendar, *, reading: Reading) -> list[Step]:
    """Rule 6(a)(3): always forward, for periods counted back too (committee note of 2009)."""
    at = day
    passed: list[tuple[date, str]] = []
    while why := _why_shut(_date(at), direction, calendar, reading=reading, is_under_way=bool(passed)):
        passed.append((_date(at), why))
        at = held(at + ONE_DAY)
    if not passed:
        return []
    text = f"The clerk’s office is inaccessible ({passed[0][1]}): on to the first accessible day that is not closed."
    return [Step(at, text, "Fed. R. Civ. P. 6(a)(3)", tuple(passed))]


def _why_shut(
    day: date, direction: Direction, calendar: Calendar, *, reading: Reading, is_under_way: bool
) -> str | None:
    """Why a filing cannot be made; closed days matter only once the clerk could not be reached on the last one."""
    shut = calendar.why_inaccessible(day)
    return shut or (calendar.why_closed(day, reading=reading, direction=direction) if is_under_way else None)


def _base_hours(start: Moment, period: Period, calendar: Calendar) -> Iterator[Step]:
    """Every hour counts, on the clock of the world; the end stands on the court's wall clock (6(a)(2))."""
    if not isinstance(start, datetime):
        raise Nonsense("Hours are counted from a time of day: give the date with its time, as 2025-10-27T14:30.")
    begun = on_the_clock(start, calendar)
    hours = timedelta(hours=period.n) if period.direction is Direction.AFTER else -timedelta(hours=period.n)
    end = (begun.astimezone(UTC) + hours).astimezone(calendar.clock)
    yield Step(_wall(begun), "Hours begin to run at once.", "Fed. R. Civ. P. 6(a)(2)(A)")
    yield Step(held(_wall(end)), f"{period}, every hour counted.", "Fed. R. Civ. P. 6(a)(2)(B)")


def _wall(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _day_of(start: Moment, calendar: Calendar) -> date:
    """The day of an event in the court's own zone: filed at midnight in New York is still the day before in California."""
    if isinstance(start, datetime):
        start = on_the_clock(start, calendar).date()
    held(start)
    return start


def _date(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
