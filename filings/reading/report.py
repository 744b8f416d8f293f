"""One JSON object for one file, whatever happens to it: what `manage.py read_pdf --json` prints."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
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


# Of the JSON of one file's pages. A small file can name one long page ten thousand times: the rest waits on disk.
MOST_IN_MEMORY = 4_000_000


def report(path: str, *, seconds: float = Limits.base_seconds) -> dict[str, Any]:
    """What a Report says, as a dictionary."""
    with contextlib.closing(Report(path, seconds=seconds)) as made:
        said: dict[str, Any] = json.loads("".join(made.chunks()))
    return said


class Report:
    """What reading a file gave; to be closed.

    `status`: read, partly (some pages lost), picture-only (every page needs OCR), locked, not-a-pdf, damaged, too-big or
    timed-out. `error`: a sentence, or None. `stamp`: that of the first page that has one. A stamp's `document` is a number, or
    the text where an appeal court prints an id with leading zeros. `form_fields`: name to the value typed in.
    """

    def __init__(self, path: str, *, seconds: float = Limits.base_seconds) -> None:
        self._begin()
        opened: Opened | None = None
        ended: Unreadable | None = None
        try:
            with contextlib.closing(read(Path(path), base_seconds=seconds)) as events:
                for event in events:
                    if isinstance(event, Opened):
                        opened = event
                    else:
                        self._add(event)
        except Unreadable as unreadable:
            ended = unreadable
        except (OSError, ValueError):
            ended = Unreadable("missing", "The file could not be opened.")
        stamp = self._stamp
        self.header: dict[str, Any] = {
            "file": path,
            "status": self._status(ended),
            "reader": READER,
            "error": ended.sentence if ended else _lost(self._lost, self._count),
            "page_count": opened.page_count if opened else None,
            "stamp": _stamp(stamp) | {"pages": stamp.of} if stamp else None,
            "form_fields": opened.form_fields if opened else {},
        }

    def _begin(self) -> None:
        self._pages = SpooledTemporaryFile(MOST_IN_MEMORY)  # noqa: SIM115 - closed by close()
        self._count = self._lost = self._pictures = 0
        self._printed: dict[int, str] = {}
        self._stamp: Stamp | None = None

    def _add(self, page: PageRead) -> None:
        self._count += 1
        self._lost += page.fault is not None
        self._pictures += page.needs_ocr
        self._stamp = self._stamp or page.stamp
        if page.printed_page:
            self._printed[page.number] = page.printed_page
        self._pages.write(json.dumps(_page(page)).encode() + b"\n")

    def _status(self, ended: Unreadable | None) -> str:
        good = self._count - self._lost
        if ended:
            return "partly" if good else STATUSES.get(ended.code, "damaged")
        if not good:
            return "damaged"
        if self._lost:
            return "partly"
        return "picture-only" if self._pictures == self._count else "read"

    def chunks(self) -> Iterator[str]:
        """The answer as one line of JSON, without its end."""
        printed = settled(self._printed)
        yield json.dumps(self.header)[:-1] + ', "pages": ['
        self._pages.seek(0)
        for number, line in enumerate(self._pages, start=1):
            # Which of the numbers at their feet are the pages' own is known when all are read.
            own = json.dumps(printed.get(number))
            yield f'{", " if number > 1 else ""}{line.decode().rstrip()[:-1]}, "printed_page": {own}}}'
        yield "]}"

    def close(self) -> None:
        self._pages.close()


class Failed(Report):
    """In place of the report on a file on which we failed ourselves."""

    def __init__(self, path: str, sentence: str) -> None:
        self._begin()
        self.header = dict.fromkeys(("file", "status", "reader", "error", "page_count", "stamp", "form_fields"))
        self.header |= {"file": path, "status": "damaged", "error": sentence, "form_fields": {}}


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
