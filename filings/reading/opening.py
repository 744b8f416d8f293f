"""A PDF opened for its pages to be carried into another, with its own bookmarks."""

from collections.abc import Iterator, Sequence
from itertools import islice

from pypdf import PdfReader
from pypdf.generic import Destination

from filings.reading.cleaning import clean
from filings.reading.faults import Fault
from filings.reading.intake import check_beginning, open_reader
from filings.reading.limits import PageTooSlow, page_seconds
from filings.reading.pages import Bookmark

SECONDS_TO_OPEN = 8.0
SECONDS_FOR_BOOKMARKS = 2.0
MOST_BOOKMARKS = 500
MOST_TITLE = 300
MOST_LEVELS = 12


def opened(path: str) -> PdfReader:
    """Raises Fault."""
    try:
        with page_seconds(SECONDS_TO_OPEN):
            check_beginning(path)
            return open_reader(path)[0]
    except OSError as missing:
        raise Fault("missing") from missing
    except PageTooSlow as slow:
        raise Fault("damaged", "Opening the file takes too long.") from slow


def bookmarks(reader: PdfReader) -> list[Bookmark]:
    """The file's own outline, as far as it leads to its pages; nothing of one that is damaged."""
    try:
        with page_seconds(SECONDS_FOR_BOOKMARKS):
            return list(islice(_bookmarks(reader, reader.outline, 0), MOST_BOOKMARKS))
    except (PageTooSlow, Exception):  # A list of contents is a courtesy.
        return []


def _bookmarks(reader: PdfReader, outline: Sequence[object], level: int) -> Iterator[Bookmark]:
    for item in outline if level < MOST_LEVELS else ():
        if isinstance(item, list):
            yield from _bookmarks(reader, item, level + 1)
        elif isinstance(item, Destination):
            page = reader.get_destination_page_number(item)
            title = " ".join(clean(str(item.title or "")[:MOST_TITLE]).split())
            if title and page is not None and 0 <= page < len(reader.pages):
                yield Bookmark(level, title, page + 1)
