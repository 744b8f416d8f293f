"""Where the references on the pages of a document lead: to a paper, and to its page where that is known.

What leads to nothing, to two papers, or to what this reader may not see leads nowhere. Queries only where there are
references: one for the entries that a block of pages names, and for a whole document one each for its exhibits, the
pleadings, and the pages of pleadings that are cited by paragraph.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from casefiles.models import CaseFile
from casefiles.prepared import Prepared
from filings.docket.models import Filing
from filings.documents import crossrefs
from filings.documents.crossrefs import CrossRef
from filings.documents.models import HeldFile, Page
from filings.documents.pagetext import Link

AT_ONE_ADDRESS = 500  # as filings.documents.room has it
MOST_FILES = 4
MOST_PAGES = 200
PLEADINGS = ("complaint", "amended complaint", "answer")


class Target(NamedTuple):
    """A document as a reference may mean it."""

    entry: int | None
    key: str
    filing_sealed: str
    number: int | None
    title: str | None
    sealed: bool | None
    file: int | None
    version: str | None
    pages: int | None
    kind: str
    filing: int


_PAPER = (
    "entry", "key", "sealed", "documents__number", "documents__title", "documents__sealed", "documents__current_id",
    "documents__current__version", "documents__current__page_count", "kind", "id",
)  # fmt: skip
_entries_of = Prepared(
    lambda case, entries: (
        Filing.objects.filter(case=case, entry__in=entries)
        .order_by("position", "id", "documents__number")
        .values_list(*_PAPER)
    )
)
_attachments_of = Prepared(
    lambda filing: Filing.objects.filter(pk=filing).order_by("documents__number").values_list(*_PAPER)
)
_pleadings_of = Prepared(
    lambda case: (
        Filing.objects.filter(case=case, kind__in=PLEADINGS)
        .order_by("position", "id", "documents__number")
        .values_list(*_PAPER)
    )
)
_pages_of = Prepared(
    lambda files: (
        Page.objects.filter(held_file__in=files, number__lte=MOST_PAGES)
        .order_by("held_file_id", "number")
        .values_list("held_file_id", "number", "text", "correction__text")
    )
)


@dataclass
class Pointer:
    """For the pages of one document of `filing`; `own`: the serials of the case."""

    case: CaseFile
    filing: int
    docket_url: str
    own: frozenset[str]
    _entries: dict[int, list[Target]] = field(default_factory=dict)
    _attachments: list[Target] | None = None
    _pleadings: list[Target] | None = None
    _paragraphs: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    def links(self, texts: Sequence[str]) -> list[list[Link]]:
        """For each page the spans of its words that lead somewhere, with the address."""
        pages = [crossrefs.find(text, own=self.own) for text in texts]
        refs = [ref for page in pages for ref in page]
        if not refs:
            return [[] for _ in texts]
        self._look_up(refs)
        meant = {ref: self._target(ref) for ref in set(refs)}
        self._read([(ref, target) for ref, target in meant.items() if target and ref.paragraph])
        return [
            [Link(ref.start, ref.end, self._address(ref, target)) for ref in page if (target := meant[ref])]
            for page in pages
        ]

    def _look_up(self, refs: Iterable[CrossRef]) -> None:
        refs = list(refs)
        if wanted := sorted({ref.entry for ref in refs if ref.entry is not None} - self._entries.keys()):
            self._entries |= {entry: [] for entry in wanted}
            for row in _entries_of(self.case.pk, wanted):
                self._entries[row[0]].append(Target._make(row))
        if self._attachments is None and any(ref.exhibit for ref in refs):
            self._attachments = list(map(Target._make, _attachments_of(self.filing)))
        if self._pleadings is None and any(ref.pleading for ref in refs):
            self._pleadings = list(map(Target._make, _pleadings_of(self.case.pk)))

    def _target(self, ref: CrossRef) -> Target | None:
        if ref.entry is not None:
            found = [one for one in self._entries[ref.entry] if (one.number or 0) == (ref.attachment or 0)]
            if not found and ref.attachment is None:
                # No source lists its main document: the entry itself is known.
                found = [_bare(one) for one in self._entries[ref.entry][:1]]
        elif ref.exhibit is not None:
            found = [
                one
                for one in self._attachments or ()
                if one.number and crossrefs.is_titled(one.title or "", ref.exhibit)
            ]
            if ref.of and len(found) != 1:
                found = [one for one in found if ref.of.lower() in (one.title or "").lower()]
        else:
            found = [one for one in self._pleadings or () if one.kind == ref.pleading and not one.number]
            operative = (self.case.operative_complaint_entry_id, self.case.operative_answer_entry_id)
            found = [one for one in found if one.filing in operative] or found
        # A twin of the entry, or two exhibits of one letter: nobody knows which is meant.
        return found[0] if len(found) == 1 and self._is_open(found[0]) else None

    def _is_open(self, target: Target) -> bool:
        return self.case.sees_sealed or (target.filing_sealed != "full" and not target.sealed)

    def _may_read(self, target: Target) -> bool:
        return target.file is not None and (self.case.sees_sealed or target.version != HeldFile.Version.UNREDACTED)

    def _read(self, cited: Iterable[tuple[CrossRef, Target]]) -> None:
        files = sorted(
            {target.file for _, target in cited if target.file and self._may_read(target)} - self._paragraphs.keys()
        )
        files = files[: MOST_FILES - len(self._paragraphs)]
        if not files:
            return
        self._paragraphs |= {file: [] for file in files}
        for file, number, text, corrected in _pages_of(files):
            self._paragraphs[file].append((number, text if corrected is None else corrected))

    def _address(self, ref: CrossRef, target: Target) -> str:
        if target.number is None:
            return f"{self.docket_url}{target.key}/"
        url = f"{self.docket_url}{target.key}/{target.number}/"
        page = ref.page
        if ref.paragraph and target.file:
            pages = self._paragraphs.get(target.file, ())
            page = next((number for number, text in pages if crossrefs.paragraph_on(text, ref.paragraph)), None)
        if not page or not self._may_read(target) or page > (target.pages or 0):
            return url
        line = f"-{ref.line}" if ref.line else ""
        # The page may stand at another address of a long document: it leads there.
        return f"{url}#p{page}{line}" if page <= AT_ONE_ADDRESS else f"{url}?page={page}"


def _bare(target: Target) -> Target:
    """The entry without a document."""
    return target._replace(number=None, title=None, sealed=None, file=None, version=None, pages=None)
