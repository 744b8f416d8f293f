"""Going on where a list ended: by the place of its last row, never by counting rows."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet

from casefiles.prepared import Prepared


def beyond(fields: Sequence[str], place: Sequence[object], comparison: str) -> Q:
    """Rows whose `fields`, read one after the other, stand to `place` as `comparison` says: gt, gte, lt or lte."""
    strict = comparison[:2]
    found, same = Q(), Q()
    for field, value in zip(fields[:-1], place[:-1], strict=True):
        found |= same & Q((f"{field}__{strict}", value))
        same &= Q((field, value))
    found |= same & Q((f"{fields[-1]}__{comparison}", place[-1]))
    # Says once more of the first field what follows anyway, alone: that much an index can answer.
    return Q((f"{fields[0]}__{strict}e", place[0])) & found


class Hanging:
    """What hangs on each row of a block, such as the filers of its filings: rows that start with the id they hang on.

    Ids close together, as a load gives them, are asked for as a range, which is quicker to ask and to answer; it may
    bring a few more, which nobody looks up. `build` makes the query from the name of the foreign key and a condition.
    """

    def __init__(self, key: str, build: Callable[[Q], QuerySet[Any, Any]]) -> None:
        self._between = Prepared(lambda first, last: build(Q((f"{key}__gte", first), (f"{key}__lte", last))))
        self._among = Prepared(lambda ids: build(Q((f"{key}__in", ids))))

    def __call__(self, ids: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
        first, last = min(ids), max(ids)
        rows = self._between(first, last) if last - first < 2 * len(ids) else self._among(ids)
        found: dict[int, list[tuple[Any, ...]]] = {}
        for row in rows:
            if row[0] in found:
                found[row[0]].append(row)
            else:
                found[row[0]] = [row]
        return found


def driver_rows(rows: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """The rows as the database driver gives them: Django's own reading of dates and booleans takes twice as long as the
    database itself, on each row of a long export. SQLite gives a date as text and a boolean as 0 or 1."""
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def text_of(value: date | str | None) -> str | None:
    """A day as ISO text, whichever form the driver gives."""
    return value if value is None or isinstance(value, str) else value.isoformat()


def day_of(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
