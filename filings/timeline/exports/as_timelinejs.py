"""Events to the spreadsheet that TimelineJS reads (https://timeline.knightlab.com): its own column names, to the letter.

Headline and Text are HTML there, and markup is taken out of the other cells. An event without a date it cannot show.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.utils.html import escape, linebreaks

from casefiles.spreadsheet import written as as_csv
from filings.docket.words import number_of
from filings.timeline import when
from filings.timeline.exports.words import told_of
from filings.timeline.shapes import Event

HEADER = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background",
)  # fmt: skip
GROUPS = {"plaintiff": "Plaintiff", "defendant": "Defendant", "court": "Court", "other": "Other"}
OUTSIDE = "Outside the court"


def written(blocks: Iterable[list[Event]]) -> Iterator[bytes]:
    """The file in pieces."""
    return as_csv(HEADER, (row(event) for event in chain.from_iterable(blocks) if event.date))


def row(event: Event) -> tuple[Any, ...]:
    cells: dict[str, Any] = dates_of(event)
    cells |= {"Headline": escape(headline(event)), "Text": text(event), "Group": group(event)}
    return tuple(cells.get(name) for name in HEADER)


def dates_of(event: Event) -> dict[str, Any]:
    """As far as the date is known: of a month no day, of a year no month. In words where TimelineJS would say it finer or
    has no words for it."""
    day = event.place.day
    if event.event != "fact":
        return {"Year": day.year, "Month": day.month, "Day": day.day, "Time": event.time}
    precision, end = event.precision or when.DAY, when.end_of(event)
    grain = when.grain(precision, day, end)
    found: dict[str, Any] = {"Year": day.year}
    if grain != when.YEAR:
        found["Month"] = day.month
    if grain == when.DAY:
        found["Day"] = day.day
    if end:
        found |= {"End Year": end.year, "End Month": end.month, "End Day": end.day}
    if precision != when.DAY:
        found["Display Date"] = when.when_of(event)
    return found


def headline(event: Event) -> str:
    """`No. 34: Motion to dismiss`, `Hearing: …`; of a masked event its number and that it is sealed."""
    title = "Sealed" if event.is_masked else event.title or event.key
    if event.event == "fact":
        return title
    if event.event != "filing":
        return f"{event.event.capitalize()}: {title}"
    return title if event.entry is None else f"No. {number_of(event.entry, event.key, event.place.day)}: {title}"


def group(event: Event) -> str | None:
    return OUTSIDE if event.event == "fact" else GROUPS.get(event.lane)


def text(event: Event) -> str:
    """HTML: what is told of it, and where it stands in the case file."""
    said = [event.text, event.docket_text, event.note, told_of(event)]
    body = "".join(linebreaks(part, autoescape=True) for part in said if part)
    return f'{body}<p><a href="{escape(event.address)}">In the case file</a></p>'
