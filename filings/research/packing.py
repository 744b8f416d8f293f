"""The files of a bundle, one after the other, each in pieces: what a folder and a zip are both filled from.

Two bundles of the same state are the same bytes: rows stand in the record's order, and no clock is asked.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connection, transaction

from casefiles.models import CaseFile
from casefiles.spreadsheet import BYTE_ORDER_MARK, END
from filings.research import cells, describing
from filings.research.reading import rows_of
from filings.research.readme import readme
from filings.research.shapes import Table
from filings.research.shelf import CHECKSUMS, PACKAGE
from filings.research.tables import TABLES, field_of
from filings.timeline.events import Selection, blocks
from filings.timeline.export import Rows

README, CITATION = "README.md", "CITATION.cff"
PIECE = 1 << 16


def files(case: CaseFile) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Path and content of each file; each must be read to its end before the next is asked for. Wants a `snapshot`.

    `case.sees_sealed` decides what is in them.
    """
    sums: dict[str, tuple[str, int]] = {}
    for path, pieces in _data(case):
        yield path, _summed(path, pieces, sums)
    closing: tuple[tuple[str, Callable[[], str]], ...] = (
        (README, lambda: readme(case)),
        (CITATION, lambda: describing.citation(case)),
        (PACKAGE, lambda: describing.package(case, sums)),
        (CHECKSUMS, lambda: "".join(f"{digest}  {path}\n" for path, (digest, _) in sorted(sums.items()))),
    )
    for path, write in closing:
        yield path, _summed(path, (write().encode(),), sums)


@contextmanager
def snapshot() -> Iterator[None]:
    """All queries within see one state, though others write; and others may write."""
    # Where a transaction is open already, as in a test, its isolation is what it is.
    is_outermost = not connection.in_atomic_block
    with ExitStack() as stack:
        with _only_reading():
            stack.enter_context(transaction.atomic())
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def _only_reading() -> Iterator[None]:
    """On SQLite our transactions take the lock of the writer when they begin; one that only reads must not."""
    if connection.vendor != "sqlite":
        yield
        return
    ours: Any = connection
    before, ours.transaction_mode = ours.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        ours.transaction_mode = before


def _data(case: CaseFile) -> Iterator[tuple[str, Iterable[bytes]]]:
    for table in TABLES:
        yield table.path, _csv(table, case)
    yield describing.TIMELINE, Rows(case).written(blocks(Selection.all_of(case)))


def _csv(table: Table, case: CaseFile) -> Iterator[bytes]:
    page = io.StringIO(newline="")
    page.write(BYTE_ORDER_MARK)
    writer = csv.writer(page, lineterminator=END)
    writer.writerow(table.headings)
    nullable = [field_of(table, heading)[1] for heading in table.headings]
    for row in rows_of(table, case):
        writer.writerow([cells.written(value, is_nullable=empty) for value, empty in zip(row, nullable, strict=True)])
        if page.tell() > PIECE:
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
    yield page.getvalue().encode()


def _summed(path: str, pieces: Iterable[bytes], sums: dict[str, tuple[str, int]]) -> Iterator[bytes]:
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        yield piece
    sums[path] = digest.hexdigest(), size
