"""The cover list of a bundle: whose case, when made, which papers and on what page each begins, and what is left out.

Dataclasses in, the bytes of a PDF out with the places to click; the same list gives the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from filings.reading.lettering import printable, width, wrap

WIDTH, HEIGHT = 612.0, 792.0
LEFT, RIGHT = 72.0, 540.0
TOP, FOOT = 712.0, 76.0
SERIF, BOLD, ITALIC, SANS = "Times-Roman", "Times-Bold", "Times-Italic", "Helvetica"
SIZE, SMALL, LEADING = 11.0, 8.5, 14.0
# Where the columns begin, or end where figures stand under one another.
TITLE_LEFT, FILED_LEFT, PAGES_RIGHT, AT_RIGHT = 138.0, 388.0, 498.0, RIGHT
GREY, RULE_GREY = 0.35, 0.72
# A title beyond this is a text. What follows the ellipsis stands in the bookmark's paper.
MOST_TITLE_LINES = 4


@dataclass(frozen=True)
class Heading:
    """`made_on` is a day as it is printed, `by` whose list this is."""

    caption: str
    court: str
    docket_number: str
    made_on: str
    by: str = "Casefiles"


@dataclass(frozen=True)
class Row:
    """A paper in the bundle. `number` is what the court calls it (`34-2`), `start` its first page, counted from 0 among
    the pages after this list; `note` says what the reader must know of it."""

    number: str
    title: str
    filed: str
    pages: int
    start: int
    note: str = ""


@dataclass(frozen=True)
class LeftOut:
    number: str
    title: str
    why: str


@dataclass(frozen=True)
class Place:
    """A rectangle of the list, in points from the lower left of its page (counted from 0), that leads to `start`."""

    page: int
    rectangle: tuple[float, float, float, float]
    start: int


@dataclass(frozen=True)
class Cover:
    pdf: bytes
    page_count: int
    places: list[Place]


@dataclass(frozen=True)
class _Block:
    """Lines that stay together: `title` and `note` wrapped, the other columns on its first line."""

    title: list[str]
    note: list[str]
    row: Row | LeftOut

    @property
    def height(self) -> float:
        return LEADING * (len(self.title) + len(self.note)) + 6.0


def draw(heading: Heading, rows: Sequence[Row], left_out: Sequence[LeftOut]) -> Cover:
    blocks = [_block(row) for row in rows], [_block(each) for each in left_out]
    # Where a paper begins depends on how long this list is, which does not depend on where they begin.
    count = _Drawing(heading, rows, count=0).draw(*blocks).page_count
    return _Drawing(heading, rows, count=count).draw(*blocks)


def _block(row: Row | LeftOut) -> _Block:
    room = (FILED_LEFT if isinstance(row, Row) else RIGHT) - TITLE_LEFT - 12.0
    title = wrap(row.title, SERIF, SIZE, room) or [""]
    if len(title) > MOST_TITLE_LINES:
        title = [*title[: MOST_TITLE_LINES - 1], f"{title[MOST_TITLE_LINES - 1][:40]} …"]
    note = row.note if isinstance(row, Row) else row.why
    return _Block(title, wrap(note, ITALIC, SIZE - 1, RIGHT - TITLE_LEFT), row)


class _Drawing:
    def __init__(self, heading: Heading, rows: Sequence[Row], *, count: int) -> None:
        self._heading, self._rows, self._count = heading, rows, count
        self._out = BytesIO()
        self._canvas: Any = Canvas(self._out, pagesize=(WIDTH, HEIGHT), invariant=1, lang="en-US")
        self._canvas.setTitle("Bundle")
        self._page = 0
        self._y = TOP
        self._places: list[Place] = []

    def draw(self, blocks: list[_Block], left_out: list[_Block]) -> Cover:
        self._draw_heading()
        self._columns()
        for block in blocks:
            self._room_for(block.height, again=self._columns)
            self._draw_block(block)
        if left_out:
            self._room_for(60.0 + left_out[0].height)
            self._y -= 22
            self._text("Not in this bundle", LEFT, BOLD, SIZE + 1)
            self._y -= 8
            self._rule()
            for block in left_out:
                self._room_for(block.height)
                self._draw_block(block)
        self._end_page()
        self._canvas.save()
        return Cover(self._out.getvalue(), self._page, self._places)

    def _draw_heading(self) -> None:
        for line in wrap(self._heading.caption, BOLD, 17, RIGHT - LEFT):
            self._text(line, LEFT, BOLD, 17)
            self._y -= 21
        where = [self._heading.court, f"No. {self._heading.docket_number}" if self._heading.docket_number else ""]
        for line in wrap(", ".join(filter(None, where)), SERIF, SIZE, RIGHT - LEFT):
            self._text(line, LEFT, SERIF, SIZE)
            self._y -= LEADING
        self._y -= 10
        pages = sum(row.pages for row in self._rows)
        counted = (
            f"{len(self._rows):,} paper{'' if len(self._rows) == 1 else 's'}, {pages:,} page{'' if pages == 1 else 's'}"
        )
        self._text(f"{counted}. Put together on {self._heading.made_on}.", LEFT, ITALIC, SIZE)
        self._y -= 30

    def _columns(self) -> None:
        for text, at in (("ECF NO.", LEFT), ("PAPER", TITLE_LEFT), ("FILED", FILED_LEFT)):
            self._text(text, at, SANS, 7, grey=GREY)
        for text, at in (("PAGES", PAGES_RIGHT), ("AT PAGE", AT_RIGHT)):
            self._text(text, at, SANS, 7, grey=GREY, right=True)
        self._y -= 6
        self._rule()

    def _draw_block(self, block: _Block) -> None:
        top = self._y
        self._y -= LEADING
        row = block.row
        for line in wrap(row.number, SERIF, SIZE, TITLE_LEFT - LEFT - 8)[:1]:
            self._text(line, LEFT, SERIF, SIZE)
        if isinstance(row, Row):
            self._text(row.filed, FILED_LEFT, SERIF, SIZE)
            self._text(f"{row.pages:,}", PAGES_RIGHT, SERIF, SIZE, right=True)
            self._text(f"{self._count + row.start + 1:,}", AT_RIGHT, SERIF, SIZE, right=True)
        for line in block.title:
            self._text(line, TITLE_LEFT, SERIF, SIZE)
            self._y -= LEADING
        for line in block.note:
            self._text(line, TITLE_LEFT, ITALIC, SIZE - 1, grey=GREY)
            self._y -= LEADING
        self._y += LEADING - 6
        if isinstance(row, Row):
            self._places.append(Place(self._page, (LEFT, self._y, RIGHT, top), row.start))
        self._rule(light=True)

    def _room_for(self, height: float, again: Any = None) -> None:
        if self._y - height >= FOOT:
            return
        self._end_page()
        if again:
            again()

    def _end_page(self) -> None:
        number = self._page + 1
        self._y = 44.0
        self._text(f"List made by {self._heading.by}: not a paper of the court.", LEFT, SANS, 7.5, grey=GREY)
        of = f" of {self._count:,}" if self._count > 1 else ""
        self._text(f"List, page {number}{of}", RIGHT, SANS, 7.5, grey=GREY, right=True)
        self._canvas.showPage()
        self._page, self._y = number, TOP

    def _rule(self, *, light: bool = False) -> None:
        self._canvas.setStrokeGray(0.88 if light else RULE_GREY)
        self._canvas.setLineWidth(0.5)
        self._canvas.line(LEFT, self._y, RIGHT, self._y)

    def _text(self, text: str, x: float, font: str, size: float, *, grey: float = 0.0, right: bool = False) -> None:
        self._canvas.setFillGray(grey)
        self._canvas.setFont(font, size)
        text = printable(text)
        (self._canvas.drawRightString if right else self._canvas.drawString)(x, self._y, text)


def line_page(sentence: str, title: str) -> bytes:
    """A PDF of one page that says, in a sentence, why there is nothing else."""
    out = BytesIO()
    canvas: Any = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, lang="en-US")
    y = 460.0
    for text, font, size in ((title, BOLD, 13.0), (sentence, SERIF, 12.0)):
        for line in wrap(text, font, size, RIGHT - LEFT):
            canvas.setFont(font, size)
            canvas.drawString((WIDTH - width(line, font, size)) / 2, y, line)
            y -= 19
    canvas.showPage()
    canvas.save()
    return out.getvalue()
