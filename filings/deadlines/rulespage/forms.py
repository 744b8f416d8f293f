from typing import Any

from django import forms

from filings.deadlines.rulebook import rulebook
from filings.deadlines.rulespage.shown import Chosen
from filings.deadlines.rulespage.words import LAYERS, UNCHECKED

SURE = (("", "Any"), ("checked", "Text read, or applied by a court"), (UNCHECKED, "Unchecked"))
BAD = {"invalid_choice": "“%(value)s” is not one of these; all are shown."}
LONGEST = 100


class RuleFilter(forms.Form):
    """`?q=reply&layer=local&court=cand&sure=unchecked`. A bad value filters nothing and is told."""

    q = forms.CharField(
        label="Search", required=False, max_length=LONGEST, widget=forms.TextInput(attrs={"type": "search"})
    )
    layer = forms.ChoiceField(choices=(("", "All"), *LAYERS.items()), required=False, error_messages=BAD)
    court = forms.ChoiceField(required=False, error_messages=BAD)
    sure = forms.ChoiceField(label="How sure", choices=SURE, required=False, error_messages=BAD)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        courts = sorted({court for rule in rulebook() for court in rule.courts})
        field = self.fields["court"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Any"), *((court, court) for court in courts)]

    @property
    def chosen(self) -> Chosen:
        self.is_valid()
        told = self.cleaned_data
        return Chosen(
            told.get("q") or "", told.get("layer") or None, told.get("court") or None, told.get("sure") or None
        )
