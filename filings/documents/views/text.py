"""The text of a document as a file."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from filings.documents.cites import ecf_cite, file_name, full_cite, place_of
from filings.documents.door import OpenedDocument, open_document
from filings.documents.models import HeldFile, Page
from filings.documents.quotes import lines_of

PAGES_AT_ONCE = 100
GUTTER = 3  # columns for a printed line number


@require_safe
@open_to_readers
def document_text(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponseBase:
    """All pages, as they are shown here; `?numbers=1` prints the line numbers beside the words."""
    opened = open_document(request, slug, key, number)
    held = opened.held
    if opened.is_sealed or held is None:
        raise Http404("We hold no text of this document.")
    with_numbers = request.GET.get("numbers") == "1"
    pieces = _written(opened, held, with_numbers=with_numbers) if request.method == "GET" else iter(())
    name = file_name(opened.case.docket_number, key, number, "txt")
    return StreamingHttpResponse(
        pieces,
        content_type="text/plain; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-cache",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _written(opened: OpenedDocument, held: HeldFile, *, with_numbers: bool) -> Iterator[bytes]:
    """The file, a piece for its head and one for each hundred pages."""
    yield _head(opened, held).encode()
    last = 0
    # In blocks, each a query of its own: a slow reader holds no query open, and 10,000 pages are never in memory.
    while pages := list(_pages_after(held, last)):
        yield "".join(_page(opened, held, page, with_numbers=with_numbers) for page in pages).encode()
        last = pages[-1].number


def _pages_after(held: HeldFile, last: int) -> Iterator[Page]:
    found = Page.objects.filter(held_file=held, number__gt=last).with_words().defer("ocr_words", "concerns")
    return iter(found.select_related("correction").order_by("number")[:PAGES_AT_ONCE])


def _head(opened: OpenedDocument, held: HeldFile) -> str:
    lines = [full_cite(opened.case_cite, opened.cite), opened.heading()["title"]]
    if held.is_sample:
        lines.append("A SAMPLE made by this project: a synopsis, not the court's paper.")
    if held.version:
        lines.append(f"Version: {held.get_version_display()}")
    if held.state != HeldFile.State.READ:
        read = f"{held.pages_read} of {held.page_count} pages" if held.page_count else f"{held.pages_read} pages"
        lines.append(f"Not read to its end: {read}. {held.fault_text or ''}".rstrip())
    lines.append("Text as read by machine; the paper itself is what counts.")
    return "\n".join(lines) + "\n"


def _page(opened: OpenedDocument, held: HeldFile, page: Page, *, with_numbers: bool) -> str:
    place = place_of(opened.case_cite, opened.cite, stamp=page.stamp, number=page.number)
    notes = "; ".join([f"page {page.number} of {held.page_count or 'an unknown number'} in the file", *notes_of(page)])
    words: str = page.words  # type: ignore[attr-defined]  # with_words
    if with_numbers:
        lines = lines_of(page.text, page.marks, shown=words)
        words = "\n".join(
            f"{'' if line.number is None else line.number:>{GUTTER}} | {line.words}".rstrip() for line in lines
        )
    return f"\n===== {ecf_cite(place.paper, place.page)} ===== ({notes})\n\n{words.rstrip()}\n"


def notes_of(page: Page) -> list[str]:
    """What to know of the text of a page before trusting it, in words. Wants `correction` loaded."""
    notes = [f"printed page {page.printed_page}"] if page.printed_page else []
    if page.fault:
        notes.append(f"could not be read: {page.fault}")
    if page.ocr_confidence is not None:
        notes.append(f"read by OCR, mean confidence {page.ocr_confidence} %")
    elif page.needs_ocr:
        notes.append(page.ocr_fault or "a picture of a page, not read by OCR")
    elif page.reader and page.reader.split()[0].lower() == "pypdf":
        notes.append("second reader")
    if hasattr(page, "correction"):
        notes.append("corrected by a person")
    return notes
