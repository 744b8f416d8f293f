"""A PDF opened for its pages to be carried into another, with its own bookmarks."""

from itertools import islice

from pypdf import PdfReader

from filings.reading.faults import Fault
from filings.reading.intake import check_beginning, open_reader, outline_of
from filings.reading.limits import PageTooSlow, page_seconds
from filings.reading.pages import Bookmark

SECONDS_TO_OPEN = 8.0
SECONDS_FOR_BOOKMARKS = 2.0
MOST_BOOKMARKS = 500


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
            found = islice(outline_of(reader), MOST_BOOKMARKS)
            return [Bookmark(level, title, page) for level, title, page in found if page and page <= len(reader.pages)]
    except (PageTooSlow, Exception):  # A list of contents is a courtesy.
        return []
