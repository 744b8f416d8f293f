"""Deadlines and hearings of a case as events, read in blocks that go on where the last one ended."""

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any
from urllib.parse import quote

from django.db.models import Case, QuerySet, TextField, TimeField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from casefiles.models import CaseFile
from filings.deadlines.models import Deadline, DeadlineQuerySet, Responsible
from filings.docket.veils import veiled
from filings.timeline.keyset import Hanging, Opening, beyond, fetched, listed, text_of, written
from filings.timeline.people import People
from filings.timeline.shapes import DEADLINE, HEARING, NOTHING, UNDATED, Event, Place
from parties.roles import COURT

# Where a dated one stands. One without a date stands behind all those by the same fields but the first.
PLACE_FIELDS = ("due", "rank", "clock", "position", "id")
# As they stand in the row of an event.
PLAIN = ("key", "title", "note", "confidence", "status", "location", "rule", "rule_days")
ENTRIES = ("trigger_entry", "set_by_entry", "met_by_entry", "changed_by_entry")
DAYS = ("trigger_date", "computed_due", "moved_to")
FIELDS = (
    *PLACE_FIELDS, "time", "kind", "inferred", "court_responsible",
    *PLAIN, *(f"{name}__key" for name in ENTRIES), *DAYS, "changed_by_entry__sealed",
)  # fmt: skip

# The appearances that must act on each, in the record's order.
responsible_for = Hanging(
    "deadline",
    lambda theirs: (
        Responsible.objects.filter(theirs)
        .order_by("deadline_id", "position", "id")
        .values_list("deadline_id", "appearance_id")
    ),
)


def all_in(case: int, sees_sealed: bool) -> DeadlineQuerySet:
    """Those of which this reader may know."""
    return Deadline.objects.filter(case=case).open_to(sees_sealed=sees_sealed)


def parts(deadlines: DeadlineQuerySet) -> list[tuple[QuerySet[Deadline, Deadline], tuple[str, ...]]]:
    """The dated deadlines and those without a date, each with the fields of their order; `clock` stands in for a time that
    is not known. Apart, because an index can give the one in their order and nothing but a look at all gives both."""
    placed = deadlines.annotate(
        rank=Case(When(kind=Deadline.Kind.HEARING, then=HEARING), default=DEADLINE),
        clock=Coalesce("time", Value(time.min), output_field=TimeField()),
    )
    return [(placed.filter(due__isnull=False), PLACE_FIELDS), (placed.filter(due=None), PLACE_FIELDS[1:])]


def rows_of(part: QuerySet[Deadline, Deadline], fields: Sequence[str]) -> QuerySet[Any, Any]:
    """Of one of the parts, by the fields of its order."""
    found: QuerySet[Any, Any] = part.annotate(inferred=Cast("inferred_fields", TextField())).order_by(*fields)
    return found.values_list(*FIELDS)


def _opening(which: int) -> Opening:
    return Opening(lambda case, sees_sealed: rows_of(*parts(all_in(case, sees_sealed))[which]))


# Of all dated deadlines, and of all without a date.
openings = ((_opening(0), PLACE_FIELDS), (_opening(1), PLACE_FIELDS[1:]))


def own_place(place: Place, fields: Sequence[str]) -> tuple[object, ...] | None:
    """A place by the fields of a part; None where all of the part stands behind it."""
    if fields == PLACE_FIELDS:
        return tuple(place)
    return tuple(place[1:]) if place.day == UNDATED else None


def place_of(row: Sequence[Any]) -> Place:
    """Where the deadline of a row stands that begins with PLACE_FIELDS."""
    day, rank, clock, position, pk = row[:5]
    # SQLite's driver gives a time that is computed as text.
    return Place(day or UNDATED, rank, time.fromisoformat(clock) if isinstance(clock, str) else clock, position, pk)


class DeadlineReader:
    def __init__(self, case: CaseFile, people: People, *, origin: str) -> None:
        self.case, self.people, self.sees_sealed = case, people, case.sees_sealed
        self.page = origin + reverse("deadlines", args=[case.slug])

    def blocks(
        self, deadlines: DeadlineQuerySet | None, *, since: Place | None, first: int, then: int
    ) -> Iterator[list[Event]]:
        """Deadlines and hearings (None: all of the case) in timeline order from `since` on: `first` so many, `then` so many
        at a time."""
        for which, (opening, fields) in enumerate(openings):
            if deadlines is None and since is None:
                rows = opening(self.case, first)
            else:
                place = own_place(since, fields) if since else None
                rows = self._rows(deadlines, which, place, "gte", first)
            size = first
            while rows:
                responsible = responsible_for([row[4] for row in rows])
                yield [self.event(row, responsible) for row in rows]
                if len(rows) < size:
                    break
                last = tuple(place_of(rows[-1]))[-len(fields) :]
                rows, size = self._rows(deadlines, which, last, "gt", then), then

    def _rows(
        self, deadlines: DeadlineQuerySet | None, which: int, place: Sequence[object] | None, comparison: str, size: int
    ) -> list[tuple[Any, ...]]:
        found = all_in(self.case.pk, self.sees_sealed) if deadlines is None else deadlines
        part, fields = parts(found)[which]
        rows = rows_of(part, fields)
        return fetched(*written((rows.filter(beyond(fields, place, comparison)) if place else rows)[:size]))

    def event(self, row: tuple[Any, ...], responsible: dict[int, list[tuple[Any, ...]]]) -> Event:
        place, due = place_of(row), row[0]
        clock, kind, inferred, by_court, *facts, changed_in = row[5:]
        actors = self.people.actors(by_court, tuple([who for _, who in responsible.get(place.id, ())]))
        found = dict(zip((*PLAIN, *ENTRIES, *DAYS), facts, strict=True))
        if changed_in == "full" and not self.sees_sealed:
            found |= veiled(found["status"])
        return Event(**NOTHING | found | {name: text_of(found[name]) for name in DAYS} | {
            "date": text_of(due), "event": kind, "time": clock.isoformat("minutes") if clock else None,
            "side": actors.sides_text, "responsible": actors.names_text,
            "inferred_fields": listed(inferred), "address": f"{self.page}{quote(found['key'], safe='')}/",
            "place": place, "actors": actors, "lane": COURT if kind == Deadline.Kind.HEARING else actors.lane,
            "is_masked": False,
        })  # fmt: skip
