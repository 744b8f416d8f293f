"""One JSON object for one file, whatever happens to it: what `manage.py read_pdf --json` prints."""

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from filings.reading.limits import Limits
from filings.reading.pages import Mark, Opened, PageRead
from filings.reading.printed import settled
from filings.reading.reader import READER, Unreadable, read
from filings.reading.stamp import Stamp

STATUSES = {
    "missing": "damaged",
    "empty": "not-a-pdf",
    "not-a-pdf": "not-a-pdf",
    "locked": "locked",
    "no-pages": "damaged",
    "damaged": "damaged",
    "too-many-pages": "too-big",
    "too-big": "too-big",
    "too-slow": "timed-out",
    "crashed": "damaged",
}
"""A fault of the whole file, by its code, as the status of the answer."""


def report(path: str, *, seconds: float = Limits.base_seconds) -> dict[str, Any]:
    """What reading the file gave.

    `status`: read, partly (some pages lost), picture-only (every page needs OCR), locked, not-a-pdf, damaged, too-big or
    timed-out. `error`: a sentence, or None. `stamp`: that of the first page that has one. A stamp's `document` is a number, or
    the text where an appeal court prints an id with leading zeros. `form_fields`: name to the value typed in.
    """
    opened: Opened | None = None
    pages: list[PageRead] = []
    ended: Unreadable | None = None
    try:
        with contextlib.closing(read(Path(path), base_seconds=seconds)) as events:
            for event in events:
                if isinstance(event, Opened):
                    opened = event
                else:
                    pages.append(event)
    except Unreadable as unreadable:
        ended = unreadable
    except (OSError, ValueError):
        ended = Unreadable("missing", "The file could not be opened.")
    printed = settled({page.number: page.printed_page for page in pages if page.printed_page})
    pages = [replace(page, printed_page=printed.get(page.number)) for page in pages]
    stamp = next((page.stamp for page in pages if page.stamp), None)
    lost = sum(page.fault is not None for page in pages)
    return {
        "file": path,
        "status": _status(pages, lost, ended),
        "reader": READER,
        "error": ended.sentence if ended else _lost(lost, len(pages)),
        "page_count": opened.page_count if opened else None,
        "stamp": _stamp(stamp) | {"pages": stamp.of} if stamp else None,
        "form_fields": opened.form_fields if opened else {},
        "pages": [_page(page) for page in pages],
    }


def _status(pages: list[PageRead], lost: int, ended: Unreadable | None) -> str:
    good = len(pages) - lost
    if ended:
        return "partly" if good else STATUSES.get(ended.code, "damaged")
    if not good:
        return "damaged"
    if lost:
        return "partly"
    return "picture-only" if all(page.needs_ocr for page in pages) else "read"


def _lost(lost: int, pages: int) -> str | None:
    return f"{lost} of {pages} pages could not be read." if lost else None


def _page(page: PageRead) -> dict[str, Any]:
    return {
        "number": page.number,
        "text": page.text,
        "lines": [
            {"number": mark if isinstance(mark, int) else None, "text": text, **_kind(mark)}
            for text, mark in zip(page.text.split("\n") if page.text else (), page.marks, strict=False)
        ],
        "stamp": _stamp(page.stamp) | {"page": page.stamp.page, "pages": page.stamp.of, "text": page.stamp.text}
        if page.stamp
        else None,
        "pleading": page.printed_lines is not None,
        "printed_page": page.printed_page,
        "needs_ocr": page.needs_ocr,
        "reader": page.reader,
        "error": page.fault,
    }


def _kind(mark: Mark) -> dict[str, str]:
    return {"kind": mark} if isinstance(mark, str) else {}


def _stamp(stamp: Stamp) -> dict[str, Any]:
    is_number = stamp.document.isdigit() and not stamp.document.startswith("0")
    return {
        "case": stamp.case_number,
        "document": int(stamp.document) if is_number else stamp.document,
        "attachment": stamp.attachment,
        "filed_on": stamp.filed.isoformat() if stamp.filed else None,
    }
