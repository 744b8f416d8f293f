"""The words of one page as HTML: the court's line numbers beside them, what stands apart set apart, hits marked. Pure.

The text stands in a `white-space: pre-wrap` box as it is, so that copying gives it as it is: a number is an attribute,
which the style sheet prints, and is no text of the page. The whole text is escaped once; a page is ready in some 20 µs.
"""

from collections.abc import Sequence
from html import escape
from itertools import groupby, zip_longest
from operator import itemgetter

from filings.reading.pages import Mark

Span = tuple[int, int]

APART = {"turned": "Printed sideways or across the page", "typed": "Typed into the form"}
# Characters that no page holds (control characters never reach the database): where a mark begins and ends.
_BEGIN, _END = "\x02", "\x03"
_mark_of = itemgetter(1)


def is_numbered(marks: Sequence[Mark]) -> bool:
    return any(isinstance(mark, int) for mark in marks)


def html_of(text: str, marks: Sequence[Mark], *, anchor: str, hits: Sequence[Span] = (), first_hit: int = 1) -> str:
    """`anchor` is the page's id: line 12 is `<anchor>-12`. `hits` are spans of the text, in order; the ids of the page's
    own count from `first_hit`: `hit-5`."""
    escaped = _escaped_with_hits(text, hits, first_hit) if hits else escape(text, quote=False)
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


def _escaped_with_hits(text: str, hits: Sequence[Span], first_hit: int) -> str:
    """A hit that runs over line ends is a mark on each of its lines; the first has the id."""
    # One character for one: the spans stay true.
    text = text.replace(_BEGIN, " ").replace(_END, " ")
    parts: list[str] = []
    at = 0
    for start, end in hits:
        parts += (text[at:start], _BEGIN, text[start:end].replace("\n", f"{_END}\n{_END}"), _BEGIN)
        at = end
    parts.append(text[at:])
    # Each hit is now between two BEGINs, and each line end within one between two ENDs.
    pieces = escape("".join(parts), quote=False).split(_BEGIN)
    for number, place in enumerate(range(1, len(pieces), 2), first_hit):
        first, *more = pieces[place].split(_END)
        marked = [f'<mark id="hit-{number}">{first}</mark>']
        marked += [piece if piece == "\n" or not piece else f"<mark>{piece}</mark>" for piece in more]
        pieces[place] = "".join(marked)
    return "".join(pieces)
