"""Deadlines and hearings tied to a filing: what runs from it, what it set, met or changed. By related names alone, for
the room of deadlines stands to the right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from casefiles.prepared import Prepared
from filings.docket.models import Filing
from filings.docket.veils import veiled
from filings.docket.words import day

# What this filing is to the deadline that names it so.
ROLES = {
    "trigger_entry": "runs from this filing",
    "set_by_entry": "set by this filing",
    "met_by_entry": "met by this filing",
    "changed_by_entry": "moved or vacated by this filing",
}
MOST = 100
STILL_OPEN = ("pending", "unknown")


class Due(NamedTuple):
    key: str
    title: str
    kind: str
    due: date | None
    status: str
    court_responsible: bool
    moved_to: date | None
    computed_due: date | None = None

    @property
    def words(self) -> str:
        """The date that the docket prints, or that a rule gives; empty where neither is on record."""
        if self.due:
            return day(self.due)
        return f"{day(self.computed_due)}, computed" if self.computed_due else ""


class Tie(NamedTuple):
    """A deadline, the ids of the filings tied to it, and what names the one that met it."""

    trigger: int | None
    set_by: int | None
    met_by: int | None
    changed_by: int | None
    met_key: str | None
    met_entry: int | None
    met_filed: date | None
    due: Due


@dataclass(frozen=True)
class Tied:
    """A deadline, and the roles of the filing on the page in it, in words."""

    due: Due
    when: str
    roles: str


def deadlines() -> Any:
    """The manager of all of them."""
    return Filing._meta.get_field("triggers").related_model._default_manager


def rows_of(which: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The rows that `read` makes ties of."""
    ids = [f"{name}_id" for name in ROLES]
    met = [f"met_by_entry__{name}" for name in ("key", "entry", "date_filed")]
    sealed = [f"{name}__sealed" for name in ("set_by_entry", "trigger_entry", "changed_by_entry")]
    set_by_hand = deadlines().filter(
        pk=OuterRef("pk"), overrides__lifted_at=None, overrides__source_entry__sealed="full"
    )
    found = which.annotate(is_sealed_by_hand=Exists(set_by_hand)).order_by("id")
    rows: QuerySet[Any, Any] = found.values_list("is_sealed_by_hand", *sealed, *ids, *met, *Due._fields)
    return rows


def read(rows: Iterable[tuple[Any, ...]], *, sees_sealed: bool) -> list[Tie]:
    """Without those that a fully sealed filing alone states, or after one were set by hand, and without where one moved the
    others: each would tell what it is."""
    found = []
    for is_by_hand, set_by, trigger, changed, *rest in rows:
        tie = Tie._make((*rest[:7], Due._make(rest[7:])))
        stated_by = trigger if tie.set_by is None else set_by
        if sees_sealed or (stated_by != "full" and not is_by_hand):
            found.append(_veiled(tie) if changed == "full" and not sees_sealed else tie)
    return found


def _veiled(tie: Tie) -> Tie:
    told = {name: value for name, value in veiled(tie.due.status).items() if name in Due._fields}
    return tie._replace(changed_by=None, due=tie.due._replace(**told))


def _named(filings: list[int]) -> QuerySet[Any, Any]:
    """Those that name one of the filings, and those set by what moved one of these: the new date of an old one."""
    moved = deadlines().filter(pk__in=_naming(filings), changed_by_entry__isnull=False).values("changed_by_entry")
    return rows_of(deadlines().filter(pk__in=_naming(filings, set_by_entry__in=moved)))


def _naming(filings: list[int], **also: Any) -> QuerySet[Any, Any]:
    """The ids of those that name one of the filings. A union: each part has an index, and a planner that knows how large
    the table is reads the whole of it for one OR of them."""
    wanted = [{f"{name}__in": filings} for name in ROLES] + ([also] if also else [])
    first, *others = (deadlines().filter(**one).order_by().values("pk") for one in wanted)
    found: QuerySet[Any, Any] = first.union(*others)
    return found


_ties_of = Prepared(_named)


def ties_of(filings: Iterable[int], *, sees_sealed: bool) -> list[Tie]:
    """The deadlines that name one of the filings. One query."""
    return read(_ties_of(sorted(set(filings))), sees_sealed=sees_sealed)


def tied_to(filing: int, others: Sequence[int], ties: Iterable[Tie], *, today: date) -> tuple[list[Tied], list[Due]]:
    """The deadlines of the filing by date, undated ones last; and what is still to come of those that `others` set."""
    tied: list[Tied] = []
    coming: list[Due] = []
    wanted = {filing, *others}
    for tie in ties:
        due = tie.due
        roles = [_words(role, due) for role, pk in zip(ROLES, tie, strict=False) if pk == filing]
        if roles:
            when = due.due or due.computed_due
            tied.append(Tied(due, f"{when:%a}, {due.words}" if when else "", ", ".join(roles)))
        if due.status in STILL_OPEN and due.due and due.due >= today and wanted & {tie.trigger, tie.set_by}:
            coming.append(due)
    return sorted(tied, key=lambda one: _when(one.due))[:MOST], sorted(coming, key=_when)[:MOST]


def _when(due: Due) -> tuple[date, str]:
    return due.due or due.computed_due or date.max, due.key


def _words(role: str, due: Due) -> str:
    if role == "met_by_entry" and due.kind == "hearing":
        return "its minutes are this filing"
    return ROLES[role]
