"""The shipped case, and ways to alter a copy of it."""

from copy import deepcopy
from importlib.resources import files
from typing import Any

from filings.importing.case_format import Document, parse

SHIPPED = files("casefiles").joinpath("data", "strike3_v_meta.json").read_bytes()
CASE = parse(SHIPPED)
ABSENT = object()

Step = str | int


def changed(*changes: tuple[str, Any]) -> Document:
    """The shipped case with the value at each path replaced; `filings[+]` stands for one more."""
    document = deepcopy(CASE)
    for path, value in changes:
        put(document, path, value)
    return document


def put(document: Document, path: str, value: Any) -> None:
    *way, last = steps(path)
    place: Any = document
    for step in way:
        place = place[step]
    if value is ABSENT:
        del place[last]
    elif last == "+":
        place.append(value)
    else:
        place[last] = value


def steps(path: str) -> list[Step]:
    found = path.replace("]", "").replace("[", ".").split(".")
    return [int(step) if step.isdigit() else step for step in found]
