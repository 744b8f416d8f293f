"""A bundle on its way: the bytes of the file while it is being put together."""

import logging
import threading
import weakref
from collections.abc import Generator, Iterator
from typing import Any

from filings.reading import workshop
from filings.reading.writing import HEADER

logger = logging.getLogger(__name__)

# Each begins again without the paper on which the last one died.
MOST_ATTEMPTS = 4
# In one process of the server. A bundle holds one of its threads until the last byte is taken: some who ask for one and
# do not read on must not hold them all.
AT_ONCE = 2

_turns = threading.BoundedSemaphore(AT_ONCE)


class Busy(Exception):
    """AT_ONCE bundles are on their way already."""


class Stream:
    """A bundle's turn and its bytes, once over; closing it gives the turn back, and so does losing it. Raises Busy."""

    def __init__(self, arguments: dict[str, Any], seconds: float) -> None:
        if not _turns.acquire(blocking=False):
            raise Busy
        self._let_go = weakref.finalize(self, _turns.release)
        self._blocks = stream(arguments, seconds)

    def __iter__(self) -> Iterator[bytes]:
        return self._blocks

    def close(self) -> None:
        self._blocks.close()
        self._let_go()


def stream(arguments: dict[str, Any], seconds: float) -> Generator[bytes, None, None]:
    """The bytes of the file, the first of them at once. Raises workshop.JobFailed: then the file has no end."""
    yield HEADER
    sent = len(HEADER)
    for attempt in range(MOST_ATTEMPTS):
        begun: int | None = None
        try:
            with workshop.job("merge", arguments | {"sent": sent}, seconds=seconds) as answers:
                for answer in answers:
                    if isinstance(answer, bytes):
                        sent += len(answer)
                        yield answer
                    else:
                        begun = answer.get("begun")
            return
        except workshop.JobFailed as failure:
            logger.warning("A bundle broke off at paper %s: %s", begun, failure)
            if begun is None or attempt + 1 == MOST_ATTEMPTS:
                raise
            # What went out of it stays in the file, unused; the rest of the bundle goes on without this paper.
            arguments["papers"][begun]["fault"] = failure.sentence
