from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.models import CaseFile
from casefiles.shortcuts import get_case_or_404
from casefiles.spreadsheet import written
from filings.authorities.export import HEADER, csv_rows
from filings.authorities.table import SORTS, Row, rows_of
from filings.documents.room import address_of

LONGEST_KEY = 40


def _asked(request: HttpRequest) -> str | None:
    return (request.GET.get("filing") or "").replace("\0", "")[:LONGEST_KEY] or None


@require_safe
@open_to_readers
def authorities(request: HttpRequest, slug: str) -> HttpResponse:
    """Which cases, statutes and rules the papers cite, who cites them and where; `?filing=34`: those of one filing."""
    case = get_case_or_404(request, slug)
    filing = _asked(request)
    rows = rows_of(case, filing=filing)
    query = f"?{urlencode({'filing': filing})}" if filing else ""
    docket = reverse("docket", args=[case.slug])
    context = {
        "case": case,
        "tab": "authorities",
        "filing": filing,
        "total": len(rows),
        "citations": sum(row.citations for row in rows),
        "groups": [
            (sort, SORTS[sort], [_shown(row, docket) for row in found])
            for sort, found in groupby(rows, key=lambda row: row.sort)
        ],
        "csv": reverse("authorities-csv", args=[case.slug]) + query,
    }
    return render(request, "filings/authorities/authorities.html", context)


def _shown(row: Row, docket: str) -> dict[str, Any]:
    papers = []
    for paper in row.papers:
        url = f"{docket}{paper.key}/{paper.number}/"
        pages = paper.pages[:1] if paper.is_passim else paper.pages
        papers.append(
            {
                "name": paper.name,
                "pages": [(page, f"{address_of(url, page)}#p{page}") for page in pages],
                "passim": len(paper.pages) if paper.is_passim else 0,
            }
        )
    return {"row": row, "sides": row.sides.items(), "papers": papers}


@require_safe
@open_to_readers
def authorities_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The rows that the page shows under the same query string."""
    case: CaseFile = get_case_or_404(request, slug)
    docket = request.build_absolute_uri(reverse("docket", args=[case.slug]))
    rows = csv_rows(rows_of(case, filing=_asked(request)), slug=case.slug, docket=docket)
    return StreamingHttpResponse(
        written(HEADER, rows) if request.method == "GET" else iter(()),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{case.slug}-authorities.csv"'},
    )
