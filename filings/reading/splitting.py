"""The job that splits a combined download: ranges of its pages, each as a PDF of its own.

    split({"path": "/…/12.pdf", "ranges": [[1, 9], [10, 13]]})

Pages count from 1, both ends belong to the part. Answers {"part": 0}, the blobs of that file, {"part": 1}, ... and at the end
{"done": true}; or {"fault": "..."}, and nothing after it, when a page cannot be carried over: no part may lack a page
unnoticed. The same file and ranges give the same bytes.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pypdf import PdfReader

from filings.reading.carrying import Carrier
from filings.reading.faults import Fault
from filings.reading.limits import PageTooSlow, page_seconds
from filings.reading.opening import bookmarks, opened
from filings.reading.pages import Bookmark
from filings.reading.writing import PdfWriting, entries_of

SECONDS_A_PAGE = 5.0


def split(arguments: dict[str, Any]) -> Iterator[dict[str, Any] | bytes]:
    try:
        reader = opened(arguments["path"])
        outline = bookmarks(reader)
        for place, (first, last) in enumerate(arguments["ranges"]):
            if not 1 <= first <= last <= len(reader.pages):
                raise Fault("damaged", f"The file has no pages {first} to {last}.")
            yield {"part": place}
            yield from _part(reader, outline, first, last)
        yield {"done": True}
    except Fault as why:
        yield {"fault": why.sentence}


def _part(reader: PdfReader, outline: list[Bookmark], first: int, last: int) -> Iterator[bytes]:
    out = PdfWriting()
    carrier = Carrier(reader, out)
    for number in range(first, last + 1):
        try:
            with page_seconds(SECONDS_A_PAGE):
                carrier.carry(reader.pages[number - 1])
        except (PageTooSlow, Exception) as damage:
            raise Fault("damaged", f"Page {number} is damaged and cannot be taken out of the file.") from damage
        yield from out.blocks()
    out.end("", entries_of(within(outline, first, last), 0))
    yield from out.blocks()


def within(outline: list[Bookmark], first: int, last: int) -> list[Bookmark]:
    """The bookmarks to pages of the part, as the part counts its pages."""
    return [
        replace(bookmark, page=bookmark.page - first + 1)
        for bookmark in outline
        if bookmark.page is not None and first <= bookmark.page <= last
    ]
