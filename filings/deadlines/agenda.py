"""Deadlines and hearings as the page lists them: coming, of no known fate, behind us, and without a date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from django.db.models import Prefetch

from casefiles.models import CaseFile
from filings.deadlines.arguments import state as state_in
from filings.deadlines.bench import closings
from filings.deadlines.citedcounts import readings_of
from filings.deadlines.closeddays import CourtDays, falls_on
from filings.deadlines.courtcalendar import Calendar
from filings.deadlines.models import Deadline, Responsible
from filings.deadlines.states import State
from filings.deadlines.wording import against, agreement, left
from parties.chips import Chip, chips

# Of these nothing is known beyond the date itself.
OPEN = frozenset({Deadline.Status.PENDING, Deadline.Status.UNKNOWN})

SOON = 7  # days
FILINGS = ("trigger_entry", "set_by_entry", "met_by_entry", "changed_by_entry")
# What no line about a deadline says, and what is long.
LONG = (*(f"{name}__docket_text" for name in FILINGS), "computation__inputs", "computation__result")
# Where the words of the filter are looked for: its own words alone, for those of a filing may be sealed.
SEARCHED = ("title", "rule", "note", "location", "key")


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
    # Of those the days on which the court is open; None of what is more than a year off.
    court_days: int | None = None
    # On what closed day `told` falls. It stands all the same: only a count rolls.
    falls_on: str | None = None
    is_soon: bool = False
    # Safe, prevailing, latest: as kept, or as the rule that the record cites gives them.
    readings: tuple[date, date, date] | None = None
    # Seen from the due date: when it was met.
    met: str | None = None
    is_late: bool = False
    agreement: str | None = None
    state: State | None = None
    # The row of the new date, when the record has it.
    moved_on: Deadline | None = None

    @property
    def told(self) -> date | None:
        """The day that is printed, or else computed, whether or not it is past."""
        return self.deadline.due or self.deadline.computed_due

    @property
    def side(self) -> str:
        """Whose it is; empty when it is nobody's alone."""
        return (self.chips[0].side or "unknown") if len(self.chips) == 1 else ""

    @property
    def is_courts_own(self) -> bool:
        """Of the court alone: nobody files what it does, so that no filing was seen says nothing."""
        return self.deadline.court_responsible and len(self.chips) == 1 and self.deadline.kind == Deadline.Kind.DEADLINE

    @property
    def prevailing(self) -> date | None:
        """The prevailing reading, where it gives another day than the one that is told."""
        day = self.readings[1] if self.readings else None
        return day if day != self.told else None

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
    def rows(self) -> list[Due]:
        """In the order of the page."""
        return [*self.coming, *self.untold, *self.past, *self.undated]

    @property
    def count(self) -> int:
        return len(self.rows)


def agenda(
    case: CaseFile,
    *,
    today: date,
    show: str | None = None,
    kind: str | None = None,
    side: str | None = None,
    state: str | None = None,
    q: str | None = None,
) -> Agenda:
    """All of them, or those `show`n (coming, past), of one kind, in one state, or of one side (`unknown`: nobody is named);
    `q`: words that each must have. The page and its CSV are fed by it."""
    everything = case.deadlines.all()
    told = list(
        everything.told_to(sees_sealed=case.sees_sealed)
        .by_date()
        .select_related(*FILINGS, "computation")
        .defer(*LONG)
        .prefetch_related(Prefetch("responsibles", Responsible.objects.select_related("appearance__party")))
    )
    rows = [
        row
        for row in rows_of(case, told, today=today)
        if kind in (None, row.deadline.kind)
        and state in (None, row.state and row.state.word)
        and concerns(row, side)
        and is_shown(row, show)
        and has_words(row, q)
    ]
    found = Agenda(withheld=everything.count() - len(told))
    found.coming = sorted(of(Group.COMING, rows), key=lambda row: (row.day, row.deadline.time or time.min))
    found.untold = sorted(of(Group.UNTOLD, rows), key=lambda row: row.day or date.min)[::-1]
    found.past = of(Group.PAST, rows)[::-1]
    found.undated = of(Group.UNDATED, rows)
    return found


def rows_of(case: CaseFile, told: Sequence[Deadline], *, today: date) -> Iterator[Due]:
    """A row for each, with its state and its readings."""
    shut = closings(case.court_id)
    court = CourtDays(Calendar(case.court_id, shut), today)
    for deadline in told:
        row = due(deadline, today=today, others=told, court=court)
        row.state = state_in(deadline, case=case, today=today)
        row.readings = readings_of(deadline, court=case.court_id, extra=shut)
        yield row


def of(group: Group, rows: Iterable[Due]) -> list[Due]:
    return [row for row in rows if row.group is group]


def due(deadline: Deadline, *, today: date, others: Iterable[Deadline], court: CourtDays | None = None) -> Due:
    """`court`: for a row that says how many court days are left, and on what a date falls."""
    group = group_of(deadline, today=today)
    day = deadline.due or (deadline.computed_due if deadline.status in OPEN else None)
    who = [one.appearance for one in deadline.responsibles.all()]
    row = Due(deadline, group, chips(who, court=deadline.court_responsible, unknown="who must act is not stated"), day)
    if group is Group.COMING and day is not None:
        row.left = left(day, today=today)
        row.is_soon = (day - today).days <= SOON
        row.court_days = court.left(day) if court else None
    if row.told is not None and court:
        row.falls_on = falls_on(row.told, court.calendar)
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
    if day is None:
        return Group.UNDATED
    return Group.COMING if day >= today else Group.UNTOLD


def concerns(row: Due, side: str | None) -> bool:
    return side is None or any((chip.side or "unknown") == side for chip in row.chips)


def has_words(row: Due, q: str | None) -> bool:
    said = " ".join(str(getattr(row.deadline, name) or "") for name in SEARCHED).casefold()
    return all(word in said for word in (q or "").casefold().split())


def is_shown(row: Due, show: str | None) -> bool:
    """What has no date may be coming or past, unless its fate is known: a filter must not hide it."""
    if show == "coming":
        return row.group is Group.COMING or (row.group is Group.UNDATED and row.deadline.status in OPEN)
    return show != "past" or row.group is not Group.COMING
