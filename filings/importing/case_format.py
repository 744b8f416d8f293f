"""The case format casefiles/1, both ways: bytes to a checked document, a document to its text. Pure."""

import json
import math
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from filings.importing import consistency, schema
from filings.importing.faults import CaseFormatError, Fault, dotted
from filings.importing.records import Document, Record, RecordType
from filings.importing.schema import SCHEMA
from filings.importing.sections import SECTIONS, TOP_KEYS

__all__ = ["SCHEMA", "CaseFormatError", "Document", "Fault", "dumps", "parse", "validate"]

MOST_FAULTS = 50
DEEPEST = 40
LARGEST = 2**53
"""Beyond it a number means different things to different readers of JSON."""
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
"""What PostgreSQL refuses in a text: NUL, and half of a character."""


class _Repeating(dict[str, Any]):
    """An object of the file that gives a key twice: which of the two is meant nobody knows."""

    repeated: tuple[str, ...] = ()


def parse(data: bytes) -> Document:
    """The file as a dictionary; not yet checked by the schema. Raises CaseFormatError."""
    try:
        value = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_int=_whole_number,
            parse_float=_number,
            parse_constant=float,
        )
    except UnicodeDecodeError as error:
        found = f"the byte {data[error.start]:#04x} at {error.start}"
        raise CaseFormatError([Fault("", found, "text in UTF-8", f"{found} is not UTF-8")]) from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        problem = f"this is not JSON ({error.msg[:1].lower()}{error.msg[1:]})"
        raise CaseFormatError([Fault(where, None, "a JSON object of the format casefiles/1", problem)]) from error
    except RecursionError as error:
        raise CaseFormatError([_too_deep("")]) from error
    if not isinstance(value, dict):
        raise CaseFormatError([Fault("", value, "a JSON object of the format casefiles/1")])
    _refuse(_value_faults(value))
    return value


def validate(document: Document) -> None:
    """Raises CaseFormatError with what breaks the schema, or points to nothing, or contradicts itself."""
    _refuse(chain(schema.faults(document), consistency.faults(document)))


def dumps(document: Document) -> str:
    """The one text of a document: the same keys in the same order, two spaces, a line break at the end."""
    ordered = _ordered(document, TOP_KEYS)
    for section in SECTIONS:
        if section.name in ordered:
            ordered[section.name] = _written(section, ordered[section.name])
    return json.dumps(ordered, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _refuse(faults: Iterable[Fault]) -> None:
    """Raises if there are any: the first of each place, as many as a person would read."""
    found: dict[str, Fault] = {}
    for fault in faults:
        found.setdefault(fault.path, fault)
        if len(found) == MOST_FAULTS:
            break
    if found:
        raise CaseFormatError(found.values())


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) == len(pairs):
        return result
    repeating = _Repeating(result)
    keys = [key for key, _ in pairs]
    repeating.repeated = tuple(key for key in result if keys.count(key) > 1)
    return repeating


def _whole_number(text: str) -> float:
    # Python refuses to read thousands of digits; what is too large for us anyhow is told by its place later.
    return int(text) if len(text) < 20 else float(text)


def _number(text: str) -> float:
    value = float(text)
    return int(value) if abs(value) < LARGEST and value.is_integer() else value


def _too_deep(path: str) -> Fault:
    return Fault(path, None, f"at most {DEEPEST} levels", "it is nested too deeply")


def _value_faults(document: Document) -> Iterator[Fault]:
    """What JSON allows and we do not, each with its path. A stack of our own, as the file decides how deep it goes."""
    stack: list[tuple[tuple[str | int, ...], Any]] = [((), document)]
    while stack:
        path, value = stack.pop()
        if len(path) > DEEPEST:
            yield _too_deep(dotted(islice(path, 3)))
        elif isinstance(value, dict):
            yield from _key_faults(path, value)
            stack.extend(((*path, key), part) for key, part in reversed(value.items()))
        elif isinstance(value, list):
            stack.extend(((*path, place), value[place]) for place in reversed(range(len(value))))
        elif isinstance(value, str) and UNKEEPABLE.search(value):
            yield Fault(dotted(path), value, "text without NUL or half characters")
        elif isinstance(value, int | float) and not (math.isfinite(value) and abs(value) <= LARGEST):
            yield Fault(dotted(path), value, f"a finite number, no larger than {LARGEST}")


def _key_faults(path: tuple[str | int, ...], value: dict[str, Any]) -> Iterator[Fault]:
    for key in value.repeated if isinstance(value, _Repeating) else ():
        yield Fault(dotted((*path, key)), key, "each key once in a record", "the key is given twice")
    for key in value:
        if UNKEEPABLE.search(key):
            yield Fault(dotted((*path, key)), key, "text without NUL or half characters")


def _ordered(record: Record, order: Iterable[str]) -> Record:
    """The record in that order; what the order does not know comes last, as it came."""
    return {key: record[key] for key in chain((key for key in order if key in record), record)}


def _written(kind: RecordType, value: Any) -> Any:
    if isinstance(value, list):
        return [_written(kind, one) for one in value]
    if not isinstance(value, dict):
        return value
    ordered = _ordered(value, kind.fields)
    for name, order in kind.inner.items():
        if isinstance(ordered.get(name), dict):
            ordered[name] = _ordered(ordered[name], order)
    for child in kind.children:
        if child.name in ordered:
            ordered[child.name] = _written(child, ordered[child.name])
    return ordered
