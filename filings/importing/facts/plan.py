"""What a table of facts would do to a case as it stands now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Model

from casefiles.models import CaseFile, Source
from filings.docket.models import Filing
from filings.documents.models import Document
from filings.importing.facts.cells import FIELD
from filings.importing.facts.table import Fault, FaultyTable, Row, Table
from filings.timeline.models import Fact
from filings.timeline.when import words

NEW, CHANGED, SAME = "new", "changed", "same"
# As the columns are called, in their order.
TOLD = {
    "title": "title", "said_by": "said_by", "side": "side", "text": "text", "status": "fact_status",
    "source_entry": "source_entry", "source_document": "source_document", "source_page": "source_page", "url": "url",
    "sources": "own_sources", "note": "note", "confidence": "confidence", "inferred_fields": "inferred_fields",
}  # fmt: skip
# A date without its precision and its end is another date: the three are said together.
TIME = ("date", "precision", "end")
SEALED = "a fact goes by this key that you may not see: choose another"


@dataclass(frozen=True)
class Change:
    """Of one column: what stands here, and what would."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Item:
    """A row and what it would do. `values`: by the fields of Fact, records where it names some."""

    line: int
    fact: Fact | None
    values: dict[str, Any]
    changes: list[Change]

    @property
    def state(self) -> str:
        return NEW if self.fact is None else CHANGED if self.changes else SAME

    @property
    def when(self) -> str:
        return words(self.values["precision"], self.values["date"], self.values["end"])


@dataclass(frozen=True)
class Plan:
    items: list[Item]
    unknown: list[str]

    def count(self, state: str) -> int:
        return sum(1 for item in self.items if item.state == state)

    @property
    def counts(self) -> dict[str, int]:
        return {state: self.count(state) for state in (NEW, CHANGED, SAME)}

    @property
    def changes_nothing(self) -> bool:
        return self.count(SAME) == len(self.items)

    @property
    def digest(self) -> str:
        """Tells whether a later plan would do the same."""
        told = [
            (item.state, item.changes, [(name, identity(value)) for name, value in sorted(item.values.items())])
            for item in self.items
        ]
        return sha256(repr(told).encode()).hexdigest()


def identity(value: Any) -> Any:
    """What stands for a value wherever it is written down: a record by its number."""
    if isinstance(value, list):
        return [identity(one) for one in value]
    return value.pk if isinstance(value, Model) else value


def plan_of(table: Table, case: CaseFile) -> Plan:
    """`case` as the door gives it. Raises FaultyTable where a row names what is not here, or is sealed to the reader."""
    planner = Planner(case, table.rows)
    items = [planner.item(row) for row in table.rows]
    if planner.faults:
        raise FaultyTable.of(planner.faults)
    return Plan(items, table.unknown)


class Planner:
    """All that the rows of a table name, in a few queries."""

    def __init__(self, case: CaseFile, rows: Iterable[Row]) -> None:
        self.faults: list[Fault] = []
        facts = Fact.objects.filter(case=case)
        seen = facts.open_to(sees_sealed=case.sees_sealed).select_related("source_entry", "source_document")
        self.facts = {fact.key: fact for fact in seen.prefetch_related("sources")}
        self.taken = set(facts.values_list("key", flat=True)) - self.facts.keys()
        self.sources = {source.code: source for source in Source.objects.filter(case=case)}
        keys = {row.values["source_entry"] for row in rows if "source_entry" in row.values}
        filings = Filing.objects.filter(case=case).open_to(sees_sealed=case.sees_sealed)
        self.filings = {filing.key: filing for filing in filings if filing.key in keys}
        documents = Document.objects.filter(filing__in=self.filings.values()).select_related("current")
        self.documents = {
            (document.filing_id, document.number): document
            for document in documents.open_to(sees_sealed=case.sees_sealed)
        }

    def item(self, row: Row) -> Item:
        fact = self.facts.get(row.values["key"])
        if row.values["key"] in self.taken:
            self.fault(row, "key", SEALED)
        values = row.values | {name: row.values.get(name) for name in TIME}
        if "source_entry" in values:
            values |= self.paper(row)
        if "sources" in values:
            values["sources"] = self.sources_of(row)
        return Item(row.line, fact, values, changes_of(fact, values) if fact else [])

    def fault(self, row: Row, field: str, why: str) -> None:
        columns = {field: column for column, field in FIELD.items()}
        self.faults.append(Fault(row.line, columns.get(field, field), why))

    def paper(self, row: Row) -> dict[str, Any]:
        key: str = row.values["source_entry"]
        number, page = row.values.get("source_document"), row.values.get("source_page")
        filing = self.filings.get(key)
        if filing is None:
            self.fault(row, "source_entry", f"no filing {key} is on this docket, or it is sealed")
            return {}
        document = self.documents.get((filing.pk, 0 if number is None else number))
        if number is not None and document is None:
            self.fault(row, "source_document", f"no document {number} of {key} is known here, or it is sealed")
        document = document if number is not None or page is not None else None
        held = document.current if document else None
        if page is not None and held and held.page_count and page > held.page_count:
            self.fault(row, "source_page", f"that paper has {held.page_count} pages")
        return {"source_entry": filing, "source_document": document, "source_page": page}

    def sources_of(self, row: Row) -> list[Source]:
        codes = row.values["sources"]
        if unknown := [code for code in codes if code not in self.sources]:
            self.fault(row, "sources", f"this case has no source “{unknown[0][:40]}”")
        return [self.sources[code] for code in codes if code in self.sources]


def changes_of(fact: Fact, values: dict[str, Any]) -> list[Change]:
    """What differs, as a person reads it; the three that make a date as one."""
    found = []
    old = tuple(getattr(fact, name) for name in TIME)
    new: tuple[str, date, date | None] = tuple(values[name] for name in TIME)
    if old != new:
        found.append(Change("date", told_of(old), told_of(new)))
    for name, column in TOLD.items():
        if name in values:
            held = list(fact.sources.all()) if name == "sources" else getattr(fact, name)
            wanted = values[name]
            same = set(held) == set(wanted) if name == "sources" else held == wanted
            if not same:
                found.append(Change(column, in_words(held), in_words(wanted)))
    return found


def told_of(time: tuple[Any, ...]) -> str:
    first, precision, end = time
    return f"{words(precision, first, end)} ({precision})"


def in_words(value: Any) -> str:
    if value is None or value == []:
        return "empty"
    if isinstance(value, list):
        return ", ".join(in_words(one) for one in value)
    return str(
        value.code
        if isinstance(value, Source)
        else value.key
        if isinstance(value, Filing)
        else value.number
        if isinstance(value, Document)
        else value
    )
