"""Reads a PDF in a process of its own (workshop.py, child.py) and follows it page by page.

A hostile file can hang, crash or fill that process. It can do none of it to this one. A page that kills PDFium costs a second
process, in which pypdf reads that page; after some deaths pypdf reads the rest.
"""

from collections.abc import Generator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from filings.reading.limits import Limits
from filings.reading.pages import Bookmark, Opened, PageRead
from filings.reading.stamp import stamp_in
from filings.reading.workshop import JobFailed, job

# To be raised when what we make of the readers' words changes: what an older version read can then be read again.
OUR_VERSION = 3
READER = f"casefiles {OUR_VERSION}, pypdfium2 {version('pypdfium2')}, pypdf {version('pypdf')}"
"""What read the pages, to be stored beside their text."""

# Each death costs a second or a wait; a file that kills more often is left to the second reader.
MOST_DEATHS = 3


class Unreadable(Exception):
    """The file cannot be read, or not to its end: a code (those of faults.SENTENCES, and `too-slow`) and a sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        self.sentence = sentence
        super().__init__(sentence)


def read(
    path: Path,
    *,
    memory_bytes: int = Limits.memory_bytes,
    base_seconds: float = Limits.base_seconds,
    seconds_per_page: float = Limits.seconds_per_page,
) -> Generator[Opened | PageRead, None, None]:
    """Opened, then a PageRead for each page in order. Raises Unreadable, at once or after pages that are good.

    The seconds are spent only while it waits for the child: a caller may write slowly between two pages.
    """
    reading = _Reading(path, Limits(memory_bytes, base_seconds, seconds_per_page))
    while not reading.is_done:
        try:
            yield from reading.go_on()
        except JobFailed as failed:
            lost = reading.learn_from(failed)
            if lost is not None:
                yield lost


class _Reading:
    """How far the reading of one file came, over the children that it cost."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path, self._limits = path, limits
        self._count: int | None = None
        self._next = 1
        self._deaths = 0
        self._avoid: set[int] = set()
        self._by_second_alone = False
        self._seconds_left = limits.base_seconds

    @property
    def is_done(self) -> bool:
        return self._count is not None and self._next > self._count

    def go_on(self) -> Generator[Opened | PageRead, None, None]:
        arguments = {
            "path": str(self._path.resolve()),
            "start": self._next,
            "avoid": "all" if self._by_second_alone else sorted(self._avoid),
            "base_seconds": self._limits.base_seconds,
            "seconds_per_page": self._limits.seconds_per_page,
        }
        with job("read", arguments, seconds=self._seconds_left, memory_bytes=self._limits.memory_bytes) as answers:
            try:
                for answer in answers:
                    made = _made(answer, self._next)
                    if isinstance(made, PageRead):
                        self._next += 1
                        yield made
                    elif self._count is None:
                        self._count = made.page_count
                        answers.allow(self._limits.seconds(made.page_count))
                        yield made
            finally:
                self._seconds_left = answers.seconds_left
        if not self.is_done:
            raise JobFailed("crashed", "The program that reads PDFs ended before the file did.")

    def learn_from(self, failed: JobFailed) -> PageRead | None:
        """What to do otherwise next time; the page, when it is lost to both readers. Raises Unreadable."""
        self._deaths += 1
        out_of_time = self._seconds_left <= 0
        if out_of_time or (self._count is None and self._by_second_alone) or self._deaths > 2 * MOST_DEATHS:
            raise Unreadable(failed.code, failed.sentence) from failed
        if self._count is None or (self._deaths > MOST_DEATHS and not self._by_second_alone):
            self._by_second_alone = True
        elif self._by_second_alone or self._next in self._avoid:
            lost = PageRead(self._next, "", [], None, None, f"This page could not be read. {failed.sentence}")
            self._next += 1
            return lost
        else:
            self._avoid.add(self._next)
        return None


def _made(answer: Any, number: int) -> Opened | PageRead:
    """What a child says, of which nothing is taken on trust. Raises JobFailed, and Unreadable where it says so."""
    try:
        return _page(answer, number) if "page" in answer else _opened(answer)
    except (LookupError, TypeError, ValueError, AttributeError) as damage:
        raise _senseless() from damage


def _opened(answer: dict[str, Any]) -> Opened:
    match answer:
        case {"fault": str(code), "sentence": str(sentence)}:
            raise Unreadable(code, sentence)
        case {"pages": int(count), "title": (str() | None) as title}:
            return Opened(
                count,
                title,
                locked=bool(answer.get("locked")),
                metadata=answer.get("metadata", {}),
                outline=[Bookmark(*entry) for entry in answer.get("outline", [])],
                attachments=[(name, size) for name, size in answer.get("attachments", [])],
                form_fields=answer.get("form_fields", {}),
            )
    raise _senseless()


def _page(answer: dict[str, Any], number: int) -> PageRead:
    match answer:
        case {"page": int(page), "text": str(text), "marks": list(marks)} if page == number:
            if "\0" in text or len(marks) != (text.count("\n") + 1 if text else 0):
                raise _senseless()
            return PageRead(
                number,
                text,
                marks,
                stamp_in(answer["stamp"]),
                answer["printed_lines"],
                None,
                printed_page=answer["printed_page"],
                width=answer["width"],
                height=answer["height"],
                needs_ocr=answer["needs_ocr"],
                reader=answer["reader"],
            )
        case {"page": int(page), "fault": str(fault)} if page == number:
            return PageRead(number, "", [], None, None, fault)
    raise _senseless()


def _senseless() -> JobFailed:
    return JobFailed("crashed", "The program that reads PDFs gave an answer to this file that makes no sense.")
