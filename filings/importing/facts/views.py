"""Facts outside the court from a table: upload, preview, import. For those who may import.

Nothing is kept between preview and import: the page itself carries what was read, signed, and how the case stood.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casefiles.models import CaseFile
from casefiles.shortcuts import get_case_or_404
from filings.docket.words import count_of
from filings.importing.facts.actions import ChangedMeanwhile, import_facts
from filings.importing.facts.columns import COLUMNS
from filings.importing.facts.forms import FactsFileForm
from filings.importing.facts.plan import SAME, plan_of
from filings.importing.facts.table import FaultyTable, read, template, text_in

IMPORT, SALT = "filings.add_import", "facts"
KEPT_SECONDS = 24 * 60 * 60
MOST_FAULTS = MOST_SHOWN = 200
LOST = "What was read is no longer at hand. Choose the file again."


@dataclass(frozen=True)
class Sheet:
    """The words of an uploaded file, under its name."""

    name: str
    text: str

    @property
    def signed(self) -> str:
        return signing.dumps([self.name, self.text], salt=SALT, compress=True)

    @classmethod
    def read_back(cls, signed: str) -> "Sheet":
        """Raises signing.BadSignature."""
        return cls(*signing.loads(signed, salt=SALT, max_age=KEPT_SECONDS))


@require_http_methods(["GET", "HEAD", "POST"])
def facts_import(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; POST of a file shows what it would do, POST of what was shown does it."""
    if not request.user.has_perm(IMPORT):
        raise PermissionDenied
    case = get_case_or_404(request, slug)
    if request.method == "POST" and "kept" in request.POST:
        return _import(request, case)
    form = FactsFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return _preview(request, case, Sheet(file.name, text_in(file.read())))
        except FaultyTable as why:
            return _refused(request, case, form, why)
    return _form(request, case, form)


@require_safe
def facts_template(request: HttpRequest, slug: str) -> HttpResponse:
    """An empty table of facts, with its header and one example."""
    if not request.user.has_perm(IMPORT):
        raise PermissionDenied
    get_case_or_404(request, slug)
    answer = HttpResponse(template(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="facts.csv"'
    return answer


def _preview(request: HttpRequest, case: CaseFile, sheet: Sheet, fault: str = "") -> HttpResponse:
    """Raises FaultyTable."""
    plan = plan_of(read(sheet.text), case)
    told = [item for item in plan.items if item.state != SAME]
    context = {
        "case": case,
        "tab": "timeline",
        "plan": plan,
        "items": told[:MOST_SHOWN],
        "more": max(len(told) - MOST_SHOWN, 0),
        "filename": sheet.name,
        "kept": sheet.signed,
        "fault": fault,
    }
    return render(request, "filings/importing/facts_preview.html", context, status=409 if fault else 200)


def _import(request: HttpRequest, case: CaseFile) -> HttpResponse:
    by: Any = request.user
    try:
        sheet = Sheet.read_back(request.POST["kept"])
    except signing.BadSignature:
        messages.error(request, LOST)
        return redirect("facts-import", case.slug)
    try:
        plan = import_facts(
            case=case, table=read(sheet.text), filename=sheet.name, by=by, now=timezone.now(),
            seen=request.POST.get("digest", ""),
        )  # fmt: skip
    except FaultyTable as why:
        return _refused(request, case, FactsFileForm(), why)
    except ChangedMeanwhile as why:
        return _preview(request, case, sheet, str(why))
    counts = plan.counts
    messages.success(
        request, f"{sheet.name} is imported: {count_of(counts['new'], 'new fact')}, {counts['changed']} changed."
    )
    return redirect(f"{reverse('timeline', args=[case.slug])}?event=fact")


def _refused(request: HttpRequest, case: CaseFile, form: FactsFileForm, why: FaultyTable) -> HttpResponse:
    return _form(request, case, form, sentence=str(why), faults=[str(fault) for fault in why.faults])


def _form(
    request: HttpRequest, case: CaseFile, form: FactsFileForm, *, sentence: str = "", faults: list[str] | None = None
) -> HttpResponse:
    found = faults or []
    context = {
        "case": case,
        "tab": "timeline",
        "form": form,
        "sentence": sentence,
        "faults": found[:MOST_FAULTS],
        "more": max(len(found) - MOST_FAULTS, 0),
        "columns": COLUMNS,
    }
    is_wrong = bool(sentence) or (form.is_bound and bool(form.errors))
    return render(request, "filings/importing/facts.html", context, status=400 if is_wrong else 200)
