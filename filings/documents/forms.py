"""What a person may type about a page."""

from typing import Any

from django import forms

from filings.documents.corrected import LONGEST, cleaned


class CorrectionForm(forms.Form):
    """The text of one page. `seen` is the fingerprint of the text that the form began with."""

    text = forms.CharField(
        label="What the page says",
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "true", "wrap": "off", "autocomplete": "off"}),
        error_messages={"max_length": f"The text of a page has {LONGEST:,} characters at most."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_text(self) -> str:
        return cleaned(self.cleaned_data["text"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["aria-describedby"] = "text-help"
