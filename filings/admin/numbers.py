"""Docket numbers as people type them. Pure."""

import re

NUMBER = re.compile(r"(?:no\.?|#|(?:dkt|ecf|doc|docket)\.?(?:\s*no\.?)?)?\s*([0-9]{1,9})", re.IGNORECASE)


def number_in(term: str) -> int | None:
    """34 for `34`, `No. 34`, `Dkt. 34` and `ECF No. 34`; None for words."""
    found = NUMBER.fullmatch(term.strip())
    return int(found[1]) if found else None
