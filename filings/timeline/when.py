"""When a fact was, in words and in days. Pure."""

from datetime import date, timedelta

from filings.docket.words import MONTHS, day
from filings.timeline.shapes import Event

DAY, MONTH, YEAR, AROUND, RANGE = "day", "month", "year", "around", "range"


def words(precision: str, first: date, end: date | None) -> str:
    """`Mar 20, 2025`, `Mar 2025`, `2018`, `around Mar 2025`, `2018 to 2025`, `since 2018`."""
    fineness = grain(precision, first, end)
    start = _told(first, fineness)
    if precision == AROUND:
        return f"around {start}"
    if precision != RANGE:
        return start
    if end is None:
        return f"since {start}"
    if fineness == YEAR and _is_last_of_year(end):
        last = _told(end, YEAR)
    else:
        last = _told(end, MONTH if fineness != DAY and end == last_of_month(end) else DAY)
    return start if start == last else f"{start} to {last}"


def grain(precision: str, first: date, end: date | None) -> str:
    """Whether its first day is told as a day, a month or a year.

    What is only about right, or goes on, is told as a year from its January 1, as a month from its first; a from-to too,
    if its last day lies beyond that year or month or ends it.
    """
    if precision in (DAY, MONTH, YEAR):
        return precision
    if first.day > 1 or first == end:
        return DAY
    if first.month == 1 and (end is None or first.year < end.year or _is_last_of_year(end)):
        return YEAR
    is_beyond = end is None or (first.year, first.month) < (end.year, end.month)
    return MONTH if is_beyond or end == last_of_month(first) else DAY


def when_of(event: Event) -> str:
    """The words for an event that is a fact."""
    return words(event.precision or DAY, event.place.day, end_of(event))


def end_of(event: Event) -> date | None:
    return date.fromisoformat(event.end) if event.end else None


def last_day(precision: str, first: date, end: date | None) -> date | None:
    """The last day that it may be; None where it goes on."""
    if precision == MONTH:
        return last_of_month(first)
    if precision == YEAR:
        return date(first.year, 12, 31)
    return end if precision == RANGE else first


def last_of_month(when: date) -> date:
    if (when.year, when.month) == (date.max.year, 12):
        return date.max
    return (when.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _is_last_of_year(when: date) -> bool:
    return (when.month, when.day) == (12, 31)


def _told(when: date, fineness: str) -> str:
    if fineness == YEAR:
        return str(when.year)
    return f"{MONTHS[when.month - 1]} {when.year}" if fineness == MONTH else day(when)
