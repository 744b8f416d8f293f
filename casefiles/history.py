"""Questions to the history tables, answered by the database: what did a version change?

django-simple-history keeps a row for each version of a record; those of one record have its `id`, in the order of their
`history_id`. Here `history` is such a table: `Filing.history.model`.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf

# A person gives no reason for a change; an import or a load gives its name.
BY_HAND = Q(history_change_reason=None) | Q(history_change_reason="")
# An import taken back gives this and the reason of the import: it leaves things as they were.
UNDONE = "undone: "


class Differs(Func):
    """Of two rows of values at least one differs. Two unknowns are the same; an unknown differs from any value."""

    output_field = BooleanField()

    def __init__(self, left: Sequence[Any], right: Sequence[Any]) -> None:
        super().__init__(*left, *right)

    def as_sql(
        self, compiler: Any, connection: Any, *_: Any, operator: str = "IS DISTINCT FROM", **__: Any
    ) -> tuple[str, tuple[Any, ...]]:
        written = [compiler.compile(one) for one in self.source_expressions]
        half = len(written) // 2
        left, right = (", ".join(sql for sql, _ in side) for side in (written[:half], written[half:]))
        return f"({left}) {operator} ({right})", tuple(value for _, values in written for value in values)

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[Any, ...]]:
        return self.as_sql(compiler, connection, operator="IS NOT")


def version_before(history: type[models.Model]) -> Any:
    """The version before the one asked about: for a subquery."""
    earlier = history._default_manager.filter(
        id=OuterRef(OuterRef("id")), history_id__lt=OuterRef(OuterRef("history_id"))
    )
    before = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    return history._default_manager.filter(history_id=before)


def changed(history: type[models.Model], fields: Sequence[str]) -> Q:
    """A version that changed at least one of the fields."""
    differs = Differs([OuterRef(name) for name in fields], [F(name) for name in fields])
    return Q(history_type="~") & Q(Exists(version_before(history).filter(differs)))


def edited(history: type[models.Model], fields: Sequence[str]) -> Q:
    """A version that changed what stood in one of the fields, or by which a person filled one in.

    What an import or a load fills in where nothing was known is no edit, and neither is the undoing of an import.
    """
    filled = [_known(history, name, name) for name in fields]
    stood = [Coalesce(_known(history, name, name, outer=False), now) for name, now in zip(fields, filled, strict=True)]
    replaced = Exists(version_before(history).filter(Differs(filled, stood)))
    written = Q(history_type="~") & ~Q(history_change_reason__startswith=UNDONE)
    return written & (Q(replaced) | (BY_HAND & changed(history, fields)))


def _known(history: type[models.Model], name: str, column: str, *, outer: bool = True) -> Any:
    """The value, or NULL for what says nothing: an empty list."""
    value: Any = OuterRef(column) if outer else F(column)
    if isinstance(history._meta.get_field(name), models.JSONField):
        return NullIf(Cast(value, TextField()), Value("[]"))
    return value
