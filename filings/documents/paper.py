"""Draws pages of 28-line pleading paper. Text in, the bytes of a PDF out; the same text gives the same bytes.

Line n of the grid stands beside the printed number n, so that a cite to page and line means what it means on a filing.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

from reportlab.pdfgen.canvas import Canvas

from filings.reading import lettering
from filings.reading.lettering import printable

LINES = 28
WIDTH, HEIGHT = 612.0, 792.0
LEADING = 24.0
FIRST_BASELINE = HEIGHT - 64
NUMBERS_RIGHT = 86.0
LEFT_RULES = (94.0, 97.0)
LEFT, RIGHT = 108.0, 576.0
RIGHT_RULE = 583.0
PLAIN, BOLD, ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"
SIZE = 12
INDENT = 36.0
HANGING = 24.0
# The caption takes lines 1 to 18 of the first page: a notice, the court, the parties beside the case number.
COURT_LINE, PARTIES_LINE, CAPTION_ENDS, BODY_LINE = 6, 10, 17, 19
MIDDLE = 340.0
GAP = 14.0
STAMP_BLUE = (0.0, 0.0, 0.72)
WATERMARK_GREY = 0.925


@dataclass(frozen=True)
class Line:
    """One line of the grid, not wider than the paper."""

    text: str
    font: str = PLAIN
    left: float = LEFT
    align: Literal["left", "center"] = "left"


@dataclass(frozen=True)
class Caption:
    notice: str
    court: list[str]
    parties: list[tuple[str, float]]
    """Each with its indent in points."""
    beside: list[str]


@dataclass(frozen=True)
class Furniture:
    """What stands on every page round the text. `stamp` has places for `{page}` and `{of}`."""

    title: str
    stamp: str
    footer: str
    mark: str


def heading(text: str) -> list[Line]:
    return [Line(part, BOLD, align="center") for part in wrap(text.upper(), BOLD, RIGHT - LEFT)]


def paragraph(text: str, font: str = PLAIN) -> list[Line]:
    """A first line indented as pleadings indent it, the rest from the margin."""
    words = wrap(text, font, RIGHT - LEFT, first=RIGHT - LEFT - INDENT)
    return [Line(part, font, LEFT if place else LEFT + INDENT) for place, part in enumerate(words)]


def item(label: str, text: str) -> list[Line]:
    """A paragraph that hangs from its number, which is one string with its line: a reader keeps them together."""
    parts = wrap(text, PLAIN, RIGHT - LEFT - HANGING)
    spaces = " " * round((HANGING - width(label, PLAIN)) / width(" ", PLAIN))
    return [
        Line(part, left=LEFT + HANGING) if place else Line(f"{label}{spaces}{part}") for place, part in enumerate(parts)
    ]


def width(text: str, font: str) -> float:
    return lettering.width(text, font, SIZE)


def wrap(text: str, font: str, room: float, first: float | None = None) -> list[str]:
    """The text in lines no wider than `room` points (the first than `first`). A word wider than that is broken."""
    return lettering.wrap(text, font, SIZE, room, first)


def pages_of(blocks: list[list[Line]], most_pages: int, cut: list[Line]) -> list[list[Line | None]]:
    """The blocks laid on the grid, None being a blank line. No heading is left alone at a page's foot. What does not
    fit on `most_pages` is left out, and `cut` says so in its place."""
    rows = _rows(blocks)
    room = LINES - BODY_LINE + 1 + (most_pages - 1) * LINES
    if len(rows) > room:
        rows = [*rows[: room - len(cut)], *cut]
    first = LINES - BODY_LINE + 1
    return [rows[:first], *(rows[start : start + LINES] for start in range(first, len(rows), LINES))]


def _rows(blocks: list[list[Line]]) -> list[Line | None]:
    rows: list[Line | None] = []
    for block in blocks:
        at = (BODY_LINE - 1 + len(rows)) % LINES
        is_heading = block[0].font == BOLD and block[0].align == "center"
        if is_heading and at + len(block) >= LINES:
            rows += [None] * (LINES - at)
        rows += block
    return rows


def draw(caption: Caption, pages: list[list[Line | None]], furniture: Furniture) -> bytes:
    """The PDF. No compression: what zlib writes differs between its builds, and equal text shall give equal bytes."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0, lang="en-US")
    canvas.setTitle(furniture.title)
    canvas.setSubject(furniture.footer)
    canvas.setAuthor("Casefiles")
    for number, rows in enumerate(pages, start=1):
        _draw_paper(canvas, furniture.mark)
        if number == 1:
            _draw_caption(canvas, caption)
        start = BODY_LINE if number == 1 else 1
        for place, row in enumerate(rows, start=start):
            if row is not None:
                _draw_line(canvas, row, place)
        _draw_foot_and_stamp(canvas, furniture, number, len(pages))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def baseline(line: int) -> float:
    return FIRST_BASELINE - (line - 1) * LEADING


