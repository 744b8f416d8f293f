import logging
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.models import CaseFile
from casefiles.prepared import PreparedRecords
from casefiles.shortcuts import get_case_or_404
from filings.docket.chain import chain_of, links_of, node_of, statements_of
from filings.docket.due import tied_to
from filings.docket.facts import facts_of
from filings.docket.keyset import with_neighbours
from filings.docket.models import Filing, mask_sealed
from filings.docket.sides import chips_html, chips_of
from filings.docket.steps import actors_in, named, steps_of
from filings.docket.words import day, number_of
from filings.documents import storage
from filings.documents.cites import CaseCite, PaperCite, file_name, full_cite, short_cite
from filings.documents.markup import document_list, neighbours, notices, page_index, pages, state_of, texts
from filings.documents.models import Document
from filings.documents.shelf import Shelf, is_being_read

logger = logging.getLogger(__name__)

PAGES_ON_A_FILING = 20

_by_key = PreparedRecords(
    Filing, lambda case, key: with_neighbours(Filing.objects.filter(case=case, key=key).order_by())
)


@require_safe
@open_to_readers
def filing(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One filing: its facts, its chain, its documents and the first pages of their text."""
    case, paper = _case_and_filing(request, slug, key)
    context = _heading(case, paper)
    if paper.is_masked:
        return render(request, "filings/documents/sealed.html", context)
    node = node_of(paper)
    links = links_of(node, sees_sealed=case.sees_sealed)
    chain = chain_of(node, links, sees_sealed=case.sees_sealed)
    today = datetime.now(ZoneInfo(case.timezone)).date()
    tied, coming = tied_to(node.id, sorted(chain.hubs), today=today)
    actors = actors_in(chain.nodes)
    acted = actors.get(node.id, [])
    shelf = _shelf(case, paper)
    documents = shelf.documents()
    shelf.add_pages(documents, most=PAGES_ON_A_FILING)
    return render(
        request,
        "filings/documents/filing.html",
        context
        | {
            "chips": chips_html(chips_of(named(acted), by_court=paper.by_court, judge=paper.judge)),
            "facts": facts_of(paper, acted, case_url=case.get_absolute_url()),
            "has_chain": len(chain.nodes) + len(coming) > 1,
            "steps": steps_of(chain.nodes, actors, coming, current=node.id, docket_url=_docket_url(case)),
            "is_cut": chain.is_cut,
            "statements": statements_of(node, links),
            "deadlines": tied,
            "deadlines_url": f"{case.get_absolute_url()}deadlines/",
            "documents": document_list(documents),
            "texts": texts(documents),
            "has_main": any(document.held.number == 0 for document in documents),
            "reading": is_being_read(documents),
            "cites": _cites(case, shelf.cite),
        },
    )


@require_safe
@open_to_readers
def document(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponse:
    """One document, all its pages."""
    case, paper = _case_and_filing(request, slug, key)
    context = _heading(case, paper)
    # Not even how many documents it has: any number of a fully sealed filing answers the same.
    if paper.is_masked:
        return render(request, "filings/documents/sealed.html", context)
    shelf = _shelf(case, paper)
    shown = next((one for one in shelf.documents() if one.held.number == number), None)
    if shown is None:
        raise Http404("This filing has no such document.")
    context |= {
        "document": shown,
        "part": shown.part,
        "title": shown.heading(paper.title),
        "cites": _cites(case, shelf.cite_of(number)),
    }
    if shown.held.is_masked:
        return render(request, "filings/documents/sealed.html", context)
    shelf.add_pages([shown], most=shown.held.held_pages or 0, on_own_page=True)
    context |= {
        "reading": is_being_read([shown]),
        "state": state_of(shown),
        "notices": notices(shown),
        "page_index": page_index(shown.pages),
        "pages": pages(shown.pages),
    }
    return render(request, "filings/documents/document.html", context)


@require_safe
@open_to_readers
def document_file(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponseBase:
    """The PDF itself, to be saved: a browser that opened it here would run what it holds under our name."""
    case, paper = _case_and_filing(request, slug, key)
    documents = Document.objects.filter(filing=paper.pk, number=number).open_to(sees_sealed=case.sees_sealed)
    held = get_object_or_404(documents.select_related("current"), current__isnull=False).current
    if held is None or paper.is_masked:
        raise Http404("We hold no file of this document.")
    etag = f'"{held.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        unchanged["ETag"] = etag
        return unchanged
    try:
        file = storage.path_of(held.sha256).open("rb")
    except FileNotFoundError as missing:
        logger.error("The file %s of document %s is not on the disk.", held.sha256, held.document_id)
        raise Http404("The file of this document is not on the disk.") from missing
    response = FileResponse(
        file, as_attachment=True, filename=file_name(case.docket_number, key, number), content_type="application/pdf"
    )
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _case_and_filing(request: HttpRequest, slug: str, key: str) -> tuple[CaseFile, Filing]:
    case = get_case_or_404(request, slug)
    paper = next(iter(_by_key(case.pk, key)), None)
    if paper is None:
        raise Http404("No entry of this docket has that number.")
    paper.case = case
    mask_sealed([paper], sees_sealed=case.sees_sealed)
    return case, paper


def _heading(case: CaseFile, paper: Filing) -> dict[str, Any]:
    """What each page of a filing starts with: where it stands, and its neighbours on the docket."""
    name = f"No. {number_of(paper.entry, paper.key, paper.date_filed)}" if paper.entry else "Unnumbered entry"
    docket_url = _docket_url(case)
    return {
        "case": case,
        "tab": "docket",
        "filing": paper,
        # Our own words, which need no escaping.
        "name": SafeString(name),
        "filed": SafeString(day(paper.date_filed)),
        "docket_url": SafeString(docket_url),
        "filing_url": SafeString(f"{docket_url}{paper.key}/"),
        "neighbours": neighbours(paper, docket_url=docket_url),
    }


def _docket_url(case: CaseFile) -> str:
    return f"{case.get_absolute_url()}docket/"


def _shelf(case: CaseFile, paper: Filing) -> Shelf:
    return Shelf(
        filing_id=paper.pk,
        cite=PaperCite(paper.entry, paper.kind, paper.date_filed),
        url=f"{_docket_url(case)}{paper.key}/",
        source=paper.url,
        sees_sealed=case.sees_sealed,
    )


def _cites(case: CaseFile, paper: PaperCite) -> dict[str, str]:
    named = CaseCite(case.caption, case.docket_number, case.court_id, case.court)
    return {"short": short_cite(paper), "full": full_cite(named, paper)}
