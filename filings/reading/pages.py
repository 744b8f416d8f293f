"""What reading a PDF gives: the file as it opens, then its pages one by one. Dataclasses only."""

from dataclasses import dataclass, field
from typing import Literal

from filings.reading.stamp import Stamp

Mark = int | Literal["turned", "typed"] | None
"""What is known of one line of text: the number the pleading paper prints beside it; `turned`, printed sideways in the
margin; `typed`, the value of a form field; else None."""


@dataclass(frozen=True)
class Bookmark:
    """An entry of the file's outline: `level` from 0; `page` from 1, or None where it leads nowhere in this file."""

    level: int
    title: str
    page: int | None


@dataclass(frozen=True)
class Opened:
    """The file opens, and its pages follow. `title` is the one in its metadata; `locked`: encrypted, and open without a
    password; `attachments` are the files inside it, by name and bytes."""

    page_count: int
    title: str | None
    locked: bool = False
    metadata: dict[str, str] = field(default_factory=dict)
    outline: list[Bookmark] = field(default_factory=list)
    attachments: list[tuple[str, int]] = field(default_factory=list)
    form_fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PageRead:
    """One page, counted from 1.

    `text` is without stamp and printed line numbers, a line to a line; `marks` has one Mark for each line of it.
    `width` and `height` are in points (1/72 inch) as the page is shown, its /Rotate applied. `printed_page` is the number
    that the page itself prints at its foot or head ("3", "iv"). `needs_ocr`: a picture, or a text layer that is garbage.
    `fault` is the sentence that says why this page alone was lost.
    """

    number: int
    text: str
    marks: list[Mark]
    stamp: Stamp | None
    printed_lines: int | None
    fault: str | None
    printed_page: str | None = None
    width: float | None = None
    height: float | None = None
    needs_ocr: bool = False
    reader: str = ""
