"""Events to the rows of timeline.csv: UTF-8 with a byte-order mark, RFC 4180, ISO dates; unknown is empty, no is false.

A cell that a spreadsheet would run is defused by defusedcsv's rule (an apostrophe before it; a plain number stays), and
so is one that starts with a tab, a line break or a full-width sign, which some spreadsheets fold to the plain one. Its
writer looks at each cell and would cost a third of the whole export, so it gets only rows that have such a cell.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from defusedcsv import csv as defusedcsv

from casefiles.models import CaseFile
from filings.timeline.columns import COLUMNS, EVENT_COLUMNS, HEADER, SEPARATOR
from filings.timeline.shapes import Event

BYTE_ORDER_MARK = "\ufeff"
FIRST_BLOCK = 50

# What defusedcsv does not know of.
RISKY_BEYOND = "\t\r\n＝＋－＠｜％"
RISKY = frozenset("=+-@|%" + RISKY_BEYOND)

CELLS = len(EVENT_COLUMNS)
FREE_TEXT = [place for place, column in enumerate(COLUMNS) if column.is_free_text]
free_text_of = itemgetter(*FREE_TEXT)


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
        plain, defusing = csv.writer(page), defusedcsv.writer(page)
        page.write(BYTE_ORDER_MARK)
        plain.writerow(HEADER)
        for block in blocks:
            for event in block:
                row = self.row(event)
                if is_risky(row):
                    defusing.writerow(defused(row))
                else:
                    plain.writerow(row)
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
        if left := page.getvalue():
            yield left.encode()


def is_risky(row: Sequence[Any]) -> bool:
    # A loop: `any` would take twice as long, on each row of a long export.
    for cell in free_text_of(row):  # noqa: SIM110
        if cell and cell[0] in RISKY:
            return True
    return False


def defused(row: Sequence[Any]) -> list[Any]:
    found = list(row)
    for place in FREE_TEXT:
        if found[place] and found[place][0] in RISKY_BEYOND:
            found[place] = f"'{found[place]}"
    return found
