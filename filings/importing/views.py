"""A docket file into a case: upload, preview, merge, undo. For those who may import."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casefiles.access import SEE_SEALED
from casefiles.models import CaseFile
from casefiles.shortcuts import get_case_or_404
from filings.docket.models import Filing
from filings.importing import entries_csv
from filings.importing.actions.belonging import CASE_FILE
from filings.importing.actions.imports import ChangedMeanwhile, NotMerged, Preview, merge, preview, read, take_in
from filings.importing.actions.undoing import NotUndone, undo
from filings.importing.case_format import CaseFormatError
from filings.importing.forms import DocketFileForm, NewCaseForm
from filings.importing.journal import from_json
from filings.importing.models import Import
from filings.importing.previewing import FIELDS, in_words, page_of
from filings.importing.proposal import LEAVE_OUT
from filings.importing.sheet import NotADocket

IMPORT = "filings.add_import"
MOST_LISTED = 50
MOST_LINES = 200
LONGEST_NAME = 120
MOST_TICKS = 2000


def _may(request: HttpRequest) -> None:
    if not request.user.has_perm(IMPORT):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest, slug: str) -> HttpResponse:
    """The form for a file, and the imports so far. POST reads the file and leads to its preview."""
    _may(request)
    case = get_case_or_404(request, slug)
    form = DocketFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _take_in(request, form, case, None)
    return _upload(request, form, case)


@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """A case that begins with its docket."""
    _may(request)
    form = NewCaseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _take_in(request, form, None, form.cleaned_data["slug"])
    return _upload(request, form, None)


def _take_in(request: HttpRequest, form: DocketFileForm, case: CaseFile | None, slug: str | None) -> HttpResponse:
    file = form.cleaned_data["file"]
    by: Any = request.user
    try:
        reading = read(data=file.read(), filename=file.name)
        made = take_in(reading=reading, case=case, new_slug=slug, by=by, now=timezone.now())
    except (NotADocket, CaseFormatError) as why:
        form.add_error("file", str(why))
        return _upload(request, form, case)
    return redirect(made.get_absolute_url())


def _upload(request: HttpRequest, form: DocketFileForm, case: CaseFile | None) -> HttpResponse:
    made = Import.objects.filter(case=case).defer("sheet", "journal").select_related("case", "uploaded_by")
    context = {
        "case": case,
        "tab": "docket",
        "base": "base_case.html" if case else "base.html",
        "form": form,
        "imports": made[:MOST_LISTED] if case else [],
        "columns": entries_csv.COLUMNS,
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "filings/importing/imports.html", context, status=status)


@require_safe
def import_template(request: HttpRequest, slug: str) -> HttpResponse:
    """An empty table of entries, with its header and one example."""
    _may(request)
    get_case_or_404(request, slug)
    answer = HttpResponse(entries_csv.template(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="entries.csv"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def import_one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The preview of an import, its questions and its ticks; POST keeps these, or merges. Afterwards: what it did, and undo."""
    _may(request)
    return _one(request, Import.objects.filter(case=get_case_or_404(request, slug), pk=pk).first())


