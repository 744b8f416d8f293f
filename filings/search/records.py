"""Parties, counsel, claims, contentions, deadlines and facts that answer the words, as far as their reader may know of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet

from casefiles.prepared import Prepared
from filings.claims.models import Claim, Contention
from filings.deadlines.models import Deadline
from filings.docket.words import day
from filings.search.engine import RecordHit
from filings.timeline.models import Fact
from parties.models import Appearance, Representation

LONGEST = 160
Row = list[Any]
CASE = ("case__slug", "case__short_caption")


@dataclass(frozen=True)
class Record:
    """`sort`: what it is, in a word; `about`: what tells it from others; `side`: for its colour, empty where it has none;
    `case`: the short caption of its case."""

    sort: str
    title: str
    about: str
    address: str
    case: str
    side: str = ""


def records_of(hits: Iterable[RecordHit], *, sees_sealed: bool) -> list[Record]:
    """In their order; one query for each sort that is among them."""
    found = list(hits)
    told: dict[tuple[str, int], Record] = {}
    for sort in dict.fromkeys(hit.sort for hit in found):
        ids = [hit.pk for hit in found if hit.sort == sort]
        for pk, slug, case, *rest in _rows(sort, sees_sealed)(ids):
            told[sort, pk] = _TOLD[sort](f"/cases/{slug}/", case, rest)
    return [told[hit] for hit in found if hit in told]


@cache
def _rows(sort: str, sees_sealed: bool) -> Prepared:
    """What a sealed paper says is its own content: claims, contentions, dates and facts that it alone tells are not told."""

    def build(ids: Any) -> QuerySet[Any, Any]:
        found: QuerySet[Any, Any]
        match sort:
            case "party":
                found = Appearance.objects.filter(id__in=ids).values_list(
                    "id", *CASE, "party__name", "role", "slug", "side"
                )
            case "counsel":
                found = Representation.objects.filter(id__in=ids).values_list(
                    "id", *CASE, "attorney__name", "firm__name", "slug"
                )
            case "claim":
                claims = Claim.objects.filter(id__in=ids)
                claims = claims if sees_sealed else claims.exclude(pleaded_in__sealed="full")
                found = claims.values_list("id", *CASE, "title", "number")
            case "contention":
                points = Contention.objects.filter(id__in=ids)
                points = points if sees_sealed else points.exclude(raised_in__sealed="full")
                found = points.values_list("id", *CASE, "text", "key")
            case "deadline":
                dates = Deadline.objects.filter(id__in=ids).open_to(sees_sealed=sees_sealed)
                found = dates.values_list("id", *CASE, "kind", "title", "due", "key")
            case _:
                facts = Fact.objects.filter(id__in=ids).open_to(sees_sealed=sees_sealed)
                found = facts.values_list("id", *CASE, "title", "status", "said_by", "date", "key", "side")
        return found.order_by()

    return Prepared(build)


def _party(home: str, case: str, row: Row) -> Record:
    name, role, slug, side = row
    return Record("party", name, role, f"{home}parties/#party-{slug}", case, side)


def _counsel(home: str, case: str, row: Row) -> Record:
    name, firm, slug = row
    return Record("counsel", name, firm or "", f"{home}parties/#counsel-{slug}", case)


def _claim(home: str, case: str, row: Row) -> Record:
    title, number = row
    return Record("claim", title, f"Count {number}", f"{home}claims/?claim={quote(number)}", case)


def _contention(home: str, case: str, row: Row) -> Record:
    text, key = row
    return Record("contention", _short(text), "", f"{home}claims/#{key}", case)


def _deadline(home: str, case: str, row: Row) -> Record:
    kind, title, due, key = row
    return Record(kind, title, day(due) if due else "date not captured", f"{home}deadlines/{quote(key)}/", case)


def _fact(home: str, case: str, row: Row) -> Record:
    title, status, said_by, date, key, side = row
    address = f"{home}timeline/?event=fact&from={date}#fact-{key}"
    return Record("fact", title, f"{status}, according to {said_by}", address, case, side or "")


_TOLD: dict[str, Callable[..., Record]] = {
    "party": _party,
    "counsel": _counsel,
    "claim": _claim,
    "contention": _contention,
    "deadline": _deadline,
    "fact": _fact,
}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
