"""What a source says of a case, in one shape whatever the source: a docket page, an attachment page, CourtListener's
JSON, a table of entries. Pure.

Dates are ISO texts, as in casefiles/1. None means that the source is silent, which removes nothing; an empty list of
attachments or parties says that there are none as far as the source shows them.
"""

from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(slots=True, kw_only=True)
class SheetAttachment:
    number: int
    title: str | None = None
    document_id: str | None = None
    page_count: int | None = None


@dataclass(slots=True, kw_only=True)
class SheetEntry:
    """One row of the docket, in the court's order. `text` is the docket text, `label` a short description in its place."""

    entry: int | None
    date_filed: str | None
    """None where the source shows no date, as an attachment page."""
    date_entered: str | None = None
    text: str | None = None
    label: str | None = None
    is_cut: bool = False
    """The source shortened the text."""
    document_id: str | None = None
    page_count: int | None = None
    text_only: bool | None = None
    """True where the source shows that no paper is behind the entry, False where it shows one."""
    url: str | None = None
    attachments: list[SheetAttachment] | None = None


@dataclass(slots=True, kw_only=True)
class SheetParty:
    name: str
    role_text: str
    """As printed: Consolidated Plaintiff, ThirdParty Defendant."""
    extra: str | None = None
    date_terminated: str | None = None


@dataclass(slots=True, kw_only=True)
class SheetAttorney:
    name: str
    represents: list[int]
    """Places (from 0) in the list of parties."""
    firm: str | None = None
    roles: list[str] = field(default_factory=list)
    """As printed, without the dates: LEAD ATTORNEY, ATTORNEY TO BE NOTICED, PRO HAC VICE."""
    date_terminated: str | None = None


@dataclass(slots=True, kw_only=True)
class SheetJudge:
    name: str
    role: str
    """presiding, referred; or as printed."""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """All that one source says."""

    kind: str
    """A key of KINDS."""
    court_id: str | None = None
    docket_number: str | None = None
    """As printed, with judge's initials where the source has them: 5:25-cv-06213-EKL (SVK)."""
    pacer_case_id: str | None = None
    courtlistener_docket_id: int | None = None
    courtlistener_url: str | None = None
    case_name: str | None = None
    date_filed: str | None = None
    date_terminated: str | None = None
    as_of: str | None = None
    """The day on which the source was seen or printed, where it says so."""
    cause: str | None = None
    nature_of_suit: str | None = None
    jury_demand: str | None = None
    jurisdiction: str | None = None
    judges: list[SheetJudge] = field(default_factory=list)
    entries: list[SheetEntry] = field(default_factory=list)
    is_whole: bool = False
    """It lists the docket from its first entry, in the court's order: what it does not have was not there."""
    parties: list[SheetParty] | None = None
    attorneys: list[SheetAttorney] | None = None
    remarks: list[str] = field(default_factory=list)
    """Sentences for whoever imports it: what of the source could not be read."""


KINDS = {
    "docket-report": "PACER docket report",
    "docket-history-report": "PACER docket history report",
    "attachment-page": "PACER attachment page",
    "courtlistener": "CourtListener docket (REST v4 JSON)",
    "internet-archive": "Internet Archive docket (XML)",
    "entries-csv": "table of entries (CSV)",
    "casefiles/1": "case file (casefiles/1)",
}


class NotADocket(Exception):
    """The file is nothing that can be imported; the message is one sentence that says what it seems to be."""


def as_json(sheet: Sheet) -> dict[str, Any]:
    return asdict(sheet)


def from_json(value: dict[str, Any]) -> Sheet:
    sheet = Sheet(**_said({name: value[name] for name in _names(Sheet) if name in value}))
    sheet.judges = [SheetJudge(**one) for one in value.get("judges", [])]
    sheet.entries = [SheetEntry(**_said(one)) for one in value.get("entries", [])]
    for entry in sheet.entries:
        if entry.attachments is not None:
            entry.attachments = [SheetAttachment(**_said(one)) for one in entry.attachments]  # type: ignore[arg-type]
    if sheet.parties is not None:
        sheet.parties = [SheetParty(**_said(one)) for one in value["parties"]]
    if sheet.attorneys is not None:
        sheet.attorneys = [SheetAttorney(**_said(one)) for one in value["attorneys"]]
    return sheet


def _said(record: dict[str, Any]) -> dict[str, Any]:
    """A blank says nothing. A name and a role are always texts."""
    return {
        name: None if value == "" and name not in ("name", "role_text") else value for name, value in record.items()
    }


def _names(kind: type[Sheet]) -> list[str]:
    return [one.name for one in fields(kind)]
