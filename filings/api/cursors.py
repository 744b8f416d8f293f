"""Where a list goes on: the place of the last row read, never a count of rows, so that rows which come meanwhile shift nothing.

A cursor is a letter for the list and the whole numbers of a place, `t739551-0-0-34-1290`. Whatever has this form is a place,
be a row there or not; so the pattern in the description says exactly which cursors are good. Pure.
"""

import re
from collections.abc import Sequence
from datetime import date, time

from filings.timeline.shapes import Place

# No whole number of either database is greater.
MOST = 2**31 - 1
MOST_ID = 2**63 - 2
LAST_DAY = date.max.toordinal()
LAST_MOMENT = 24 * 60 * 60 * 1_000_000 - 1


def pattern(letter: str, length: int) -> str:
    return rf"^{letter}[0-9]{{1,18}}(-[0-9]{{1,18}}){{{length - 1}}}$"


def written(letter: str, numbers: Sequence[int]) -> str:
    return letter + "-".join(map(str, numbers))


def numbers_of(cursor: str) -> list[int]:
    """The numbers of a cursor that has the form."""
    return [int(part) for part in re.findall("[0-9]+", cursor)]


def of_place(place: Place) -> tuple[int, ...]:
    clock = place.clock
    moment = ((clock.hour * 60 + clock.minute) * 60 + clock.second) * 1_000_000 + clock.microsecond
    return place.day.toordinal(), place.rank, moment, place.position, place.id


def place_after(numbers: Sequence[int]) -> Place:
    """The first place behind the one of these numbers; what is out of bounds stands at the bound."""
    day, rank, moment, position, pk = numbers
    seconds, microsecond = divmod(min(moment, LAST_MOMENT), 1_000_000)
    clock = time(seconds // 3600, seconds // 60 % 60, seconds % 60, microsecond)
    ordinal = min(max(day, 1), LAST_DAY)
    return Place(date.fromordinal(ordinal), min(rank, 9), clock, min(position, MOST), min(pk, MOST_ID) + 1)
