"""Correcting what was read of a page."""

from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from filings.documents.actions.corrections import ChangedMeanwhile, TooLong, correct_page, take_back
from filings.documents.corrected import fingerprint
from filings.documents.door import EDIT, OpenedDocument, open_document
from filings.documents.forms import CorrectionForm
from filings.documents.models import Page, PageCorrection
from filings.reading.sizes import pixels

DONE = {"+": "corrected", "~": "corrected again", "-": "taken back to the reading"}
MOST_HISTORY = 50


@require_http_methods(["GET", "HEAD", "POST"])
def page_correct(request: HttpRequest, slug: str, key: str, number: int, page: int) -> HttpResponse:
    """What a person says a page says, beside its picture: for those who may change documents."""
    if not request.user.has_perm(EDIT):
        raise PermissionDenied
    opened = open_document(request, slug, key, number)
    if opened.is_sealed:
        status = 403 if request.method == "POST" else 200
        return render(request, "filings/documents/sealed.html", opened.heading(), status=status)
    found = Page.objects.filter(held_file=opened.held, number=page).with_words() if opened.held else None
    shown = found.first() if found is not None else None
    if shown is None:
        raise Http404("No page of that number has been read here.")
    desk = Desk(request, opened, shown)
    return desk.save() if request.method == "POST" else desk.show(desk.fresh(desk.words))


@dataclass
class Desk:
    """One page, and who sits over it."""

    request: HttpRequest
    opened: OpenedDocument
    page: Page

    @property
    def words(self) -> str:
        words: str = self.page.words  # type: ignore[attr-defined]  # with_words
        return words

    def fresh(self, words: str) -> CorrectionForm:
        return CorrectionForm(initial={"text": words, "seen": fingerprint(words)})

    def save(self) -> HttpResponse:
        form = CorrectionForm(self.request.POST)
        if not form.is_valid():
            return self.show(form, status=400)
        by: Any = self.request.user
        asked: dict[str, Any] = {"page": self.page, "by": by, "now": timezone.now(), "seen": form.cleaned_data["seen"]}
        try:
            if "take-back" in self.request.POST:
                take_back(**asked)
                told = "stands as it was read again"
            else:
                correction = correct_page(text=form.cleaned_data["text"], **asked)
                told = "is corrected" if correction else "stands as it was read"
        except ChangedMeanwhile as fault:
            return self._changed_meanwhile(form, fault)
        except TooLong as fault:
            form.add_error("text", str(fault))
            return self.show(form, status=400)
        messages.success(self.request, f"Page {self.page.number} {told}.")
        return redirect(f"{self.opened.url}#p{self.page.number}")

    def _changed_meanwhile(self, form: CorrectionForm, fault: ChangedMeanwhile) -> HttpResponse:
        """The form again with what the person typed, what is there now, and how the two differ: nothing is lost."""
        mine = form.cleaned_data["text"]
        again = CorrectionForm(initial={"text": mine, "seen": fingerprint(fault.text)})
        lines = list(unified_diff(fault.text.splitlines(), mine.splitlines(), lineterm="", n=1))[2:]
        return self.show(again, status=409, meanwhile={"text": fault.text, "differences": "\n".join(lines)})

    def show(self, form: CorrectionForm, *, status: int = 200, **more: Any) -> HttpResponse:
        page, opened = self.page, self.opened
        correction = PageCorrection.objects.filter(page=page).select_related("corrected_by").first()
        context = opened.heading() | {
            "form": form,
            "page": page,
            "correction": correction,
            "picture": self._picture(),
            "target": f"{opened.url}#p{page.number}",
            "steps": self._history(),
        }
        return render(self.request, "filings/documents/correct.html", context | more, status=status)

    def _picture(self) -> dict[str, Any]:
        width, height = pixels(self.page.width, self.page.height, "1")
        address = f"{self.opened.url.rstrip('/')}/{self.page.number}-1.webp"
        return {"address": address, "width": width, "height": height}

    def _history(self) -> list[dict[str, Any]]:
        history = PageCorrection.history.filter(page_id=self.page.pk).select_related("history_user")
        return [
            {"when": step.history_date, "who": step.history_user, "what": DONE[step.history_type], "text": step.text}
            for step in history[:MOST_HISTORY]
        ]
