"""A query that names a paper and nothing else: `34`, `34-2`, `Dkt. 34-2`, `ECF No. 34 at 3:12`. Pure."""

import re
from dataclasses import dataclass

_NAMED = re.compile(
    r"(?:(?:dkt|docket|ecf|doc|document|d\.?\s?e|entry|no)\b\.?\s*(?:entry\b\s*)?(?:no|nos|number)?\b\.?\s*)?#?\s*\[?"
    r"(\d{1,6})(?:\s?[-\u2010-\u2013]\s?(\d{1,4}))?\]?"
    r"(?:\s*,?\s*(?:at|p|pp|page|pg)\b\.?\s*(?:p\.?\s*)?(\d{1,5})(?:\s*:\s*(\d{1,2}))?(?:\s*[-\u2013]\s*[\d:]+)?)?\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Jump:
    entry: int
    attachment: int | None = None
    page: int | None = None
    line: int | None = None


def jump_of(text: str) -> Jump | None:
    found = _NAMED.fullmatch(text.strip())
    if not found or int(found[1]) == 0:
        return None
    attachment, page, line = (int(part) if part else None for part in found.groups()[1:])
    return Jump(int(found[1]), attachment, page, line)
