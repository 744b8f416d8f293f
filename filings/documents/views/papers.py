import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.models import CaseFile
from filings.docket.facts import facts_of
from filings.docket.livetext import live_text
from filings.docket.past import edited_on
from filings.docket.sides import chips_html, chips_of
from filings.docket.steps import named
from filings.docket.story import story_of
from filings.documents.cites import CaseCite, file_name, full_cite, short_cite
from filings.documents.door import case_and_filing, docket_url, heading
from filings.documents.markup import document_list, texts
from filings.documents.models import Document, HeldFile
from filings.documents.serving import pdf_response
from filings.documents.shelf import is_being_read, shelf_of

logger = logging.getLogger(__name__)

PAGES_ON_A_FILING = 20


@require_safe
@open_to_readers
def filing(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One filing: its facts, its chain, its documents and the first pages of their text."""
    case, paper = case_and_filing(request, slug, key)
    context = heading(case, paper)
    if paper.is_masked:
        return render(request, "filings/documents/sealed.html", context)
    today = datetime.now(ZoneInfo(case.timezone)).date()
    story = story_of(paper, case, docket_url=docket_url(case), today=today)
    named_case = CaseCite(case.caption, case.docket_number, case.court_id, case.court)
    shelf = shelf_of(case, paper)
    documents = shelf.documents()
    shelf.add_pages(documents, most=PAGES_ON_A_FILING)
    return render(
        request,
        "filings/documents/filing.html",
        context
        | {
            "chips": chips_html(chips_of(named(story.acted), by_court=paper.by_court, judge=paper.judge)),
            "facts": facts_of(paper, story.acted, outcome=story.outcome, case_url=case.get_absolute_url()),
            "story": story,
            "docket_text": live_text(paper, case=case.pk, docket_url=docket_url(case), sees_sealed=case.sees_sealed),
            "edited": edited_on(paper.pk, case=case),
            "deadlines_url": f"{case.get_absolute_url()}deadlines/",
            "proposed": proposed_from(request, case, paper.pk),
            "documents": document_list(documents),
            "texts": texts(documents, named_case),
            "to_bundle": sum(document.held.state == HeldFile.State.READ for document in documents) > 1,
            "has_main": any(document.held.number == 0 for document in documents),
            "reading": is_being_read(documents),
            "cites": {"short": short_cite(shelf.cite), "full": full_cite(named_case, shelf.cite)},
        },
    )


def proposed_from(request: HttpRequest, case: CaseFile, paper: int) -> int:
    """How many dates that it sets off wait for whoever may decide on them; nobody else is asked to."""
    if not request.user.has_perm("filings.change_deadline"):
        return 0
    told = case.proposals.open().open_to(sees_sealed=case.sees_sealed)
    return told.filter(computation__trigger_entry=paper).count()


@require_safe
@open_to_readers
def document_file(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponseBase:
    """The PDF itself, to be saved: a browser that opened it here would run what it holds under our name."""
    case, paper = case_and_filing(request, slug, key)
    documents = Document.objects.filter(filing=paper.pk, number=number).open_to(sees_sealed=case.sees_sealed)
    held = get_object_or_404(documents.select_related("current"), current__isnull=False).current
    if held is None or paper.is_masked or (held.version == HeldFile.Version.UNREDACTED and not case.sees_sealed):
        raise Http404("We hold no file of this document.")
    try:
        return pdf_response(request, held.sha256, file_name(case.docket_number, key, number))
    except FileNotFoundError as missing:
        logger.error("The file %s of document %s is not on the disk.", held.sha256, held.document_id)
        raise Http404("The file of this document is not on the disk.") from missing
