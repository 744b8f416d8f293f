from datetime import datetime
from typing import Any
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
from filings.gaps.export import HEADER, rows_of
from filings.gaps.kinds import KIND_OF, KINDS, Kind
from filings.gaps.record import Gap, Record

FIRST = 5
PAGE = 200


def record_for(request: HttpRequest, case: CaseFile) -> Record:
    user = request.user
    today = datetime.now(ZoneInfo(case.timezone)).date()
    return Record(case, may=user.has_perm, is_staff=user.is_staff, today=today)


def fault_of(code: str) -> str:
    return f"“{code[:40]}” is no kind of gap." if code and code not in KIND_OF else ""


@require_safe
@open_to_readers
def gaps(request: HttpRequest, slug: str) -> HttpResponse:
    """What is missing of the case file: the first few of each kind, or all of one (`?kind=missing-numbers`)."""
    case = get_case_or_404(request, slug)
    record = record_for(request, case)
    code = request.GET.get("kind", "")
    chosen = KIND_OF.get(code)
    found = [(kind, list(kind.find(record))) for kind in ([chosen] if chosen else KINDS)]
    page = Paginator(found[0][1], PAGE).get_page(request.GET.get("page")) if chosen else None
    csv = reverse("gaps-csv", args=[case.slug])
    context = {
        "case": case,
        "tab": "docket",
        "chosen": chosen,
        "fault": fault_of(code),
        "sealed": len(record.everything) - len(record.papers),
        "total": sum(len(gaps) for _, gaps in found),
        "sections": [section(kind, gaps, case, list(page) if page else gaps[:FIRST]) for kind, gaps in found if gaps],
        "complete": [kind.heading for kind, gaps in found if not gaps],
        "pager": pager(page, urlencode({"kind": code})) if page else {},
        "csv": f"{csv}?kind={code}" if chosen else csv,
    }
    return render(request, "filings/gaps/gaps.html", context)


def section(kind: Kind, gaps: list[Gap], case: CaseFile, shown: list[Gap]) -> dict[str, Any]:
    return {
        "kind": kind,
        "why": kind.why_in(case.court_id),
        "mend": kind.mend_in(case.slug),
        "count": len(gaps),
        "gaps": shown,
        "more": len(gaps) - len(shown),
    }


@require_safe
@open_to_readers
def gaps_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All gaps, or all of one kind."""
    case = get_case_or_404(request, slug)
    code = request.GET.get("kind", "")
    if fault := fault_of(code):
        return HttpResponse(fault, status=400, content_type="text/plain; charset=utf-8")
    record = record_for(request, case)
    origin = request.build_absolute_uri("/").rstrip("/")
    kinds = [KIND_OF[code]] if code else KINDS
    pieces = written(HEADER, rows_of(record, kinds, origin=origin)) if request.method == "GET" else iter(())
    return StreamingHttpResponse(
        pieces,
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{case.slug}-gaps-{record.today}.csv"'},
    )
