"""Who was in a case on a day. Pure."""

import re
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    NOT_YET = "not yet"
    IN = "in the case"
    GONE = "no longer"


class NotADayError(ValueError):
    """The text is no day of the calendar; the message says so to a reader."""


def standing(*, start: date | None, end: date | None, on: date) -> Standing:
    """First and last day count as in the case. What is unknown excludes nobody."""
    if start is not None and on < start:
        return Standing.NOT_YET
    if end is not None and on > end:
        return Standing.GONE
    return Standing.IN


def day_asked(text: str | None, *, today: date) -> date:
    """The day in an address, `2026-07-09`; today when none is asked for. Raises NotADayError."""
    written = (text or "").strip()
    if not written:
        return today
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            pass
    raise NotADayError(
        f"“{written[:40]}” is not a day of the calendar; write one as 2026-07-09. This is how it stands today."
    )
