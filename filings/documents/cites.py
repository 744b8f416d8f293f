"""How a brief cites a paper of this docket, and a page of it. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from filings.docket.words import kind_name
from filings.documents.courts import ABBREVIATIONS

# Months as the Bluebook abbreviates them (table T12).
MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")

# Office, year, type, serial; the initials of the judges that follow are no part of the number.
_NUMBER = re.compile(r"^\s*((?:\d:)?)(\d{2}-[a-z]{2,4}-\d{3,6})\b", re.IGNORECASE)


@dataclass(frozen=True)
class CaseCite:
    """The case as a cite names it."""

    caption: str
    docket_number: str
    court_id: str
    court: str


@dataclass(frozen=True)
class PaperCite:
    """The paper as a cite names it; `number` is 0 for the main document, 1 and on for an attachment."""

    entry: int | None
    kind: str
    date_filed: date
    number: int = 0


def short_cite(paper: PaperCite, page: int | None = None) -> str:
    """`Dkt. 34-2 at 3`; of an entry without a number `minute entry of Sept. 19, 2025`."""
    return _named("Dkt.", paper) + _at(page)


def ecf_cite(paper: PaperCite, page: int | None = None) -> str:
    """`ECF No. 34-2 at 3`."""
    return _named("ECF No.", paper) + _at(page)


def full_cite(case: CaseCite, paper: PaperCite, page: int | None = None) -> str:
    """`Strike 3 Holdings, LLC v. Meta Platforms, Inc., No. 5:25-cv-06213 (N.D. Cal. Oct. 27, 2025), ECF No. 34 at 3`."""
    filed = f"({court_name(case.court_id, case.court)} {long_day(paper.date_filed)})"
    where = ecf_cite(paper, page) if paper.entry is not None else f"{_unnumbered(paper)}{_at(page)}"
    return f"{_without_others(case.caption)}, No. {number_without_initials(case.docket_number)} {filed}, {where}"


def court_name(court_id: str, court: str) -> str:
    """`N.D. Cal.` for `cand`; the name of a court that is no federal district court."""
    return ABBREVIATIONS.get(court_id.lower(), court)


def long_day(when: date) -> str:
    return f"{MONTHS[when.month - 1]} {when.day}, {when.year}"


def number_without_initials(docket_number: str) -> str:
    """`5:25-cv-06213` for `5:25-cv-06213-EKL`; what is not written so stays as it is."""
    found = _NUMBER.match(docket_number)
    return f"{found[1]}{found[2]}" if found else docket_number


def file_name(docket_number: str, key: str, number: int) -> str:
    """`25-cv-06213-34-2.pdf`: the serial number stays when a case moves to another judge. Letters fit for any disk."""
    found = _NUMBER.match(docket_number)
    case = found[2].lower() if found else re.sub(r"[^0-9A-Za-z]+", "-", docket_number).strip("-") or "case"
    return f"{case}-{key}-{number}.pdf" if number else f"{case}-{key}.pdf"


def attachment_address(address: str | None, entry: int | None, number: int) -> str | None:
    """Where CourtListener has an attachment: `/docket/70899478/34/2/slug/` for `/docket/70899478/34/slug/`.

    None where the address of the main document is not of that form, so that nobody is sent to the wrong paper.
    """
    if not address or not number:
        return address
    found = re.match(rf"(https?://[^/]+/docket/\d+/{entry})/(.*)$", address)
    return f"{found[1]}/{number}/{found[2]}" if found else None


def _named(prefix: str, paper: PaperCite) -> str:
    if paper.entry is None:
        return _unnumbered(paper)
    return f"{prefix} {paper.entry}-{paper.number}" if paper.number else f"{prefix} {paper.entry}"


def _unnumbered(paper: PaperCite) -> str:
    return f"{kind_name(paper.kind)} of {long_day(paper.date_filed)}"


def _at(page: int | None) -> str:
    return "" if page is None else f" at {page}"


def _without_others(caption: str) -> str:
    """A cite names the first party of each side alone."""
    return re.sub(r",? et al\.?(?=,? v\.|$)", "", caption)
