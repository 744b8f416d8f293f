"""A table of docket entries (CSV), as a person keeps one in a spreadsheet. Pure.

Comma, semicolon or tab; any order of columns; dates as ISO or as Excel writes them in America. A faulty row is named by
its line and column, and nothing is taken then.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from filings.importing.sheet import NotADocket, Sheet, SheetAttachment, SheetEntry
from filings.importing.tables import column_name, day_in, delimiter_of, rows_of

ENTRIES_AT_ONCE = 500
TOLD = 3


@dataclass(frozen=True)
class Column:
    name: str
    meaning: str
    example: str
    required: bool = False


# fmt: off
COLUMNS = (
    Column("entry", "Number on the docket; empty for an unnumbered entry.", "34"),
    Column("date_filed", "Day of filing: 2025-10-27 or 10/27/2025.", "2025-10-27", required=True),
    Column("date_entered", "Day on which the court entered it, the same way.", "2025-10-28"),
    Column("docket_text", "The court’s words, whole.",
           "MOTION to Dismiss filed by Meta Platforms, Inc. (Entered: 10/28/2025)", required=True),
    Column("document_id", "PACER’s number of the document, from its link: 035025123456.", "035025123456"),
    Column("page_count", "Pages of the main document.", "31"),
    Column("attachments", "Number and title of each, with semicolons between.", "1: Declaration; 2: Exhibit A"),
)
# fmt: on
NAMES = [column.name for column in COLUMNS]
REQUIRED = [column.name for column in COLUMNS if column.required]
# Other names of the same columns: as people write them, and of our own timeline.csv.
ALIASES = {
    "no": "entry", "number": "entry", "entry_number": "entry", "document_number": "entry", "docket_number": "",
    "date": "date_filed", "filed": "date_filed", "filing_date": "date_filed", "entered": "date_entered",
    "text": "docket_text", "description": "docket_text", "docket_entry": "docket_text", "pages": "page_count",
    "pacer_doc_id": "document_id",
}  # fmt: skip
# Of our own timeline.csv, which has deadlines and hearings too.
EVENT, FILING = "event", "filing"
_ATTACHMENT = re.compile(r"#?\s*(\d{1,4})\s*(?:[:.)–-]\s*|\s+|$)(.*)", re.DOTALL)


def template() -> str:
    """A table to begin with: the header and one example."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerows([NAMES, [column.example for column in COLUMNS]])
    return page.getvalue()


def is_table(text: str) -> bool:
    """Whether it begins like a table, of entries or not."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:3]
    if not lines:
        return False
    delimiter = delimiter_of(lines[0])
    header = next(csv.reader([lines[0]], delimiter=delimiter), [])
    if set(map(_column, header)) & set(NAMES) and (len(header) > 1 or len(lines) > 1):
        return len(header) > 1
    counts = {line.count(delimiter) for line in lines}
    return len(lines) > 1 and min(counts) >= 2 and len(counts) == 1


def read(text: str) -> Iterator[Sheet | list[SheetEntry] | str]:
    """Raises NotADocket, with the line and column of what is wrong."""
    rows = rows_of(text)
    header = next(rows, (1, []))[1]
    places, unknown = _places(header)
    entries: list[SheetEntry] = []
    faults: list[str] = []
    for line, row in rows:
        cells = {name: row[place].strip() for name, place in places.items() if place < len(row)}
        if not any(cells.values()) or cells.get(EVENT, FILING).lower() != FILING:
            continue
        entries.append(_entry(cells, line, faults))
    if faults:
        more = f"; and {len(faults) - TOLD:,} more" if len(faults) > TOLD else ""
        raise NotADocket(f"This table has faults: {'; '.join(faults[:TOLD])}{more}.")
    if not entries:
        raise NotADocket("This table has the columns of docket entries, but no entry in it.")
    yield Sheet(kind="entries-csv")
    for start in range(0, len(entries), ENTRIES_AT_ONCE):
        yield entries[start : start + ENTRIES_AT_ONCE]
    if unknown:
        yield f"Columns that say nothing here were left out: {', '.join(unknown)}."


def _places(header: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Where each known column stands, and the names of the others. Raises NotADocket."""
    places: dict[str, int] = {}
    unknown = []
    for place, title in enumerate(header):
        name = _column(title)
        if name in (*NAMES, EVENT) and name not in places:
            places[name] = place
        elif title.strip():
            unknown.append(" ".join(title.split())[:40])
    missing = [name for name in REQUIRED if name not in places]
    if missing:
        raise NotADocket(f"This seems to be a table, but it lacks the column{_s(missing)} {' and '.join(missing)}.")
    return places, unknown[:12]


def _entry(cells: dict[str, str], line: int, faults: list[str]) -> SheetEntry:
    def fault(name: str, why: str) -> None:
        faults.append(f"line {line}, column {name}: {why}")

    def whole(name: str) -> int | None:
        cell = cells.get(name, "").removesuffix(".0").replace(",", "")
        if not cell:
            return None
        if not cell.isascii() or not cell.isdigit() or not 0 < int(cell) < 1_000_000:
            fault(name, f"“{cell[:40]}” is no number from 1")
            return None
        return int(cell)

    def day(name: str, *, needed: bool = False) -> str | None:
        cell = cells.get(name, "")
        found = day_in(cell)
        if found is None and (cell or needed):
            fault(name, f"“{cell[:40]}” is no date" if cell else "a date is missing")
        return found

    text = cells.get("docket_text", "")
    if not text:
        fault("docket_text", "it is empty")
    attachments, unread = _attachments(cells.get("attachments", ""))
    if unread:
        fault("attachments", f"“{unread[:40]}” has no number; write 1: Declaration; 2: Exhibit A")
    return SheetEntry(
        entry=whole("entry"),
        date_filed=day("date_filed", needed=True),
        date_entered=day("date_entered"),
        text=text or None,
        document_id=cells.get("document_id") or None,
        page_count=whole("page_count"),
        attachments=attachments,
    )


def _attachments(cell: str) -> tuple[list[SheetAttachment] | None, str]:
    """The attachments, and the part that names none. A semicolon in a title does not begin another."""
    found: list[SheetAttachment] = []
    for part in (part.strip() for part in cell.split(";")):
        named = _ATTACHMENT.fullmatch(part)
        if named and int(named[1]) > 0 and (not found or int(named[1]) > found[-1].number):
            found.append(SheetAttachment(number=int(named[1]), title=named[2].strip() or None))
        elif part and found:
            found[-1].title = f"{found[-1].title or ''}; {part}".removeprefix("; ")
        elif part:
            return None, part
    return found or None, ""


def _column(title: str) -> str:
    name = column_name(title)
    return ALIASES.get(name, name)


def _s(names: Sequence[str]) -> str:
    return "s" if len(names) > 1 else ""
