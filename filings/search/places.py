"""The number of a row of the index: day, filing, document and page in one, so that the newest row has the highest number, a
filing's rows stand together, and what a row is can be read off it. Pure.

    day since 1900 (17 bits) | filing (23) | document (9) | page (14)

Page 0 is the entry itself, page TITLE the title of a document. Below FIRST_DATED stand the records, as sort << 40 | key.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

PAGE_BITS, DOCUMENT_BITS, FILING_BITS, DAY_BITS = 14, 9, 23, 17
TITLE = (1 << PAGE_BITS) - 1
MOST_DOCUMENTS, MOST_FILINGS, LAST_DAY = 1 << DOCUMENT_BITS, 1 << FILING_BITS, (1 << DAY_BITS) - 1
FILING_SHIFT = PAGE_BITS + DOCUMENT_BITS
DAY_SHIFT = FILING_SHIFT + FILING_BITS
FIRST_DATED = 1 << DAY_SHIFT
RECORD_SHIFT = 40
# A record's sort by its number; a point stands for its claim.
RECORDS = {1: "party", 2: "counsel", 3: "claim", 4: "point", 5: "contention", 6: "deadline", 7: "fact"}


class Hit(NamedTuple):
    """`page` 0: the entry itself, or with a document number above 0 the title of that document."""

    filing: int
    document: int
    page: int


class Sought(NamedTuple):
    """Rows by an engine's own expression and from the first number to the last; `condition` narrows them further, in SQL
    with `parameters`."""

    match: str
    first: int
    last: int
    condition: str = ""
    parameters: Sequence[Any] = ()

    @property
    def values(self) -> list[Any]:
        return [self.match, self.first, self.last, *self.parameters]


def hit_of(row: int) -> Hit:
    page = row & TITLE
    document = row >> PAGE_BITS & (MOST_DOCUMENTS - 1)
    return Hit(row >> FILING_SHIFT & (MOST_FILINGS - 1), document, 0 if page == TITLE else page)


def record_of(row: int) -> tuple[str, int]:
    return RECORDS[row >> RECORD_SHIFT], row & ((1 << RECORD_SHIFT) - 1)
