"""Who changed what, when, and what it held before: shown, never undone, and veiled like the record itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.text import capfirst
from simple_history.template_utils import HistoricalRecordContextHelper

from casefiles.admin_base import CarefulAdmin, sees_sealed

if TYPE_CHECKING:
    SimpleHistoryAdmin = admin.ModelAdmin[Any]
    ContextHelper = object
else:
    from simple_history.admin import SimpleHistoryAdmin

    ContextHelper = HistoricalRecordContextHelper

VERBS = {"+": "added", "~": "changed", "-": "removed"}
MOST_ROWS = 200


class VeiledHelper(ContextHelper):
    """Names a record of another table as its own admin page would to this reader."""

    page: "HistoryAdmin"
    request: HttpRequest

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        if isinstance(value, models.Model):
            return self.page.name_for(self.request, value)
        return super().prepare_delta_change_value(change, value)  # type: ignore[misc]


class HistoryAdmin(CarefulAdmin, SimpleHistoryAdmin):
    object_history_list_template = "admin/history_list.html"
    # Models whose rows stand under this one, and the name of their key to it: (Relation, "filing").
    history_of_rows: Sequence[tuple[type[models.Model], str]] = ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        # A form sent back as it came is no change, and leaves no trace.
        own = {field.name for field in self.opts.concrete_fields}
        if not change or own & set(form.changed_data):
            super().save_model(request, obj, form, change)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        self._refuse_hidden(request, object_id)
        context = {"rows": self._rows(unquote(object_id))} | (extra_context or {})
        response: HttpResponse = super().history_view(request, object_id, context)
        return response

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """One version, read-only. The library's own page is a form that saves when it is posted to."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        self._refuse_hidden(request, object_id)
        history: Any = self.model.history
        version = get_object_or_404(history.model, id=unquote(object_id), history_id=version_id)
        if not self.has_view_or_change_permission(request):
            raise Http404
        context = self.admin_site.each_context(request) | {
            "title": f"{version.get_history_type_display()} {date_format(version.history_date, 'M j, Y, H:i')} UTC",
            "opts": self.opts,
            "object_id": object_id,
            "version": version,
            "facts": [
                self._fact(request, version, field) for field in self.opts.concrete_fields if not field.primary_key
            ],
        }
        return TemplateResponse(request, "admin/history_version.html", context)

    def get_historical_record_context_helper(self, request: HttpRequest, historical_record: Any) -> VeiledHelper:
        helper = VeiledHelper(self.model, historical_record)  # type: ignore[call-arg]
        helper.page, helper.request = self, request
        return helper

    def name_for(self, request: HttpRequest, record: models.Model) -> str:
        if self.admin_site.is_registered(type(record)):
            named_by: Any = self.admin_site.get_model_admin(type(record))
            if getattr(named_by, "is_veiled", False):
                record = named_by.offered(request).filter(pk=record.pk).first() or record
        return str(record)

    def _refuse_hidden(self, request: HttpRequest, object_id: str) -> None:
        """What a reader may not see has no history either; nor, to be safe, has what is gone."""
        if not sees_sealed(request) and not self.get_queryset(request).filter(pk=unquote(object_id)).exists():
            raise Http404

    def _fact(self, request: HttpRequest, version: Any, field: Any) -> tuple[str, str]:
        value = getattr(version, field.attname, None)
        if field.is_relation and value is not None:
            try:
                value = self.name_for(request, getattr(version, field.name))
            except ObjectDoesNotExist:
                value = "a record that is no longer there"
        elif isinstance(value, list):
            value = ", ".join(map(str, value)) or "none"
        elif isinstance(value, bool):
            value = "yes" if value else "no"
        return capfirst(str(field.verbose_name)), "unknown" if value is None or value == "" else str(value)

    def _rows(self, object_id: str) -> list[dict[str, Any]]:
        """Changes of the rows under the record, newest first."""
        found: list[Any] = []
        for model, key in self.history_of_rows:
            history: Any = model.history  # type: ignore[attr-defined]
            found += history.filter(**{f"{key}_id": object_id}).select_related("history_user")[:MOST_ROWS]
        found.sort(key=lambda version: version.history_date, reverse=True)
        return [
            {
                "date": version.history_date,
                "by": version.history_user,
                "verb": VERBS[version.history_type],
                "sort": capfirst(version.instance_type._meta.verbose_name),
                "name": _name(version.instance),
            }
            for version in found[:MOST_ROWS]
        ]


def _name(record: models.Model) -> str:
    try:
        return str(record)
    except ObjectDoesNotExist:
        return "names a record that is no longer there"
