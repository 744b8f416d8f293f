from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from filings.importing.recognising import MOST_BYTES


class DocketFileForm(forms.Form):
    file = forms.FileField(
        label="Docket file",
        help_text="A docket page saved from PACER, CourtListener’s JSON, a case file, or a table of entries (CSV).",
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(f"The file is larger than {MOST_BYTES >> 20} MiB: no docket is.")
        return file


class NewCaseForm(DocketFileForm):
    """A case that begins with its docket."""

    slug = forms.SlugField(
        label="Short name",
        max_length=100,
        help_text="It stands in addresses: strike3-v-meta. Small letters, digits and hyphens.",
        error_messages={"invalid": "Small letters, digits and hyphens, such as strike3-v-meta."},
    )
    field_order = ["slug", "file"]

    def clean_slug(self) -> Any:
        slug = str(self.cleaned_data["slug"]).lower().replace("_", "-").strip("-")
        if not slug or "--" in slug:
            raise ValidationError("Small letters, digits and hyphens, such as strike3-v-meta.")
        return slug
