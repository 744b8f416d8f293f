"""What is wrong with one row of `rules.toml`, in sentences. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from filings.deadlines.periods import Nonsense, Service
from filings.deadlines.rulebook import period_of
from filings.deadlines.rules import STATUSES, Basis, Combine, Layer, Outcome
from filings.deadlines.ruleterms import ACTORS, EVENTS, SORTS
from filings.docket.kinds import KINDS

STARTS = ("exact", "approximate", "unknown")
# What a row may hold, and how it is written.
TEXT, DAY, FLAG, NUMBER, WORDS, TABLE, TABLES = (
    "text",
    "a date",
    "true or false",
    "a number",
    "a list of texts",
    "a table",
    "tables",
)
FIELDS = {
    "id": TEXT, "title": TEXT, "cite": TEXT, "url": TEXT, "layer": TEXT, "courts": WORDS, "judge": TEXT, "from": DAY,
    "from_is": TEXT, "to": DAY, "trigger": TABLE, "actor": TEXT, "period": TEXT, "basis": TEXT, "service_days": FLAG,
    "own_service_days": FLAG, "outcome": TEXT, "runs_out": FLAG, "combine": TEXT, "branches": TABLES, "displaces": WORDS,
    "satisfied_by": WORDS, "titles": WORDS, "page_limit": NUMBER, "moves_with": WORDS, "extendable": TABLE,
    "confidence": TABLE, "examples": TABLES, "cases": WORDS, "note": TEXT,
}  # fmt: skip
REQUIRED = ("id", "title", "cite", "url", "layer", "from", "trigger", "actor", "basis", "confidence", "examples")
INSIDE = {
    "trigger": {"event": TEXT, "rule": TEXT, "only": WORDS, "unless": WORDS, "first": TEXT},
    "branches": {
        "name": TEXT, "period": TEXT, "when": TEXT, "given": TEXT, "cite": TEXT, "ask": TEXT, "from_service": FLAG,
    },
    "extendable": {"by": WORDS, "cite": TEXT},
    "confidence": {"status": TEXT, "checked": DAY, "by": TEXT, "sources": WORDS},
    "examples": {
        "start": DAY, "due": DAY, "safe": DAY, "service": TEXT, "court": TEXT, "inputs": TABLE, "why": TEXT,
    },
}  # fmt: skip
REQUIRED_INSIDE = {
    "trigger": (), "branches": ("name", "ask"), "extendable": ("by",), "confidence": ("status", "checked"),
    "examples": ("start",),
}  # fmt: skip
# Words that must be of a list.
ONE_OF: dict[str, Sequence[str]] = {
    "layer": tuple(Layer), "basis": tuple(Basis), "outcome": tuple(Outcome), "combine": tuple(Combine), "from_is": STARTS,
    "actor": tuple(ACTORS), "satisfied_by": KINDS, "moves_with": tuple(EVENTS),
}  # fmt: skip
ID = re.compile(r"[a-z0-9]+(?:[.-][A-Za-z0-9]+)+")
CASE = re.compile(r"[A-Z]\d{2}[a-z]?")

IS: dict[str, Callable[[Any], bool]] = {
    TEXT: lambda value: isinstance(value, str) and bool(value.strip()),
    DAY: lambda value: isinstance(value, date) and not isinstance(value, datetime),
    FLAG: lambda value: isinstance(value, bool),
    NUMBER: lambda value: isinstance(value, int) and not isinstance(value, bool) and value > 0,
    WORDS: lambda value: isinstance(value, list) and all(isinstance(one, str) and one for one in value),
    TABLE: lambda value: isinstance(value, dict),
    TABLES: lambda value: isinstance(value, list) and all(isinstance(one, dict) for one in value),
}


def faults_of(row: Mapping[str, Any]) -> list[str]:
    """What is wrong with the row by itself; what needs the other rows is asked in `rulefaults`."""
    shape = list(_of_shape(row, FIELDS, REQUIRED, ""))
    for name, fields in INSIDE.items():
        if IS[FIELDS[name]](row.get(name)):
            inner = row[name] if isinstance(row[name], list) else [row[name]]
            for table in inner:
                shape += _of_shape(table, fields, REQUIRED_INSIDE[name], f" in {name}")
    return shape or [*_of_words(row), *_of_period(row), *_of_force(row), *_of_trigger(row), *_of_proof(row)]


def _of_shape(
    table: Mapping[str, Any], fields: Mapping[str, str], required: Sequence[str], where: str
) -> Iterator[str]:
    for name in table.keys() - fields.keys():
        near = get_close_matches(name, fields, n=1)
        yield f"there is no field “{name}”{where}{f'; did you mean {near[0]}?' if near else '.'}"
    for name in required:
        if name not in table:
            yield f"{name}{where} is missing."
    for name, kind in fields.items():
        if name in table and not IS[kind](table[name]):
            yield f"{name}{where} must be {kind}, and is {table[name]!r}."


def _of_words(row: Mapping[str, Any]) -> Iterator[str]:
    if not ID.fullmatch(row["id"]):
        yield f"“{row['id']}” is no id; write it as cand.civlr.7-3.a."
    if not row["url"].startswith("https://"):
        yield f"url must begin with https://, and is {row['url']!r}."
    for name, allowed in ONE_OF.items():
        told = row.get(name, [])
        for word in told if isinstance(told, list) else [told]:
            if word not in allowed:
                yield f"{name} “{word}” is not one of {', '.join(allowed)}."


def _of_period(row: Mapping[str, Any]) -> Iterator[str]:
    arms, combine = row.get("branches", []), row.get("combine")
    for table in (row, *arms):
        if "period" in table:
            try:
                period_of(table["period"])
            except Nonsense as fault:
                yield str(fault)
    if "period" not in row and not any("period" in arm for arm in arms):
        yield "it has no period, and no branch has one."
    if combine and combine != Combine.DEEMED and not arms:
        yield f"it combines by “{combine}” and has no branches."
    for arm in arms:
        if ("when" in arm) == ("given" in arm):
            yield f"the branch “{arm['name']}” must have either when or given."
        if "when" in arm and "period" not in arm:
            yield f"the branch “{arm['name']}” has no period."
    if row.get("service_days") and row["basis"] != Basis.SERVICE:
        yield f"service_days is for what runs from service, and this runs from {row['basis']}."
    if row.get("runs_out") and row.get("outcome") != Outcome.EARLIEST:
        yield "runs_out is for an outcome that is “earliest”."


def _of_force(row: Mapping[str, Any]) -> Iterator[str]:
    if "to" in row and row["to"] < row["from"]:
        yield f"it ends on {row['to']}, before it begins."
    if row["layer"] != Layer.FEDERAL and not row.get("courts"):
        yield f"a {row['layer']} rule must name its courts."
    if (row["layer"] == Layer.STANDING) != ("judge" in row):
        yield "a standing order names its judge, and no other rule does."


def _of_trigger(row: Mapping[str, Any]) -> Iterator[str]:
    trigger = row["trigger"]
    if ("event" in trigger) == ("rule" in trigger):
        yield "its trigger must be either an event or a rule."
    if "event" in trigger and trigger["event"] not in EVENTS:
        near = get_close_matches(trigger["event"], EVENTS, n=1)
        yield f"there is no event “{trigger['event']}”{f'; did you mean {near[0]}?' if near else '.'}"
    if ("rule" in trigger) != (row["basis"] == Basis.DUE_DATE):
        yield "what runs from the due date of another rule has the basis due_date, and only that."
    for word in (*trigger.get("only", ()), *trigger.get("unless", ())):
        if word not in SORTS:
            yield f"“{word}” is no sort of motion; there are {', '.join(SORTS)}."
    if trigger.get("first", "case") not in {"case", "party"}:
        yield f"its trigger is the first of the “case” or of the “party”, not of “{trigger['first']}”."


def _of_proof(row: Mapping[str, Any]) -> Iterator[str]:
    sure = row["confidence"]
    if sure["status"] not in STATUSES:
        yield f"confidence must be one of {', '.join(STATUSES)}, and is “{sure['status']}”."
    elif STATUSES[sure["status"]] and not (sure.get("by") and sure.get("sources")):
        yield f"confidence “{sure['status']}” must say by whom it was checked and in which sources."
    if not row["examples"]:
        yield "it has no example; give one that was counted by hand."
    asked = {arm.get("when") or arm.get("given") for arm in row.get("branches", [])}
    for one in row["examples"]:
        if one.get("service", Service.NONE) not in tuple(Service):
            yield f"the example of {one['start']} has the service “{one['service']}”; there are {', '.join(Service)}."
        for name, value in one.get("inputs", {}).items():
            if not isinstance(value, str):
                yield f"the example of {one['start']} gives {name} as {value!r}, and not as text."
            if "rule" not in row["trigger"] and name not in asked:
                yield f"the example of {one['start']} gives “{name}”, which no branch asks for."
    for case in row.get("cases", ()):
        if not CASE.fullmatch(case):
            yield f"“{case}” is no row of cases.csv."
