"""The index in PostgreSQL: a table of text search vectors, and the triggers that keep it true.

The words are cut by `casefiles_words`, not by the parser of PostgreSQL, which takes `5:25-cv-06213` or `and/or` for things of
its own: so the hits are those of SQLite. The letters of a vector tell which column a word stands in: A scope, B bridge,
C mended, D words.
"""

from collections.abc import Iterator

from filings.search.rows import POSTGRES, WATCHED, Watch, views

KEYS = ("filing_id", "document_id", "held_file_id", "page_id")
# Folds the case of all letters whatever the database was made with; the first that the server has.
COLLATIONS = ("pg_c_utf8", "und-x-icu", "C.utf8", "en_US.utf8", "default")
# A vector is refused beyond a megabyte.
LONGEST = 400_000

_WORDS = """
CREATE FUNCTION casefiles_words(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT regexp_replace(
    regexp_replace(normalize(lower(left($1, {longest}) COLLATE "{collation}"), NFD), '[\u0300-\u036f]', '', 'g')
    COLLATE "{collation}", '[^[:alnum:]]+', ' ', 'g')
$$"""
_VECTOR = """
CREATE FUNCTION casefiles_vector(words text, mended text, bridge text, scope text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT setweight(to_tsvector('pg_catalog.simple', scope), 'A') || '''zqxgapxqz'':60'::tsvector
    || setweight(to_tsvector('pg_catalog.simple', casefiles_words(COALESCE(bridge, ''))), 'B') || '''zqxgapxqz'':60'::tsvector
    || setweight(to_tsvector('pg_catalog.simple', casefiles_words(COALESCE(mended, ''))), 'C') || '''zqxgapxqz'':60'::tsvector
    || setweight(to_tsvector('pg_catalog.simple', casefiles_words(words)), 'D')
$$"""
_TABLE = """
CREATE TABLE filings_search (
    id bigint PRIMARY KEY, filing_id bigint, document_id bigint, held_file_id bigint, page_id bigint, vector tsvector NOT NULL
)"""


def install(collation: str) -> Iterator[str]:
    """The statements that make the index of what the tables hold."""
    yield _WORDS.format(collation=collation, longest=LONGEST)
    yield _VECTOR
    found = views(POSTGRES)
    for name, query in found.items():
        yield f"CREATE VIEW {name} AS {query}"
    yield _TABLE
    for name, query in found.items():
        yield _keep(name, query)
    yield "CREATE INDEX filings_search_vector ON filings_search USING gin (vector)"
    for key in KEYS:
        yield f"CREATE INDEX filings_search_{key} ON filings_search ({key}) WHERE {key} IS NOT NULL"
    for watch in WATCHED:
        yield from _triggers(watch, found)
    yield (
        "CREATE FUNCTION search_forget_all() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN TRUNCATE filings_search; RETURN NULL; END $$"
    )
    yield (
        "CREATE TRIGGER search_forget_all AFTER TRUNCATE ON filings_filing "
        "FOR EACH STATEMENT EXECUTE FUNCTION search_forget_all()"
    )


def uninstall() -> Iterator[str]:
    yield "DROP TRIGGER IF EXISTS search_forget_all ON filings_filing"
    yield "DROP FUNCTION IF EXISTS search_forget_all()"
    for watch in WATCHED:
        yield f"DROP TRIGGER IF EXISTS {watch.name} ON {watch.table}"
        yield f"DROP TRIGGER IF EXISTS {watch.name}_changed ON {watch.table}"
        yield f"DROP FUNCTION IF EXISTS {watch.name}()"
    yield "DROP TABLE IF EXISTS filings_search"
    for name in views(POSTGRES):
        yield f"DROP VIEW IF EXISTS {name}"
    yield "DROP FUNCTION IF EXISTS casefiles_vector(text, text, text, text)"
    yield "DROP FUNCTION IF EXISTS casefiles_words(text)"


def _keep(view: str, query: str, where: str = "") -> str:
    keys = [key for key in KEYS if f"AS {key}" in query]
    columns = "".join(f"{key}, " for key in keys)
    return (
        f"INSERT INTO filings_search (id, {columns}vector) "
        f"SELECT id, {columns}casefiles_vector(words, mended, bridge, scope) FROM {view}{where} "
        "ON CONFLICT (id) DO UPDATE SET vector = EXCLUDED.vector"
    )


def _forget(watch: Watch, row: str) -> str:
    if watch.by in KEYS:
        return f"DELETE FROM filings_search WHERE {watch.by} = {row}.{watch.key}"
    # The number of a record's row does not change.
    return (
        f"DELETE FROM filings_search WHERE id IN (SELECT id FROM {watch.views[0]} WHERE {watch.by} = {row}.{watch.key})"
    )


def _triggers(watch: Watch, found: dict[str, str]) -> Iterator[str]:
    name = watch.name
    is_correction = watch.key != "id"
    keep = {
        row: "; ".join(_keep(view, found[view], f" WHERE {watch.by} = {row}.{watch.key}") for view in watch.views)
        for row in ("OLD", "NEW")
    }
    on_delete = f"{keep['OLD']};" if is_correction else ""
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'INSERT' THEN {_forget_old(watch)}; END IF; "
        f"IF TG_OP <> 'DELETE' THEN {_forget(watch, 'NEW') + ';' if is_correction else ''} {keep['NEW']}; "
        f"ELSE {on_delete} NULL; END IF; RETURN NULL; END $$"
    )
    columns = ", ".join(watch.columns)
    changed = " OR ".join(f"OLD.{column} {POSTGRES.differs} NEW.{column}" for column in watch.columns)
    come_and_go = "INSERT OR DELETE" if watch.makes_rows else "DELETE"
    yield f"CREATE TRIGGER {name} AFTER {come_and_go} ON {watch.table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    yield (
        f"CREATE TRIGGER {name}_changed AFTER UPDATE OF {columns} ON {watch.table} "
        f"FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {name}()"
    )


def _forget_old(watch: Watch) -> str:
    """After the row is gone, a view no longer has it: a record's number is computed."""
    if watch.by != "record_id":
        return _forget(watch, "OLD")
    sort = next(query for name, query in views(POSTGRES).items() if name == watch.views[0])
    base = sort.removeprefix("SELECT ").split(" ", 1)[0]
    return f"DELETE FROM filings_search WHERE id = {base} + OLD.id"
