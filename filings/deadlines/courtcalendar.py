"""The days on which one court is closed, in each reading of what is open. Pure."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from casefiles.courts import timezone_of
from filings.deadlines.holidays import (
    FEDERAL,
    STATELESS,
    Closure,
    Effect,
    closures_of,
    holiday_on,
    shipped_closures,
    state_of,
    states_held,
)
from filings.deadlines.periods import Direction, Nonsense, held


class Reading(NamedTuple):
    """What is assumed where the law is open: up to which tier a state's holidays count, whether a disputed closing is a
    holiday, whether three days come on top for service."""

    tier: int = 1
    disputed: bool = False
    plus: bool = False


# Whatever any reading holds closed.
ANY = Reading(2, True)


@dataclass(frozen=True)
class Calendar:
    """The days on which one court is closed. `extra`: closures beyond the shipped ones, which they outrank."""

    court: str = "note"
    extra: tuple[Closure, ...] = ()
    closures: dict[date, Closure] = field(init=False, hash=False, compare=False)

    def __post_init__(self) -> None:
        told = closures_of(self.court, shipped_closures()) | closures_of(self.court, self.extra)
        object.__setattr__(self, "closures", told)

    @property
    def state(self) -> str | None:
        return state_of(self.court)

    @property
    def clock(self) -> ZoneInfo:
        return ZoneInfo(timezone_of(self.court))

    def why_closed(self, day: date, *, reading: Reading, direction: Direction = Direction.AFTER) -> str | None:
        """Why no period ends on this day; None when it may. A state's holidays hold up forward counts alone."""
        closing = self._closing(day, reading, direction)
        return closing[0] if closing else None

    def cite_of(self, day: date, *, reading: Reading = ANY, direction: Direction = Direction.AFTER) -> str:
        """By which words a day is a legal holiday; empty for a weekend, which needs none, and for an open day."""
        closing = self._closing(day, reading, direction)
        return closing[1] if closing else ""

    def _closing(self, day: date, reading: Reading, direction: Direction) -> tuple[str, str] | None:
        """Why a day is closed, and by which words."""
        if day.weekday() >= 5:
            return f"{day:%A}", ""
        federal = holiday_on(day, of=FEDERAL)
        if federal:
            return federal.name, _cite("(A)", federal.source)
        closure = self.closures.get(day)
        effects = {Effect.LEGAL_HOLIDAY, Effect.DISPUTED} if reading.disputed else {Effect.LEGAL_HOLIDAY}
        if closure and closure.effect in effects:
            # What a court says of itself is no word of the President's: its notice is the source.
            letter = "(B)" if closure.kind == "presidential" else ""
            return closure.why or "treated as a legal holiday", _cite(letter, closure.source)
        if direction is Direction.AFTER and self.state in states_held():
            ours = holiday_on(day, of=str(self.state))
            if ours and ours.tier <= reading.tier:
                return f"{ours.name} ({str(self.state).upper()})", _cite("(C)", ours.source)
        return None

    def why_inaccessible(self, day: date) -> str | None:
        closure = self.closures.get(day)
        if closure and closure.effect is Effect.INACCESSIBLE:
            return closure.why or "the clerk’s office was inaccessible"
        return None

    def questions_on(self, day: date) -> list[str]:
        """What a forward count from this day leaves open in this court."""
        since = states_held().get(self.state or "")
        if self.court in STATELESS or (since and since <= day):
            return []
        not_here = "are not held here: federal days only"
        told = f"are held here from {since.year} on, not for {day.year}" if since else not_here
        return [f"Holidays of the state of the court ({self.court}) {told}. Is the last day a holiday of that state?"]


def _cite(letter: str, source: str) -> str:
    return "; ".join(filter(None, [f"Fed. R. Civ. P. 6(a)(6){letter}", source]))


def on_the_clock(moment: datetime, calendar: Calendar) -> datetime:
    """On the court's wall clock; one without a zone is taken to stand on it already. Raises Nonsense for an hour that the
    clock skipped, and for years that are not held."""
    held(moment)
    if moment.tzinfo is not None:
        return moment.astimezone(calendar.clock)
    told = moment.replace(tzinfo=calendar.clock)
    if told.astimezone(UTC).astimezone(calendar.clock).replace(tzinfo=None) != moment:
        raise Nonsense(f"{moment:%Y-%m-%d %H:%M} was skipped on the court’s clock when daylight time began.")
    return told


def came_twice(moment: datetime, calendar: Calendar) -> bool:
    """Whether the court's clock showed this hour twice, as when daylight time ends."""
    if moment.tzinfo is not None:
        return False
    first, second = (moment.replace(tzinfo=calendar.clock, fold=fold) for fold in (0, 1))
    return first.utcoffset() != second.utcoffset()
