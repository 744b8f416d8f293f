"""What a query finds, for a page: the hits, grouped by filing in the order of the engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from casefiles.models import CaseFile
from filings.docket.models import FilingQuerySet
from filings.docket.words import count_of
from filings.query.language import Query
from filings.search.engine import BOUND, Asked, Found, Hit, find
from filings.search.limiting import Limited, dated, limited, within


@dataclass(frozen=True)
class Group:
    """The hits in one filing, the best or the earliest page first."""

    filing: int
    hits: list[Hit]


@dataclass(frozen=True)
class Answer:
    query: Query
    limited: Limited
    found: Found

    @cached_property
    def groups(self) -> list[Group]:
        return groups_of(self.found.hits)

    @property
    def has_limits(self) -> bool:
        return _has_limits(self.query, self.limited)

    @property
    def faults(self) -> tuple[str, ...]:
        return (*self.query.faults, *self.limited.faults)

    @property
    def count(self) -> str:
        """Exact, or "more than"."""
        found = self.found
        filings = count_of(found.filings, "filing")
        if self.query.words is None:
            return filings if found.is_exact else f"more than {filings}"
        pages = count_of(found.pages, "hit")
        return f"{filings}, {pages}" if found.is_exact else f"more than {pages}, in {filings} or more"


def answer(
    query: Query,
    *,
    case: CaseFile | None,
    sees_sealed: bool,
    newest_first: bool = False,
    in_full: bool = False,
    among: FilingQuerySet | None = None,
) -> Answer:
    """`among`: those that may answer, besides what the query says; None: all."""
    limits = limited(query.limits, case=case, sees_sealed=sees_sealed)
    filings = limits.filings
    if among is not None:
        filings = among if filings is None else filings.filter(pk__in=among.values("pk"))
    if query.words is None:
        listed = dated(within(case) if filings is None else filings, query.limits)
        return Answer(query, limits, _listed(listed) if _has_limits(query, limits) else NONE)
    asked = Asked(query, case.pk if case else None, sees_sealed, newest_first, in_full, filings)
    return Answer(query, limits, find(asked))


NONE = Found([], is_whole=True, newest_first=False, filings=0, pages=0, is_exact=True)


def _has_limits(query: Query, limited: Limited) -> bool:
    """Some filter of it holds: one that is none is passed over."""
    limits = query.limits
    return limited.filings is not None or any((limits.entries, limits.after, limits.before))


def _listed(filings: FilingQuerySet) -> Found:
    """Filings that no words were asked of, as the hits of their entries, newest first."""
    numbers = list(filings.values_list("pk", flat=True)[: BOUND + 1])
    is_whole = len(numbers) <= BOUND
    hits = [Hit(number, 0, 0) for number in numbers[:BOUND]]
    return Found(hits, is_whole, True, len(hits), len(hits), is_exact=is_whole)


def groups_of(hits: Sequence[Hit]) -> list[Group]:
    found: dict[int, Group] = {}
    for hit in hits:
        group = found.get(hit.filing)
        if group is None:
            found[hit.filing] = Group(hit.filing, [hit])
        else:
            group.hits.append(hit)
    return list(found.values())
