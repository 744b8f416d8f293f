"""What holds of every count, whatever the day, the period and the court."""

import inspect
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from filings.deadlines import courtcalendar, courtdays, holidays
from filings.deadlines import periods as periods_module
from filings.deadlines.courtcalendar import Calendar, Reading
from filings.deadlines.courtdays import Counted, count, readings, walk
from filings.deadlines.holidays import FEDERAL, Closure, Effect, holiday_on
from filings.deadlines.periods import Direction, Moment, Nonsense, Period, Unit, shifted

COURTS = st.sampled_from("note cand ca9 cafc nysd mad nvd utd laed dcd azd njd txed ord ca3 ilnd".split())
DAYS = st.dates(date(1976, 1, 1), date(2120, 12, 31))
EFFECTS = st.sampled_from([*Effect])
COUNTED_IN_DAYS = st.sampled_from([Unit.DAY, Unit.DAY, Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR])
DIRECTIONS = st.sampled_from([*Direction])
PLUS = st.sampled_from([(False,), (True,), (False, True)])


@st.composite
def periods(draw: st.DrawFn, directions: st.SearchStrategy[Direction] = DIRECTIONS) -> Period:
    unit = draw(COUNTED_IN_DAYS)
    return Period(draw(st.integers(0, 400 if unit is Unit.DAY else 20)), unit, draw(directions))


@st.composite
def closings(draw: st.DrawFn, effects: st.SearchStrategy[Effect] = EFFECTS) -> tuple[Closure, ...]:
    """Closings near enough to each other to be met; which of them a count meets is left to chance."""
    first = draw(DAYS)
    places = draw(st.lists(st.integers(0, 30), max_size=8))
    return tuple(Closure(first + timedelta(days=place), draw(effects)) for place in places)


def near(start: date, closures: Sequence[Closure], period: Period) -> tuple[Closure, ...]:
    """The same closings, moved to where the period ends."""
    if not closures:
        return ()
    by = shifted(start, period) - min(one.day for one in closures)
    return tuple(Closure(one.day + by - timedelta(days=3), one.effect) for one in closures)


