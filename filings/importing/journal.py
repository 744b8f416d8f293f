"""What an import did, record by record and field by field, and its way back. Pure.

The journal is the difference of two documents of the case, before and after; undoing compares it with what stands now, so
that nothing that was changed since is lost.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from filings.importing import positions
from filings.importing.records import Document, Record, RecordType, identity_of, labels_of
from filings.importing.sections import FILINGS, SECTIONS


@dataclass(frozen=True, slots=True)
class Line:
    """`record` is its label in the section: 34, meta-platforms. Without a `field` the whole record is new."""

    section: str
    record: str
    field: str
    old: Any
    new: Any


@dataclass(slots=True)
class Undone:
    """The document without what the journal says; the new records that are to go (section and label), and parts of
    records (section, label, field, what is to go); and what stands in the way, a sentence each."""

    document: Document
    records: list[tuple[str, str]] = field(default_factory=list)
    parts: list[tuple[str, str, str, list[Record]]] = field(default_factory=list)
    blockers: list[str] = field(default_factory=list)


def difference(before: Document, after: Document) -> list[Line]:
    return list(_difference(before, after))


def _difference(before: Document, after: Document) -> Iterator[Line]:
    if before["as_of"] != after["as_of"]:
        yield Line("as_of", "", "as_of", before["as_of"], after["as_of"])
    for kind in SECTIONS:
        old, new = _labelled(kind, before), _labelled(kind, after)
        for label, record in new.items():
            if label not in old:
                yield Line(kind.name, label, "", None, record)
            elif record != old[label]:
                for name in kind.fields:
                    if old[label].get(name) != record.get(name):
                        yield Line(kind.name, label, name, old[label].get(name), record.get(name))


def _labelled(kind: RecordType, document: Document) -> dict[str, Record]:
    """The records by their labels; filings with the position said, as a place in a list is not a record's own."""
    if kind.is_single:
        return {kind.name: document[kind.name]}
    records: Sequence[Record] = document.get(kind.name, [])
    if kind.name == FILINGS:
        records = [
            record | {positions.FIELD: record.get(positions.FIELD, place)}
            for place, record in enumerate(positions.in_docket_order(records), 1)
        ]
    return dict(zip(labels_of(kind, records), records, strict=True))


def undo(journal: Iterable[Line], now: Document) -> Undone:
    """Takes back each line that still stands as it was written. A place on the docket is put back where that is possible."""
    result = Undone(deepcopy(now))
    found = {kind.name: _labelled(kind, result.document) for kind in SECTIONS}
    children = {kind.name: {child.name: child for child in kind.children} for kind in SECTIONS}
    gone: set[tuple[str, str]] = set()
    for line in journal:
        if line.section == "as_of":
            result.document["as_of"] = line.old if now["as_of"] == line.new else now["as_of"]
            continue
        record = found[line.section].get(line.record)
        if record is None or not _stands(record, line):
            if line.field != positions.FIELD:
                result.blockers.append(_sentence(line, is_gone=record is None))
        elif not line.field:
            gone.add((line.section, line.record))
            result.records.append((line.section, line.record))
        else:
            child = children[line.section].get(line.field)
            if child:
                before = {identity_of(child, one) for one in line.old or []}
                parts = [one for one in line.new or [] if identity_of(child, one) not in before]
                result.parts.append((line.section, line.record, line.field, parts))
            _put_back(record, line)
    for kind in SECTIONS:
        if not kind.is_single and kind.name in result.document:
            kept = [record for label, record in found[kind.name].items() if (kind.name, label) not in gone]
            result.document[kind.name] = kept
    return result


def _stands(record: Record, line: Line) -> bool:
    if line.field:
        return bool(record.get(line.field) == line.new)
    # Where it stands on the docket is no reason to keep it.
    apart = {positions.FIELD}
    return {k: v for k, v in record.items() if k not in apart} == {k: v for k, v in line.new.items() if k not in apart}


def _put_back(record: Record, line: Line) -> None:
    if line.old is None and line.field not in _ALWAYS:
        record.pop(line.field, None)
    else:
        record[line.field] = deepcopy(line.old)


# A record says these even where they are unknown.
_ALWAYS = frozenset(name for kind in SECTIONS for name in kind.fields) - frozenset(
    "role_text extra date_terminated docket_text document_id page_count date_entered roles position inferred_fields"
    " confidence note sources counsel_named attachments_complete".split()
)


def _sentence(line: Line, *, is_gone: bool) -> str:
    name = f"{line.section} {line.record}"
    if is_gone:
        return f"{name} is not there any more."
    return f"{name} was changed since." if not line.field else f"{name}: {line.field} was changed since."


def as_json(journal: Iterable[Line]) -> list[dict[str, Any]]:
    return [{name: getattr(line, name) for name in Line.__slots__} for line in journal]


def from_json(lines: Iterable[dict[str, Any]]) -> list[Line]:
    return [Line(**line) for line in lines]
