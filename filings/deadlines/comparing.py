"""The docket's word against the count: match, explained, discrepancy. Neither is ever taken over for the other. Pure."""

from dataclasses import dataclass
from datetime import date

from filings.deadlines.courtcalendar import Calendar, Reading
from filings.deadlines.periods import Direction
from filings.deadlines.wording import days
from filings.docket.words import day

# Federal days alone; and all that a state or a disputed closing may add.
_SURE = Reading(tier=0, disputed=False)
_ARGUABLE = Reading(tier=2, disputed=True)


@dataclass(frozen=True)
class Verdict:
    word: str
    """match, explained, discrepancy, not printed, not captured, not counted"""
    sentence: str


def compare(
    *,
    computed: tuple[date, date, date] | None,
    said: date | None,
    is_ordered: bool,
    explained_by: str | None,
    replaced_undated: bool,
) -> Verdict:
    """`computed`: safe, prevailing, latest arguable. `said`: what the docket prints; `is_ordered`: an order or a clerk's
    notice says it, not the software in a party's motion. `explained_by`: the order or so-ordered stipulation that changed the
    date, as `No. 36`; `replaced_undated`: it did so with a date that the docket text does not give.
    """
    if said is not None and computed is not None and said in computed:
        gone = f" {_replaced(explained_by)}" if replaced_undated else ""
        return Verdict("match", _match(computed, said) + gone)
    if replaced_undated:
        return Verdict("not captured", _not_captured(computed, said, explained_by))
    if said is None:
        told = f" The count gives {_on(computed[0])}." if computed else ""
        return Verdict("not printed", f"The docket prints no date.{told}")
    if computed is None:
        who = "An order fixed this date" if is_ordered else "The docket prints this date"
        return Verdict("not counted", f"{who}, {_on(said)}; nothing is counted beside it.")
    return _apart(computed, said, explained_by, is_ordered=is_ordered)


def _replaced(by: str | None) -> str:
    return f"{by or 'An order'} replaced this date, and the docket text does not give the new one."


def _not_captured(computed: tuple[date, date, date] | None, said: date | None, explained_by: str | None) -> str:
    gone = ""
    if said:
        gone = f" The docket had printed {_on(said)}."
    elif computed:
        gone = f" The count had given {_on(computed[0])}."
    return f"{_replaced(explained_by)}{gone}"


def _match(computed: tuple[date, date, date], said: date) -> str:
    safe, prevailing, latest = computed
    if safe == prevailing == latest:
        return f"The docket prints {_on(said)}: the date counted."
    if said == safe:
        others = [f"the prevailing reading is {_on(prevailing)}"] if prevailing != safe else []
        others += [f"the latest arguable is {_on(latest)}"] if latest != prevailing else []
        return f"The docket prints the safe date, {_on(said)}; {', '.join(others)}."
    name = "the prevailing reading" if said == prevailing else "the latest arguable date"
    return f"The docket prints {name}, {_on(said)}; the safe date is earlier, {_on(safe)}."


def _apart(computed: tuple[date, date, date], said: date, explained_by: str | None, *, is_ordered: bool) -> Verdict:
    safe, _, latest = computed
    if explained_by:
        return Verdict("explained", f"{explained_by} set {_on(said)}; the rule alone would give {_on(safe)}.")
    if is_ordered:
        return Verdict("explained", f"The court’s own entry set {_on(said)}; the rule alone would give {_on(safe)}.")
    nearest = safe if said < safe else latest if said > latest else safe
    way = "later" if said > nearest else "earlier"
    return Verdict(
        "discrepancy",
        f"The docket prints {_on(said)}, {days(abs((said - nearest).days))} {way} than the count, {_on(nearest)}. "
        "Its software wrote that from the event; no order that explains it is known here.",
    )


def flag_closed(when: date, calendar: Calendar) -> str | None:
    """A date that an order fixed stays where it is, on a closed day too: the reader is told, nothing is rolled."""
    if why := calendar.why_closed(when, reading=_SURE, direction=Direction.AFTER):
        return f"{_on(when)} is {_name(why)}: the court is closed. A date fixed by an order is not moved for that; ask."
    if why := calendar.why_inaccessible(when):
        return f"On {_on(when)} the clerk’s office is inaccessible ({why}). A date fixed by an order is not moved for that; ask."
    if why := calendar.why_closed(when, reading=_ARGUABLE, direction=Direction.AFTER):
        return (
            f"{_on(when)} is {_name(why)}, on which the court may sit. A date fixed by an order is not moved for that."
        )
    return None


def _name(why: str) -> str:
    """`Saturday` tells again what the date says."""
    return f"a {why}" if why in {"Saturday", "Sunday"} else why


def _on(when: date) -> str:
    return f"{when:%a}, {day(when)}"
