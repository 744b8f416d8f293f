from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from filings.deadlines.ruleasking import Need
from filings.docket.models import Filing

SHOW = (("", "All"), ("coming", "Coming"), ("past", "Past"))
KIND = (("", "Both"), ("deadline", "Deadlines"), ("hearing", "Hearings"))
SIDE = (
    ("", "Any side"),
    ("plaintiff", "Plaintiffs"),
    ("defendant", "Defendants"),
    ("court", "The court"),
    ("other", "Others"),
    ("unknown", "Not stated"),
)
STATE = (
    ("", "Any state"),
    ("computed", "Computed"),
    ("confirmed", "Confirmed"),
    ("printed", "As printed"),
    ("satisfied", "Satisfied"),
    ("extended", "Extended"),
    ("vacated", "Vacated"),
    ("superseded", "Superseded, new date not captured"),
)
WORDS = dict((*SHOW, *KIND, *STATE, *SIDE))
BAD = {"invalid_choice": "“%(value)s” is not one of these; all are shown."}


class DeadlineFilter(forms.Form):
    """The address of the page: `?show=coming&kind=hearing&side=defendant&q=reply`. A bad value filters nothing and is told."""

    show = forms.ChoiceField(choices=SHOW, required=False, error_messages=BAD)
    kind = forms.ChoiceField(choices=KIND, required=False, error_messages=BAD)
    side = forms.ChoiceField(label="Who must act", choices=SIDE, required=False, error_messages=BAD)
    state = forms.ChoiceField(choices=STATE, required=False, error_messages=BAD)
    q = forms.CharField(
        label="Rule or words", max_length=200, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )

    @property
    def chosen(self) -> dict[str, str | None]:
        """What to filter by; nothing where nothing, or nothing good, was asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or None for name in self.fields}

    @property
    def words(self) -> list[str]:
        """What is chosen, as the form words it: paper has no form."""
        return [f"“{value}”" if name == "q" else WORDS[value] for name, value in self.chosen.items() if value]


class OverrideForm(forms.Form):
    """A date set against a count: never without a reason and a source."""

    due = forms.DateField(label="Date", widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    source_entry = forms.CharField(
        label="Docket number of the paper that says so", max_length=30, required=False, help_text="34, or u2025-09-19"
    )
    source = forms.CharField(label="Or where else it is said", max_length=500, required=False)

    def __init__(self, *args: Any, filings: QuerySet[Filing], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.filings = filings

    def clean_source_entry(self) -> Filing | None:
        key = self.cleaned_data["source_entry"].strip()
        if not key:
            return None
        found = self.filings.filter(key=key).first()
        if found is None:
            raise forms.ValidationError(f"There is no entry {key} on this docket.")
        return found

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not self.errors and not told.get("source_entry") and not told.get("source"):
            self.add_error("source", "Name the filing that says so, or say where else it is said.")
        return told


class AnswersForm(forms.Form):
    """What a rule asks, as it asks it: yes, no or not known; or a date."""

    def __init__(self, *args: Any, needs: Sequence[Need], given: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        for need in needs:
            about: dict[str, Any] = {
                "label": need.label, "help_text": need.ask, "required": False, "initial": given.get(need.name)
            }  # fmt: skip
            if need.is_date:
                field: forms.Field = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **about)
            else:
                field = forms.ChoiceField(choices=(("", "not known"), ("yes", "yes"), ("no", "no")), **about)
            self.fields[need.name] = field

    @property
    def answers(self) -> dict[str, str]:
        """As `compute` takes them; what is left empty is not known."""
        return {name: str(value) if value else "unknown" for name, value in self.cleaned_data.items()}
