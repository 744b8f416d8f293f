"""What somebody asks of the counter, as it stands on a command line or in an address. Pure.

Each reader turns words into what the counter takes, or raises Nonsense with one sentence that says why they cannot be read.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple, TypeVar

from casefiles.courts import ABBREVIATIONS
from filings.deadlines.courtcalendar import Calendar, on_the_clock
from filings.deadlines.holidays import Closure, Effect
from filings.deadlines.periods import Direction, Moment, Nonsense, Period, Service, Unit, adds_days, held
from filings.deadlines.rules import Basis

# No court named: federal days only.
NO_COURT = "note"
# Electronic service as it was until Rule 6(d) dropped it; the counter counts by today's rule, so it is asked for by name.
OLD_ECF = "ecf-before-2016-12-01"
# Two digits of a year from this one on are of the last century: CM/ECF began to print them in the nineties.
PIVOT = 69
LONGEST = 40
# Other words for the manners of service.
ALIASES = {
    "none": "n/a", "na": "n/a", "electronic": "ecf", "cm/ecf": "ecf", "e-service": "ecf", "hand": "personal",
    "in-person": "personal", "us-mail": "mail", "waived": "waiver",
}  # fmt: skip

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?:[T ]+(.+))?", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))? *(?:([ap])\.?m\.?)?", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d{1,40}", re.ASCII)

Words = TypeVar("Words", bound=StrEnum)


class Told(NamedTuple):
    """A moment on the court's wall clock, and what was taken for granted in reading it."""

    moment: Moment
    remarks: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        return day_of(self.moment)


class Served(NamedTuple):
    """A manner of service; None: not known. `adds`: whether it comes with three days, by today's rule."""

    service: Service | None = None
    adds: bool = False


UNTOLD = Served()


def day_of(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def moment_of(text: str, court: str | None = None) -> Told:
    """`2025-10-27`, `10/27/2025`, `10/27/25`, each with a time too (`2025-10-27T14:30`, `10/27/2025 2:30 PM`). A time with an
    offset is brought to the court's wall clock. Raises Nonsense."""
    words = " ".join(text.split())
    moment, remarks = _us(words) if "/" in words else (_iso(words), [])
    held(moment)
    if not isinstance(moment, datetime):
        return Told(moment, tuple(remarks))
    there = on_the_clock(moment, Calendar(court or NO_COURT))
    return Told(held(there.replace(tzinfo=None)), tuple(remarks))


def _iso(words: str) -> Moment:
    if not _ISO.fullmatch(words):
        raise _no_date(words)
    try:
        return datetime.fromisoformat(words) if ":" in words else date.fromisoformat(words)
    except ValueError:
        raise _no_date(words) from None


def _us(words: str) -> tuple[Moment, list[str]]:
    match = _US.fullmatch(words)
    if not match:
        raise _no_date(words)
    month, number, year = (int(match[place]) for place in (1, 2, 3))
    remarks = []
    if len(match[3]) == 2:
        year += 1900 if year >= PIVOT else 2000
        remarks.append(f"The year of {match[1]}/{match[2]}/{match[3]} was read as {year}.")
    try:
        day = date(year, month, number)
        return (datetime.combine(day, _time(match[4])) if match[4] else day), remarks
    except ValueError:
        raise _no_date(words) from None


def _time(words: str) -> time:
    match = _TIME.fullmatch(words.strip())
    if not match:
        raise ValueError
    hour, half = int(match[1]), (match[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(match[2]), int(match[3] or 0))


def _no_date(words: str) -> Nonsense:
    if not words:
        return Nonsense("From which day? Give it as 2025-10-27 or 10/27/2025.")
    return Nonsense(
        f"“{short(words)}” is no date; give it as 2025-10-27 or 10/27/2025, or 2025-10-27T14:30 with a time."
    )


def period_of(n: str, unit: str = "day", direction: str = "after") -> Period:
    """Raises Nonsense for what is no whole number, or one that nobody counts."""
    words = n.strip()
    if not words:
        raise Nonsense("How many? Give a whole number, as 14.")
    if not _NUMBER.fullmatch(words):
        raise Nonsense(f"“{short(words)}” is no number of {unit}s to count; give a whole number, as 14.")
    way = choice(Direction, direction, "direction")
    return Period(int(words), choice(Unit, unit.strip().lower().removesuffix("s"), "unit"), way)


def choice(of: type[Words], text: str, what: str) -> Words:
    """Raises Nonsense that names what there is to choose from."""
    try:
        return of(text.strip().lower())
    except ValueError:
        *others, last = (one.value for one in of)
        raise Nonsense(f"“{short(text)}” is no {what}; give {', '.join(others)} or {last}.") from None


def basis_of(text: str | None) -> Basis | None:
    return choice(Basis, text.strip().replace("-", "_"), "basis") if text and text.strip() else None


def service_of(text: str | None) -> Served:
    """As `cases.csv` writes it: ecf, mail, personal, clerk, consented, waiver, n/a, ecf-before-2016-12-01. Raises Nonsense."""
    words = (text or "").strip().lower()
    if not words:
        return UNTOLD
    if words == OLD_ECF:
        return Served(Service.ECF, adds=True)
    service = choice(Service, ALIASES.get(words.replace(" ", "-"), words), "manner of service")
    return Served(service, adds=adds_days(service))


def court_of(text: str | None) -> str | None:
    """The court's id: `cand`, also of `CAND` and of `N.D. Cal.`; any id goes. None where none is named."""
    words = " ".join((text or "").split())[:LONGEST]
    known = {name.lower().replace(" ", ""): court for court, name in ABBREVIATIONS.items()}
    return known.get(words.lower().replace(" ", ""), words.lower()) or None


def closure_of(text: str) -> Closure:
    """`2007-08-31:inaccessible`, with the reason after another colon if there is one. Raises Nonsense."""
    day, _, rest = text.partition(":")
    effect, _, why = rest.partition(":")
    if not effect.strip():
        raise Nonsense(f"“{short(text)}” names no effect; give a closed day as 2007-08-31:inaccessible.")
    told = choice(Effect, effect.strip().replace("-", "_"), "effect of a closed day")
    return Closure(moment_of(day).day, told, why.strip()[:200])


def inputs_of(pairs: Iterable[str]) -> dict[str, str]:
    """`us_party=yes`, one or more. Raises Nonsense."""
    inputs: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise Nonsense(f"“{short(pair)}” is no input; give it as us_party=yes.")
        inputs[name.strip()] = value.strip()
    return inputs


def short(text: str) -> str:
    """On one line, and no longer than a sentence bears."""
    words = "".join(letter if letter.isprintable() else "�" for letter in " ".join(text.split()))
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
