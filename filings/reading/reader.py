"""Reads a PDF in a process of its own (pdf.py) and follows it page by page.

A hostile file can hang, crash or fill that process. It can do none of it to this one: every wait has an end, every line
a bound, and the child is killed and reaped on every way out.
"""

import contextlib
import json
import os
import re
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filings.reading.limits import Limits
from filings.reading.pleading import take_out_numbers
from filings.reading.stamp import Stamp, take_out

READER = f"pypdf {version('pypdf')}"
"""What read the pages, to be stored beside their text."""

ROOT = Path(__file__).resolve().parents[2]
# pdf.py bounds a page's text in characters; this is that bound in bytes, with room.
LONGEST_LINE = 1 << 20
CHUNK = 1 << 16
# Python finds itself and its libraries through these. Nothing else goes to the child: no key, no database address.
KEPT_VARIABLES = ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
SECONDS_TO_END = 5.0


@dataclass(frozen=True)
class Opened:
    """The file opens, and its pages follow. `title` is the one in its metadata."""

    page_count: int
    title: str | None


@dataclass(frozen=True)
class PageRead:
    """One page, counted from 1: its text without stamp and line numbers, or as a sentence the fault that lost it."""

    number: int
    text: str
    stamp: Stamp | None
    printed_lines: int | None
    fault: str | None


class Unreadable(Exception):
    """The file cannot be read, or not to its end: a code (those of pdf.SENTENCES, and `too-slow`) and a sentence."""

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
    limits = Limits(memory_bytes, base_seconds, seconds_per_page)
    with _Child(path, limits) as child:
        opened = _opened(child.answer())
        child.allow(limits.seconds(opened.page_count))
        yield opened
        for number in range(1, opened.page_count + 1):
            yield _page(child.answer(), number)


class _Child:
    """The process, its answers, and its end."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits = limits
        self._seconds_allowed = self._seconds_left = limits.base_seconds
        self._unread = bytearray()
        self._process = subprocess.Popen(  # noqa: S603 - our own module; the path is absolute, so no option
            _command(path, limits),
            cwd=ROOT,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        self._pipe = self._process.stdout
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._pipe, selectors.EVENT_READ)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process.poll() is None:
            # Its session too, should it have started anything.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._selector.close()
        self._pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(SECONDS_TO_END)

    def allow(self, seconds: float) -> None:
        """How long the whole file may take, known once its pages are counted."""
        self._seconds_left += seconds - self._seconds_allowed
        self._seconds_allowed = seconds

    def answer(self) -> dict[str, Any]:
        """Its next line. Raises Unreadable when the line is a fault of the whole file, or none comes in time."""
        try:
            answer = json.loads(self._line())
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise _senseless()
        if "fault" in answer and "page" not in answer:
            raise Unreadable(str(answer["fault"]), str(answer.get("sentence")))
        return answer

    def _line(self) -> bytes:
        searched = 0
        while (end := self._unread.find(b"\n", searched)) < 0:
            searched = len(self._unread)
            if searched > LONGEST_LINE:
                raise _senseless()
            self._unread += self._chunk()
        line = bytes(self._unread[:end])
        del self._unread[: end + 1]
        return line

    def _chunk(self) -> bytes:
        waiting_since = time.monotonic()
        ready = self._selector.select(max(self._seconds_left, 0))
        self._seconds_left -= time.monotonic() - waiting_since
        if not ready:
            raise self._too_slow()
        chunk = os.read(self._pipe.fileno(), CHUNK)
        if not chunk:
            raise self._dead()
        return chunk

    def _dead(self) -> Unreadable:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(SECONDS_TO_END)
        code = self._process.returncode
        if code in (-signal.SIGXCPU, -signal.SIGALRM):
            return self._too_slow()
        ended = f" (signal {-code})" if code is not None and code < 0 else ""
        return Unreadable("crashed", f"The program that reads PDFs broke down on this file{ended}.")

    def _too_slow(self) -> Unreadable:
        allowed = f"{self._seconds_allowed:,.0f} seconds"
        return Unreadable("too-slow", f"Reading the file took longer than the {allowed} it is allowed.")


def _command(path: Path, limits: Limits) -> list[str]:
    return [
        *(sys.executable, "-m", "filings.reading.pdf", str(path.resolve())),
        *("--memory-bytes", str(limits.memory_bytes)),
        *("--base-seconds", str(limits.base_seconds)),
        *("--seconds-per-page", str(limits.seconds_per_page)),
    ]


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


def _opened(answer: dict[str, Any]) -> Opened:
    match answer:
        case {"pages": int(count), "title": (str() | None) as title}:
            return Opened(count, title)
    raise _senseless()


def _page(answer: dict[str, Any], number: int) -> PageRead:
    match answer:
        case {"page": int(page), "text": str(text)} if page == number:
            text, stamp = take_out(text)
            text, printed_lines = take_out_numbers(text)
            return PageRead(number, tidy(text), stamp, printed_lines, None)
        case {"page": int(page), "fault": str(fault)} if page == number:
            return PageRead(number, "", None, None, fault)
    raise _senseless()


def _senseless() -> Unreadable:
    return Unreadable("crashed", "The program that reads PDFs gave an answer to this file that makes no sense.")


def tidy(text: str) -> str:
    """The text without blank lines at its ends, and no more than one between others: gaps hold no words."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
