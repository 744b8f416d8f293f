"""The words of a page on one line, each character with the place it came from. Pure."""

import re
from dataclasses import dataclass

# A line that a page ends with and that is no part of its words: its number, or the title of the paper in capitals.
_FOOT = re.compile(r"[-–— ]*\d{1,3}[-–— ]*|.*\b(?i:case no)s?\.? ?:?\S*\d.*|(?=(?:.*[A-Z]{3}){2})[^a-z]+|\s*")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2011": "-"})
MOST_FEET = 5
# A citation is not longer than this.
REACH = 300


@dataclass(frozen=True)
class Flat:
    text: str
    origins: list[int]
    """Of each character of `text` its place in the words of the page."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.origins[start], self.origins[end - 1] + 1


def flat(words: str) -> Flat:
    """Line ends and runs of blanks are one blank, curved apostrophes straight; a word broken at a line end stays broken."""
    text: list[str] = []
    origins: list[int] = []
    for at, letter in enumerate(words.translate(_STRAIGHT)):
        blank = letter.isspace()
        if blank and (not text or text[-1] == " "):
            continue
        text.append(" " if blank else letter)
        origins.append(at)
    return Flat("".join(text), origins)


def body_end(words: str) -> int:
    """Where the page's own words end and its foot begins."""
    lines = words.split("\n")
    end = len(words)
    for line in reversed(lines[-MOST_FEET:]):
        if len(lines) > 1 and _FOOT.fullmatch(line):
            end -= len(line) + 1
        else:
            break
    return max(end, 0)


def seam(words: str, following: str) -> tuple[Flat, int]:
    """The end of a page and the start of the next as one text, and how much of it is this page's."""
    end = body_end(words)
    begin = max(0, end - REACH)
    tail, head = flat(words[begin:end]), flat(following[:REACH])
    own = len(tail.text.rstrip()) + 1
    joined = f"{tail.text.rstrip()} {head.text.lstrip()}"
    last = tail.origins[own - 2] + begin if own > 1 else begin
    origins = [at + begin for at in tail.origins[: own - 1]]
    return Flat(joined, origins + [last] * (len(joined) - len(origins))), own
