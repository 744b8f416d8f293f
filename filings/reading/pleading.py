"""The numbers 1 to 28 down the margin of pleading paper: found among the words of a page, or in plain text.

Of words we know where they stand, so each line of text gets the number printed beside it. pypdf, the second reader, gives
the numbers as one unbroken run of lines before, after or inside the body: there they are only taken out.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from filings.reading.words import Word

# Of a page's width, from the left: where the numbers end.
MARGIN = 0.2
# Points between the middles of two numbers of one column, "9" and "10" set flush right.
COLUMN = 6.0
FEWEST_NUMBERS = 15
# Of the step between two lines: how far a number may stand from its place.
SLACK = 0.45

# California's paper has 28 lines, other courts' 25 to 32. A shorter run may be a list, and stays.
FEWEST_LINES = 24
MOST_LINES = 32

_NUMBER = re.compile(r"[1-9]\d?")
_NUMBER_ALONE = re.compile(r"[ \t]*(\d{1,2})[ \t]*")


@dataclass(frozen=True)
class Gutter:
    """The numbers and where they stand: number n on the baseline `first` + (n - 1) * `step`, in points from the top."""

    first: float
    step: float
    last: int
    places: frozenset[int]
    """Which of the words given are the numbers."""

    def line_at(self, baseline: float) -> int | None:
        """The number nearest to a line of text; None for what stands above the first or below the last."""
        number = round(self._place(baseline))
        return number if 1 <= number <= self.last else None

    def lines_at(self, baselines: Sequence[float]) -> list[int | None]:
        """The numbers of lines of text, given from top to bottom. Of lines set closer than the numbers the nearest has
        the number; what stands above it goes with the number before."""
        nearest: dict[int, float] = {}
        for baseline in baselines:
            number = self.line_at(baseline)
            if number and abs(self._place(baseline) - number) < abs(nearest.get(number, number + 1.0) - number):
                nearest[number] = self._place(baseline)
        return [self._shared(baseline, nearest) for baseline in baselines]

    def _shared(self, baseline: float, nearest: dict[int, float]) -> int | None:
        number = self.line_at(baseline)
        above = number is not None and number > 1 and self._place(baseline) < nearest[number]
        return number - 1 if number and above else number

    def _place(self, baseline: float) -> float:
        return (baseline - self.first) / self.step + 1


def find_gutter(words: Sequence[Word], *, width: float) -> Gutter | None:
    """The column of line numbers among upright words, if the page has one."""
    candidates = [
        (place, int(word.text), (word.left + word.right) / 2, word.baseline)
        for place, word in enumerate(words)
        if word.right < width * MARGIN and _NUMBER.fullmatch(word.text) and int(word.text) <= MOST_LINES
    ]
    if len(candidates) < FEWEST_NUMBERS:
        return None
    found = [_fitted(column) for column in _columns(candidates)]
    return max((gutter for gutter in found if gutter), key=lambda gutter: len(gutter.places), default=None)


_Candidate = tuple[int, int, float, float]  # place, number, middle, baseline


def _columns(candidates: Iterable[_Candidate]) -> Iterable[list[_Candidate]]:
    column: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda candidate: candidate[2]):
        if column and candidate[2] - column[-1][2] > COLUMN:
            yield column
            column = []
        column.append(candidate)
    yield column


def _fitted(column: list[_Candidate]) -> Gutter | None:
    """A line through the column's numbers, by medians: a stray number of the text does not bend it."""
    if len(column) < FEWEST_NUMBERS:
        return None
    ordered = sorted(column, key=lambda candidate: candidate[3])
    steps = [
        (lower[3] - upper[3]) / (lower[1] - upper[1])
        for upper, lower in itertools.pairwise(ordered)
        if lower[1] > upper[1]
    ]
    step = median(steps) if steps else 0.0
    if step <= 1.0:
        return None
    first = median(baseline - (number - 1) * step for _, number, _, baseline in column)
    kept = {
        number: place
        for place, number, _, baseline in column
        if abs(baseline - first - (number - 1) * step) < SLACK * step
    }
    if len(kept) < FEWEST_NUMBERS:
        return None
    return Gutter(first, step, max(kept), frozenset(kept.values()))


def take_out_numbers(text: str) -> tuple[str, int | None]:
    """The text without the run 1..n of line numbers, and n. Text without such a run comes back unchanged, with None."""
    lines = text.split("\n")
    numbers = [_number_alone(line) for line in lines]
    for start, number in enumerate(numbers):
        if number != 1:
            continue
        end, last = _run_from(numbers, start)
        if FEWEST_LINES <= last <= MOST_LINES:
            return "\n".join(lines[:start] + lines[end:]), last
    return text, None


def _number_alone(line: str) -> int | None:
    """The number that is all a line holds; 0 for a blank line, None for words."""
    if not line.strip():
        return 0
    found = _NUMBER_ALONE.fullmatch(line)
    return int(found[1]) if found else None


def _run_from(numbers: list[int | None], start: int) -> tuple[int, int]:
    """Where the run 1, 2, 3... beginning at `start` ends, and its last number. Only blank lines do not break it."""
    end, last = start, 0
    for place in range(start, len(numbers)):
        if numbers[place] == last + 1:
            end, last = place + 1, last + 1
        elif numbers[place] != 0:
            break
    return end, last
