"""What is new on a docket since somebody last looked, or since a day that the address names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from casefiles.models import CaseFile
from casefiles.prepared import Prepared, moment_of
from filings.docket.models import Filing, LastLook
from filings.docket.past import News, news, news_of
from filings.docket.rows import Entry, Marks

_past: Any = Filing.history.model


@dataclass(frozen=True)
class Glance:
    """Since when entries are marked; None: they are not. `day` where the address named one, which counts the court's
    own dates too."""

    since: datetime | None = None
    day: date | None = None


@dataclass(frozen=True)
class LookedAt:
    """A reader's last look but this one, and how many entries came or were edited since."""

    since: datetime | None
    arrived: int = 0
    edited: int = 0


def _looks(user: Any, case: Any, visit_began: Any, *, sees_sealed: bool) -> QuerySet[Any, Any]:
    """One row, or none: both moments of the last look, and what came and was edited since the one that counts."""
    told = _past.objects.filter(case=OuterRef("case_id"), history_date__gte=OuterRef("cut")).filter(
        news(sees_sealed=sees_sealed)
    )
    arrived = told.filter(history_type="+")
    edited = told.filter(history_type="~").exclude(
        Exists(_past.objects.filter(id=OuterRef("id"), history_type="+", history_date__gte=OuterRef(OuterRef("cut"))))
    )
    counts = {
        name: Coalesce(Subquery(which.order_by().values("case").annotate(n=Count("id", distinct=True)).values("n")), 0)
        for name, which in (("arrived", arrived), ("edited", edited))
    }
    cut = Case(When(looked_at__lt=visit_began, then=F("looked_at")), default=F("before"))
    found = LastLook.objects.filter(user=user, case=case).annotate(cut=cut).annotate(**counts)
    return found.order_by().values_list("looked_at", "before", "arrived", "edited")


_looked = {
    sees: Prepared(lambda user, case, began, sees=sees: _looks(user, case, began, sees_sealed=sees))
    for sees in (True, False)
}


def look(case: CaseFile, *, user: int, now: datetime, writes: bool) -> LookedAt:
    """What this reader has not seen yet; and, where it `writes`, that they look now. One query, and one to write where
    a visit begins."""
    row = next(iter(_looked[case.sees_sealed](user, case.pk, now - LastLook.VISIT)), None)
    if row is None:
        if writes:
            LastLook.objects.begin(user=user, case=case.pk, now=now)
        return LookedAt(None)
    looked_at, before, arrived, edited = row
    looked_at, is_over = moment_of(looked_at), moment_of(looked_at) < now - LastLook.VISIT
    if is_over and writes:
        LastLook.objects.come_back(user=user, case=case.pk, now=now)
    since = looked_at if is_over else moment_of(before) if before else None
    return LookedAt(since, arrived, edited)


def marks_of(entries: Sequence[Entry], glance: Glance, *, case: CaseFile) -> Marks:
    """What the rows of a page say of the past of each entry: one query. Of what is sealed to the reader, nothing."""
    found = news_of([entry.id for entry in entries], sees_sealed=case.sees_sealed, with_arrivals=bool(glance.since))
    zone = ZoneInfo(case.timezone)
    edited = {pk: one.edited.astimezone(zone).date() for pk, one in found.items() if one.edited}
    if glance.since is None:
        return Marks(edited=edited)
    since = glance.since
    return Marks(
        new=frozenset(entry.id for entry in entries if _is_new(entry, found.get(entry.id), glance)),
        edited=edited,
        freshly=frozenset(pk for pk, one in found.items() if one.edited and one.edited >= since),
    )


def _is_new(entry: Entry, past: News | None, glance: Glance) -> bool:
    """First seen here since; where a day is asked about, one filed or entered since is new too."""
    if glance.since is not None and past is not None and past.seen is not None and past.seen >= glance.since:
        return True
    last = max(entry.date_filed, entry.date_entered or entry.date_filed)
    return glance.day is not None and last >= glance.day
