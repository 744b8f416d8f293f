"""Which days are closed in a court, said to a reader: of what sort, why, and by which source. Pure.

A count weighs readings (`courtdays`); a page that shows a month, or how many court days are left, names each day once.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate

from filings.deadlines.courtcalendar import Calendar, Reading
from filings.deadlines.holidays import FEDERAL, FIRST_YEAR, LAST_YEAR, Effect, holiday_on

# Whatever any reading holds closed, and what courts hold closed where they spoke.
ANY, PREVAILING = Reading(2, True), Reading(1, False)
# Court days are counted no further ahead: nobody plans by them, and a date 30 years off must not cost 30 years of days.
HORIZON = 366


class Sort(StrEnum):
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    STATE = "state"
    CLOSING = "closing"


@dataclass(frozen=True)
class Closed:
    """Why a day is closed; `source` is empty of a weekend. `is_open_question`: not in every reading; the court itself may
    sit. `is_arguable`: not in the prevailing one either."""

    day: date
    sort: Sort
    why: str
    source: str = ""
    is_open_question: bool = False
    is_arguable: bool = False

    @property
    def phrase(self) -> str:
        """What a date falls on: `a Saturday`, `Veterans Day`, `a closing (a storm)`."""
        if self.sort is Sort.CLOSING:
            return f"a closing ({self.why})"
        return f"a {self.why}" if self.sort is Sort.WEEKEND else self.why

    @property
    def words(self) -> str:
        if self.is_arguable:
            return f"arguably closed: {self.why}"
        return f"a holiday of the state: {self.why}" if self.is_open_question else f"closed: {self.why}"


@lru_cache(maxsize=8192)
def closed_on(day: date, calendar: Calendar) -> Closed | None:
    """None of a day on which the court is open in every reading. Outside the years that are held, weekends alone."""
    if day.weekday() >= 5:
        return Closed(day, Sort.WEEKEND, f"{day:%A}")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    federal = holiday_on(day, of=FEDERAL)
    if federal:
        return Closed(day, Sort.HOLIDAY, federal.name, calendar.cite_of(day))
    shut = calendar.why_inaccessible(day)
    if shut:
        return Closed(day, Sort.CLOSING, shut, calendar.closures[day].source)
    why = calendar.why_closed(day, reading=ANY)
    if not why:
        return None
    closure = calendar.closures.get(day)
    is_closing = closure is not None and closure.effect in {Effect.LEGAL_HOLIDAY, Effect.DISPUTED}
    is_sure = is_closing and calendar.closures[day].effect is Effect.LEGAL_HOLIDAY
    is_arguable = calendar.why_closed(day, reading=PREVAILING) is None
    sort = Sort.CLOSING if is_closing else Sort.STATE
    return Closed(day, sort, why, calendar.cite_of(day), not is_sure, is_arguable)


def falls_on(day: date, calendar: Calendar) -> str | None:
    """The closed day that a date falls on, in words; what is closed in no reading that courts follow is passed over."""
    closed = closed_on(day, calendar)
    return closed.phrase if closed and not closed.is_arguable else None


@dataclass
class CourtDays:
    """How many days on which the court is open lie between today and a date: the date counted, today not."""

    calendar: Calendar
    today: date
    counts: list[int] = field(init=False, default_factory=list)

    def left(self, due: date) -> int | None:
        """None of a date that is past, or more than a year off."""
        ahead = (due - self.today).days
        if not 0 <= ahead <= HORIZON:
            return None
        self.counts = self.counts or list(accumulate(map(self._is_open, range(HORIZON + 1))))
        # The first of them is today.
        return self.counts[ahead] - self.counts[0]

    def _is_open(self, ahead: int) -> int:
        place = min(self.today.toordinal() + ahead, date.max.toordinal())
        closed = closed_on(date.fromordinal(place), self.calendar)
        return closed is None or closed.is_open_question
