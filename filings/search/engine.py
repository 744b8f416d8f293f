"""One method, two engines behind it (sqlite.py, postgres.py): the rows of the index that answer a query.

A row of the index is a page of the version of a document that is read, the entry of a filing itself (its title and docket
text), or the title of a document. Records (parties, counsel, claims, contentions, deadlines, facts) are rows too and are asked
for apart.

Both engines get the same tree with every form written out and cut words alike, so both find the same rows. Their orders
differ: "best" is what each thinks best.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import ModuleType
from typing import Any, NamedTuple

from django.db import connection

from casefiles.models import CaseFile
from casefiles.prepared import Prepared
from filings.claims.models import ClaimPoint
from filings.docket.models import Filing, FilingQuerySet
from filings.query.language import Query
from filings.search import postgres, sqlite
from filings.search.places import (
    DAY_SHIFT,
    FILING_SHIFT,
    FIRST_DATED,
    LAST_DAY,
    MOST_FILINGS,
    Hit,
    Sought,
    hit_of,
    record_of,
)

__all__ = ["BOUND", "Asked", "Found", "Hit", "RecordHit", "find", "find_records"]

# Rows that are ranked and counted. Past them an answer is newest first and says "more than", unless `in_full` is asked.
BOUND = 1_000
_EPOCH = date(1900, 1, 1)

_others = Prepared(lambda case: CaseFile.objects.exclude(pk=case).order_by().values_list("pk")[:1])


@dataclass(frozen=True)
class Asked:
    """`case` None: all cases. `filings`: those that may answer, where the query has limits that the index does not know."""

    query: Query
    case: int | None
    sees_sealed: bool
    newest_first: bool = False
    in_full: bool = False
    filings: FilingQuerySet | None = None

    @cached_property
    def scope(self) -> list[str]:
        """Of the only case there is nothing to ask: a word that all rows have costs the most to look for."""
        return [f"c{self.case}"] if self.case and list(_others(self.case)) else []


class Found(NamedTuple):
    """Hits in their order, BOUND at most: all there are where `is_whole`, else the newest, or `in_full` the best. `filings`
    and `pages` count those found, entries among the pages: all there are where `is_exact`, else there are more."""

    hits: list[Hit]
    is_whole: bool
    newest_first: bool
    filings: int
    pages: int
    is_exact: bool


class RecordHit(NamedTuple):
    """sort: party, counsel, claim, contention, deadline, fact; pk: of that model (Appearance and Representation for people)."""

    sort: str
    pk: int


NONE = Found([], is_whole=True, newest_first=False, filings=0, pages=0, is_exact=True)


def find(asked: Asked) -> Found:
    """At most five queries; none where the query asks for no words."""
    tree, engine = asked.query.words, _engine()
    if tree is None:
        return NONE
    first, last = _days(asked.query.limits.after, asked.query.limits.before)
    entries = _entries(asked)
    if entries == []:
        return NONE
    filings = [f"f{pk}" for pk in entries or ()]
    shut = [] if asked.sees_sealed else ["shut"]
    match = engine.scoped(tree, asked.scope, any_of=filings, none_of=shut)
    sought = Sought(match, first, last, *_narrowed(asked, engine))
    rows = engine.newest(sought, most=BOUND + 1)
    if len(rows) <= BOUND:
        if not asked.newest_first and rows:
            rows = engine.ranked(tree, sought, rows)
        hits = [hit_of(row) for row in rows]
        return Found(hits, True, asked.newest_first, len({hit.filing for hit in hits}), len(hits), is_exact=True)
    if asked.in_full:
        pages, filings = engine.count(sought, shift=FILING_SHIFT)
        if not asked.newest_first:
            rows = engine.best(tree, sought, most=BOUND)
        return Found([hit_of(row) for row in rows[:BOUND]], False, asked.newest_first, filings, pages, is_exact=True)
    hits = [hit_of(row) for row in rows[:BOUND]]
    return Found(hits, False, True, len({hit.filing for hit in hits}), BOUND, is_exact=False)


def find_records(asked: Asked, *, most: int = 50) -> list[RecordHit]:
    """Records that answer the words, newest first; the caller leaves out what its reader may not see."""
    tree, engine = asked.query.words, _engine()
    if tree is None:
        return []
    match = engine.scoped(tree, asked.scope)
    rows = engine.newest(Sought(match, 0, FIRST_DATED - 1), most=most)
    found = [RecordHit(*record_of(row)) for row in rows]
    points = [hit.pk for hit in found if hit.sort == "point"]
    claims = dict(ClaimPoint.objects.filter(pk__in=points).values_list("pk", "claim_id")) if points else {}
    return list(dict.fromkeys(RecordHit("claim", claims[hit.pk]) if hit.sort == "point" else hit for hit in found))


def _engine() -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgres


def _days(after: date | None, before: date | None) -> tuple[int, int]:
    """The first and the last number of the rows of these days."""
    first = max(1, min(LAST_DAY, (after - _EPOCH).days)) if after else 1
    last = max(0, min(LAST_DAY, (before - _EPOCH).days)) if before else LAST_DAY
    return first << DAY_SHIFT, (last << DAY_SHIFT) + (1 << DAY_SHIFT) - 1


def _entries(asked: Asked) -> list[int] | None:
    """The filings that `in:34` names; None where the query names none."""
    numbers = asked.query.limits.entries
    if not numbers:
        return None
    found = Filing.objects.filter(entry__in=numbers)
    return list(
        (found.filter(case=asked.case) if asked.case else found).order_by("pk").values_list("pk", flat=True)[:BOUND]
    )


def _narrowed(asked: Asked, engine: ModuleType) -> tuple[str, Sequence[Any]]:
    if asked.filings is None:
        return "", ()
    query, parameters = asked.filings.order_by().values("pk").query.sql_with_params()
    return f"AND (({engine.KEY} >> {FILING_SHIFT}) & {MOST_FILINGS - 1}) IN ({query})", parameters
