"""What the history of the filings says: when each was first seen here, which were edited since, what was under seal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DurationField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from casefiles.history import edited
from casefiles.models import CaseFile
from casefiles.prepared import Prepared, moment_of
from filings.docket.models import Filing

# What makes an entry another one in the eyes of who has read it.
TOLD = ("entry", "date_filed", "date_entered", "kind", "title", "docket_text")
# Entries that the hand or the file that began a case brought within this time came with it: they are not news.
BEGINNING = timedelta(hours=1)

# Nothing was seen here before, and the clock of year 1 does not go back far enough for a court east of Greenwich.
FIRST_DAY = date(1970, 1, 1)

_past: Any = Filing.history.model
_past_of_cases: Any = CaseFile.history.model


@dataclass(frozen=True)
class News:
    """When a filing was first seen here, where that is asked for, and when it was last edited."""

    seen: datetime | None = None
    edited: datetime | None = None


def midnight(day: date, *, zone: str) -> datetime:
    """The beginning of a day at the court; of one before there was a docket, that of the first there is."""
    return datetime.combine(max(day, FIRST_DAY), time.min, ZoneInfo(zone))


def under_seal(filing: str) -> Q:
    """Of rows of a history: those that speak of a filing (its id is in the column `filing`) that is fully sealed now,
    or was when the row was written or at any time after. Unsealing opens what comes then, not what was before."""
    since_open = _past.objects.filter(
        id=OuterRef("id"), history_id__gt=OuterRef("history_id"), history_date__lte=OuterRef(OuterRef("history_date"))
    )
    sealed_then = _past.objects.filter(id=OuterRef(filing), sealed="full").exclude(Exists(since_open))
    return Q(Exists(Filing.objects.filter(pk=OuterRef(filing), sealed="full"))) | Q(Exists(sealed_then))


def arrivals() -> Q:
    """Of the history of filings: the first version of each, but for those that came with their case."""
    together = Value(BEGINNING, DurationField())
    began_so = _past_of_cases.objects.annotate(given=_reason(F("history_change_reason"))).filter(
        id=OuterRef("case_id"),
        history_type="+",
        history_date__gte=OuterRef("history_date") - together,
        given=_reason(OuterRef("history_change_reason")),
    )
    return Q(history_type="+") & ~Q(Exists(began_so))


def edits(*, sees_sealed: bool) -> Q:
    """Of the history of filings: the versions by which an entry came to say something else."""
    found = edited(_past, TOLD)
    return found if sees_sealed else found & ~under_seal("id")


def news(*, sees_sealed: bool) -> Q:
    """Both, of what is still there and this reader may see."""
    there = Filing.objects.filter(pk=OuterRef("id")).open_to(sees_sealed=sees_sealed)
    arrived = arrivals() if sees_sealed else arrivals() & ~under_seal("id")
    return Q(Exists(there)) & (arrived | edits(sees_sealed=sees_sealed))


def news_since(case: CaseFile, moment: datetime) -> QuerySet[Any, Any]:
    """The ids of the filings of a case that came or were edited since."""
    found: QuerySet[Any, Any] = (
        _past.objects.filter(case=case.pk, history_date__gte=moment)
        .filter(news(sees_sealed=case.sees_sealed))
        .order_by()
        .values("id")
    )
    return found


def _reason(given: Any) -> Any:
    return Coalesce(given, Value(""))


def _told(which: Q) -> Prepared:
    return Prepared(
        lambda ids: _past.objects.filter(which, id__in=ids).order_by().values_list("id", "history_type", "history_date")
    )


_edits_of = {sees_sealed: _told(edits(sees_sealed=sees_sealed)) for sees_sealed in (True, False)}
_news_of = {sees_sealed: _told(news(sees_sealed=sees_sealed)) for sees_sealed in (True, False)}


def news_of(filings: Sequence[int], *, sees_sealed: bool, with_arrivals: bool) -> dict[int, News]:
    """Of those filings that have any; `seen` only where `with_arrivals`. One query."""
    asked = (_news_of if with_arrivals else _edits_of)[sees_sealed]
    return _by_filing(asked(filings))


def edited_on(filing: int, *, case: CaseFile) -> date | None:
    """The day at the court on which an entry was last edited here. One query."""
    past = news_of([filing], sees_sealed=case.sees_sealed, with_arrivals=False).get(filing)
    return past.edited.astimezone(ZoneInfo(case.timezone)).date() if past and past.edited else None


def _by_filing(rows: Iterable[tuple[int, str, datetime]]) -> dict[int, News]:
    seen: dict[int, datetime] = {}
    edited: dict[int, datetime] = {}
    for pk, sort, when in rows:
        moment = moment_of(when)
        if sort == "+":
            seen[pk] = min(moment, seen.get(pk, moment))
        else:
            edited[pk] = max(moment, edited.get(pk, moment))
    return {pk: News(seen.get(pk), edited.get(pk)) for pk in seen.keys() | edited.keys()}
