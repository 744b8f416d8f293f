"""The index in SQLite: an FTS5 table that keeps no text of its own, and the triggers that keep it true.

What FTS5 is told to forget must be, to the letter, what it was told to keep: a trigger takes both from the same view, before
and after the change. `INSERT INTO filings_search(filings_search) VALUES('integrity-check')` proves it.
"""

from collections.abc import Iterator

from filings.search.rows import SQLITE, WATCHED, Watch, views

COLUMNS = "words, mended, bridge, scope"
CORRECTION = "filings_pagecorrection"
# A font of signs has its bullets here. What Unicode leaves open FTS5 takes for letters.
SIGNS = "".join(map(chr, range(0xF000, 0xF100)))


def install() -> Iterator[str]:
    """The statements that make the index of what the tables hold."""
    found = views(SQLITE)
    for name, query in found.items():
        yield f"CREATE VIEW {name} AS {query}"
    union = " UNION ALL ".join(f"SELECT id, {COLUMNS} FROM {name}" for name in found)
    yield f"CREATE VIEW search_rows AS {union}"
    yield (
        f"CREATE VIRTUAL TABLE filings_search USING fts5({COLUMNS}, content='search_rows', content_rowid='id', "
        f"tokenize=\"unicode61 remove_diacritics 2 categories 'L* Nd Nl' separators '{SIGNS}'\")"
    )
    for name in found:
        yield f"INSERT INTO filings_search(rowid, {COLUMNS}) SELECT id, {COLUMNS} FROM {name}"
    for watch in WATCHED:
        yield from _triggers(watch)


def uninstall() -> Iterator[str]:
    for watch in WATCHED:
        for moment in ("keep", "keep_changed", "keep_orphaned", "forget", "forget_changed"):
            yield f"DROP TRIGGER IF EXISTS {_name(watch, moment)}"
    yield "DROP TABLE IF EXISTS filings_search"
    for name in ("search_rows", *views(SQLITE)):
        yield f"DROP VIEW IF EXISTS {name}"


def _name(watch: Watch, moment: str) -> str:
    return f"{watch.name}_{moment}"


def _triggers(watch: Watch) -> Iterator[str]:
    table, columns = watch.table, ", ".join(watch.columns)
    changed = " OR ".join(f"OLD.{column} {SQLITE.differs} NEW.{column}" for column in watch.columns)
    forget, keep = _forget(watch, "OLD"), _keep(watch, "NEW")
    if table == CORRECTION:
        # It changes a page that stands: what the page was is told in words, because the view knows what it is.
        yield _trigger(watch, "keep", "AFTER INSERT", [_forget(watch, "NEW", "read"), keep])
        yield _trigger(watch, "forget", "AFTER DELETE", [_forget(watch, "OLD", "OLD.text"), _keep(watch, "OLD")])
    else:
        if watch.makes_rows:
            yield _trigger(watch, "keep", "AFTER INSERT", [keep])
        else:
            # Counsel stands without its firm: where all is flushed, the firm may go first.
            yield _trigger(watch, "keep_orphaned", "AFTER DELETE", [_keep(watch, "OLD")])
        yield _trigger(watch, "forget", "BEFORE DELETE", [forget])
    yield _trigger(watch, "forget_changed", f"BEFORE UPDATE OF {columns}", [forget], changed)
    yield _trigger(watch, "keep_changed", f"AFTER UPDATE OF {columns}", [keep], changed)


def _trigger(watch: Watch, moment: str, event: str, statements: list[str], when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    body = " ".join(f"{statement};" for statement in statements)
    return f"CREATE TRIGGER {_name(watch, moment)} {event} ON {watch.table}{condition} BEGIN {body} END"


def _keep(watch: Watch, row: str) -> str:
    return "; ".join(
        f"INSERT INTO filings_search(rowid, {COLUMNS}) SELECT id, {COLUMNS} FROM {view} "
        f"WHERE {watch.by} = {row}.{watch.key}"
        for view in watch.views
    )


def _forget(watch: Watch, row: str, words: str = "words") -> str:
    if words == "read":
        words = f"(SELECT text FROM filings_page WHERE id = {row}.page_id)"
    return "; ".join(
        f"INSERT INTO filings_search(filings_search, rowid, {COLUMNS}) "
        f"SELECT 'delete', id, {words}, mended, bridge, scope FROM {view} WHERE {watch.by} = {row}.{watch.key}"
        for view in watch.views
    )
