"""Where a text holds the words of a query: the one matcher behind marks on a page, on its picture and in a passage. Pure.

It reads as the index does (tokens.py), and finds besides what the index finds by `mended`: a word that the text broke in two.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from filings.query.breaks import is_break, is_hyphen
from filings.query.language import Query
from filings.query.tokens import Token, tokens
from filings.query.trees import And, Form, Near, Or, Term, Tree, wanted

Span = tuple[int, int]
# More marks than these on one page help nobody find anything.
MOST = 1_000
# Letters behind a stray space that tell that a word goes on there, and that no other word begins.
LEAST_REST = 2
# Words; a query has no longer one.
LONGEST_PHRASE = 500


class Run(NamedTuple):
    """Words of a text, from the first to the last that belong to a term, by their places among its words."""

    first: int
    last: int


@dataclass(frozen=True)
class Words:
    """A text, cut once."""

    text: str

    @cached_property
    def tokens(self) -> list[Token]:
        return tokens(self.text)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, token in enumerate(self.tokens):
            found.setdefault(token.word, []).append(place)
        return found

    @cached_property
    def sorted(self) -> list[str]:
        return sorted(self.places)

    def begun(self, start: str) -> list[str]:
        """The words that begin so."""
        at = bisect_left(self.sorted, start)
        end = bisect_left(self.sorted, f"{start}\U0010ffff")
        return self.sorted[at:end]

    def broken(self, word: str, *, is_begun: bool) -> list[int]:
        """Where the word stands in two pieces: the places of the first."""
        return [
            place
            for cut in range(1, len(word))
            for place in self.places.get(word[:cut], ())
            if self._goes_on(place, word[cut:], is_begun)
        ]

    def _goes_on(self, place: int, rest: str, is_begun: bool) -> bool:
        if place + 1 == len(self.tokens):
            return False
        left, right = self.tokens[place], self.tokens[place + 1]
        fits = right.word.startswith(rest) if is_begun else right.word == rest
        between = self.text[left.end : right.start]
        if not (fits and is_break(between) and left.word.isalpha() and right.word.isalpha()):
            return False
        # `motions*` does not begin in `motion seeks`.
        return not is_begun or len(rest) >= LEAST_REST or is_hyphen(between)

    def runs(self, term: Term) -> list[Run]:
        return sorted({run for form in term.forms for run in self._runs(form)})

    def _runs(self, form: Form) -> Iterator[Run]:
        last = len(form.words) - 1
        starts = self._places(form.words[0], form.is_begun and not last)
        for start, length in starts:
            at, place = start + length, 1
            while place <= last and (step := self._step(at, form.words[place], form.is_begun and place == last)):
                at, place = at + step, place + 1
            if place > last:
                yield Run(start, at - 1)

    def _places(self, word: str, is_begun: bool) -> Iterator[tuple[int, int]]:
        """Where the word stands, and in how many pieces."""
        for one in self.begun(word) if is_begun else (word,):
            yield from ((place, 1) for place in self.places.get(one, ()))
        yield from ((place, 2) for place in self.broken(word, is_begun=is_begun))

    def _step(self, at: int, word: str, is_begun: bool) -> int:
        """How many tokens from `at` on are the word: 1, 2 where it is broken, 0 where it does not stand there."""
        if at >= len(self.tokens):
            return 0
        found = self.tokens[at].word
        if found.startswith(word) if is_begun else found == word:
            return 1
        return 2 if word.startswith(found) and self._goes_on(at, word[len(found) :], is_begun) else 0

    def near(self, near: Near) -> list[Run]:
        """The runs of both terms that stand close enough to one of the other."""
        left, right = self.runs(near.left), self.runs(near.right)
        found = set()
        for one in left:
            for other in _within(right, one, near.distance):
                found |= {one, other}
        return sorted(found)


def _within(runs: Sequence[Run], run: Run, distance: int) -> list[Run]:
    """Those that begin at most `distance` words behind the end of `run`, and those behind whose end it begins so. Two that
    overlap are near."""
    found = []
    for other in runs[bisect_left(runs, (run.first - distance - LONGEST_PHRASE,)) :]:
        if other.first - run.last > distance:
            break
        if run.first - other.last <= distance:
            found.append(other)
    return found


def spans(text: str, query: Query, *, before: str = "", after: str = "") -> list[Span]:
    """What to mark, first to last, none overlapping. `before` and `after` are the words of its neighbours: a phrase that runs
    over the end of the page is marked on both."""
    start = len(before) + 1 if before else 0
    whole = "\n".join(part for part in (before, text, after) if part)
    read = Words(whole)
    found: list[Span] = []
    for term in wanted(query.words):
        for run in read.near(term) if isinstance(term, Near) else read.runs(term):
            first, last = read.tokens[run.first].start - start, read.tokens[run.last].end - start
            if last > 0 and first < len(text):
                found.append((max(first, 0), min(last, len(text))))
    return _apart(sorted(found))[:MOST]


def _apart(found: Sequence[Span]) -> list[Span]:
    """The longer of two that overlap."""
    kept: list[Span] = []
    for start, end in found:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], end))
        else:
            kept.append((start, end))
    return kept


def holds(text: str, query: Query) -> bool:
    """Whether the text as a whole answers the words of the query; yes, where it asks for none."""
    return query.words is None or _holds(Words(text), query.words)


def _holds(read: Words, tree: Tree) -> bool:
    if isinstance(tree, Term):
        return bool(read.runs(tree))
    if isinstance(tree, Near):
        return bool(read.near(tree))
    if isinstance(tree, Or):
        return any(_holds(read, part) for part in tree.parts)
    assert isinstance(tree, And)
    return all(_holds(read, part) for part in tree.parts) and not any(_holds(read, part) for part in tree.without)
