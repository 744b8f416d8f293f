"""Events to timeline.json (schema.py says what stands in it), written block after block."""

import json
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from casefiles.models import CaseFile
from filings.timeline.columns import EVENT_COLUMNS, SEPARATOR
from filings.timeline.export import CELLS
from filings.timeline.exports.schema import FORMAT
from filings.timeline.shapes import Event

NAMES = tuple(column.name for column in EVENT_COLUMNS)
# A name may hold what lists are joined by, so these come from those who acted, who are kept apart.
BY_NAME = frozenset({"filers", "responsible"})
LISTS = [column.name for column in EVENT_COLUMNS if column.is_list and column.name not in BY_NAME]
BOOLEANS = [column.name for column in EVENT_COLUMNS if column.datatype == "boolean"]
YES = {"true": True, "false": False, None: None}

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
lists_of, booleans_of = itemgetter(*LISTS), itemgetter(*BOOLEANS)


def values_of(event: Event) -> dict[str, Any]:
    """The cells of an event by name, each of its own type; None where nothing is known."""
    found: dict[str, Any] = dict(zip(NAMES, event[:CELLS], strict=True))
    for name, joined in zip(LISTS, lists_of(found), strict=True):
        if joined:
            found[name] = joined.split(SEPARATOR)
    for name, word in zip(BOOLEANS, booleans_of(found), strict=True):
        found[name] = YES[word]
    for name in BY_NAME:
        if found[name]:
            found[name] = list(event.actors.names)
    return found


def written(
    blocks: Iterable[list[Event]], *, case: CaseFile, asked: dict[str, list[str]], schema: str
) -> Iterator[bytes]:
    """The file, a piece for what stands above the events and one for each block. `schema`: the address of its schema."""
    sources = case.sources.order_by("position", "id").values_list("code", flat=True)
    head = encode(
        {
            "format": FORMAT,
            "schema": schema,
            "case": case.slug,
            "docket_number": case.docket_number,
            "caption": case.short_caption,
            "timezone": case.timezone,
            "as_of": case.as_of.isoformat(),
            "source": list(sources) or None,
            "filter": asked,
        }
    )
    yield f'{head[:-1]},"events":[\n'.encode()
    comma = ""
    for block in blocks:
        lines = ",\n".join([encode(values_of(event)) for event in block])
        if lines:
            yield f"{comma}{lines}".encode()
            comma = ",\n"
    yield b"\n]}\n"
