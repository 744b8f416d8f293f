"""Pickers of records by name: Django's autocomplete, held to one case, and in the order in which records were picked."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Model

if TYPE_CHECKING:
    # What Django mixes it into.
    class Autocomplete(AutocompleteMixin, forms.Select): ...
else:
    Autocomplete = AutocompleteMixin


class Picker(Autocomplete):
    """`case_id` limits what is offered; `at_hand` are related records that a form has already fetched."""

    case_id: int | None = None
    at_hand: Mapping[str, Model] = {}

    def get_url(self) -> str:
        url = super().get_url()
        return f"{url}?case={self.case_id}" if self.case_id else url

    def optgroups(self, name: str, value: Iterable[Any], attr: Any = None) -> list[Any]:
        """The picked records alone: the others come as the user types."""
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        picked = list(dict.fromkeys(str(pk) for pk in value if str(pk).isdecimal()))
        records = {**self.at_hand, **self._fetched([pk for pk in picked if pk not in self.at_hand])}
        for pk in picked:
            if pk in records:
                options.append(self.create_option(name, pk, self.label(records[pk]), True, len(options)))
        return [(None, options, 0)]

    def label(self, record: Model) -> str:
        named_by = self.admin_site.get_model_admin(type(record))
        return str(named_by.choice_label(record)) if hasattr(named_by, "choice_label") else str(record)

    def _fetched(self, missing: list[str]) -> dict[str, Model]:
        if not missing:
            return {}
        return {str(record.pk): record for record in self.choices.queryset.filter(pk__in=missing)}

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=("admin/js/jquery.init.js", "js/admin_pickers.js"))


class PickOne(Picker, AutocompleteSelect):
    pass


class PickSeveral(Picker, AutocompleteSelectMultiple):
    pass
