"""The place in a paper that a brief points at: pages and printed lines. Text in, a dataclass out."""

import re
from dataclasses import dataclass

# As a selection or a person writes them: "12", "12-18", "12–18".
_LINES = re.compile(r"^\s*([0-9]{1,4})(?:\s*[-–—]\s*([0-9]{1,4}))?\s*$")
_PAGE = re.compile(r"^\s*([0-9]{1,6})\s*$")


class BadPin(ValueError):
    """What was asked is no place in a paper; the message is the sentence to show."""


@dataclass(frozen=True)
class Pin:
    """From a page, or a line of it, to a page or a line; pages and lines count from 1.

    Without lines whole pages are meant. `last_page` None: the same page. `last_line` None: the first line alone.
    Raises BadPin where the end stands before the beginning, or a line is given for one end of two pages alone.
    """

    page: int
    first_line: int | None = None
    last_page: int | None = None
    last_line: int | None = None

    def __post_init__(self) -> None:
        if min(number for number in self._numbers() if number is not None) < 1:
            raise BadPin("Pages and lines count from 1.")
        if self.end_page < self.page:
            raise BadPin(f"Page {self.end_page} stands before page {self.page}.")
        if self.first_line is None and self.last_line is not None:
            raise BadPin("A last line needs a first one.")
        if self.end_page > self.page:
            if (self.first_line is None) != (self.last_line is None):
                raise BadPin(f"Say on which line of page {self.end_page} it ends: both lines, as in 12-5.")
        elif self.first_line is not None and self.last_line is not None and self.last_line < self.first_line:
            raise BadPin(f"Line {self.last_line} stands before line {self.first_line} of the same page.")

    def _numbers(self) -> tuple[int | None, ...]:
        return self.page, self.first_line, self.last_page, self.last_line

    @property
    def end_page(self) -> int:
        return self.page if self.last_page is None else self.last_page

    @property
    def end_line(self) -> int | None:
        return self.first_line if self.last_line is None else self.last_line

    @property
    def anchor(self) -> str:
        """The id of its beginning on the document's page: `p3`, `p3-12`. Right for a pin that counts as the file does."""
        return f"p{self.page}" if self.first_line is None else f"p{self.page}-{self.first_line}"

    def __str__(self) -> str:
        """`3`, `3-4`, `3:12`, `3:12-18`, `3:12-4:5`."""
        if self.first_line is None:
            return str(self.page) if self.end_page == self.page else f"{self.page}-{self.end_page}"
        begins = f"{self.page}:{self.first_line}"
        if self.end_page != self.page:
            return f"{begins}-{self.end_page}:{self.end_line}"
        return begins if self.end_line == self.first_line else f"{begins}-{self.end_line}"


def read_pin(page: str, lines: str = "", to_page: str = "") -> Pin:
    """The pin of an address, `?page=3&lines=12-5&to_page=4`; an empty page is page 1. Raises BadPin."""
    first = _page(page) if page.strip() else 1
    last = _page(to_page) if to_page.strip() else first
    if not lines.strip():
        return Pin(first, None, last)
    found = _LINES.match(lines)
    if found is None:
        raise BadPin("Lines are written as a number or two: 12, or 12-18.")
    return Pin(first, int(found[1]), last, int(found[2]) if found[2] else None)


def _page(text: str) -> int:
    found = _PAGE.match(text)
    if found is None:
        raise BadPin("A page is a whole number, as the document's page counts them.")
    return int(found[1])
