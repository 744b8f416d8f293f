"""The piece of a text to show for a hit: where most of what is asked for stands together, with its marks. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from filings.query.language import Query
from filings.query.marks import MOST, Span, spans
from filings.query.trees import Near, wanted


@dataclass(frozen=True)
class Passage:
    """A piece of a text: (piece, is it marked) from left to right, and whether text was cut off before and after."""

    pieces: tuple[tuple[str, bool], ...]
    cut_before: bool
    cut_after: bool


def passage(text: str, query: Query, *, length: int = 240) -> Passage:
    """The piece of some `length` characters that holds most of what is asked for."""
    first, last = _around(text, query, length)
    marked = _plainly(text, query, first, last) or [
        (start + first, end + first) for start, end in spans(text[first:last], query)
    ]
    start = _best_start(marked, length)
    lead = max(0, start - length // 4)
    while 0 < lead < start and not text[lead - 1].isspace():
        lead += 1
    end = min(len(text), lead + length)
    while end < len(text) and not text[end].isspace() and end - lead < length + 30:
        end += 1
    pieces: list[tuple[str, bool]] = []
    at = lead
    for begin, stop in marked:
        if lead <= begin < end:
            pieces += [(text[at:begin], False), (text[begin : min(stop, end)], True)]
            at = min(stop, end)
    pieces.append((text[at:end], False))
    shown = tuple(
        (" ".join(piece.split()) if is_marked else _squeezed(piece), is_marked) for piece, is_marked in pieces
    )
    return Passage(tuple(piece for piece in shown if piece[0]), lead > 0, end < len(text))


def _around(text: str, query: Query, length: int) -> Span:
    """The part of a text to look at closely: about where most of the words stand together; all of it where none does as
    plainly as a pattern can say. Cutting a whole page into words for one line of it would cost ten times as much."""
    wide = 3 * length
    pattern = _pattern(query)
    if pattern is None or len(text) <= 2 * wide:
        return 0, len(text)
    found = [(match.start(), match.lastgroup) for match in islice(pattern.finditer(text.lower()), MOST)]
    best, most, last = -1, 0, 0
    for first, (start, _) in enumerate(found):
        while last < len(found) and found[last][0] <= start + length:
            last += 1
        if (kinds := len({group for _, group in found[first:last]})) > most:
            best, most = start, kinds
    if not most:
        return 0, len(text)
    # From space to space: half a word is another word.
    first, end = text.rfind(" ", 0, max(0, best - length // 2)), text.find(" ", best + 2 * length)
    return first + 1, end if end >= 0 else len(text)


def _plainly(text: str, query: Query, first: int, last: int) -> list[Span]:
    """The marks as the pattern sees them: none of words that the text broke in two, none where words must be near."""
    pattern = _pattern(query)
    if pattern is None or not text.isascii() or any(isinstance(one, Near) for one in wanted(query.words)):
        return []
    return [match.span() for match in islice(pattern.finditer(text.lower(), first, last), MOST)]


@lru_cache(maxsize=64)
def _pattern(query: Query) -> re.Pattern[str] | None:
    """Each term a group of its own."""
    terms = [
        term for one in wanted(query.words) for term in ((one.left, one.right) if isinstance(one, Near) else (one,))
    ]
    groups = [
        "|".join("[\\W_]+".join(form.words) + ("[^\\W_]*" if form.is_begun else "(?![^\\W_])") for form in term.forms)
        for term in terms
    ]
    named = (f"(?P<t{number}>{group})" for number, group in enumerate(groups))
    return re.compile(f"(?<![^\\W_])(?:{'|'.join(named)})") if groups else None


def _squeezed(text: str) -> str:
    """White space as one space each, those at the ends kept."""
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"


def _best_start(marked: Sequence[Span], length: int) -> int:
    """Where the stretch of `length` begins that holds the most marks; of several the first."""
    best, most, last = 0, 0, 0
    for first, (start, _) in enumerate(marked):
        while last < len(marked) and marked[last][1] <= start + length * 3 // 4:
            last += 1
        if last - first > most:
            best, most = start, last - first
    return best
