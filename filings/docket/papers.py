"""The documents of a filing in one line: how many, how many pages, and how far we have their text. Pure."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from filings.docket.words import count_of


class Paper(NamedTuple):
    """One document; the last four are those of the file we hold of it, None where we hold none."""

    sealed: bool | None
    page_count: int | None
    state: str | None = None
    held_pages: int | None = None
    pages_read: int | None = None
    is_sample: bool | None = None


class Line(NamedTuple):
    words: str
    sealed: str
    """`2 sealed`, which stands out from the rest; or nothing."""
    missing: str
    """`3 not held`, to which the address where they are to be had is added; or nothing."""


@lru_cache(maxsize=4096)
def line_of(papers: tuple[Paper, ...], *, text_only: bool | None, sees_sealed: bool) -> Line:
    if not papers:
        return Line("text only" if text_only else "documents not known", "", "")
    closed = sum(1 for paper in papers if paper.sealed)
    shown = papers if sees_sealed else tuple(paper for paper in papers if not paper.sealed)
    missing = sum(1 for paper in shown if paper.state is None and not paper.sealed)
    words = [count_of(len(papers), "document"), *_pages(shown), *_states(shown)]
    return Line(
        " · ".join(words),
        f"{closed} sealed" if closed else "",
        "" if not missing else "not held" if missing == len(papers) else f"{missing} not held",
    )


def _pages(papers: tuple[Paper, ...]) -> Iterator[str]:
    counts = [paper.held_pages if paper.held_pages is not None else paper.page_count for paper in papers]
    known = [count for count in counts if count is not None]
    if known and len(known) == len(counts):
        yield count_of(sum(known), "page")
    elif known:
        yield f"{count_of(sum(known), 'page')} known"


def _states(papers: tuple[Paper, ...]) -> Iterator[str]:
    held = [paper for paper in papers if paper.state]
    for paper in held:
        if paper.state == "reading":
            yield reading(paper.pages_read, paper.held_pages)
    waiting, failed, read = (
        [paper for paper in held if paper.state == state] for state in ("waiting", "failed", "read")
    )
    if waiting:
        yield "waiting to be read" if len(waiting) == len(papers) else f"{len(waiting)} waiting to be read"
    if failed:
        yield "could not be read" if len(failed) == len(papers) else f"{len(failed)} could not be read"
    if read:
        text = "text read" if len(read) == len(papers) else f"text of {len(read)} read"
        yield f"{text} (sample)" if all(paper.is_sample for paper in read) else text


def reading(pages_read: int | None, page_count: int | None) -> str:
    """`reading page 12 of 25`; before the file is opened nobody knows how many there are."""
    if not page_count:
        return "being read"
    return f"reading page {min((pages_read or 0) + 1, page_count)} of {page_count}"
