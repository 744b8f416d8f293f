"""A bundle as a zip, sent while it is made: what waits to be sent is one piece, and nothing is kept on disk.

All queries of one zip see one state of the case, so a transaction stays open while it is sent: a few at once, and none
for long, so that who reads slowly keeps nobody waiting.
"""

import threading
import time
import weakref
import zipfile
from collections.abc import Generator, Iterator

from casefiles.models import CaseFile
from filings.research.packing import files, snapshot

# In one process of the server; each holds one of its threads.
AT_ONCE = 2
LONGEST = 600.0
"""Seconds, after which a zip breaks off."""
_turns = threading.BoundedSemaphore(AT_ONCE)


class Busy(Exception):
    """AT_ONCE bundles are on their way already."""


class Zip:
    """A bundle's turn and its bytes, once over; closing it gives the turn back, and so does losing it. Raises Busy."""

    def __init__(self, case: CaseFile) -> None:
        if not _turns.acquire(blocking=False):
            raise Busy
        self._let_go = weakref.finalize(self, _turns.release)
        self._pieces = zipped(case)

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces

    def close(self) -> None:
        self._pieces.close()
        self._let_go()


class _Outlet:
    """Where the zip is written to: what came since it was last asked. It cannot go back."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)

    def flush(self) -> None: ...

    def taken(self) -> bytes:
        data = bytes(self.waiting)
        self.waiting.clear()
        return data


def zipped(case: CaseFile) -> Generator[bytes, None, None]:
    """The bytes of the zip: the same for the same state. The files stand in a folder that has the name of the case."""
    outlet, ends = _Outlet(), time.monotonic() + LONGEST
    day = case.as_of
    # No zip knows a day before 1980.
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with snapshot(), zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for path, pieces in files(case):
            info = zipfile.ZipInfo(f"{case.slug}/{path}", stamp)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            # How long a table gets nobody knows when it begins.
            with archive.open(info, "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece)
                    if outlet.waiting:
                        yield outlet.taken()
                    if time.monotonic() > ends:
                        raise TimeoutError("A research bundle was read too slowly and broke off.")
    yield outlet.taken()
