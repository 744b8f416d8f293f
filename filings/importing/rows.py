"""How rows of the tables become records of a casefiles/1 document."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models

from casefiles.models import CaseFile
from filings.importing.records import Record
from filings.importing.schema import SCHEMA

Refs = dict[int | None, int | str | None]


def _required() -> dict[str, frozenset[str]]:
    """For each record type of the schema, the keys that a record must carry even where they are null."""
    kinds: Record = SCHEMA["$defs"]
    case, filing, claim = (kinds[name]["properties"] for name in ("case", "filing", "claim"))
    inner = {
        "docket_number": case["docket_numbers"]["items"],
        "relation": filing["relates_to"]["items"],
        "attachment": filing["attachments"]["items"],
        "theory": claim["theories"]["items"],
        "claim_event": claim["events"]["items"],
    }
    return {name: frozenset(kind.get("required", ())) for name, kind in (kinds | inner).items()}


REQUIRED = _required()


def refs_of(case: CaseFile) -> Refs:
    """Each filing as the format refers to it: its number, or its key where the number does not name it alone."""
    refs: Refs = {None: None}
    for pk, key in case.filings.values_list("pk", "key"):
        refs[pk] = int(key) if key.isdigit() else key
    return refs


def as_record(kind: str, row: models.Model, fields: str, /, **more: Any) -> Record:
    """The named fields of a row and what else is given; what the format does not require is left out where it is empty."""
    record = {name: plain(getattr(row, name)) for name in fields.split()} | more
    required = REQUIRED[kind]
    if record.get("confidence") == "confirmed":
        del record["confidence"]
    return {name: value for name, value in record.items() if name in required or value not in (None, [], "")}


def plain(value: Any) -> Any:
    if hasattr(value, "strftime"):
        return f"{value:%H:%M}" if not hasattr(value, "year") else value.isoformat()
    return value


def linked(case: CaseFile, model: type[models.Model], name: str, value: str) -> dict[int, list[Any]]:
    """For each row of the case, the values at the far end of a many-to-many field, in the order they were tied."""
    field = model._meta.get_field(name)
    through: type[models.Model] = field.remote_field.through  # type: ignore[union-attr]
    owner, target = field.m2m_field_name(), field.m2m_reverse_field_name()  # type: ignore[union-attr]
    where = {owner: case} if model is CaseFile else {f"{owner}__case": case}
    found = defaultdict(list)
    rows = through._default_manager.filter(**where).order_by(*through._meta.ordering or ["pk"])
    for pk, text in rows.values_list(f"{owner}_id", f"{target}__{value}"):
        found[pk].append(text)
    return found


def by_owner(
    rows: Iterable[Any], owner: Callable[[Any], int], make: Callable[[Any], Record]
) -> dict[int, list[Record]]:
    found = defaultdict(list)
    for row in rows:
        found[owner(row)].append(make(row))
    return found
