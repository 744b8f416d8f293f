"""Where a case stands: what is due, what came last, what is claimed. A fixed number of queries, however long the case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import Count, Prefetch, Q

from casefiles.models import CaseFile, DocketNumber, JudgeAssignment, RelatedCase, Source
from filings.claims.dispute import Number, numbers
from filings.claims.models import Claim, ClaimPoint
from filings.claims.pleaded import is_closed
from filings.deadlines.agenda import OPEN, Due, due
from filings.deadlines.models import Deadline, DeadlineQuerySet, Responsible
from filings.docket.models import Filing
from filings.docket.words import count_of
from filings.timeline.events import Selection, blocks, start_before
from filings.timeline.models import Fact
from filings.timeline.picture import Picture, draw
from filings.timeline.shapes import Event

MOST_DUE, MOST_LATEST, MOST_FIGURES, MOST_DRAWN = 6, 8, 4, 400


@dataclass(frozen=True)
class Dates:
    """What is coming, nearest first, and what is known when nothing is."""

    coming: list[Due]
    # How many more are coming than are listed.
    further: int
    # Those whose day has passed with no word of what became of them.
    untold: int
    # Still open, on a day that was not captured.
    undated: int
    last_known: Deadline | None


@dataclass(frozen=True)
class ClaimLine:
    """A claim in two lines; of one pleaded in a filing that is sealed to this reader no more than its number."""

    claim: Claim
    is_withheld: bool
    theories: Sequence[ClaimPoint]


@dataclass(frozen=True)
class Overview:
    # `487 days`; empty when nobody knows when it was filed.
    age: str
    dates: Dates
    latest: list[Event]
    complaint: Filing | None
    answer: Filing | None
    claims: list[ClaimLine]
    judges: list[JudgeAssignment]
    docket_numbers: list[DocketNumber]
    figures: list[Number]
    further_figures: list[Number]
    related: list[RelatedCase]
    sources: list[Source]
    picture: Picture | None
    # Of which events the picture is, where it is not of all.
    partly: str


def overview_of(case: CaseFile, *, today: date) -> Overview:
    events, is_whole = last_events(case)
    operative = {filing.pk: filing for filing in Filing.objects.filter(pk__in=operative_ids(case))}
    figures = numbers(case)
    return Overview(
        age=count_of((today - case.date_filed).days, "day") if case.date_filed else "",
        dates=dates_of(case, today=today),
        latest=latest_filings(events),
        complaint=operative.get(case.operative_complaint_entry_id or 0),
        answer=operative.get(case.operative_answer_entry_id or 0),
        claims=claims_of(case),
        judges=list(case.judges.select_related("source_entry")),
        docket_numbers=list(case.docket_numbers.all()),
        figures=figures[:MOST_FIGURES],
        further_figures=figures[MOST_FIGURES:],
        related=list(case.related_cases.prefetch_related("sources")),
        sources=list(case.sources_known.all()),
        picture=draw(events, today=today),
        partly="" if is_whole else f"the last {MOST_DRAWN} events alone",
    )


def last_events(case: CaseFile) -> tuple[list[Event], bool]:
    """The last few hundred events in court, and whether that is all of them. Facts outside it reach back for years and
    would press the docket into a corner of a small picture; the timeline draws both."""
    selection = Selection(case, facts=Fact.objects.none())
    start = start_before(selection, None, size=MOST_DRAWN)
    is_whole = start is None or start_before(selection, start, size=1) is None
    return list(chain.from_iterable(blocks(selection, since=start))), is_whole


def latest_filings(events: Sequence[Event]) -> list[Event]:
    """Newest first."""
    return [event for event in reversed(events) if event.event == "filing"][:MOST_LATEST]


def operative_ids(case: CaseFile) -> list[int]:
    return [pk for pk in (case.operative_complaint_entry_id, case.operative_answer_entry_id) if pk is not None]


def dates_of(case: CaseFile, *, today: date) -> Dates:
    told = Deadline.objects.filter(case=case).told_to(sees_sealed=case.sees_sealed)
    unsettled = told.filter(status__in=OPEN)
    # A date that only a rule gives is still a date that somebody may miss.
    is_ahead = Q(due__gte=today) | Q(due=None, computed_due__gte=today)
    ahead = unsettled.filter(is_ahead)
    counts = unsettled.aggregate(
        ahead=Count("id", filter=is_ahead),
        untold=Count("id", filter=Q(due__lt=today) | Q(due=None, computed_due__lt=today)),
        undated=Count("id", filter=Q(due=None, computed_due=None)),
    )
    coming = [due(deadline, today=today, others=()) for deadline in with_filings(ahead).by_date()[:MOST_DUE]]
    return Dates(
        coming=sorted(coming, key=lambda row: row.day or date.max),
        further=counts["ahead"] - len(coming),
        untold=counts["untold"],
        undated=counts["undated"],
        last_known=told.filter(due__isnull=False).order_by("-due", "-position", "-id").first(),
    )


def with_filings(deadlines: DeadlineQuerySet) -> DeadlineQuerySet:
    """With what a line about each of them needs."""
    responsible = Responsible.objects.select_related("appearance__party")
    return deadlines.select_related(
        "trigger_entry", "set_by_entry", "met_by_entry", "changed_by_entry"
    ).prefetch_related(Prefetch("responsibles", responsible))


def claims_of(case: CaseFile) -> list[ClaimLine]:
    theories = ClaimPoint.objects.filter(aspect=ClaimPoint.Aspect.THEORY)
    claims = case.claims.select_related("pleaded_in").prefetch_related(Prefetch("points", theories))
    lines = []
    for claim in claims:
        is_withheld = is_closed(claim.pleaded_in, case=case)
        lines.append(ClaimLine(claim, is_withheld, () if is_withheld else list(claim.points.all())))
    return lines
