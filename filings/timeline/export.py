"""Events to the rows of timeline.csv, in the shape of casefiles.spreadsheet.

The writers of csv and defusedcsv look at each letter of each cell, and took half of the time of an export. So a row that
holds nothing worse than a comma is joined here, and they get the others. A test holds the two ways to the same bytes.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from defusedcsv import csv as defusedcsv

from casefiles.models import CaseFile
from casefiles.spreadsheet import BYTE_ORDER_MARK, END, RISKY_BEYOND
from filings.timeline.columns import (
    CASE_COLUMNS,
    COLUMNS,
    EVENT_COLUMNS,
    HEADER,
    SEPARATOR,
    SOURCE_COLUMNS,
    Column,
)
from filings.timeline.shapes import Event

FIRST_BLOCK = 50

RISKY = frozenset("=+-@|%" + RISKY_BEYOND)

CELLS = len(EVENT_COLUMNS)
FREE_TEXT = [place for place, column in enumerate(COLUMNS) if column.is_free_text]


class Shape(NamedTuple):
    """Where the free text stands in a row, and how to get the other cells of it."""

    free_text: list[int]
    codes_of: Callable[[list[str]], Iterable[str]]

    @classmethod
    def of(cls, columns: Sequence[Column | None]) -> "Shape":
        free = [place for place, column in enumerate(columns) if column and column.is_free_text]
        return cls(free, itemgetter(*(place for place in range(len(columns)) if place not in free)))


WHOLE = Shape.of(COLUMNS)
# What deadlines, hearings and facts alone have stands together. Most rows are filings: there it is one cell of commas.
_NAMES = [column.name for column in EVENT_COLUMNS]
GAP, BEHIND = _NAMES.index("status"), _NAMES.index("own_sources") + 1
IN_GAP = (None,) * (BEHIND - GAP)
COMMAS = "," * (len(IN_GAP) - 1)
SHORT = Shape.of((*CASE_COLUMNS, *EVENT_COLUMNS[:GAP], None, *EVENT_COLUMNS[BEHIND:], *SOURCE_COLUMNS))


class Rows:
    """The rows of one export."""

    def __init__(self, case: CaseFile) -> None:
        sources = case.sources.order_by("position", "id").values_list("code", flat=True)
        self.head = (case.slug, case.docket_number)
        self.tail = (case.as_of.isoformat(), SEPARATOR.join(sources) or None)

    def line(self, event: Event) -> str | None:
        """The line of an event; None where a cell needs more than quotes around a comma."""
        if event[GAP:BEHIND] == IN_GAP:
            row = (*self.head, *event[:GAP], None, *event[BEHIND:CELLS], *self.tail)
            return joined(row, SHORT, empty=len(self.head) + GAP)
        return joined(self.row(event))

    def row(self, event: Event) -> tuple[Any, ...]:
        """The cells of an event, None where nothing is known."""
        return (*self.head, *event[:CELLS], *self.tail)

    def written(self, blocks: Iterable[list[Event]]) -> Iterator[bytes]:
        """The file, a piece for the header and one for each block."""
        page = io.StringIO(newline="")
        page.write(BYTE_ORDER_MARK + ",".join(HEADER) + END)
        writer = defusedcsv.writer(page)
        for block in blocks:
            for event in block:
                if line := self.line(event):
                    page.write(line)
                else:
                    writer.writerow(defused(self.row(event)))
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
        if left := page.getvalue():
            yield left.encode()


def joined(row: Sequence[Any], shape: Shape = WHOLE, *, empty: int | None = None) -> str | None:
    """The line of a row; None where a cell needs more than quotes around a comma. `empty`: which cell stands for the gap."""
    cells = ["" if cell is None else cell if cell.__class__ is str else str(cell) for cell in row]
    codes = "".join(shape.codes_of(cells))
    if "," in codes or '"' in codes or "\n" in codes or "\r" in codes:
        return None
    for place in shape.free_text:
        if cell := cells[place]:
            if cell[0] in RISKY or '"' in cell or "\n" in cell or "\r" in cell:
                return None
            if "," in cell:
                cells[place] = f'"{cell}"'
    if empty is not None:
        cells[empty] = COMMAS
    return ",".join(cells) + END


def defused(row: Sequence[Any]) -> list[Any]:
    """The row with an apostrophe before what is risky and defusedcsv lets pass."""
    found = list(row)
    for place in FREE_TEXT:
        if found[place] and found[place][0] in RISKY_BEYOND:
            found[place] = f"'{found[place]}"
    return found
