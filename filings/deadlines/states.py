"""How far a deadline has come, beside the status word that the case format keeps. Pure."""

from dataclasses import dataclass
from datetime import date

from filings.docket.words import day


@dataclass(frozen=True)
class State:
    word: str
    """computed, confirmed, satisfied, extended, vacated, superseded; printed: the docket's date, not counted here; undated: no
    date was captured"""
    sentence: str


def state_of(
    *,
    status: str,
    moved_to: date | None,
    has_count: bool,
    is_confirmed: bool,
    is_open: bool,
    due: date | None,
    today: date,
    as_of: date,
    changed_by_stipulation: bool | None,
) -> State:
    """`as_of`: the last day on which the docket was seen. That a date passed says nothing of what was filed: a mirror lags,
    so an overdue one is never called missed."""
    if status in {"met", "held"}:
        return State("satisfied", "Held, as the minutes say." if status == "held" else "A filing on the docket met it.")
    if status == "vacated":
        return State("vacated", f"Vacated{_by(changed_by_stipulation)}. It stays on record." + _anew(moved_to))
    if status == "moved":
        return _moved(moved_to, due, changed_by_stipulation)
    word, how = _known(has_count=has_count, is_confirmed=is_confirmed, due=due)
    if is_open and due is not None and due < today:
        how = f"{how} {_overdue(due, as_of)}"
    return State(word, how)


def _moved(moved_to: date | None, due: date | None, changed_by_stipulation: bool | None) -> State:
    by = _by(changed_by_stipulation) or " by an order"
    if moved_to is None:
        return State("superseded", f"Replaced{by}; its date was not captured.")
    was = f"; it was {day(due)}" if due else ""
    earlier = due is not None and moved_to < due
    return State("extended", f"{'Advanced' if earlier else 'Moved'} to {moved_to:%a}, {day(moved_to)}{by}{was}.")


def _known(*, has_count: bool, is_confirmed: bool, due: date | None) -> tuple[str, str]:
    if is_confirmed:
        return "confirmed", "A person confirmed this date."
    if has_count:
        return "computed", "Counted here; nobody confirmed it yet."
    return (
        ("printed", "As the docket prints it; not counted here.") if due else ("undated", "Its date was not captured.")
    )


def _overdue(due: date, as_of: date) -> str:
    if as_of < due:
        return f"No filing seen as of {day(as_of)}, when this docket was last seen: before the date itself."
    return f"No filing seen as of {day(as_of)}, when this docket was last seen."


def _by(changed_by_stipulation: bool | None) -> str:
    return "" if changed_by_stipulation is None else " by a stipulation" if changed_by_stipulation else " by an order"


def _anew(moved_to: date | None) -> str:
    return f" Later set anew for {day(moved_to)}." if moved_to else ""
