from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.shortcuts import get_case_or_404
from parties.benches import people
from parties.standing import NotADayError, day_asked


@require_safe
@open_to_readers
def parties(request: HttpRequest, slug: str) -> HttpResponse:
    """Parties, counsel and judges as of a day (`?on=2026-07-09`); who was not there on it stands apart."""
    case = get_case_or_404(request, slug)
    today = datetime.now(ZoneInfo(case.timezone)).date()
    on, fault = today, None
    try:
        on = day_asked(request.GET.get("on"), today=today)
    except NotADayError as error:
        fault = str(error)
    context = {"case": case, "tab": "parties", "on": on, "today": today, "fault": fault, "people": people(case, on=on)}
    return render(request, "parties/parties.html", context)
