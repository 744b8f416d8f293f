"""What a reader looks for in a paper: the one value that says how to find it, in a page's text and on its picture.

A phrase typed into the document (`?q=`), or the words of a search of the case (`?find=`), which has operators.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from filings.query import language, marks
from filings.query.tokens import tokens
from filings.query.trees import TAIL
from filings.reading import hits

Span = tuple[int, int]
_parse = lru_cache(maxsize=64)(language.parse)


class Edges(NamedTuple):
    """The words over the page's own two ends, as Page.bridge has them: of the page before and this, of this and the next."""

    before: str | None = None
    after: str | None = None


NO_EDGES = Edges()


@dataclass(frozen=True)
class Sought:
    text: str = ""
    is_search: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def name(self) -> str:
        """Of its parameter in an address."""
        return "find" if self.is_search else "q"

    @property
    def asking(self) -> str:
        """As an address carries it."""
        return f"{self.name}={quote(self.text, safe='')}"

    def spans(self, text: str, edges: Edges = NO_EDGES) -> list[Span]:
        """What to mark of a page, first to last, none overlapping another."""
        if not self.is_search:
            return hits.find(text, self.text)
        query = _parse(self.text)
        if query.words is None:
            return []
        found = marks.spans(text, query)
        over = [
            *_over_edge(text, edges.before, query, is_head=True),
            *_over_edge(text, edges.after, query, is_head=False),
        ]
        return _apart(sorted([*found, *over])) if over else found


NOTHING = Sought()


def sought_in(phrase: str | None, search: str | None) -> Sought:
    """Of an address: `find` before `q`. White space is one space, and past all length it finds nothing."""
    text = " ".join((search or phrase or "").split())
    return Sought(text[: (language.LONGEST if search else hits.LONGEST_QUERY) + 1], bool(search))


def _over_edge(text: str, bridge: str | None, query: language.Query, *, is_head: bool) -> Iterator[Span]:
    """What of the page is marked because it goes on over its edge: the bridge's own words are looked up in the page."""
    marked = (bridge or "").split()
    words = [word[1:] for word in marked]
    edge = sum(word[0] == TAIL for word in marked)
    own = words[edge:] if is_head else words[:edge]
    read = tokens(text)
    known = [token.word for token in read]
    starts = range(len(known) - len(own) + 1)
    place = next((at for at in (starts if is_head else reversed(starts)) if known[at : at + len(own)] == own), None)
    if not own or place is None:
        return
    joined = " ".join(words)
    for start, end in marks.spans(joined, query):
        first = joined.count(" ", 0, start)
        last = joined.count(" ", 0, end)
        left, right = (max(first - edge, 0), last - edge) if is_head else (first, min(last, edge - 1))
        if left <= right:
            yield read[place + left].start, read[place + right].end


def _apart(found: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in found:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], end))
        else:
            kept.append((start, end))
    return kept
