from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from filings.importing.facts.table import MOST_BYTES, TOO_LARGE


class FactsFileForm(forms.Form):
    file = forms.FileField(
        label="Table of facts",
        help_text="CSV, with commas, semicolons or tabs; UTF-8 or as Excel saves it.",
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        return file
