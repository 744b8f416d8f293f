"""What is due, and when the court sits."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from casefiles.admin import OfACase
from casefiles.admin_base import Rows, more
from casefiles.admin_forms import KeyedForm
from casefiles.admin_history import HistoryAdmin
from filings.admin.proposed import tell_of_proposals
from filings.deadlines.actions.proposing import propose
from filings.deadlines.models import Deadline, Responsible


class DeadlineForm(KeyedForm):
    named_after = "title"


class ResponsibleRows(Rows):
    model = Responsible
    verbose_name_plural = "who must act"
    fields = ("appearance",)
    autocomplete_fields = ("appearance",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("appearance__party", "appearance__case")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 1


@admin.register(Deadline)
class DeadlineAdmin(OfACase, HistoryAdmin):
    form = DeadlineForm
    named_by = ("case",)
    given_once = ("case", "key")
    list_display = ("title", "kind", "due", "time", "status", "trigger_entry", "who", "case")
    list_filter = ("case", "kind", "status", "court_responsible", "responsible__side")
    list_prefetch_related = ("responsibles__appearance__party",)
    search_fields = ("key", "title", "rule", "note")
    date_hierarchy = "due"
    ordering = ("case", "-due", "position", "id")
    autocomplete_fields = ("case", "trigger_entry", "set_by_entry", "met_by_entry", "changed_by_entry")
    inlines = (ResponsibleRows,)
    history_of_rows = ((Responsible, "deadline"),)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = ("position",) if obj else ()
        computed = ("rule", ("trigger_date", "rule_days", "computed_due"))
        return (
            (
                None,
                {"fields": ("case", "title", "kind", ("due", "time"), "location", "court_responsible", "set_by_entry")},
            ),
            ("How it was counted", {"fields": ("trigger_entry", *computed)}),
            ("What became of it", {"fields": ("status", "met_by_entry", "moved_to", "changed_by_entry", "note")}),
            more("key", *shown, "confidence", "inferred_fields"),
        )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A hearing that is set or moved changes what is counted back from it."""
        super().save_related(request, form, formsets, change)
        deadline = form.instance
        papers = [pk for pk in (deadline.set_by_entry_id,) if pk]
        made = propose(case=deadline.case, filings=papers, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        tell_of_proposals(request, deadline.case, made)

    @admin.display(description="Who must act")
    def who(self, deadline: Deadline) -> str:
        names = [row.appearance.party.name for row in deadline.responsibles.all()]
        return ", ".join(["the court", *names] if deadline.court_responsible else names) or "unknown"
