"""How one record of a casefiles/1 document becomes a row: compared, checked, and saved where it differs.

Rows are saved one by one, because each keeps its history: what it held before, when it changed and by whose hand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from casefiles.models import CaseFile, Source, User
from filings.claims.models import Claim, Contention
from filings.docket.models import Filing
from filings.importing.faults import CaseFormatError, Fault
from parties.models import Appearance, Representation

Record = dict[str, Any]
Row = TypeVar("Row", bound=models.Model)


@dataclass
class Writer:
    """One write of a document: the case, whose hand it is, and the rows by the names the document gives them."""

    case: CaseFile
    by: User | None
    reason: str
    sources: dict[str, Source] = field(default_factory=dict)
    parties: dict[str, Appearance] = field(default_factory=dict)
    attorneys: dict[str, Representation] = field(default_factory=dict)
    filings: dict[str, Filing] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    contentions: dict[str, Contention] = field(default_factory=dict)

    def put(self, row: Row, path: str, **values: Any) -> Row:
        """Saves the row where a value differs from what it holds. Raises CaseFormatError, naming the path."""
        new = row._state.adding
        changed = new
        for name, value in values.items():
            column = row._meta.get_field(name)
            try:
                wanted = value if column.is_relation else column.to_python(value)  # type: ignore[union-attr]
            except ValidationError as fault:
                raise _fault(path, name, value, fault) from fault
            if new or getattr(row, name) != wanted:
                setattr(row, name, wanted)
                changed = True
        if changed:
            try:
                row.clean_fields(
                    exclude=[f.name for f in row._meta.get_fields() if f.is_relation or f.name not in values]
                )
            except ValidationError as fault:
                name, complaint = next(iter(fault.error_dict.items()))
                raise _fault(path, name, values[name], complaint[0]) from fault
            row._history_user = self.by  # type: ignore[attr-defined]
            row._change_reason = self.reason  # type: ignore[attr-defined]
            row.save()
        return row

    def filing(self, ref: int | str | None) -> Filing | None:
        return None if ref is None else self.filings[str(ref)]

    def tie(self, owner: models.Model, name: str, targets: Iterable[models.Model]) -> None:
        """Ties a many-to-many field to these, in this order."""
        column = owner._meta.get_field(name)
        through: type[models.Model] = column.remote_field.through  # type: ignore[union-attr]
        mine, theirs = column.m2m_field_name(), column.m2m_reverse_field_name()  # type: ignore[union-attr]
        rows = through._default_manager.filter(**{mine: owner})
        held = list(rows.order_by(*through._meta.ordering or ["pk"]).values_list(f"{theirs}_id", flat=True))
        wanted = [target.pk for target in targets]
        if held == wanted:
            return
        ordered = "position" in {f.name for f in through._meta.get_fields()}
        for row in rows if ordered else ():
            self._delete(row)
        if not ordered:
            rows.delete()
        for position, pk in enumerate(wanted):
            row = through(**{f"{mine}_id": owner.pk, f"{theirs}_id": pk} | ({"position": position} if ordered else {}))
            row._history_user = self.by  # type: ignore[attr-defined]
            row._change_reason = self.reason  # type: ignore[attr-defined]
            row.save()

    def _delete(self, row: models.Model) -> None:
        row._history_user = self.by  # type: ignore[attr-defined]
        row._change_reason = self.reason  # type: ignore[attr-defined]
        row.delete()

    def tie_sources(self, owner: models.Model, record: Record) -> None:
        self.tie(owner, "sources", [self.sources[code] for code in record.get("sources", [])])


def _fault(path: str, name: str, value: object, complaint: ValidationError) -> CaseFormatError:
    return CaseFormatError([Fault(f"{path}.{name}", value, " ".join(complaint.messages))])


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
