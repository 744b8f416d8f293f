"""The filter of the changes. It is the address."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from casefiles.models import CaseFile
from filings.changes.kinds import SECTIONS
from filings.docket.past import midnight

EVERYBODY = [("", "Anybody"), ("people", "People"), ("files", "Imports and loads")]
# Before a user name, which might be one of our own words.
SIGN = "@"


class ChangesForm(forms.Form):
    """Wants the users who may be chosen; none for whoever may not know their names."""

    what = forms.ChoiceField(
        required=False,
        choices=[("", "Everything"), *((one.code, one.plural.capitalize()) for one in SECTIONS.values())],
        error_messages={"invalid_choice": "“%(value)s” keeps no history here."},
    )
    who = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Nobody here goes by “%(value)s”."})
    since = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "Write the day as 2025-10-27."},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    only = forms.ChoiceField(
        required=False,
        label="Show",
        choices=[("", "All changes"), ("edits", "Edits of what stood here")],
        error_messages={"invalid_choice": "Show all, or only=edits."},
    )

    def __init__(self, data: Any, *, editors: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        self.editors = {f"{SIGN}{name}": pk for pk, name in editors}
        who: Any = self.fields["who"]
        who.choices = [*EVERYBODY, *((value, value.removeprefix(SIGN)) for value in self.editors)]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was asked for rightly; a field with a fault asks for nothing."""
        self.is_valid()
        return self.cleaned_data

    @property
    def sections(self) -> frozenset[str]:
        what = self.chosen.get("what")
        return frozenset({what} if what else ())

    @property
    def by(self) -> int | None:
        return self.editors.get(self.chosen.get("who") or "")

    def since_at(self, case: CaseFile) -> datetime | None:
        day = self.chosen.get("since")
        return midnight(day, zone=case.timezone) if day else None
