"""The versions behind the lines of a page, each with the one before it, and what changed from that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from casefiles.history import UNDONE
from casefiles.prepared import PreparedRecords
from filings.changes.kinds import KINDS, Kind
from filings.changes.reach import open_to
from filings.changes.stream import Place
from filings.docket.fates import untold
from filings.docket.past import TOLD


@dataclass(frozen=True)
class Version:
    """What a record said from then on, and what before; None: that is not on record, or not for this reader."""

    place: Place
    kind: Kind
    now: Any
    before: Any

    def changed(self, fields: Sequence[str]) -> list[str]:
        if self.before is None:
            return []
        return [name for name in fields if self.of(self.now, name) != self.of(self.before, name)]

    def of(self, version: Any, name: str) -> Any:
        """The value of a field; of one that names another record, its id."""
        return getattr(version, version._meta.get_field(name).attname)

    @property
    def is_edit(self) -> bool:
        """As `casefiles.history.edited` has it: an entry came to say something else than what was first seen."""
        if self.kind.code != "filing" or self.place.sort != "~":
            return False
        reason = self.place.reason or ""
        return not reason.startswith(UNDONE) and any(
            not reason or self.of(self.before, name) is not None for name in self.changed(TOLD)
        )


def versions_of(places: Iterable[Place], *, sees_sealed: bool) -> list[Version]:
    """In the order of the places, files left out. One query a kind."""
    found: dict[tuple[int, int], Version] = {}
    wanted: dict[int, list[Place]] = {}
    listed = [place for place in places if place.rank < len(KINDS)]
    for place in listed:
        wanted.setdefault(place.rank, []).append(place)
    for rank, these in wanted.items():
        rows: list[Any] = _records(rank, sees_sealed=sees_sealed)([place.row for place in these])
        rows.sort(key=lambda row: row.history_id)
        if KINDS[rank].code == "filing":
            _without_fates(rows, sees_sealed=sees_sealed)
        by_row = {row.history_id: row for row in rows}
        before: dict[int, Any] = {}
        last: dict[int, Any] = {}
        for row in rows:
            before[row.history_id], last[row.id] = last.get(row.id), row
        for place in these:
            if place.row in by_row:
                found[rank, place.row] = Version(place, KINDS[rank], by_row[place.row], before[place.row])
    return [found[place.rank, place.row] for place in listed if (place.rank, place.row) in found]


def _without_fates(rows: Iterable[Any], *, sees_sealed: bool) -> None:
    decided = [row for row in rows if row.outcome]
    hidden = untold({row.id for row in decided}, sees_sealed=sees_sealed)
    for row in decided:
        if row.id in hidden:
            row.outcome = None


@lru_cache(maxsize=2 * len(KINDS))
def _records(rank: int, *, sees_sealed: bool) -> PreparedRecords[Any]:
    """Versions by their keys, and of each the one before it: nothing stands between the two of a record."""
    kind = KINDS[rank]

    def build(rows: Any) -> QuerySet[Any, Any]:
        versions = kind.history._default_manager.order_by()
        earlier = versions.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
        before = versions.filter(history_id__in=rows).annotate(before=Subquery(earlier.values("history_id")[:1]))
        these = versions.filter(Q(history_id__in=rows) | Q(history_id__in=before.values("before")))
        return open_to(these, kind, sees_sealed=sees_sealed)

    return PreparedRecords(kind.history, build)
