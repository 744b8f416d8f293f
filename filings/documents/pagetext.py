"""The words of one page as HTML: the court's line numbers beside them, what stands apart set apart, hits marked. Pure.

The text stands in a `white-space: pre-wrap` box as it is, so that copying gives it as it is: a number is an attribute,
which the style sheet prints, and is no text of the page. The whole text is escaped once; a page is ready in some 20 µs.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import NamedTuple

from filings.reading.pages import Mark

Span = tuple[int, int]

APART = {"turned": "Printed sideways or across the page", "typed": "Typed into the form"}
_mark_of = itemgetter(1)


class Link(NamedTuple):
    """A span of the text that leads to another paper."""

    start: int
    end: int
    href: str


def is_numbered(marks: Sequence[Mark]) -> bool:
    return any(isinstance(mark, int) for mark in marks)


def html_of(
    text: str,
    marks: Sequence[Mark],
    *,
    anchor: str,
    hits: Sequence[Span] = (),
    first_hit: int = 1,
    links: Sequence[Link] = (),
) -> str:
    """`anchor` is the page's id: line 12 is `<anchor>-12`. `hits` are spans of the text, in order; the ids of the page's
    own count from `first_hit`: `hit-5`. `links` are in order as well, none within another."""
    escaped = _marked(text, hits, first_hit, links) if hits or links else escape(text, quote=False)
    return _lines(escaped, marks, anchor) if any(marks) else escaped


def _lines(escaped: str, marks: Sequence[Mark], anchor: str) -> str:
    parts: list[str] = []
    numbers: set[Mark] = set()
    before = ""
    lines = escaped.split("\n")
    marked = zip_longest(lines, marks[: len(lines)], fillvalue=None)
    for mark, group in groupby(marked, _mark_of):
        words = "\n".join([str(line) for line, _ in group])
        if mark is None or mark in numbers:
            parts.append(f"{before}{words}")
        elif isinstance(mark, int):
            numbers.add(mark)
            parts.append(f'{before}<span class="ln" id="{anchor}-{mark}" data-n="{mark}">{words}</span>')
        else:
            # A block begins and ends its lines itself.
            label = APART.get(mark, "Stands apart")
            parts.append(f'<div class="apart"><b class="label">{label}</b>{words}</div>')
            before = ""
            continue
        before = "\n"
    return "".join(parts)


def _marked(text: str, hits: Sequence[Span], first_hit: int, links: Sequence[Link]) -> str:
    """Hits and links, each in pieces that end where a line ends, one within the other or apart; the first piece of a hit has
    the id. A link that a hit cuts in two is left out."""
    # place, closing before opening, the outer one opening first and closing last, the tag
    tags: list[tuple[int, int, int, int, str]] = []
    for number, (start, end) in enumerate(hits, first_hit):
        name = f' id="hit-{number}"'
        for first, last in _by_line(text, start, end):
            tags += ((first, 1, -last, 1, f"<mark{name}>"), (last, 0, -first, -1, "</mark>"))
            name = ""
    for link in links:
        if any(start < link.start < end < link.end or link.start < start < link.end < end for start, end in hits):
            continue
        for first, last in _by_line(text, link.start, link.end):
            tags += ((first, 1, -last, 0, f'<a href="{escape(link.href)}">'), (last, 0, -first, 0, "</a>"))
    parts: list[str] = []
    at = 0
    for place, *_, tag in sorted(tags):
        parts += (escape(text[at:place], quote=False), tag)
        at = place
    parts.append(escape(text[at:], quote=False))
    return "".join(parts)


def _by_line(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if start < stop:
            yield start, stop
        start = stop + 1
