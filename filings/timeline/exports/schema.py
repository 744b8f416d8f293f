"""What stands in timeline.json, as a JSON Schema made from the list of columns. Pure."""

from typing import Any

from filings.timeline.columns import CASE_COLUMNS, EVENT_COLUMNS, SOURCE_COLUMNS, Column

FORMAT = "casefiles-timeline/1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES: dict[str, dict[str, Any]] = {
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "time": {"type": "string", "pattern": r"^[0-9]{2}:[0-9]{2}$"},
}
NOTES = (
    "The events that the timeline page shows under the same query string, on all its pages and in its order; the values "
    "are those of timeline.csv, typed. null: not known, or not applicable to this event. A new member may come under this "
    "format; one that goes or means something else makes it casefiles-timeline/2."
)


def json_schema(*, address: str) -> dict[str, Any]:
    """`address`: where it stands."""
    about = {column.name: described(column) for column in (*CASE_COLUMNS, *SOURCE_COLUMNS)}
    members = {
        "format": {"const": FORMAT},
        "schema": {"type": "string", "description": "The address of this description."},
        **{column.name: about[column.name] for column in CASE_COLUMNS},
        "caption": {"type": "string", "description": "The short caption of the case."},
        "timezone": {"type": "string", "description": "The clock of the court, by its name in the IANA database."},
        **{column.name: about[column.name] for column in SOURCE_COLUMNS},
        "filter": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
            "description": "What was asked, by the names in the query string; empty for all events.",
        },
        "events": {"type": "array", "items": {"$ref": "#/$defs/event"}},
    }
    return {
        "$schema": DIALECT,
        "$id": address,
        "title": "Timeline of a case",
        "description": NOTES,
        **whole(members),
        "$defs": {"event": whole({column.name: described(column) for column in EVENT_COLUMNS})},
    }


def whole(members: dict[str, Any]) -> dict[str, Any]:
    """An object with each of these members, known or not."""
    return {"type": "object", "required": list(members), "properties": members}


def described(column: Column) -> dict[str, Any]:
    found = TYPES.get(column.datatype, {"type": "string"})
    if column.is_list:
        found = {"type": "array", "items": found, "minItems": 1}
    if not column.required:
        found = found | {"type": [found["type"], "null"]}
    return {"title": column.title, "description": in_json(column.description), **found}


def in_json(description: str) -> str:
    """The sentences are of a cell; an empty one is null here."""
    return description.replace("Empty", "null").replace("empty", "null")