@require_http_methods(["GET", "HEAD", "POST"])
def import_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview of an import that begins a case."""
    _may(request)
    made = Import.objects.filter(pk=pk).exclude(new_slug=None, case=None).first()
    if made and made.case:
        return redirect(made.get_absolute_url())
    return _one(request, made)


def _one(request: HttpRequest, made: Import | None) -> HttpResponse:
    if made is None:
        raise Http404("No import goes by that number.")
    if made.case:
        made.case.sees_sealed = request.user.has_perm(SEE_SEALED)
    desk = Desk(request, made)
    if request.method != "POST":
        return desk.show() if made.state == Import.State.PREVIEWED else desk.done()
    if "undo" in request.POST:
        return desk.undo()
    return desk.answer() if made.state == Import.State.PREVIEWED else redirect(made.get_absolute_url())


@dataclass
class Desk:
    """One import, and who sits over it."""

    request: HttpRequest
    made: Import

    def show(self, fault: str = "", status: int = 200) -> HttpResponse:
        try:
            shown = preview(made=self.made)
        except (NotADocket, CaseFormatError) as why:
            # The case was changed since the file was read.
            messages.error(self.request, str(why))
            return redirect(reverse("imports", args=[self.made.case.slug]) if self.made.case else "case-list")
        number = self.request.GET.get("page", "1")
        page = page_of(
            shown.proposal,
            self.made.answers,
            number=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
            closed=self._closed() | self._closing(shown),
        )
        context = self._heading() | {
            "page": page,
            "remarks": shown.sheet.remarks,
            # A case file is merged by its own rules, all of it or nothing.
            "is_whole": self.made.kind == CASE_FILE,
            "digest": shown.proposal.digest,
            "changes_nothing": shown.proposal.changes_nothing and not page.open_questions and self.made.case,
            "fault": fault,
        }
        return render(self.request, "filings/importing/preview.html", context, status=status)

    def answer(self) -> HttpResponse:
        """Keeps what was ticked and answered on this page of the preview; and merges, if that was asked."""
        answers = self._answers()
        if "merge" not in self.request.POST:
            self.made.answers = answers
            self.made.save(update_fields=["answers"])
            return redirect(f"{self.made.get_absolute_url()}?page={self._next()}")
        by: Any = self.request.user
        try:
            merge(made=self.made, by=by, now=timezone.now(), answers=answers, seen=self.request.POST.get("digest", ""))
        except ChangedMeanwhile as why:
            return self.show(str(why), 409)
        except (NotMerged, NotADocket, CaseFormatError) as why:
            self.made.answers = answers
            return self.show(str(why), 409)
        self.made.refresh_from_db()
        messages.success(self.request, f"{self.made.filename} is imported.")
        return redirect(self.made.get_absolute_url())

    def _next(self) -> str:
        asked = self.request.POST.get("next", "1")
        return asked if asked.isascii() and asked.isdigit() and len(asked) < 6 else "1"

    def _answers(self) -> dict[str, str]:
        posted = self.request.POST
        answers = dict(self.made.answers)
        taken = set(posted.getlist("take"))
        for token in posted.get("shown", "").split()[:MOST_TICKS]:
            answers.pop(token, None)
            if token not in taken:
                answers[token] = LEAVE_OUT
        for name, value in posted.items():
            if name.startswith("answer-") and len(name) < LONGEST_NAME:
                answers[name.removeprefix("answer-")] = str(value)[:LONGEST_NAME]
        return answers

    def undo(self) -> HttpResponse:
        """Takes the import back, all of it."""
        by: Any = self.request.user
        try:
            undo(made=self.made, by=by, now=timezone.now())
        except NotUndone as why:
            messages.error(self.request, str(why))
            return redirect(self.made.get_absolute_url())
        messages.success(self.request, f"The import of {self.made.filename} is undone: all is as it was before.")
        self.made.refresh_from_db()
        return redirect(reverse("imports", args=[self.made.case.slug]) if self.made.case else "case-list")

    def done(self) -> HttpResponse:
        closed = self._closed()
        lines = [
            {
                "record": line.record,
                "field": FIELDS.get(line.field, line.field),
                "old": in_words(line.old),
                "new": in_words(line.new),
            }
            for line in from_json(self.made.journal)
            if not (line.section == "filings" and line.record in closed)
        ]
        context = self._heading() | {"lines": lines[:MOST_LINES], "more": max(len(lines) - MOST_LINES, 0)}
        return render(self.request, "filings/importing/done.html", context)

    def _closed(self) -> set[str]:
        """The keys of what this reader may not see."""
        case = self.made.case
        if case is None or case.sees_sealed:
            return set()
        return set(Filing.objects.filter(case=case, sealed="full").values_list("key", flat=True))

    def _closing(self, shown: Preview) -> set[str]:
        """The keys of what a case file would bring sealed."""
        if self.request.user.has_perm(SEE_SEALED):
            return set()
        records = (item.record for item in shown.proposal.items)
        return {str(record["key"]) for record in records if record.get("sealed") == "full"}

    def _heading(self) -> dict[str, Any]:
        case = self.made.case
        return {"case": case, "tab": "docket", "base": "base_case.html" if case else "base.html", "made": self.made}
