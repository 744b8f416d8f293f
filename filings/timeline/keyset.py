"""Going on where a list ended: by the place of its last row, never by counting rows."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet

from casefiles.models import CaseFile
from casefiles.prepared import Prepared
from filings.timeline.columns import SEPARATOR


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


class Opening:
    """The first rows of all that a case has of something: most pages begin with them, and the ORM takes longer to write
    their SQL than the database to answer. Written once in a process for each number of rows and for who sees what."""

    def __init__(self, build: Callable[[int, bool], QuerySet[Any, Any]]) -> None:
        """`build`: the ordered rows, from the id of the case and whether its sealed papers are seen."""
        self.build = build
        self._prepared: dict[tuple[int, bool], Prepared] = {}

    def __call__(self, case: CaseFile, size: int) -> list[tuple[Any, ...]]:
        sees_sealed = case.sees_sealed
        prepared = self._prepared.get((size, sees_sealed))
        if prepared is None:
            prepared = self._prepared[size, sees_sealed] = Prepared(lambda pk: self.build(pk, sees_sealed)[:size])
        return prepared(case.pk)


class Walk:
    """The rows of a query, block after block, as the database driver gives them.

    Django's own reading of dates and booleans takes twice as long as the database itself, and writing the SQL of a block
    as long as reading it. So the SQL is written once, with stand-ins for the place at which a block goes on; two sets of
    them tell their places among the parameters from those of a filter. SQLite gives a date as text, a boolean as 0 or 1.
    """

    def __init__(self, rows: Callable[[], QuerySet[Any, Any]], *, fields: Sequence[str], size: int) -> None:
        """`rows`: called where SQL has to be written; `fields`: a day and whole numbers, by which the rows are ordered and
        no two of them are alike."""
        self.rows, self.fields, self.size = rows, fields, size
        self._sql = ""
        self._parameters: list[Any] = []
        # Place among the parameters, and which field stands there.
        self._slots: list[tuple[int, int]] = []

    def start(self, place: Sequence[object] | None, size: int) -> list[tuple[Any, ...]]:
        """The first rows from `place` on."""
        rows = self.rows()
        if place is not None:
            rows = rows.filter(beyond(self.fields, place, "gte"))
        return fetched(*written(rows[:size]))

    def after(self, place: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The block that follows `place`."""
        if not self._sql:
            self._write()
        parameters = self._parameters.copy()
        values = [connection.ops.adapt_datefield_value(place[0]), *place[1:]]
        for slot, field in self._slots:
            parameters[slot] = values[field]
        return fetched(self._sql, parameters)

    def _write(self) -> None:
        stand_ins = [[date(year, 1, 1), *range(year, year + len(self.fields) - 1)] for year in (7000, 8000)]
        rows = self.rows()
        (self._sql, first), (_, second) = (
            written(rows.filter(beyond(self.fields, place, "gt"))[: self.size]) for place in stand_ins
        )
        self._parameters = first
        for slot, (one, other) in enumerate(zip(first, second, strict=True)):
            if one != other:
                self._slots.append((slot, stand_ins[0].index(one) if isinstance(one, int) else 0))


def written(rows: QuerySet[Any, Any]) -> tuple[str, list[Any]]:
    """The SQL of a query and its parameters; no SQL where it cannot find anything."""
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return "", []
    return sql, list(parameters)


def fetched(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    if not sql:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def listed(text: str) -> str | None:
    """A list of words that comes as JSON, joined. Nearly all are empty."""
    return None if text == "[]" else SEPARATOR.join(json.loads(text))


def text_of(value: date | str | None) -> str | None:
    """A day as ISO text, whichever form the driver gives."""
    return value if value is None or isinstance(value, str) else value.isoformat()


def day_of(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
