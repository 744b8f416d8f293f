"""The deadlines of some cases, one a chain, each with all that its history says; a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import F, Q

from casefiles.models import CaseFile
from filings.calendar.chaining import Facts, Shown, days_before, ever_linked, link, reach, shown
from filings.deadlines.models import Deadline, Override
from filings.docket.past import under_seal

_past: Any = Deadline.history.model
_past_overrides: Any = Override.history.model
FIELDS = ("title", "due", "time", "status", "moved_to", "computed_due")


@dataclass(frozen=True)
class Version:
    """What a row came to say (`facts`; None when it was removed), or the date that a person set against it or lifted."""

    at: datetime
    pk: int
    facts: Facts | None = None
    override: date | None = None
    is_override: bool = False


@dataclass
class Chain:
    """One deadline of a case. `past`: its versions, oldest first, as far as this reader may know them; `changes`: how many
    there were, which never falls; `changed_at`: when the last was made."""

    case: CaseFile
    rows: list[Deadline]
    facts: tuple[Facts, ...]
    past: list[Version] = field(default_factory=list)
    changes: int = 0
    changed_at: datetime | None = None

    @property
    def head(self) -> Deadline:
        return self.rows[0]

    @property
    def last(self) -> Deadline:
        return self.rows[-1]

    @cached_property
    def now(self) -> Shown:
        return shown(self.facts)

    @cached_property
    def was(self) -> list[date]:
        """The dates that it had before, oldest first."""
        days: dict[int, list[date | None]] = defaultdict(list)
        for pk, facts in steps(self.past):
            days[pk].append(facts.day)
        return days_before(self.facts, [days[row.pk] for row in self.facts])

    def at(self, moment: datetime) -> Shown | None:
        """How it stood; None where it was not there, or nothing is known of it."""
        stood = dict(steps([one for one in self.past if one.at <= moment]))
        rows = [stood[row.pk] for row in sorted(self.rows, key=order) if row.pk in stood]
        return next((shown(chain) for chain in link(rows) if chain[0].pk == self.head.pk), None)


def order(row: Deadline) -> tuple[int, int]:
    return row.position, row.pk


def steps(past: Iterable[Version]) -> list[tuple[int, Facts]]:
    """What each row said, after each version of it or of a date set against it."""
    rows: dict[int, Facts] = {}
    overrides: dict[int, date | None] = {}
    found = []
    for version in past:
        if version.is_override:
            overrides[version.pk] = version.override
        elif version.facts is not None:
            rows[version.pk] = version.facts
        if version.pk in rows:
            rows[version.pk] = replace(rows[version.pk], override=overrides.get(version.pk))
            found.append((version.pk, rows[version.pk]))
    return found


def chains_of(cases: Sequence[CaseFile], *, sees_sealed: bool) -> list[Chain]:
    """Of all these cases, as far as one reader may know of them; those of a case stand together."""
    case_of = {case.pk: case for case in cases}
    everything = Deadline.objects.filter(case__in=case_of)
    rows = everything.told_to(sees_sealed=sees_sealed).order_by("case_id", "position", "id")
    rows = rows.select_related("set_by_entry", "computation").prefetch_related("responsibles__appearance__party")
    past = Past(list(case_of), sees_sealed=sees_sealed)
    mine: dict[int, list[Deadline]] = defaultdict(list)
    hidden = set(everything.order_by().values_list("pk", flat=True))
    for row in rows:
        row.case = case_of[row.case_id]
        mine[row.case_id].append(row)
        hidden.discard(row.pk)
    return [chain for case in cases for chain in chains_in(case, mine[case.pk], past, hidden)]


def chains_in(case: CaseFile, rows: Sequence[Deadline], past: "Past", hidden: set[int]) -> Iterable[Chain]:
    by_pk = {row.pk: row for row in rows}
    versions = [one for one in past.versions[case.pk] if one.pk not in hidden]
    links = ever_linked([one.facts for one in versions if one.facts])
    of_row: dict[int, list[Version]] = defaultdict(list)
    for one in versions:
        of_row[one.pk].append(one)
    for chain in link([facts_of(row, past.standing.get(row.pk)) for row in rows]):
        counted = [one for pk in reach(links, chain[0].pk) | {row.pk for row in chain} for one in of_row[pk]]
        known = [one for row in chain if row.pk not in past.closed for one in of_row[row.pk]]
        yield Chain(
            case, [by_pk[row.pk] for row in chain], chain, sorted(known, key=lambda one: one.at),
            changes=len(counted), changed_at=max((one.at for one in counted), default=None),
        )  # fmt: skip


def facts_of(row: Any, override: date | None = None) -> Facts:
    """Of a deadline, or of a version of one."""
    said = {name: getattr(row, name) for name in FIELDS}
    return Facts(pk=row.id, override=override, **said)


class Past:
    """The versions of the deadlines of some cases and of the dates set against them, by case, oldest first.

    `standing`: row to the date that stands against it now. `closed`: rows of whose past this reader is told nothing, for
    some version of them rests, or once rested, on a sealed filing alone, or tells where one moved them.
    """

    def __init__(self, cases: Sequence[int], *, sees_sealed: bool) -> None:
        self.versions: dict[int, list[Version]] = defaultdict(list)
        rows = _past.objects.filter(case__in=cases).order_by("history_date", "history_id")
        for row in rows:
            said = facts_of(row) if row.history_type != "-" else None
            self.versions[row.case_id].append(Version(row.history_date, row.id, said))
        self.standing: dict[int, date | None] = {}
        overrides = _past_overrides.objects.filter(deadline__case__in=cases).annotate(of_case=F("deadline__case"))
        stood: dict[int, dict[int, date]] = defaultdict(dict)
        for row in overrides.order_by("history_date", "history_id"):
            standing = stood[row.deadline_id]
            standing.pop(row.id, None)
            if row.lifted_at is None and row.history_type != "-":
                standing[row.id] = row.due
            date_set = self.standing[row.deadline_id] = next(iter(standing.values()), None)
            version = Version(row.history_date, row.deadline_id, override=date_set, is_override=True)
            self.versions[row.of_case].append(version)
        for listed in self.versions.values():
            listed.sort(key=lambda one: one.at)
        self.closed: set[int] = set()
        if not sees_sealed:
            alone = Q(set_by_entry=None) & under_seal("trigger_entry_id")
            closed = rows.filter(under_seal("set_by_entry_id") | alone | under_seal("changed_by_entry_id"))
            by_hand = overrides.filter(under_seal("source_entry_id"))
            self.closed = {
                *closed.order_by().values_list("id", flat=True),
                *by_hand.order_by().values_list("deadline_id", flat=True),
            }
