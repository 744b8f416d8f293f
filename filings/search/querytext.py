"""The text of a query with a filter put in or taken out, for links that narrow an answer and widen it again. Pure."""

import re

from filings.query.limits import NAMES

_PIECE = re.compile(r"[\"“”][^\"“”]*[\"“”]|(?<!\S)([A-Za-z]{2,12}):(?:[\"“”]([^\"“”]*)[\"“”]|(\S+))")


def coded(value: str) -> str:
    """`Amended  Complaint`: amended-complaint."""
    return "-".join(value.lower().replace("_", " ").replace("-", " ").split())


def with_limit(text: str, limit: str) -> str:
    return f"{text} {limit}".strip()


def without_limits(text: str, sorts: tuple[str, ...], code: str | None = None) -> str:
    """Without the filters of these sorts (kinds, sides, after, before); with `code`, without that value of them alone."""

    def kept(found: re.Match[str]) -> str:
        name = (found[1] or "").lower()
        if NAMES.get(name) not in sorts:
            return found[0]
        values = (found[2] if found[2] is not None else found[3]).split(",")
        left = [value for value in values if code is not None and coded(value) != code]
        return (
            f'{name}:"{",".join(left)}"'
            if len(left) > 1 or " " in "".join(left)
            else f"{name}:{left[0]}"
            if left
            else ""
        )

    return " ".join(_PIECE.sub(kept, text).split())
