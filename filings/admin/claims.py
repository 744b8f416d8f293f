"""What is pleaded, what is said about it, and the figures in dispute."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from casefiles.admin import OfACase
from casefiles.admin_base import Rows, more
from casefiles.admin_forms import KeyedForm
from casefiles.admin_history import HistoryAdmin
from filings.claims.models import Claim, ClaimEvent, ClaimPoint, Contention, Figure


class PointRows(Rows):
    model = ClaimPoint
    verbose_name_plural = "theories, legal bases and relief"
    fields = ("aspect", "name", "text", "confidence")


class EventRows(Rows):
    model = ClaimEvent
    verbose_name_plural = "its history"
    fields = ("date", "status", "entry", "confidence")
    autocomplete_fields = ("entry",)


@admin.register(Claim)
class ClaimAdmin(OfACase, HistoryAdmin):
    named_by = ("case",)
    given_once = ("case",)
    list_display = ("number", "title", "status", "pleaded_in", "case")
    list_display_links = ("number", "title")
    list_filter = ("case", "status")
    search_fields = ("number", "title", "theory")
    ordering = ("case", "position", "id")
    autocomplete_fields = ("case", "pleaded_in", "asserted_by", "against", "sources")
    inlines = (PointRows, EventRows)
    history_of_rows = ((ClaimPoint, "claim"), (ClaimEvent, "claim"))
    other_fields = ("theories", "legal_basis", "relief")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = ("position",) if obj else ()
        return (
            (None, {"fields": ("case", ("number", "status"), "title", "theory", "pleaded_in", "note")}),
            ("Who", {"fields": ("asserted_by", "against")}),
            more(*shown, "sources", "confidence", "inferred_fields"),
        )


class ContentionForm(KeyedForm):
    named_after = "text"


@admin.register(Contention)
class ContentionAdmin(OfACase, HistoryAdmin):
    form = ContentionForm
    named_by = ("case",)
    given_once = ("case", "key")
    list_display = ("key", "text", "who", "raised_in", "status", "case")
    list_filter = ("case", "by_court", "by__side", "confidence")
    list_prefetch_related = ("by__party",)
    search_fields = ("key", "text")
    ordering = ("case", "position", "id")
    autocomplete_fields = ("case", "by", "about_claims", "raised_in", "answers", "sources")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = ("position",) if obj else ()
        said = ("case", "by", "by_court", "text", "raised_in", "about_claims", "answers", "status")
        return ((None, {"fields": said}), more("key", *shown, "sources", "confidence"))

    @admin.display(description="By")
    def who(self, contention: Contention) -> str:
        names = [found.party.name for found in contention.by.all()]
        return ", ".join(["the court", *names] if contention.by_court else names) or "unknown"


class FigureForm(KeyedForm):
    named_after = "label"


@admin.register(Figure)
class FigureAdmin(OfACase, HistoryAdmin):
    form = FigureForm
    named_by = ("case",)
    given_once = ("case", "key")
    list_display = ("label", "qualifier", "value", "unit", "source_kind", "as_of", "case")
    list_filter = ("case", "source_kind", "confidence")
    search_fields = ("key", "label", "note")
    ordering = ("case", "position", "id")
    autocomplete_fields = ("case", "claimed_by", "sources")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = ("position",) if obj else ()
        what = ("case", "label", ("qualifier", "value", "unit"), "claimed_by", ("source_kind", "as_of"), "note")
        return ((None, {"fields": what}), more("key", *shown, "sources", "confidence", "inferred_fields"))
