"""How far a day lies from another, in words. Pure."""

from datetime import date


def days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def left(due: date, *, today: date) -> str:
    """`today`, `tomorrow`, `in 11 days`."""
    ahead = (due - today).days
    return {0: "today", 1: "tomorrow"}.get(ahead, f"in {days(ahead)}")


def against(due: date, *, done: date) -> str:
    """When something was done, seen from its due date: `on that day`, `6 days early`, `3 days late`."""
    after = (done - due).days
    if after == 0:
        return "on that day"
    return f"{days(after)} late" if after > 0 else f"{days(-after)} early"


def agreement(*, computed: date, printed: date | None) -> str:
    """Whether the date that a rule gives is the one that the docket prints."""
    if printed is None:
        return "the docket prints no date"
    if computed == printed:
        return "agrees with the docket"
    apart = (printed - computed).days
    return f"the docket’s date is {days(abs(apart))} {'later' if apart > 0 else 'earlier'}"
