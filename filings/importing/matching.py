"""Which records of three versions of one list are the same, and in which order the merged list has them. Pure."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from filings.importing.records import Record, RecordType, identity_of, labels_of

Side = Literal["base", "mine", "theirs"]
SIDES: tuple[Side, ...] = ("base", "mine", "theirs")


@dataclass(slots=True, eq=False)
class Trio:
    """One record as the last load, the database and the newer file have it; and its place from 1 in each list."""

    records: dict[Side, Record] = field(default_factory=dict)
    places: dict[Side, int] = field(default_factory=dict)
    label: str = ""

    @property
    def base(self) -> Record | None:
        return self.records.get("base")

    @property
    def mine(self) -> Record | None:
        return self.records.get("mine")

    @property
    def theirs(self) -> Record | None:
        return self.records.get("theirs")

    @property
    def survives(self) -> bool:
        """Held here, or new: what a person removed since the last load is not put back."""
        return self.mine is not None or (self.theirs is not None and self.base is None)


def match(kind: RecordType, base: Sequence[Record], mine: Sequence[Record], theirs: Sequence[Record]) -> list[Trio]:
    """The records side by side: those of the last load first, then those entered here, then those new in the file."""
    trios: list[Trio] = []
    for side, records in zip(SIDES, (base, mine, theirs), strict=True):
        _enter(kind, trios, side, records)
    shown = [next(record for record in (trio.mine, trio.base, trio.theirs) if record is not None) for trio in trios]
    for trio, label in zip(trios, labels_of(kind, shown), strict=True):
        trio.label = label
    return trios


def moved(trios: Iterable[Trio], before: Side, after: Side) -> set[Trio]:
    """The fewest records that changed their place among the others between two versions."""
    common = [trio for trio in trios if before in trio.places and after in trio.places]
    common.sort(key=lambda trio: trio.places[after])
    return {common[place] for place in unsteady([trio.places[before] for trio in common])}


def moved_here(trios: Sequence[Trio]) -> set[Trio]:
    """Those that a person moved: against the last load, or the file where nothing of the list was loaded before."""
    return moved(trios, "base" if any(trio.base is not None for trio in trios) else "theirs", "mine")


def in_order(trios: Sequence[Trio]) -> list[Trio]:
    """The records that stay, as the file orders them. One that only we have, or that a person moved, follows the record
    that it follows here.
    """
    by_hand = moved_here(trios)
    line = sorted(
        (trio for trio in trios if trio.survives and trio.theirs is not None and trio not in by_hand),
        key=lambda trio: trio.places["theirs"],
    )
    standing = set(line)
    followers: defaultdict[Trio | None, list[Trio]] = defaultdict(list)
    leader = None
    for trio in sorted((trio for trio in trios if trio.mine is not None), key=lambda trio: trio.places["mine"]):
        if trio in standing:
            leader = trio
        else:
            followers[leader].append(trio)
    return [*followers[None], *(one for trio in line for one in (trio, *followers[trio]))]


def unsteady(numbers: Sequence[int]) -> set[int]:
    """The places of the fewest numbers without which the others rise: what was moved, where the rest stood still."""
    ends: list[int] = []  # ends[n]: the smallest number that closes a rising row of n + 1
    at: list[int] = []  # where that number stands
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else None)
        if length == len(ends):
            ends.append(number)
            at.append(place)
        else:
            ends[length], at[length] = number, place
    steady = set()
    last = at[-1] if at else None
    while last is not None:
        steady.add(last)
        last = before[last]
    return set(range(len(numbers))) - steady


def _enter(kind: RecordType, trios: list[Trio], side: Side, records: Sequence[Record]) -> None:
    """Puts each record of one version beside its likes: first those that are certain, then those of one identity."""
    free: defaultdict[tuple[str, ...], list[Trio]] = defaultdict(list)
    for trio in trios:
        free[identity_of(kind, next(iter(trio.records.values())))].append(trio)
    placed: dict[int, Trio] = {}
    for surely in (True, False):
        for place, record in enumerate(records):
            candidates = free[identity_of(kind, record)]
            found = next((trio for trio in candidates if _alike(kind, trio, record, surely=surely)), None)
            if place not in placed and found is not None:
                candidates.remove(found)
                placed[place] = found
    for place, record in enumerate(records):
        if place not in placed:
            placed[place] = Trio()
            trios.append(placed[place])
        placed[place].records[side] = record
        placed[place].places[side] = place + 1


def _alike(kind: RecordType, trio: Trio, record: Record, *, surely: bool) -> bool:
    """Whether two records of one identity are one. Where twins may be, what tells them apart must agree to be sure."""
    if kind.twins is None:
        return True
    ours, other = [held.get(kind.twins) for held in trio.records.values()], record.get(kind.twins)
    if surely:
        return other in ours
    return (
        not kind.twins_by_number or other is None or any(one is None or _serial(one) == _serial(other) for one in ours)
    )


def _serial(number: str) -> list[str]:
    """A docket number without the judge's initials, which change."""
    return number.split("-")[:3]
