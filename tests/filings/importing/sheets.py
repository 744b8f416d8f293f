"""Small sources and small cases, with invented names."""

from collections.abc import Sequence
from typing import Any

from filings.importing.beginning import begin
from filings.importing.records import Document, Record
from filings.importing.sheet import Sheet, SheetAttorney, SheetEntry, SheetParty

COMPLAINT = (
    "COMPLAINT against Roe Systems, Inc. Filed by Doe Works, LLC. (Lee, Ann) (Filed on 7/1/2025) (Entered: 07/01/2025)"
)
MOTION = (
    "MOTION to Dismiss filed by Roe Systems, Inc. (Attachments: # 1 Declaration of A. Lee, # 2 Proposed Order)(Poe, Bea)"
    " (Filed on 7/3/2025) (Entered: 07/04/2025)"
)


def entry(number: int | None, day: str = "2025-07-01", text: str | None = None, **fields: Any) -> SheetEntry:
    return SheetEntry(
        entry=number, date_filed=day, text=text or f"Paper {number} of the day {day}, as printed.", **fields
    )


def sheet(*entries: SheetEntry, kind: str = "docket-report", **fields: Any) -> Sheet:
    facts = {
        "court_id": "cand",
        "docket_number": "5:25-cv-00001-ABC",
        "case_name": "Doe Works, LLC v. Roe Systems, Inc.",
    }
    return Sheet(kind=kind, entries=list(entries), **facts | fields)


def party(name: str, role_text: str = "Plaintiff", **fields: Any) -> SheetParty:
    return SheetParty(name=name, role_text=role_text, **fields)


def attorney(name: str, *represents: int, **fields: Any) -> SheetAttorney:
    return SheetAttorney(name=name, represents=list(represents), **fields)


def held(*filings: Record, parties: Sequence[Record] = (), attorneys: Sequence[Record] = ()) -> Document:
    """A case file that holds these."""
    document = begin(sheet(date_filed="2025-07-01"), "doe-v-roe", today="2026-01-01")
    document["filings"], document["parties"], document["attorneys"] = list(filings), list(parties), list(attorneys)
    return document


def filing(key: str, day: str = "2025-07-01", **fields: Any) -> Record:
    number = key.partition("_")[0]
    return {
        "key": key, "entry": int(number) if number.isdigit() else None, "date_filed": day, "kind": "other",
        "title": f"Paper {key}",
        "filed_by": [], "attorney": None, "judge": None, "text_only": None, "sealed": None, "relates_to": [], "outcome": None,
        "attachments": [], "url": None,
    } | fields  # fmt: skip
