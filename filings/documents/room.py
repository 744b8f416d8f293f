"""A document where it is read: which of its pages one address shows, what the stamps say, what a search found, and the
HTML of its pages in the order in which they are sent."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from filings.docket.words import count_of
from filings.documents import stamps
from filings.documents.combined import Part, parts
from filings.documents.page_markup import NOTHING, Desk, Found, full
from filings.documents.pagetext import Span
from filings.documents.pointing import Pointer
from filings.documents.sheets import Outlined, outlined, sheets, words_of
from filings.reading.sought import Edges, Sought
from filings.reading.stamp import Stamp

AT_ONE_ADDRESS = 500
FIRST = 3
BLOCK = 20


@dataclass(frozen=True)
class Window:
    """Pages `first` to `last` stand at this address; the file has `total`."""

    first: int
    last: int
    total: int

    @classmethod
    def around(cls, page: int, total: int) -> "Window":
        first = (max(page, 1) - 1) // AT_ONE_ADDRESS * AT_ONE_ADDRESS + 1
        return cls(first, min(first + AT_ONE_ADDRESS - 1, max(total, first)), total)

    def __contains__(self, page: int) -> bool:
        return self.first <= page <= self.last

    def blocks(self) -> Iterator[tuple[int, int]]:
        """First and last pages of what is sent in one piece: little at first, so that reading can begin."""
        yield self.first, min(self.first + FIRST - 1, self.last)
        for first in range(self.first + FIRST, self.last + 1, BLOCK):
            yield first, min(first + BLOCK - 1, self.last)


@dataclass(frozen=True)
class Hits:
    """What a search of the whole document found: the number of the first hit of each page, and of the pages that stand at
    this address the spans."""

    spans: dict[int, list[Span]] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)
    total: int = 0


@dataclass(frozen=True)
class Checked:
    """The stamps of all pages beside the record, by page."""

    stamps: dict[int, Stamp | None]
    """Empty where every page is stamped like the first, with its own number."""
    differences: dict[int, list[str]]
    parts: list[Part]
    summary: str | None
    misfiled: str | None = None
    """`stamped 34-2, filed under 37`: by its first stamp the file is of another paper than the record has it."""

    @cached_property
    def common(self) -> frozenset[str]:
        """What the stamps of all pages that differ say alike."""
        return frozenset.intersection(*map(frozenset, self.differences.values())) if self.differences else frozenset()

    @property
    def is_combined(self) -> bool:
        return len(self.parts) > 1

    @property
    def differs(self) -> bool:
        return any(self.differences.values())


def search(file: int, sought: Sought, window: Window) -> Hits:
    """Every hit of the document, counted. One query, where there is something to look for."""
    found = Hits()
    if not sought:
        return found
    total, before = 0, None
    for number, words, bridge in words_of(file):
        spans = sought.spans(words, Edges(before, bridge))
        before = bridge
        if spans:
            # A letter of ten thousand pages would be a gigabyte of spans.
            if number in window:
                found.spans[number] = spans
            found.first[number] = total + 1
            total += len(spans)
    return replace(found, total=total)


def check(pages: list[Outlined], record: stamps.Record) -> Checked:
    """In a combined download each paper is compared as such: by its own number and its own count of pages."""
    texts = [page.stamp for page in pages]
    first = stamps.counted(texts)
    if first is not None and pages[-1].number == len(pages) and (first.attachment or 0) == record.number:
        said = record.differences(first, 1)
        return Checked(
            stamps={},
            differences={page.number: said for page in pages} if said else {},
            parts=[],
            summary=stamps.summary([said] * len(pages)),
            misfiled=record.misfiled(first),
        )
    read = stamps.read_all(texts)
    found = parts(read)
    differences: list[list[str] | None] = []
    for at, stamp in enumerate(read, 1):
        part = next((one for one in found if one.first <= at <= one.last), None) if len(found) > 1 else None
        if part is None:
            differences.append(None if stamp is None else record.differences(stamp, pages[at - 1].number))
            continue
        own = replace(record, number=part.attachment or 0, page_count=part.last - part.first + 1)
        differences.append(None if stamp is None else own.differences(stamp, at - part.first + 1))
    numbers = [page.number for page in pages]
    first = next((stamp for stamp in read if stamp is not None), None)
    return Checked(
        stamps=dict(zip(numbers, read, strict=True)),
        differences={number: found for number, found in zip(numbers, differences, strict=True) if found},
        parts=found,
        summary=stamps.summary(differences),
        misfiled=record.misfiled(first) if first else None,
    )


@dataclass(frozen=True)
class Room:
    """All that the page of a document shows of its pages."""

    file: int
    desk: Desk
    window: Window
    pages: list[Outlined]
    hits: Hits
    checked: Checked
    pointer: Pointer | None = None

    @cached_property
    def shown(self) -> list[Outlined]:
        first, last = self.window.first, self.window.last
        return [page for page in self.pages if first <= page.number <= last]

    @property
    def without_text(self) -> int:
        """Pages that no search finds, read or not read so far."""
        return max(0, self.window.total - len(self.pages)) + sum(page.has_no_text for page in self.pages)

    def blocks(self) -> Iterator[str]:
        """The pages of the window, a query for each block of them; one more where they name other entries."""
        for first, last in self.window.blocks():
            block = sheets(self.file, first, last)
            links = self.pointer.links([sheet.words for sheet in block]) if self.pointer else [[] for _ in block]
            yield "\n".join(
                full(
                    sheet,
                    self.desk,
                    stamp=self.checked.stamps.get(sheet.number),
                    differences=self.checked.differences.get(sheet.number, ()),
                    known=self.checked.common,
                    found=self.found_on(sheet.number),
                    links=own,
                )
                for sheet, own in zip(block, links, strict=True)
            )

    def found_on(self, page: int) -> Found:
        spans = self.hits.spans.get(page)
        if not spans:
            return NOTHING
        first = self.hits.first[page]
        return Found(spans, first, self.hit(first - 1), self.hit(first + len(spans)))

    def hit(self, number: int) -> str | None:
        """The address of a hit; None past either end."""
        if not 1 <= number <= self.hits.total:
            return None
        page = next(page for page, first in reversed(self.hits.first.items()) if first <= number)
        return self.address(page, f"hit-{number}")

    def address(self, page: int, anchor: str | None = None) -> str:
        """Of a page, or of an id on it: here, or at the address where it stands."""
        anchor = anchor or f"p{page}"
        if page in self.window:
            return f"#{anchor}"
        return f"{address_of(self.desk.url, page, self.desk.sought)}#{anchor}"

    @property
    def elsewhere(self) -> str:
        """How many hits stand at other addresses, in words; empty: none."""
        shown = sum(map(len, self.hits.spans.values()))
        return count_of(self.hits.total - shown, "hit") if self.hits.total > shown else ""


def address_of(url: str, page: int, sought: Sought | None = None) -> str:
    """Where a page of a document stands, without its id."""
    first = Window.around(page, page).first
    asked = [f"from={first}"] if first > 1 else []
    asked += [sought.asking] if sought else []
    return f"{url}?{'&'.join(asked)}" if asked else url


def room_of(file: int, desk: Desk, record: stamps.Record, *, page: int, pointer: Pointer | None = None) -> Room:
    """The pages around `page`, the stamps of all, and what the query finds. Two queries, or three with something to find."""
    pages = outlined(file)
    total = max(desk.total or 0, pages[-1].number if pages else 0)
    window = Window.around(min(page, max(total, 1)), total)
    hits = search(file, desk.sought, window)
    return Room(
        file=file,
        desk=replace(desk, hits=hits.total),
        window=window,
        pages=pages,
        hits=hits,
        checked=check(pages, record),
        pointer=pointer,
    )
