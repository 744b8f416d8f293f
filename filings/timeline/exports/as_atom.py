"""The last changes of a timeline as an Atom feed (RFC 4287).

What comes and what is corrected comes up again under the same id; `updated` is when that was recorded here, and nothing
depends on the time of the request. Titles begin as readers of CourtListener's feeds know them.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.html import linebreaks

from casefiles.models import CaseFile
from filings.calendar.ics import DOMAIN, clean, one_line
from filings.docket.words import day, number_of
from filings.documents.models import Document, HeldFile
from filings.timeline import when
from filings.timeline.events import Selection, blocks
from filings.timeline.exports.changed import Change, Record, latest, seen_on
from filings.timeline.exports.words import told_of
from filings.timeline.shapes import Event

MOST = 50
# From here on a text is said to have changed, without the words.
LONG = 200


class Feed(Atom1Feed):
    def __init__(self, *, case: CaseFile, address: str, page: str, asked: str, updated: datetime) -> None:
        """`address`: of the feed, whole; `page`: of the timeline that it follows; `asked`: their query string."""
        self.updated = updated
        super().__init__(
            title=one_line(f"Docket updates for {case.short_caption}, {case.docket_number}"),
            link=page,
            description=None,
            language="en-US",
            author_name=one_line(case.court),
            feed_url=address,
            feed_guid=tag(case, "timeline") + (f"?{asked}" if asked else ""),
        )

    def latest_post_date(self) -> datetime:
        return self.updated


def tag(case: CaseFile, *names: str) -> str:
    """A tag URI (RFC 4151), which outlives the address of the site."""
    return f"tag:{DOMAIN},2026:{'/'.join(quote(name, safe='') for name in (case.slug, *names))}"


def feed_of(selection: Selection, *, origin: str, address: str, page: str, asked: str) -> tuple[str, datetime]:
    """The feed, and when what is in it last changed."""
    case = selection.case
    changes = latest(selection, count=MOST)
    events = events_of(selection, [change.record for change in changes], origin=origin)
    files = files_of(events.values(), case=case)
    updated = max((change.at for change in changes), default=seen_on(case))
    feed = Feed(case=case, address=address, page=page, asked=asked, updated=updated)
    for change in changes:
        # It may have gone since the changes were read.
        if event := events.get(change.record):
            said = [event.text, event.docket_text, event.note, told_of(event), *notes(change, case=case)]
            feed.add_item(
                title=one_line(title_of(event, case=case)),
                link=event.address,
                description=clean("".join(linebreaks(part, autoescape=True) for part in said if part)),
                unique_id=tag(case, event.event, event.key),
                pubdate=change.added,
                updateddate=change.at,
                categories=[one for one in (event.event, event.kind) if one],
                enclosures=[
                    Enclosure(f"{event.address}0.pdf", str(size), "application/pdf")
                    for size in (files.get(event.place.id) if event.event == "filing" else None,)
                    if size is not None
                ],
            )
    return feed.writeString("utf-8"), updated


def events_of(selection: Selection, records: Iterable[Record], *, origin: str) -> dict[Record, Event]:
    ids: dict[str, list[int]] = {"filing": [], "deadline": [], "fact": []}
    for table, pk in records:
        ids[table].append(pk)
    these = Selection(
        selection.case,
        selection.filings.filter(pk__in=ids["filing"]),
        selection.deadlines.filter(pk__in=ids["deadline"]),
        selection.facts.filter(pk__in=ids["fact"]),
    )
    return {record_of(event): event for event in chain.from_iterable(blocks(these, origin=origin))}


def record_of(event: Event) -> Record:
    return Record("deadline" if event.event == "hearing" else event.event, event.place.id)


def files_of(events: Iterable[Event], *, case: CaseFile) -> dict[int, int]:
    """Of filings whose paper is held and open to this reader, the bytes of the file of the main document."""
    ids = [event.place.id for event in events if event.event == "filing" and not event.is_masked]
    papers = Document.objects.filter(filing__in=ids, number=0, current__is_sample=False).order_by()
    if not case.sees_sealed:
        papers = papers.exclude(Q(sealed=True) | Q(current__version=HeldFile.Version.UNREDACTED))
    return dict(papers.values_list("filing_id", "current__size"))


def title_of(event: Event, *, case: CaseFile) -> str:
    """`Entry #34 in Doe v. Roe: Motion to dismiss`; of a masked event that it is sealed."""
    title, on = "Sealed" if event.is_masked else event.title or event.key, event.place.day
    if event.event == "fact":
        return f"Outside the court, {when.when_of(event)}: {title}"
    if event.event != "filing":
        dated = f", {day(on)}" if event.date else ""
        return f"{event.event.capitalize()} in {case.short_caption}{dated}: {title}"
    if event.entry is None:
        return f"Minute entry from {day(on)} in {case.short_caption}: {title}"
    return f"Entry #{number_of(event.entry, event.key, on)} in {case.short_caption}: {title}"


def notes(change: Change, *, case: CaseFile) -> Iterator[str]:
    """What was corrected, as far as both versions are open."""
    if fields := change.differing:
        yield f"Corrected here on {day(change.at.astimezone(ZoneInfo(case.timezone)).date())}:"
        for name in fields:
            yield difference(name, getattr(change.before, name), getattr(change.now, name))


def difference(name: str, old: object, new: object) -> str:
    label = name.replace("_", " ").capitalize()
    if max(len(str(old)), len(str(new))) > LONG:
        return f"{label} was reworded."
    return f"{label}: {in_words(old)} became {in_words(new)}."


def in_words(value: object) -> str:
    if value is None or value == "":
        return "not known"
    return day(value) if isinstance(value, date) else f"“{value}”"


def etag_of(text: str) -> str:
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
