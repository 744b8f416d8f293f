"""Queries that the ORM writes once in a process and that then run as they stand.

For a query of a few rows Django takes ten times as long to write the SQL as the database to answer it (measured: 0.3 ms
against 0.03). A page that needs ten such queries is made of these.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Record = TypeVar("Record", bound=Model)
Value = int | str | date | datetime | Sequence[int]
# Stand in for the values while the SQL is written: no other parameter of a query of ours looks like them.
NUMBER = 1_900_000_000
WORD = "the value of slot "
MOMENT = datetime(1701, 1, 1, tzinfo=UTC)
DAY = date(1601, 1, 1)
# A list is filled up to one of these lengths, so that there are few texts of SQL to keep.
LENGTHS = (1, 2, 4, 8, 16, 64, 256, 1024)


class Prepared:
    """Wraps a function from values to a `values_list` query. Rows come as tuples, as the database driver gives them.

    A value is a whole number, a word, a day, a moment (aware), or a list of numbers for an `__in` (which may be empty). The
    function must ask the same of the database whatever the values: it is called with stand-ins, once for each length of
    list. Select no JSON and no computed column: nothing converts them; `moment_of` makes a moment aware.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.build = build
        self.written: dict[tuple[object, ...], tuple[str, list[Any], list[tuple[int, int]]]] = {}

    def __call__(self, *values: Value) -> list[tuple[Any, ...]]:
        flat: list[Any] = []
        shape: list[object] = []
        for value in values:
            if isinstance(value, int) or isinstance(value, str):  # noqa: SIM101 - a tuple of types is looked at longer
                flat.append(value)
                shape.append(type(value))
            elif isinstance(value, datetime):
                flat.append(_written(value))
                shape.append(datetime)
            elif isinstance(value, date):
                flat.append(connection.ops.adapt_datefield_value(value))
                shape.append(date)
            else:
                length = _length(value)
                flat += value
                # No row has the number 0, and asking twice for one changes nothing.
                flat += [0] * (length - len(value))
                shape.append(length)
        written = self.written.get(tuple(shape)) or self._write(tuple(shape))
        sql, parameters, slots = written
        parameters = parameters.copy()
        for at, place in slots:
            parameters[at] = flat[place]
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _write(self, shape: tuple[object, ...]) -> tuple[str, list[Any], list[tuple[int, int]]]:
        places: dict[object, int] = {}
        arguments: list[object] = []
        for part in shape:
            width = part if isinstance(part, int) else 1
            first = len(places)
            if part is datetime:
                moment = MOMENT + timedelta(days=first)
                places[_written(moment)] = first
                arguments.append(moment)
                continue
            if part is date:
                day = DAY + timedelta(days=first)
                places[connection.ops.adapt_datefield_value(day)] = first
                arguments.append(day)
                continue
            names = [f"{WORD}{at}" if part is str else NUMBER + at for at in range(first, first + width)]
            places |= {name: first + at for at, name in enumerate(names)}
            arguments.append(names if isinstance(part, int) else names[0])
        sql, parameters = self.build(*arguments).query.sql_with_params()
        slots = [(at, places[value]) for at, value in enumerate(parameters) if value in places]
        self.written[shape] = sql, list(parameters), slots
        return self.written[shape]


def _written(moment: datetime) -> Any:
    """As the database keeps it."""
    return connection.ops.adapt_datetimefield_value(moment)


def moment_of(value: datetime | str) -> datetime:
    """A moment as it comes from the driver: SQLite's are naive, in UTC, and those of a union are text."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _length(values: Sequence[int]) -> int:
    return next((length for length in LENGTHS if length >= len(values)), len(values))


class PreparedRecords(Generic[Record]):
    """The same for whole records of a model: wraps a function from values to a query of them, annotated or not."""

    def __init__(self, model: type[Record], build: Callable[..., QuerySet[Record, Any]]) -> None:
        self.model = model
        self.names = [field.attname for field in model._meta.concrete_fields]
        self.annotations: list[str] = []
        self.converters: list[tuple[int, Callable[..., Any], Any]] | None = None
        self.query = Prepared(lambda *values: self._noted(build(*values)))

    def __call__(self, *values: Value) -> list[Record]:
        if self.converters is None:
            self.converters = list(self._converters())
        width = len(self.names)
        found = []
        for row in self.query(*values):
            record = list(row[:width])
            for place, convert, column in self.converters:
                record[place] = convert(record[place], column, connection)
            made = self.model.from_db(connection.alias, self.names, record)
            for name, value in zip(self.annotations, row[width:], strict=True):
                setattr(made, name, value)
            found.append(made)
        return found

    def _noted(self, queryset: QuerySet[Record, Any]) -> QuerySet[Record, Any]:
        self.annotations = list(queryset.query.annotation_select)
        return queryset

    def _converters(self) -> Iterator[tuple[int, Callable[..., Any], Any]]:
        """What the ORM itself does to a column on its way from the driver."""
        for place, field in enumerate(self.model._meta.concrete_fields):
            column = field.get_col(self.model._meta.db_table)
            for convert in (*connection.ops.get_db_converters(column), *column.get_db_converters(connection)):
                yield place, convert, column
