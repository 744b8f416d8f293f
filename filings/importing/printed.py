"""What a PACER page prints that juriscraper leaves aside. Pure: lxml trees in, values out."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from casefiles.docketnumbers import printed_in
from filings.docket.entrytext import is_by_court
from filings.importing.sheet import SheetEntry

_CASE_ID = re.compile(r"goDLS\('[^']*','(\d+)'")
_FORM_CASE_ID = re.compile(r"[?&]caseid=(\d+)")
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\s+\d{1,2}:\d{2}")
_DAY_IN_WORDS = re.compile(r"\b[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) \d{2}:\d{2}:\d{2}(?: [A-Z]{2,4})? (\d{4})\b")
# Of a whole docket the receipt names the case alone, an end that is the day of printing, or a beginning before CM/ECF.
_FROM_NUMBER = re.compile(r"(?:Starting with document|Doc From):?\s*(\d+)", re.IGNORECASE)
_TO_NUMBER = re.compile(r"(?:Ending with document|Doc To):?\s*(\d+)", re.IGNORECASE)
_FROM_DAY = re.compile(r"(?:Start date|\bFrom):?\s*\d{1,2}/\d{1,2}/(\d{4})", re.IGNORECASE)
BEFORE_CM_ECF = 1991
LAST_TABLES = 6
_PAGES = re.compile(r"\(\s*(\d{1,5})\s+p(?:g|age)s?\b")
_DOC1 = re.compile(r"/doc1/(\d{4,})")
_NO_PAPER = re.compile(
    r"text[- ]only|text entry only|no document (?:is )?(?:attached|associated)|no (?:pdf|image) (?:is )?attached"
    r"|\bTEXT (?:\w+ )?(?:ORDER|ENTRY)\b|paperless order|^(?:[^:]{3,60}: )?ELECTRONIC (?:ORDER|NOTICE|CLERK)",
    re.IGNORECASE,
)
_ON_PAPER = re.compile(r"original signature|maintained in (?:a )?paper|in paper form", re.IGNORECASE)
# An entry without a link may be any of these, and then a paper is behind it.
_UNSEEN = re.compile(
    r"seal|restrict|ex parte|in camera|confidential|manual|convention|paper|lodged|transcript|unavailable"
    r"|returned (?:un)?executed",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Row:
    """What the cells of one entry show: pages where the number says so, and the ids behind the attachments it names."""

    page_count: int | None = None
    attachments: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Receipt:
    day: str | None
    is_whole: bool


def row(cells: list[Any]) -> Row:
    found = Row()
    pages = _PAGES.search(cells[1].text_content())
    if pages:
        found.page_count = int(pages[1])
    for link in cells[-1].iter("a"):
        before = link.getprevious()
        words = (before.tail if before is not None else link.getparent().text) or ""
        number, paper = link.text_content().strip(), _DOC1.search(link.get("href") or "")
        # (Attachments: # <a>1</a> Civil Cover Sheet, # <a>2</a> Exhibit A)
        if paper and number.isdigit() and words.rstrip().endswith("#"):
            found.attachments.setdefault(int(number), document_id(paper[1]))
    return found


def is_undated(row: Any) -> bool:
    """A row of its own without a date, as old dockets have; the row of an entry's attachments holds a table."""
    cells = row.findall("td")
    if len(cells) < 3 or cells[0].text_content().strip() or cells[-1].find(".//table") is not None:
        return False
    return bool(cells[-1].text_content().strip())


def document_id(printed: str) -> str:
    """The fourth digit is 0 for the page of attachments and 1 for the paper itself: one document."""
    return f"{printed[:3]}0{printed[4:]}"


def page_counts(tree: Any) -> dict[str, int]:
    """Pages of main documents by the sequence number of their entry, where the page lets several be viewed at once."""
    found = {}
    for box in tree.xpath("//input[starts-with(@name, 'document_')]"):
        named, said = (box.get("name") or "").split("_"), (box.get("value") or "").split("-")
        if len(named) == 4 and named[3] == "0" and len(said) == 3 and said[2].isdigit():
            found[named[2]] = int(said[2])
    return found


def docket_number(tree: Any, short: str | None) -> str | None:
    """As printed in the heading, with the judges' initials; else as juriscraper has it."""
    for heading in tree.xpath("//h3 | //center//font[@size='+1'] | //center//b"):
        number = printed_in(heading.text_content())
        if number and short and number.lower().startswith(short.lower()):
            return number
    return short


def case_id(tree: Any) -> str | None:
    """PACER's own number of the case; a paper of another case may be linked too, so the most frequent one."""
    counts: dict[str, int] = {}
    for link in tree.iter("a"):
        named = _CASE_ID.search(link.get("onclick") or "")
        if named:
            counts[named[1]] = counts.get(named[1], 0) + 1
    for form in tree.iter("form"):
        named = _FORM_CASE_ID.search(form.get("action") or "")
        if named:
            return named[1]
    return max(counts, key=lambda one: counts[one]) if counts else None


def receipt(tree: Any) -> Receipt:
    """The last table: when the page was printed and what was asked for. Without one, the whole docket is not sure."""
    last = (" ".join(" ".join(table.itertext()).split()) for table in list(tree.iter("table"))[-LAST_TABLES:])
    words = next((words for words in last if "Transaction Receipt" in words[:200]), None)
    if words is None:
        return Receipt(None, is_whole=False)
    start, end, since = _FROM_NUMBER.search(words), _TO_NUMBER.search(words), _FROM_DAY.search(words)
    is_whole = not (start and int(start[1]) > 1) and not end and not (since and int(since[1]) > BEFORE_CM_ECF)
    return Receipt(_day(words), is_whole)


def is_text_only(entry: SheetEntry, *, is_linked: bool) -> bool | None:
    """Whether the page shows that no paper is behind an entry: by its words, or as the court's own entry without a link
    where the court links its papers. `is_linked`: this entry or one before it has a link.
    """
    text = entry.text or ""
    if entry.document_id or _ON_PAPER.search(text):
        return False if entry.document_id else None
    if _NO_PAPER.search(text):
        return True
    is_own = entry.entry is not None and is_linked and not _UNSEEN.search(text) and is_by_court(text, None)
    return True if is_own else None


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(words: str) -> str | None:
    try:
        if numbers := _DAY.search(words):
            return date(int(numbers[3]), int(numbers[1]), int(numbers[2])).isoformat()
        if named := _DAY_IN_WORDS.search(words):
            return datetime.strptime(" ".join(named.groups()), "%b %d %Y").date().isoformat()  # noqa: DTZ007 - a day
    except ValueError:
        pass
    return None
