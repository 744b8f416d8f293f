"""A file as it is answered: to be saved, and kept by nobody but the one who asked."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from filings.documents import storage


def pdf_response(request: HttpRequest, sha256: str, filename: str) -> HttpResponseBase:
    """The PDF as a download: a browser that opened it here would run what it holds under our name.

    Raises FileNotFoundError.
    """
    etag = f'"{sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        unchanged["ETag"] = etag
        return unchanged
    file = storage.path_of(sha256).open("rb")
    response = FileResponse(file, as_attachment=True, filename=filename, content_type="application/pdf")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
