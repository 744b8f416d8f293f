"""A document against the schema that the project ships, each fault as a sentence in plain words. Pure."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators

from filings.importing.faults import Fault, dotted, near_match, one_of, shown
from filings.importing.records import Document, Record

SCHEMA: dict[str, Any] = json.loads(files("casefiles").joinpath("data", "case.schema.json").read_text(encoding="utf-8"))
DEFINITIONS: dict[str, dict[str, Any]] = SCHEMA["$defs"]

WORDS = {
    "date": "an ISO date such as 2025-07-23",
    "slug": "a slug such as meta-platforms",
    "key": "a key such as trial-date or works_2026",
    "ref": "a docket entry: its number such as 34, or a key such as u2025-09-19 or 34_2",
    "actor": "the slug of a party, or court",
    "source_id": "the id of a source, such as S1",
    "url": "a web address that begins with http:// or https://",
}
PATTERNS = {
    r"^(\d+|u\d{4}-\d{2}-\d{2})(_\d+)?$": "a filing's key such as 34, u2025-09-19 or 34_2",
    r"^[IVX]+$": "a count in Roman figures such as II",
    r"^([01]\d|2[0-3]):[0-5]\d$": "a time of day such as 09:30",
    r"^u": "a key that begins with u, such as u2025-09-19",
    r"^\d+(_\d+)?$": "the entry's number, such as 34, or 34_2 for a twin",
}
# These speak of a record's own fields, so that kind of value was meant.
OF_A_RECORD = ("required", "additionalProperties")
TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "a record in braces",
    "string": "a text",
}


def faults(document: Document) -> Iterator[Fault]:
    for error in _validator().iter_errors(document):
        why = _because(error, document)
        for fault in _told(error):
            yield replace(fault, expected=fault.expected + why)


def fits(definition: str, record: Record) -> bool:
    """Whether one record is valid by its definition in the schema."""
    return bool(_validator().evolve(schema=DEFINITIONS[definition]).is_valid(record))


@cache
def _validator() -> Any:
    checker = FormatChecker(formats=())
    checker.checks("date", raises=ValueError)(_is_date)
    checker.checks("uri", raises=ValueError)(_is_address)
    return validators.extend(Draft202012Validator, {"pattern": _pattern})(SCHEMA, format_checker=checker)


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


def _is_address(value: object) -> bool:
    # A space or a line break in an address would end it early wherever it is printed.
    return not isinstance(value, str) or (value.isprintable() and " " not in value and bool(urlsplit(value).hostname))


def _pattern(_validator: object, pattern: str, instance: object, _schema: object) -> Iterator[ValidationError]:
    """The schema's patterns are JavaScript's: \\d is 0 to 9, $ the very end; Python lets a line break follow."""
    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance, re.ASCII):
        yield ValidationError("does not match")


def _told(error: Any) -> Iterator[Fault]:
    """One error of the validator as faults: the deepest that says something, in words."""
    tell = TELLERS.get(error.validator)
    if tell:
        yield from tell(error)
    else:
        yield Fault(dotted(error.absolute_path), error.instance, describe(error.schema))


def _missing(error: Any) -> Iterator[Fault]:
    for name in error.validator_value:
        if name not in error.instance:
            known = error.schema.get("properties", {}).get(name, {})
            yield Fault(dotted([*error.absolute_path, name]), None, describe(known), "is missing")


def _unknown(error: Any) -> Iterator[Fault]:
    known = list(error.schema["properties"])
    for name in error.instance:
        if name not in known:
            path = dotted([*error.absolute_path, name])
            yield Fault(path, error.instance[name], one_of(known, name), f"there is no field {shown(name)} here")


def _alternatives(error: Any) -> Iterator[Fault]:
    """None of the choices fits. One whose own parts are at fault was meant; else all choices are told."""
    meant = [part for part in error.context if part.relative_path or part.validator in OF_A_RECORD]
    if meant:
        for part in meant:
            yield from _told(part)
    else:
        yield Fault(dotted(error.absolute_path), error.instance, describe(error.schema))


def _not_listed(error: Any) -> Iterator[Fault]:
    near = near_match([choice for choice in error.validator_value if choice], error.instance)
    expected = describe(error.schema) + near
    yield Fault(dotted(error.absolute_path), error.instance, expected)


def _repeated(error: Any) -> Iterator[Fault]:
    seen = set()
    for place, value in enumerate(error.instance):
        text = json.dumps(value, sort_keys=True)
        if text in seen:
            path = dotted([*error.absolute_path, place])
            yield Fault(path, value, "each value once", f"{shown(value)} stands there twice")
        seen.add(text)


def _too_few(error: Any) -> Iterator[Fault]:
    yield Fault(dotted(error.absolute_path), error.instance, "at least one value", "the list is empty")


TELLERS: dict[str, Callable[[Any], Iterator[Fault]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "anyOf": _alternatives,
    "enum": _not_listed,
    "uniqueItems": _repeated,
    "minItems": _too_few,
}


def describe(schema: dict[str, Any]) -> str:
    """What a part of the schema asks for: `an ISO date such as 2025-07-23, or null`."""
    name = schema["$ref"].rsplit("/", 1)[-1] if "$ref" in schema else _name_of(schema)
    if name:
        return WORDS.get(name) or describe(DEFINITIONS[name])
    if "anyOf" in schema:
        return ", or ".join(dict.fromkeys(describe(choice) for choice in schema["anyOf"]))
    if "enum" in schema:
        return f"one of: {', '.join('null' if choice is None else str(choice) for choice in schema['enum'])}"
    if "pattern" in schema:
        return PATTERNS.get(schema["pattern"], f"a text of the form {schema['pattern']}")
    return str(schema["const"]) if "const" in schema else _of_type(schema)


def _name_of(schema: dict[str, Any]) -> str:
    """The definition of which the validator shows only the content."""
    return next((name for name in WORDS if DEFINITIONS[name] == schema), "")


def _of_type(schema: dict[str, Any]) -> str:
    types = schema.get("type", [])
    words = " or ".join(TYPES[name] for name in ([types] if isinstance(types, str) else types)) or "a value"
    if "minimum" in schema:
        words += f" of at least {schema['minimum']}"
    if schema.get("minLength"):
        words += " that is not empty"
    return words


def _because(error: Any, document: Document) -> str:
    """`, because status is 'met'`: where one field decides what another must be."""
    path = list(error.absolute_schema_path)
    if "allOf" not in path:
        return ""
    record: Any = document
    for part in list(error.absolute_path)[:2]:
        record = record[part]
    definition = SCHEMA["properties"][error.absolute_path[0]]["items"]["$ref"].rsplit("/", 1)[-1]
    condition = DEFINITIONS[definition]["allOf"][path[path.index("allOf") + 1]]["if"]
    return "".join(f", because {name} is {shown(record.get(name))}" for name in condition["properties"])
