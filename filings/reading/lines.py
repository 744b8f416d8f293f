"""Words to lines, as a reader of the page sees them: from top to bottom, each from left to right."""

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from filings.reading.words import Word

# The share of a word that must fall into a line; a small one (a footnote mark) is raised above it.
OVERLAP = 0.5
OVERLAP_OF_SMALL = 0.2
SMALL = 0.75
# A letter that reaches over several lines (an initial, a seal) stands on one of them.
GIANT = 2.5
X_HEIGHT = 0.55
# Points between two baselines that are one, and between the parts of a word that was printed in parts.
SAME = 0.05
TOUCHING = 0.2
# Wider gaps than this many heights are kept as such: the two halves of a caption, the columns of a table.
WIDE_GAP = 2.0


@dataclass(slots=True)
class Line:
    """Words that stand beside each other. `baseline` and `top` (of its small letters) in points from the page's top."""

    baseline: float
    top: float
    words: list[Word] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words with a space between, or three where the paper leaves a wide blank."""
        words = self.words
        parts = [words[0].text]
        for word, after in itertools.pairwise(words):
            blank = after.left - word.right
            if blank < TOUCHING and after.left > word.left and abs(after.baseline - word.baseline) < SAME:
                parts.append(after.text)
            elif blank > 8.0 and blank > WIDE_GAP * max(word.bottom - word.top, after.bottom - after.top):
                parts.append("   " + after.text)
            else:
                parts.append(" " + after.text)
        return "".join(parts)


def joined(words: Sequence[Word]) -> list[Word]:
    """The words with those that a line's end had divided made whole; each stands where it begins."""
    found: list[Word] = []
    for word in words:
        if found and found[-1].hyphen:
            first = found.pop()
            if first.text[-1:].islower() and word.text[:1].islower():
                found.append(first._replace(text=first.text + word.text, hyphen=word.hyphen))
                continue
            # "COVID-19" and "Los-Angeles" stay as they are printed, one part at the end of a line, one at the next.
            found.append(first._replace(text=first.text + "-", hyphen=False))
        found.append(word)
    return found


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Lines from top to bottom. Wants upright boxes."""
    lines: list[Line] = []
    last: Line | None = None
    # Tall words first: they make the lines that small ones (footnote marks, seals) then join.
    for word in sorted(words, key=_tall_first):
        # Most words stand on the very baseline of the one before.
        if last is None or abs(word.baseline - last.baseline) > SAME:
            last = _line_for(lines, word)
        last.words.append(word)
    for line in lines:
        line.words.sort(key=_left)
    return lines


def _tall_first(word: Word) -> tuple[float, float]:
    return -round(word.bottom - word.top, 1), word.baseline


def _left(word: Word) -> float:
    return word.left


def _baseline(line: Line) -> float:
    return line.baseline


def _line_for(lines: list[Line], word: Word) -> Line:
    """The line that the word overlaps most, or a new one. `lines` stay in the order of their baselines."""
    place = bisect_left(lines, word.baseline, key=_baseline)
    # From the top of its small letters to the baseline: what two lines never share, however close they stand.
    height = X_HEIGHT * max(word.bottom - word.top, 0.1)
    top, bottom = word.baseline - height, word.baseline
    best, share = None, 0.0
    for line in lines[max(place - 2, 0) : place + 2]:
        tall = line.baseline - line.top
        if tall > GIANT * height and abs(line.baseline - bottom) > height:
            continue
        wanted = OVERLAP_OF_SMALL if height < SMALL * tall else OVERLAP
        common = (min(bottom, line.baseline) - max(top, line.top)) / height
        if common > max(share, wanted):
            best, share = line, common
    if best is None:
        best = Line(word.baseline, top)
        lines.insert(place, best)
    return best
