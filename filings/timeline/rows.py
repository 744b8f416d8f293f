"""Events as the page prints them: by month and day, each with the lane of its side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby
from typing import TypedDict

from django.utils.html import format_html
from django.utils.safestring import SafeString

from filings.docket.sides import chips_html, chips_of
from filings.docket.words import MONTHS, count_of, day, number_of, outside
from filings.timeline.columns import SEPARATOR
from filings.timeline.shapes import Event
from filings.timeline.when import DAY, MONTH, end_of, grain, when_of
from parties.chips import Chip
from parties.roles import COURT

NOBODY_NAMED = (Chip(None, "Who must act is not stated"),)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
OPEN = ("pending", "unknown")
FIELD_WORDS = {
    "filed_by": "filer",
    "relates_to": "relations",
    "met_by_entry": "what met it",
    "changed_by_entry": "what changed it",
    "set_by_entry": "what set it",
    "trigger_entry": "trigger",
    "responsible": "who must act",
    "due": "date",
    "source_entry": "the paper that says so",
}
SORTS = {"filing": "", "deadline": "Deadline", "hearing": "Hearing", "fact": "Fact"}


class Row(TypedDict):
    """A dictionary, because a template finds a key faster than an attribute."""

    id: str
    css: str
    # The side in whose colour it stands: unknown, and joint for a date that binds several.
    side: str
    date: date | None
    # The docket number, or a dash; nothing for a deadline or hearing, whose sort stands in its place.
    number: str
    sort: str
    url: str
    title: str
    is_masked: bool
    chips: str
    small: str


class Day(TypedDict):
    date: date
    # `2025-10-27` and `Mon, Oct 27`; `2025-03` and `Mar` of facts that are known to the month alone.
    iso: str
    name: str
    # Today's line stands before this day, inside its month.
    after_today: bool
    rows: list[Row]


@dataclass(frozen=True)
class Month:
    """The first day of a month with its days; `first` is None for what has no date."""

    first: date | None
    count: int
    days: list[Day]
    # Today's line stands before the whole month.
    after_today: bool

    @property
    def anchor(self) -> str:
        return f"m{self.first:%Y-%m}" if self.first else "undated"


def months_of(events: Sequence[Event], *, docket_url: str, today: date, goes_on: bool) -> list[Month]:
    """`goes_on`: the list goes on from an earlier page, which has today's line where nothing past is left for this one."""
    line_before = next((event.place.day for event in events if event.place.day >= today), None)
    if goes_on and line_before == events[0].place.day:
        line_before = None
    found: list[Month] = []
    for (year, month), group in groupby(events, key=lambda event: (event.place.day.year, event.place.day.month)):
        of_month = list(group)
        days: list[Day] = []
        for (on, iso, name), of_day in groupby(of_month, key=heading_of):
            rows = [row_of(event, docket_url=docket_url, today=today) for event in of_day]
            after_today = on == line_before and bool(days) and days[-1]["date"] != on
            days.append({"date": on, "iso": iso, "name": name, "after_today": after_today, "rows": rows})
        first = date(year, month, 1) if of_month[0].date else None
        found.append(Month(first, len(of_month), days, after_today=days[0]["date"] == line_before))
    return found


def heading_of(event: Event) -> tuple[date, str, str]:
    """The day under which an event stands, as `datetime` of HTML writes it, and its name: of a fact that is known to the
    month or the year alone, that month or year."""
    on = event.place.day
    fineness = grain(event.precision, on, end_of(event)) if event.precision else DAY
    if fineness == DAY:
        return on, f"{on}", weekday(on)
    return (on, f"{on:%Y-%m}", MONTHS[on.month - 1]) if fineness == MONTH else (on, f"{on:%Y}", f"{on:%Y}")


def weekday(on: date) -> str:
    return f"{WEEKDAYS[on.weekday()]}, {MONTHS[on.month - 1]} {on.day}"


def row_of(event: Event, *, docket_url: str, today: date) -> Row:
    """The page's cells of an event; of a masked one its number, its date and that it is sealed."""
    css = f"event {event.event} {lane_class(event)}"
    number = ""
    if event.event == "filing":
        number = "—" if event.entry is None else number_of_key(event.key)
    return {
        "id": f"{event.event}-{event.key}",
        "css": css,
        "side": lane_class(event),
        "date": None if event.date is None else event.place.day,
        "number": number,
        "sort": SORTS[event.event],
        "url": event.source_address or event.address,
        "title": "Sealed" if event.is_masked else event.title or "",
        "is_masked": event.is_masked,
        "chips": "" if event.is_masked else chips_html(chips_of_event(event)),
        "small": "" if event.is_masked else small_of(event, docket_url, today),
    }


def lane_class(event: Event) -> str:
    """A date that binds several sides belongs to none of their lanes; a joint paper stands in its first filer's."""
    if event.event == "deadline" and len(event.actors.sides) > 1:
        return "joint"
    return event.lane or "unknown"


