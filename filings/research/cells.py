"""Values to the text of a cell and back, to the letter. Pure.

Unknown is an empty cell. A text that a spreadsheet would run, one that starts with an apostrophe, and an empty text where
unknown is possible get an apostrophe before them; a reader takes one apostrophe off the front. Nothing else is changed.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from casefiles.spreadsheet import RISKY_BEYOND

GUARD = "'"
GUARDED = frozenset("=+-@|%" + RISKY_BEYOND + GUARD)
WORDS = {True: "true", False: "false"}
WHOLE = re.compile(r"-?[0-9]{1,19}", re.ASCII)
EXACT = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?", re.ASCII)
FLOATING = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?(e[+-]?[0-9]{1,3})?", re.ASCII)
HALVES = re.compile("[\ud800-\udfff]")

# Each as a Data Package calls it.
TYPES = {
    "text": "string", "integer": "integer", "decimal": "number", "float": "number", "boolean": "boolean", "date": "date",
    "time": "time", "datetime": "datetime", "list": "array", "object": "object",
}  # fmt: skip


class BadCell(ValueError):
    """A cell that this format never writes; the message ends a sentence that began with its place."""


def written(value: Any, *, is_nullable: bool) -> str:
    """The text of a value: str, int, float, Decimal, bool, date, time, datetime (aware), list, dict or None."""
    if isinstance(value, str):
        return GUARD + value if value[:1] in GUARDED or (not value and is_nullable) else value
    return next((write(value) for sort, write in _WRITERS if isinstance(value, sort)), "")


def read(text: str, kind: str, *, is_nullable: bool) -> Any:
    """The value of a cell. Raises BadCell for whatever `written` would have written otherwise."""
    if "\0" in text:
        raise BadCell("holds a NUL, which no text may")
    if text == "" and (is_nullable or kind != "text"):
        if not is_nullable:
            raise BadCell("is empty, and must not be")
        return None
    try:
        value = _READERS[kind](text)
        same = written(value, is_nullable=is_nullable) == text
    except (ValueError, ArithmeticError, RecursionError) as fault:
        raise BadCell(f"is no {TYPES[kind]}") from fault
    if not same:
        raise BadCell(f"is a {TYPES[kind]} that is not written as a bundle writes it")
    return value


def _json(value: Any) -> str:
    options: dict[str, Any] = {"sort_keys": True, "separators": (",", ":"), "allow_nan": False}
    text = json.dumps(value, ensure_ascii=False, **options)
    # Half of a character is in no UTF-8.
    return json.dumps(value, **options) if HALVES.search(text) else text


# The first that fits: a datetime is a date, and true is a whole number.
_WRITERS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (bool, WORDS.__getitem__),
    (int | float, repr),
    (Decimal, lambda value: format(value.normalize(), "f")),
    (datetime, lambda value: value.astimezone(UTC).isoformat().replace("+00:00", "Z")),
    (date | time, lambda value: value.isoformat()),
    (list | dict, _json),
)


def _matched(pattern: re.Pattern[str], make: Callable[[str], Any]) -> Callable[[str], Any]:
    def reader(text: str) -> Any:
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return make(text)

    return reader


def _loaded(sort: type) -> Callable[[str], Any]:
    def reader(text: str) -> Any:
        value = json.loads(text)
        if not isinstance(value, sort):
            raise ValueError(text)
        return value

    return reader


_READERS: dict[str, Callable[[str], Any]] = {
    "text": lambda text: text.removeprefix(GUARD),
    "integer": _matched(WHOLE, int),
    "decimal": _matched(EXACT, Decimal),
    "float": _matched(FLOATING, float),
    "boolean": _matched(re.compile("true|false"), "true".__eq__),
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "datetime": datetime.fromisoformat,
    "list": _loaded(list),
    "object": _loaded(dict),
}
