"""The changes of a case as one stream, newest first, put together by the database out of all tables with a history.

A page is found by where the one before it ended. What a file brought stands in the stream as one line, unless it is
asked for. The query is long: the ORM takes a hundred times as long to write it as the database to answer it, so it is
written once for each shape of question.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value

from casefiles.history import UNDONE, changed, edited
from casefiles.prepared import Prepared, moment_of
from filings.changes.kinds import KINDS, SECTIONS, Kind
from filings.changes.reach import of_case, open_to
from filings.docket.past import TOLD
from filings.importing.models import Import, Load

EPOCH, END = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
KEPT_QUERIES = 64
# Begin the reason that the history gives for a row which a file brought, or which went when that was taken back.
LOADED, IMPORTED = "loaded from ", "import "
BY_FILE = Q(history_change_reason__startswith=LOADED)
BY_FILE |= Q(history_change_reason__startswith=IMPORTED) | Q(history_change_reason__startswith=UNDONE)

# In which order things stand in the stream, the moments, owners and rows the last first.
PLACE = ("at", "section", "owner", "rank", "row")
# Where the lines of whole files stand among those of the tables.
MERGED, TAKEN_BACK, LOAD = (len(KINDS) + n for n in range(3))


class Place(NamedTuple):
    """One line of the stream, and by its first five where it stands there: what was written at one moment stands by
    section and record. `rank`: the table, by its place in KINDS, or what sort of file; `row`: its key there."""

    at: datetime
    section: int
    owner: int
    rank: int
    row: int
    sort: str
    by: int | None
    reason: str | None

    @property
    def cursor(self) -> str:
        return "-".join(map(str, ((self.at - EPOCH) // timedelta(microseconds=1), *self[1:5])))


class Values(NamedTuple):
    """What a question asks for, where it asks for it. `reason`, `start` and `end`: what one file brought."""

    case: int | None = None
    since: datetime | None = None
    by: int | None = None
    owner: int | None = None
    reason: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    after_at: datetime | None = None
    after_section: int | None = None
    after_owner: int | None = None
    after_rank: int | None = None
    after_row: int | None = None


@dataclass(frozen=True)
class Shape:
    """The question without its values. `people`, `files`: what they did alone; `names`: the values that are given."""

    sees_sealed: bool
    sections: frozenset[str] = frozenset()
    people: bool = False
    files: bool = False
    edits: bool = False
    names: tuple[str, ...] = ()

    @property
    def kinds(self) -> list[tuple[int, Kind]]:
        return [(rank, kind) for rank, kind in enumerate(KINDS) if not self.sections or kind.section in self.sections]

    @property
    def has_files(self) -> bool:
        """Whole files have lines of their own where all is asked for."""
        return not (self.edits or self.people or {"owner", "reason"} & set(self.names))


@dataclass(frozen=True)
class Leaf:
    places: list[Place] = field(default_factory=list)
    next: str | None = None


def leaf(shape: Shape, values: Values, after: str | None, *, size: int) -> Leaf:
    """A page of the stream, in one query."""
    values = values._replace(**place_of(after))
    given = {name: value for name, value in values._asdict().items() if value is not None}
    query = _query(replace(shape, names=tuple(given)), size + 1)
    rows = [Place._make((moment_of(at), *rest)) for at, *rest in query(*given.values())]
    return Leaf(rows[:size], rows[size - 1].cursor if len(rows) > size else None)


def place_of(cursor: str | None) -> dict[str, Any]:
    """What `Place.cursor` wrote, by the names of Values; nothing for anything else."""
    written = re.fullmatch(r"([0-9]{1,17})-([0-9]{1,3})-([0-9]{1,18})-([0-9]{1,3})-([0-9]{1,18})", cursor or "")
    if written is None:
        return {}
    micros, section, owner, rank, row = map(int, written.groups())
    at = EPOCH + timedelta(microseconds=micros)
    return {
        "after_at": at, "after_section": section, "after_owner": owner, "after_rank": rank, "after_row": row,
    }  # fmt: skip


@lru_cache(maxsize=KEPT_QUERIES)
def _query(shape: Shape, length: int) -> Prepared:
    def build(*values: Any) -> QuerySet[Any, Any]:
        given = dict(zip(shape.names, values, strict=True))
        first, *others = [*_tables(shape, given), *_files(shape, given)]
        found = first.union(*others, all=True) if others else first
        return found.order_by("-at", "section", "-owner", "rank", "-row")[:length]

    return Prepared(build)


def _tables(shape: Shape, given: Mapping[str, Any]) -> Iterator[QuerySet[Any, Any]]:
    if shape.files and shape.has_files:
        return
    for rank, kind in shape.kinds:
        rows = open_to(of_case(kind, given["case"]), kind, sees_sealed=shape.sees_sealed)
        rows = _wanted(rows, kind, shape, given).annotate(at=F("history_date"), row=F("history_id"))
        section = list(SECTIONS).index(kind.section)
        yield _beyond(rows, section, rank, given).values_list(
            *PLACE, "history_type", "history_user_id", "history_change_reason"
        )


def _wanted(rows: QuerySet[Any, Any], kind: Kind, shape: Shape, given: Mapping[str, Any]) -> QuerySet[Any, Any]:
    if shape.edits:
        rows = rows.filter(edited(kind.history, TOLD if kind.code == "filing" else kind.told))
    elif "owner" not in given:
        rows = rows.filter(~Q(history_type="~") | changed(kind.history, kind.told))
    if shape.files:
        rows = rows.filter(BY_FILE)
    elif shape.people or shape.has_files:
        rows = rows.exclude(BY_FILE)
    if shape.people:
        rows = rows.filter(history_user__isnull=False)
    columns = {"since": "history_date__gte", "by": "history_user", "owner": "owner", "reason": "history_change_reason"}
    columns |= {"start": "history_date__gte", "end": "history_date__lt"}
    return rows.filter(*(Q((column, given[name])) for name, column in columns.items() if name in given))


def _files(shape: Shape, given: Mapping[str, Any]) -> Iterator[QuerySet[Any, Any]]:
    """Whole files: merged, taken back, loaded."""
    if not shape.has_files:
        return
    for rank, model, at, by in (
        (MERGED, Import, "merged_at", "merged_by_id"),
        (TAKEN_BACK, Import, "undone_at", "undone_by_id"),
        (LOAD, Load, "loaded_at", "loaded_by_id"),
    ):
        found: Any = model._default_manager.filter(Q((f"{at}__isnull", False)), case=given["case"]).order_by()
        found = found.annotate(at=F(at), row=F("pk"), by=F(by), owner=Value(0, IntegerField()))
        found = found.annotate(sort=Value("", CharField()), reason=Value("", CharField()))
        columns = {"since": "at__gte", "by": "by"}
        found = found.filter(*(Q((column, given[name])) for name, column in columns.items() if name in given))
        yield _beyond(found, len(SECTIONS), rank, given).values_list(*PLACE, "sort", "by", "reason")


def _beyond(rows: QuerySet[Any, Any], section: int, rank: int, given: Mapping[str, Any]) -> QuerySet[Any, Any]:
    """With their place in the stream, and of them those behind the place that is given."""
    rows = rows.annotate(section=Value(section, IntegerField()), rank=Value(rank, IntegerField()))
    if "after_at" not in given:
        return rows
    *others, (last, comes) = zip(PLACE, ("lt", "gt", "lt", "gt", "lt"), strict=True)
    behind = Q((f"{last}__{comes}", given[f"after_{last}"]))
    for name, comes in reversed(others):
        value = given[f"after_{name}"]
        behind = Q((f"{name}__{comes}", value)) | (Q((name, value)) & behind)
    return rows.filter(behind)


def reason_of(made: Import | Load, *, undone: bool = False) -> str:
    """What the history of each row gives as its reason that the file brought, or that went when it was taken back."""
    if isinstance(made, Load):
        return f"{LOADED}{made.filename}"[:100]
    return f"{UNDONE}{made.reason}"[:100] if undone else made.reason


def time_of(made: Import | Load, loads: Sequence[Load]) -> tuple[datetime, datetime]:
    """Between which moments its rows were written. Two loads may give one reason: the rows of a load come before the
    next; an import has a reason of its own."""
    if not isinstance(made, Load):
        return EPOCH, END
    later = [one.loaded_at for one in loads if one.filename == made.filename and one.loaded_at > made.loaded_at]
    return made.loaded_at, min(later, default=END)
