"""The research bundle of a case, as a zip for whoever may read the case."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.shortcuts import get_case_or_404
from filings.research.zipping import Busy, Zip


@require_safe
@open_to_readers
def research_zip(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The bundle, sent as it is made, without what is sealed to this reader."""
    case = get_case_or_404(request, slug)
    try:
        pieces = () if request.method == "HEAD" else Zip(case)
    except Busy:
        sentence = "Other research bundles are being made just now. Ask again in a minute."
        return HttpResponse(
            sentence, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"}
        )
    return StreamingHttpResponse(
        pieces,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{case.slug}-research-{case.as_of}.zip"',
            "Cache-Control": "private, no-store",
            "X-Accel-Buffering": "no",
        },
    )
