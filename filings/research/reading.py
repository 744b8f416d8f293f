"""The rows of each table of one case, as far as a reader may see them: read in chunks, whatever the size of the case."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import models
from django.db.models import Case, CharField, F, Value, When

from casefiles.models import CaseFile
from filings.documents.models import HeldFile
from filings.research import sealing
from filings.research.shapes import Named, Ref, Table, Ties, headings_of
from filings.research.tables import BY_NAME, lookup

CHUNK = 500


def rows_of(table: Table, case: CaseFile) -> Iterator[list[Any]]:
    """The values of each row, in the order of the table's headings; those of Ties are lists of keys."""
    found = sealing.open_rows(table.name, rows_in(table, case), case).order_by(*table.order)
    ties = [part for part in table.columns if isinstance(part, Ties)]
    plain = [heading for part in table.columns if not isinstance(part, Ties) for heading in headings_of(part)]
    known = sealing.beside(table.name, case)
    shown = [_shown(table, lookup(table, heading)) for heading in plain]
    told = found.annotate(**_names(table, case), **known).values_list(*shown, *known, "pk")
    names = [*plain, *known, "pk"]
    rows = told.iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        tied = {part.name: _tied(table, part, [row[-1] for row in chunk], case) for part in ties}
        for values in chunk:
            row = dict(zip(names, values, strict=True))
            row |= {name: lists[row["pk"]] for name, lists in tied.items()}
            row = sealing.mask(table.name, row, case)
            # What was masked is None, a list of keys too; that one is never unknown.
            yield [row[heading] if heading not in tied else row[heading] or [] for heading in table.headings]


def rows_in(table: Table, case: CaseFile) -> models.QuerySet[Any, Any]:
    """The rows of the case, sealed or not."""
    every = table.model._base_manager.all()
    if table.is_shared:
        return every.filter(pk__in=table.model._base_manager.filter(**{table.case: case}).values("pk"))
    return every.filter(**{table.case: case.pk})


def _shown(table: Table, path: str) -> Any:
    """The path; a reading under way is one that waits, to whoever has no hold of it."""
    if table.model is HeldFile and path == "state":
        waits = When(state=HeldFile.State.READING, then=Value(HeldFile.State.WAITING.value))
        return Case(waits, default=F("state"), output_field=CharField())
    return path


def _names(table: Table, case: CaseFile) -> dict[str, Any]:
    """Annotations for the keys that no field holds: of the rows themselves, and of those that they refer to."""
    found = {}
    for part in table.columns:
        if isinstance(part, Named):
            found[part.name] = part.expression(case, "pk")
        elif isinstance(part, Ref):
            target = BY_NAME[part.to]
            named = target.part(target.key[0])
            if isinstance(named, Named):
                found[f"named_{part.name}"] = named.expression(case, f"{part.name}_id")
    return found


def _tied(table: Table, part: Ties, pks: list[int], case: CaseFile) -> dict[int, list[Any]]:
    field: Any = table.model._meta.get_field(part.name)
    target = BY_NAME[part.to]
    told = sealing.open_targets(part.to, case)
    owner, theirs = field.m2m_field_name(), f"{field.m2m_reverse_field_name()}__{target.key[0]}"
    found: dict[int, list[Any]] = defaultdict(list)
    rows = field.remote_field.through._default_manager.filter(**{f"{owner}__in": pks}).order_by("pk")
    for pk, key in rows.values_list(f"{owner}_id", theirs):
        if told is None or key in told:
            found[pk].append(key)
    return found
