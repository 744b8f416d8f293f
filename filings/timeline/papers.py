"""Filings of a case as events, read in blocks that go on where the last one ended.

No model instances, and the driver's own rows: an export of 100,000 rows spends most of its time here. A block is one
query for its filings and one for each thing that hangs on them, whatever its size.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Any, NamedTuple

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from casefiles.models import CaseFile
from filings.docket.fates import untold
from filings.docket.kinds import KINDS, hyphenated
from filings.docket.models import Filer, Filing, FilingQuerySet, Relation
from filings.documents.models import Document
from filings.timeline.columns import SEPARATOR
from filings.timeline.keyset import Hanging, Opening, Walk, listed
from filings.timeline.people import People
from filings.timeline.shapes import FILING, NOBODY, NOTHING, Event, Place

KIND_CODES = {kind: hyphenated(kind) for kind in KINDS}
PLACE_FIELDS = ("date_filed", "position", "id")
AS_TEXT = {"filed": "date_filed", "entered": "date_entered", "inferred": "inferred_fields"}
FIELDS = (
    "filed", "position", "id", "entry", "key", "sealed", "kind", "title", "by_court", "attorney_id", "judge", "text_only",
    "outcome", "url", "attachments_complete", "entered", "docket_text", "note", "confidence", "inferred",
)  # fmt: skip
OUTCOME = FIELDS.index("outcome")
FULL = "full"
MIDNIGHT = time.min
day_from = date.fromisoformat
# SQLite's driver gives 1 and 0, which find the same words.
WORDS = {True: "true", False: "false", None: None}

filers_of = Hanging(
    "filing",
    lambda theirs: (
        Filer.objects.filter(theirs).order_by("filing_id", "position", "id").values_list("filing_id", "appearance_id")
    ),
)
# `opposes 34`. The key of the other filing may be shown though it be sealed.
relations_of = Hanging(
    "filing",
    lambda theirs: (
        Relation.objects.filter(theirs)
        .order_by("filing_id", "position", "id")
        .values_list("filing_id", Concat("relation", Value(" "), "entry__key"))
    ),
)
documents_of = Hanging(
    "filing",
    lambda theirs: (
        Document.objects.filter(theirs)
        .order_by()
        .values_list("filing_id", "sealed", "current__is_sample", "current__page_count")
    ),
)


class Around(NamedTuple):
    """What hangs on the filings of a block, by filing."""

    filers: dict[int, list[tuple[Any, ...]]]
    relations: dict[int, list[tuple[Any, ...]]]
    documents: dict[int, list[tuple[Any, ...]]]


def all_in(case: int) -> FilingQuerySet:
    return Filing.objects.filter(case=case)


def rows_of(filings: FilingQuerySet) -> QuerySet[Any, Any]:
    """In the order of the timeline."""
    # Days as text: as dates they would be made of it and then made text again.
    # The list as text: nearly all are empty, and reading JSON on each row to learn it takes a tenth of an export.
    as_text = {name: Cast(field, TextField()) for name, field in AS_TEXT.items()}
    found: QuerySet[Any, Any] = filings.annotate(**as_text).order_by(*PLACE_FIELDS).values_list(*FIELDS)
    return found


opening = Opening(lambda case, sees_sealed: rows_of(all_in(case)))


def own_place(place: Place) -> tuple[object, ...]:
    """A place by PLACE_FIELDS. One among the hearings or deadlines of a day stands after all filings of that day."""
    after_all = 2**31 - 1
    return (place.day, *((place.position, place.id) if place.rank == FILING else (after_all, after_all)))


class FilingReader:
    def __init__(self, case: CaseFile, people: People, *, origin: str) -> None:
        self.case, self.people, self.sees_sealed = case, people, case.sees_sealed
        self.docket = origin + reverse("docket", args=[case.slug])

    def blocks(
        self, filings: FilingQuerySet | None, *, since: Place | None, first: int, then: int
    ) -> Iterator[list[Event]]:
        """Filings (None: all of the case) in timeline order from `since` on: `first` so many, `then` so many at a time."""
        walk = Walk(
            lambda: rows_of(all_in(self.case.pk) if filings is None else filings), fields=PLACE_FIELDS, size=then
        )
        is_start = filings is None and since is None
        rows = opening(self.case, first) if is_start else walk.start(own_place(since) if since else None, first)
        size = first
        while rows:
            block = self.events(rows)
            yield block
            if len(block) < size:
                return
            rows, size = walk.after(own_place(block[-1].place)), then

    def events(self, rows: Sequence[tuple[Any, ...]]) -> list[Event]:
        if not rows:
            return []
        ids = [row[2] for row in rows]
        secret = untold([row[2] for row in rows if row[OUTCOME]], sees_sealed=self.sees_sealed)
        rows = [(*row[:OUTCOME], None, *row[OUTCOME + 1 :]) if row[2] in secret else row for row in rows]
        around = Around(filers_of(ids), relations_of(ids), documents_of(ids))
        return [
            self.hidden(row) if row[5] == FULL and not self.sees_sealed else self.event(row, around) for row in rows
        ]

    def hidden(self, row: tuple[Any, ...]) -> Event:
        """Of a fully sealed filing its key, its date and that it is sealed."""
        day, position, pk, entry, key, sealed = row[:6]
        return Event(**NOTHING | {
            "date": day, "event": "filing", "entry": entry, "key": key, "sealed": sealed,
            "address": f"{self.docket}{key}/", "place": Place(day_from(day), FILING, MIDNIGHT, position, pk),
            "actors": NOBODY, "lane": "", "is_masked": True,
        })  # fmt: skip

    def event(self, row: tuple[Any, ...], around: Around) -> Event:
        # By place, not by name: what a name costs is paid on each of 100,000 rows.
        (
            day, position, pk, entry, key, sealed, kind, title, by_court, attorney, judge, text_only, outcome, url,
            complete, entered, docket_text, note, confidence, inferred,
        ) = row  # fmt: skip
        filers, related = around.filers.get(pk), around.relations.get(pk)
        actors = self.people.actors(by_court, tuple([filer for _, filer in filers]) if filers else ())
        documents = around.documents.get(pk)
        known, held, pages, samples = self.counted(documents) if documents else (0, 0, 0, 0)
        return Event._make((
            day, "filing", None, entry, key, KIND_CODES[kind], title, actors.sides_text, actors.names_text,
            self.people.attorney(attorney), judge,
            SEPARATOR.join([words for _, words in related]) if related else None, outcome,
            None, None, None, None, None, None, None, None, None, None, None, None,
            None, None, None, None, None, None, None, None, None, None,
            known, WORDS[complete], held, pages, samples, sealed, WORDS[text_only], entered, docket_text, note,
            confidence, listed(inferred), url,
            f"{self.docket}{key}/", Place(day_from(day), FILING, MIDNIGHT, position, pk), actors, actors.lane, False,
        ))  # fmt: skip

    def counted(self, documents: Sequence[tuple[Any, ...]]) -> tuple[int, int, int | None, int]:
        """How many are known, held, their pages (None while one has not been counted) and how many held as samples.
        That we hold a sealed document is known only to who may see it."""
        held = samples = 0
        pages: int | None = 0
        for _, sealed, is_sample, page_count in documents:
            if is_sample is None or (sealed and not self.sees_sealed):
                continue
            if is_sample:
                samples += 1
            else:
                held += 1
                pages = None if pages is None or page_count is None else pages + page_count
        return len(documents), held, pages, samples
