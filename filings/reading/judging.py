"""Whether the words of a page can be its text, or the page is a picture of one."""

import ctypes
import re
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

# Of the characters: controls and private ones come from fonts without a map to Unicode.
MOST_SENSELESS = 0.03
FEWEST_JUDGED = 80
# English prose has about 45 % of these words; a wrong map to Unicode leaves none.
STOP_WORDS = frozenset(
    "a an and any are as at be been but by can for from had has have he her his i if in is it its may no "
    "not of on or our shall she that the their them there they this to under upon was we were which who "
    "will with would you".split()
)
FEWEST_STOP_WORDS = 0.02
# Words without a vowel: a list of names or a page in Spanish lacks the stop words, and has vowels.
MOST_VOWELLESS = 0.25
FEWEST_WORDS = 15
# A stamp or a page number beside a picture is no text of the page.
LITTLE = 100
ALMOST_NOTHING = 15
LARGE_PICTURE = 0.4
# Letters drawn as shapes.
MANY_SHAPES = 60
MOST_OBJECTS = 2_000

_TOKEN = re.compile(r"[A-Za-z]+")
_VOWEL = re.compile(r"[aeiouy]")


def is_garbage(texts: Sequence[str], *, senseless: int) -> bool:
    """Whether words, in number of `senseless` characters what no page prints, are no text at all."""
    characters = sum(map(len, texts)) + senseless
    if characters >= FEWEST_JUDGED // 2 and senseless > MOST_SENSELESS * characters:
        return True
    if characters < FEWEST_JUDGED:
        return False
    tokens = [token.lower() for token in _TOKEN.findall(" ".join(texts))]
    if len(tokens) < FEWEST_WORDS:
        return False
    stops = sum(token in STOP_WORDS for token in tokens)
    vowelless = sum(len(token) > 1 and not _VOWEL.search(token) for token in tokens)
    return stops < FEWEST_STOP_WORDS * len(tokens) and vowelless > MOST_VOWELLESS * len(tokens)


def is_picture(page: Any, *, characters: int, width: float, height: float) -> bool:
    """Whether an open pypdfium2 page shows more than its few characters tell: a large picture, or letters drawn as
    shapes."""
    if characters >= LITTLE:
        return False
    pictures, shapes = _drawn(page, width * height)
    if characters >= ALMOST_NOTHING:
        return pictures >= LARGE_PICTURE
    return pictures > 0.02 or shapes >= MANY_SHAPES


def _drawn(page: Any, area: float) -> tuple[float, int]:
    """The share of the page that pictures cover (those inside forms count as a whole page), and how many shapes."""
    raw = page.raw
    covered, shapes = 0.0, 0
    edges = [ctypes.c_float() for _ in range(4)]
    for place in range(min(max(pdfium.FPDFPage_CountObjects(raw), 0), MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(raw, place)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE and pdfium.FPDFPageObj_GetBounds(thing, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            covered += abs(right - left) * abs(top - bottom) / max(area, 1.0)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = pdfium.FPDFFormObj_CountObjects(thing)
            covered += any(
                pdfium.FPDFPageObj_GetType(pdfium.FPDFFormObj_GetObject(thing, one)) == pdfium.FPDF_PAGEOBJ_IMAGE
                for one in range(min(max(inner, 0), MOST_OBJECTS))
            )
            shapes += max(inner, 0)
        elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING):
            shapes += 1
    return covered, shapes
