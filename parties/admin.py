"""Who takes part in a case, and who stands for them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from casefiles.admin_base import CarefulAdmin, Rows, more
from casefiles.admin_forms import KeyedForm
from casefiles.admin_history import HistoryAdmin
from parties.models import Appearance, Attorney, Firm, Party, Representation


class AppearanceForm(KeyedForm):
    key_field, named_after = "slug", "party"


class RepresentationForm(KeyedForm):
    key_field, named_after = "slug", "attorney"


class ShownRows(Rows):
    """What stands under a person in each case: shown, and changed on its own page."""

    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class AppearanceRows(ShownRows):
    model = Appearance
    fields = readonly_fields = ("case", "role", "side", "start", "date_terminated")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("case")


class RepresentationRows(ShownRows):
    model = Representation
    fields = readonly_fields = ("case", "firm", "start", "end")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("case", "firm", "attorney")


@admin.register(Party)
class PartyAdmin(HistoryAdmin):
    list_display = ("name", "kind", "appears")
    list_filter = ("kind", "appearances__side", "appearances__case")
    search_fields = ("name",)
    fields = ("name", "kind")
    inlines = (AppearanceRows,)
    list_prefetch_related = ("appearances__case",)

    @admin.display(description="Appears")
    def appears(self, party: Party) -> str:
        return ", ".join(f"{found.role} in {found.case}" for found in party.appearances.all())


@admin.register(Appearance)
class AppearanceAdmin(HistoryAdmin):
    form = AppearanceForm
    named_by = ("party", "case")
    given_once = ("case", "party", "slug")
    list_display = ("party", "role", "side", "case", "start", "date_terminated")
    list_filter = ("case", "side", "role")
    search_fields = ("party__name", "slug", "role")
    date_hierarchy = "start"
    ordering = ("case", "position", "id")
    autocomplete_fields = ("case", "party", "sources")
    may_add = ("party",)
    readonly_fields = ("side",)
    other_fields = ("name", "kind")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = ("side", "position") if obj else ()
        return (
            (None, {"fields": ("case", "party", ("role", "role_text"), "extra", ("start", "date_terminated"), "note")}),
            more("slug", *shown, "sources", "confidence", "inferred_fields"),
        )


@admin.register(Attorney)
class AttorneyAdmin(HistoryAdmin):
    list_display = ("name", "stands_for")
    list_filter = ("representations__case",)
    search_fields = ("name",)
    fields = ("name",)
    inlines = (RepresentationRows,)
    list_prefetch_related = ("representations__case",)

    @admin.display(description="Stands in")
    def stands_for(self, attorney: Attorney) -> str:
        return ", ".join(str(found.case) for found in attorney.representations.all())


@admin.register(Firm)
class FirmAdmin(CarefulAdmin):
    list_display = ("name",)
    search_fields = ("name",)
    fields = ("name",)


@admin.register(Representation)
class RepresentationAdmin(HistoryAdmin):
    form = RepresentationForm
    named_by = ("attorney", "case", "firm")
    given_once = ("case", "attorney", "slug")
    list_display = ("attorney", "firm", "represented", "case", "start", "end")
    list_filter = ("case", "pro_hac_vice", "represents__side", "firm")
    search_fields = ("attorney__name", "firm__name", "slug")
    date_hierarchy = "start"
    ordering = ("case", "position", "id")
    autocomplete_fields = ("case", "attorney", "represents", "firm", "source_entry", "sources")
    may_add = ("attorney", "firm", "represents")
    list_prefetch_related = ("represents__party",)
    other_fields = ("name",)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = ("position",) if obj else ()
        who = ("case", "attorney", "represents", ("firm", "firm_confidence"))
        when = ("pro_hac_vice", ("start", "end", "date_terminated"), "source_entry", "roles", "note")
        return (
            (None, {"fields": (*who, *when)}),
            more("slug", *shown, "sources", "confidence", "inferred_fields"),
        )

    @admin.display(description="Represents")
    def represented(self, found: Representation) -> str:
        return ", ".join(appearance.party.name for appearance in found.represents.all())

    def choice_label(self, record: Any) -> str:
        """`Ann Lee of Doe Law, in Doe v. Roe`: which of two of a name is told by the firm."""
        return f"{record.attorney} of {record.firm}, in {record.case}" if record.firm else str(record)
