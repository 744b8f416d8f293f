"""Words hiding under a bar: in the text of a page, but not to be seen on it. A job of the workshop.

The page is drawn, and a word is reported whose whole box came out in one flat colour that is not the paper's. No order of
drawing is needed for that, and bars that are pictures or annotations are seen as well. White on white is not reported: it
is the usual way to lay text under a scan. Nothing found is no promise that nothing hides.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

import pypdfium2
from PIL import Image

from filings.reading import sizes
from filings.reading.drawing import picture_of
from filings.reading.words import NoText, Word, words_of

KIND = "hidden-text"
DPI = 144
# Of 255: what a flat area may differ by from pixel to pixel, and from what darkness on it is no paper.
FLAT = 10
PAPER = 225
# Pixels: below, a box holds a dash or a speck, and its edges are all there is of it.
LEAST_SIDE = 5
MOST_WORDS = 5_000
FEWEST_LETTERS = 2

# What a redaction writes over itself, and what a form prints in dark fields.
HARMLESS = frozenset(
    [
        "redacted",
        "redaction",
        "redactions",
        "sealed",
        "seal",
        "filed",
        "under",
        "confidential",
        "confidentiality",
        "privilege",
        "privileged",
        "privileges",
        "attorney",
        "client",
        "work",
        "product",
        "exempt",
        "exemption",
        "exemptions",
        "withheld",
        "omitted",
        "intentionally",
        "blank",
        "image",
        "picture",
        "copy",
        "void",
        "draft",
    ]
)
_LETTERS = re.compile(r"[^\W_]")
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
_WORDS = re.compile(r"[^\W\d_]+")


def look(arguments: dict[str, Any]) -> Iterator[dict[str, Any] | bytes]:
    """{"page", "hidden"} for each of `pages` (from 1) of `path`: how many words hide. A page that fails says None."""
    document = pypdfium2.PdfDocument(arguments["path"])
    document.init_forms()
    for number in arguments["pages"]:
        try:
            hidden = len(hidden_words(document[number - 1], document.formenv))
        except (NoText, pypdfium2.PdfiumError):
            yield {"page": number, "hidden": None}
        else:
            yield {"page": number, "hidden": hidden}


def hidden_words(page: Any, formenv: Any = None) -> list[Word]:
    """The words of an open pypdfium2 page that hide under a bar. Raises NoText."""
    words = [word for word in words_of(page)[:MOST_WORDS] if _says_something(word.text)]
    if not words:
        return []
    width, height = page.get_width(), page.get_height()
    size = sizes.at_dpi(width, height, DPI)
    picture = picture_of(page, size, formenv)
    scale = size[0] / max(width, 1.0)
    hidden = [word for word in words if _is_under_a_bar(picture, word, scale)]
    # A program that redacts may write the day over each bar.
    return hidden if any(not _DATE.fullmatch(word.text) for word in hidden) else []


def _says_something(text: str) -> bool:
    if len(_LETTERS.findall(text)) < FEWEST_LETTERS or len(set(text)) < FEWEST_LETTERS:
        return False
    return not any(word in HARMLESS for word in _WORDS.findall(text.lower()))


def _is_under_a_bar(picture: Image.Image, word: Word, scale: float) -> bool:
    """Whether the middle of the word's box, where its letters would show, is of one colour darker than paper."""
    # The box is as high as the letters of its font may be: a bar may cover the letters and not quite the box.
    across, down = (0.25, 0.05) if word.turned % 2 else (0.05, 0.25)
    across, down = across * (word.right - word.left), down * (word.bottom - word.top)
    left, right = round((word.left + across) * scale), round((word.right - across) * scale)
    top, bottom = round((word.top + down) * scale), round((word.bottom - down) * scale)
    if left < 0 or top < 0 or right > picture.width or bottom > picture.height:
        return False
    if right - left < LEAST_SIDE or bottom - top < LEAST_SIDE:
        return False
    colours = picture.crop((left, top, right, bottom)).split()
    extremes = [cast(tuple[int, int], colour.getextrema()) for colour in colours]
    return all(high - low <= FLAT for low, high in extremes) and min(low for low, _ in extremes) < PAPER
