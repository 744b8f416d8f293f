"""Days, numbers and counts as a US lawyer reads them. Pure."""

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date) -> str:
    """`Oct 27, 2025`."""
    return f"{MONTHS[when.month - 1]} {when.day}, {when.year}"


def kind_name(kind: str) -> str:
    """`motion`, `ADR paper`: a kind as a sentence says it."""
    return "ADR paper" if kind == "adr" else "other paper" if kind == "other" else kind


def count_of(number: int, noun: str) -> str:
    """`1 page`, `18 pages`, `1,200 pages`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def number_of(entry: int | None, key: str, date_filed: date) -> str:
    """How a sentence names an entry: `34`; `34 (2)` for a twin; `the entry of Sep 19, 2025`."""
    twin = key.partition("_")[2]
    name = f"the entry of {day(date_filed)}" if entry is None else str(entry)
    return f"{name} ({twin})" if twin else name


def time_between(earlier: date, later: date) -> str:
    """`after 227 days`, from the earlier paper to the later; a docket's order is not always that of its dates."""
    days = (later - earlier).days
    if days == 0:
        return "on the same day"
    return f"after {count_of(days, 'day')}" if days > 0 else f"{count_of(-days, 'day')} before"


def outside(address: str | None) -> str | None:
    """The address if it is one of the web: a loaded file may hold any text, and no link of ours runs a script."""
    return address if address and address.startswith(("https://", "http://")) else None
