"""Deadlines and hearings tied to a filing: what runs from it, what it set, met or changed. By related names alone, for
the room of deadlines stands to the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from casefiles.prepared import Prepared
from filings.docket.models import Filing
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


@dataclass(frozen=True)
class Tied:
    """A deadline, and the roles of the filing on the page in it, in words."""

    due: Due
    when: str
    roles: str


def _tied(filings: list[int]) -> QuerySet[Any, Any]:
    deadlines = Filing._meta.get_field("triggers").related_model._default_manager
    which = reduce(or_, (Q((f"{name}__in", filings)) for name in ROLES))
    ids = [f"{name}_id" for name in ROLES]
    return deadlines.filter(which).order_by("id").values_list(*ids, *Due._fields)[:MOST]


_tied_to = Prepared(_tied)


def tied_to(filing: int, others: Sequence[int], *, today: date) -> tuple[list[Tied], list[Due]]:
    """The deadlines of the filing by date, undated ones last; and what is still to come of those that `others` set."""
    tied: list[Tied] = []
    coming: list[Due] = []
    wanted = {filing, *others}
    for row in _tied_to(sorted(wanted)):
        ids, due = row[: len(ROLES)], Due._make(row[len(ROLES) :])
        roles = [_words(role, due) for role, pk in zip(ROLES, ids, strict=True) if pk == filing]
        if roles:
            tied.append(Tied(due, f"{due.due:%a}, {day(due.due)}" if due.due else "", ", ".join(roles)))
        if due.status in STILL_OPEN and due.due and due.due >= today and wanted & set(ids[:2]):
            coming.append(due)
    return sorted(tied, key=lambda one: _when(one.due)), sorted(coming, key=_when)


def _when(due: Due) -> tuple[date, str]:
    return due.due or date.max, due.key


def _words(role: str, due: Due) -> str:
    if role == "met_by_entry" and due.kind == "hearing":
        return "its minutes are this filing"
    return ROLES[role]