def day_of(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def three(counted: Counted) -> list[Moment]:
    return [counted.safe.result, counted.prevailing.result, counted.latest.result]


@given(DAYS, periods(), COURTS, closings(), PLUS)
def test_a_result_is_open_in_its_own_reading(
    start: date, period: Period, court: str, closures: tuple[Closure, ...], plus: tuple[bool, ...]
) -> None:
    calendar = Calendar(court, near(start, closures, period))
    for reading in readings(plus):
        result = day_of(walk(start, period, calendar, reading=reading).result)
        assert calendar.why_closed(result, reading=reading, direction=period.direction) is None
        assert calendar.why_inaccessible(result) is None


@given(DAYS, periods(), COURTS, PLUS)
def test_no_reading_ends_on_a_weekend_or_a_federal_holiday(
    start: date, period: Period, court: str, plus: tuple[bool, ...]
) -> None:
    for result in three(count(start, period, Calendar(court), plus=plus)):
        day = day_of(result)
        assert day.weekday() < 5
        assert holiday_on(day, of=FEDERAL) is None


@given(DAYS, periods(st.just(Direction.AFTER)), COURTS, closings(), PLUS)
def test_forward_is_never_short(
    start: date, period: Period, court: str, closures: tuple[Closure, ...], plus: tuple[bool, ...]
) -> None:
    counted = count(start, period, Calendar(court, near(start, closures, period)), plus=plus)
    assert min(map(day_of, three(counted))) >= shifted(start, period)


@given(DAYS, st.integers(0, 400), COURTS)
def test_forward_in_days_is_at_least_so_many(start: date, n: int, court: str) -> None:
    assert day_of(count(start, Period(n), Calendar(court)).safe.result) >= start + timedelta(days=n)


@given(
    DAYS,
    periods(st.just(Direction.BEFORE)),
    COURTS,
    closings(st.sampled_from([Effect.LEGAL_HOLIDAY, Effect.DISPUTED, Effect.NONE])),
)
def test_backward_is_never_late(start: date, period: Period, court: str, closures: tuple[Closure, ...]) -> None:
    counted = count(start, period, Calendar(court, near(start, closures, period)))
    assert max(map(day_of, three(counted))) <= shifted(start, period)


@given(DAYS, st.integers(0, 400), COURTS)
def test_backward_in_days_is_at_least_so_many(start: date, n: int, court: str) -> None:
    counted = count(start, Period(n, direction=Direction.BEFORE), Calendar(court))
    assert day_of(counted.latest.result) <= start - timedelta(days=n)


@given(DAYS, periods(st.just(Direction.BEFORE)), COURTS)
def test_a_state_moves_nothing_that_is_counted_back(start: date, period: Period, court: str) -> None:
    assert three(count(start, period, Calendar(court, _NO_CLOSINGS))) == three(
        count(start, period, Calendar("note", _NO_CLOSINGS))
    )


@given(DAYS, periods(st.just(Direction.AFTER)), COURTS)
def test_three_days_for_service_are_at_least_three(start: date, period: Period, court: str) -> None:
    calendar = Calendar(court)
    for reading in readings((True,)):
        base = walk(start, period, calendar, reading=reading._replace(plus=False)).result
        plus = walk(start, period, calendar, reading=reading).result
        assert day_of(plus) >= day_of(base) + timedelta(days=3)


@given(DAYS, periods(), COURTS, closings(), PLUS, st.booleans())
def test_safe_prevailing_latest_stand_in_order(
    start: date, period: Period, court: str, closures: tuple[Closure, ...], plus: tuple[bool, ...], old_rule: bool
) -> None:
    calendar = Calendar(court, near(start, closures, period))
    days = [day_of(one) for one in three(count(start, period, calendar, plus=plus, old_rule=old_rule))]
    assert days == sorted(days)


@given(DAYS, periods(st.just(Direction.AFTER)), COURTS, PLUS)
def test_the_safe_date_knows_federal_days_alone(
    start: date, period: Period, court: str, plus: tuple[bool, ...]
) -> None:
    safe = count(start, period, Calendar(court, _NO_CLOSINGS), plus=plus).safe.result
    assert safe == count(start, period, Calendar("note", _NO_CLOSINGS), plus=plus).safe.result


@given(DAYS, periods(), COURTS, closings(), PLUS)
def test_counting_twice_gives_the_same(
    start: date, period: Period, court: str, closures: tuple[Closure, ...], plus: tuple[bool, ...]
) -> None:
    extra = near(start, closures, period)
    assert count(start, period, Calendar(court, extra), plus=plus) == count(
        start, period, Calendar(court, extra), plus=plus
    )


@given(DAYS, periods(), COURTS, PLUS)
def test_a_result_counted_again_by_no_days_stands(
    start: date, period: Period, court: str, plus: tuple[bool, ...]
) -> None:
    counted = count(start, period, Calendar(court), plus=plus)
    still = Period(0, direction=period.direction)
    assert count(counted.prevailing.result, still, Calendar(court)).prevailing.result == counted.prevailing.result


@given(DAYS, periods(), COURTS, closings())
def test_the_steps_lead_to_the_result_and_name_every_closed_day(
    start: date, period: Period, court: str, closures: tuple[Closure, ...]
) -> None:
    calendar = Calendar(court, near(start, closures, period))
    path = count(start, period, calendar).prevailing
    assert path.steps[0].day == start
    assert path.steps[-1].day == path.result
    assert all(why for _, why in path.passed)
    # Back over a weekend and, the clerk being inaccessible, forward over it again: once in each step.
    assert all(len({day for day, _ in step.passed}) == len(step.passed) for step in path.steps)
    assert path.result not in {day for day, _ in path.passed}


@given(
    st.datetimes(datetime(1960, 1, 1), datetime(2120, 12, 31)),  # noqa: DTZ001 - the court's wall clock
    st.integers(0, 24 * 60),
    DIRECTIONS,
    COURTS,
)
def test_hours(start: datetime, n: int, direction: Direction, court: str) -> None:
    calendar = Calendar(court)
    period = Period(n, Unit.HOUR, direction)
    try:
        counted = count(start, period, calendar)
    except Nonsense as skipped:
        assume("skipped" not in str(skipped))
        raise
    nominal = counted.prevailing.steps[1].day
    assert isinstance(nominal, datetime)
    begun, end = (one.replace(tzinfo=calendar.clock).astimezone(UTC) for one in (start, nominal))
    # An hour that came twice reads alike both times: the end on the wall may stand for either.
    assert abs(abs(end - begun) - timedelta(hours=n)) <= timedelta(hours=1)
    for result in three(counted):
        assert isinstance(result, datetime)
        assert result.tzinfo is None
        assert result.time() == nominal.time()
        assert calendar.why_closed(result.date(), reading=Reading(0), direction=direction) is None
        assert result >= nominal if direction is Direction.AFTER else result <= nominal


def test_no_date_depends_on_today() -> None:
    """The counter cannot: none of its modules asks a clock."""
    for module in (courtdays, courtcalendar, periods_module, holidays):
        assert not re.search(r"\b(today|now|utcnow|localtime|time\.time)\(", inspect.getsource(module))


# The shipped closings, each of them undone: what is left is the table of holidays.
_NO_CLOSINGS = tuple(
    Closure(day, Effect.NONE) for court in ("note", "ca3", "ca9", "cafc", "ilnd") for day in Calendar(court).closures
)
