"""Deadlines and hearings as the page lists them: coming, of no known fate, behind us, and without a date."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from casefiles.models import CaseFile
from filings.deadlines.models import Deadline
from filings.deadlines.wording import against, agreement, left
from parties.chips import Chip, chips

# Of these nothing is known beyond the date itself.
OPEN = frozenset({Deadline.Status.PENDING, Deadline.Status.UNKNOWN})

SOON = 7  # days


class Group(StrEnum):
    COMING = "coming"
    UNTOLD = "untold"
    PAST = "past"
    UNDATED = "undated"


@dataclass
class Due:
    """One row: a deadline or hearing, and what a reader wants to know of it at a glance."""

    deadline: Deadline
    group: Group
    chips: list[Chip]
    # The day by which it stands: as printed, or as computed while nothing better is known.
    day: date | None
    left: str | None = None
    is_soon: bool = False
    # Seen from the due date: when it was met.
    met: str | None = None
    is_late: bool = False
    agreement: str | None = None
    # The row of the new date, when the record has it.
    moved_on: Deadline | None = None

    @property
    def side(self) -> str:
        """Whose it is; empty when it is nobody's alone."""
        return (self.chips[0].side or "unknown") if len(self.chips) == 1 else ""

    @property
    def is_changed(self) -> bool:
        return self.deadline.status in {Deadline.Status.MOVED, Deadline.Status.VACATED}

    @property
    def is_fate_inferred(self) -> bool:
        return bool({"status", "met_by_entry", "changed_by_entry", "moved_to"} & set(self.deadline.inferred_fields))


@dataclass
class Agenda:
    coming: list[Due] = field(default_factory=list)
    untold: list[Due] = field(default_factory=list)
    past: list[Due] = field(default_factory=list)
    undated: list[Due] = field(default_factory=list)
    # Deadlines that only a sealed filing states.
    withheld: int = 0

    @property
    def count(self) -> int:
        return len(self.coming) + len(self.untold) + len(self.past) + len(self.undated)


def agenda(
    case: CaseFile, *, today: date, show: str | None = None, kind: str | None = None, side: str | None = None
) -> Agenda:
    """All of them, or those `show`n (coming, past), of one kind, or of one side (`unknown`: nobody is named)."""
    everything = case.deadlines.all()
    told = list(
        everything.open_to(sees_sealed=case.sees_sealed)
        .by_date()
        .select_related("trigger_entry", "set_by_entry", "met_by_entry", "changed_by_entry")
        .prefetch_related("responsibles__appearance__party")
    )
    rows = [due(deadline, today=today, others=told) for deadline in told]
    rows = [row for row in rows if kind in (None, row.deadline.kind) and concerns(row, side) and is_shown(row, show)]
    found = Agenda(withheld=everything.count() - len(told))
    found.coming = sorted(of(Group.COMING, rows), key=lambda row: (row.day, row.deadline.time or time.min))
    found.untold = of(Group.UNTOLD, rows)[::-1]
    found.past = of(Group.PAST, rows)[::-1]
    found.undated = of(Group.UNDATED, rows)
    return found


def of(group: Group, rows: Iterable[Due]) -> list[Due]:
    return [row for row in rows if row.group is group]


def due(deadline: Deadline, *, today: date, others: Iterable[Deadline]) -> Due:
    group = group_of(deadline, today=today)
    day = deadline.due or (deadline.computed_due if group is Group.COMING else None)
    who = [one.appearance for one in deadline.responsibles.all()]
    row = Due(deadline, group, chips(who, court=deadline.court_responsible, unknown="who must act is not stated"), day)
    if group is Group.COMING and day is not None:
        row.left = left(day, today=today)
        row.is_soon = (day - today).days <= SOON
    if deadline.met_by_entry is not None and deadline.due is not None:
        row.met = against(deadline.due, done=deadline.met_by_entry.date_filed)
        row.is_late = deadline.status == Deadline.Status.MET and deadline.met_by_entry.date_filed > deadline.due
    if deadline.computed_due is not None:
        row.agreement = agreement(computed=deadline.computed_due, printed=deadline.due)
    if deadline.moved_to is not None:
        row.moved_on = next(
            (one for one in others if one.due == deadline.moved_to and one.title == deadline.title), None
        )
    return row


def group_of(deadline: Deadline, *, today: date) -> Group:
    if deadline.status not in OPEN:
        return Group.UNDATED if deadline.due is None else Group.PAST
    # A date that only a rule gives is still a date that somebody may miss.
    day = deadline.due or deadline.computed_due
    if day is not None and day >= today:
        return Group.COMING
    return Group.UNDATED if deadline.due is None else Group.UNTOLD


def concerns(row: Due, side: str | None) -> bool:
    return side is None or any((chip.side or "unknown") == side for chip in row.chips)


def is_shown(row: Due, show: str | None) -> bool:
    """What has no date may be coming or past, unless its fate is known: a filter must not hide it."""
    if show == "coming":
        return row.group is Group.COMING or (row.group is Group.UNDATED and row.deadline.status in OPEN)
    return show != "past" or row.group is not Group.COMING
