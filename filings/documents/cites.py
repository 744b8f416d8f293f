"""How a brief cites a paper of this docket, and a page of it. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date

from casefiles.courts import ABBREVIATIONS
from filings.docket.words import kind_name
from filings.documents.pins import Pin
from filings.reading.stamp import find_stamp

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


def short_cite(paper: PaperCite, at: Pin | int | None = None) -> str:
    """`Dkt. 34-2 at 3:12-18`; of an entry without a number `minute entry of Sept. 19, 2025`. `at` a number: the page."""
    return _named("Dkt.", paper) + _at(at)


def ecf_cite(paper: PaperCite, at: Pin | int | None = None) -> str:
    """`ECF No. 34-2 at 3:12-18`."""
    return _named("ECF No.", paper) + _at(at)


def full_cite(case: CaseCite, paper: PaperCite, at: Pin | int | None = None) -> str:
    """`Strike 3 Holdings, LLC v. Meta Platforms, Inc., No. 5:25-cv-06213 (N.D. Cal. Oct. 27, 2025), ECF No. 34 at 3`."""
    filed = f"({court_name(case.court_id, case.court)} {long_day(paper.date_filed)})"
    where = ecf_cite(paper, at) if paper.entry is not None else f"{_unnumbered(paper)}{_at(at)}"
    return f"{_without_others(case.caption)}, No. {number_without_initials(case.docket_number)} {filed}, {where}"


def patterns(case: CaseCite, paper: PaperCite, address: str) -> dict[str, str]:
    """The forms of a cite to a place in `paper`, with two holes for a script to fill in, so that the words are ours alone:

        short     Dkt. 34 at {pin}
        full      Strike 3 Holdings, LLC v. Meta Platforms, Inc., No. 5:25-cv-06213 (N.D. Cal. Oct. 27, 2025), ECF No. 34 at {pin}
        markdown  [Dkt. 34 at {pin}](https://host/cases/strike3-v-meta/docket/34/0/#{anchor})
        link      https://host/cases/strike3-v-meta/docket/34/0/#{anchor}

    `{pin}` is the pages and lines as a brief writes them: `3`, `3-4`, `3:12`, `3:12-18`, `3:12-4:5`. Its pages are ECF
    pages (see `place_of`). `{anchor}` is an id on the document's page: `p3` or `p3-12`. Its page is counted by the file,
    which differs from the ECF page in a combined download. `address` is that of the document's page, absolute. The words
    are plain text: escape them for HTML. Fill in with a plain replacement of the two holes, once each.
    """
    short, link = f"{short_cite(paper)} at {{pin}}", f"{address}#{{anchor}}"
    return {
        "short": short,
        "full": f"{full_cite(case, paper)} at {{pin}}",
        "markdown": f"[{_for_label(short)}]({_for_target(link)})",
        "link": link,
    }


def forms(case: CaseCite, paper: PaperCite, address: str, *, at: Pin, anchor: str) -> dict[str, str]:
    """`patterns` filled in."""
    found = patterns(case, paper, address)
    return {form: words.replace("{pin}", str(at)).replace("{anchor}", anchor) for form, words in found.items()}


def _for_label(words: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", words)


def _for_target(address: str) -> str:
    return address.replace("(", "%28").replace(")", "%29").replace(" ", "%20")


@dataclass(frozen=True)
class Place:
    """How a page of a held file is cited: `page` of `paper`, in ECF pages. `by_stamp`: the court printed both on it."""

    paper: PaperCite
    page: int
    by_stamp: bool


def place_of(case: CaseCite, paper: PaperCite, *, stamp: str | None, number: int) -> Place:
    """The place of page `number` (as the file counts) of a file that is held for `paper`.

    What the court printed on the page counts, as long as it is of the same case and docket entry: in a combined download
    the stamp names the attachment and starts its count again. Otherwise the record counts, and the file's own count.
    """
    said = find_stamp(stamp) if stamp else None
    if said is None or said.page is None or paper.entry is None or said.document.lstrip("0") != str(paper.entry):
        return Place(paper, number, by_stamp=False)
    if said.case_number and not _same_case(said.case_number, case.docket_number):
        return Place(paper, number, by_stamp=False)
    return Place(replace(paper, number=said.attachment or 0), said.page, by_stamp=True)


def _same_case(one: str, other: str) -> bool:
    """Whether two docket numbers, written with or without office and judges, may be of one case."""
    first, second = _NUMBER.match(one), _NUMBER.match(other)
    return first is None or second is None or first[2].lower() == second[2].lower()


def court_name(court_id: str, court: str) -> str:
    """`N.D. Cal.` for `cand`; the name of a court that is no federal district court."""
    return ABBREVIATIONS.get(court_id.lower(), court)


def long_day(when: date) -> str:
    return f"{MONTHS[when.month - 1]} {when.day}, {when.year}"


def number_without_initials(docket_number: str) -> str:
    """`5:25-cv-06213` for `5:25-cv-06213-EKL`; what is not written so stays as it is."""
    found = _NUMBER.match(docket_number)
    return f"{found[1]}{found[2]}" if found else docket_number


def file_name(docket_number: str, key: str, number: int, ending: str = "pdf") -> str:
    """`25-cv-06213-34-2.pdf`: the serial number stays when a case moves to another judge. Letters fit for any disk."""
    found = _NUMBER.match(docket_number)
    case = found[2].lower() if found else re.sub(r"[^0-9A-Za-z]+", "-", docket_number).strip("-") or "case"
    return f"{case}-{key}-{number}.{ending}" if number else f"{case}-{key}.{ending}"


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


def _at(at: Pin | int | None) -> str:
    return "" if at is None else f" at {at}"


def _without_others(caption: str) -> str:
    """A cite names the first party of each side alone."""
    return re.sub(r",? et al\.?(?=,? v\.|$)", "", caption)
