"""Periods of Rule 6: so many days, weeks, months, years or hours, after or before; and the manners of service. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from filings.deadlines.holidays import FIRST_YEAR, LAST_YEAR, ONE_DAY

DAYS_ARE_DAYS = date(2009, 12, 1)
NO_DAYS_FOR_ECF = date(2016, 12, 1)
SHORT_IS_ELEVEN = date(1985, 8, 1)
THREE_DAYS = timedelta(days=3)


Moment = date | datetime


class Nonsense(ValueError):
    """A date or a period that nobody can count; the words say which and why."""


class Unit(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Direction(StrEnum):
    AFTER = "after"
    BEFORE = "before"


class Service(StrEnum):
    """How a paper was served (Rule 5(b)(2)); what comes with three days more is in `adds_days`."""

    ECF = "ecf"
    PERSONAL = "personal"
    MAIL = "mail"
    CLERK = "clerk"  # left with the clerk, no address known: 5(b)(2)(D)
    CONSENTED = "consented"  # by other means consented to in writing: 5(b)(2)(F)
    WAIVER = "waiver"
    NONE = "n/a"


MOST = {Unit.HOUR: 24 * 366, Unit.DAY: 36_525, Unit.WEEK: 5_218, Unit.MONTH: 1_200, Unit.YEAR: 100}


@dataclass(frozen=True)
class Period:
    """`n` units after, or before, a day. 0 says that the day itself is the last one; it may roll. Raises Nonsense."""

    n: int
    unit: Unit = Unit.DAY
    direction: Direction = Direction.AFTER

    def __post_init__(self) -> None:
        if not 0 <= self.n <= MOST[self.unit]:
            raise Nonsense(f"A period of {self.n} {self.unit}s cannot be counted; give 0 to {MOST[self.unit]:,}.")

    def __str__(self) -> str:
        return f"{self.n} {self.unit}{'' if self.n == 1 else 's'} {self.direction}"

    @property
    def step(self) -> timedelta:
        return ONE_DAY if self.direction is Direction.AFTER else -ONE_DAY


def adds_days(service: Service | None, *, on: date | None = None) -> bool:
    """Whether Rule 6(d) adds three days for this manner of service, by the rule of the day (today's, when none is given).

    Electronic service came with them until December 1, 2016.
    """
    if service is Service.ECF:
        return on is not None and on < NO_DAYS_FOR_ECF
    return service in {Service.MAIL, Service.CLERK, Service.CONSENTED}


def short(on: date) -> int:
    """Before December 1, 2009 a period of fewer days than this left weekends and holidays out."""
    return 11 if on >= SHORT_IS_ELEVEN else 7


def held(moment: Moment) -> Moment:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Nonsense(f"The holidays of {moment.year} are not held here, only those of {FIRST_YEAR} to {LAST_YEAR}.")
    return moment


def is_clipped(start: date, period: Period) -> bool:
    """Whether no day of that number stands in the month where the period ends: a year from February 29."""
    return period.unit in {Unit.MONTH, Unit.YEAR} and shifted(start, period).day != start.day


def shifted(start: date, period: Period) -> date:
    """The nominal last day. Months and years by the calendar: the last of the month where the day is missing."""
    sign = 1 if period.direction is Direction.AFTER else -1
    if period.unit in {Unit.DAY, Unit.WEEK}:
        days = period.n * (7 if period.unit is Unit.WEEK else 1)
        return held(date.fromordinal(min(max(start.toordinal() + sign * days, 1), date.max.toordinal())))
    months = start.year * 12 + start.month - 1 + sign * period.n * (12 if period.unit is Unit.YEAR else 1)
    year, month = divmod(months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Nonsense(f"The holidays of {year} are not held here, only those of {FIRST_YEAR} to {LAST_YEAR}.")
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - ONE_DAY).day
    return date(year, month + 1, min(start.day, last))
