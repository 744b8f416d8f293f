"""PACER pages as juriscraper reads them, and what they print beyond that. Pure.

The one module that imports juriscraper, and only children of the workshop import it (sources.py).

Each reader yields the head, a Sheet without entries; then entries by some hundreds; and remarks, which are sentences.
"""

import logging
import os
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

# Before the import: juriscraper opens its log file as it loads, by default under /var/log.
os.environ["JURISCRAPER_LOG"] = os.devnull

from juriscraper.pacer.attachment_page import AttachmentPage
from juriscraper.pacer.docket_history_report import DocketHistoryReport
from juriscraper.pacer.docket_report import DocketReport
from juriscraper.pacer.utils import get_court_id_from_doc_id_prefix
from lxml.html import HtmlElement

from filings.importing import printed, webpage
from filings.importing.refusals import HALF_SAVED
from filings.importing.shaping import (
    attachments_of,
    attorneys_of,
    entry_of,
    history_entry_of,
    judges_of,
    parties_of,
)
from filings.importing.sheet import NotADocket, Sheet, SheetEntry

logging.getLogger("juriscraper.lib.log_tools").disabled = True

ROWS_AT_ONCE = 200
# So many entries with a date of entry, and the last one has none.
SURELY_ENTERED = 5
NO_TITLE = "unknown case title"

Parts = Iterator[Sheet | list[SheetEntry] | str]


class _Checked:
    """What juriscraper takes for an error page by any words on it, a clerk may have typed: the kind is known by now."""

    is_valid: bool

    def check_validity(self, text: str) -> None:
        self.is_valid = True


class _Docket(_Checked, DocketReport):
    """A docket report, read some rows at a time; `printed` holds for each what its cells show beyond juriscraper's."""

    def __init__(self, court_id: str) -> None:
        super().__init__(court_id)
        self.printed: list[printed.Row] = []
        self.left_out = 0
        self._number: str | None = None
        self._rows: list[HtmlElement] | None = None

    def _get_docket_entry_rows(self) -> list[HtmlElement]:
        if self._rows is None:
            self._rows = super()._get_docket_entry_rows()
        return self._rows

    def _get_document_number(self, cell: HtmlElement) -> str | None:
        self._number = super()._get_document_number(cell)
        return self._number

    def _get_description(self, cells: list[HtmlElement]) -> str:
        # A row whose number is a word (`doc`) juriscraper leaves out after this.
        if self._number is None or self._number.isdigit():
            self.printed.append(printed.row(cells))
        else:
            self.left_out += 1
        return str(super()._get_description(cells))

    def batches(self) -> Iterator[tuple[list[dict[str, Any]], list[printed.Row]]]:
        """Entries with their rows, in the order of the page. `left_out` counts the rows that are none."""
        rows = self._get_docket_entry_rows()
        for group in _groups(rows[1:]):
            before = self.left_out
            try:
                yield self._read([rows[0], *group])
                self.left_out += sum(map(printed.is_undated, group))
            except Exception:  # A row that juriscraper chokes on costs that row, not the docket.
                self.left_out = before
                yield self._one_by_one(rows[0], group)

    def _read(self, rows: list[HtmlElement]) -> tuple[list[dict[str, Any]], list[printed.Row]]:
        self._rows, self._docket_entries, self.printed = rows, None, []
        return self.docket_entries, self.printed

    def _one_by_one(self, head: HtmlElement, rows: list[HtmlElement]) -> tuple[list[dict[str, Any]], list[printed.Row]]:
        entries: list[dict[str, Any]] = []
        said: list[printed.Row] = []
        for group in _groups(rows, size=1):
            try:
                found, row = self._read([head, *group])
            except Exception:  # As above.
                self.left_out += 1
                continue
            entries += found
            said += row
        return entries, said


class _History(_Checked, DocketHistoryReport):
    pass


class _Attachments(_Checked, AttachmentPage):
    pass


Report = TypeVar("Report", _Docket, _History, _Attachments)


def court_of(text: str, filename: str) -> str | None:
    """CourtListener's name of the court; None where nothing on the page or in the file's name tells it."""
    return webpage.court_by_links(text) or _court_by_papers(text) or webpage.court_by_words(text, filename)


def _court_by_papers(text: str) -> str | None:
    """The ids of papers begin with the court's number."""
    paper = _PAPER.search(text)
    try:
        return str(get_court_id_from_doc_id_prefix(paper[1])) if paper else None
    except KeyError:
        return None


