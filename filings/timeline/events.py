"""One case to ordered events. The page and the CSV of the timeline are both fed by `blocks`: one truth, two shapes.

The order is that of Place (shapes.py) and does not change with the filter.

What a reader gets while others write: blocks are read one after the other, each by the place of the last row before it.
An event that nobody moves meanwhile is read exactly once, whole but for a change that falls between the queries of its
own block (milliseconds). One that is added or moved behind the reader is missed, as if it had come after the export.
No transaction is held open, so a slow download neither blocks a writer nor lets the log of SQLite grow.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, islice
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet, Subquery

from casefiles.models import CaseFile
from filings.deadlines.models import DeadlineQuerySet
from filings.docket.models import FilingQuerySet
from filings.timeline import dates, facts, papers
from filings.timeline.keyset import Opening, beyond, day_of
from filings.timeline.models import FactQuerySet
from filings.timeline.people import People
from filings.timeline.shapes import Event, Place

# Rows to a block: more would be no quicker, and what a stream holds in memory grows with it.
BLOCK = 250
# Of a page of filings so many are dates or facts, as a rule; where there are more, they are read too.
FEW = 50
by_place = attrgetter("place")


class Selection:
    """Which events of a case: all, or those that a filter leaves."""

    def __init__(
        self,
        case: CaseFile,
        filings: FilingQuerySet | None = None,
        deadlines: DeadlineQuerySet | None = None,
        facts: FactQuerySet | None = None,
    ) -> None:
        self.case = case
        # None: all that the case has and this reader may know of. For these no SQL need be written.
        self.some_filings, self.some_deadlines, self.some_facts = filings, deadlines, facts

    @classmethod
    def all_of(cls, case: CaseFile) -> "Selection":
        return cls(case)

    @property
    def is_all(self) -> bool:
        return self.some_filings is None and self.some_deadlines is None and self.some_facts is None

    @cached_property
    def filings(self) -> FilingQuerySet:
        return papers.all_in(self.case.pk) if self.some_filings is None else self.some_filings

    @cached_property
    def deadlines(self) -> DeadlineQuerySet:
        if self.some_deadlines is not None:
            return self.some_deadlines
        return dates.all_in(self.case.pk, self.case.sees_sealed)

    @cached_property
    def facts(self) -> FactQuerySet:
        return facts.all_in(self.case.pk, self.case.sees_sealed) if self.some_facts is None else self.some_facts

    @cached_property
    def ends(self) -> list[tuple[date, date] | None]:
        """The first and the last day of its filings, its dated deadlines and its facts; None where there are none."""
        (row,) = (
            _ends_of_all(self.case, 1) if self.is_all else _ends(self.case.pk, self.filings, self.deadlines, self.facts)
        )
        pairs = zip(row[::2], row[1::2], strict=True)
        return [(day_of(first), day_of(last)) if first else None for first, last in pairs]


def _ends(
    case: int, filings: FilingQuerySet, deadlines: DeadlineQuerySet, told: FactQuerySet
) -> QuerySet[CaseFile, tuple[Any, ...]]:
    """One row of six days. Each is the first row of an order: an index knows it, and no length of the case is counted."""
    dated = ((filings, "date_filed"), (deadlines.filter(due__isnull=False), "due"), (told, "date"))
    days = [Subquery(rows.order_by(f"{sign}{field}").values(field)[:1]) for rows, field in dated for sign in ("", "-")]
    return CaseFile.objects.filter(pk=case).order_by().values_list(*days)


_ends_of_all = Opening(
    lambda case, sees_sealed: _ends(
        case, papers.all_in(case), dates.all_in(case, sees_sealed), facts.all_in(case, sees_sealed)
    )
)


@dataclass(frozen=True)
class Leaf:
    """One page of a timeline, and where those before and after it start."""

    events: list[Event]
    previous: Place | None
    next: Place | None


def blocks(
    selection: Selection, *, since: Place | None = None, first: int = BLOCK, origin: str = ""
) -> Iterator[list[Event]]:
    """The events in their order, in blocks: the first small where somebody waits for it. `origin`: of the site, for
    whole addresses."""
    people = People(selection.case)
    filed = papers.FilingReader(selection.case, people, origin=origin)
    due = dates.DeadlineReader(selection.case, people, origin=origin)
    outside = facts.FactReader(selection.case, origin=origin)
    # Facts are few: they join what the deadlines have joined, so that most rows pass one merging more, not two.
    few = min(first, FEW)
    return merged(
        filed.blocks(selection.some_filings, since=since, first=first, then=BLOCK),
        merged(
            due.blocks(selection.some_deadlines, since=since, first=few, then=BLOCK),
            outside.blocks(selection.some_facts, since=since, first=few, then=BLOCK),
        ),
    )


def merged(left: Iterator[list[Event]], right: Iterator[list[Event]]) -> Iterator[list[Event]]:
    """Two ordered streams of blocks as one: each step gives what neither stream can still come before."""
    ours, theirs = next(left, []), next(right, [])
    while ours and theirs:
        safe = min(ours[-1].place, theirs[-1].place)
        mine, yours = bisect_right(ours, safe, key=by_place), bisect_right(theirs, safe, key=by_place)
        yield sorted(ours[:mine] + theirs[:yours], key=by_place)
        ours, theirs = ours[mine:] or next(left, []), theirs[yours:] or next(right, [])
    if ours or theirs:
        yield ours or theirs
    yield from left
    yield from right


def leaf(selection: Selection, *, since: Place | None, size: int) -> Leaf:
    """The page that starts at `since`."""
    found = list(islice(chain.from_iterable(blocks(selection, since=since, first=size + 1)), size + 1))
    following = found[size].place if len(found) > size else None
    previous = start_before(selection, since, size=size) if since else None
    return Leaf(found[:size], previous, following)


def start_before(selection: Selection, place: Place | None, *, size: int) -> Place | None:
    """Where the page of `size` events starts that ends just before `place`, or at the end of all; None without any."""
    filings = selection.filings.order_by(*(f"-{name}" for name in papers.PLACE_FIELDS))
    if place:
        filings = filings.filter(beyond(papers.PLACE_FIELDS, papers.own_place(place), "lt"))
    days = filings.values_list(*papers.PLACE_FIELDS)[:size]
    places = [Place(day, position=position, id=pk) for day, position, pk in days]
    for part, fields in dates.parts(selection.deadlines):
        limit = dates.own_place(place, fields) if place else None
        if place and limit is None:
            continue
        deadlines = part.filter(beyond(fields, limit, "lt")) if limit else part
        ordered = deadlines.order_by(*(f"-{name}" for name in fields))
        places += [dates.place_of(row) for row in ordered.values_list(*dates.PLACE_FIELDS)[:size]]
    outside = selection.facts.order_by(*(f"-{name}" for name in facts.PLACE_FIELDS))
    if place:
        outside = outside.filter(beyond(facts.PLACE_FIELDS, facts.own_place(place), "lt"))
    places += [facts.place_of(row) for row in outside.values_list(*facts.PLACE_FIELDS)[:size]]
    places.sort(reverse=True)
    return places[:size][-1] if places else None
