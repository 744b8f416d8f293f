"""Pictures of pages: drawn on demand in a process of their own, kept on disk within a bound.

A picture with marks is drawn for one reader's search, and not kept.
"""

import contextlib
import logging
import os
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from filings.documents import storage
from filings.reading import drawing, workshop
from filings.reading.sought import NO_EDGES, NOTHING, Edges, Sought

logger = logging.getLogger(__name__)

SECONDS = 10.0  # a page takes some 0.03
# Each drawing is a process that wants a core; the other requests wait for their turn.
AT_ONCE = 2
SECONDS_TO_WAIT = 20.0
# A page that could not be drawn is not tried again for so long, in which it would hold up the others.
SECONDS_GIVEN_UP = 300.0
MOST_GIVEN_UP = 1_000
# The bytes written, as a share of the bound, after which the folder is looked through; and what is left in it then.
SHARE_BETWEEN_LOOKS = 0.05
SHARE_LEFT = 0.8
# A picture that is used again counts as new, but its time is not written on each use.
SECONDS_BETWEEN_TOUCHES = 3600.0


@dataclass(frozen=True)
class Wanted:
    """Page `page` (from 1) of a stored file at a step of sizes.DPI; `sought`: what to mark, if anything;
    `words`: for a page read by OCR its [word, left, top, right, bottom]; `edges`: what runs over its ends."""

    sha256: str
    page: int
    step: str
    sought: Sought = NOTHING
    words: list[Any] | None = field(default=None, compare=False)
    edges: Edges = NO_EDGES

    @property
    def place(self) -> Path:
        return folder() / self.sha256[:2] / f"{self.sha256}-{self.page}-{self.step}-{drawing.VERSION}.webp"


class Undrawable(Exception):
    """The page cannot be drawn; the message is the sentence to show."""


class Busy(Exception):
    """Too many pages are being drawn."""


def folder() -> Path:
    return Path(settings.CASEFILES_DATA_DIR) / "pictures"


def bound() -> int:
    """Bytes that the kept pictures may take."""
    return int(settings.CASEFILES_PICTURE_CACHE) << 20


def picture(wanted: Wanted) -> bytes:
    """The WebP. Raises Undrawable, Busy, and FileNotFoundError where the file itself is not on the disk."""
    if not wanted.sought and (kept := _kept(wanted.place)):
        return kept
    path = storage.path_of(wanted.sha256)
    if not path.exists():
        raise FileNotFoundError(path)
    if time.monotonic() < _given_up.get((wanted.sha256, wanted.page), 0.0):
        raise Undrawable("This page could not be drawn.")
    if not _turns.acquire(timeout=SECONDS_TO_WAIT):
        raise Busy
    try:
        # Somebody else may have drawn it while this one waited.
        if not wanted.sought and (kept := _kept(wanted.place)):
            return kept
        drawn = _draw(path, wanted)
    finally:
        _turns.release()
    if not wanted.sought:
        _keep(wanted.place, drawn)
    return drawn


_turns = threading.BoundedSemaphore(AT_ONCE)
_given_up: dict[tuple[str, int], float] = {}


def _draw(path: Path, wanted: Wanted) -> bytes:
    arguments = {"path": str(path.resolve()), "page": wanted.page, "step": wanted.step}
    if sought := wanted.sought:
        arguments |= {sought.name: sought.text, "words": wanted.words, "edges": list(wanted.edges)}
    try:
        with workshop.job("draw", arguments, seconds=SECONDS) as answers:
            drawn = next((answer for answer in answers if isinstance(answer, bytes)), None)
    except workshop.JobFailed as failed:
        logger.warning("Page %s of the file %s could not be drawn: %s", wanted.page, wanted.sha256, failed)
        drawn = None
    if not drawn:
        while len(_given_up) >= MOST_GIVEN_UP:
            _given_up.pop(next(iter(_given_up)), None)
        _given_up[wanted.sha256, wanted.page] = time.monotonic() + SECONDS_GIVEN_UP
        raise Undrawable("This page could not be drawn.")
    return drawn


def _kept(place: Path) -> bytes | None:
    try:
        found = place.read_bytes()
        if time.time() - place.stat().st_mtime > SECONDS_BETWEEN_TOUCHES:
            os.utime(place)
    except OSError:
        return None
    return found


_written = 0  # bytes, since this process last looked the folder through
_looking = threading.Lock()


def _keep(place: Path, drawn: bytes) -> None:
    """Written beside its place and renamed, so that nobody reads half a picture. A full disk keeps nobody from reading."""
    global _written  # noqa: PLW0603 - a tally of this process
    if len(drawn) > bound():
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".drawn-")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(drawn)
            os.replace(name, place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as full:
        logger.warning("A picture could not be kept: %s", full)
    _written += len(drawn)
    if _written > bound() * SHARE_BETWEEN_LOOKS and _looking.acquire(blocking=False):
        try:
            _written = 0
            make_room()
        finally:
            _looking.release()


def make_room() -> int:
    """Where the kept pictures are past the bound, removes those used longest ago; how many."""
    found = []
    for place in folder().rglob("*"):
        # Another process may make room too.
        with contextlib.suppress(OSError):
            if place.is_file():
                stat = place.stat()
                found.append((stat.st_mtime, stat.st_size, place))
    total = sum(size for _, size, _ in found)
    if total <= bound():
        return 0
    removed = 0
    for _, size, place in sorted(found):
        if total <= bound() * SHARE_LEFT:
            break
        with contextlib.suppress(OSError):
            place.unlink()
            removed += 1
        total -= size
    return removed
