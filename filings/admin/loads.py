"""The documents that cases were loaded from."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from filings.admin.documents import ReadOnly
from filings.importing.models import Load


@admin.register(Load)
class LoadAdmin(ReadOnly):
    list_display = ("filename", "case", "loaded_at", "loaded_by")
    list_filter = ("case",)
    list_select_related = ("case", "loaded_by")
    search_fields = ("filename",)
    date_hierarchy = "loaded_at"
    # Not the document itself: it is the whole case, what is sealed in it too.
    fields = ("case", "filename", "loaded_at", "loaded_by", "holds")
    readonly_fields = ("holds",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("document")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # It tells, at the next load, what a person has changed since.
        return False

    @admin.display(description="Holds")
    def holds(self, load: Load) -> str:
        sections = [(name, part) for name, part in load.document.items() if isinstance(part, list)]
        return ", ".join(f"{len(part)} {name.replace('_', ' ')}" for name, part in sections)
