"""Rows to CSV as every export of ours writes it: UTF-8 with a byte-order mark, RFC 4180, ISO dates; unknown is empty,
no is false. Pure.

A cell that a spreadsheet would run is defused by defusedcsv's rule (an apostrophe before it; a plain number stays), and
so is one that starts with a tab, a line break or a full-width sign, which some spreadsheets fold to the plain one.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from defusedcsv import csv as defusedcsv

BYTE_ORDER_MARK, END, SEPARATOR = "\ufeff", "\r\n", "; "
# What defusedcsv does not know of.
RISKY_BEYOND = "\t\r\n＝＋－＠｜％"
ROWS_AT_ONCE = 200


def written(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The file in pieces, for a response that streams. Cells: text, numbers, dates, booleans, lists of text, None."""
    page = io.StringIO(newline="")
    page.write(BYTE_ORDER_MARK + ",".join(header) + END)
    writer = defusedcsv.writer(page)
    for count, row in enumerate(rows, 1):
        writer.writerow([_cell(value) for value in row])
        if count % ROWS_AT_ONCE == 0:
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
    yield page.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        value = SEPARATOR.join(map(str, value))
    if isinstance(value, str) and value and value[0] in RISKY_BEYOND:
        return f"'{value}"
    return value
