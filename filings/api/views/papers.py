from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from filings.api.endpoints import MOST_NUMBER
from filings.api.gate import Asked, Page, cut, endpoint
from filings.api.rows import document_row, page_row
from filings.documents.door import OpenedDocument, case_and_filing, docket_url, open_document
from filings.documents.models import Document, mask_sealed_documents
from filings.documents.models import Page as PageOfFile

COLUMNS = (
    "number", "printed_page", "stamp", "needs_ocr", "ocr_confidence", "reader", "fault", "correction__id",
)  # fmt: skip
TEXT = ("words", "text", "marks")


@endpoint("api-documents")
def documents(asked: Asked, slug: str, key: str) -> Page:
    """None of a filing that is sealed to the reader: not even how many there are may show."""
    case, filing = case_and_filing(asked.request, slug, key)
    if filing.is_masked:
        return Page([])
    (after,) = asked.cursor or (-1,)
    found = Document.objects.filter(filing=filing, number__gt=after).select_related("current").order_by("number")
    rows, goes_on = cut(mask_sealed_documents(found[: asked.limit + 1], sees_sealed=case.sees_sealed), asked)
    for document in rows:
        document.filing = filing
    opened = [OpenedDocument(case, filing, document.number, document) for document in rows]
    results = [document_row(one, held.held, case, origin=asked.origin) for one, held in zip(rows, opened, strict=True)]
    return Page(results, (rows[-1].number,) if goes_on else None)


@endpoint("api-document")
def document(asked: Asked, slug: str, key: str, number: int) -> dict[str, Any]:
    opened = _opened(asked, slug, key, number)
    if opened.document is None:
        raise Http404("This filing is sealed.")
    return document_row(opened.document, opened.held, opened.case, origin=asked.origin)


@endpoint("api-pages")
def pages(asked: Asked, slug: str, key: str, number: int) -> Page:
    """None of a paper that is sealed to the reader, or not held."""
    opened = _opened(asked, slug, key, number)
    (after,) = asked.cursor or (0,)
    rows, goes_on = cut(_pages_of(opened, asked).filter(number__gt=after).order_by("number")[: asked.limit + 1], asked)
    return Page(_rows(rows, opened, asked), (rows[-1]["number"],) if goes_on else None)


@endpoint("api-page")
def page(asked: Asked, slug: str, key: str, number: int, page: int) -> dict[str, Any]:
    opened = _opened(asked, slug, key, number)
    found = list(_pages_of(opened, asked).filter(number=page)) if page <= MOST_NUMBER else []
    if not found:
        raise Http404("We hold no such page of this document.")
    return _rows(found, opened, asked)[0]


def _opened(asked: Asked, slug: str, key: str, number: int) -> OpenedDocument:
    if number > MOST_NUMBER:
        raise Http404("This filing has no such document.")
    return open_document(asked.request, slug, key, number)


def _pages_of(opened: OpenedDocument, asked: Asked) -> QuerySet[Any, Any]:
    """Their text only where it is wanted."""
    wants_text = asked.wants("text") or asked.wants("line_numbers")
    held = None if opened.is_sealed else opened.held
    found: QuerySet[Any, Any] = PageOfFile.objects.with_words()
    found = found.filter(held_file=held) if held else found.none()
    return found.values(*COLUMNS, *(TEXT if wants_text else ()))


def _rows(rows: list[dict[str, Any]], opened: OpenedDocument, asked: Asked) -> list[dict[str, Any]]:
    slug, key = opened.case.slug, opened.filing.key
    paper = f"{asked.origin}{docket_url(opened.case)}{key}/{opened.number}/"
    listed = asked.origin + reverse("api-pages", args=[slug, key, opened.number])
    return [page_row(row, paper=paper, pages=listed) for row in rows]
