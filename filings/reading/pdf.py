"""Bytes of a PDF to the text of its pages, in a process of its own: `python -m filings.reading.pdf FILE`.

Writes JSON lines to standard output as it goes. First the file or its fault, then each page, then the end:

    {"pages": 4, "title": "Motion to dismiss", "locked": false}     or     {"fault": "locked", "sentence": "..."}
    {"page": 1, "text": "..."}     or     {"page": 1, "fault": "..."}     (a fault loses that page alone)
    {"done": true}

`locked` says that the file is encrypted and opens without a password. The process limits itself before it looks at the
file; reader.py starts it, listens, and ends it.
"""

import argparse
import contextlib
import json
import logging
import sys
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from filings.reading.limits import Limits, PageTooSlow, limit_memory, limit_seconds, page_seconds

if TYPE_CHECKING:
    from pypdf import PdfReader

HEADER_WITHIN = 1_024
MOST_PAGES = 10_000
MOST_CHARACTERS_A_PAGE = 200_000
# Ten thousand pages of dense print are half of this. A small file can name one long page ten thousand times.
MOST_CHARACTERS = 50_000_000
MOST_TITLE = 300
# Of the time for opening a file, what one page may take before it is given up for the sake of the others.
SHARE_OF_ONE_PAGE = 0.6
SENTENCES = {
    "missing": "The file could not be opened where it is stored.",
    "empty": "The file is empty: it has no bytes.",
    "not-a-pdf": "The file is no PDF: it does not begin like one.",
    "locked": "The file is locked with a password. Ask whoever sent it for a copy without one.",
    "damaged": "The file is damaged: no pages can be found in it. It may have been cut short; fetch it again.",
    "too-many-pages": f"The file says it has more than {MOST_PAGES:,} pages, so it was not read.",
    "too-big": "Opening the file takes more memory than one file is allowed.",
    "crashed": "The reader failed while opening the file.",
}
WEB_PAGE = (
    "The file is a web page saved under the name of a PDF, often the court's login page. "
    "Log in there and download the paper again."
)


class Fault(Exception):
    """The whole file cannot be read: a code of SENTENCES, and the reason in plain English."""

    def __init__(self, code: str, sentence: str = "") -> None:
        self.code = code
        self.sentence = sentence or SENTENCES[code]
        super().__init__(self.sentence)


def lines(path: str, limits: Limits) -> Iterator[dict[str, Any]]:
    """What the process says of a file, line by line."""
    try:
        with open(path, "rb") as stream:
            yield from _lines_of(stream, limits)
    except Fault as fault:
        yield {"fault": fault.code, "sentence": fault.sentence}
    except OSError:
        yield {"fault": "missing", "sentence": SENTENCES["missing"]}


def _lines_of(stream: BinaryIO, limits: Limits) -> Iterator[dict[str, Any]]:
    check_beginning(stream.read(HEADER_WITHIN))
    stream.seek(0)
    reader, count = open_reader(stream)
    limit_seconds(limits.seconds(count))
    yield {"pages": count, "title": title_of(reader), "locked": reader.is_encrypted}
    left = MOST_CHARACTERS
    for number in range(1, count + 1):
        if left > 0:
            page = read_page(reader, number, limits.base_seconds * SHARE_OF_ONE_PAGE)
            left -= len(page.get("text", ""))
        else:
            page = {"page": number, "fault": f"Not read: the pages before hold {MOST_CHARACTERS:,} characters."}
        yield page
    yield {"done": True}


def check_beginning(beginning: bytes) -> None:
    """Raise Fault unless a PDF's first bytes are seen. pypdf alone would search a web page for pages."""
    if not beginning:
        raise Fault("empty")
    if b"%PDF-" in beginning:
        return
    lowered = beginning.lower()
    if b"<html" in lowered or b"<!doctype html" in lowered:
        raise Fault("not-a-pdf", WEB_PAGE)
    raise Fault("not-a-pdf")


