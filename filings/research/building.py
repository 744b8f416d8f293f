"""Rows of a bundle to rows of the tables: each field checked, each reference resolved by the keys of the record."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from casefiles.models import CaseFile, User
from filings.research.refusing import Refused
from filings.research.shapes import Column, Ref, Table, Ties
from filings.research.tables import BY_NAME, TABLES
from parties.models import Appearance
from parties.roles import side_of

Key = tuple[Any, ...]
Values = dict[str, Any]
PLACES = {table.name: place for place, table in enumerate(TABLES)}
REFERRED = {part.to for table in TABLES for part in table.columns if isinstance(part, Ref | Ties)}


class Builder:
    """One load: the rows written so far, by the keys that others name them by. Raises Refused from each step."""

    def __init__(self, slug: str, *, signed_by: Callable[[], User]) -> None:
        self.slug, self.signed_by = slug, signed_by
        self.case: CaseFile | None = None
        self.rows: dict[str, dict[Key, int]] = {name: {} for name in REFERRED}
        # Where each stands, what it is of, and the keys that it names: settled when all rows are there.
        self.ahead: list[tuple[str, Table, Ref, int, Key]] = []
        self.ties: list[tuple[str, Table, Ties, int, list[Any]]] = []

    def add(self, table: Table, chunk: Iterable[tuple[int, Values]]) -> None:
        """Writes some rows of a table, with the number of each in its file."""
        made = [(f"{table.path}, row {number}", self._row(table, number, values), values) for number, values in chunk]
        table.model._base_manager.bulk_create([row for _, row, _ in made if row.pk is None])
        for place, row, values in made:
            self._note(table, place, row, values)

    def tie(self) -> None:
        """Settles what pointed ahead, and the lists of keys."""
        for place, table, part, pk, key in self.ahead:
            target = self._target(place, part, key)
            table.model._base_manager.filter(pk=pk).update(**{f"{part.name}_id": target})
            if table.model is CaseFile and self.case is not None:
                setattr(self.case, f"{part.name}_id", target)
        for place, table, ties, pk, keys in self.ties:
            field: Any = table.model._meta.get_field(ties.name)
            mine, theirs = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
            through = field.remote_field.through
            targets = [self._target(place, ties, (key,)) for key in keys]
            through._base_manager.bulk_create(through(**{mine: pk, theirs: target}) for target in targets)

    def _row(self, table: Table, number: int, values: Values) -> models.Model:
        place = f"{table.path}, row {number}"
        if table.is_common and (held := self._common(table, values)):
            return held
        row = table.model()
        for part in table.columns:
            if isinstance(part, Column):
                if not part.is_derived:
                    _set(place, row, part, values[part.name])
            elif isinstance(part, Ref) and (key := _key(values, part.headings)) and not _is_ahead(table, part):
                setattr(row, f"{part.name}_id", self._target(place, part, key))
        if table.case == "case":
            row.case = self.case  # type: ignore[attr-defined]
        if table.signed:
            setattr(row, table.signed, self.signed_by())
        if isinstance(row, Appearance):
            row.side = side_of(row.role)
            if row.side != values["side"]:
                raise Refused(f"{place}, side: the role {row.role!a} stands on the side {row.side}.")
        return row

    def _note(self, table: Table, place: str, row: models.Model, values: Values) -> None:
        if isinstance(row, CaseFile):
            if self.case is not None or row.slug != self.slug:
                raise Refused(f"{place}: a bundle is of one case, the one that its description names.")
            self.case = row
        if table.name in REFERRED:
            key = _key(values, table.key)
            if key is None or self.rows[table.name].setdefault(key, row.pk) != row.pk:
                raise Refused(f"{place}: two rows have the same key, {_told(key)}.")
        for part in table.columns:
            if isinstance(part, Ties) and values[part.name]:
                self.ties.append((place, table, part, row.pk, values[part.name]))
            elif isinstance(part, Ref) and _is_ahead(table, part) and (key := _key(values, part.headings)):
                self.ahead.append((place, table, part, row.pk, key))

    def _target(self, place: str, part: Ref | Ties, key: Key) -> int:
        try:
            return self.rows[part.to][key]
        except (KeyError, TypeError) as fault:
            raise Refused(f"{place}, {part.name}: {_told(key)} is in no row of {BY_NAME[part.to].path}.") from fault

    def _common(self, table: Table, values: Values) -> models.Model | None:
        """The row of that key, if the tracker has it from another case."""
        return table.model._base_manager.filter(**{name: values[name] for name in table.key}).first()


def _is_ahead(table: Table, part: Ref) -> bool:
    return PLACES[part.to] >= PLACES[table.name]


def _key(values: Values, headings: Iterable[str]) -> Key | None:
    """None where nothing is referred to."""
    key = tuple(values[heading] for heading in headings)
    return None if all(one is None for one in key) else key


def _told(key: Key | None) -> str:
    return ascii(", ".join(map(str, key or ())))[:100]


def _set(place: str, row: models.Model, part: Column, value: Any) -> None:
    field: Any = row._meta.get_field(part.name)
    try:
        if value is not None:
            if field.choices and value not in dict(field.flatchoices):
                raise ValidationError("it is none of the words that may stand there")
            # Not `clean`: a page without words is none that a person left blank.
            field.run_validators(value)
    except ValidationError as fault:
        raise Refused(f"{place}, {part.name}: {' '.join(fault.messages)}") from fault
    setattr(row, part.name, value)
