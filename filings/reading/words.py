"""The words of a page and where they stand, as PDFium reads them.

PDFium says which characters make a word; it puts no spaces inside one. Coordinates are points (1/72 inch) of the page as it
is shown: its /Rotate applied, from the top left corner, y downwards.
"""

import ctypes
import math
import re
import struct
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from filings.reading.cleaning import clean_word

# Characters beyond these are cut: ten pages of dense print are as many.
MOST_CHARACTERS_A_PAGE = 200_000
QUARTER = math.pi / 2
# Of a quarter turn: what a crooked scan may be off. A mark printed across the page is more.
CROOKED = 0.12
ASKEW = 4

# PDFium puts U+FFFE (U+0002 character by character) for a hyphen at a line's end.
_HYPHENS = "\ufffe\x02"
_loose_box, _origin = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
_edges = struct.Struct("4f").unpack  # of an FS_RECTF: left, top, right, bottom
_WORD = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")


class Word(NamedTuple):
    """One word in content order. `turned`: quarter turns clockwise that set it upright (0: it is), or ASKEW. `baseline` is the y
    on which it stands, in the frame in which it stands upright. `hyphen`: the line ended within it, and its rest is the
    next word."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    turned: int = 0
    hyphen: bool = False


@dataclass(frozen=True, slots=True)
class PageWords:
    """The page in points as shown, its words, and how many of its characters are no characters at all."""

    width: float
    height: float
    words: list[Word]
    characters: int
    senseless: int
    is_cut: bool = False


class NoText(Exception):
    """PDFium does not give the text of this page."""


def words_of(page: Any) -> list[Word]:
    """The words of an open pypdfium2 page. Raises NoText."""
    return read_words(page).words


def read_words(page: Any) -> PageWords:
    """All that PDFium says of the text of an open pypdfium2 page. Raises NoText."""
    frame = _Frame.of(page)
    text_page = pdfium.FPDFText_LoadPage(page.raw)
    if not text_page:
        raise NoText
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        if count < 0:
            raise NoText
        text = _characters(text_page, min(count, MOST_CHARACTERS_A_PAGE))
        words, senseless = _Words(text_page, frame).read(text)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    width, height = frame.shown_size()
    return PageWords(width, height, words, len(text), senseless, is_cut=count > MOST_CHARACTERS_A_PAGE)


def _characters(text_page: Any, count: int) -> str:
    """One character of the string for each of PDFium's, so that places in both are the same."""
    if not count:
        return ""
    room = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, room)
    text = bytes(room)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # A font without a map to Unicode gives characters that the text leaves out.
    codes = [pdfium.FPDFText_GetUnicode(text_page, place) for place in range(count)]
    return "".join([chr(code) if code < 0x110000 else "\ufffd" for code in codes])


