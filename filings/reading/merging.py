"""The job that makes a bundle: several papers as one PDF, with bookmarks and a cover list.

    merge({"sent": 15, "title": "...", "heading": {...}, "papers": [{...}], "left_out": [{...}]})

Answers blobs, which put behind one another are the file from byte `sent` on, and objects between them:

    {"begun": 3}                                        the paper of that place in `papers` is being put in
    {"ended": 3, "pages": 12, "fault": null}            it is in; or a page that says why not stands for it

A paper is {"path", "number": "34-2", "title", "name": "ECF No. 34-2", "filed": "Oct 27, 2025", "note"}, or with "fault" and no
path where its fault is known. What cannot be put in never ends the bundle. A job that died can be done again with the number
of bytes that went out: what the dead one left among them is passed over by whoever reads the file.
"""

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from filings.reading import cover
from filings.reading.carrying import Carrier
from filings.reading.faults import Fault
from filings.reading.limits import PageTooSlow, page_seconds
from filings.reading.opening import SECONDS_TO_OPEN, bookmarks, opened
from filings.reading.pages import Bookmark
from filings.reading.writing import Entry, PdfWriting, entries_of, link

SECONDS_A_PAGE = 5.0
# A paper whose every page takes its time would use up what the others need. A page takes 3 ms.
SECONDS_A_PAPER_PAGE = 0.1
LIST = "Papers in this bundle"


@dataclass(frozen=True)
class _Paper:
    """What went in: `start` and `pages` count the pages that follow the cover list."""

    asked: dict[str, Any]
    start: int
    pages: int
    below: list[Bookmark]
    fault: str | None
    is_missing: bool = False

    @property
    def row(self) -> cover.Row:
        notes = [self.asked.get("note") or "", self.fault or ""]
        return cover.Row(
            self.asked["number"],
            self.asked["title"],
            self.asked["filed"],
            self.pages,
            self.start,
            " ".join(filter(None, notes)),
        )

    def entry(self, shift: int) -> Entry:
        name = f"{self.asked['name']}: {self.asked['title']}"
        first = self.start + shift
        return Entry(f"{name} (see why not)" if self.is_missing else name, first, entries_of(self.below, first))


def merge(arguments: dict[str, Any]) -> Iterator[dict[str, Any] | bytes]:
    out = PdfWriting(int(arguments["sent"]))
    papers: list[dict[str, Any]] = arguments["papers"]
    put_in: list[_Paper] = []
    for place, paper in enumerate(papers):
        yield {"begun": place}
        out.comment(f"{place + 1} of {len(papers)} papers")
        yield from out.blocks()
        put_in.append((yield from _put_in(paper, out)))
        yield from out.blocks()
        yield {"ended": place, "pages": put_in[-1].pages, "fault": put_in[-1].fault}
    _finish(arguments, put_in, out)
    yield from out.blocks()


def _put_in(paper: dict[str, Any], out: PdfWriting) -> Generator[bytes, None, _Paper]:
    """Puts one paper in, or a page that says why it is not."""
    start = len(out.pages)
    try:
        if paper.get("fault"):
            raise Fault("missing", paper["fault"])
        reader = opened(paper["path"])
        below = bookmarks(reader)
        fault = yield from _carry(reader, paper["name"], out)
    except Fault as why:
        del out.pages[start:]
        _say(f"{paper['name']}: {paper['title']}", f"This paper is not in the bundle. {why.sentence}", out)
        return _Paper(paper, start, 1, [], why.sentence, is_missing=True)
    return _Paper(paper, start, len(out.pages) - start, below, fault)


def _carry(reader: PdfReader, name: str, out: PdfWriting) -> Generator[bytes, None, str | None]:
    """Puts each page in, or a page that says that it is lost; the sentence on those, or None."""
    carrier = Carrier(reader, out)
    count = len(reader.pages)
    ends = time.process_time() + SECONDS_TO_OPEN + SECONDS_A_PAPER_PAGE * count
    lost = 0
    for number in range(1, count + 1):
        if time.process_time() > ends:
            raise Fault("damaged", "Putting its pages in takes too long.")
        try:
            with page_seconds(SECONDS_A_PAGE):
                carrier.carry(reader.pages[number - 1])
        except (PageTooSlow, Exception):
            lost += 1
            _say(f"{name}, page {number}", "This page is damaged, and is not in the bundle.", out)
        yield from out.blocks()
    if lost == count:
        raise Fault("damaged", "Not one of its pages can be read.")
    if not lost:
        return None
    return f"{lost:,} of its pages {'is' if lost == 1 else 'are'} damaged, and not in the bundle."


def _say(title: str, sentence: str, out: PdfWriting) -> None:
    page = PdfReader(BytesIO(cover.line_page(title, sentence)))
    Carrier(page, out).carry(page.pages[0])


def _finish(arguments: dict[str, Any], papers: list[_Paper], out: PdfWriting) -> None:
    """The cover list, which knows where each paper begins, goes to the front; then what knows the whole."""
    rows = [paper.row for paper in papers]
    drawn = cover.draw(
        cover.Heading(**arguments["heading"]), rows, [cover.LeftOut(**each) for each in arguments["left_out"]]
    )
    after = out.pages.copy()
    reader = PdfReader(BytesIO(drawn.pdf))
    carrier = Carrier(reader, out)
    for number, page in enumerate(reader.pages):
        carrier.carry(
            page, [link(place.rectangle, after[place.start]) for place in drawn.places if place.page == number]
        )
    out.pages = [*out.pages[len(after) :], *after]
    entries = [Entry(LIST, 0), *(paper.entry(drawn.page_count) for paper in papers)]
    out.end(arguments["title"], entries)
