from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.shortcuts import get_case_or_404
from filings.deadlines.agenda import agenda
from filings.deadlines.forms import DeadlineFilter


@require_safe
@open_to_readers
def deadlines(request: HttpRequest, slug: str) -> HttpResponse:
    """What is due and what is heard; filtered by the address (`?show=coming&kind=hearing&side=defendant`)."""
    case = get_case_or_404(request, slug)
    today = datetime.now(ZoneInfo(case.timezone)).date()
    form = DeadlineFilter(request.GET, label_suffix="")
    found = agenda(case, today=today, **form.chosen)
    context = {"case": case, "tab": "deadlines", "form": form, "agenda": found, "today": today}
    return render(request, "filings/deadlines/deadlines.html", context)
