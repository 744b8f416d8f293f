"""A period asked for that no rule of ours states: so many days from a day. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casefiles.courts import ABBREVIATIONS
from filings.deadlines.asking import (
    NO_COURT,
    UNTOLD,
    Served,
    Told,
    basis_of,
    closure_of,
    court_of,
    moment_of,
    period_of,
    service_of,
)
from filings.deadlines.courtcalendar import Calendar
from filings.deadlines.courtdays import Counted, count
from filings.deadlines.holidays import Closure
from filings.deadlines.periods import Direction, Period, Service, Unit
from filings.deadlines.results import counted_json, written
from filings.deadlines.rules import Basis
from filings.deadlines.sheet import in_words


@dataclass(frozen=True)
class PlainPeriod:
    """`court` None: none was named."""

    start: Told
    period: Period
    court: str | None = None
    served: Served = UNTOLD
    basis: Basis | None = None
    closures: tuple[Closure, ...] = ()

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.court or NO_COURT, self.closures)

    @property
    def heading(self) -> list[str]:
        where = f"in {ABBREVIATIONS.get(self.court, self.court)}" if self.court else "no court named"
        return [f"{self.period} {in_words(self.start.moment)}, {where}"]

    def as_json(self, counted: Counted) -> dict[str, Any]:
        """What was counted, and what was asked."""
        return counted_json(counted) | {
            "from": written(self.start.moment),
            "period": str(self.period),
            "court": self.court or NO_COURT,
            "service": self.served.service,
            "basis": self.basis,
        }

    def count(self) -> Counted:
        """By today's Rule 6(a), whatever the year. Raises Nonsense."""
        plus, asked = _three_days(self.served, self.basis, self.period)
        questions = [*self.start.remarks, *asked]
        if self.court is None and self.period.direction is Direction.AFTER:
            questions.append(
                "No court was named: federal holidays only. Is the last day a holiday of the court’s state?"
            )
        return count(self.start.moment, self.period, self.calendar, plus=plus, questions=questions)


def _three_days(served: Served, basis: Basis | None, period: Period) -> tuple[tuple[bool, ...], list[str]]:
    """The readings of Rule 6(d), the prevailing one first, and what to ask. It reaches periods that run from service alone,
    and a period after an event alone; unknown is the earlier date, with a question."""
    if basis not in {Basis.SERVICE, None} or period.direction is Direction.BEFORE:
        return (False,), []
    if served.adds and period.unit is Unit.HOUR:
        return (False,), ["Whether three days are added to a period of hours, for service, is not settled; none are."]
    if served.adds and basis is None:
        return (True, False), ["Does this period run from service? Only then are three days added (Rule 6(d))."]
    if basis is Basis.SERVICE and served.service in {None, Service.NONE} and period.unit is not Unit.HOUR:
        return (False, True), ["How was it served? By mail, or left with the clerk, three days are added (Rule 6(d))."]
    return (served.adds,), []


def plain_period(asked: Mapping[str, str | None], closed: Iterable[str] = ()) -> PlainPeriod:
    """Out of words by name: from, days, unit, direction, court, service, basis. Raises Nonsense for the first bad one."""
    court = court_of(asked.get("court"))
    return PlainPeriod(
        start=moment_of(asked.get("from") or "", court),
        period=period_of(asked.get("days") or "", asked.get("unit") or "day", asked.get("direction") or "after"),
        court=court,
        served=service_of(asked.get("service")),
        basis=basis_of(asked.get("basis")),
        closures=tuple(closure_of(one) for one in closed),
    )
