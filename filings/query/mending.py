"""What search adds to the words of a page, so that broken words and phrases over a page's end are found. Pure.

`mended`: each word that a hyphen at a line end or a stray space broke in two, joined, among its neighbours, so that a phrase
with it is found too. A hyphen is always taken to break one word (`plaintiff-\nappellant` is found both ways). A space is
stray where one of its sides is no word and both together are one, or where both are and the document has a long word of
them: words are those of the dictionary, and those that the document has time and again.

`bridge`: the last words of the page and the first of the next, without the lines that run along the pages' head and foot;
each marked as which it is (trees.TAIL, trees.HEAD), so that a phrase is found in it only where it runs over the end.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from spellchecker import SpellChecker

from filings.query.breaks import is_hyphen
from filings.query.tokens import Token, tokens
from filings.query.trees import HEAD, TAIL

NEIGHBOURS = 12
# Stands between pieces that are no neighbours; no paper has it, and nobody asks for it.
GAP = "zqxgapxqz"
MOST_PIECES, MOST_LETTERS = 4, 24
SHORT, LONG, OFTEN = 4, 7, 3
MOST_ADDED = 20_000  # characters a page: a letter-spaced page has not many words
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[\W_]*(?:page)?[\W_]*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*of\s*\d+)?[\W_]*", re.IGNORECASE)
_EDGE_LINES = 5


class Added(NamedTuple):
    """None where nothing is added."""

    mended: str | None
    bridge: str | None


@lru_cache(maxsize=1)
def _dictionary() -> SpellChecker:
    return SpellChecker(language="en", distance=1)


def additions(pages: Sequence[str]) -> list[Added]:
    """What to add to each of the pages of a document, in their order."""
    read = [tokens(text) for text in pages]
    seen = Counter(token.word for page in read for token in page)
    running = _running_lines(pages)
    bodies = [[token.word for token in tokens(body_of(text, running))] for text in pages]
    found = []
    for at, (text, words) in enumerate(zip(pages, read, strict=True)):
        following = bodies[at + 1] if at + 1 < len(bodies) else []
        bridge = _bridge(bodies[at], following) if bodies[at] and following else None
        found.append(Added(mended_of(text, words, seen), bridge))
    return found


def _bridge(page: Sequence[str], following: Sequence[str]) -> str:
    tail = [f"{TAIL}{word}" for word in page[-NEIGHBOURS:]]
    return " ".join([*tail, *(f"{HEAD}{word}" for word in following[:NEIGHBOURS])])


def mended_of(text: str, words: Sequence[Token], seen: Counter[str]) -> str | None:
    joints = list(_joints(text, words, seen))
    if not joints:
        return None
    pieces: list[str] = []
    at = 0
    while at < len(joints):
        # Joints that are neighbours share their surroundings.
        last = at
        while last + 1 < len(joints) and joints[last + 1][0] - joints[last][1] <= NEIGHBOURS:
            last += 1
        place, end = max(0, joints[at][0] - NEIGHBOURS), min(len(words), joints[last][1] + NEIGHBOURS)
        group, line = {first: (stop, joined) for first, stop, joined in joints[at : last + 1]}, []
        while place < end:
            stop, word = group.get(place, (place + 1, words[place].word))
            line.append(word)
            place = stop
        pieces.append(" ".join(line))
        at = last + 1
    return f" {GAP} ".join(pieces)[:MOST_ADDED]


def _joints(text: str, words: Sequence[Token], seen: Counter[str]) -> Iterator[tuple[int, int, str]]:
    """(first, after the last, the word they make) of the pieces of each broken word."""
    at = 0
    while at + 1 < len(words):
        for last in range(_farthest(words, at), at + 1, -1):
            if joined := _joined(text, words[at:last], seen):
                yield at, last, joined
                at = last - 1
                break
        at += 1


def _farthest(words: Sequence[Token], at: int) -> int:
    """After the last piece that may belong to the one at `at`: of a letter-spaced word all letters."""
    last = at
    while last < min(at + MOST_LETTERS, len(words)) and len(words[last].word) == 1:
        last += 1
    return max(last, min(at + MOST_PIECES, len(words)))


def _joined(text: str, pieces: Sequence[Token], seen: Counter[str]) -> str | None:
    between = [text[left.end : right.start] for left, right in pairwise(pieces)]
    hyphens = [is_hyphen(one) for one in between]
    if not all(hyphen or one == " " for hyphen, one in zip(hyphens, between, strict=True)):
        return None
    if not all(piece.word.isalpha() for piece in pieces):
        return None
    joined = "".join(piece.word for piece in pieces)
    if all(hyphens):
        return joined
    letters = [piece for piece in pieces if len(piece.word) == 1]
    # `12 b and`: a letter beside a word is no break.
    if len(letters) < len(pieces) and all(_is_word(piece.word, seen) for piece in pieces if piece not in letters):
        # `copy right`, in a paper on copyright.
        is_one = len(joined) >= LONG and seen[joined] and joined in _dictionary()
        return joined if is_one and not letters else None
    return joined if len(joined) >= SHORT and _is_word(joined, seen) else None


def _is_word(word: str, seen: Counter[str]) -> bool:
    """In the dictionary, or time and again in the document. Of single letters a and I."""
    if len(word) == 1:
        return word in "ai"
    return word in _dictionary() or seen[word] >= OFTEN


def _running_lines(pages: Sequence[str]) -> frozenset[str]:
    """Lines, without their figures, that stand at the head or the foot of three pages, or of both of two."""
    found = Counter(line for text in pages for line in {_plain(line) for line in _edges(text)})
    return frozenset(line for line, count in found.items() if count >= min(3, max(2, len(pages))))


def _edges(text: str) -> list[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    return lines if len(lines) <= 2 * _EDGE_LINES else lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]


def body_of(text: str, running: Iterable[str] = ()) -> str:
    """The text without page number and running lines at its ends."""
    lines = [line for line in text.split("\n") if line.strip()]
    known = frozenset(running)

    def runs(line: str) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(line.strip())) or _plain(line) in known

    return "\n".join(_stripped(lines, runs))


def _stripped(lines: list[str], runs: Callable[[str], bool]) -> list[str]:
    first, last = 0, len(lines)
    while first < min(last, _EDGE_LINES) and runs(lines[first]):
        first += 1
    while last > max(first, len(lines) - _EDGE_LINES) and runs(lines[last - 1]):
        last -= 1
    return lines[first:last]


def _plain(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()).lower())
