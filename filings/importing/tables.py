"""A table that a person keeps in a spreadsheet (CSV): its rows, whatever separates their cells, and its days. Pure."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

from casefiles.spreadsheet import RISKY_BEYOND
from filings.importing.refusals import HALF_SAVED_DATA
from filings.importing.sheet import NotADocket

DELIMITERS = ",;\t"
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}.*$")
# With this line some spreadsheets say what separates the cells.
_HINT = re.compile(r"\s*\"?sep=([,;\t|])\"?[ ,;\t]*(?:\r\n|\r|\n)", re.IGNORECASE)
# An apostrophe before these is the guard of an export against formulas.
_GUARDED = re.compile(rf"'(?=[=+\-@|%{RISKY_BEYOND}]|\\\|)")


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins. Raises NotADocket."""
    hint = _HINT.match(text)
    table = text[hint.end() if hint else 0 :].lstrip("\r\n")
    before = len(text[: len(text) - len(table)].splitlines())
    first = next((line for line in table.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=hint[1] if hint else delimiter_of(first), strict=True)
    line = before + 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, [unguarded(cell) for cell in row]
            line = before + reader.line_num + 1
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise NotADocket(HALF_SAVED_DATA) from None
        raise NotADocket(f"Line {line} of this table cannot be read: {error}.") from None


def column_name(title: str) -> str:
    """`Date filed` to `date_filed`."""
    return re.sub(r"[\W_]+", "_", title.strip().lower()).strip("_")


def day_in(cell: str) -> str | None:
    """The ISO text of a day, written so or as Excel writes it in America; None for anything else."""
    cell = _TIME.sub("", cell.strip())
    american = _AMERICAN.fullmatch(cell)
    try:
        if american:
            year = int(american[3])
            if year < 100:
                year += 2000 if year < 70 else 1900
            return date(year, int(american[1]), int(american[2])).isoformat()
        return date.fromisoformat(cell).isoformat() if len(cell) == 10 else None
    except ValueError:
        return None


def delimiter_of(line: str) -> str:
    return max(DELIMITERS, key=line.count)


def unguarded(cell: str) -> str:
    return cell[1:].replace("\\|", "|") if _GUARDED.match(cell) else cell
