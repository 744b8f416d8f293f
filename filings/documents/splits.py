"""A combined download and what it would be split into: which pages go to which document, and what stands in the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casefiles.models import CaseFile
from filings.docket.models import Filing, mask_sealed
from filings.documents.combined import Part, parts
from filings.documents.models import Document, HeldFile, Page, mask_sealed_documents
from filings.reading.stamp import find_stamp

MOST_NUMBER = 9_999


@dataclass(frozen=True)
class Share:
    """Pages `first` to `last` of the file, and where they go. `filing` None: to no entry of this docket.

    `document` None: the record does not know that paper yet, and it would be added. `problem` is the sentence that says why
    it can go nowhere.
    """

    first: int
    last: int
    stamp: str
    filing: Filing | None
    number: int
    document: Document | None = None
    problem: str = ""

    @property
    def pages(self) -> int:
        return self.last - self.first + 1

    @property
    def label(self) -> str:
        return f"Attachment {self.number}" if self.number else "Main document"


@dataclass(frozen=True)
class Combined:
    """A held file that holds several papers."""

    held: HeldFile
    parts: list[Part]
    stamps: list[str | None]


def combined_of(document: Document, *, sees_sealed: bool) -> Combined | None:
    """The newest version of the document that holds several papers, if any does; in two queries. Only what was read to
    its end is told."""
    files = list(document.held_files.open_to(sees_sealed=sees_sealed).filter(state=HeldFile.State.READ))
    rows = Page.objects.filter(held_file__in=files).order_by("number").values_list("held_file_id", "stamp")
    stamps: dict[int, list[str | None]] = {}
    for file, stamp in rows:
        stamps.setdefault(file, []).append(stamp)
    for held in files:
        found = stamps.get(held.pk, [])
        papers = parts([find_stamp(stamp) if stamp else None for stamp in found])
        if len(papers) > 1 and len(found) == held.page_count:
            held.document = document
            return Combined(held, papers, found)
    return None


def shares(combined: Combined, case: CaseFile) -> list[Share]:
    """Where the stamps say that each part belongs."""
    source = combined.held.document.filing
    keys = {_entry(part.document) for part in combined.parts} | {source.key}
    filings = {
        filing.key: filing
        for filing in mask_sealed(
            Filing.objects.filter(case=case, key__in=keys).in_docket_order(), sees_sealed=case.sees_sealed
        )
    }
    found = []
    for part in combined.parts:
        stamp = next((text for text in combined.stamps[part.first - 1 : part.last] if text), "")
        entry = _entry(part.document)
        # A twin carries the number of the entry it stands beside.
        filing = source if entry == str(source.entry) else filings.get(entry)
        found.append(Share(part.first, part.last, stamp, filing, part.attachment or 0))
    return found


def placed(asked: Sequence[Share], source: HeldFile, case: CaseFile) -> list[Share]:
    """The shares with the documents that they meet, and what stands in the way of each; in one query."""
    filings = {share.filing.pk for share in asked if share.filing}
    documents = Document.objects.filter(filing__in=filings)
    known = {(one.filing_id, one.number): one for one in mask_sealed_documents(documents, sees_sealed=case.sees_sealed)}
    taken: set[tuple[int, int]] = set()
    found = []
    for share in asked:
        place = (share.filing.pk, share.number) if share.filing else None
        document = known.get(place) if place else None
        problem = _problem(share, document, source)
        if not problem and place in taken:
            problem = f"Another part of the file is {share.label.lower()} already. Give this one another number."
        if place and not problem:
            taken.add(place)
        found.append(replace(share, document=document, problem=problem))
    return found


def _problem(share: Share, document: Document | None, source: HeldFile) -> str:
    """Why the part can go nowhere. What is sealed goes only where it stays so."""
    if share.filing is None:
        return "This docket has no entry of the number on its stamp. Enter that filing first."
    if share.filing.is_masked or (document is not None and document.is_masked):
        return "It belongs to what is sealed. Whoever may see that can put it there."
    if not 0 <= share.number <= MOST_NUMBER:
        return f"An attachment has a number from 1 to {MOST_NUMBER:,}; the main document is 0."
    origin = source.document
    if origin.filing.sealed == "full" and share.filing.sealed != "full":
        return "The file is of a sealed filing, and this entry is open to all."
    if origin.sealed and document is not None and not document.sealed:
        return "The file is of a sealed document, and this one is open to all. Mark it sealed first."
    return ""


def in_the_way(found: Iterable[Share]) -> list[str]:
    return [f"Pages {share.first} to {share.last}: {share.problem}" for share in found if share.problem]


def _entry(printed: str) -> str:
    """The number of an entry as its key has it; an appeal court prints leading zeros."""
    return printed.lstrip("0") or "0"
