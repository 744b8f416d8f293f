"""The tray: many files in at once, and the papers that wait until somebody says which they are."""

import logging
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from casefiles.models import CaseFile
from casefiles.shortcuts import get_case_or_404
from filings.docket.models import Filing, mask_sealed
from filings.docket.words import count_of
from filings.documents.door import EDIT, docket_url
from filings.documents.pictures import Busy, Undrawable, Wanted, picture
from filings.documents.serving import pdf_response
from filings.tray import actions
from filings.tray.forms import PlaceForm
from filings.tray.models import TrayPaper
from filings.tray.outcomes import Outcome
from filings.tray.places import NoPlace
from filings.tray.rows import Row, rows_of
from filings.tray.uploads import FirstFiles, most_files

logger = logging.getLogger(__name__)

A_PAGE = 25
# Offered while somebody types the number of an entry.
MOST_OFFERED = 500
# The script sends so many at a time, and tells after each how far it is.
A_BATCH = 5


@dataclass(frozen=True)
class Taken:
    """One file of a form, and what became of it."""

    name: str
    outcome: Outcome
    url: str


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def tray(request: HttpRequest, slug: str) -> HttpResponse:
    """The papers that wait; POST takes files in. For those who may change documents."""
    _check_right(request)
    files = FirstFiles(request)
    if request.method == "POST":
        # Before anything looks into the form, which the check for forgery does: hence the order of the two views.
        request.upload_handlers = [files]
    return _tray(request, slug, files)


@csrf_protect
def _tray(request: HttpRequest, slug: str, files: FirstFiles) -> HttpResponse:
    case = get_case_or_404(request, slug)
    context: dict[str, Any] = {}
    if request.method == "POST":
        taken = [_take(request, case, upload) for upload in request.FILES.getlist("files")]
        context = {"taken": taken, "left_out": files.left_out, "nothing": not taken}
    page = Paginator(TrayPaper.objects.filter(case=case), A_PAGE).get_page(request.GET.get("page"))
    context |= {
        "rows": rows_of(case, list(page.object_list)),
        "total": page.paginator.count,
        "waiting": count_of(page.paginator.count, "paper"),
        "previous": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "next": f"?page={page.next_page_number()}" if page.has_next() else "",
        "most": most_files(),
        "batch": A_BATCH,
    }
    return render(request, "filings/tray/tray.html", _frame(case) | context)


def _take(request: HttpRequest, case: CaseFile, upload: UploadedFile[Any]) -> Taken:
    by: Any = request.user
    name = upload.name or "a file without a name"
    outcome = actions.take_in(case=case, upload=upload, filename=name, by=by, now=timezone.now())
    url = ""
    if outcome.key:
        url = f"{docket_url(case)}{outcome.key}/{outcome.number}/"
    elif outcome.paper:
        url = f"{case.get_absolute_url()}tray/{outcome.paper}/"
    return Taken(name, outcome, url)


@require_http_methods(["GET", "HEAD", "POST"])
def tray_paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One paper of the tray, large; POST places it, or throws it away."""
    _check_right(request)
    case = get_case_or_404(request, slug)
    if request.method == "POST" and not TrayPaper.objects.filter(case=case, pk=pk).exists():
        return _gone(request, case, actions.GONE)
    row = _row(case, pk)
    if request.method != "POST" or row.is_closed:
        return _show(request, case, row, status=403 if request.method == "POST" else 200)
    by: Any = request.user
    try:
        if request.POST.get("do") == "remove":
            name = actions.remove(case=case, paper=pk, by=by)
            messages.success(request, f"{name} was taken out of the tray.")
        else:
            form = PlaceForm(request.POST, case=case)
            if not form.is_valid():
                return _show(request, case, row, fault=form.fault, status=400)
            _place(request, case, row.paper, **form.cleaned_data)
    except NoPlace as why:
        return _show(request, case, row, fault=str(why), status=400)
    except actions.Gone as why:
        return _gone(request, case, str(why))
    return redirect(f"{case.get_absolute_url()}tray/")


def _place(request: HttpRequest, case: CaseFile, paper: TrayPaper, *, filing: Filing, number: int) -> None:
    by: Any = request.user
    done = actions.place(case=case, paper=paper.pk, filing=filing, number=number, by=by, now=timezone.now())
    address = f"{docket_url(case)}{done.key}/{done.number}/"
    told = format_html('{} is <a href="{}">{}</a> now. {}', paper.filename, address, done.place, done.why)
    messages.success(request, told)
    if done.warning:
        messages.warning(request, f"Check it: {done.warning}")


def _show(request: HttpRequest, case: CaseFile, row: Row, *, fault: str = "", status: int = 200) -> HttpResponse:
    typed = {"filing": request.POST.get("filing", ""), "number": request.POST.get("number", "")} if fault else None
    context = _frame(case) | {"row": row, "fault": fault, "typed": typed}
    return render(request, "filings/tray/paper.html", context, status=status)


def _gone(request: HttpRequest, case: CaseFile, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect(f"{case.get_absolute_url()}tray/")


@require_safe
def tray_picture(request: HttpRequest, slug: str, pk: int, step: str) -> HttpResponse:
    """The first page of a paper of the tray, as WebP."""
    paper = _open_paper(request, slug, pk)
    try:
        drawn = picture(Wanted(paper.sha256, 1, step))
    except Busy:
        return HttpResponse("Too many pages are being drawn.", content_type="text/plain", status=503)
    except (Undrawable, FileNotFoundError) as failed:
        raise Http404("This paper cannot be drawn.") from failed
    response = HttpResponse(drawn, content_type="image/webp")
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def tray_file(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The PDF itself, to be saved."""
    paper = _open_paper(request, slug, pk)
    try:
        return pdf_response(request, paper.sha256, paper.filename)
    except FileNotFoundError as missing:
        logger.error("The file %s of tray paper %s is not on the disk.", paper.sha256, paper.pk)
        raise Http404("The file of this paper is not on the disk.") from missing


def _open_paper(request: HttpRequest, slug: str, pk: int) -> TrayPaper:
    """Raises PermissionDenied, and Http404 for a paper that is not there or belongs to what is sealed to this reader."""
    _check_right(request)
    row = _row(get_case_or_404(request, slug), pk)
    if row.is_closed:
        raise Http404("This paper belongs to what is sealed.")
    return row.paper


def _row(case: CaseFile, pk: int) -> Row:
    return rows_of(case, [get_object_or_404(TrayPaper, case=case, pk=pk)])[0]


def _check_right(request: HttpRequest) -> None:
    if not request.user.has_perm(EDIT):
        raise PermissionDenied


def _frame(case: CaseFile) -> dict[str, Any]:
    """What both pages begin with, and the entries of the docket to choose from, the latest first."""
    filings = Filing.objects.filter(case=case).latest_first().only("key", "title", "sealed", "case_id")[:MOST_OFFERED]
    return {
        "case": case,
        "tab": "docket",
        "docket_url": docket_url(case),
        "tray_url": f"{case.get_absolute_url()}tray/",
        "entries": mask_sealed(filings, sees_sealed=case.sees_sealed),
    }
