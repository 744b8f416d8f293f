from django import forms

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
WORDS = dict((*SHOW, *KIND, *SIDE))
BAD = {"invalid_choice": "“%(value)s” is not one of these; all are shown."}


class DeadlineFilter(forms.Form):
    """The address of the page: `?show=coming&kind=hearing&side=defendant`. A bad value filters nothing and is told."""

    show = forms.ChoiceField(choices=SHOW, required=False, error_messages=BAD)
    kind = forms.ChoiceField(choices=KIND, required=False, error_messages=BAD)
    side = forms.ChoiceField(label="Who must act", choices=SIDE, required=False, error_messages=BAD)

    @property
    def chosen(self) -> dict[str, str | None]:
        """What to filter by; nothing where nothing, or nothing good, was asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or None for name in self.fields}

    @property
    def words(self) -> list[str]:
        """What is chosen, as the form words it: paper has no form."""
        return [WORDS[value] for value in self.chosen.values() if value]
