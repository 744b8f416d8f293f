"""How to cite a place in a document, on a page that needs no script."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from filings.docket.words import count_of
from filings.documents.cites import Place, ecf_cite, forms, place_of
from filings.documents.door import OpenedDocument, open_document
from filings.documents.models import Page
from filings.documents.pins import BadPin, Pin, read_pin
from filings.documents.quotes import Line, last_number, lines_of, quoted

# Pages that are quoted at once; a longer passage is cited, and its beginning quoted.
MOST_QUOTED = 5


@dataclass(frozen=True)
class Cited:
    """What is cited: `asked` counts pages as the file does, `at` as the court stamped them."""

    asked: Pin
    place: Place
    at: Pin
    pages: dict[int, Page]

    @property
    def page(self) -> Page | None:
        return self.pages.get(self.asked.page)


@require_safe
@open_to_readers
def cite(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponse:
    """The forms of a cite to `?page=3&lines=12-18`, or to `?page=3&lines=12-5&to_page=4`; pages as `#p3` counts them."""
    opened = open_document(request, slug, key, number)
    context = opened.heading()
    if opened.is_sealed:
        return render(request, "filings/documents/sealed.html", context)
    asked = {name: request.GET.get(name, "")[:20] for name in ("page", "lines", "to_page")}
    context |= {"asked": asked | {"page": asked["page"] or "1"}, "page_count": _page_count(opened)}
    try:
        cited = _cited(opened, read_pin(**asked))
    except BadPin as fault:
        return render(request, "filings/documents/cite.html", context | {"fault": str(fault)})
    address = request.build_absolute_uri(opened.url)
    found = forms(opened.case_cite, cited.place.paper, address, at=cited.at, anchor=cited.asked.anchor)
    context |= {
        "forms": [{"name": name, "label": label, "value": found[name]} for name, label in LABELS.items()],
        "target": f"{opened.url}#{cited.asked.anchor}",
        "is_held": opened.held is not None,
        "place": ecf_cite(cited.place.paper, cited.at.page),
        "cited": cited,
        "is_whole_page": cited.asked.first_line is None,
        "quotes": _quotes(cited),
        "more": max(0, cited.asked.end_page - cited.asked.page + 1 - MOST_QUOTED),
    }
    return render(request, "filings/documents/cite.html", context)


LABELS = {"short": "Short form", "full": "Full form", "markdown": "Markdown link", "link": "Plain link"}


def _page_count(opened: OpenedDocument) -> int | None:
    if opened.held is not None:
        return opened.held.page_count
    return opened.document.page_count if opened.document else None


def _cited(opened: OpenedDocument, asked: Pin) -> Cited:
    """Raises BadPin where the document has no such page, or its pages are of two papers, or the page no such line."""
    count = _page_count(opened)
    if count is not None and asked.end_page > count:
        raise BadPin(f"This document has {count_of(count, 'page')}.")
    numbers = {*range(asked.page, min(asked.end_page + 1, asked.page + MOST_QUOTED)), asked.end_page}
    # The driver takes no number beyond 64 bits; no page has one of ten digits (`read_pin` sees to six).
    found = Page.objects.filter(held_file=opened.held, number__in=numbers).with_words() if opened.held else []
    pages = {page.number: page for page in found}
    first, last = (_place(opened, pages.get(number), number) for number in (asked.page, asked.end_page))
    if first.paper != last.paper:
        raise BadPin(
            f"Page {asked.page} of this file is {ecf_cite(first.paper, first.page)} and page {asked.end_page} is "
            f"{ecf_cite(last.paper, last.page)}: cite them apart."
        )
    for number, line in ((asked.page, asked.first_line), (asked.end_page, asked.end_line)):
        _check_line(pages.get(number), line)
    return Cited(asked, first, Pin(first.page, asked.first_line, last.page, asked.last_line), pages)


def _place(opened: OpenedDocument, page: Page | None, number: int) -> Place:
    return place_of(opened.case_cite, opened.cite, stamp=page.stamp if page else None, number=number)


def _check_line(page: Page | None, line: int | None) -> None:
    if page is None or line is None:
        return
    highest = max(last_number(_lines(page)) or 0, page.printed_lines or 0)
    if highest and line > highest:
        raise BadPin(f"Page {page.number} has {count_of(highest, 'numbered line')}.")


def _lines(page: Page) -> list[Line]:
    words: Any = page.words  # type: ignore[attr-defined]  # with_words
    return lines_of(page.text, page.marks, shown=words)


def _quotes(cited: Cited) -> list[dict[str, Any]]:
    """The lines cited, page by page; of whole pages all their lines."""
    asked = cited.asked
    quotes = []
    for number, page in sorted(cited.pages.items()):
        lines = _lines(page)
        numbered = last_number(lines) is not None
        if asked.first_line is not None:
            lines = quoted(
                lines,
                asked.first_line if number == asked.page else None,
                asked.end_line if number == asked.end_page else None,
            )
        if number < asked.page + MOST_QUOTED:
            quotes.append({"number": number, "lines": lines, "is_numbered": numbered})
    return quotes
