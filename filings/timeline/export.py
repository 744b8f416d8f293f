"""Events to the rows of timeline.csv, in the shape of casefiles.spreadsheet.

The writers of csv and defusedcsv look at each letter of each cell, and took half of the time of an export. So a row that
holds nothing worse than a comma is joined here, and they get the others. A test holds the two ways to the same bytes.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from defusedcsv import csv as defusedcsv

from casefiles.models import CaseFile
from casefiles.spreadsheet import BYTE_ORDER_MARK, END, RISKY_BEYOND
from filings.timeline.columns import COLUMNS, EVENT_COLUMNS, HEADER, SEPARATOR
from filings.timeline.shapes import Event

FIRST_BLOCK = 50

RISKY = frozenset("=+-@|%" + RISKY_BEYOND)

CELLS = len(EVENT_COLUMNS)
FREE_TEXT = [place for place, column in enumerate(COLUMNS) if column.is_free_text]
codes_of = itemgetter(*(place for place in range(len(COLUMNS)) if place not in FREE_TEXT))


class Rows:
    """The rows of one export."""

    def __init__(self, case: CaseFile) -> None:
        sources = case.sources.order_by("position", "id").values_list("code", flat=True)
        self.head = (case.slug, case.docket_number)
        self.tail = (case.as_of.isoformat(), SEPARATOR.join(sources) or None)

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
                row = self.row(event)
                if line := joined(row):
                    page.write(line)
                else:
                    writer.writerow(defused(row))
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
        if left := page.getvalue():
            yield left.encode()


def joined(row: Sequence[Any]) -> str | None:
    """The line of a row; None where a cell needs more than quotes around a comma."""
    cells = ["" if cell is None else cell if cell.__class__ is str else str(cell) for cell in row]
    codes = "".join(codes_of(cells))
    if "," in codes or '"' in codes or "\n" in codes or "\r" in codes:
        return None
    for place in FREE_TEXT:
        if cell := cells[place]:
            if cell[0] in RISKY or '"' in cell or "\n" in cell or "\r" in cell:
                return None
            if "," in cell:
                cells[place] = f'"{cell}"'
    return ",".join(cells) + END


def defused(row: Sequence[Any]) -> list[Any]:
    """The row with an apostrophe before what is risky and defusedcsv lets pass."""
    found = list(row)
    for place in FREE_TEXT:
        if found[place] and found[place][0] in RISKY_BEYOND:
            found[place] = f"'{found[place]}"
    return found
