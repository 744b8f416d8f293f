"""Deadlines and hearings of a case as events, read in blocks that go on where the last one ended."""

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any

from django.db.models import Case, DateField, QuerySet, TimeField, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from casefiles.models import CaseFile
from filings.deadlines.models import Deadline, DeadlineQuerySet, Responsible
from filings.timeline.columns import SEPARATOR
from filings.timeline.keyset import Hanging, beyond
from filings.timeline.people import People
from filings.timeline.shapes import DEADLINE, HEARING, NO_PAPER, UNDATED, Due, Event, Place
from parties.roles import COURT

PLACE_FIELDS = ("day", "rank", "clock", "position", "id")
FIELDS = (
    *PLACE_FIELDS, "due", "key", "kind", "title", "note", "confidence", "inferred_fields", "court_responsible", "time",
    "status", "location", "rule", "rule_days", "trigger_entry__key", "trigger_date", "computed_due",
    "set_by_entry__key", "met_by_entry__key", "changed_by_entry__key", "moved_to",
)  # fmt: skip


def placed(deadlines: DeadlineQuerySet) -> QuerySet[Deadline, Deadline]:
    """Deadlines with their place on the timeline; `day` and `clock` stand in for what is not known."""
    return deadlines.annotate(
        day=Coalesce("due", Value(UNDATED), output_field=DateField()),
        rank=Case(When(kind=Deadline.Kind.HEARING, then=HEARING), default=DEADLINE),
        clock=Coalesce("time", Value(time.min), output_field=TimeField()),
    )


# The appearances that must act on each, in the record's order.
responsible_for = Hanging(
    "deadline",
    lambda theirs: (
        Responsible.objects.filter(theirs)
        .order_by("deadline_id", "position", "id")
        .values_list("deadline_id", "appearance_id")
    ),
)


class DeadlineReader:
    def __init__(self, case: CaseFile, people: People) -> None:
        self.people = people
        self.page = reverse("deadlines", args=[case.slug])

    def blocks(
        self, deadlines: DeadlineQuerySet, *, since: Place | None, sizes: Iterator[int]
    ) -> Iterator[list[Event]]:
        """Blocks of deadlines and hearings in timeline order from `since` on."""
        ordered = placed(deadlines).order_by(*PLACE_FIELDS).values_list(*FIELDS)
        left = ordered if since is None else ordered.filter(beyond(PLACE_FIELDS, since, "gte"))
        for size in sizes:
            rows = list(left[:size])
            if rows:
                yield self.events(rows)
            if len(rows) < size:
                return
            left = ordered.filter(beyond(PLACE_FIELDS, rows[-1][:5], "gt"))

    def events(self, rows: Sequence[tuple[Any, ...]]) -> list[Event]:
        responsible = responsible_for([row[4] for row in rows])
        found = []
        for row in rows:
            place = Place(*row[:5])
            due, key, kind, title, note, confidence, inferred, by_court = row[5:13]
            clock, status, *rest = row[13:]
            actors = self.people.actors(by_court, tuple([who for _, who in responsible.get(place.id, ())]))
            lane = COURT if kind == Deadline.Kind.HEARING else actors.lane
            inferred_text = SEPARATOR.join(inferred) if inferred else None
            facts = Due(clock, status, actors.names_text, *rest)
            path = f"{self.page}#{key}"
            found.append(
                Event(
                    place, kind, key, path, due, actors, lane, title, note, confidence, inferred_text, NO_PAPER, facts
                )
            )
        return found
