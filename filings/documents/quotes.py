"""The lines of a page as they are shown and quoted: the words, and the number that the court's paper prints beside them.

Pure.
"""

from collections.abc import Sequence
from typing import NamedTuple

from filings.documents.corrected import carry_marks
from filings.reading.pages import Mark


class Line(NamedTuple):
    """One line of a page; `number` is printed beside it, None where the page prints none there."""

    number: int | None
    words: str
    sort: str | None = None
    """`turned`: printed sideways in the margin; `typed`: the value of a form field."""


def lines_of(text: str, marks: Sequence[Mark], *, shown: str | None = None) -> list[Line]:
    """The lines of a page, from its text as read and the marks of that; `shown` is the text that stands in its place."""
    words = (text if shown is None else shown).split("\n")
    if shown is not None and shown != text:
        marks = carry_marks(text.split("\n"), marks, words)
    lines = []
    for place, line in enumerate(words):
        mark = marks[place] if place < len(marks) else None
        lines.append(Line(mark, line) if isinstance(mark, int) else Line(None, line, mark))
    return lines


def last_number(lines: Sequence[Line]) -> int | None:
    """The highest number printed on the page, None for paper without."""
    return max((line.number for line in lines if line.number is not None), default=None)


def quoted(lines: Sequence[Line], first: int | None, last: int | None) -> list[Line]:
    """From the line with number `first` to that with number `last` (None: from the top, to the end).

    A line without a number, between two that are quoted, is quoted with them; what stands sideways in the margin is not.
    """
    wanted = [
        place
        for place, line in enumerate(lines)
        if line.number is not None and (first is None or line.number >= first) and (last is None or line.number <= last)
    ]
    if not wanted:
        return []
    begin = 0 if first is None else wanted[0]
    end = len(lines) if last is None else wanted[-1] + 1
    chosen = set(wanted)
    return [
        lines[place]
        for place in range(begin, end)
        if place in chosen or (lines[place].number is None and lines[place].sort != "turned")
    ]
