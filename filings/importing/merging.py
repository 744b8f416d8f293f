"""A newer case file onto what the database holds: a field changes only where no person changed it since the last load,
the rest is reported, and nothing is removed. Pure; the three documents are taken to be valid.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal

from filings.importing import consistency, positions
from filings.importing.choices import CHANGED, ENTERED, SILENT, TOGETHER, Choice, choices
from filings.importing.faults import CaseFormatError, shown
from filings.importing.matching import SIDES, Trio, in_order, match
from filings.importing.records import Document, Record, RecordType
from filings.importing.sections import FILINGS, SECTIONS

REMOVED = "removed here since the last load; not put back"
OLDER = "the file is older than the one loaded before"


@dataclass(frozen=True, slots=True)
class Change:
    """What the file changes. The path names records by identity: `filings[34].outcome`."""

    path: str
    old: Any
    new: Any
    kind: Literal["new record", "changed"] = "changed"

    def __str__(self) -> str:
        return (
            f"{self.path}: new" if self.kind == "new record" else f"{self.path}: {shown(self.old)} → {shown(self.new)}"
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the file says otherwise and the database keeps what it has."""

    path: str
    ours: Any
    theirs: Any
    why: str

    def __str__(self) -> str:
        return f"{self.path}: here {shown(self.ours)}, in the file {shown(self.theirs)} ({self.why})"


@dataclass(frozen=True, slots=True)
class Merged:
    document: Document
    changes: list[Change] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)


def merge(base: Document | None, mine: Document, theirs: Document) -> Merged:
    """`base` is the file as last loaded, `mine` what the database holds, `theirs` the newer file.

    Raises CaseFormatError where the result would point to a record that a person removed.
    """
    merged = Merged({"format": theirs["format"], "as_of": max(mine["as_of"], theirs["as_of"])})
    _tell_of_age(merged, base, mine, theirs)
    for kind in SECTIONS:
        versions = [(document or {}).get(kind.name) for document in (base, mine, theirs)]
        if kind.is_single:
            records = Trio({side: held for side, held in zip(SIDES, versions, strict=True) if held is not None})
            merged.document[kind.name] = _record(kind, records, kind.name, merged)
        else:
            rows = _rows(kind, versions, kind.name, merged)
            if rows or kind.name in theirs:
                merged.document[kind.name] = rows
    removed = frozenset(kept.path for kept in merged.kept if kept.why == REMOVED)
    faults = list(consistency.dangling(merged.document, removed=removed))
    if faults:
        raise CaseFormatError(faults)
    return merged


def _tell_of_age(merged: Merged, base: Document | None, mine: Document, theirs: Document) -> None:
    old, new = mine["as_of"], theirs["as_of"]
    if new > old:
        merged.changes.append(Change("as_of", old, new))
    elif new < old and (base is None or base["as_of"] != new):
        merged.kept.append(Kept("as_of", old, new, OLDER))


def _rows(kind: RecordType, versions: list[Any], path: str, merged: Merged) -> list[Record]:
    base, mine, theirs = (held or [] for held in versions)
    if kind.name == FILINGS:
        base, mine, theirs = (positions.in_docket_order(held) for held in (base, mine, theirs))
    trios = match(kind, base, mine, theirs)
    made = {trio: _row(kind, trio, f"{path}[{trio.label}]", merged) for trio in trios}
    order = in_order(trios)
    records = [record for record in (made[trio] for trio in order) if record is not None]
    if kind.name == FILINGS:
        records = positions.assign(order, records)
        for move in positions.moves(trios, order, records):
            _tell_of_move(merged, move, f"{path}[{move.trio.label}].{positions.FIELD}")
    return records


def _tell_of_move(merged: Merged, move: positions.Move, path: str) -> None:
    if move.done:
        merged.changes.append(Change(path, move.old, move.new))
    else:
        merged.kept.append(Kept(path, move.old, move.new, ENTERED if move.trio.base is None else CHANGED))


def _row(kind: RecordType, trio: Trio, path: str, merged: Merged) -> Record | None:
    if trio.mine is not None and trio.theirs is not None:
        return _record(kind, trio, path, merged)
    if trio.mine is not None:
        if trio.base is not None:
            merged.kept.append(Kept(path, trio.mine, None, SILENT))
        return deepcopy(trio.mine)
    if trio.theirs is None:
        return None
    if trio.base is not None:
        merged.kept.append(Kept(path, None, trio.theirs, REMOVED))
        return None
    merged.changes.append(Change(path, None, trio.theirs, "new record"))
    return deepcopy(trio.theirs)


def _record(kind: RecordType, trio: Trio, path: str, merged: Merged) -> Record:
    chosen = list(choices(kind, trio))
    children = {}
    for child in kind.children:
        versions = [(trio.records.get(side) or {}).get(child.name) for side in SIDES]
        children[child.name] = _rows(child, versions, f"{path}.{child.name}", merged)
    record = _taken(chosen, trio) | children
    mixed = {name for group in kind.groups if _is_mixed(group, chosen) for name in group}
    if mixed and not consistency.fits(kind, record):
        for choice in chosen:
            if choice.changes and choice.name in mixed:
                choice.hold(TOGETHER)
        record = _taken(chosen, trio) | children
    for choice in chosen:
        place = f"{path}.{choice.name}"
        if choice.changes:
            merged.changes.append(Change(place, choice.ours, choice.theirs))
        elif choice.why:
            merged.kept.append(Kept(place, choice.ours, choice.theirs, choice.why))
    return record


def _taken(chosen: list[Choice], trio: Trio) -> Record:
    """The fields as the side writes them that was chosen: what it leaves out is left out."""
    record = {}
    for choice in chosen:
        held = (trio.theirs if choice.take else trio.mine) or {}
        if choice.name in held:
            record[choice.name] = deepcopy(held[choice.name])
    return record


def _is_mixed(group: tuple[str, ...], chosen: list[Choice]) -> bool:
    """Of fields that are only right together, some are now the file's and some are ours."""
    members = [choice for choice in chosen if choice.name in group]
    return any(choice.changes for choice in members) and any(not choice.take for choice in members)