def _draw_paper(canvas: Any, mark: str) -> None:
    canvas.saveState()
    canvas.setFillGray(WATERMARK_GREY)
    canvas.setFont("Helvetica-Bold", 132)
    canvas.translate((LEFT + RIGHT) / 2, HEIGHT / 2)
    canvas.rotate(52)
    canvas.drawCentredString(0, -46, mark)
    canvas.restoreState()
    canvas.setLineWidth(0.6)
    for x in (*LEFT_RULES, RIGHT_RULE):
        canvas.line(x, 0, x, HEIGHT)
    canvas.setFont(PLAIN, SIZE)
    for line in range(1, LINES + 1):
        canvas.drawRightString(NUMBERS_RIGHT, baseline(line), str(line))


def _draw_caption(canvas: Any, caption: Caption) -> None:
    for place, text in enumerate(wrap(caption.notice, ITALIC, RIGHT - LEFT), start=1):
        _draw_line(canvas, Line(text, ITALIC), place)
    for place, text in enumerate(caption.court, start=COURT_LINE):
        _draw_line(canvas, Line(text, BOLD, align="center"), place)
    parties = [
        Line(part, left=LEFT + indent)
        for text, indent in caption.parties
        for part in wrap(text, PLAIN, MIDDLE - LEFT - GAP - indent)
    ]
    beside = [
        Line(part, BOLD, left=MIDDLE + GAP)
        for text in caption.beside
        for part in wrap(text, BOLD, RIGHT - MIDDLE - GAP)
    ]
    for column in (parties, beside):
        for place, line in enumerate(column[: CAPTION_ENDS - PARTIES_LINE + 1], start=PARTIES_LINE):
            _draw_line(canvas, line, place)
    foot = baseline(CAPTION_ENDS) - 8
    canvas.line(LEFT, foot, MIDDLE, foot)
    canvas.line(MIDDLE, foot, MIDDLE, baseline(PARTIES_LINE) + 12)


def _draw_line(canvas: Any, line: Line, place: int) -> None:
    canvas.setFont(line.font, SIZE)
    if line.align == "center":
        canvas.drawCentredString((LEFT + RIGHT) / 2, baseline(place), line.text)
    else:
        canvas.drawString(line.left, baseline(place), line.text)


def _draw_foot_and_stamp(canvas: Any, furniture: Furniture, page: int, of: int) -> None:
    canvas.line(LEFT, 62, RIGHT, 62)
    canvas.setFont("Helvetica", 8)
    canvas.drawCentredString((LEFT + RIGHT) / 2, 50, printable(furniture.footer))
    canvas.drawCentredString((LEFT + RIGHT) / 2, 38, f"- {page} -")
    canvas.setFont("Helvetica", 10)
    canvas.setFillColorRGB(*STAMP_BLUE)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 22, printable(furniture.stamp).format(page=page, of=of))
    canvas.setFillGray(0)
