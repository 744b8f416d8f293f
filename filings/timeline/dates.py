"""Deadlines and hearings of a case as events, read in blocks that go on where the last one ended."""

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any
from urllib.parse import quote

from django.db.models import Case, QuerySet, TimeField, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from casefiles.models import CaseFile
from filings.deadlines.models import Deadline, DeadlineQuerySet, Responsible
from filings.docket.veils import veiled
from filings.timeline.columns import SEPARATOR
from filings.timeline.keyset import Hanging, beyond, text_of
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
    *PLACE_FIELDS, "time", "kind", "inferred_fields", "court_responsible",
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


def parts(deadlines: DeadlineQuerySet) -> list[tuple[QuerySet[Deadline, Deadline], tuple[str, ...]]]:
    """The dated deadlines and those without a date, each with the fields of their order; `clock` stands in for a time that
    is not known. Apart, because an index can give the one in their order and nothing but a look at all gives both."""
    placed = deadlines.annotate(
        rank=Case(When(kind=Deadline.Kind.HEARING, then=HEARING), default=DEADLINE),
        clock=Coalesce("time", Value(time.min), output_field=TimeField()),
    )
    return [(placed.filter(due__isnull=False), PLACE_FIELDS), (placed.filter(due=None), PLACE_FIELDS[1:])]


def own_place(place: Place, fields: Sequence[str]) -> tuple[object, ...] | None:
    """A place by the fields of a part; None where all of the part stands behind it."""
    if fields == PLACE_FIELDS:
        return tuple(place)
    return tuple(place[1:]) if place.day == UNDATED else None


def place_of(row: Sequence[Any]) -> Place:
    """Where the deadline of a row stands that begins with PLACE_FIELDS."""
    return Place(row[0] or UNDATED, *row[1:5])


class DeadlineReader:
    def __init__(self, case: CaseFile, people: People, *, origin: str) -> None:
        self.people, self.sees_sealed = people, case.sees_sealed
        self.page = origin + reverse("deadlines", args=[case.slug])

    def blocks(
        self, deadlines: DeadlineQuerySet, *, since: Place | None, first: int, then: int
    ) -> Iterator[list[Event]]:
        """Deadlines and hearings in timeline order from `since` on: `first` so many of them, `then` so many at a time."""
        for part, fields in parts(deadlines):
            ordered = part.order_by(*fields).values_list(*FIELDS)
            place = own_place(since, fields) if since else None
            left = ordered if place is None else ordered.filter(beyond(fields, place, "gte"))
            rows, size = list(left[:first]), first
            while rows:
                responsible = responsible_for([row[4] for row in rows])
                yield [self.event(row, responsible) for row in rows]
                if len(rows) < size:
                    break
                last = rows[-1][: len(PLACE_FIELDS)][-len(fields) :]
                rows, size = list(ordered.filter(beyond(fields, last, "gt"))[:then]), then

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
            "inferred_fields": SEPARATOR.join(inferred) or None, "address": f"{self.page}{quote(found['key'], safe='')}/",
            "place": place, "actors": actors, "lane": COURT if kind == Deadline.Kind.HEARING else actors.lane,
            "is_masked": False,
        })  # fmt: skip
