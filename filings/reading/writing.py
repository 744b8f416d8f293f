"""A PDF written as it grows: each object goes out as soon as it is made, and what must be known at the end (the tree of the
pages, the bookmarks, the table of places) is written at the end. So a bundle of any length needs the memory of one page of it.

The same content gives the same bytes: no date, no number drawn by lot.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from filings.reading.pages import Bookmark

# The second line tells whoever passes the file on that it holds bytes that are no text.
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
CATALOG, PAGES = 1, 2
BLOCK = 1 << 20  # bytes
MOST_BOOKMARK_TITLE = 300


@dataclass
class Entry:
    """A bookmark to a page of the file, counted from 0, with those below it."""

    title: str
    page: int
    below: list["Entry"] = field(default_factory=list)


def entries_of(bookmarks: Sequence[Bookmark], shift: int) -> list[Entry]:
    """The outline of a file whose first page became page `shift`, counted from 0."""
    found: list[Entry] = []
    above: list[tuple[int, Entry]] = []
    for bookmark in bookmarks:
        if bookmark.page is None:
            continue
        entry = Entry(bookmark.title, shift + bookmark.page - 1)
        while above and above[-1][0] >= bookmark.level:
            above.pop()
        (above[-1][1].below if above else found).append(entry)
        above.append((bookmark.level, entry))
    return found


class PdfWriting:
    """One file being written. `sent`: how many bytes of it went out before, a HEADER first."""

    def __init__(self, sent: int = 0) -> None:
        self._offset = sent
        self._places: dict[int, int] = {}
        self._numbers = PAGES
        self._out = BytesIO()
        self.pages: list[int] = []
        """The object numbers of the pages, in their order."""
        self.layers: list[int] = []
        self.hidden_layers: list[int] = []
        if not sent:
            self._out.write(HEADER)

    def new_number(self) -> int:
        self._numbers += 1
        return self._numbers

    def put(self, content: PdfObject, number: int | None = None) -> int:
        """Writes an object, under a new number unless it was given one before; its number."""
        number = number or self.new_number()
        # Made apart, so that one which fails on the way leaves nothing.
        made = BytesIO()
        content.write_to_stream(made)
        self._places[number] = self._offset + self._out.tell()
        self._out.write(b"%d 0 obj\n%b\nendobj\n" % (number, made.getvalue()))
        return number

    def comment(self, text: str) -> None:
        """A line that a reader of PDFs passes over. It shows whoever waits that the work goes on."""
        self._out.write(b"\n% " + text.encode("ascii", "replace").replace(b"\n", b" ") + b"\n")

    def blocks(self) -> Iterator[bytes]:
        """What was written since the last time, a mebibyte at most at once."""
        taken = self._out.getvalue()
        self._offset += len(taken)
        self._out = BytesIO()
        for start in range(0, len(taken), BLOCK):
            yield taken[start : start + BLOCK]

    def end(self, title: str, bookmarks: list[Entry]) -> None:
        """Writes all that knows the whole."""
        tree: dict[str, PdfObject] = {
            "/Type": NameObject("/Pages"),
            "/Kids": _references(self.pages),
            "/Count": NumberObject(len(self.pages)),
        }
        self.put(dictionary(tree), PAGES)
        catalog: dict[str, PdfObject] = {"/Type": NameObject("/Catalog"), "/Pages": reference(PAGES)}
        if bookmarks:
            catalog |= {"/Outlines": reference(self._outline(bookmarks)), "/PageMode": NameObject("/UseOutlines")}
        if self.layers:
            default = dictionary({"/Order": _references(self.layers), "/OFF": _references(self.hidden_layers)})
            catalog["/OCProperties"] = dictionary({"/OCGs": _references(self.layers), "/D": default})
        self.put(dictionary(catalog), CATALOG)
        info: dict[str, PdfObject] = {"/Producer": TextStringObject("Casefiles")}
        if title:
            info["/Title"] = TextStringObject(title)
        self._table(self.put(dictionary(info)))

    def _outline(self, bookmarks: list[Entry]) -> int:
        number = self.new_number()
        first, last = self._level(bookmarks, number)
        # Only the papers' names stand open.
        root: dict[str, PdfObject] = {
            "/Type": NameObject("/Outlines"),
            "/First": first,
            "/Last": last,
            "/Count": NumberObject(len(bookmarks)),
        }
        return self.put(dictionary(root), number)

    def _level(self, entries: list[Entry], parent: int) -> tuple[IndirectObject, IndirectObject]:
        numbers = [self.new_number() for _ in entries]
        for at, (entry, number) in enumerate(zip(entries, numbers, strict=True)):
            item: dict[str, PdfObject] = {
                "/Title": TextStringObject(entry.title[:MOST_BOOKMARK_TITLE]),
                "/Parent": reference(parent),
                "/Dest": to_page(self.pages[entry.page]),
            }
            if at:
                item["/Prev"] = reference(numbers[at - 1])
            if at + 1 < len(numbers):
                item["/Next"] = reference(numbers[at + 1])
            if entry.below:
                first, last = self._level(entry.below, number)
                item |= {"/First": first, "/Last": last, "/Count": NumberObject(-len(entry.below))}
            self.put(dictionary(item), number)
        return reference(numbers[0]), reference(numbers[-1])

    def _table(self, info: int) -> None:
        start = self._offset + self._out.tell()
        size = self._numbers + 1
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for number in range(1, size):
            place = self._places.get(number)
            # A number given and never used, of a page that turned out damaged.
            self._out.write(b"0000000000 00001 f \n" if place is None else b"%010d 00000 n \n" % place)
        trailer: dict[str, PdfObject] = {
            "/Size": NumberObject(size),
            "/Root": reference(CATALOG),
            "/Info": reference(info),
        }
        self._out.write(b"trailer\n")
        dictionary(trailer).write_to_stream(self._out)
        self._out.write(b"\nstartxref\n%d\n%%%%EOF\n" % start)


def reference(number: int) -> IndirectObject:
    return IndirectObject(number, 0, None)


def _references(numbers: list[int]) -> ArrayObject:
    return ArrayObject([reference(number) for number in numbers])


def to_page(number: int) -> ArrayObject:
    """The top of a page, at whatever magnification the reader has."""
    return ArrayObject([reference(number), NameObject("/XYZ"), NullObject(), NullObject(), NullObject()])


def link(rectangle: tuple[float, float, float, float], page: int) -> DictionaryObject:
    """A place on a page (points from its lower left) that leads to the page of that object number."""
    return dictionary(
        {
            "/Type": NameObject("/Annot"),
            "/Subtype": NameObject("/Link"),
            "/Rect": ArrayObject([FloatObject(value) for value in rectangle]),
            "/Border": ArrayObject([NumberObject(0)] * 3),
            "/Dest": to_page(page),
        }
    )


def dictionary(values: dict[str, PdfObject]) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value for name, value in values.items()})
