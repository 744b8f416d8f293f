from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.models import CaseFile
from casefiles.shortcuts import get_case_or_404
from casefiles.spreadsheet import written
from filings.deadlines.agenda import agenda
from filings.deadlines.door import EDIT, today_in
from filings.deadlines.export import HEADER, rows_of
from filings.deadlines.forms import DeadlineFilter


@require_safe
@open_to_readers
def deadlines(request: HttpRequest, slug: str) -> HttpResponse:
    """What is due and what is heard; filtered by the address (`?show=coming&kind=hearing&side=defendant&q=reply`)."""
    case = get_case_or_404(request, slug)
    today = today_in(case)
    form = DeadlineFilter(request.GET, label_suffix="")
    found = agenda(case, today=today, **form.chosen)
    query = urlencode({name: value for name, value in form.chosen.items() if value})
    context = {
        "case": case,
        "tab": "deadlines",
        "form": form,
        "agenda": found,
        "today": today,
        "csv": reverse("deadlines-csv", args=[case.slug]) + (f"?{query}" if query else ""),
        "open_proposals": open_proposals(request, case),
        "is_followed": request.user.is_authenticated and case.followers.filter(user=request.user).exists(),
    }
    return render(request, "filings/deadlines/deadlines.html", context)


@require_safe
@open_to_readers
def deadlines_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What the page shows under the same query string, in its order."""
    case = get_case_or_404(request, slug)
    form = DeadlineFilter(request.GET)
    if not form.is_valid():
        faults = "\n".join(str(errors[0]) for errors in form.errors.values())
        return HttpResponse(faults, status=400, content_type="text/plain; charset=utf-8")
    today = today_in(case)
    found = agenda(case, today=today, **form.chosen)
    rows = rows_of(case, found.rows, site=request.build_absolute_uri("/")[:-1])
    return StreamingHttpResponse(
        written(HEADER, rows) if request.method == "GET" else iter(()),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{case.slug}-deadlines-{today}.csv"'},
    )


def open_proposals(request: HttpRequest, case: CaseFile) -> int:
    """How many wait for whoever may decide on them; nobody else is asked to."""
    if not request.user.has_perm(EDIT):
        return 0
    return case.proposals.open().open_to(sees_sealed=case.sees_sealed).count()
