"""What differs between two versions of a document: which page of one stands for which of the other, and their words. Pure.

Work is bounded: a page has some 300 words, and nothing here costs more for a page than comparing MOST_WORDS of them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# Words of a page that are compared one by one; of a longer page the lines are, and of one with more lines than that
# nothing but its beginning and its end.
MOST_WORDS = 3_000

_WORD = re.compile(r"(\S+)(\s*)")

Op = Literal["same", "removed", "added"]


@dataclass(frozen=True)
class Pair:
    """Page `old` of the one version beside page `new` of the other, as each counts; None: it has no counterpart."""

    old: int | None
    new: int | None
    same: bool


@dataclass(frozen=True)
class Piece:
    """A run of words that both pages have, or one alone; with the white space that follows each word."""

    op: Op
    text: str

    @property
    def words(self) -> str:
        return self.text.rstrip()

    @property
    def space(self) -> str:
        """What follows them."""
        return self.text[len(self.words) :]


def align(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The pages of two versions side by side, in order, from the text of each page.

    Pages of the same words stand together. Between those, changed pages are paired in order; what is left over of one
    side was removed or added.
    """
    matcher = SequenceMatcher(None, _named(old), _named(new), False)
    pairs: list[Pair] = []
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        both = min(a_end - a, b_end - b)
        pairs += [Pair(a + at + 1, b + at + 1, kind == "equal") for at in range(both)]
        pairs += [Pair(page + 1, None, False) for page in range(a + both, a_end)]
        pairs += [Pair(None, page + 1, False) for page in range(b + both, b_end)]
    return pairs


def _named(pages: Sequence[str]) -> list[tuple[str, int]]:
    """The words of each page, and how often they came before: a thousand blank pages are a thousand different ones, and
    the matcher does not try each against each."""
    seen: Counter[str] = Counter()
    named = []
    for page in pages:
        words = " ".join(page.split())
        named.append((words, seen[words]))
        seen[words] += 1
    return named


def diff(old: str, new: str) -> list[Piece]:
    """What became of the words of a page, in order; runs of one sort are one piece. White space alone is no difference."""
    left, right = _words(old), _words(new)
    if max(len(left), len(right)) > MOST_WORDS:
        left, right = _lines(old), _lines(new)
    head = _common(left, right)
    tail = _common(left[head:][::-1], right[head:][::-1])
    pieces = [_piece("same", right[:head])]
    pieces += _middle(left[head : len(left) - tail], right[head : len(right) - tail])
    pieces.append(_piece("same", right[len(right) - tail :]))
    return [piece for piece in pieces if piece.text]


Token = tuple[str, str]  # a word, or a line; and the white space after it


def _middle(left: list[Token], right: list[Token]) -> Iterator[Piece]:
    if max(len(left), len(right)) > MOST_WORDS:
        yield _piece("removed", left)
        yield _piece("added", right)
        return
    # In a page of 200 words and more the commonest of them ("the", a comma) open no match, only widen one: that is
    # what keeps its cost down, and what keeps a rewritten sentence from falling into shreds.
    matcher = SequenceMatcher(None, [word for word, _ in left], [word for word, _ in right])
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        if kind == "equal":
            yield _piece("same", right[b:b_end])
        else:
            yield _piece("removed", left[a:a_end])
            yield _piece("added", right[b:b_end])


def _words(text: str) -> list[Token]:
    # The last word has a space after it too: in the other page it may not be the last.
    return [(word, space or " ") for word, space in _WORD.findall(text)]


def _lines(text: str) -> list[Token]:
    return [(" ".join(line.split()), "\n") for line in text.split("\n") if line.strip()]


def _common(left: Sequence[Token], right: Sequence[Token]) -> int:
    """How many words both begin with."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one[0] != other[0]:
            break
        count += 1
    return count


def _piece(op: Op, tokens: Sequence[Token]) -> Piece:
    return Piece(op, "".join(word + space for word, space in tokens))
