"""Filings under the names that a reader may know them by."""

from collections.abc import Iterator
from typing import Any

from django.db.models.query import ModelIterable
from django.http import HttpRequest

from casefiles.admin_base import sees_sealed
from filings.docket.models import Filing, FilingQuerySet


class MaskedIterable(ModelIterable):  # type: ignore[type-arg]
    """Fully sealed filings come out of the database without their content, whoever asks for them and wherever."""

    def __iter__(self) -> Iterator[Any]:
        for filing in super().__iter__():
            if filing.sealed == "full":
                filing.mask()
            yield filing


def named_filings(request: HttpRequest) -> FilingQuerySet:
    """Every filing, to be named on other pages: `No. 34 Sealed (Doe v. Roe)` where this reader may know no more."""
    filings = Filing.objects.select_related("case")
    if not sees_sealed(request):
        filings._iterable_class = MaskedIterable
    return filings