def chips_of_event(event: Event) -> tuple[Chip, ...]:
    pairs = tuple((side, name) for side, names in event.actors.by_side for name in names if side != COURT)
    by_court = COURT in event.actors.sides
    if event.event == "fact":
        return (Chip(event.side, event.said_by or ""),)
    if event.event != "filing" and not event.actors.sides:
        return NOBODY_NAMED
    return chips_of(pairs, by_court=by_court, judge=event.judge)


def small_of(event: Event, docket_url: str, today: date) -> SafeString:
    """The quiet words behind the title."""
    if event.event == "fact":
        parts = list(of_fact(event))
    else:
        parts = list(of_paper(event, docket_url) if event.event == "filing" else of_date(event, docket_url, today))
    if doubt := doubt_of(event):
        parts.append(format_html('<span class="confidence">{}</span>', doubt))
    return SafeString(" · ".join([part if isinstance(part, SafeString) else escape(part) for part in parts]))


def doubt_of(event: Event) -> str:
    """How sure the row is: nothing where all of it is confirmed; `inferred: filer` where that one field is not."""
    if event.confidence == "confirmed" and not event.inferred_fields:
        return ""
    fields = (event.inferred_fields or "").split(SEPARATOR)
    named = ", ".join(FIELD_WORDS.get(field, field.replace("_", " ")) for field in fields if field)
    whole = "" if event.confidence == "confirmed" else (event.confidence or "").replace("-", " ")
    if whole and named:
        return f"{whole}, above all: {named}" if whole == "inferred" else f"{whole}; inferred: {named}"
    return f"inferred: {named}" if named else whole


def of_fact(event: Event) -> Iterator[str]:
    """When, how it stands, what is said, and where that can be read."""
    yield when_of(event)
    yield format_html("<b>{}</b>", event.fact_status)
    if event.text:
        yield event.text
    if event.source_entry:
        yield format_html('<a href="{}">{}</a>', event.source_address, cite_of(event))
    if address := outside(event.url):
        yield format_html('<a href="{}" rel="noreferrer">source</a>', address)


def cite_of(event: Event) -> str:
    """`No. 34-2 at 7`: the paper that tells a fact, and its page."""
    number = number_of_key(event.source_entry or "")
    paper = f"No. {number}" if number[0].isdigit() else number
    paper += f"-{event.source_document}" if event.source_document else ""
    return f"{paper} at {event.source_page}" if event.source_page else paper


def of_paper(event: Event, docket_url: str) -> Iterator[str]:
    for words in (event.relations or "").split(SEPARATOR):
        relation, _, key = words.rpartition(" ")
        if key:
            yield SafeString(f"{escape(relation)} {link(key, docket_url)}")
    if event.outcome:
        yield SafeString(f"<b>{'order not captured' if event.outcome == 'not captured' else escape(event.outcome)}</b>")
    if event.sealed in ("partly", "full"):
        yield "partly sealed" if event.sealed == "partly" else "fully sealed"
    if event.documents:
        yield count_of(event.documents, "document")
    elif event.text_only:
        yield "text only"


def of_date(event: Event, docket_url: str, today: date) -> Iterator[str]:
    if event.time:
        yield f"{event.place.clock:%I:%M %p}".lstrip("0")
    if event.location:
        yield event.location
    if event.date is None and event.computed_due:
        yield f"{day_in(event.computed_due)} by our reading of {event.rule}"
    yield from fate(event, docket_url, today)


def fate(event: Event, docket_url: str, today: date) -> Iterator[str]:
    """What became of a date, with the filings that say so."""
    met, changed = link(event.met_by_entry, docket_url), link(event.changed_by_entry, docket_url)
    if event.status == "moved":
        where = f"to {day_in(event.moved_to)}" if event.moved_to else "to a date that was not captured"
        yield format_html("<b>moved</b> {} by {}", where, changed)
    elif event.status == "vacated":
        again = f", reset to {day_in(event.moved_to)}" if event.moved_to else ""
        yield format_html("<b>vacated</b> by {}{}", changed, again)
    elif event.status == "held":
        yield format_html("<b>held</b>, minutes {}", met)
    elif event.status in OPEN:
        passed = event.status == "unknown" or (event.date is not None and event.place.day < today)
        yield SafeString(f"<b>{'what became of it is not known' if passed else 'pending'}</b>")
    if event.met_by_entry and event.status != "held":
        yield format_html("<b>met</b> by {}", met)


def day_in(text: str) -> str:
    return day(date.fromisoformat(text))


def link(key: str | None, docket_url: str) -> SafeString:
    """A key is made of digits, letters and dashes alone."""
    return SafeString(f'<a href="{docket_url}{key}/">{number_of_key(key)}</a>' if key else "")


def number_of_key(key: str) -> str:
    """How a sentence names the entry of this key: `34`, `34 (2)`, `the entry of Sep 19, 2025`."""
    if key.startswith("u"):
        return number_of(None, key, date.fromisoformat(key[1:11]))
    return number_of(int(key.partition("_")[0]), key, date.min)
