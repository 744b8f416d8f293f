"""CourtListener's REST v4 data: a docket, its entries and their documents, as the API and exports shape them. Pure."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from filings.importing import refusals
from filings.importing.sheet import NotADocket, Sheet, SheetAttachment, SheetEntry, SheetJudge

SITE = "https://www.courtlistener.com"
ENTRIES_AT_ONCE = 500
# Of document_type: 1 is the main document, 2 an attachment.
ATTACHMENT = 2
Value = Any
# A court's text ends with who entered it and when. An unnumbered entry without that came over a feed, which names only
# the sort of entry: Set/Reset Hearings.
_TAILS = (")", ").", ")]")


def read(text: str) -> Iterator[Sheet | list[SheetEntry] | str]:
    """Raises NotADocket, naming what is missing."""
    data = _parsed(text)
    if isinstance(data, dict) and data.get("format") == "casefiles/1":
        yield Sheet(kind="casefiles/1")
        return
    docket, rows, more = _parts(data)
    if all(row.get("recap_sequence_number") for row in rows):
        # The order in which the court lists its docket; the API gives the newest first.
        rows = sorted(rows, key=lambda row: (str(row["recap_sequence_number"]), row["entry_number"] or 0))
    yield _head(docket, rows)
    for start in range(0, len(rows), ENTRIES_AT_ONCE):
        yield [_entry(row, place) for place, row in enumerate(rows[start : start + ENTRIES_AT_ONCE], start)]
    if more:
        yield more


def _parsed(text: str) -> Value:
    try:
        return json.loads(text)
    except RecursionError:
        raise NotADocket("This JSON is nested too deep to be a docket.") from None
    except ValueError as error:
        ends = isinstance(error, json.JSONDecodeError) and error.pos >= len(text.rstrip()) - 1
        unclosed = "Unterminated string" in str(error)
        if ends or unclosed:
            raise NotADocket(refusals.HALF_SAVED_DATA) from None
        raise NotADocket(f"This is no valid JSON: {error}.") from None


def _parts(data: Value) -> tuple[dict[str, Value], list[dict[str, Value]], str | None]:
    """The docket, the entries, and a sentence where there are more of them elsewhere."""
    more = None
    docket: dict[str, Value] = {}
    if isinstance(data, dict) and isinstance(data.get("results"), list):
        rows = data["results"]
        if data.get("next"):
            more = "This is one page of a longer list of entries: import the next pages too."
    elif isinstance(data, list):
        rows = data
    elif isinstance(data, dict):
        docket, rows = _docket_and_rows(data)
    else:
        raise NotADocket("This JSON is a single value, not a docket.")
    if not docket and not rows:
        raise NotADocket(_nothing(data))
    for place, row in enumerate(rows):
        _check(row, place)
    return docket, rows, more


def _docket_and_rows(data: dict[str, Value]) -> tuple[dict[str, Value], list[dict[str, Value]]]:
    docket = data.get("docket") if isinstance(data.get("docket"), dict) else data
    assert isinstance(docket, dict)
    rows = data.get("docket_entries", data.get("entries", docket.get("docket_entries")))
    if isinstance(rows, dict) and isinstance(rows.get("results"), list):
        rows = rows["results"]
    if docket is data and "docket_number" not in data:
        if isinstance(rows, list):
            return {}, rows
        if data.get("detail"):
            raise NotADocket(f"CourtListener answered with a message, not a docket: {str(data['detail'])[:200]}")
        raise NotADocket(_nothing(data))
    if not _text(docket.get("docket_number")):
        raise NotADocket("The docket in this JSON lacks docket_number.")
    if not isinstance(rows, list):
        raise NotADocket("This JSON has a docket, but lacks docket_entries, the list of its entries.")
    return docket, rows


def _nothing(data: Value) -> str:
    if not data:
        return "This JSON is empty: there is no docket in it."
    if isinstance(data, dict) and data.get("results") == []:
        return "This is an empty result of CourtListener, without entries."
    names = ", ".join(list(data)[:5]) if isinstance(data, dict) else ""
    return f"This JSON is no docket: it lacks docket and docket_entries{f' and has {names}' if names else ''}."


def _check(row: Value, place: int) -> None:
    if not isinstance(row, dict):
        raise NotADocket(f"Entry {place + 1} of this JSON is no object, so it is no list of docket entries.")
    if "docket_number" in row and "entry_number" not in row:
        raise NotADocket("This is a list of dockets without their entries: take one docket with its docket_entries.")
    missing = [name for name in ("entry_number", "date_filed", "description") if name not in row]
    if missing == ["description"] and ("short_description" in row or row.get("recap_documents")):
        return
    if missing:
        raise NotADocket(f"Entry {place + 1} of this JSON lacks {' and '.join(missing)}.")
    if not isinstance(row.get("recap_documents") or [], list):
        raise NotADocket(f"Entry {place + 1} of this JSON has recap_documents that are no list.")


def _head(docket: dict[str, Value], rows: list[dict[str, Value]]) -> Sheet:
    number = docket.get("id")
    if number is None and rows:
        number = _last_number(rows[0].get("docket"))
    address = docket.get("absolute_url")
    title = _text(docket.get("case_name"))
    judges = (("assigned_to_str", "presiding"), ("referred_to_str", "referred"))
    return Sheet(
        kind="courtlistener",
        court_id=_text(docket.get("court_id")) or _last_word(docket.get("court")),
        docket_number=_text(docket.get("docket_number")),
        pacer_case_id=_text(docket.get("pacer_case_id")),
        courtlistener_docket_id=number if isinstance(number, int) else None,
        courtlistener_url=SITE + address if isinstance(address, str) and address.startswith("/") else _text(address),
        case_name=title if title and title.lower() != "unknown case title" else None,
        date_filed=_day(docket.get("date_filed"), "date_filed of the docket"),
        date_terminated=_day(docket.get("date_terminated"), "date_terminated of the docket"),
        as_of=_day(docket.get("date_modified"), "date_modified of the docket"),
        cause=_text(docket.get("cause")),
        nature_of_suit=_text(docket.get("nature_of_suit")),
        jury_demand=_text(docket.get("jury_demand")),
        jurisdiction=_text(docket.get("jurisdiction_type") or docket.get("jurisdiction")),
        judges=[SheetJudge(name=name, role=role) for key, role in judges if (name := _text(docket.get(key)))],
    )


def _entry(row: dict[str, Value], place: int) -> SheetEntry:
    where = f"entry {place + 1}"
    papers = [paper for paper in row.get("recap_documents") or [] if isinstance(paper, dict)]
    main = next((paper for paper in papers if not _is_attachment(paper)), {})
    text, short = _text(row.get("description")), _text(row.get("short_description"))
    if text and not row.get("entry_number") and not papers and not text.endswith(_TAILS):
        text, short = None, short or text
    return SheetEntry(
        entry=_whole(row.get("entry_number"), f"entry_number of {where}"),
        date_filed=_day(row.get("date_filed"), f"date_filed of {where}", needed=True),
        date_entered=_day(row.get("date_entered"), f"date_entered of {where}"),
        text=text,
        label=short or _text(main.get("description")) or None,
        is_cut=bool(row.get("truncated")),
        document_id=_text(main.get("pacer_doc_id")),
        page_count=_whole(main.get("page_count"), f"page_count of {where}"),
        text_only=False if main.get("is_available") or main.get("pacer_doc_id") else None,
        url=_address(main) if main else None,
        attachments=_attachments(papers, where),
    )


def _attachments(papers: list[dict[str, Value]], where: str) -> list[SheetAttachment] | None:
    found = []
    for paper in papers:
        if _is_attachment(paper):
            number = _whole(paper.get("attachment_number"), f"attachment_number of {where}")
            if number is not None:
                found.append(
                    SheetAttachment(
                        number=number,
                        title=_text(paper.get("description")),
                        document_id=_text(paper.get("pacer_doc_id")),
                        page_count=_whole(paper.get("page_count"), f"page_count of {where}"),
                    )
                )
    return sorted(found, key=lambda one: one.number) or None


def _is_attachment(paper: dict[str, Value]) -> bool:
    return paper.get("document_type") == ATTACHMENT or bool(paper.get("attachment_number"))


def _address(paper: dict[str, Value]) -> str | None:
    address = paper.get("absolute_url")
    return SITE + address if isinstance(address, str) and address.startswith("/") else None


def _text(value: Value) -> str | None:
    if value is None or isinstance(value, dict | list | bool):
        return None
    return str(value).strip() or None


def _whole(value: Value, where: str) -> int | None:
    """Numbers come as numbers or in quotes."""
    if value is None or value == "" or isinstance(value, bool):
        return None
    try:
        number = int(value)
    except (TypeError, ValueError):
        raise NotADocket(f"In this JSON {where} is no whole number: {str(value)[:40]}.") from None
    return number if number > 0 else None


def _day(value: Value, where: str, *, needed: bool = False) -> str | None:
    """The day of a date, or of a time with its zone, as the text gives it."""
    if not value and not needed:
        return None
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        if not value:
            raise NotADocket(f"In this JSON {where} is empty.") from None
        raise NotADocket(f"In this JSON {where} is no date: {str(value)[:40]}.") from None


def _last_number(address: Value) -> int | None:
    last = str(address or "").rstrip("/").rpartition("/")[2]
    return int(last) if last.isdigit() else None


def _last_word(address: Value) -> str | None:
    """`cand` of https://www.courtlistener.com/api/rest/v4/courts/cand/."""
    return str(address or "").rstrip("/").rpartition("/")[2] or None
