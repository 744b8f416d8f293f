"""One page of a list of filings, found by where the page before it ended: the last costs what the first one does."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from casefiles.models import CaseFile
from casefiles.prepared import Prepared
from filings.docket.models import Filing, FilingQuerySet
from filings.docket.rows import Entry

SIZE = 200
SIZES = (50, 200)
LAST = "last"

_place_of = Prepared(
    lambda case, key: Filing.objects.filter(case=case, key=key).order_by().values_list("position", "id")
)

Place = tuple[int, int]


@dataclass(frozen=True)
class Slice:
    """One page; `previous` and `next` are the keys the neighbouring pages hang on, None where there is none."""

    entries: list[Entry]
    previous: str | None
    next: str | None


@dataclass(frozen=True)
class Listing:
    """A list to be cut into pages. A last page of a tenth of a page or less is taken on by the page before it.

    `whole`: no filter chose among the filings of the case.
    """

    case: CaseFile
    filings: FilingQuerySet
    whole: bool
    newest_first: bool
    size: int
    total: int

    @property
    def slack(self) -> int:
        return self.size // 10

    def page(self, asked: Mapping[str, Any]) -> Slice:
        """The page an address asks for: `after=KEY`, `before=KEY` or `page=last`; the first where it makes no sense."""
        if asked.get("page") == LAST:
            return self._last()
        for name, find in (("after", self._after), ("before", self._before)):
            place = place_of(self.case, str(asked.get(name) or ""))
            page = find(place) if place else None
            if page and page.entries:
                return page
        return self._after(None)

    def _after(self, place: Place | None) -> Slice:
        found = self._beyond(place, self.size + self.slack + 1, newest_first=self.newest_first)
        more = len(found) > self.size + self.slack
        return _slice(found[: self.size] if more else found, has_previous=place is not None, has_next=more)

    def _before(self, place: Place) -> Slice | None:
        found = self._beyond(place, self.size + 1, newest_first=not self.newest_first)
        if len(found) < self.size:
            return None
        return _slice(found[self.size - 1 :: -1], has_previous=len(found) > self.size, has_next=True)

    def _last(self) -> Slice:
        """As many as are left when all pages before it are full."""
        if self.total <= self.size + self.slack:
            return self._after(None)
        rest = self.total % self.size or self.size
        length = rest + self.size if rest <= self.slack else rest
        found = self._beyond(None, length, newest_first=not self.newest_first)
        return _slice(found[::-1], has_previous=True, has_next=False)

    def _beyond(self, place: Place | None, length: int, *, newest_first: bool) -> list[Entry]:
        if self.whole:
            rows = _prepared(length, newest_first, place is not None)(self.case.pk, *(place or ()))
        else:
            rows = list(beyond(self.filings, place, newest_first=newest_first).values_list(*Entry._fields)[:length])
        return [Entry._make(row) for row in rows]


def beyond(filings: FilingQuerySet, place: tuple[Any, Any] | None, *, newest_first: bool) -> FilingQuerySet:
    """Those that come after the place, in that order. The first condition is the plain one, which an index can answer."""
    ordered = filings.latest_first() if newest_first else filings.in_docket_order()
    if place is None:
        return ordered
    position, pk = place
    sort = "lt" if newest_first else "gt"
    return ordered.filter(
        Q((f"position__{sort}e", position)),
        Q((f"position__{sort}", position)) | Q(("position", position), (f"id__{sort}", pk)),
    )


@cache
def _prepared(length: int, newest_first: bool, has_place: bool) -> Prepared:
    """A page of a docket without filters, which is what most readers ask for."""

    def build(case: int, *place: int) -> QuerySet[Any, Any]:
        found = beyond(Filing.objects.filter(case=case), place if has_place else None, newest_first=newest_first)  # type: ignore[arg-type]
        return found.values_list(*Entry._fields)[:length]

    return Prepared(build)


def place_of(case: CaseFile, key: str) -> Place | None:
    rows = _place_of(case.pk, key) if key.isprintable() and key else []
    return (rows[0][0], rows[0][1]) if rows else None


def with_neighbours(filings: FilingQuerySet) -> QuerySet[Filing, Any]:
    """Each with the keys of the filings before and after it on the docket: `before` and `after`, or None."""
    others = Filing.objects.filter(case=OuterRef("case"))
    place = (OuterRef("position"), OuterRef("pk"))
    return filings.annotate(
        before=Subquery(beyond(others, place, newest_first=True).values("key")[:1]),
        after=Subquery(beyond(others, place, newest_first=False).values("key")[:1]),
    )


def _slice(entries: list[Entry], *, has_previous: bool, has_next: bool) -> Slice:
    return Slice(
        entries,
        previous=entries[0].key if entries and has_previous else None,
        next=entries[-1].key if entries and has_next else None,
    )


def size_of(asked: str | None) -> int:
    return next((size for size in SIZES if asked == str(size)), SIZE)
