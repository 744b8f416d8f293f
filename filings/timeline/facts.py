"""Facts outside the court as events, read in blocks that go on where the last one ended."""

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse

from casefiles.models import CaseFile
from filings.timeline.columns import SEPARATOR
from filings.timeline.keyset import Hanging, Opening, Walk, day_of, listed, text_of
from filings.timeline.models import Fact, FactQuerySet
from filings.timeline.shapes import FACT, NOBODY, NOTHING, Actors, Event, Place

PLACE_FIELDS = ("date", "position", "id")
# As they stand in the row of an event.
PLAIN = ("key", "title", "text", "precision", "said_by", "side", "source_page", "url", "note", "confidence")
FIELDS = (*PLACE_FIELDS, "end", "status", "inferred", "source_entry__key", "source_document__number", *PLAIN)

sources_of = Hanging(
    "fact",
    lambda theirs: (
        Fact.sources.through._default_manager.filter(theirs)
        .order_by("fact_id", "source__position", "source_id")
        .values_list("fact_id", "source__code")
    ),
)


def all_in(case: int, sees_sealed: bool) -> FactQuerySet:
    """Those of which this reader may know."""
    return Fact.objects.filter(case=case).open_to(sees_sealed=sees_sealed)


def rows_of(facts: FactQuerySet) -> QuerySet[Any, Any]:
    """In the order of the timeline."""
    placed = facts.annotate(inferred=Cast("inferred_fields", TextField())).order_by(*PLACE_FIELDS)
    found: QuerySet[Any, Any] = placed.values_list(*FIELDS)
    return found


opening = Opening(lambda case, sees_sealed: rows_of(all_in(case, sees_sealed)))


def own_place(place: Place) -> tuple[object, ...]:
    """A place by PLACE_FIELDS. All facts of a day stand after its filings, hearings and deadlines."""
    return (place.day, *((place.position, place.id) if place.rank >= FACT else (-1, -1)))


def place_of(row: Sequence[Any]) -> Place:
    """Where the fact of a row stands that begins with PLACE_FIELDS."""
    day, position, pk = row[:3]
    return Place(day_of(day), FACT, time.min, position, pk)


def acting(side: str | None) -> Actors:
    """The side that says so, without names: what a fact is told by is no party that acted."""
    return Actors(sides=(side,), sides_text=side) if side else NOBODY


class FactReader:
    def __init__(self, case: CaseFile, *, origin: str) -> None:
        self.case = case
        self.docket = origin + reverse("docket", args=[case.slug])
        self.timeline = origin + reverse("timeline", args=[case.slug])

    def blocks(
        self, facts: FactQuerySet | None, *, since: Place | None, first: int, then: int
    ) -> Iterator[list[Event]]:
        """Facts (None: all of the case) in timeline order from `since` on: `first` so many, `then` so many at a time."""
        case = self.case
        walk = Walk(
            lambda: rows_of(all_in(case.pk, case.sees_sealed) if facts is None else facts),
            fields=PLACE_FIELDS,
            size=then,
        )
        is_start = facts is None and since is None
        rows = opening(case, first) if is_start else walk.start(own_place(since) if since else None, first)
        size = first
        while rows:
            sources = sources_of([row[2] for row in rows])
            yield [self.event(row, sources) for row in rows]
            if len(rows) < size:
                return
            rows, size = walk.after((day_of(rows[-1][0]), *rows[-1][1:3])), then

    def event(self, row: tuple[Any, ...], sources: dict[int, list[tuple[Any, ...]]]) -> Event:
        place = place_of(row)
        end, status, inferred, entry, document, *plain = row[3:]
        found = dict(zip(PLAIN, plain, strict=True))
        key, day = found["key"], text_of(row[0])
        return Event(**NOTHING | found | {
            "date": day, "event": "fact", "end": text_of(end), "fact_status": status,
            "source_entry": entry, "source_document": document,
            "source_address": self.telling(entry, document, found["source_page"]),
            "own_sources": SEPARATOR.join([code for _, code in sources.get(place.id, ())]) or None,
            "inferred_fields": listed(inferred),
            "address": f"{self.timeline}?event=fact&from={day}#fact-{key}",
            "place": place, "actors": acting(found["side"]), "lane": found["side"] or "", "is_masked": False,
        })  # fmt: skip

    def telling(self, entry: str | None, document: int | None, page: int | None) -> str | None:
        """The page of the paper that says so."""
        if entry is None:
            return None
        paper = f"{self.docket}{quote(entry, safe='')}/"
        if document is None:
            return paper
        return f"{paper}{document}/" + (f"#p{page}" if page else "")
