import hashlib
import io
import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from casefiles.access import open_to_readers
from filings.documents.door import open_document
from filings.documents.models import Document, HeldFile, Page
from filings.documents.pictures import Busy, Undrawable, Wanted, picture
from filings.reading import drawing, sizes
from filings.reading.sought import Edges, Sought, sought_in

logger = logging.getLogger(__name__)

LONGEST_ID = 18  # digits


@require_safe
@open_to_readers
def page_picture(request: HttpRequest, slug: str, key: str, number: int, *, page: int, step: str) -> HttpResponse:
    """One page as the court printed it, as WebP.

    `?version=` a held file other than the one to read; `?q=` a phrase to mark, or `?find=` what a
    search of the case finds.
    """
    opened = open_document(request, slug, key, number)
    if opened.is_sealed or opened.document is None:
        raise Http404("This document is sealed.")
    held = _held(opened.document, request.GET.get("version"), sees_sealed=opened.case.sees_sealed)
    if page < 1 or (held.page_count is not None and page > held.page_count):
        raise Http404("The document has no such page.")
    sought = sought_in(request.GET.get("q"), request.GET.get("find"))
    etag = _etag(held, page, step, sought)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return _private(unchanged, etag)
    words, edges = _words(held, page, sought)
    wanted = Wanted(held.sha256, page, step, sought, words, edges)
    try:
        return _private(HttpResponse(picture(wanted), content_type="image/webp"), etag)
    except Undrawable as failed:
        return _private(HttpResponse(_placeholder(held, page, step, str(failed)), content_type="image/webp"))
    except Busy:
        return _private(
            HttpResponse(
                "Too many pages are being drawn.", content_type="text/plain", status=503, headers={"Retry-After": "5"}
            )
        )
    except FileNotFoundError as missing:
        logger.error("The file %s of document %s is not on the disk.", held.sha256, held.document_id)
        raise Http404("The file of this document is not on the disk.") from missing


def _held(document: Document, version: str | None, *, sees_sealed: bool) -> HeldFile:
    """The version asked for, else the one to read. Raises Http404 where this reader may see no such."""
    files = HeldFile.objects.filter(document=document).open_to(sees_sealed=sees_sealed)
    if version is None:
        return get_object_or_404(files, pk=document.current_id)
    if not (version.isascii() and version.isdigit() and len(version) <= LONGEST_ID):
        raise Http404("The document has no such version.")
    return get_object_or_404(files, pk=int(version))


def _words(held: HeldFile, page: int, sought: Sought) -> tuple[list[object] | None, Edges]:
    """For the marks: where the words stand that OCR read, None for a page that has words of its own; and what runs over the
    page's ends. One query, where there is something to mark."""
    if not sought:
        return None, Edges()
    found = Page.objects.filter(held_file=held, number__in=(page - 1, page)).values_list(
        "number", "ocr_words", "bridge"
    )
    rows = {number: (words, bridge) for number, words, bridge in found}
    words, after = rows.get(page, (None, None))
    return words, Edges(rows.get(page - 1, (None, None))[1], after)


def _etag(held: HeldFile, page: int, step: str, sought: Sought) -> str:
    """What the picture is of. Marks move when a page is read by OCR."""
    named = f"{held.sha256} {page} {step} {drawing.VERSION}"
    if sought:
        named += f" {held.reader} {held.looked_at} {sought.asking}"
    return f'"{hashlib.sha256(named.encode()).hexdigest()[:32]}"'


def _private(response: HttpResponse, etag: str | None = None) -> HttpResponse:
    """As the file itself is answered. What has no tag (a page that failed, for now) is not kept at all."""
    if etag:
        response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache" if etag else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _placeholder(held: HeldFile, page: int, step: str, sentence: str) -> bytes:
    """A blank page of the size that was expected, with the sentence on it."""
    found = Page.objects.filter(held_file=held, number=page).values_list("width", "height").first()
    size = sizes.pixels(*(found or (None, None)), step)
    blank = Image.new("L", size, 250)
    pen = ImageDraw.Draw(blank)
    pen.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=200)
    if step != "thumb":
        font = ImageFont.load_default(max(size[0] // 40, 10))
        pen.text((size[0] / 2, size[1] / 3), sentence, fill=90, font=font, anchor="mm")
    out = io.BytesIO()
    blank.save(out, "WEBP", quality=drawing.QUALITY, method=0)
    return out.getvalue()