class _Words:
    """Reads the words of one page. One set of C variables is written over by each call: calls are what it costs."""

    def __init__(self, text_page: Any, frame: "_Frame") -> None:
        self._page, self._frame = text_page, frame
        self._first, self._last = pdfium.FS_RECTF(), pdfium.FS_RECTF()
        self._to_first, self._to_last = ctypes.byref(self._first), ctypes.byref(self._last)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._was_turned = self._is_torn = False

    def read(self, text: str) -> tuple[list[Word], int]:
        is_plain = text.isascii() and text.replace("\r\n", "").isprintable()
        words: list[Word] = []
        senseless = 0
        for found in _WORD.finditer(text):
            start, end = found.span()
            written, hyphen = found.group(), False
            if not is_plain:
                if written[-1] in _HYPHENS:
                    hyphen = text[end : end + 1] not in ("", "\r", "\n", " ")
                    written = written[:-1] + ("" if hyphen else "-")
                if not written.isprintable():
                    senseless += sum(map(_is_senseless, written))
                    written = clean_word(written)
            if written:
                words.append(self._word(written, start, end - 1, hyphen))
                if self._is_torn and len(words[-1].text) == end - start - hyphen:
                    words[-1:] = self._parts(words[-1], start)
        return words, senseless

    def _word(self, text: str, start: int, end: int, hyphen: bool) -> Word:
        page, frame = self._page, self._frame
        self._is_torn = False
        _loose_box(page, start, self._to_first)
        left, top, right, bottom = _edges(self._first)
        advance, slope, size = right - left, 0.0, top - bottom
        if end > start and _loose_box(page, end, self._to_last):
            last_left, last_top, last_right, last_bottom = _edges(self._last)
            advance, slope = last_left - left, abs(last_bottom - bottom)
            text = self._once(text, start, advance)
            right = max(right, last_right)
            left = min(left, last_left)
            if slope or last_top != top:
                bottom, top = min(bottom, last_bottom), max(top, last_top)
        _origin(page, start, self._x, self._y)
        # Upright words go on to the right. Only of others, and of short ones among them, the angle is asked for.
        if advance <= 1.0 or slope > CROOKED * advance or frame.turns or (self._was_turned and end - start < 3):
            turned = frame.turned(pdfium.FPDFText_GetCharAngle(page, start))
            self._was_turned = turned != 0
            runs_along_x = turned != ASKEW and (turned + frame.turns) % 2 == 0
            self._is_torn = runs_along_x and slope > size
            if turned or frame.turns:
                x0, y0, x1, y1 = frame.box(left, bottom, right, top)
                return Word(text, x0, y0, x1, y1, frame.point(self._x.value, self._y.value, turned)[1], turned, hyphen)
        x, y = frame.left, frame.top
        return Word(text, left - x, y - top, right - x, y - bottom, y - self._y.value, 0, hyphen)

    def _parts(self, word: Word, start: int) -> list[Word]:
        """Letters on lines of their own that PDFium took for one word: the numbers down a margin of a page with little
        else, a page number and the stamp above it."""
        size, levels = self._first.top - self._first.bottom, []
        for place in range(start, start + len(word.text)):
            _origin(self._page, place, self._x, self._y)
            levels.append(self._y.value)
        cuts = [n for n in range(1, len(levels)) if abs(levels[n] - levels[n - 1]) > size / 2]
        ends = [*cuts, len(levels)]
        return [
            self._word(word.text[a:b], start + a, start + b - 1, word.hyphen and b == len(levels))
            for a, b in zip([0, *cuts], ends, strict=True)
        ]

    def _once(self, text: str, start: int, advance: float) -> str:
        """A word that is printed twice, a shade apart, to look bold: "CCaassee"."""
        if len(text) < 4 or text[0] != text[1] or text[::2] != text[1::2]:
            return text
        _loose_box(self._page, start + 1, self._to_last)
        shift = abs(self._last.left - self._first.left)
        return text[::2] if shift < 0.3 * abs(advance) / (len(text) / 2) else text


def _is_senseless(character: str) -> bool:
    """No character that a page prints: a control, or one of the private use areas."""
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xE000 <= code < 0xF900 or code in (0xFFFD, 0xFFFE) or code >= 0xF0000


@dataclass(frozen=True, slots=True)
class _Frame:
    """From the page's own coordinates (from its lower left corner, y upwards, before /Rotate) to those as shown."""

    left: float
    bottom: float
    width: float
    height: float
    turns: int
    top: float

    @classmethod
    def of(cls, page: Any) -> "_Frame":
        """`turns`: quarter turns clockwise by which the page is shown."""
        left, bottom, right, top = (_finite(edge) for edge in page.get_bbox())
        height = max(top - bottom, 1.0)
        turns = (page.get_rotation() // 90) % 4
        return cls(left, bottom, max(right - left, 1.0), height, turns, bottom + height)

    def turned(self, angle: float) -> int:
        """What a character's angle, in radians against the page before /Rotate, means on the page as shown."""
        quarters = angle / QUARTER
        whole = round(quarters)
        return (-whole - self.turns) % 4 if abs(quarters - whole) < CROOKED else ASKEW

    def point(self, x: float, y: float, turned: int = 0) -> tuple[float, float]:
        """In the frame in which text so turned stands upright; 0 is the page as shown."""
        x, y = x - self.left, y - self.bottom
        match (self.turns + turned) % 4:
            case 0:
                return x, self.height - y
            case 1:
                return y, x
            case 2:
                return self.width - x, y
        return self.height - y, self.width - x

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        one, other = self.point(left, bottom), self.point(right, top)
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])

    def shown_size(self) -> tuple[float, float]:
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)


def _finite(edge: float) -> float:
    return edge if math.isfinite(edge) else 0.0


def upright(words: list[Word], turned: int, *, width: float, height: float) -> list[Word]:
    """Words so turned with their boxes in the frame in which they stand upright; those askew as they are."""
    if turned in (0, ASKEW):
        return words
    return [_set_upright(word, turned, width, height) for word in words]


def _set_upright(word: Word, turned: int, width: float, height: float) -> Word:
    match turned:
        case 1:
            left, top, right, bottom = height - word.bottom, word.left, height - word.top, word.right
        case 2:
            left, top, right, bottom = width - word.right, height - word.bottom, width - word.left, height - word.top
        case _:
            left, top, right, bottom = word.top, width - word.right, word.bottom, width - word.left
    return word._replace(left=left, top=top, right=right, bottom=bottom)
