"""How the records of a casefiles/1 document become rows: compared, checked, and written in bulk where they differ.

`put` and `tie` collect what differs. `flush` writes it, once a section, so that a row is there before what points to it.
`keep_history` ends the write: one line of history for each row that was added or changed, as the write left it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.utils import get_history_manager_for_model

from casefiles.models import CaseFile, Source, User
from filings.claims.models import Claim, Contention
from filings.docket.models import Filing
from filings.importing.faults import CaseFormatError, Fault
from parties.models import Appearance, Representation

Record = dict[str, Any]
Row = TypeVar("Row", bound=models.Model)
Model = type[models.Model]


@dataclass
class Writer:
    """One write of a document: the case, whose hand it is and when, and the rows by the names the document gives them."""

    case: CaseFile
    by: User | None
    reason: str
    now: datetime
    sources: dict[str, Source] = field(default_factory=dict)
    parties: dict[str, Appearance] = field(default_factory=dict)
    attorneys: dict[str, Representation] = field(default_factory=dict)
    filings: dict[str, Filing] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    contentions: dict[str, Contention] = field(default_factory=dict)

    # By model, in the order they came, so that rows come before those that point to them. A row by its id() in memory, as
    # a new one has no other: what was taken up with the fields that differ, what was written with whether it was new.
    _rows: dict[Model, dict[int, tuple[models.Model, set[str]]]] = field(default_factory=dict)
    _written: dict[Model, dict[int, tuple[models.Model, bool]]] = field(default_factory=dict)
    # By model and field, each row with what it is to be tied to.
    _ties: dict[tuple[Model, str], list[tuple[models.Model, list[models.Model]]]] = field(default_factory=dict)

    def put(self, row: Row, path: str, **values: Any) -> Row:
        """Takes up the row where a value differs from what it holds. Raises CaseFormatError, naming the path."""
        changed = fill(row, path, **values)
        # One that stays as it is takes its turn too: a new party comes before the appearance that changed before it.
        rows = self._rows.setdefault(type(row), {})
        if changed or row._state.adding:
            rows.setdefault(id(row), (row, set()))[1].update(changed)
        return row

    def filing(self, ref: int | str | None) -> Filing | None:
        return None if ref is None else self.filings[str(ref)]

    def tie(self, owner: models.Model, name: str, targets: Iterable[models.Model]) -> None:
        """Takes up that a many-to-many field is to hold these, in this order."""
        self._ties.setdefault((type(owner), name), []).append((owner, list(targets)))

    def tie_sources(self, owner: models.Model, record: Record) -> None:
        self.tie(owner, "sources", [self.sources[code] for code in record.get("sources", [])])

    def flush(self) -> None:
        """Writes the rows taken up, then the ties between them."""
        for model, rows in self._rows.items():
            changed = [(row, names) for row, names in rows.values() if not row._state.adding]
            self._save(model, [row for row, _ in rows.values() if row._state.adding])
            self._save(model, [row for row, _ in changed], set().union(*(names for _, names in changed)))
        for (model, name), wanted in self._ties.items():
            self._tie(model, name, wanted)
        self._rows, self._ties = {}, {}

    def keep_history(self) -> None:
        for model, rows in self._written.items():
            if not hasattr(model._meta, "simple_history_manager_attribute"):
                continue
            for is_new in (True, False):
                get_history_manager_for_model(model).bulk_history_create(
                    [row for row, was_new in rows.values() if was_new is is_new],
                    update=not is_new,
                    default_user=self.by,
                    default_change_reason=self.reason,
                    default_date=self.now,
                )

    def _save(self, model: Model, rows: list[models.Model], changed: Iterable[str] = ()) -> None:
        """Adds rows, or brings what changed of them into those that are there."""
        # INSERT ... ON CONFLICT: bulk_update spells out each value of each row as a condition, and takes four times as
        # long as all the rest.
        conflict: Any = {"update_conflicts": True, "unique_fields": ["pk"], "update_fields": sorted(changed)}
        written = self._written.setdefault(model, {})
        for row in rows:
            # What is added and then changed, in one write, was added.
            written.setdefault(id(row), (row, row._state.adding))
        model._default_manager.bulk_create(rows, **conflict if changed else {})

    def _tie(self, model: Model, name: str, wanted: list[tuple[models.Model, list[models.Model]]]) -> None:
        """Brings the ties of a field to what is wanted: they stay up to the first that differs, the rest are made anew."""
        column = model._meta.get_field(name)
        through: Model = column.remote_field.through  # type: ignore[union-attr]
        mine, theirs = f"{column.m2m_field_name()}_id", f"{column.m2m_reverse_field_name()}_id"  # type: ignore[union-attr]
        held = self._held(model, through, mine)
        is_ordered = any(one.name == "position" for one in through._meta.fields)
        added = []
        for owner, targets in wanted:
            rows, pks = held[owner.pk], [target.pk for target in targets]
            pairs = zip((getattr(row, theirs) for row in rows), pks, strict=False)
            same = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
            for row in rows[same:]:
                self._remove(row)
            last = getattr(rows[same - 1], "position", 0) if same else -1
            for position, pk in enumerate(pks[same:], last + 1):
                added.append(through(**{mine: owner.pk, theirs: pk} | ({"position": position} if is_ordered else {})))
        self._save(through, added)

    def _held(self, model: Model, through: Model, mine: str) -> dict[int, list[models.Model]]:
        """The rows of a many-to-many field in this case, by their owner, in order."""
        owner = mine.removesuffix("_id")
        where = {owner: self.case} if model is CaseFile else {f"{owner}__case": self.case}
        held = defaultdict(list)
        for row in through._default_manager.filter(**where).order_by(*through._meta.ordering or ["pk"]):
            held[getattr(row, mine)].append(row)
        return held

    def _remove(self, row: models.Model) -> None:
        """One by one, which is rare: django-simple-history keeps no history of rows that are deleted in bulk."""
        row._history_user, row._history_date = self.by, self.now  # type: ignore[attr-defined]
        row._change_reason = self.reason  # type: ignore[attr-defined]
        row.delete()


def fill(row: models.Model, path: str, **values: Any) -> set[str]:
    """Sets what differs from what the row holds, in a new row all. Returns the names; raises CaseFormatError."""
    is_new = row._state.adding
    changed = set()
    for name, value in values.items():
        column: Any = row._meta.get_field(name)
        if column.is_relation:
            wanted, held = value, getattr(row, column.attname)
            differs = held != (value.pk if value else None)
        else:
            try:
                wanted, held = column.to_python(value), getattr(row, name)
                differs = held != wanted
                if (is_new or differs) and not (column.blank and wanted in column.empty_values):
                    column.clean(wanted, row)
            except ValidationError as fault:
                raise CaseFormatError([Fault(f"{path}.{name}", value, " ".join(fault.messages))]) from fault
        if is_new or differs:
            setattr(row, name, wanted)
            changed.add(name)
    return changed


def numbered(section: str, document: Record) -> Iterator[tuple[str, int, Record]]:
    """The path, the place (from 1) and the record of each of a section."""
    for index, record in enumerate(document.get(section, [])):
        yield f"{section}[{index}]", index + 1, record


def plain(record: Record, fields: str) -> Record:
    return {name: record.get(name) for name in fields.split()}


def graded(record: Record) -> Record:
    return {"confidence": record.get("confidence", "confirmed"), "inferred_fields": record.get("inferred_fields", [])}


def in_turn(rows: Any) -> dict[Any, Iterator[Any]]:
    """Rows that share a name, each handed out once, in their order: a judge may come twice in one role."""
    found: dict[Any, list[Any]] = {}
    for name, row in rows:
        found.setdefault(name, []).append(row)
    return {name: iter(listed) for name, listed in found.items()}
