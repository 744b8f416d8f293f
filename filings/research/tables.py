"""The whole bundle as data: from this come the files, their description, and what a load reads.

What is not in it stands in LEFT_OUT with the reason; a test holds the models to the two together.
"""

from typing import Any

from django.db import models

from filings.research.shapes import Column, Named, Part, Ref, Table, Ties
from filings.research.tables_dispute import DISPUTE
from filings.research.tables_docket import DOCKET
from filings.research.tables_people import JUDGES, PEOPLE

# A table comes after those that it refers to, as far as can be; what points ahead is tied at the end of a load.
TABLES: tuple[Table, ...] = (*PEOPLE, *DOCKET, JUDGES, *DISPUTE)
BY_NAME = {table.name: table for table in TABLES}

_ACCOUNTS = "Accounts of the tracker are no part of the record."
_READERS = "A reader's own, not the case's."
_SEARCH = "Made anew from the words of the pages when the bundle is loaded."
LEFT_OUT = {
    "casefiles.User": _ACCOUNTS,
    "filings.ApiToken": _READERS,
    "filings.ClosedDay": "Of courts, not of a case; each count carries the closed days that it was made from.",
    "filings.Feed": _READERS,
    "filings.Follow": _READERS,
    "filings.Import": "How rows came in; the rows themselves are here.",
    "filings.LastLook": _READERS,
    "filings.Load": "How rows came in; the rows themselves are here.",
    "filings.Proposal": "Work in hand of the editors: nothing of it is decided.",
    "filings.Reminder": _READERS,
    "filings.SavedSearch": _READERS,
    "filings.ToldFiling": _READERS,
    "filings.TrayPaper": "Work in hand of the editors: not yet placed on the docket.",
    "Computation.made_by": _ACCOUNTS,
    "Deadline.confirmed_by": _ACCOUNTS,
    "Deadline.responsible": "Stands in responsibles.",
    "Document.current": "Follows from the files held.",
    "Filing.filed_by": "Stands in filers.",
    "HeldFile.added_by": _ACCOUNTS,
    "HeldFile.attempts": "Of a reading under way.",
    "HeldFile.lease_token": "Of a reading under way.",
    "HeldFile.lease_until": "Of a reading under way.",
    "Override.lifted_by": _ACCOUNTS,
    "Override.made_by": _ACCOUNTS,
    "Page.bridge": _SEARCH,
    "Page.concerns": "For the editors of the tracker; a new reading of the PDF finds them again.",
    "Page.mended": _SEARCH,
    "Page.ocr_words": "Places on a picture that is not in the bundle; a new reading of the PDF finds them again.",
    "PageCorrection.corrected_by": _ACCOUNTS,
}

_KINDS: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.TimeField, "time"),
    (models.BooleanField, "boolean"),
    (models.IntegerField, "integer"),
    (models.DecimalField, "decimal"),
    (models.FloatField, "float"),
)


def field_of(table: Table, heading: str) -> tuple[models.Field[Any, Any] | None, bool]:
    """The plain field that a column shows, its own or one at the end of a reference (None: a key made of slugs), and
    whether its cell may be empty because nothing is known."""
    part = table.part(heading)
    if isinstance(part, Ref):
        target = BY_NAME[part.to]
        field, _ = field_of(target, target.key[part.headings.index(heading)])
        return field, _field(table, part).null
    if isinstance(part, Column):
        field = _field(table, part)
        return field, field.null
    return None, False


def kind_of(table: Table, heading: str) -> str:
    """The kind of a column, as filings.research.cells names it."""
    if isinstance(table.part(heading), Ties):
        return "list"
    field, _ = field_of(table, heading)
    if isinstance(field, models.JSONField):
        return "list" if field.default is list else "object"
    return next((kind for sort, kind in _KINDS if isinstance(field, sort)), "text")


def lookup(table: Table, heading: str) -> str:
    """The path of a column from a row of its table. A Named one has the name of its annotation."""
    part: Part = table.part(heading)
    if not isinstance(part, Ref):
        return part.name
    target = BY_NAME[part.to]
    key = target.key[part.headings.index(heading)]
    return f"named_{part.name}" if isinstance(target.part(key), Named) else f"{part.name}__{lookup(target, key)}"


def _field(table: Table, part: Column | Ref) -> models.Field[Any, Any]:
    found = table.model._meta.get_field(part.name)
    assert isinstance(found, models.Field)
    return found
