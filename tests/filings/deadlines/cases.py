"""How the shared collection of cases writes its arithmetic: the bracket at the end of each rule."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from filings.deadlines.courtcalendar import Calendar
from filings.deadlines.courtdays import Counted, count
from filings.deadlines.holidays import Closure, Effect
from filings.deadlines.periods import DAYS_ARE_DAYS, Direction, Moment, Period, Unit, shifted

UNITS = {"h": Unit.HOUR, "d": Unit.DAY, "w": Unit.WEEK, "m": Unit.MONTH, "y": Unit.YEAR}
TERM = re.compile(r"([+-])(\d+)([hdwmy])")
SHUT = re.compile(r"inaccessible on (\d{4}-\d{2}-\d{2})")


def moment(text: str) -> Moment:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


@dataclass(frozen=True)
class Case:
    """One row. `bracket`: `+14d then +7d`, `-7d from conference`, `+30d +3d`, `roll`, `+72h`."""

    id: str
    trigger: Moment
    rule: str
    service: str
    court: str
    expected: Moment

    @property
    def bracket(self) -> str:
        return self.rule.rpartition("[")[2].rstrip("]")

    @property
    def is_trap(self) -> bool:
        return self.id.startswith("X")

    @property
    def day(self) -> date:
        return self.trigger.date() if isinstance(self.trigger, datetime) else self.trigger

    @property
    def expected_day(self) -> date:
        return self.expected.date() if isinstance(self.expected, datetime) else self.expected

    @property
    def calendar(self) -> Calendar:
        shut = (date.fromisoformat(day) for day in SHUT.findall(self.rule))
        return Calendar(self.court, tuple(Closure(day, Effect.INACCESSIBLE) for day in shut))

    @property
    def adds_days(self) -> bool:
        """`+30d +3d`: two terms, not joined by `then`."""
        return len(TERM.findall(self.bracket.split(",")[0].split(" then ")[0])) == 2


def read(path: Path) -> Iterator[Case]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Case(
                row["id"], moment(row["trigger_date"]), row["rule"], row["service"], row["jurisdiction"],
                moment(row["expected"]),
            )  # fmt: skip


def counted(case: Case) -> Counted | date:
    """The case, counted as its bracket says. Of a change that happens by itself, the bare day: nothing rolls."""
    if "status change" in case.bracket:
        base, later = (period(*term) for term in TERM.findall(case.bracket))
        return shifted(case.day, base) + timedelta(days=later.n)
    if not TERM.search(case.bracket):
        # `roll` and `no roll`: the trigger is the nominal last day, and its calendar knows whether it is closed.
        return count(case.trigger, Period(0), case.calendar)
    start, result = case.trigger, None
    for part in case.bracket.split(" then "):
        first, *_ = TERM.findall(part)
        result = count(
            start, period(*first), case.calendar, plus=(case.adds_days,), old_rule=is_old(case, period(*first))
        )
        start = result.prevailing.result
    assert result is not None
    return result


def period(sign: str, n: str, unit: str) -> Period:
    return Period(int(n), UNITS[unit], Direction.AFTER if sign == "+" else Direction.BEFORE)


def is_old(case: Case, period: Period) -> bool:
    """Whether the rule before December 1, 2009 governed. The examples of the committee notes (N) show the one after it."""
    return case.day < DAYS_ARE_DAYS and period.direction is Direction.AFTER and not case.id.startswith("N")
