"""Deadlines that wait for a decision: each with its count, to be ticked. Nothing is created that nobody ticked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casefiles.models import CaseFile
from casefiles.shortcuts import get_case_or_404
from filings.deadlines.actions.deciding import Decided, accept, decline
from filings.deadlines.actions.proposing import propose, recompute
from filings.deadlines.door import EDIT
from filings.deadlines.models import Proposal
from filings.deadlines.shown import StepShown, steps_of
from filings.docket.words import count_of

A_PAGE = 50


@dataclass(frozen=True)
class Row:
    proposal: Proposal
    title: str
    steps: tuple[StepShown, ...]
    who: list[str]


@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest, slug: str) -> HttpResponse:
    """What is proposed; POST decides on what is ticked, or looks through the docket anew. For those who may edit deadlines."""
    case = get_case_or_404(request, slug)
    if not request.user.has_perm(EDIT):
        raise PermissionDenied
    if request.method == "POST":
        _do(request, case)
        return redirect("proposals", slug)
    page = Paginator(_open(case), A_PAGE).get_page(request.GET.get("page"))
    names = {one.slug: one.party.name for one in case.appearances.select_related("party")}
    context = {
        "case": case,
        "tab": "deadlines",
        "rows": [row_of(proposal, names) for proposal in page.object_list],
        "total": page.paginator.count,
        "previous": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "next": f"?page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "filings/deadlines/proposed.html", context)


def _open(case: CaseFile) -> Any:
    told = case.proposals.open().open_to(sees_sealed=case.sees_sealed)
    return told.select_related("computation__trigger_entry", "deadline").order_by("computation__safe", "id")


def _told(case: CaseFile, made: Sequence[Proposal]) -> int:
    """How many of them this reader may know of."""
    return case.proposals.filter(pk__in=[one.pk for one in made]).open_to(sees_sealed=case.sees_sealed).count()


def row_of(proposal: Proposal, names: dict[str, str]) -> Row:
    told = proposal.computation.result["deadline"]
    who = [names.get(slug, slug) for slug in told.get("who") or []]
    title = proposal.deadline.title if proposal.deadline else told["title"]
    return Row(
        proposal, title, steps_of(proposal.computation.result), ["the court", *who] if told.get("by_court") else who
    )


def _do(request: HttpRequest, case: CaseFile) -> None:
    by: Any = request.user
    now = timezone.now()
    if "look" in request.POST:
        filings = case.filings.all().open_to(sees_sealed=case.sees_sealed).values_list("pk", flat=True)
        made = propose(case=case, filings=filings, by=by, now=now)
        messages.info(request, f"The whole docket was looked through: {count_of(_told(case, made), 'new proposal')}.")
        return
    if "recount" in request.POST:
        made = recompute(case=case, by=by, now=now)
        messages.info(request, f"All open counts were made again: {count_of(_told(case, made), 'changed date')}.")
        return
    ticked = [int(pk) for pk in request.POST.getlist("ticked") if pk.isdecimal() and len(pk) < 18]
    act = decline if "decline" in request.POST else accept
    done = 0
    for proposal in _open(case).filter(pk__in=ticked):
        try:
            act(proposal=proposal, by=by, now=now)
        except Decided as why:
            messages.warning(request, str(why))
        else:
            done += 1
    if not ticked:
        messages.warning(request, "Nothing was ticked, so nothing was done.")
    else:
        verb = "declined" if act is decline else "accepted"
        messages.info(request, f"{count_of(done, 'proposal')} {verb}.")
