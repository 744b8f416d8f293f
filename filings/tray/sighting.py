"""What the court printed on a file, told from as few of its pages as it takes. Pure.

The whole of it is read in the background once the file has its place: here a stamp is enough.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from filings.documents.combined import parts
from filings.reading.pages import PageRead
from filings.reading.reader import Unreadable, read
from filings.reading.stamp import Stamp, find_stamp

# Pages without a stamp, after which none is looked for: CM/ECF stamps every page, but for one it could not write on.
MOST_UNSTAMPED = 30


@dataclass(frozen=True)
class Sighted:
    """`printed`: the stamp of each paper in the file, as printed; more than one in a combined download. `page` is the one
    of the first stamp; `page_count` None and `fault` empty: not known any more, as with a paper from the tray."""

    printed: tuple[str, ...]
    page: int | None = None
    page_count: int | None = None
    fault: str = ""

    @cached_property
    def stamps(self) -> list[Stamp]:
        return [stamp for text in self.printed if (stamp := find_stamp(text))]

    @property
    def stamp(self) -> Stamp | None:
        """Of the first paper in the file, which is the one that the file is taken for."""
        return self.stamps[0] if self.stamps else None

    @property
    def is_combined(self) -> bool:
        return len(self.printed) > 1

    @property
    def says_sealed(self) -> bool:
        return any("SEALED" in text for text in self.printed)


def sight(path: Path) -> Sighted:
    """Reads as far as the stamp of the first page that has one; where it does not count all pages of the file, to the end."""
    stamps: list[Stamp | None] = []
    count, fault = None, ""
    try:
        with contextlib.closing(read(path)) as events:
            for event in events:
                if not isinstance(event, PageRead):
                    count = event.page_count
                    continue
                stamps.append(event.stamp)
                if _is_enough(stamps, count):
                    break
    except Unreadable as unreadable:
        fault = unreadable.sentence
    first = next((place for place, stamp in enumerate(stamps, 1) if stamp), None)
    return Sighted(tuple(_printed(stamps)), first, count, fault)


def _is_enough(stamps: Sequence[Stamp | None], count: int | None) -> bool:
    last = stamps[-1]
    if last is None:
        return len(stamps) >= MOST_UNSTAMPED and not any(stamps)
    # Of one paper from end to end: its count is the file's. Else it is a part, or the first of several.
    return last.of == count and last.page == len(stamps)


def _printed(stamps: Sequence[Stamp | None]) -> list[str]:
    found = []
    for part in parts(stamps):
        first = next((stamp for stamp in stamps[part.first - 1 : part.last] if stamp), None)
        if first:
            found.append(first.text)
    return found
