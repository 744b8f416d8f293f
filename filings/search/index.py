"""Makes the index and takes it away, for migrations.

A migration that alters one of the tables that the index watches (rows.WATCHED) stands between `forget` and `make`: SQLite
remakes a table to alter it, and a view or a trigger on it would stand in the way or be lost.
"""

from typing import Any

from filings.search import postgres_index, sqlite_index


def make(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    if connection.vendor == "sqlite":
        _run(connection, sqlite_index.install())
    else:
        _run(connection, postgres_index.install(_collation(connection)))


def forget(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    _run(connection, sqlite_index.uninstall() if connection.vendor == "sqlite" else postgres_index.uninstall())


def _run(connection: Any, statements: Any) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _collation(connection: Any) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collname FROM pg_collation WHERE collencoding IN (-1, pg_char_to_encoding('UTF8')) AND collname = ANY(%s)",
            [list(postgres_index.COLLATIONS)],
        )
        known = {name for (name,) in cursor.fetchall()}
    return next(name for name in postgres_index.COLLATIONS if name in known)
