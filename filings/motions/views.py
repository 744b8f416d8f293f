from datetime import date, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.models import CaseFile
from casefiles.paging import pager
from casefiles.shortcuts import get_case_or_404
from casefiles.spreadsheet import written
from filings.docket.lifecycle import until_of
from filings.docket.steps import actors_in
from filings.motions.export import HEADER, rows_of
from filings.motions.filters import STATES, MotionFilter
from filings.motions.listing import lives_of
from filings.motions.rows import Rows

PAGE = 100


def today_in(case: CaseFile) -> date:
    """The day it is at the court."""
    return datetime.now(ZoneInfo(case.timezone)).date()


@require_safe
@open_to_readers
def motions(request: HttpRequest, slug: str) -> HttpResponse:
    """Each motion of the case with what became of it; filtered by the address (`?state=pending&routine=hide`)."""
    case = get_case_or_404(request, slug)
    form = MotionFilter(request.GET, label_suffix="")
    until = until_of(case, today=today_in(case))
    everything = lives_of(case, until=until)
    found = form.passing(everything)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = Rows(actors_in([life.motion for life in page]), case_url=case.get_absolute_url())
    query = urlencode(form.chosen)
    context = {
        "case": case,
        "tab": "motions",
        "form": form,
        "total": len(found),
        "is_empty": not everything,
        "counts": [(label.lower(), sum(life.state == state for life in found)) for state, label in STATES.items()],
        "until": until,
        "rows": rows.rows(list(page), before=found[page.start_index() - 2] if page.has_previous() else None),
        "pager": pager(page, query),
        "csv": reverse("motions-csv", args=[case.slug]) + (f"?{query}" if query else ""),
    }
    return render(request, "filings/motions/motions.html", context)


@require_safe
@open_to_readers
def motions_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All motions that the list shows under the same query string, on all its pages."""
    case = get_case_or_404(request, slug)
    form = MotionFilter(request.GET)
    if not form.is_valid():
        faults = "\n".join(str(errors[0]) for errors in form.errors.values())
        return HttpResponse(faults, status=400, content_type="text/plain; charset=utf-8")
    today = today_in(case)
    lives = form.passing(lives_of(case, until=until_of(case, today=today)))
    docket = request.build_absolute_uri(reverse("docket", args=[case.slug]))
    return StreamingHttpResponse(
        written(HEADER, rows_of(case, lives, docket=docket)) if request.method == "GET" else iter(()),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{case.slug}-motions-{today}.csv"'},
    )
