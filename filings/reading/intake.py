"""What pypdf is best at: opening a file, what the file says of itself, and the values typed into its forms.

Every part of it may be damaged or hostile on its own, so each is asked for alone: a broken outline costs the outline.
"""

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from filings.reading.cleaning import clean
from filings.reading.faults import MOST_PAGES, WEB_PAGE, Fault
from filings.reading.limits import page_seconds

if TYPE_CHECKING:
    from pypdf import PdfReader

# Some copies have a mail's or a server's lines before them.
HEADER_WITHIN = 1 << 16
MOST_TITLE = 300
MOST_BOOKMARKS = 2_000
MOST_ATTACHMENTS = 200
MOST_FIELDS = 2_000
MOST_VALUE = 5_000
MOST_LEVELS = 12
MOST_PARENTS = 20
SECONDS_FOR_EACH_PART = 2.0

_OBJECT = re.compile(rb"\b\d+ \d+ obj\b")
_METADATA = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate", "/ModDate")


@dataclass
class Intake:
    """What the file says of itself; `typed` has for each page (from 1) the values typed into its form, with names."""

    page_count: int
    locked: bool
    metadata: dict[str, str] = field(default_factory=dict)
    outline: list[tuple[int, str, int | None]] = field(default_factory=list)
    attachments: list[tuple[str, int]] = field(default_factory=list)
    typed: dict[int, list[tuple[str, str]]] = field(default_factory=dict)

    @property
    def title(self) -> str | None:
        return " ".join(self.metadata.get("Title", "").split())[:MOST_TITLE] or None

    @property
    def form_fields(self) -> dict[str, str]:
        return {name: value for values in self.typed.values() for name, value in values}


def check_beginning(path: str) -> None:
    """Raise Fault unless a PDF's first bytes are seen. pypdf alone would search a web page for pages."""
    if not os.path.isfile(path):
        # A folder gives no bytes, and a pipe none until somebody writes.
        raise Fault("missing")
    with open(path, "rb") as stream:
        check_first_bytes(stream.read(HEADER_WITHIN))


def check_first_bytes(beginning: bytes) -> None:
    """The same of the first HEADER_WITHIN bytes."""
    if not beginning:
        raise Fault("empty")
    lowered = beginning[:1024].lower()
    if b"%PDF-" in beginning[:1024]:
        return
    if b"<html" in lowered or b"<!doctype html" in lowered:
        raise Fault("not-a-pdf", WEB_PAGE)
    # A copy whose first bytes were lost still has its objects.
    if b"%PDF-" not in beginning and not _OBJECT.search(beginning):
        raise Fault("not-a-pdf")


def open_reader(path: str) -> tuple["PdfReader", int]:
    """The opened file and its number of pages, at least one. Raises Fault."""
    from pypdf import PasswordType, PdfReader, overwrite_configuration  # noqa: PLC0415 - 0.1 s, which not all need

    # Pictures are not read, so no program is run to decode them. A page tree has branches besides its pages.
    overwrite_configuration(jbig2dec_binary=None, page_tree_maximum_entries=2 * MOST_PAGES)
    with any_failure_as_fault():
        reader = PdfReader(path)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise Fault("locked")
        count = len(reader.pages)
    if count < 1:
        raise Fault("no-pages")
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


def take_in(reader: "PdfReader", count: int) -> Intake:
    """All that the file says of itself, as far as it can be had."""
    taken = Intake(count, bool(reader.is_encrypted))
    for part in (_metadata, _outline, _attachments, _typed):
        # Whatever one part raises, and however long it takes, the others are asked for.
        with contextlib.suppress(Exception), _within(SECONDS_FOR_EACH_PART):
            part(reader, taken)
    return taken


@contextlib.contextmanager
def _within(seconds: float) -> Iterator[None]:
    from filings.reading.limits import PageTooSlow  # noqa: PLC0415

    try:
        with page_seconds(seconds):
            yield
    except PageTooSlow:
        return


