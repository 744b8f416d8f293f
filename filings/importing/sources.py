"""What a file is, told from its content alone, and the reader that it goes to. Pure.

Runs in a child of the workshop, under limits: the file may be hostile.

    {"head": {...}}         a Sheet without entries
    {"entries": [...]}      some hundreds of them, as often as needed
    {"remark": "..."}
    {"refused": "..."}      it is no docket; the sentence says what it seems to be
"""

import email
import re
from collections.abc import Iterator
from dataclasses import asdict
from email import policy
from pathlib import Path
from typing import Any

from filings.importing import courtlistener, docket_html, entries_csv, internet_archive, refusals, webpage
from filings.importing.decoding import text_of
from filings.importing.sheet import NotADocket, Sheet, SheetEntry, as_json

READERS = {
    "docket-report": docket_html.docket_report,
    "docket-history-report": docket_html.history_report,
    "attachment-page": docket_html.attachment_page,
}
_MAIL = re.compile(r"(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]{0,2000}(?:\n[ \t][^\n]{0,2000}){0,50}\n){3}")
_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|title|script|p|h\d)\b", re.IGNORECASE)
LOOKED_AT = 4_000
DAMAGED = "This seems to be a docket page, but it is damaged, or of a form that is not known"


def read_job(arguments: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`path`, and `filename` as the person knows the file."""
    try:
        for part in read(Path(arguments["path"]).read_bytes(), arguments.get("filename") or ""):
            match part:
                case Sheet():
                    yield {"head": as_json(part)}
                case str():
                    yield {"remark": part}
                case _:
                    yield {"entries": [asdict(entry) for entry in part]}
    except NotADocket as refused:
        yield {"refused": str(refused)}
    except (MemoryError, RecursionError):
        yield {"refused": "Reading this file takes more memory than one file is allowed."}
    except Exception as error:  # juriscraper raises what its Python happens to raise.
        yield {"refused": f"{DAMAGED} ({type(error).__name__})."}


def read(data: bytes, filename: str) -> Iterator[Sheet | list[SheetEntry] | str]:
    """Raises NotADocket."""
    beginning = next((sentence for mark, sentence in refusals.BEGINNINGS if data.startswith(mark)), None)
    if beginning:
        raise NotADocket(beginning)
    text = text_of(data)
    if not text.strip():
        raise NotADocket(refusals.BINARY if data.strip() else refusals.EMPTY)
    head = text[:LOOKED_AT].lstrip()
    if head[0] in "{[":
        yield from courtlistener.read(text)
    elif head[0] != "<" and entries_csv.is_table(text):
        # Before the tags are looked for: docket text in a table may hold some.
        yield from entries_csv.read(text)
    elif head.startswith("<") and not _TAG.search(head):
        yield from internet_archive.read(text)
    elif _TAG.search(head) and not _MAIL.match(head):
        yield from _page(text, filename)
    elif _MAIL.match(head.replace("\r\n", "\n")):
        yield from _page(_page_in_mail(data), filename)
    else:
        raise NotADocket(refusals.PROSE if _is_prose(text) else refusals.BINARY)


def _page(text: str, filename: str) -> Iterator[Sheet | list[SheetEntry] | str]:
    kind = webpage.kind_of(text)
    yield from READERS[kind](text, docket_html.court_of(text, filename))


def _page_in_mail(data: bytes) -> str:
    """The page inside a web archive, as browsers save one (.mhtml). Any other mail is refused."""
    message = email.message_from_bytes(data, policy=policy.default)
    if "Snapshot-Content-Location" in message or "Saved by" in str(message.get("From", "")):
        for part in message.walk():
            if part.get_content_type() == "text/html":
                return text_of(part.get_payload(decode=True) or b"")  # type: ignore[arg-type]
    raise NotADocket(refusals.MAIL)


def _is_prose(text: str) -> bool:
    head = text[:LOOKED_AT]
    return sum(letter.isalnum() or letter.isspace() for letter in head) > len(head) * 0.6
