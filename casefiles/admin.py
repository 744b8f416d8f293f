"""The case itself, and who may sign in."""

import zoneinfo
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from casefiles.admin_base import CarefulAdmin, Rows, more
from casefiles.admin_forms import OneCaseForm
from casefiles.admin_history import HistoryAdmin
from casefiles.models import CaseFile, DocketNumber, JudgeAssignment, RelatedCase, Source, User

# A form of many fields needs the width, and the list of tables is one click away.
admin.site.enable_nav_sidebar = False


@admin.register(User)
class PersonAdmin(CarefulAdmin, UserAdmin):  # type: ignore[type-arg]
    # Django's own forms: they know how to ask for a password.
    form = UserChangeForm  # type: ignore[assignment]
    list_display = (
        "username",
        "email",
        "first_name",
        "last_name",
        "is_active",
        "is_staff",
        "is_superuser",
        "last_login",
    )
    list_filter = ("is_active", "is_staff", "is_superuser", "groups")


class CaseFileForm(OneCaseForm):
    def clean_timezone(self) -> str:
        name: str = self.cleaned_data["timezone"]
        if name not in zoneinfo.available_timezones():
            raise forms.ValidationError(f"“{name}” is no time zone. Write one such as America/Los_Angeles.")
        return name


class DocketNumberRows(Rows):
    model = DocketNumber
    fields = ("number", "start", "end", "confidence", "inferred_fields", "note")
    other_fields = ("from", "to")


class JudgeRows(Rows):
    model = JudgeAssignment
    verbose_name, verbose_name_plural = "judge", "judges"
    fields = ("name", "role", "start", "end", "source_entry", "confidence", "note")
    autocomplete_fields = ("source_entry",)


class RelatedCaseRows(Rows):
    model = RelatedCase
    classes = ("collapse",)
    fields = ("caption", "court_id", "docket_number", "relation", "formal", "note")
    show_change_link = True


class SourceRows(Rows):
    model = Source
    verbose_name_plural = "sources"
    classes = ("collapse",)
    fields = ("code", "title", "address", "also")


@admin.register(CaseFile)
class CaseFileAdmin(HistoryAdmin):
    form = CaseFileForm
    list_display = ("short_caption", "docket_number", "court_id", "stage", "date_filed", "as_of", "filings_link")
    list_filter = ("court_id",)
    search_fields = ("short_caption", "caption", "docket_number", "slug")
    date_hierarchy = "date_filed"
    given_once = ("slug",)
    autocomplete_fields = ("operative_complaint_entry", "operative_answer_entry", "sources")
    inlines = (DocketNumberRows, JudgeRows, RelatedCaseRows, SourceRows)
    history_of_rows = ((JudgeAssignment, "case"), (RelatedCase, "case"))
    fieldsets = (
        (None, {"fields": ("short_caption", "slug", "caption", "docket_number", ("court", "court_id"), "timezone")}),
        ("Dates", {"fields": (("date_filed", "date_terminated"), ("trial_date", "as_of"))}),
        ("Where it stands", {"fields": ("stage", "operative_complaint_entry", "operative_answer_entry", "summary", "note")}),
        more(
            "nature_of_suit", "cause", "jury_demand", "jurisdiction", "courtlistener_docket_id", "courtlistener_url",
            "sources", "inferred_fields",
        ),
    )  # fmt: skip

    @admin.display(description="Filings")
    def filings_link(self, case: CaseFile) -> str:
        listed = f"{reverse('admin:filings_filing_changelist')}?case__id__exact={case.pk}"
        added = f"{reverse('admin:filings_filing_add')}?case={case.pk}"
        return format_html('<a href="{}">Filings</a> · <a href="{}">Enter one</a>', listed, added)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {"slug": ("short_caption",)} if obj is None else {}

    def view_on_site(self, case: CaseFile) -> str:
        return case.get_absolute_url()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # A whole case file goes by no click.
        return False


class OfACase(CarefulAdmin):
    """Records whose own name does not say of which case they are."""

    def choice_label(self, record: Any) -> str:
        return f"{record} ({record.case})"


@admin.register(Source)
class SourceAdmin(OfACase):
    named_by = ("case",)
    list_display = ("code", "title", "case")
    given_once = ("case",)
    list_filter = ("case",)
    search_fields = ("code", "title")
    autocomplete_fields = ("case",)
    fields = ("case", "code", "title", "address", "also")
    ordering = ("case", "position", "id")


@admin.register(RelatedCase)
class RelatedCaseAdmin(OfACase, HistoryAdmin):
    named_by = ("case",)
    list_display = ("caption", "docket_number", "formal", "case")
    given_once = ("case",)
    list_filter = ("case", "formal")
    search_fields = ("caption", "docket_number")
    autocomplete_fields = ("case", "sources")
    ordering = ("case", "position", "id")
    fields = (
        "case", "caption", "court_id", "docket_number", "courtlistener_docket_id", "relation", "formal", "note", "sources",
        "confidence", "inferred_fields",
    )  # fmt: skip