def open_reader(stream: BinaryIO) -> tuple["PdfReader", int]:
    """The opened file and its number of pages, at least one. Raises Fault."""
    from pypdf import PasswordType, PdfReader, overwrite_configuration  # noqa: PLC0415 - 0.1 s, which not all need

    # Pictures are not read, so no program is run to decode them. A page tree has branches besides its pages.
    overwrite_configuration(jbig2dec_binary=None, page_tree_maximum_entries=2 * MOST_PAGES)
    with any_failure_as_fault():
        reader = PdfReader(stream)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise Fault("locked")
        count = len(reader.pages)
    if count < 1:
        raise Fault("damaged", "The file opens, but it has no pages.")
    if count > MOST_PAGES:
        raise Fault("too-many-pages")
    return reader, count


@contextlib.contextmanager
def any_failure_as_fault() -> Iterator[None]:
    """On damaged files pypdf raises TypeError, KeyError, AssertionError and more, besides its own."""
    from pypdf.errors import FileNotDecryptedError, LimitReachedError  # noqa: PLC0415 - as above

    try:
        yield
    except Fault:
        raise
    except FileNotDecryptedError as locked:
        raise Fault("locked") from locked
    except LimitReachedError as reached:
        # The limit set above names itself in no other way than its message.
        raise Fault("too-many-pages" if "page tree entry" in str(reached) else "damaged") from reached
    except MemoryError as too_big:
        raise Fault("too-big") from too_big
    except Exception as damage:
        raise Fault("damaged") from damage


def title_of(reader: "PdfReader") -> str | None:
    try:
        title = reader.metadata.title if reader.metadata else None
        return " ".join(clean(str(title)).split())[:MOST_TITLE] or None if title else None
    except Exception:  # A title is a courtesy: a damaged one is as good as none.
        return None


def read_page(reader: "PdfReader", number: int, seconds: float) -> dict[str, Any]:
    """The line for one page, its text or its fault; whatever one page raises, the next is read."""
    try:
        with page_seconds(seconds):
            read = reader.pages[number - 1].extract_text()
            text = clean(read[:MOST_CHARACTERS_A_PAGE])
    except PageTooSlow:
        return {
            "page": number,
            "fault": f"Reading this page took longer than the {seconds:.0f} seconds allowed for one.",
        }
    except MemoryError:
        return {"page": number, "fault": "Reading this page takes more memory than one file is allowed."}
    except RecursionError:
        return {"page": number, "fault": "This page is nested too deep to be read."}
    except Exception as damage:
        return {"page": number, "fault": f"This page is damaged and could not be read ({type(damage).__name__})."}
    if len(read) > MOST_CHARACTERS_A_PAGE:
        text += f"\n[Cut here: this page has {len(read):,} characters.]"
    return {"page": number, "text": text}


_NEW_LINES = {ord(character): "\n" for character in "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"}
# Marks that turn the direction of text around: in a hostile file they make a line read as what it does not say.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Text that a database, a web page and a feed will take: line ends as newlines, tabs as spaces, control characters,
    lone surrogates and non-characters dropped, no space at a line's ends."""
    text = text.replace("\r\n", "\n").translate(_NEW_LINES).replace("\t", " ")
    if not text.isascii() or not text.replace("\n", "").isprintable():
        # Joins the surrogates that make a pair, drops those that do not.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        text = "".join(character for character in text if _is_kept(character))
    return "\n".join(line.strip() for line in text.split("\n"))


def _is_kept(character: str) -> bool:
    if character == "\n":
        return True
    if character in _TURNING or unicodedata.category(character) in ("Cc", "Cs"):
        return False
    return ord(character) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(character) <= 0xFDEF


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m filings.reading.pdf", description=__doc__.split("\n", 1)[0])
    parser.add_argument("path")
    parser.add_argument("--memory-bytes", type=int, default=Limits.memory_bytes)
    parser.add_argument("--base-seconds", type=float, default=Limits.base_seconds)
    parser.add_argument("--seconds-per-page", type=float, default=Limits.seconds_per_page)
    given = parser.parse_args(arguments)
    limits = Limits(given.memory_bytes, given.base_seconds, given.seconds_per_page)
    limit_memory(limits.memory_bytes)
    limit_seconds(limits.seconds())
    logging.disable(logging.CRITICAL)  # pypdf complains of every oddity, and nobody listens here.
    try:
        for line in lines(given.path, limits):
            say(line)
    except Exception as failure:
        say({"fault": "crashed", "sentence": f"{SENTENCES['crashed'][:-1]} ({type(failure).__name__})."})
        return 1
    return 0


def say(line: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
