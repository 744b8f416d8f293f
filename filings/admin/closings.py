"""Days on which a court was closed: a storm, an outage, an order of the President."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from casefiles.admin_history import HistoryAdmin
from casefiles.models import CaseFile
from filings.admin.proposed import tell_of_proposals
from filings.deadlines.actions.proposing import recompute
from filings.deadlines.models import ClosedDay


@admin.register(ClosedDay)
class ClosedDayAdmin(HistoryAdmin):
    list_display = ("day", "court_id", "effect", "why")
    list_filter = ("effect", "court_id")
    search_fields = ("why", "source", "court_id")
    date_hierarchy = "day"
    fields = ("day", "court_id", "effect", "why", "source")

    def save_model(self, request: HttpRequest, obj: ClosedDay, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.changed_data:
            self._recompute(request, {obj.court_id, form.initial.get("court_id", obj.court_id)})

    def delete_model(self, request: HttpRequest, obj: ClosedDay) -> None:
        super().delete_model(request, obj)
        self._recompute(request, {obj.court_id})

    def _recompute(self, request: HttpRequest, courts: set[str]) -> None:
        """Open dates of the courts concerned, counted with it."""
        cases = CaseFile.objects.all() if "" in courts else CaseFile.objects.filter(court_id__in=courts)
        for case in cases:
            made = recompute(case=case, by=request.user, now=timezone.now())  # type: ignore[arg-type]
            tell_of_proposals(request, case, made)
