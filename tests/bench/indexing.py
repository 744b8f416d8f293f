"""What the index costs those who write pages: the same pages into the same tables, with the triggers and without."""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

from django.conf import settings
from django.db import connection
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped]

from casefiles.models import CaseFile
from filings.search import sqlite_index
from tests.bench.pages import told
from tests.bench.papers import PAGES

MOST = 30_000  # pages
ROUNDS = 3
FILINGS = "SELECT id FROM source.filings_filing WHERE case_id = ? ORDER BY id LIMIT ?"
DOCUMENTS = f"SELECT id FROM source.filings_document WHERE filing_id IN ({FILINGS})"
# What a page hangs on, in the order in which an import writes it: a version is current before its pages are read.
ABOVE = {
    "filings_filing": FILINGS,
    "filings_heldfile": f"SELECT id FROM source.filings_heldfile WHERE document_id IN ({DOCUMENTS})",
    "filings_document": DOCUMENTS,
}
HELD = """SELECT p.* FROM source.filings_page p JOIN source.filings_heldfile h ON h.id = p.held_file_id
JOIN source.filings_document d ON d.id = h.document_id WHERE d.filing_id IN ({})"""


def indexing(case: CaseFile) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="indexing-", dir=settings.CASEFILES_DATA_DIR) as folder:
        base = Path(folder) / "base.sqlite3"
        pages = prepare(base, case)
        found = []
        for _ in range(ROUNDS):
            trials = {}
            for is_indexed in (True, False):
                copied = Path(copyfile(base, Path(folder) / "trial.sqlite3"))
                trials[is_indexed] = insert(copied, pages, is_indexed=is_indexed)
            found.append(trials)
    with_it, without = (len(pages) / statistics.median(one[sort] for one in found) for sort in (True, False))
    yield f"-- writing {len(pages):,} pages at once: {with_it:,.0f} a second with triggers, {without:,.0f} without"
    ratio = statistics.median(one[False] / one[True] for one in found)
    yield told("pages a second with the index by trigger / without an index", ratio, 0.08, "least")


def prepare(base: Path, case: CaseFile) -> list[tuple[object, ...]]:
    """A database with the tables and triggers of this one, and what the first pages of the case hang on; those pages."""
    source = connection.settings_dict["NAME"]
    with sqlite3.connect(base, uri=True) as made:
        register(made)
        made.execute("ATTACH ? AS source", [f"file:{source}?mode=ro"])
        for (statement,) in made.execute(
            "SELECT sql FROM source.sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' "
            "AND name NOT GLOB 'filings_search_*' "
            "ORDER BY CASE type WHEN 'table' THEN sql LIKE 'CREATE VIRTUAL%' WHEN 'index' THEN 2 WHEN 'view' THEN 3 ELSE 4 END"
        ).fetchall():
            made.execute(statement)
        wanted = [case.pk, MOST // PAGES]
        for table, chosen in ABOVE.items():
            made.execute(f"INSERT INTO {table} SELECT * FROM source.{table} WHERE id IN ({chosen})", wanted)
        pages = made.execute(HELD.format(FILINGS), wanted).fetchall()
        made.commit()
    made.close()
    return pages


def insert(path: Path, pages: list[tuple[object, ...]], *, is_indexed: bool) -> float:
    """Seconds."""
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(str(connection.settings_dict["OPTIONS"]["init_command"]))
    if not is_indexed:
        for statement in sqlite_index.uninstall():
            database.execute(statement)
    slots = ", ".join("?" * len(pages[0]))
    began = time.perf_counter()
    database.execute("BEGIN IMMEDIATE")
    database.executemany(f"INSERT INTO filings_page VALUES ({slots})", pages)
    database.execute("COMMIT")
    lasted = time.perf_counter() - began
    database.close()
    return lasted
