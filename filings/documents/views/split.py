"""Splitting a combined download into the main document and its attachments: a preview, then the deed."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casefiles.models import DocketNumber
from filings.docket.words import count_of, number_of
from filings.documents.actions.splitting import NotSplit, split_file
from filings.documents.door import EDIT, OpenedDocument, docket_url, open_document
from filings.documents.models import Page
from filings.documents.splits import Combined, Share, combined_of, placed, shares
from filings.documents.stamps import Record
from filings.reading.sizes import pixels
from filings.reading.stamp import find_stamp

FIRST_WORDS = 18


@require_http_methods(["GET", "HEAD", "POST"])
def document_split(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponse:
    """What a combined download would be split into; POST splits it. For those who may change documents."""
    if not request.user.has_perm(EDIT):
        raise PermissionDenied
    opened = open_document(request, slug, key, number)
    if opened.is_sealed or opened.document is None:
        status = 403 if request.method == "POST" else 200
        return render(request, "filings/documents/sealed.html", opened.heading(), status=status)
    combined = combined_of(opened.document, sees_sealed=opened.case.sees_sealed)
    if combined is None:
        status = 409 if request.method == "POST" else 200
        return render(request, "filings/documents/split.html", opened.heading(), status=status)
    desk = Desk(request, opened, combined)
    return desk.split() if request.method == "POST" else desk.show([(share, True) for share in desk.proposed()])


@dataclass
class Row:
    """One part as the preview shows it."""

    place: int
    share: Share
    is_taken: bool
    entry: str
    words: str
    differences: str
    """What its stamp says otherwise than the record, if it does."""
    picture: dict[str, Any]

    @property
    def pages(self) -> str:
        share = self.share
        where = f"Page {share.first}" if share.first == share.last else f"Pages {share.first} to {share.last}"
        return f"{where} · {count_of(share.pages, 'page')}"

    @property
    def becomes(self) -> str:
        """What the record has in that place."""
        document = self.share.document
        if document is None:
            return "new on the record"
        title = f"“{document.title}”, " if document.title else ""
        held = "has a file, which stays as a version" if document.current_id else "no file held yet"
        return f"{title}{held}"


@dataclass
class Desk:
    """One combined file, and who sits over it."""

    request: HttpRequest
    opened: OpenedDocument
    combined: Combined

    def proposed(self) -> list[Share]:
        return shares(self.combined, self.opened.case)

    def split(self) -> HttpResponse:
        asked = [self._asked(place, share) for place, share in enumerate(self.proposed())]
        if self.request.POST.get("file") != str(self.combined.held.pk):
            return self.show(asked, "The files of this document changed meanwhile. Look again at what is below.", 409)
        by: Any = self.request.user
        taken = [share for share, is_taken in asked if is_taken]
        try:
            given = split_file(held_file=self.combined.held, parts=taken, by=by, now=timezone.now())
        except NotSplit as why:
            return self.show(asked, str(why), 400)
        new = sum(1 for one in given if one.added.is_new)
        told = (
            f"Split: {count_of(new, 'file')} added. The combined file stays, as a version."
            if new
            else "It was split like this before: nothing changed."
        )
        messages.success(self.request, told)
        return redirect(f"{docket_url(self.opened.case)}{self.opened.filing.key}/")

    def _asked(self, place: int, share: Share) -> tuple[Share, bool]:
        """The share as the form has it: taken or not, and its number."""
        typed = self.request.POST.get(f"number-{place}", "").strip()
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 6 else -1
        return replace(share, number=number), f"take-{place}" in self.request.POST

    def show(self, asked: list[tuple[Share, bool]], fault: str = "", status: int = 200) -> HttpResponse:
        held, case = self.combined.held, self.opened.case
        found = placed([share for share, _ in asked], held, case)
        first = [share.first for share in found]
        pages = {page.number: page for page in Page.objects.filter(held_file=held, number__in=first).with_words()}
        numbers = (case.docket_number, *DocketNumber.objects.filter(case=case).values_list("number", flat=True))
        rows = [
            self._row(place, share, is_taken, pages.get(share.first), tuple(filter(None, numbers)))
            for place, (share, (_, is_taken)) in enumerate(zip(found, asked, strict=True))
        ]
        context = self.opened.heading() | {"rows": rows, "held": held, "fault": fault}
        return render(self.request, "filings/documents/split.html", context, status=status)

    def _row(self, place: int, share: Share, is_taken: bool, page: Page | None, docket_numbers: tuple[str, ...]) -> Row:
        filing = share.filing
        entry = f"No. {number_of(filing.entry, filing.key, filing.date_filed)}" if filing else "no entry of this docket"
        words = str(page.words).split() if page else []  # type: ignore[attr-defined]  # with_words
        said = " ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else "")
        width, height = pixels(page.width if page else None, page.height if page else None, "thumb")
        address = f"{self.opened.url.rstrip('/')}/{share.first}-thumb.webp?version={self.combined.held.pk}"
        picture = {"address": address, "width": width, "height": height}
        is_ticked = is_taken and not (share.problem and self.request.method == "GET")
        return Row(place, share, is_ticked, entry, said, _differences(share, docket_numbers), picture)


def _differences(share: Share, docket_numbers: tuple[str, ...]) -> str:
    stamp = find_stamp(share.stamp)
    if stamp is None or share.filing is None:
        return ""
    record = Record(docket_numbers, share.filing.entry, share.number, share.filing.date_filed, share.pages)
    return "; ".join(record.differences(stamp, stamp.page or 1))
