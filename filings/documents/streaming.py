"""A bundle on its way: the bytes of the file while it is being put together."""

import logging
from collections.abc import Iterator
from typing import Any

from filings.reading import workshop
from filings.reading.writing import HEADER

logger = logging.getLogger(__name__)

# Each begins again without the paper on which the last one died.
MOST_ATTEMPTS = 4


def stream(arguments: dict[str, Any], seconds: float) -> Iterator[bytes]:
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
