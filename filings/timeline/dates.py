"""Deadlines and hearings of a case as events, read in blocks that go on where the last one ended."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from django.db.models import Case, DateField, QuerySet, TimeField, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from casefiles.models import CaseFile
from filings.deadlines.models import Deadline, DeadlineQuerySet, Responsible
from filings.timeline.columns import SEPARATOR
from filings.timeline.keyset import Hanging, beyond, text_of
from filings.timeline.people import People
from filings.timeline.shapes import DEADLINE, HEARING, NOTHING, UNDATED, Event, Place
from parties.roles import COURT

PLACE_FIELDS = ("day", "rank", "clock", "position", "id")
# As they stand in the row of an event.
PLAIN = ("key", "title", "note", "confidence", "status", "location", "rule", "rule_days")
ENTRIES = ("trigger_entry", "set_by_entry", "met_by_entry", "changed_by_entry")
DAYS = ("trigger_date", "computed_due", "moved_to")
FIELDS = (
    *PLACE_FIELDS, "due", "time", "kind", "inferred_fields", "court_responsible",
    *PLAIN, *(f"{name}__key" for name in ENTRIES), *DAYS,
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


def placed(deadlines: DeadlineQuerySet) -> QuerySet[Deadline, Deadline]:
    """Deadlines with their place on the timeline; `day` and `clock` stand in for what is not known."""
    return deadlines.annotate(
        day=Coalesce("due", Value(UNDATED), output_field=DateField()),
        rank=Case(When(kind=Deadline.Kind.HEARING, then=HEARING), default=DEADLINE),
        clock=Coalesce("time", Value(time.min), output_field=TimeField()),
    )


class DeadlineReader:
    def __init__(self, case: CaseFile, people: People, *, origin: str) -> None:
        self.people = people
        self.page = origin + reverse("deadlines", args=[case.slug])

    def blocks(
        self, deadlines: DeadlineQuerySet, *, since: Place | None, first: int, then: int
    ) -> Iterator[list[Event]]:
        """Deadlines and hearings in timeline order from `since` on: `first` so many of them, `then` so many at a time."""
        ordered = placed(deadlines).order_by(*PLACE_FIELDS).values_list(*FIELDS)
        left = ordered if since is None else ordered.filter(beyond(PLACE_FIELDS, since, "gte"))
        rows, size = list(left[:first]), first
        while rows:
            responsible = responsible_for([row[4] for row in rows])
            yield [self.event(row, responsible) for row in rows]
            if len(rows) < size:
                return
            rows, size = list(ordered.filter(beyond(PLACE_FIELDS, rows[-1][:5], "gt"))[:then]), then

    def event(self, row: tuple[Any, ...], responsible: dict[int, list[tuple[Any, ...]]]) -> Event:
        place = Place(*row[:5])
        due, clock, kind, inferred, by_court, *facts = row[5:]
        actors = self.people.actors(by_court, tuple([who for _, who in responsible.get(place.id, ())]))
        found = dict(zip((*PLAIN, *ENTRIES, *DAYS), facts, strict=True))
        return Event(**NOTHING | found | {name: text_of(found[name]) for name in DAYS} | {
            "date": text_of(due), "event": kind, "time": clock.isoformat("minutes") if clock else None,
            "side": actors.sides_text, "responsible": actors.names_text,
            "inferred_fields": SEPARATOR.join(inferred) or None, "address": f"{self.page}#{found['key']}",
            "place": place, "actors": actors, "lane": COURT if kind == Deadline.Kind.HEARING else actors.lane,
            "is_masked": False,
        })  # fmt: skip
