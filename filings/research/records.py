"""The rows of a table's CSV in a bundle, read back. Pure of the database; bounded whatever the file holds."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from casefiles.spreadsheet import BYTE_ORDER_MARK
from filings.research import cells
from filings.research.refusing import Refused
from filings.research.shapes import Table
from filings.research.shelf import opened
from filings.research.tables import field_of, kind_of

# Bytes of one row, over all its lines: the text of the longest page is a small part of it.
LONGEST_ROW = 32 << 20


def records(folder: Path, table: Table) -> Iterator[tuple[int, dict[str, Any]]]:
    """Number (the first row after the headings is 1) and values of each row. Raises Refused."""
    kinds = [(heading, kind_of(table, heading), field_of(table, heading)[1]) for heading in table.headings]
    with opened(folder, table.path) as file, _long_cells():
        lines = _Lines(file, table.path)
        reader = csv.reader(lines, strict=True)
        headings = _next(reader, table, 0)
        if headings != table.headings:
            raise Refused(f"{table.path}: its columns are not those of this format.")
        number = 0
        while (row := _next(reader, table, number + 1)) is not None:
            number += 1
            lines.size = 0
            if len(row) != len(kinds):
                raise Refused(f"{table.path}, row {number}: it has {len(row)} cells; {len(kinds)} belong there.")
            yield number, _values(table, number, row, kinds)


def _values(table: Table, number: int, row: list[str], kinds: list[tuple[str, str, bool]]) -> dict[str, Any]:
    found = {}
    for text, (heading, kind, is_nullable) in zip(row, kinds, strict=True):
        try:
            found[heading] = cells.read(text, kind, is_nullable=is_nullable)
        except cells.BadCell as fault:
            raise Refused(f"{table.path}, row {number}, {heading}: {_short(text)} {fault}.") from fault
    return found


def _next(reader: Iterator[list[str]], table: Table, number: int) -> list[str] | None:
    try:
        return next(reader, None)
    except (csv.Error, UnicodeDecodeError) as fault:
        raise Refused(f"{table.path}, row {number}: this is not CSV in UTF-8 as a bundle has it.") from fault


def _short(text: str) -> str:
    return ascii(text if len(text) <= 60 else text[:59] + "…")


class _Lines:
    """The lines of a file as csv.reader wants them, none of them and no row longer than LONGEST_ROW."""

    def __init__(self, file: BinaryIO, path: str) -> None:
        self.path, self.size, self.is_first = path, 0, True
        # Ends of lines stay as they are: they may stand within a cell.
        self.text = io.TextIOWrapper(file, encoding="utf-8", errors="strict", newline="")

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.text.readline(LONGEST_ROW + 1)
        if not line:
            raise StopIteration
        self.size += len(line)
        if self.size > LONGEST_ROW:
            raise Refused(f"{self.path}: a row of it is longer than any of a bundle.")
        if self.is_first:
            self.is_first = False
            return line.removeprefix(BYTE_ORDER_MARK)
        return line


@contextmanager
def _long_cells() -> Iterator[None]:
    """csv's own bound, which is smaller than a long page, made wider for the while: it is one for the whole process."""
    before = csv.field_size_limit(LONGEST_ROW)
    try:
        yield
    finally:
        csv.field_size_limit(before)
