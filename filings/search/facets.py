"""How many of the filings found are of each kind, side and year, each with the query that keeps to it or no longer does."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import CharField, Count, Exists, OuterRef
from django.db.models.functions import Cast, Substr

from casefiles.prepared import Prepared
from filings.docket.kinds import hyphenated
from filings.docket.models import Filer, Filing
from filings.docket.sides import SIDES
from filings.docket.words import kind_name
from filings.search.answering import Answer
from filings.search.limiting import COURT, UNKNOWN
from filings.search.querytext import with_limit, without_limits

# Both engines write a day as ISO does. SQLite would call Python for the year of each row.
_YEAR = Substr(Cast("date_filed", CharField()), 1, 4)
_sorts_of = Prepared(
    lambda ids: (
        Filing.objects.filter(id__in=ids)
        .order_by()
        .values_list("sealed", "kind", _YEAR, "by_court", Exists(Filer.objects.filter(filing=OuterRef("pk"))))
        .annotate(count=Count("id"))
    )
)
_sides_of = Prepared(
    lambda ids: (
        Filer.objects.filter(filing__in=ids)
        .order_by()
        .values_list("filing__sealed", "appearance__side")
        .annotate(count=Count("filing", distinct=True))
    )
)


@dataclass(frozen=True)
class Choice:
    """`query`: the text that keeps to it, or where it `is_chosen` the text without it. `side`: for its colour."""

    label: str
    count: int
    query: str
    is_chosen: bool
    side: str = ""


@dataclass(frozen=True)
class Facet:
    name: str
    choices: list[Choice]


def facets_of(answer: Answer, *, sees_sealed: bool) -> list[Facet]:
    """Two queries, whatever was found. Of a sealed filing the day alone counts: kind and side would tell what it is."""
    ids = [group.filing for group in answer.groups]
    kinds: Counter[str] = Counter()
    years: Counter[str] = Counter()
    sides: Counter[str] = Counter()
    for sealed, kind, year, by_court, has_filer, count in _sorts_of(ids):
        years[year] += count
        if sealed == "full" and not sees_sealed:
            continue
        kinds[hyphenated(kind)] += count
        sides[COURT] += count if by_court else 0
        sides[UNKNOWN] += count if not by_court and not has_filer else 0
    for sealed, side, count in _sides_of(ids):
        sides[side] += 0 if sealed == "full" and not sees_sealed else count
    found = [
        Facet("Side", _sides(answer, sides)),
        Facet("Kind", _kinds(answer, kinds)),
        Facet("Year", _years(answer, years)),
    ]
    return [facet for facet in found if len(facet.choices) > 1 or any(one.is_chosen for one in facet.choices)]


def _sides(answer: Answer, counts: Counter[str]) -> list[Choice]:
    return [
        _choice(answer, "side", side, label=SIDES[side], count=counts[side], chosen=answer.limited.sides, side=side)
        for side in SIDES
        if counts[side] or side in answer.limited.sides
    ]


def _kinds(answer: Answer, counts: Counter[str]) -> list[Choice]:
    chosen = answer.limited.kinds
    codes = [code for code, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    return [
        _choice(answer, "kind", code, label=_named(code), count=counts[code], chosen=chosen)
        for code in (*codes, *(code for code in chosen if code not in counts))
    ]


def _named(code: str) -> str:
    name = kind_name(code.replace("-", " "))
    return name[0].upper() + name[1:]


def _choice(
    answer: Answer, name: str, code: str, *, label: str, count: int, chosen: Sequence[str], side: str = ""
) -> Choice:
    text, is_chosen = answer.query.text, code in chosen
    query = without_limits(text, (f"{name}s",), code) if is_chosen else with_limit(text, f"{name}:{code}")
    return Choice(label, count, query, is_chosen, side)


def _years(answer: Answer, counts: Counter[str]) -> list[Choice]:
    limits = answer.query.limits
    bare = without_limits(answer.query.text, ("after", "before"))
    is_dated = limits.after is not None or limits.before is not None
    found = [
        Choice(year, counts[year], with_limit(bare, f"after:{year} until:{year}"), is_chosen=False)
        for year in _newest(counts)
    ]
    return (
        [Choice("Any day", sum(counts.values()), bare, is_chosen=True), *(found if len(found) > 1 else [])]
        if is_dated
        else found
    )


def _newest(years: Iterable[str]) -> list[str]:
    return sorted(years, reverse=True)
