"""A table of facts outside the court (CSV), as a person keeps one in a spreadsheet, or as timeline.csv gives them. Pure.

Each faulty cell is named by its line and column. An empty cell says nothing, and so removes nothing.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from filings.importing.decoding import text_of
from filings.importing.facts.cells import Cells, Values
from filings.importing.facts.columns import ALIASES, COLUMNS, EVENT, FACT, NAMES, REQUIRED
from filings.importing.refusals import BEGINNINGS, BINARY, EMPTY
from filings.importing.sheet import NotADocket
from filings.importing.tables import column_name, rows_of

# As much as a form that holds it until it is confirmed may send.
MOST_BYTES, MOST_ROWS = 1 << 20, 5_000
TOO_LARGE = f"The file is larger than {MOST_BYTES >> 20} MB: give the facts in several files."
TOO_MANY = f"This table has more than {MOST_ROWS:,} facts: give them in several files."
NONE = "This table has the columns of facts, but no fact in it."


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell: its line in the file, and its column."""

    line: int
    column: str
    why: str

    def __str__(self) -> str:
        return f"Line {self.line}, column {self.column}: {self.why}."


class FaultyTable(Exception):
    """Nothing of the table can be taken. The message is a sentence; `faults` are those of its cells."""

    def __init__(self, sentence: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(sentence)
        self.faults = list(faults)

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> "FaultyTable":
        count = len(faults)
        return cls(f"This table has {count:,} fault{'' if count == 1 else 's'}; nothing was imported.", faults)


@dataclass(frozen=True)
class Row:
    """A fact as its line says it: `values` by the names of Fact's fields, those alone of which it says something.

    `source_entry` is the key of a filing, `source_document` its number there, `sources` are codes.
    """

    line: int
    values: Values


@dataclass(frozen=True)
class Table:
    rows: list[Row] = field(default_factory=list)
    # Titles of columns that say nothing of a fact.
    unknown: list[str] = field(default_factory=list)


def template() -> str:
    """A table to begin with: the header and one example."""
    page = io.StringIO(newline="")
    csv.writer(page).writerows([NAMES, [column.example for column in COLUMNS]])
    return page.getvalue()


def text_in(data: bytes) -> str:
    """The words of a file. Raises FaultyTable for what is no table at all."""
    if len(data) > MOST_BYTES:
        raise FaultyTable(TOO_LARGE)
    for mark, sentence in BEGINNINGS:
        if data.startswith(mark):
            raise FaultyTable(sentence.replace("docket page", "table of facts"))
    text = text_of(data)
    if not text.strip():
        raise FaultyTable(BINARY if data.strip() else EMPTY)
    return text


def read(text: str) -> Table:
    """Raises FaultyTable."""
    try:
        rows = list(rows_of(text))
    except NotADocket as why:
        raise FaultyTable(str(why)) from None
    places, unknown = _places(rows[0][1] if rows else [])
    table, faults = Table(unknown=unknown), list[Fault]()
    seen: dict[str, int] = {}
    width = len(rows[0][1])
    for line, row in rows[1:]:
        cells = {name: row[place].strip() for name, place in places.items() if place < len(row)}
        beyond = any(cell.strip() for cell in row[width:])
        if not (any(cells.values()) or beyond) or cells.get(EVENT, FACT).lower() != FACT:
            continue
        values, wrong = Cells(cells).read()
        if beyond:
            wrong.append((str(width + 1), "the row has more cells than the header"))
        key = values.get("key")
        if key and seen.setdefault(key, line) != line:
            wrong.append(("key", f"line {seen[key]} has the key {key} already"))
        faults += [Fault(line, column, why) for column, why in wrong]
        table.rows.append(Row(line, values))
    if faults:
        raise FaultyTable.of(faults)
    if not table.rows:
        raise FaultyTable(NONE)
    if len(table.rows) > MOST_ROWS:
        raise FaultyTable(TOO_MANY)
    return table


def _places(header: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Where each known column stands, and the titles of the others. Raises FaultyTable."""
    places: dict[str, int] = {}
    unknown = []
    own = {column_name(title) for title in header}
    for place, title in enumerate(header):
        name: Any = column_name(title)
        # Of timeline.csv, which has a status of deadlines too.
        name = name if name in NAMES or ALIASES.get(name) in own else ALIASES.get(name, name)
        if name in (*NAMES, EVENT) and name not in places:
            places[name] = place
        elif title.strip():
            unknown.append(re.sub(r"\s+", " ", title).strip()[:40])
    missing = [name for name in REQUIRED if name not in places]
    if missing:
        names = ", ".join(missing)
        raise FaultyTable(f"This is no table of facts. Columns that are missing: {names}.")
    return places, unknown[:40]
