"""The text of a page as a person corrected it: cleaned, and with the printed line numbers that its lines had. Pure."""

import hashlib
import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from filings.reading.pages import Mark

# A page of dense text has about 6,000 characters.
LONGEST = 100_000
# Lines of a page that are compared; beyond, lines keep their marks by place alone.
MOST_LINES = 2_000
# How alike two lines must be for one to be the other, corrected; by their beginnings, since a comparison costs the square of
# what is compared, and a line of print has some 80 characters.
ALIKE = 0.5
MOST_COMPARED = 200  # characters

# Line break and tab are all that a page's text holds of them; a database refuses the first.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def cleaned(text: str) -> str:
    """What a form sent, as the text of a page: one sort of line break, no control characters, no space at a line's end."""
    lines = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def fingerprint(text: str) -> str:
    """Tells whether a text is still the one that somebody was shown. 32 letters."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def carry_marks(old_lines: Sequence[str], marks: Sequence[Mark], new_lines: Sequence[str]) -> list[Mark]:
    """The marks of the old lines, given to the new ones that they became: one for each new line.

    Lines that stayed keep theirs. Of lines that changed, each new one takes the mark of the old one it stands for: in
    order where there are as many of both, else of the next one that is alike. A line that is new has none. No old line
    gives its mark twice.
    """
    filled = [*marks[: len(old_lines)], *[None] * (len(old_lines) - len(marks))]
    if len(old_lines) > MOST_LINES or len(new_lines) > MOST_LINES:
        return [*filled, *[None] * len(new_lines)][: len(new_lines)]
    carried: list[Mark] = [None] * len(new_lines)
    matcher = SequenceMatcher(None, [_folded(line) for line in old_lines], [_folded(line) for line in new_lines], False)
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and a_end - a == b_end - b):
            carried[b:b_end] = filled[a:a_end]
        elif kind == "replace":
            for old, new in _alike(old_lines[a:a_end], new_lines[b:b_end]):
                carried[b + new] = filled[a + old]
    return carried


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places, both rising: each new line with the first old line, after the last one taken, that it is like."""
    pairs: list[tuple[int, int]] = []
    after = 0
    for place, line in enumerate(new):
        matcher = SequenceMatcher(None, "", line[:MOST_COMPARED], False)
        # What was joined or split moves a few lines at most.
        for candidate in range(after, min(len(old), after + 8)):
            matcher.set_seq1(old[candidate][:MOST_COMPARED])
            if matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
                pairs.append((candidate, place))
                after = candidate + 1
                break
    return pairs


def _folded(line: str) -> str:
    return " ".join(line.split())
