"""A filing on one form: what it is, who filed it, what it responds to, and its papers."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from casefiles.admin_base import Rows, is_autocomplete, more, sees_sealed
from casefiles.admin_forms import InOrder
from casefiles.admin_history import HistoryAdmin
from casefiles.admin_widgets import PickSeveral
from casefiles.models import CaseFile
from filings.admin.numbers import number_in
from filings.admin.papers import PaperForm, PaperFormSet
from filings.admin.proposed import tell_of_proposals
from filings.admin.sealing import named_filings
from filings.deadlines.actions.proposing import propose
from filings.docket.actions import enter_filing, lock_docket, set_filers
from filings.docket.forms import FilingForm, us_date
from filings.docket.models import Filer, Filing, Relation
from filings.documents.models import Document
from parties.models import Side
from parties.names import short_name


class SideFilter(admin.SimpleListFilter):
    title = "side"
    parameter_name = "side"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*((side.value, side.label) for side in Side), ("unknown", "Unknown")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        filers = Filer.objects.filter(filing=OuterRef("pk"))
        side = self.value()
        if side == Side.COURT:
            return queryset.filter(by_court=True)
        if side == "unknown":
            return queryset.filter(~Exists(filers), by_court=False)
        return queryset.filter(Exists(filers.filter(appearance__side=side))) if side else queryset


class RelationRows(Rows):
    model = Relation
    fk_name = "filing"
    verbose_name_plural = "what it responds to"
    fields = ("relation", "entry", "confidence")
    autocomplete_fields = ("entry",)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 1 if obj else 2


class PaperRows(Rows):
    model = Document
    form = PaperForm
    formset = PaperFormSet
    verbose_name, verbose_name_plural = "paper", "papers"
    # A paper goes by its own page, which first says what goes with it.
    can_delete = False
    show_change_link = True
    readonly_fields = ("held",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).open_to(sees_sealed=sees_sealed(request)).select_related("current")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("number", "title", "sealed", "file", "version", "kept", *(("held",) if obj else ()))

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 2 if obj else 4

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.by, formset.now = request.user, timezone.now()
        return formset

    @admin.display(description="Held")
    def held(self, document: Document) -> str:
        return str(document.current) if document.current else "not held"


@admin.register(Filing)
class FilingAdmin(HistoryAdmin):
    form = FilingForm
    is_veiled = True
    named_by = ("case",)
    given_once = ("case", "key", "entry")
    list_display = ("number", "filed", "kind", "title", "who", "outcome", "sealed", "case")
    list_display_links = ("number", "title")
    list_filter = ("case", "kind", SideFilter, "sealed", "outcome", "text_only")
    list_prefetch_related = ("filers__appearance__party",)
    search_fields = ("key", "title", "docket_text", "note")
    search_help_text = "A number finds that entry; words are looked for in title, docket text and note."
    date_hierarchy = "date_filed"
    # Along the index of the docket: the newest entry of the newest case first.
    ordering = ("-case_id", "-position", "-id")
    autocomplete_fields = ("case", "attorney", "counsel_named")
    may_add = ("filed_by", "attorney")
    inlines = (RelationRows, PaperRows)
    history_of_rows = ((Filer, "filing"), (Relation, "filing"), (Document, "filing"))
    other_fields = ("attachments", "document_id", "page_count")

    class Media:
        js = ("js/admin_papers.js",)

    # What this reader sees of it

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).open_to(sees_sealed=sees_sealed(request))

    def offered(self, request: HttpRequest) -> QuerySet[Any]:
        return named_filings(request)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        number = number_in(search_term)
        if number is None:
            return super().get_search_results(request, queryset, search_term)
        if is_autocomplete(request):
            # That a sealed filing has this number is no secret; what it is stays one.
            queryset = self.offered(request).order_by(*self.ordering)
        return self.in_given_case(request, queryset).filter(entry=number), False

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        number = ("entry", "key") if obj else ("entry", "used_twice")
        what = ("case", number, ("date_filed", "date_entered"), "kind", "title", "docket_text")
        shown = ("position",) if obj else ()
        return (
            (None, {"fields": what}),
            ("Who", {"fields": ("filed_by", "by_court", "attorney", "counsel_named", "judge")}),
            ("State", {"fields": (("sealed", "text_only", "outcome"), "note")}),
            more("url", "attachments_complete", *shown, "confidence", "inferred_fields"),
        )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.now, form.sees_sealed = timezone.now(), sees_sealed(request)
        return form

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "sealed":
            kwargs["choices"] = db_field.get_choices(blank_choice=[("", "unknown")])
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "filed_by":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        return InOrder(
            queryset=self._offered(db_field, request),
            widget=PickSeveral(db_field, self.admin_site),
            required=False,
            label="Filed by",
            help_text="In the order of the paper: a joint one stands in the lane of the first. Empty: not known.",
        )

    # Saving, in one transaction

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        if request.method != "POST" or object_id is not None:
            return super().changeform_view(request, object_id, *args, **kwargs)
        with transaction.atomic():
            given = request.POST.get("case", "")
            case = CaseFile.objects.filter(pk=given).first() if given.isdecimal() else None
            if case is not None:
                lock_docket(case=case)
            return super().changeform_view(request, object_id, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Filing, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            chosen = form.cleaned_data
            enter_filing(
                filing=obj,
                filers=chosen["filed_by"],
                used_twice=chosen["used_twice"],
                by=request.user,  # type: ignore[arg-type]
            )
        began = obj.case.date_filed
        if began and obj.date_filed < began and (not change or "date_filed" in form.changed_data):
            messages.warning(
                request,
                f"{obj.label} is dated {us_date(obj.date_filed)}, before the case began on {us_date(began)}. It is saved; "
                f"please check the date.",
            )

    def save_related(self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if change:
            set_filers(filing=form.instance, filers=form.cleaned_data["filed_by"], by=request.user)  # type: ignore[arg-type]

        self._propose(request, form.instance)

    def _propose(self, request: HttpRequest, filing: Filing) -> None:
        """The dates that this paper sets off wait, counted, until somebody ticks them."""
        made = propose(case=filing.case, filings=[filing.pk], by=request.user, now=timezone.now())  # type: ignore[arg-type]
        tell_of_proposals(request, filing.case, made)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if isinstance(formset, PaperFormSet):
            self._tell(request, formset)
            filing = formset.instance
            # As a load has it: an entry that is more than its text has a main document, held or not.
            if filing.text_only is False and not filing.documents.exists():
                filing.documents.create(number=0)

    def _tell(self, request: HttpRequest, formset: PaperFormSet) -> None:
        added = formset.add_files()
        new = sum(one.is_new for one in added)
        if new:
            messages.info(request, f"{new} file{'s were' if new > 1 else ' was'} added; the text is being read.")
        for one in added:
            if not one.is_new:
                messages.info(request, f"{one.held_file.filename} is held already, so nothing changed there.")

    def get_inline_formsets(self, request: HttpRequest, formsets: Any, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST":  # it comes back with faults
            for formset in formsets:
                if isinstance(formset, PaperFormSet):
                    formset.keep_files()
        return super().get_inline_formsets(request, formsets, *args, **kwargs)

    # The list

    @admin.display(description="No.", ordering=F("position"))
    def number(self, filing: Filing) -> str:
        return filing.label

    @admin.display(description="Who")
    def who(self, filing: Filing) -> str:
        names = [short_name(row.appearance.party.name) for row in filing.filers.all()]
        return ", ".join(["the court", *names] if filing.by_court else names) or "unknown"

    @admin.display(description="Filed", ordering="date_filed")
    def filed(self, filing: Filing) -> str:
        return us_date(filing.date_filed)

    def view_on_site(self, filing: Filing) -> str:
        return filing.get_absolute_url()
