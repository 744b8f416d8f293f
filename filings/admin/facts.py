"""Facts outside the court, entered one by one. A table of them comes in on the page of the timeline."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from casefiles.admin import OfACase
from casefiles.admin_base import more, sees_sealed
from casefiles.admin_forms import KeyedForm
from casefiles.admin_history import HistoryAdmin
from filings.docket.models import Filing
from filings.documents.models import Document
from filings.timeline.models import Fact
from filings.timeline.when import words

SEALED = "This filing is sealed to you: whoever may see it enters what it tells."


class FactForm(KeyedForm):
    # Set for one request, by the page that shows the form.
    sees_sealed = False

    document_number = forms.IntegerField(
        label="Its document",
        required=False,
        min_value=0,
        help_text="0 is the main document, 1 and on the attachments. Empty: the main one, if a page is named.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "said_by" in self.fields:
            self.fields["said_by"].required = False
            self.fields["said_by"].help_text += " Left empty, it is whoever filed the paper."
        told_by: Document | None = self.instance.source_document
        if told_by is not None:
            self.initial.setdefault("document_number", told_by.number)

    def clean(self) -> dict[str, Any]:
        super().clean()
        self._clean_time()
        self._clean_paper()
        return self.cleaned_data

    def _clean_time(self) -> None:
        first, end = self.cleaned_data.get("date"), self.cleaned_data.get("end")
        precision = self.cleaned_data.get("precision")
        if end and precision and precision != Fact.Precision.RANGE:
            self.add_error("end", "A fact with an end is a from-to: choose that as precision, or leave the end empty.")
        elif first and end and end < first:
            self.add_error("end", "It ends before it starts.")
        if first and precision in {Fact.Precision.MONTH, Fact.Precision.YEAR}:
            stands = date(first.year, 1 if precision == Fact.Precision.YEAR else first.month, 1)
            if first != stands:
                self.add_error("date", f"A fact of a {precision} stands on its first day: write {stands}, or say day.")

    def _clean_paper(self) -> None:
        """The document by its number, and who says so by the paper. In place of what the constraints would say."""
        filing: Filing | None = self.cleaned_data.get("source_entry")
        number, page = self.cleaned_data.get("document_number"), self.cleaned_data.get("source_page")
        self.instance.source_document = None
        if filing is None:
            for name, value in (("document_number", number), ("source_page", page)):
                if value is not None:
                    self.add_error(name, "Of which filing? Name it as the paper that says so.")
                    self.cleaned_data[name] = None
        elif filing.is_masked:
            self.add_error("source_entry", SEALED)
        elif filing.case_id == self.own_case_id():
            self._clean_document(filing, number, page)
            self._name_who_says_so(filing)
        if not self.cleaned_data.get("said_by") and not self.has_error("said_by"):
            self.add_error("said_by", "Say who says so, or name a paper whose filers are known.")

    def _clean_document(self, filing: Filing, number: int | None, page: int | None) -> None:
        if number is None and page is None:
            return
        papers = Document.objects.filter(filing=filing).open_to(sees_sealed=self.sees_sealed).select_related("current")
        document = papers.filter(number=number or 0).first()
        if document is None and number is not None:
            self.add_error(
                "document_number", f"No document {number} of that filing is known here, or it is sealed to you."
            )
        held = document.current if document else None
        if page and held and held.page_count and page > held.page_count:
            self.add_error("source_page", f"That paper has {held.page_count} pages.")
        self.instance.source_document = document

    def _name_who_says_so(self, filing: Filing) -> None:
        filers = list(filing.filed_by.select_related("party"))
        sides = {"court"} if filing.by_court else {filer.side for filer in filers}
        if not self.cleaned_data.get("said_by"):
            self.cleaned_data["said_by"] = "Court" if filing.by_court else ", ".join(one.party.name for one in filers)
            if not self.cleaned_data.get("side") and len(sides) == 1:
                self.cleaned_data["side"] = sides.pop()


@admin.register(Fact)
class FactAdmin(OfACase, HistoryAdmin):
    form = FactForm
    named_by = ("case",)
    given_once = ("case", "key")
    list_display = ("title", "when", "status", "said_by", "paper", "case")
    list_select_related = ("case", "source_entry")
    list_filter = ("case", "status", "precision", "side", "confidence")
    search_fields = ("key", "title", "text", "said_by", "note")
    date_hierarchy = "date"
    ordering = ("case", "-date", "-position", "-id")
    autocomplete_fields = ("case", "source_entry", "sources")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).open_to(sees_sealed=sees_sealed(request))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.sees_sealed = sees_sealed(request)
        return form

    def save_model(self, request: HttpRequest, obj: Fact, form: Any, change: bool) -> None:
        if "document_number" in form.changed_data:
            form.changed_data.append("source_document")
        super().save_model(request, obj, form, change)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = ("position",) if obj else ()
        what = ("case", "title", ("date", "precision", "end"), "status", ("said_by", "side"), "text")
        where = (("source_entry", "document_number", "source_page"), "url", "sources")
        return (
            (None, {"fields": what}),
            ("Where it says so", {"fields": where}),
            more("key", *shown, "note", "confidence", "inferred_fields"),
        )

    @admin.display(description="Source", ordering="source_entry")
    def paper(self, fact: Fact) -> str:
        return fact.source_entry.key if fact.source_entry else ""

    @admin.display(description="When", ordering="date")
    def when(self, fact: Fact) -> str:
        return words(fact.precision, fact.date, fact.end)
