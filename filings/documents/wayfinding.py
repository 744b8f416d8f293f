"""The HTML by which a reader finds their way in a document: its thumbnails, its outline, its further addresses."""

from html import escape
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString

from filings.docket.words import count_of
from filings.documents.combined import Part
from filings.documents.page_markup import size_of
from filings.documents.room import AT_ONE_ADDRESS, Room, address_of

# An outline of thousands of entries is no help, and costs each reader.
MOST_ENTRIES = 400
DEEPEST = 4


def thumbnails(room: Room) -> SafeString:
    """The items of the strip: a small picture of each page here, its number, and how many hits it has."""
    url, spans, sizes = room.desk.url, room.hits.spans, {}
    items = []
    for page in room.shown:
        number, shape = page.number, (page.width, page.height)
        if shape not in sizes:
            sizes[shape] = 'width="{}" height="{}"'.format(*size_of(*shape, "thumb"))
        count = f"<b>{count_of(len(spans[number]), 'hit')}</b>" if number in spans else ""
        items.append(
            f'<li><a href="#p{number}"><img loading="lazy" decoding="async" {sizes[shape]}'
            f' src="{url}{number}-thumb.webp" alt="">{number}{count}</a></li>'
        )
    return SafeString("".join(items))


def outline(bookmarks: list[Any], room: Room) -> SafeString:
    """The items of the outline that the file brings with it. It is outside input."""
    return SafeString("".join(_entry(one, room) for one in bookmarks[:MOST_ENTRIES] if isinstance(one, dict)))


def _entry(bookmark: dict[str, Any], room: Room) -> str:
    title = escape(" ".join(str(bookmark.get("title") or "").split()) or "(no title)")
    level, page = bookmark.get("level"), bookmark.get("page")
    depth = min(level, DEEPEST) if isinstance(level, int) and level > 0 else 0
    if not isinstance(page, int) or not 1 <= page <= room.window.total:
        return f'<li class="level-{depth}">{title}</li>'
    address = escape(room.address(page))
    return f'<li class="level-{depth}"><a href="{address}">{title}</a> <span class="muted">{page}</span></li>'


def about(intake: dict[str, Any]) -> SafeString:
    """Terms and values: what the file says of itself, the values typed into its form, the files it carries inside."""
    said = [(name, str(value)) for name, value in (intake.get("metadata") or {}).items()]
    typed = [(f"Form: {name}", str(value)) for name, value in (intake.get("form_fields") or {}).items()]
    inside = [
        ("Carries inside", f"{name or 'a file without a name'}, {filesizeformat(size)}; it is not opened here")
        for name, size in intake.get("attachments") or []
    ]
    shown = [*inside, *said, *typed][:MOST_ENTRIES]
    return SafeString("".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in shown))


def other_windows(room: Room) -> SafeString:
    """Links to the further pages of a document too long for one address; empty for most."""
    total = room.window.total
    if total <= AT_ONE_ADDRESS:
        return SafeString("")
    links = []
    for first in range(1, total + 1, AT_ONE_ADDRESS):
        last = min(first + AT_ONE_ADDRESS - 1, total)
        words = f"{first:,}–{last:,}"
        if first == room.window.first:
            links.append(f'<li aria-current="page">Pages {words}</li>')
        else:
            address = escape(address_of(room.desk.url, first, room.desk.sought))
            links.append(f'<li><a href="{address}#p{first}">Pages {words}</a></li>')
    return SafeString(f'<nav class="windows" aria-label="Parts of a long document"><ul>{"".join(links)}</ul></nav>')


def papers(room: Room) -> list[str]:
    """The papers that a combined download seems to hold: `pages 10–13 (34-1)`."""
    return [_paper(part) for part in room.checked.parts]


def _paper(part: Part) -> str:
    pages = f"pages {part.first}–{part.last}" if part.last > part.first else f"page {part.first}"
    return f"{pages} ({part.document}{f'-{part.attachment}' if part.attachment else ''})"