def _metadata(reader: "PdfReader", taken: Intake) -> None:
    said: Any = reader.metadata or {}
    for name in _METADATA:
        value = said.get(name)
        if value is not None and (text := clean(str(value)[:MOST_VALUE]).strip()):
            taken.metadata[name[1:]] = text


def _outline(reader: "PdfReader", taken: Intake) -> None:
    for entry in islice(outline_of(reader), MOST_BOOKMARKS):
        taken.outline.append(entry)


def outline_of(reader: "PdfReader") -> Iterator[tuple[int, str, int | None]]:
    """The file's own outline: level from 0, title, and page from 1, None where it leads nowhere in this file."""
    if "/Outlines" in reader.root_object:
        yield from _entries(reader, reader.outline, 0)


def _entries(reader: "PdfReader", entries: Iterable[Any], level: int) -> Iterator[tuple[int, str, int | None]]:
    for entry in entries if level <= MOST_LEVELS else ():
        if isinstance(entry, list):
            yield from _entries(reader, entry, level + 1)
            continue
        page = None
        with contextlib.suppress(Exception):
            place = reader.get_destination_page_number(entry)
            page = place + 1 if place is not None and place >= 0 else None
        if title := " ".join(clean(str(entry.title)[:MOST_TITLE]).split()):
            yield level, title, page


def _attachments(reader: "PdfReader", taken: Intake) -> None:
    names = reader.root_object.get("/Names")
    if names is None or "/EmbeddedFiles" not in names.get_object():
        return
    for place, attachment in enumerate(reader.attachment_list):
        if place >= MOST_ATTACHMENTS:
            return
        # Its size is only what it says; nothing is unpacked.
        size = attachment.size or 0
        taken.attachments.append((" ".join(clean(str(attachment.name)[:MOST_TITLE]).split()), int(size)))


def _typed(reader: "PdfReader", taken: Intake) -> None:
    """Values of text fields, choices and ticked boxes, and the text of notes typed onto a page."""
    has_form = "/AcroForm" in reader.root_object
    left = MOST_FIELDS
    for number in range(1, taken.page_count + 1):
        with contextlib.suppress(Exception):
            for value in islice(_values_on(reader.pages[number - 1], has_form=has_form), left):
                taken.typed.setdefault(number, []).append(value)
                left -= 1


def _values_on(page: Any, *, has_form: bool) -> Iterator[tuple[str, str]]:
    annotations = page.get("/Annots")
    for reference in annotations.get_object() if annotations is not None else ():
        with contextlib.suppress(Exception):
            value = _value_of(reference.get_object(), has_form=has_form)
            if value is not None:
                yield value


def _value_of(annotation: Any, *, has_form: bool) -> tuple[str, str] | None:
    kind = annotation.get("/Subtype")
    if kind == "/FreeText":
        text = clean(str(annotation.get("/Contents") or "")[:MOST_VALUE]).strip()
        return ("note", text) if text else None
    if kind != "/Widget" or not has_form:
        return None
    kind, value, names = _inherited(annotation)
    if value is None or kind == "/Sig":
        return None
    if kind == "/Btn":
        # A box is ticked when its value names a state other than Off; each of a group says its own.
        state = str(annotation.get("/AS") or value)
        return (names, "☒ " + names.rsplit(".", 1)[-1]) if state not in ("/Off", "Off", "") else None
    said = value if isinstance(value, list) else [value]
    text = clean(", ".join(str(one) for one in said)[:MOST_VALUE]).strip()
    return (names, text) if text else None


def _inherited(widget: Any) -> tuple[str | None, Any, str]:
    """A field's kind, value and full name: each may stand on the widget or on a field above it."""
    kind: Any = None
    value: Any = None
    names: list[str] = []
    above: Any = widget
    for _ in range(MOST_PARENTS):
        kind = above.get("/FT") if kind is None else kind
        value = above.get("/V") if value is None else value
        if above.get("/T"):
            names.append(" ".join(clean(str(above["/T"])[:MOST_TITLE]).split()))
        if "/Parent" not in above:
            break
        above = above["/Parent"].get_object()
    if hasattr(value, "get_object"):
        value = value.get_object()
    return kind, value, ".".join(reversed(names))
