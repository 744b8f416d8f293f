"""Several papers of a case as one PDF: choosing them, and the file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.models import CaseFile
from casefiles.shortcuts import get_case_or_404
from filings.docket.words import day, number_of
from filings.documents import bundling
from filings.documents.bundling import Bundle, Paper, Refused, Token
from filings.documents.cites import file_name
from filings.documents.models import Document, HeldFile
from filings.documents.streaming import Busy, Stream

PAPERS_A_PAGE = 100
LONGEST_NUMBER = 9  # digits


@require_safe
@open_to_readers
def bundle(request: HttpRequest, slug: str) -> HttpResponse:
    """The held papers of the case, to choose from. `?filing=34` and `?paper=34-2` are chosen already."""
    case = get_case_or_404(request, slug)
    chosen, fault, status = Bundle(), "", 200
    if request.GET.getlist("paper") or request.GET.getlist("filing"):
        try:
            chosen = _asked(request, case)
            chosen.check()
        except Refused as refused:
            fault, status = str(refused), refused.status
    return _chooser(request, case, chosen, fault, status)


@require_safe
@open_to_readers
def bundle_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The bundle itself, sent as it is put together; or the papers to choose from, with the sentence why not."""
    case = get_case_or_404(request, slug)
    chosen = Bundle()
    try:
        chosen = _asked(request, case)
        chosen.check()
    except Refused as refused:
        return _chooser(request, case, chosen, str(refused), refused.status)
    today = datetime.now(ZoneInfo(case.timezone)).date()
    try:
        blocks = () if request.method == "HEAD" else Stream(chosen.arguments(case, today), chosen.seconds)
    except Busy:
        busy = _chooser(request, case, chosen, "Other bundles are being made just now. Ask again in a minute.", 503)
        busy["Retry-After"] = "60"
        return busy
    response = StreamingHttpResponse(blocks, content_type="application/pdf")
    name = file_name(case.docket_number or "", f"bundle-{today:%Y-%m-%d}", 0)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Accel-Buffering"] = "no"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _asked(request: HttpRequest, case: CaseFile) -> Bundle:
    return bundling.bundle_of(case, request.GET.getlist("paper"), request.GET.getlist("filing"))


@dataclass
class Group:
    """The papers of one filing."""

    name: str
    title: str
    filed: str
    url: str
    papers: list[tuple[Paper, bool]] = field(default_factory=list)
    others: int = 0
    """Known papers of it that do not stand on this page."""

    @property
    def lacks_main(self) -> bool:
        """The main document, which goes by the title of the filing, is not among them."""
        return all(paper.token.number for paper, _ in self.papers)


def _chooser(request: HttpRequest, case: CaseFile, chosen: Bundle, fault: str, status: int) -> HttpResponse:
    listed = _held(case)
    paginator = Paginator(listed, PAPERS_A_PAGE)
    number = request.GET.get("page", "1")
    is_number = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    if not is_number or not 1 <= int(number) <= paginator.num_pages:
        raise Http404("This list has no such page.")
    page = paginator.page(int(number))
    tokens = {paper.token for paper in chosen.papers}
    groups = _groups(case, list(page.object_list), tokens)
    here = {paper.token for group in groups for paper, _ in group.papers}
    base = case.get_absolute_url()
    context = {
        "case": case,
        "tab": "docket",
        "docket_url": f"{base}docket/",
        "bundle_url": f"{base}bundle/",
        "file_url": f"{base}bundle.pdf",
        "fault": fault,
        "groups": groups,
        "chosen": chosen,
        "elsewhere": [paper for paper in chosen.papers if paper.token not in here],
        "page": page,
        "bounds": f"At most {bundling.MOST_PAPERS} papers, {bundling.MOST_PAGES:,} pages and"
        f" {bundling.MOST_BYTES >> 20} MiB at once.",
    }
    return render(request, "filings/documents/bundle.html", context, status=status)


def _held(case: CaseFile) -> Any:
    """The papers of the case whose file this reader may have, in the docket's order."""
    documents = Document.objects.filter(filing__case=case).open_to(sees_sealed=case.sees_sealed)
    return (
        documents.filter(current__in=HeldFile.objects.open_to(sees_sealed=case.sees_sealed))
        .select_related("filing", "current")
        .order_by("filing__position", "filing_id", "number")
    )


def _groups(case: CaseFile, documents: Sequence[Document], chosen: set[Token]) -> list[Group]:
    known = dict(
        Document.objects.filter(filing__in={document.filing_id for document in documents})
        .order_by()
        .values_list("filing")
        .annotate(Count("pk"))
    )
    groups: dict[int, Group] = {}
    for document in documents:
        filing = document.filing
        filing.case = case
        if filing.pk not in groups:
            name = number_of(filing.entry, filing.key, filing.date_filed)
            groups[filing.pk] = Group(
                name=f"No. {name}" if filing.entry else "Unnumbered entry",
                title=filing.title,
                filed=day(filing.date_filed),
                url=f"{case.get_absolute_url()}docket/{filing.key}/",
            )
        held = document.current
        assert held is not None
        paper = Paper(Token(filing.key, document.number), document, held)
        groups[filing.pk].papers.append((paper, paper.token in chosen))
    for pk, group in groups.items():
        group.others = known.get(pk, 0) - len(group.papers)
    return list(groups.values())
