"""A bundle described for machines: datapackage.json (Frictionless Data Package) and CITATION.cff."""

import json
from collections.abc import Sequence
from typing import Any

from casefiles.models import CaseFile
from filings.research import cells
from filings.research.shapes import Part, Ref, Table, Ties
from filings.research.shelf import FORMAT
from filings.research.tables import BY_NAME, TABLES, field_of, kind_of
from filings.timeline.columns import COLUMNS, SEPARATOR

TIMELINE = "data/timeline.csv"
TIMELINE_SAYS = (
    "Derived: filings, deadlines, hearings and facts on one axis, as the site exports its timeline; a load does not read "
    "it. Its addresses are without a host."
)
GUARD_NOTE = (
    "In a column of type string an apostrophe stands before a text that begins with = + - @ | % (or their full-width "
    "forms), a tab, a line break or an apostrophe, so that no spreadsheet runs it; alone, it is an empty text where empty "
    "means unknown. Take one apostrophe off the front to have the text to the letter. timeline.csv has it too, as the "
    "site exports it, and there a plain negative number has none."
)


def package(case: CaseFile, sums: dict[str, tuple[str, int]]) -> str:
    """The text of datapackage.json. `sums`: of each table's path the SHA-256 and the bytes."""
    sources = [
        {"title": f"{code}: {title}"} | ({"path": address} if address else {})
        for code, title, address in case.sources_known.values_list("code", "title", "address")
    ]
    described = {
        "profile": "data-package",
        "name": case.slug,
        "title": case.short_caption,
        "description": f"{case.caption.rstrip('.')}. {case.court}, No. {case.docket_number}."
        f" The docket as it was seen on {case.as_of}.",
        "version": case.as_of.isoformat(),
        **({"homepage": case.courtlistener_url} if case.courtlistener_url else {}),
        **({"sources": sources} if sources else {}),
        "resources": [
            *(_resource(table.name, table.path, table.description, _schema(table), sums) for table in TABLES),
            _resource("timeline", TIMELINE, TIMELINE_SAYS, timeline_schema(), sums),
        ],
        "casefiles": {
            "format": FORMAT,
            "as_of": case.as_of.isoformat(),
            "sealed": "included" if case.sees_sealed else "left out",
            "apostrophes": GUARD_NOTE,
        },
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


def timeline_schema() -> dict[str, Any]:
    # An address of it has no host: it is the same from each site.
    types = {"anyURI": {"type": "string"}, "time": {"type": "time", "format": "%H:%M"}}
    fields = [
        {
            "name": column.name,
            "title": column.title,
            **types.get(column.datatype, {"type": column.datatype}),
            "description": column.description + (f" Several are joined by “{SEPARATOR}”." if column.is_list else ""),
        }
        for column in COLUMNS
    ]
    return {"fields": fields, "missingValues": [""]}


def _resource(
    name: str, path: str, description: str, schema: dict[str, Any], sums: dict[str, tuple[str, int]]
) -> dict[str, Any]:
    digest, size = sums[path]
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "hash": f"sha256:{digest}",
        "bytes": size,
        "schema": schema,
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(table, part, heading) for part, heading in described(table)],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    foreign = [
        {
            "fields": list(part.headings),
            # A table that points into itself names itself by nothing.
            "reference": {"resource": "" if part.to == table.name else part.to, "fields": list(BY_NAME[part.to].key)},
        }
        for part in table.columns
        if isinstance(part, Ref)
    ]
    return schema | ({"foreignKeys": foreign} if foreign else {})


def described(table: Table) -> Sequence[tuple[Part, str]]:
    """Each column with what it is a part of."""
    return [(table.part(heading), heading) for heading in table.headings]


def _field(table: Table, part: Part, heading: str) -> dict[str, Any]:
    kind = kind_of(table, heading)
    found: dict[str, Any] = {
        "name": heading,
        "type": cells.TYPES[kind],
        "description": part.description,
        "origin": str(part.origin.value),
    }
    field, is_nullable = field_of(table, heading)
    constraints: dict[str, Any] = {}
    if not is_nullable and kind != "text":
        constraints["required"] = True
    if field is not None and field.flatchoices and not isinstance(part, Ref | Ties):
        constraints["enum"] = [value for value, _ in field.flatchoices]
    return found | ({"constraints": constraints} if constraints else {})


def citation(case: CaseFile) -> str:
    """The text of CITATION.cff (Citation File Format 1.2.0). Quoted as JSON is, which is YAML too."""
    told = [
        ("cff-version", "1.2.0"),
        ("message", "If you use this record, please cite it, with the day on which the docket was seen."),
        ("type", "dataset"),
        ("title", f"{case.short_caption}: docket, papers and timeline ({case.court}, No. {case.docket_number})"),
        ("authors", [{"name": "Casefiles"}]),
        ("version", case.as_of.isoformat()),
        ("date-released", case.as_of.isoformat()),
        ("keywords", ["docket", "litigation", case.court_id]),
        *([("url", case.courtlistener_url)] if case.courtlistener_url else []),
    ]
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in told)
