"""What a person says of one deadline against its count: a date set by hand, lifted again, the count confirmed, a question of
the rule answered."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casefiles.models import CaseFile
from casefiles.shortcuts import get_case_or_404
from filings.deadlines.actions.answering import NothingToAnswer, answer
from filings.deadlines.actions.overruling import NoReason, confirm, lift, override
from filings.deadlines.arguments import argument_of, ground_of
from filings.deadlines.door import EDIT, today_in
from filings.deadlines.forms import AnswersForm, OverrideForm
from filings.deadlines.models import Deadline
from filings.deadlines.ruleasking import Need, needs_of
from filings.deadlines.rulebook import rulebook


@require_http_methods(["GET", "HEAD", "POST"])
def deadline_decide(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The forms, and what comes of them. For those who may edit deadlines."""
    case = get_case_or_404(request, slug)
    if not request.user.has_perm(EDIT):
        raise PermissionDenied
    found = get_object_or_404(case.deadlines.open_to(sees_sealed=case.sees_sealed), key=key)
    papers = case.filings.all().open_to(sees_sealed=case.sees_sealed)
    needs, given = _asked(case, found)
    form = OverrideForm(request.POST if "override" in request.POST else None, filings=papers)
    asking = AnswersForm(request.POST if "answer" in request.POST else None, needs=needs, given=given)
    if request.method == "POST" and _done(request, case, found, form, asking):
        return redirect("deadline", slug, key)
    standing = found.overrides.filter(lifted_at=None).select_related("made_by", "source_entry").first()
    context = {
        "case": case, "tab": "deadlines", "deadline": found, "form": form, "asking": asking if needs else None,
        "standing": standing,
    }  # fmt: skip
    return render(request, "filings/deadlines/decide.html", context)


def _asked(case: CaseFile, deadline: Deadline) -> tuple[list[Need], Mapping[str, str]]:
    """What the rule behind it asks, and what was answered so far."""
    ground = ground_of(case)
    mine = next(one for one in ground.known if one.pk == deadline.pk)
    argument = argument_of(mine, ground=ground, today=today_in(case))
    given = argument.kept.inputs.get("inputs", {}) if argument.kept else {}
    return (needs_of(argument.rule.id, rulebook()) if argument.rule else []), given


def _done(request: HttpRequest, case: CaseFile, deadline: Deadline, form: OverrideForm, asking: AnswersForm) -> bool:
    by: Any = request.user
    now = timezone.now()
    if "confirm" in request.POST:
        confirm(deadline=deadline, by=by, now=now)
        messages.info(request, "The date is confirmed.")
    elif "lift" in request.POST:
        standing = deadline.overrides.filter(lifted_at=None).first()
        if standing:
            lift(override=standing, by=by, now=now)
        messages.info(request, "The date set by hand is lifted.")
    elif "answer" in request.POST and asking.is_valid():
        try:
            answer(case=case, deadline=deadline, answers=asking.answers, by=by, now=now)
        except (NothingToAnswer, ValueError) as why:
            messages.warning(request, str(why))
            return False
        messages.info(request, "It is counted with your answers.")
    elif "override" in request.POST and form.is_valid():
        try:
            override(deadline=deadline, **form.cleaned_data, by=by, now=now)
        except NoReason as why:
            form.add_error("source", str(why))
            return False
        messages.info(request, "The date is set by hand. It stands until it is lifted.")
    else:
        return False
    return True
