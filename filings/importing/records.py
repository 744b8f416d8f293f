"""What a record type of casefiles/1 is, and how its records are found and named in a document. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]
Document = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordType:
    """What is known of one list of records (or of the one record `case`)."""

    name: str
    """The key under which the records stand in the file or in their owner."""
    noun: str
    fields: tuple[str, ...]
    """Every field, in the order in which a file writes them."""
    identity: tuple[str, ...] = ()
    """The fields that make two records the same one; no two in a list share them, but for twins."""
    definition: str | None = None
    """Its name under `$defs` in the schema."""
    references: Mapping[str, str] = field(default_factory=dict)
    """Field to the section it points into; `actors` are the parties and the court."""
    bags: frozenset[str] = frozenset()
    """Lists whose order says nothing."""
    ranges: tuple[tuple[str, str], ...] = ()
    """Pairs of dates of which the first is not after the second."""
    together: tuple[tuple[str, ...], ...] = ()
    """Fields that the schema ties to each other."""
    inner: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Fields that hold one object: the order of its keys. It is one value to a merge."""
    children: tuple["RecordType", ...] = ()
    twins: str | None = None
    """Where two records may share their identity: the field that tells them apart."""
    twins_by_number: bool = False
    """Two known and different values of that field are two records, never a correction."""

    @property
    def is_single(self) -> bool:
        return not self.identity

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Fields that are only right together."""
        return self.together + self.ranges


@dataclass(frozen=True, slots=True)
class Rows:
    """One list of records: those of a section, or those that one record owns."""

    kind: RecordType
    records: list[Record]
    paths: tuple[str, ...]
    """Where each stands: `filings[3].relates_to[0]`; or, asked for by name, `filings[34].relates_to[1, opposes]`."""


def rows_of(kinds: Iterable[RecordType], document: Document, *, named: bool = False, owner: str = "") -> Iterator[Rows]:
    """Every list of records, owners before what they own. What is not of the right shape is left to the schema."""
    for kind in kinds:
        held = document.get(kind.name)
        listed = [held] if kind.is_single else held
        if not isinstance(listed, list):
            continue
        path = f"{owner}.{kind.name}" if owner else kind.name
        places = [place for place, record in enumerate(listed) if isinstance(record, dict)]
        records = [listed[place] for place in places]
        if kind.is_single:
            paths = [path] * len(records)
        else:
            labels = labels_of(kind, records) if named else [str(place) for place in places]
            paths = [f"{path}[{label}]" for label in labels]
        yield Rows(kind, records, tuple(paths))
        for record, own_path in zip(records, paths, strict=True):
            yield from rows_of(kind.children, record, named=named, owner=own_path)


def labels_of(kind: RecordType, records: Iterable[Record]) -> list[str]:
    """What each record is called in a path: `34`; `Jane Roe, presiding`, then `Jane Roe, presiding, 2`."""
    seen: Counter[str] = Counter()
    labels = []
    for record in records:
        label = ", ".join(identity_of(kind, record))
        seen[label] += 1
        labels.append(label if seen[label] == 1 else f"{label}, {seen[label]}")
    return labels


def identity_of(kind: RecordType, record: Record) -> tuple[str, ...]:
    return tuple(str(record.get(name)) for name in kind.identity)
