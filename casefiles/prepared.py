"""Queries that the ORM writes once in a process and that then run as they stand.

For a query of a few rows Django takes ten times as long to write the SQL as the database to answer it (measured: 0.3 ms
against 0.03). A page that needs ten such queries is made of these.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Record = TypeVar("Record", bound=Model)
Value = int | str | Sequence[int]
# Stand in for the values while the SQL is written: no other parameter of a query of ours looks like them.
NUMBER = 1_900_000_000
WORD = "the value of slot "
# A list is filled up to one of these lengths, so that there are few texts of SQL to keep.
LENGTHS = (1, 8, 64, 256, 1024)


class Prepared:
    """Wraps a function from values to a `values_list` query. Rows come as tuples, as the database driver gives them.

    A value is a whole number, a word, or a list of numbers for an `__in` (which may be empty). The function must ask
    the same of the database whatever the values: it is called with stand-ins, once for each length of list. Select no
    JSON and no computed column: nothing converts them.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.build = build
        self.written: dict[tuple[object, ...], tuple[str, list[Any]]] = {}

    def __call__(self, *values: Value) -> list[tuple[Any, ...]]:
        filled = [_filled(value) for value in values]
        flat = [part for value in filled for part in (value if isinstance(value, list) else [value])]
        shape = (connection.vendor, *(len(value) if isinstance(value, list) else type(value) for value in filled))
        if shape not in self.written:
            self.written[shape] = self._write(filled)
        sql, parameters = self.written[shape]
        with connection.cursor() as cursor:
            cursor.execute(sql, [flat[part.place] if isinstance(part, Slot) else part for part in parameters])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _write(self, values: list[int | str | list[int]]) -> tuple[str, list[Any]]:
        place = 0
        arguments: list[object] = []
        for value in values:
            width = len(value) if isinstance(value, list) else 1
            places = range(place, place + width)
            if isinstance(value, list):
                arguments.append([NUMBER + at for at in places])
            else:
                arguments.append(f"{WORD}{place}" if isinstance(value, str) else NUMBER + place)
            place += width
        slots: dict[object, Slot] = {NUMBER + at: Slot(at) for at in range(place)}
        slots |= {f"{WORD}{at}": Slot(at) for at in range(place)}
        sql, parameters = self.build(*arguments).query.sql_with_params()
        return sql, [slots.get(parameter, parameter) for parameter in parameters]


class PreparedRecords(Generic[Record]):
    """The same for whole records of a model: wraps a function from values to a plain query of that model."""

    def __init__(self, model: type[Record], build: Callable[..., QuerySet[Record]]) -> None:
        self.model = model
        self.query = Prepared(build)
        self.converters: list[tuple[int, Callable[..., Any], Any]] | None = None

    def __call__(self, *values: Value) -> list[Record]:
        if self.converters is None:
            self.converters = list(self._converters())
        names = [field.attname for field in self.model._meta.concrete_fields]
        found = []
        for row in self.query(*values):
            record = list(row)
            for place, convert, column in self.converters:
                record[place] = convert(record[place], column, connection)
            found.append(self.model.from_db(connection.alias, names, record))
        return found

    def _converters(self) -> Iterator[tuple[int, Callable[..., Any], Any]]:
        """What the ORM itself does to a column on its way from the driver."""
        for place, field in enumerate(self.model._meta.concrete_fields):
            column = field.get_col(self.model._meta.db_table)
            for convert in (*connection.ops.get_db_converters(column), *column.get_db_converters(connection)):
                yield place, convert, column


class Slot:
    """The place of a value among all values given."""

    def __init__(self, place: int) -> None:
        self.place = place


def _filled(value: Value) -> int | str | list[int]:
    if isinstance(value, int | str):
        return value
    length = next((length for length in LENGTHS if length >= len(value)), len(value))
    # No row has the number 0, and asking twice for one changes nothing.
    return [*value, *([0] * (length - len(value)))]
