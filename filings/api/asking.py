"""What the query string of an address may say, and reading it strictly: what is not known, or not good, is refused. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from filings.api.faults import Refused, bad_parameter

NUMBER = re.compile("[0-9]{1,18}")
ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Parameter:
    """`schema` is JSON Schema: a string or a whole number; an array is given by repeating the parameter. `hint`: how to write
    it, as a sentence goes on after “Write”."""

    name: str
    schema: dict[str, Any]
    description: str
    hint: str = ""
    required: bool = False

    @property
    def is_list(self) -> bool:
        return bool(self.schema.get("type") == "array")


def read(parameters: Sequence[Parameter], given: Mapping[str, list[str]]) -> dict[str, Any]:
    """The values by name; days as dates, numbers as numbers. Raises Refused."""
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            there_are = f"Known here are: {', '.join(known)}." if known else "None is known here."
            raise Refused(400, "unknown-parameter", f"“{shown(name)}” is no parameter of this address. {there_are}")
    found = {}
    for name, parameter in known.items():
        values = given.get(name)
        if values is None:
            if parameter.required:
                raise bad_parameter(f"{name} is missing. Write {parameter.hint}.")
        elif parameter.is_list:
            found[name] = [_value(parameter, parameter.schema["items"], value) for value in values]
        elif len(values) > 1:
            raise bad_parameter(f"{name} is given more than once; it can be given once.")
        else:
            found[name] = _value(parameter, parameter.schema, values[0])
    return found


def _value(parameter: Parameter, schema: dict[str, Any], text: str) -> Any:
    bad = bad_parameter(f"{parameter.name} cannot be “{shown(text)}”. Write {_hint(parameter, schema)}.")
    if schema["type"] == "integer":
        if not NUMBER.fullmatch(text) or not schema["minimum"] <= int(text) <= schema["maximum"]:
            raise bad
        return int(text)
    if schema.get("format") == "date":
        try:
            return date.fromisoformat(text if ISO_DAY.fullmatch(text) else "")
        except ValueError:
            raise bad from None
    if "enum" in schema and text not in schema["enum"]:
        raise bad
    if "pattern" in schema and not re.fullmatch(schema["pattern"], text):
        raise bad
    if not schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text)):
        raise bad
    return text


def _hint(parameter: Parameter, schema: dict[str, Any]) -> str:
    if parameter.hint:
        return parameter.hint
    if "enum" in schema:
        return f"one of: {', '.join(schema['enum'])}"
    if schema["type"] == "integer":
        return f"a whole number from {schema['minimum']} to {schema['maximum']}"
    return "a day as 2025-10-27"


def shown(text: str) -> str:
    """What was given, fit to stand in a sentence."""
    clean = "".join(letter if letter.isprintable() else "�" for letter in text)
    return clean if len(clean) <= LONGEST_SHOWN else f"{clean[:LONGEST_SHOWN]}…"
