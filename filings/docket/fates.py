"""Filings whose fate a fully sealed paper decided: their outcome is that paper's content, and is not told without it."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from casefiles.prepared import Prepared
from filings.docket.chain import FATE
from filings.docket.models import Relation

_DECIDING = {"relation__in": sorted(FATE), "filing__sealed": "full"}
# Of a filing: whether a fully sealed paper decided it.
SECRET = Exists(Relation.objects.filter(entry=OuterRef("pk"), **_DECIDING))
_decided_unseen = Prepared(
    lambda ids: Relation.objects.filter(entry__in=ids, **_DECIDING).order_by().values_list("entry")
)


def untold(ids: Collection[int], *, sees_sealed: bool) -> frozenset[int]:
    """Of these filings (those with an outcome) the ones whose outcome must not be told to this reader. At most one query."""
    return frozenset(pk for (pk,) in _decided_unseen(sorted(ids))) if ids and not sees_sealed else frozenset()
