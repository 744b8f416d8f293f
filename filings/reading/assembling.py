"""The words of one page to what is kept of it: stamp and line numbers taken out, lines in reading order."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from filings.reading.lines import Line, joined, lines_of
from filings.reading.pages import Mark
from filings.reading.pleading import find_gutter, take_out_numbers
from filings.reading.stamp import Stamp, counting, find_stamps, take_out
from filings.reading.words import PageWords, Word, upright

# Of the page's height: where a page prints its own number.
FOOT = 0.86
HEAD = 0.1

# ASCII alone: of other alphabets some letters match "i" and grow longer when they are made small.
_PAGE_NUMBER = re.compile(r"(?ai)[\s\-–—]*(?:page )?(\d{1,4}|[ivxl]{1,7})(?: (?:of|/) \d{1,4})?[\s\-–—]*")


class Assembled:
    """One page put together from its words. `words` are those of its text, stamp and numbers left out."""

    def __init__(self, read: PageWords) -> None:
        found, self.stamp = without_stamps(joined(read.words))
        self.turn = usual_turn(found)
        self.width, self.height = (read.width, read.height) if self.turn % 2 == 0 else (read.height, read.width)
        main = [word for word in found if word.turned == self.turn]
        self._aside = [word for word in found if word.turned != self.turn]
        self._read = read
        self.shown_size = (read.width, read.height)
        main = upright(main, self.turn, width=read.width, height=read.height)
        self.gutter = find_gutter(main, width=self.width)
        if self.gutter:
            main = [word for place, word in enumerate(main) if place not in self.gutter.places]
        self.words = main
        self.lines = lines_of(main)

    @property
    def characters(self) -> int:
        return sum(len(word.text) for word in self.words)

    def text_and_marks(self) -> tuple[str, list[Mark]]:
        """The lines, those turned sideways after the others."""
        texts: list[str] = []
        marks: list[Mark] = []
        numbers = self.gutter.lines_at([line.baseline for line in self.lines]) if self.gutter else None
        for place, line in enumerate(self.lines):
            texts.append(line.text)
            marks.append(numbers[place] if numbers else None)
        for line in self._turned_lines():
            texts.append(line.text)
            marks.append("turned")
        return "\n".join(texts), marks

    def _turned_lines(self) -> list[Line]:
        read = self._read
        return [
            line
            for turn in sorted({word.turned for word in self._aside})
            for line in lines_of(
                upright(
                    [word for word in self._aside if word.turned == turn], turn, width=read.width, height=read.height
                )
            )
        ]

    def printed_page(self) -> str | None:
        """The number that the page prints itself, at its foot or else at its head."""
        below = self.gutter.first + (self.gutter.last - 0.5) * self.gutter.step if self.gutter else self.height * FOOT
        foot = [line for line in reversed(self.lines) if line.baseline > below]
        head = [line for line in self.lines if line.baseline < self.height * HEAD]
        for line in (*foot, *head[:2]):
            if len(line.words) <= 5 and (found := _PAGE_NUMBER.fullmatch(line.text)):
                return found[1].lower()
        return None


def without_stamps(words: Sequence[Word]) -> tuple[list[Word], Stamp | None]:
    """The words that no stamp is made of, and the stamp that counts."""
    text = " ".join([word.text for word in words])
    stamps = find_stamps(text)
    if not stamps:
        return list(words), None
    starts = list(accumulate((len(word.text) + 1 for word in words), initial=0))
    kept = [
        word
        for word, start in zip(words, starts, strict=False)
        if not any(start < stamp.span[1] and start + len(word.text) > stamp.span[0] for stamp in stamps)
    ]
    return kept, counting(stamps)


def from_plain_text(text: str) -> tuple[str, list[Mark], Stamp | None, int | None]:
    """Text of the second reader, who knows no places: stamp and numbers taken out, no line has its number."""
    text, stamp = take_out(text)
    text, printed_lines = take_out_numbers(text)
    text = tidy(text)
    return text, [None] * (text.count("\n") + 1 if text else 0), stamp, printed_lines


def tidy(text: str) -> str:
    """The text without blank lines at its ends, and no more than one between others: gaps hold no words."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def usual_turn(words: Sequence[Word]) -> int:
    """How most characters of the page are turned: its own upright."""
    turns: Counter[int] = Counter()
    for word in words:
        turns[word.turned] += len(word.text)
    return turns.most_common(1)[0][0] if turns else 0
