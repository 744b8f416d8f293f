"""Rows that are one deadline: each moved date leads to the next. Pure.

The case format keeps one row a date. A row whose `moved_to` is the due date of a row of the same title is the same
deadline: together they are a chain, known by its first row and due on its last date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

OFF = frozenset({"moved", "vacated"})
OVER = frozenset({"met", "held"})


@dataclass(frozen=True)
class Facts:
    """What a row says, now or at a moment of its history; `override`: the date that a person set against it."""

    pk: int
    title: str
    due: date | None
    time: time | None
    status: str
    moved_to: date | None = None
    computed_due: date | None = None
    override: date | None = None

    @property
    def day(self) -> date | None:
        """By itself, whatever came after: set by hand, else printed, else computed."""
        return self.override or self.due or self.computed_due


@dataclass(frozen=True)
class Shown:
    """How a chain stands: its last date, and whether it still stands at all."""

    day: date | None
    time: time | None
    status: str
    is_off: bool = False
    is_computed: bool = False


Chain = tuple[Facts, ...]


def link(rows: Sequence[Facts]) -> list[Chain]:
    """The chains of one case's rows, which come in their order; each row stands in one.

    Two rows may claim one successor (the first gets it), and dates may go in a circle (the row that would close it ends
    its chain). Of several rows that could follow, a later one goes before an earlier one.
    """
    due_on: dict[tuple[str, date | None], list[int]] = {}
    for place, row in enumerate(rows):
        due_on.setdefault((row.title, row.due), []).append(place)
    following: dict[int, int] = {}
    taken: set[int] = set()
    for place, row in enumerate(rows):
        there = due_on.get((row.title, row.moved_to), []) if row.moved_to else []
        # Later rows first, then earlier ones.
        for other in (*(at for at in there if at > place), *(at for at in there if at < place)):
            if other not in taken and place not in _onward(following, other):
                following[place] = other
                taken.add(other)
                break
    return [tuple(rows[at] for at in _onward(following, place)) for place in range(len(rows)) if place not in taken]


def _onward(following: dict[int, int], place: int | None) -> list[int]:
    found = []
    while place is not None:
        found.append(place)
        place = following.get(place)
    return found


def shown(chain: Chain) -> Shown:
    last = chain[-1]
    is_off = last.status == "vacated" or (last.status == "moved" and last.override is None)
    if last.status in OFF and last.moved_to is not None:
        if last.override is None:
            # The row of the new date is not on the record; its hour is not known.
            return Shown(last.moved_to, None, "unknown")
        is_off = False
    is_computed = last.override is None and last.due is None and last.computed_due is not None
    return Shown(last.day, last.time, last.status, is_off, is_computed)


def days_before(chain: Chain, past: Sequence[Sequence[date | None]]) -> list[date]:
    """The dates that it had, oldest first: those of each row's own history (`past`, a list a row) and of the rows before
    the last; not the one that it has."""
    found: list[date] = []
    for row, days in zip(chain, past, strict=True):
        for day in (*days, row.day):
            if day is not None and (not found or found[-1] != day):
                found.append(day)
    now = shown(chain).day
    while found and found[-1] == now:
        found.pop()
    return found


def ever_linked(versions: Sequence[Facts]) -> dict[int, set[int]]:
    """Row to the rows that any version of it led to, in any of their versions. It only grows, so what is counted along it
    never falls, whatever is edited."""
    at: dict[tuple[str, date], set[int]] = {}
    for version in versions:
        if version.due is not None:
            at.setdefault((version.title, version.due), set()).add(version.pk)
    found: dict[int, set[int]] = {}
    for version in versions:
        if version.moved_to is not None:
            found.setdefault(version.pk, set()).update(at.get((version.title, version.moved_to), ()))
    return found


def reach(links: dict[int, set[int]], pk: int) -> set[int]:
    found, ahead = {pk}, [pk]
    while ahead:
        new = links.get(ahead.pop(), set()) - found
        found |= new
        ahead += new
    return found
