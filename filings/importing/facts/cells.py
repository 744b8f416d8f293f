"""One row of a table of facts, cell by cell. Pure."""

import re
import unicodedata
from datetime import date
from typing import Any

from filings.importing.facts.columns import COLUMNS, REQUIRED
from filings.importing.tables import day_in
from filings.timeline.when import AROUND, DAY, MONTH, RANGE, YEAR, last_of_month

Values = dict[str, Any]
CHOICES = {
    "precision": (DAY, MONTH, YEAR, AROUND, RANGE),
    "fact_status": ("alleged", "denied", "found", "undisputed", "reported"),
    "side": ("plaintiff", "defendant", "court", "other"),
    "confidence": ("confirmed", "single-source", "inferred"),
}
# As people write them, and as the field of Fact is called.
SAME = {"from-to": RANGE, "from to": RANGE, "since": RANGE, "single source": "single-source"}
FIELD = {"fact_status": "status", "own_sources": "sources"}
MAY_BE_INFERRED = {FIELD.get(column.name, column.name) for column in COLUMNS} - {"key", "confidence", "inferred_fields"}
LONGEST_KEY, LONGEST_URL, MOST_NUMBER = 100, 1000, 1_000_000
_ENTRY = re.compile(r"(?:(?:dkt|ecf|doc)\.?\s*)?(?:no\.?\s*|#\s*)?(\d{1,7}(?:_\d{1,3})?)(?:-(\d{1,4}))?", re.IGNORECASE)
_UNNUMBERED = re.compile(r"u\d{4}-\d{2}-\d{2}(?:_\d{1,3})?")
_PART = re.compile(r"(\d{4})(?:-(\d{1,2}))?")


class Cells:
    """`read` gives what the row says, and what is wrong with it: column and reason."""

    def __init__(self, cells: dict[str, str]) -> None:
        self.cells = cells
        self.values: Values = {}
        self.faults: list[tuple[str, str]] = []

    def read(self) -> tuple[Values, list[tuple[str, str]]]:
        for name in REQUIRED:
            if not self.cells.get(name):
                self.fault(name, "it is empty")
        for name in ("title", "said_by", "text", "note"):
            self.say(name, self.cells.get(name))
        for name, allowed in CHOICES.items():
            self.choice(name, allowed)
        self.when()
        self.paper()
        self.address()
        self.lists()
        self.key()
        return self.values, self.faults

    def fault(self, column: str, why: str) -> None:
        self.faults.append((column, why))

    def say(self, name: str, value: Any) -> None:
        if value not in (None, "", []):
            self.values[FIELD.get(name, name)] = value

    def choice(self, name: str, allowed: tuple[str, ...]) -> None:
        said = self.cells.get(name, "").lower()
        word = SAME.get(said, said)
        if word and word not in allowed:
            self.fault(name, f"“{said[:40]}” is none of {', '.join(allowed[:-1])} or {allowed[-1]}")
        else:
            self.say(name, word)

    def key(self) -> None:
        key = self.cells.get("key") or slug_of(self.cells.get("title", ""))
        if not key:
            if self.cells.get("title"):
                self.fault("key", "none can be made from the title: write one")
        elif not re.fullmatch(r"[a-zA-Z0-9_-]+", key) or len(key) > LONGEST_KEY:
            self.fault("key", f"“{key[:40]}” is no key: write letters, digits and hyphens, {LONGEST_KEY} at most")
        self.say("key", key)

    def when(self) -> None:
        """The days and how exact they are, and that these do not contradict each other."""
        first, fineness = self.day("date", is_end=False)
        end, _ = self.day("end", is_end=True)
        asked = self.values.get("precision")
        precision = asked or (RANGE if end else fineness)
        if first is None or "precision" in dict(self.faults):
            return
        if end and precision != RANGE:
            self.fault("end", f"a fact of the precision {precision} has none: write range, or leave it empty")
        elif end and end < first:
            self.fault("end", f"it lies before the date, {first}")
        elif (precision == DAY and fineness != DAY) or (precision == MONTH and fineness == YEAR):
            self.fault("date", f"“{self.cells['date']}” is no {precision}: the precision says {precision}")
        elif precision in (MONTH, YEAR) and first != floor_of(first, precision):
            self.fault("date", f"a fact of a {precision} is written {_floor_text(first, precision)}: {first} is a day")
        else:
            self.values |= {"date": first, "precision": precision} | ({"end": end} if end else {})

    def day(self, name: str, *, is_end: bool) -> tuple[date | None, str]:
        """The day and how exactly it is written; of a month or year the first, or the last where it is an end."""
        cell = self.cells.get(name, "")
        if not cell:
            return None, DAY
        if found := day_in(cell):
            return date.fromisoformat(found), DAY
        part = _PART.fullmatch(cell.removesuffix(".0"))
        try:
            if part is None:
                raise ValueError
            year, month = int(part[1]), int(part[2] or (12 if is_end else 1))
            day = date(year, month, 1)
            return last_of_month(day) if is_end else day, MONTH if part[2] else YEAR
        except ValueError:
            self.fault(name, f"“{cell[:40]}” is no date: write 2025-03-20, 2025-03 or 2018")
            return None, DAY

    def paper(self) -> None:
        entry = self.cells.get("source_entry", "").removesuffix(".0")
        numbered = _ENTRY.fullmatch(entry)
        document, page = self.whole("source_document", least=0), self.whole("source_page", least=1)
        if entry and not numbered and not _UNNUMBERED.fullmatch(entry):
            self.fault("source_entry", f"“{entry[:40]}” names no filing: write 34, 34-2 or u2025-09-19")
            return
        if numbered and numbered[2]:
            attachment = int(numbered[2])
            if document not in (None, attachment):
                self.fault("source_document", f"it says {document}, and source_entry says attachment {attachment}")
            document = attachment
        for name, value in (("source_document", document), ("source_page", page)):
            if value is not None and not entry:
                self.fault(name, "it is of no filing: source_entry is empty")
            self.say(name, value)
        self.say("source_entry", numbered[1] if numbered else entry)

    def whole(self, name: str, *, least: int) -> int | None:
        cell = self.cells.get(name, "").removesuffix(".0").replace(",", "")
        if not cell:
            return None
        if not (cell.isascii() and cell.isdigit() and len(cell) < 8 and least <= int(cell) < MOST_NUMBER):
            self.fault(name, f"“{cell[:40]}” is no number from {least}")
            return None
        return int(cell)

    def address(self) -> None:
        url = self.cells.get("url", "")
        if url and (not re.fullmatch(r"https?://[^\s/]+\S*", url) or len(url) > LONGEST_URL):
            self.fault("url", f"“{url[:40]}” is no address of the web: write https://…")
        else:
            self.say("url", url)

    def lists(self) -> None:
        self.say("sources", _parts(self.cells.get("own_sources", "")))
        fields = [FIELD.get(name, name) for name in _parts(self.cells.get("inferred_fields", ""))]
        if unknown := [name for name in fields if name not in MAY_BE_INFERRED]:
            self.fault("inferred_fields", f"“{unknown[0][:40]}” is no field of a fact")
        self.say("inferred_fields", fields)


def slug_of(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")


def floor_of(day: date, precision: str) -> date:
    """The day on which a fact of a month or year stands."""
    return day.replace(day=1) if precision == MONTH else day.replace(month=1, day=1)


def _floor_text(day: date, precision: str) -> str:
    return f"{day:%Y-%m}" if precision == MONTH else f"{day:%Y}"


def _parts(cell: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in re.split(r"[;,]", cell) if part.strip()))
