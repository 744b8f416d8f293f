from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from filings.deadlines.calculator.choices import COURTS
from filings.deadlines.calculator.forms import CalculatorForm
from filings.deadlines.sheet import NOT_APPLIED

# The answer after the waiver in the shipped case: its last day is a holiday of California alone.
EXAMPLE = urlencode({"from": "2025-07-28", "days": "60", "basis": "event", "service": "waiver", "court": "cand"})


@require_safe
@open_to_readers
def calculator(request: HttpRequest) -> HttpResponse:
    """Any rule, or a plain period, without a case. The address is the question: `?from=2025-10-27&days=14&court=cand`.
    Without a day to count from (`?rule=cand.civlr.7-3.a`) the form is only filled in.
    """
    told = {name: value for name, value in request.GET.items() if value}
    form = CalculatorForm(told, initial=None) if "from" in request.GET else CalculatorForm(None, initial=told)
    answer = form.answer if form.is_valid() else None
    context = {
        "form": form,
        "answer": answer,
        "courts": COURTS,
        "example": EXAMPLE,
        "not_applied": NOT_APPLIED,
        "address": f"{request.path}?{urlencode(told)}" if answer else "",
    }
    return render(request, "filings/deadlines/calculator.html", context)
