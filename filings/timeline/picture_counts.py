"""How many events stand in each lane, by day or by month: what a picture of thousands is made of. Three queries and one
for the sides, whatever their number; what comes back is bounded by the days asked about."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, TextField, When
from django.db.models import Count as Counted
from django.db.models.functions import Cast, Coalesce, Substr

from casefiles.prepared import Prepared
from filings.docket.models import Filer
from filings.timeline import dates, papers
from filings.timeline.events import Selection
from filings.timeline.picture_axis import Unit
from filings.timeline.picture_marks import LANES, OUTSIDE, Count
from filings.timeline.window import Window
from parties.models import Appearance
from parties.roles import COURT, OTHER

MIDMONTH = date(2024, 5, 15)


def counts(selection: Selection, inside: Selection, window: Window, unit: Unit) -> Iterator[Count]:
    """How many of each sort stand in each lane, by day or by month. `inside`: what of the selection stands in the window."""
    # Weeks and days are put together from days, quarters and years from months.
    length = len("2025-10") if unit[0](MIDMONTH).day == 1 else len("2025-10-27")
    sides = dict(Appearance.objects.filter(case=inside.case).order_by().values_list("id", "side"))
    if selection.is_all:
        asked = selection.case.pk, window.first, window.last
        filings, deadlines = _all_filings_by(length)(*asked), _all_deadlines_by(length, inside.case.sees_sealed)(*asked)
    else:
        filings, deadlines = list(_filings_by(inside.filings, length)), list(_deadlines_by(inside.deadlines, length))
    for when, by_court, sealed, filer, number in filings:
        is_hidden = sealed == "full" and not inside.case.sees_sealed
        side = OTHER if is_hidden else COURT if by_court else sides.get(filer, OTHER)
        yield Count(side if side in LANES else OTHER, "filing", day_of(when), number)
    for when, kind, by_court, side, number in deadlines:
        for lane in _lanes_of(kind, by_court, side):
            yield Count(lane, kind, day_of(when), number)
    for when, number in _by(inside.facts, "date", length).values_list("bucket", "number"):
        yield Count(OUTSIDE, "fact", day_of(when), number)


def _by(rows: QuerySet[Any, Any], field: str, length: int, *others: str) -> QuerySet[Any, Any]:
    bucket = Substr(Cast(field, TextField()), 1, length)
    found: QuerySet[Any, Any] = rows.order_by().annotate(bucket=bucket).values("bucket", *others)
    # Only who must act makes several rows of one event.
    counted: QuerySet[Any, Any] = found.annotate(number=Counted("id", distinct="side" in others))
    return counted


def _filings_by(filings: QuerySet[Any, Any], length: int) -> QuerySet[Any, Any]:
    """By lane as well. The first filer stands at place 0 as a rule: looked for there first, as no sorting is needed."""
    filers = Filer.objects.filter(filing=OuterRef("pk")).values("appearance_id")
    first = Coalesce(
        Subquery(filers.filter(position=0).order_by("id")[:1]), Subquery(filers.order_by("position", "id")[:1])
    )
    names = ("by_court", "sealed", "first")
    return _by(filings.annotate(first=first), "date_filed", length, *names).values_list("bucket", *names, "number")


def _deadlines_by(deadlines: QuerySet[Any, Any], length: int) -> QuerySet[Any, Any]:
    """A deadline by each side that must act, a hearing once."""
    names = ("kind", "court_responsible", "side")
    named = deadlines.annotate(side=Case(When(kind="deadline", then=F("responsibles__appearance__side"))))
    return _by(named, "due", length, *names).values_list("bucket", *names, "number")


@cache
def _all_filings_by(length: int) -> Prepared:
    """Of all filings of a case from one day to another."""
    return Prepared(
        lambda case, first, last: _filings_by(
            papers.all_in(case).filter(date_filed__gte=first, date_filed__lte=last), length
        )
    )


@cache
def _all_deadlines_by(length: int, sees_sealed: bool) -> Prepared:
    return Prepared(
        lambda case, first, last: _deadlines_by(
            dates.all_in(case, sees_sealed).filter(due__gte=first, due__lte=last), length
        )
    )


def _lanes_of(kind: str, by_court: bool, side: str | None) -> set[str]:
    if kind == "hearing":
        return {COURT}
    lanes = {COURT} if by_court and side is None else set()
    return lanes | ({side} if side else set()) or {OTHER}


def day_of(text: str) -> date:
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")
