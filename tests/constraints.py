"""Proof that a rule stands in the database: a test that breaks it, marked with the rule's name."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import BaseConstraint, Model, UniqueConstraint

OURS = ("casefiles", "parties", "filings")

# The rules that some test breaks; filled as the test modules are imported.
BROKEN: set[str] = set()


def constraints() -> dict[str, tuple[type[Model], BaseConstraint]]:
    """Each rule that our models state, by its name."""
    return {
        constraint.name: (model, constraint)
        for app in OURS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        for constraint in model._meta.constraints
    }


def breaks(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The test writes what the rule forbids; the database must refuse it, and name the rule as its reason."""
    BROKEN.add(name)

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def refused(*args: Any, **kwargs: Any) -> None:
            with pytest.raises(IntegrityError) as caught, transaction.atomic():
                test(*args, **kwargs)
            assert reason(name) in str(caught.value)

        return refused

    return decorate


def reason(name: str) -> str:
    """What the database says when the rule is broken. Of a unique constraint SQLite tells the columns, not the name."""
    model, constraint = constraints()[name]
    if connection.vendor != "sqlite" or not isinstance(constraint, UniqueConstraint) or constraint.expressions:
        return name
    columns = (getattr(model._meta.get_field(field), "column") for field in constraint.fields)  # noqa: B009
    return "UNIQUE constraint failed: " + ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
