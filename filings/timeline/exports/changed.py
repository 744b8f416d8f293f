"""Which events of a selection changed last, and how, as their histories have it.

Of what is sealed nothing of this is told: a filing under seal stands at the day that it was filed, which is open to all;
what was said under a seal that was lifted since stays untold, and so does the past of a date or fact that rests on it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery

from casefiles.history import changed
from casefiles.models import CaseFile
from filings.deadlines.models import Deadline, Override
from filings.docket.models import Filing
from filings.docket.past import TOLD, midnight, under_seal
from filings.documents.models import Document
from filings.timeline.events import Selection
from filings.timeline.models import Fact


class Record(NamedTuple):
    """A filing, deadline (or hearing) or fact, by its key in its table."""

    table: str
    id: int


@dataclass(frozen=True)
class Change:
    """The last change of a record: when; `before` and `now`: the versions, of a record that came with it both None."""

    record: Record
    at: datetime
    # Of records that changed at one moment the later version comes first.
    version: int = 0
    added: datetime | None = None
    before: Any = None
    now: Any = None
    fields: tuple[str, ...] = ()

    @property
    def differing(self) -> list[str]:
        """The fields that say something else now."""
        if self.before is None:
            return []
        return [name for name in self.fields if _value(self.before, name) != _value(self.now, name)]


@dataclass(frozen=True)
class Table:
    """`fields`: what a reader of the feed is told of a record; `silent`: versions of which this reader learns nothing."""

    name: str
    model: Any
    fields: tuple[str, ...]

    @property
    def history(self) -> Any:
        return self.model.history.model


TABLES = {
    one.name: one
    for one in (
        Table("filing", Filing, (*TOLD, "sealed")),
        Table("deadline", Deadline, ("title", "due", "time", "status", "moved_to", "location", "note")),
        Table("fact", Fact, ("title", "text", "date", "end", "precision", "status", "said_by", "note")),
    )
}


def latest(selection: Selection, *, count: int) -> list[Change]:
    """The `count` last changes, one a record, the newest first."""
    sees_sealed = selection.case.sees_sealed
    found: list[Change] = []
    for name, records in (
        ("filing", selection.filings),
        ("deadline", selection.deadlines),
        ("fact", selection.facts),
    ):
        found += islice(_last_of(TABLES[name], records, sees_sealed=sees_sealed), count)
    if not sees_sealed:
        found += _under_seal(selection, count)
    chosen = nlargest(count, found, key=lambda change: (change.at, change.version, change.record))
    return list(_told(chosen, sees_sealed=sees_sealed))


def _last_of(table: Table, records: QuerySet[Any, Any], *, sees_sealed: bool) -> Iterator[Change]:
    """Each record once, by its last change; read no further than asked."""
    said = Q(history_type="+") | changed(table.history, table.fields)
    rows = _open(table, sees_sealed=sees_sealed).filter(said, id__in=records.order_by().values("pk"))
    seen: set[int] = set()
    newest = rows.order_by("-history_date", "-history_id").values_list("id", "history_date", "history_id")
    for pk, at, version in newest.iterator(chunk_size=200):
        if pk not in seen:
            seen.add(pk)
            yield Change(Record(table.name, pk), at, version)


def _open(table: Table, *, sees_sealed: bool) -> QuerySet[Any, Any]:
    """The versions of which this reader may know that they were made."""
    rows: QuerySet[Any, Any] = table.history._default_manager.order_by()
    return rows if sees_sealed else rows.exclude(_closed(table))


def _closed(table: Table) -> Q:
    versions = table.history._default_manager.order_by().filter(id=OuterRef("id"))
    if table.name == "filing":
        return under_seal("id")
    if table.name == "deadline":
        alone = Q(set_by_entry=None) & under_seal("trigger_entry_id")
        tied = versions.filter(under_seal("set_by_entry_id") | alone | under_seal("changed_by_entry_id"))
        by_hand = Override.history.model._default_manager.order_by()
        by_hand = by_hand.filter(under_seal("source_entry_id"), deadline_id=OuterRef("id"))
        return Q(history_type="~") & (Q(Exists(tied)) | Q(Exists(by_hand)))
    sealed_paper = Document.history.model._default_manager.filter(id=OuterRef("source_document_id"), sealed=True)
    return Q(history_type="~") & Q(Exists(versions.filter(under_seal("source_entry_id") | Q(Exists(sealed_paper)))))


def _under_seal(selection: Selection, count: int) -> Iterator[Change]:
    """The fully sealed filings, each at the beginning of the day at the court on which it was filed."""
    rows = selection.filings.filter(sealed="full").order_by("-date_filed", "-position", "-id")
    for pk, day in rows.values_list("pk", "date_filed")[:count]:
        yield Change(Record("filing", pk), midnight(day, zone=selection.case.timezone))


def _told(changes: Sequence[Change], *, sees_sealed: bool) -> Iterator[Change]:
    """With their versions, and when their records were first seen here. Three queries a table."""
    versions: dict[tuple[str, int], tuple[Any, Any]] = {}
    added: dict[Record, datetime] = {}
    for table in TABLES.values():
        of_it = [change for change in changes if change.record.table == table.name and change.version]
        if not of_it:
            continue
        rows = _open(table, sees_sealed=sees_sealed)
        earlier = table.history._default_manager.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        before = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
        these = list(rows.filter(history_id__in=[one.version for one in of_it]).annotate(earlier=before))
        earlier_ones = rows.filter(history_id__in=[row.earlier for row in these if row.earlier])
        known = {row.history_id: row for row in earlier_ones}
        versions |= {(table.name, row.history_id): (known.get(row.earlier), row) for row in these}
        first = rows.filter(history_type="+", id__in=[one.record.id for one in of_it]).values("id")
        for pk, at in first.annotate(at=Min("history_date")).values_list("id", "at"):
            added[Record(table.name, pk)] = at
    for one in changes:
        before_it, now = versions.get((one.record.table, one.version), (None, None))
        yield Change(
            one.record, one.at, one.version, added.get(one.record), before_it, now, TABLES[one.record.table].fields
        )


def _value(version: Any, name: str) -> Any:
    return getattr(version, name)


def seen_on(case: CaseFile) -> datetime:
    """The beginning of the day on which the docket was last seen: the time of a feed in which nothing is."""
    return midnight(case.as_of, zone=case.timezone)
