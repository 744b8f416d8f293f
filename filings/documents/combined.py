"""A combined download: one file that holds a main document and its attachments, told by the stamps of its pages. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from filings.reading.stamp import Stamp


@dataclass(frozen=True)
class Part:
    """Pages `first` to `last` of the file, counted from 1, are one paper; `document` and `attachment` as its stamps name it."""

    first: int
    last: int
    document: str
    attachment: int | None


def parts(stamps: Sequence[Stamp | None]) -> list[Part]:
    """The papers of a file, in its order, from the stamp of each page (None: it has none).

    They follow one another without a gap, from page 1 to the last. One part: the file is one paper. None: no page is
    stamped. A page without a stamp goes with the paper whose count has room for it.
    """
    starts: list[tuple[int, Stamp]] = []
    last, at = None, 0
    for place, stamp in enumerate(stamps):
        if stamp is None:
            continue
        if last is None:
            starts.append((0, stamp))
        elif not _goes_on(last, stamp, place - at):
            begins = place - ((stamp.page or 1) - 1)
            if begins <= at:
                # The pages before it are another paper's: a misread number, or a paper cut in the middle. No safe start.
                continue
            starts.append((begins, stamp))
        last, at = stamp, place
    if not starts:
        return []
    ends = [*(start for start, _ in starts[1:]), len(stamps)]
    return [
        Part(start + 1, end, stamp.document, stamp.attachment) for (start, stamp), end in zip(starts, ends, strict=True)
    ]


def _goes_on(last: Stamp, stamp: Stamp, distance: int) -> bool:
    """True where the page counts on from the last one stamped, `distance` pages before it."""
    if last.page is None or stamp.page is None:
        return _paper(last) == _paper(stamp)
    if stamp.page == last.page + distance and stamp.of == last.of:
        # Whatever number it gives the paper: one misread is likelier than a paper that begins in the middle.
        return True
    return _paper(last) == _paper(stamp) and stamp.page > last.page


def _paper(stamp: Stamp) -> tuple[str, int | None]:
    return stamp.document.lstrip("0"), stamp.attachment
