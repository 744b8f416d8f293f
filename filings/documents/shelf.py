"""The documents of one filing as its page lists them: the state of each, in words, and the text of its first pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery
from django.template.defaultfilters import filesizeformat

from casefiles.models import CaseFile
from casefiles.prepared import Prepared
from filings.docket.models import Filing
from filings.docket.papers import reading
from filings.docket.words import count_of, outside
from filings.documents.cites import PaperCite, attachment_address
from filings.documents.models import Document, HeldFile, Page
from filings.documents.sheets import Sheet, first_sheets
from filings.documents.stamps import misfiled
from filings.reading.stamp import find_stamp

State = HeldFile.State
UNREAD = (State.WAITING, State.READING)
NO_FILE: dict[str, Any] = dict.fromkeys(
    ("current_id", "state", "fault_text", "held_pages", "pages_read", "is_sample", "size", "sha256", "version", "stamp")
)


class Held(NamedTuple):
    """A document and the version of it to read; the fields are the columns to ask for."""

    number: int
    id: int | None
    title: str | None
    page_count: int | None
    sealed: bool | None
    current_id: int | None
    state: str | None
    fault_text: str | None
    held_pages: int | None
    pages_read: int | None
    is_sample: bool | None
    size: int | None
    sha256: str | None
    version: str | None
    stamp: str | None
    """On the first page of the file."""
    is_masked: bool = False


_documents_of = Prepared(
    lambda filing: Document.objects.filter(filing=filing)
    .order_by("number")
    .values_list(
        "number", "id", "title", "page_count", "sealed", "current_id", "current__state", "current__fault_text",
        "current__page_count", "current__pages_read", "current__is_sample", "current__size", "current__sha256",
        "current__version", Subquery(Page.objects.filter(held_file=OuterRef("current"), number=1).values("stamp")),
    )
)  # fmt: skip


@dataclass
class Shelved:
    """One document, ready to list."""

    held: Held
    label: str
    css: str
    state: str
    url: str
    pdf_url: str | None
    where: str | None
    cite: PaperCite
    sheets: list[Sheet]

    @property
    def title(self) -> str:
        if self.held.is_masked:
            return "Sealed"
        return self.held.title or self.part

    @property
    def part(self) -> str:
        return f"Attachment {self.held.number}" if self.held.number else "Main document"

    def heading(self, filing_title: str) -> str:
        """The main document goes by the name of its filing."""
        return self.title if self.held.title or self.held.number else filing_title

    @property
    def misfiled(self) -> str | None:
        """`stamped 34-2, filed under 37`, where the first page says so."""
        return _misfiled(self.held.stamp, self.cite.entry, self.held.number) if self.held.stamp else None

    @property
    def is_being_read(self) -> bool:
        return self.held.state in UNREAD

    @property
    def left(self) -> int:
        """How many pages of it are not shown here."""
        return max(0, (self.held.held_pages or 0) - len(self.sheets))


@dataclass(frozen=True)
class Shelf:
    """What the listing of a filing's documents must know of the filing."""

    filing_id: int
    cite: PaperCite
    url: str
    source: str | None
    sees_sealed: bool

    def documents(self) -> list[Shelved]:
        return [
            self._shelved(_seen(Held._make((*row, False)), self.sees_sealed)) for row in _documents_of(self.filing_id)
        ]

    def _shelved(self, held: Held) -> Shelved:
        number, entry = held.number, self.cite.entry
        url = f"{self.url}{number}/"
        label = "" if entry is None else f"{entry}-{number}" if number else str(entry)
        where = outside(attachment_address(self.source, entry, number))
        is_missing = held.current_id is None and not held.sealed
        return Shelved(
            held=held,
            label=label,
            css=_css(held),
            state=_state(held),
            url=url,
            pdf_url=f"{self.url}{number}.pdf" if held.current_id else None,
            where=where if is_missing else None,
            cite=self.cite_of(number),
            sheets=[],
        )

    def add_pages(self, documents: Sequence[Shelved], *, most: int) -> None:
        """Gives the documents their first pages, `most` in all, in one query."""
        wanted: list[int] = []
        room = most
        for document in documents:
            if room > 0 and document.held.current_id and document.held.pages_read:
                wanted.append(document.held.current_id)
                room -= document.held.pages_read
        found = first_sheets(wanted, most)
        room = most
        for document in documents:
            document.sheets = found.get(document.held.current_id or 0, [])[:room]
            room -= len(document.sheets)

    def cite_of(self, number: int) -> PaperCite:
        return replace(self.cite, number=number)


def shelf_of(case: CaseFile, filing: Filing) -> Shelf:
    return Shelf(
        filing_id=filing.pk,
        cite=PaperCite(filing.entry, filing.kind, filing.date_filed),
        url=f"{case.get_absolute_url()}docket/{filing.key}/",
        source=filing.url,
        sees_sealed=case.sees_sealed,
    )


def _seen(held: Held, sees_sealed: bool) -> Held:
    """A sealed document shows its number and that it is sealed."""
    if sees_sealed:
        return held
    if not held.sealed:
        # An unredacted version is as good as sealed: of the document alone its place on the docket shows.
        return held._replace(**NO_FILE) if held.version == HeldFile.Version.UNREDACTED else held
    nothing = dict.fromkeys(Held._fields)
    return Held(**nothing | {"number": held.number, "sealed": True, "is_masked": True})  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def _misfiled(printed: str, entry: int | None, number: int) -> str | None:
    stamp = find_stamp(printed)
    return misfiled(stamp, docket_numbers=(), entry=entry, number=number) if stamp else None


def _css(held: Held) -> str:
    if held.sealed and held.current_id is None:
        return "sealed-doc"
    if held.state is None:
        return "missing"
    return {"read": "held", "failed": "failed"}.get(held.state, "reading")


def _state(held: Held) -> str:
    if held.is_masked or (held.sealed and held.current_id is None):
        return "sealed"
    pages = held.page_count if held.held_pages is None else held.held_pages
    words = [count_of(pages, "page")] if pages is not None and held.state != State.READING else []
    if held.sealed:
        words.append("sealed, shown to you by right")
    if held.state is None:
        words.append("not held")
    elif held.state == State.READ:
        words.append("text read")
    elif held.state == State.READING:
        words.append(reading(held.pages_read, held.held_pages))
    else:
        words.append("waiting to be read" if held.state == State.WAITING else "could not be read")
    if held.size is not None:
        words.append(filesizeformat(held.size))
    return " · ".join(words)


def is_being_read(documents: Iterable[Shelved]) -> bool:
    return any(document.is_being_read for document in documents)