def docket_report(text: str, court_id: str | None) -> Parts:
    report = _parsed(_Docket, text, court_id)
    head, data = _head("docket-report", report, court_id), report.metadata
    head.cause, head.nature_of_suit = data["cause"] or None, data["nature_of_suit"] or None
    head.jury_demand, head.jurisdiction = data["jury_demand"] or None, data["jurisdiction"] or None
    people = [party for party in report.parties if (party.get("name") or "").strip()]
    if people:
        head.parties = parties_of(people)
        head.attorneys = attorneys_of(people)
    yield head
    sizes = printed.page_counts(report.tree)
    is_linked, count, last = False, 0, None
    for entries, rows in report.batches():
        found = []
        for entry, row in zip(entries, rows, strict=True):
            is_linked = is_linked or bool(entry["pacer_doc_id"])
            found.append(entry_of(entry, row, sizes, is_linked=is_linked))
        count += sum(entry.date_entered is not None for entry in found)
        last = found[-1] if found else last
        yield found
    if report.left_out:
        yield _left_out(report.left_out)
    if last is None and head.docket_number is None and not people:
        raise NotADocket("This page has the frame of a docket report, but no case number, party or entry in it.")
    # A browser closes what it saves in mid-load: then the receipt is missing, and the end of the last entry.
    if head.as_of is None and last and last.date_entered is None and count >= SURELY_ENTERED:
        raise NotADocket(HALF_SAVED)


def history_report(text: str, court_id: str | None) -> Parts:
    report = _parsed(_History, text, court_id)
    yield _head("docket-history-report", report, court_id)
    found = [history_entry_of(entry) for entry in report.docket_entries]
    for start in range(0, len(found), ROWS_AT_ONCE):
        yield found[start : start + ROWS_AT_ONCE]


def attachment_page(text: str, court_id: str | None) -> Parts:
    page = _parsed(_Attachments, text, court_id)
    data = page.data
    if not data or data["document_number"] is None:
        raise NotADocket("This seems to be a page of attachments, but it does not say of which entry of the docket.")
    yield Sheet(kind="attachment-page", court_id=court_id, pacer_case_id=data["pacer_case_id"])
    attachments = [one for one in attachments_of(data["attachments"]) if one.number > 0]
    # Where the page lists attachments alone, the id that juriscraper gives is the first attachment's.
    ids = {one.document_id for one in attachments}
    own = data["pacer_doc_id"] if data["pacer_doc_id"] not in ids else None
    yield [
        SheetEntry(
            entry=data["document_number"], date_filed=None, document_id=own, page_count=data["page_count"],
            text_only=False, attachments=attachments,
        )
    ]  # fmt: skip


def _parsed(kind: Callable[[str], Report], text: str, court_id: str | None) -> Report:
    # Bankruptcy courts, whose names end in b, print another page; the name else only makes links whole.
    report = kind(court_id or "cand")
    report._parse_text(text)
    return report


def _head(kind: str, report: _Docket | _History, court_id: str | None) -> Sheet:
    data = report.metadata
    title = " ".join((data["case_name"] or "").split())
    seen = printed.receipt(report.tree)
    return Sheet(
        kind=kind,
        court_id=court_id,
        docket_number=printed.docket_number(report.tree, data["docket_number"]),
        pacer_case_id=printed.case_id(report.tree),
        case_name=title if title and title.lower() != NO_TITLE else None,
        date_filed=printed.iso(data["date_filed"]),
        date_terminated=printed.iso(data["date_terminated"]),
        as_of=seen.day,
        is_whole=seen.is_whole,
        judges=judges_of(*(_judge(report, data, who) for who in ("assigned_to", "referred_to"))),
    )


def _judge(report: _Docket | _History, data: dict[str, Any], who: str) -> tuple[str, str]:
    """The words after the label in the head of the page, and juriscraper's name of the judge."""
    label = re.compile(getattr(report, f"{who}_regex"), re.IGNORECASE)
    return str(report._get_value(label, report.metadata_values[:-1])), data[f"{who}_str"] or ""


def _groups(rows: list[HtmlElement], size: int = ROWS_AT_ONCE) -> Iterator[list[HtmlElement]]:
    """Rows by `size`; one without a date (the attachments of the entry above it) stays with its entry."""
    group: list[HtmlElement] = []
    for row in rows:
        if len(group) >= size and _DATE.match(row.findtext("td") or "".join(row.itertext())):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


_PAPER = re.compile(r"/doc1/(\d{3})")
_DATE = re.compile(r"\s*\d{1,2}/\d{1,2}/\d{2,4}")


def _left_out(count: int) -> str:
    rows = "One row of the page was" if count == 1 else f"{count:,} rows of the page were"
    return f"{rows} left out, without a date or a number that can be read: compare the entries with the court’s page."
