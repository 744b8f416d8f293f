"""Events as an iCalendar (RFC 5545), one VEVENT each, written block after block. Nothing in it depends on today.

Unlike the calendar of the deadlines (filings.calendar), in which a date that was moved is one event, this one has what
the timeline shows: a row of its own for each date. So its UIDs are others. An event without a date has no place in it.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from django.db.models import Max, Min
from django.utils.encoding import iri_to_uri
from icalendar import Calendar
from icalendar import Event as Entry

from casefiles.models import CaseFile
from filings.calendar.ics import DOMAIN, HELD, clean, one_line
from filings.calendar.zones import timezone_of
from filings.deadlines.models import Deadline
from filings.docket.words import number_of
from filings.timeline import when
from filings.timeline.events import Selection
from filings.timeline.exports.words import told_of
from filings.timeline.shapes import Event

PRODUCT = "-//casefiles//Timeline 1//EN"
ADAY = timedelta(days=1)
OFF = ("moved", "vacated")
END = b"END:VCALENDAR\r\n"


def written(blocks: Iterable[list[Event]], *, selection: Selection) -> Iterator[bytes]:
    """The file, a piece for its head, one for each block, and its end."""
    case = selection.case
    # The day on which the docket was last seen: the same file on any day.
    stamp = datetime.combine(case.as_of, time.min, ZoneInfo(case.timezone)).astimezone(UTC)
    head = Calendar()
    head.add("PRODID", PRODUCT)
    head.add("VERSION", "2.0")
    for field in ("NAME", "X-WR-CALNAME"):
        head.add(field, one_line(f"{case.short_caption}: timeline"))
    if years := years_of_hours(selection):
        head.add_component(timezone_of(case.timezone, *years))
    yield cast(bytes, head.to_ical()).removesuffix(END)
    for block in blocks:
        entries = [cast(bytes, entry_of(event, case=case, stamp=stamp).to_ical()) for event in block if event.date]
        if entries:
            yield b"".join(entries)
    yield END


def years_of_hours(selection: Selection) -> tuple[int, int] | None:
    """The first and the last year with a hearing whose hour is known."""
    heard = selection.deadlines.filter(kind=Deadline.Kind.HEARING, due__isnull=False, time__isnull=False)
    found = heard.order_by().aggregate(first=Min("due"), last=Max("due"))
    return (found["first"].year, found["last"].year) if found["first"] else None


def entry_of(event: Event, *, case: CaseFile, stamp: datetime) -> Entry:
    entry, day = Entry(), event.place.day
    is_hearing, is_off = event.event == "hearing", event.status in OFF
    entry.add("UID", f"{uuid5(NAMESPACE_URL, f'casefiles:{case.slug}/timeline/{event.event}/{event.key}')}@{DOMAIN}")
    entry.add("DTSTAMP", stamp)
    entry.add("SUMMARY", one_line(f"{'OFF: ' if is_off else ''}{case.short_caption}: {summary_of(event)}"))
    if is_hearing and event.time:
        entry.add("DTSTART", datetime.combine(day, time.fromisoformat(event.time), ZoneInfo(case.timezone)))
        entry.add("DURATION", HELD)
    else:
        entry.add("DTSTART", day)
        last = last_day(event)
        if last and day < last < date.max:
            entry.add("DTEND", last + ADAY)
    said = [part for part in (event.text, event.docket_text, event.note, told_of(event)) if part]
    if said:
        entry.add("DESCRIPTION", clean("\n".join(said)))
    if event.location:
        entry.add("LOCATION", clean(event.location))
    entry.add("URL", iri_to_uri(event.address))
    entry.add("CATEGORIES", [one for one in (event.event, event.kind) if one])
    if event.event in ("deadline", "hearing"):
        entry.add("STATUS", "CANCELLED" if is_off else "CONFIRMED")
    entry.add("TRANSP", "OPAQUE" if is_hearing and not is_off else "TRANSPARENT")
    return entry


def last_day(event: Event) -> date | None:
    if event.event != "fact":
        return None
    return when.last_day(event.precision or when.DAY, event.place.day, when.end_of(event))


def summary_of(event: Event) -> str:
    """`No. 34 Motion to dismiss`, `around Mar 2025: …`; of a masked one its number and that it is sealed."""
    title = "Sealed" if event.is_masked else event.title or event.key
    if event.event == "fact" and event.precision != when.DAY:
        return f"{when.when_of(event)}: {title}"
    if event.event != "filing" or event.entry is None:
        return title
    return f"No. {number_of(event.entry, event.key, event.place.day)} {title}"
