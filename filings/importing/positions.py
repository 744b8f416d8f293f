"""The places of filings on the docket, through a merge. Pure.

A filing says its `position` only where that differs from its place in the list, counted from 1. A position that is not
said moves with the list, so that an entry put in the middle changes no other; one that is said is merged like a field.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from filings.importing.matching import SIDES, Side, Trio, moved, moved_here, unsteady
from filings.importing.records import Record

FIELD = "position"


@dataclass(frozen=True, slots=True)
class Spot:
    number: int
    said: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A filing that the file would move against its neighbours. `done` is false where a person had moved it."""

    trio: Trio
    old: int
    new: int
    done: bool


def in_docket_order(records: Sequence[Record]) -> list[Record]:
    """The filings by position; each says it only where it must."""
    numbers = [record.get(FIELD, place) for place, record in enumerate(records, 1)]
    order = sorted(range(len(records)), key=lambda index: numbers[index])
    return [_at(records[index], numbers[index], place) for place, index in enumerate(order, 1)]


def assign(trios: Sequence[Trio], records: Sequence[Record]) -> list[Record]:
    """Gives the merged filings, in their order, their positions: rising, and as one side says them where that holds."""
    shared = _shared(trios)
    placed: list[Record] = []
    last = -1
    for place, (trio, record) in enumerate(zip(trios, records, strict=True), 1):
        said = _wanted(trio)
        wanted = place if said is None else said
        if wanted != last or wanted not in shared:
            last = max(last + 1, wanted)
        placed.append(_at(record, last, place))
    return placed


def moves(trios: Sequence[Trio], merged: Sequence[Trio], placed: Sequence[Record]) -> Iterator[Move]:
    """What to tell: an entry put in the middle makes the others no moves, whether or not they say their positions."""
    common = [trio for trio in merged if trio.mine is not None]
    moved_now = {common[index] for index in unsteady([trio.places["mine"] for trio in common])}
    disputed = moved_here(trios) & moved(trios, "theirs", "mine") & _moved_in_file(trios)
    drift = 0
    for place, (trio, record) in enumerate(zip(merged, placed, strict=True), 1):
        base, mine, theirs = (_spot(trio, side) for side in SIDES)
        number = record.get(FIELD, place)
        if mine is None or theirs is None:
            continue
        said = theirs.said or (base is not None and base.said)
        # How far it is from its place in the list, against how far it was: told where that begins to differ.
        before, drift = drift, (number - place) - (mine.number - trio.places["mine"])
        if mine.number != number and (trio in moved_now or (said and drift != before)):
            yield Move(trio, mine.number, number, done=True)
        elif theirs.number != number and (trio in disputed or (theirs.said and _set_here(trio) and _is_news(trio))):
            yield Move(trio, mine.number, theirs.number, done=False)


def _moved_in_file(trios: Sequence[Trio]) -> set[Trio]:
    """Those of another rank in the file than at the last load, among what both have; and those that no load knew."""
    common = [trio for trio in trios if trio.base is not None and trio.theirs is not None]
    before, after = (sorted(common, key=lambda trio: trio.places[side]) for side in ("base", "theirs"))
    ranks = {trio: rank for rank, trio in enumerate(after)}
    moved_since = {trio for rank, trio in enumerate(before) if ranks[trio] != rank}
    return moved_since | {trio for trio in trios if trio.base is None}


def _at(record: Record, number: int, place: int) -> Record:
    silent = {key: value for key, value in record.items() if key != FIELD}
    return silent if number == place else silent | {FIELD: number}


def _spot(trio: Trio, side: Side) -> Spot | None:
    if side not in trio.records:
        return None
    said = trio.records[side].get(FIELD)
    return Spot(trio.places[side] if said is None else said, said is not None)


def _wanted(trio: Trio) -> int | None:
    """The position that one side says and that should stand; None: the place in the list."""
    mine, theirs = _spot(trio, "mine"), _spot(trio, "theirs")
    ruling = theirs if mine is None or (theirs and not _set_here(trio) and _is_news(trio)) else mine
    return ruling.number if ruling and ruling.said else None


def _set_here(trio: Trio) -> bool:
    """A person gave it another position; or it is not known to be from a file, so that a person may have."""
    base, mine = _spot(trio, "base"), _spot(trio, "mine")
    if base is None or mine is None:
        return True
    return mine.number != base.number and (mine.said or base.said)


def _is_news(trio: Trio) -> bool:
    """The file says another position than at the last load, and than we have."""
    base, mine, theirs = (_spot(trio, side) for side in SIDES)
    others = [spot.number for spot in (base, mine) if spot]
    return theirs is not None and theirs.number not in others


def _shared(trios: Sequence[Trio]) -> set[int]:
    """Positions that two filings have in one version already."""
    shared: set[int] = set()
    for side in ("mine", "theirs"):
        counted = Counter(spot.number for spot in (_spot(trio, side) for trio in trios) if spot)
        shared |= {number for number, count in counted.items() if count > 1}
    return shared
