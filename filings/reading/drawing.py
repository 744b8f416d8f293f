"""Draws one page as the court printed it, with marks over the hits of a search. A job of the workshop.

PDFium draws in the limited child, never in the web process. Typed form values show; no script of the file is run: this
PDFium is built without an engine for them, and nothing here asks for the document's actions.
"""

import io
import itertools
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from filings.reading import sizes
from filings.reading.assembling import Assembled
from filings.reading.lines import joined
from filings.reading.sought import NO_EDGES, Edges, Sought, sought_in
from filings.reading.words import NoText, Word, read_words, upright

VERSION = 1
"""Raised when the same page comes out as other bytes, so that pictures kept from before are drawn anew."""

QUALITY = 60  # with method 0 about 78 KB and 11 ms a page at 110 dpi
MARK = (255, 226, 92)
PADDING = 1.0  # points around a marked word
WIDEST_SPACE = 40.0  # points between two words of one hit whose marks are made one


class Box(NamedTuple):
    """Points of the page as shown, from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Piece(NamedTuple):
    """A word, from `start` to `end` of the page's text, and the boxes it is printed in: one, or two where the end of a
    line divides it."""

    start: int
    end: int
    boxes: list[Box]


def draw(arguments: dict[str, Any]) -> Iterator[dict[str, Any] | bytes]:
    """{"width", "height"} in pixels, then the WebP.

    Arguments: `path`; `page` from 1; `step` of sizes.DPI; `q` or `find`, what to mark, if anything; `words`, for a page
    read by OCR: its [word, left, top, right, bottom] in points; `edges`, of sought.Edges. Whatever goes wrong raises: the
    page cannot be drawn.
    """
    document = pypdfium2.PdfDocument(arguments["path"])
    document.init_forms()
    page = document[arguments["page"] - 1]
    size = sizes.pixels(page.get_width(), page.get_height(), arguments["step"])
    picture = picture_of(page, size, document.formenv)
    if sought := sought_in(arguments.get("q"), arguments.get("find")):
        given = arguments.get("words")
        text, pieces = pieces_of_page(page) if given is None else pieces_of_words(given)
        boxes = boxes_of_hits(text, pieces, sought, Edges(*arguments.get("edges") or ()))
        mark(picture, boxes, scale=size[0] / max(page.get_width(), 1.0))
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=0)
    yield {"width": size[0], "height": size[1]}
    yield out.getvalue()


def picture_of(page: Any, size: tuple[int, int], formenv: Any = None, *, grey: bool = False) -> Image.Image:
    """The page on white, exactly of that size in pixels; with the values of its form when the form is open."""
    kind = pdfium.FPDFBitmap_Gray if grey else pdfium.FPDFBitmap_BGR
    bitmap = pypdfium2.PdfBitmap.new_native(*size, kind)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
    flags = pdfium.FPDF_ANNOT | (pdfium.FPDF_GRAYSCALE if grey else pdfium.FPDF_REVERSE_BYTE_ORDER)
    arguments = (bitmap.raw, page.raw, 0, 0, *size, 0, flags)
    pdfium.FPDF_RenderPageBitmap(*arguments)
    if formenv is not None:
        pdfium.FPDF_FFLDraw(formenv.raw, *arguments)
    mode = "L" if grey else "RGB"
    return Image.frombytes(mode, size, bytes(bitmap.buffer), "raw", mode, bitmap.stride)


def mark(picture: Image.Image, boxes: Iterable[Box], *, scale: float) -> None:
    """Colours the paper in the boxes as a marker pen does: what is printed there stays as dark as it was."""
    for box in boxes:
        left, top = (max(round((edge - PADDING) * scale), 0) for edge in (box.left, box.top))
        right = min(round((box.right + PADDING) * scale), picture.width)
        bottom = min(round((box.bottom + PADDING) * scale), picture.height)
        if left < right and top < bottom:
            area = (left, top, right, bottom)
            pen = Image.new("RGB", (right - left, bottom - top), MARK)
            picture.paste(ImageChops.multiply(picture.crop(area), pen), area)


def boxes_of_hits(
    text: str,
    pieces: list[Piece],
    sought: Sought,
    edges: Edges = NO_EDGES,
) -> list[Box]:
    """Where it is printed: a box a line for each hit, part of a word for part of a word. Pieces in order."""
    boxes: list[Box] = []
    place = 0
    for start, end in sought.spans(text, edges):
        while place < len(pieces) and pieces[place].end <= start:
            place += 1
        touched = itertools.takewhile(lambda piece, end=end: piece.start < end, pieces[place:])  # type: ignore[misc]
        boxes += _run_together([box for piece in touched for box in _part(piece, start, end)])
    return boxes


def _part(piece: Piece, start: int, end: int) -> list[Box]:
    """The boxes of a piece, the only one of it cut to the share of its characters between two places of the text."""
    length = piece.end - piece.start
    first, last = max(start - piece.start, 0), min(end - piece.start, length)
    if len(piece.boxes) != 1 or (first, last) == (0, length):
        return piece.boxes
    box = piece.boxes[0]
    step = (box.right - box.left) / length
    return [box._replace(left=box.left + first * step, right=box.left + last * step)]


def _run_together(boxes: list[Box]) -> list[Box]:
    """Boxes that follow one another on a line made one, so that a hit of three words looks like one hit."""
    made: list[Box] = []
    for box in boxes:
        last = made[-1] if made else None
        if last and _beside(last, box):
            made[-1] = Box(last.left, min(last.top, box.top), box.right, max(last.bottom, box.bottom))
        else:
            made.append(box)
    return made


def _beside(last: Box, box: Box) -> bool:
    common = min(last.bottom, box.bottom) - max(last.top, box.top)
    height = min(last.bottom - last.top, box.bottom - box.top)
    return common > height / 2 and 0 <= box.left - last.right + PADDING <= WIDEST_SPACE


def pieces_of_words(words: list[list[Any]]) -> tuple[str, list[Piece]]:
    """The text and pieces of [word, left, top, right, bottom] in reading order."""
    text = " ".join(word for word, *_ in words)
    starts = itertools.accumulate((len(word) + 1 for word, *_ in words), initial=0)
    return text, [
        Piece(start, start + len(word), [Box(*box)]) for start, (word, *box) in zip(starts, words, strict=False)
    ]


def pieces_of_page(page: Any) -> tuple[str, list[Piece]]:
    """The text of an open pypdfium2 page as it is kept, and its pieces; stamp and printed line numbers are no part of it.
    Nothing if PDFium gives no text."""
    try:
        read = read_words(page)
    except NoText:
        return "", []
    assembled = Assembled(read)
    # The lines hold words made whole, with the boxes they have when the page is turned upright.
    boxes = {
        upright([whole], assembled.turn, width=read.width, height=read.height)[0]: parts
        for whole, parts in _whole_words(read.words)
    }
    pieces: list[Piece] = []
    start = 0
    for line in assembled.lines:
        text = line.text
        after = 0
        for word in line.words:
            at = max(text.find(word.text, after), after)
            after = at + len(word.text)
            pieces.append(Piece(start + at, start + after, boxes.get(word, [])))
        start += len(text) + 1
    return "\n".join(line.text for line in assembled.lines), pieces


def _whole_words(words: list[Word]) -> Iterator[tuple[Word, list[Box]]]:
    """Each word made whole, and the boxes of the parts it was printed in."""
    parts = iter(words)
    for whole in joined(words):
        boxes: list[Box] = []
        text = ""
        for part in parts:
            text += part.text
            boxes.append(Box(part.left, part.top, part.right, part.bottom))
            if len(text) >= len(whole.text.removesuffix("-")):
                break
        yield whole, boxes
