"""The papers of a filing on its form: one row a document, each with a plain file field."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import uploadedfile
from django.db import transaction
from django.utils.html import format_html

from casefiles.admin_forms import OneCaseForm, OneCaseFormSet
from casefiles.models import User
from filings.admin import kept_files
from filings.documents.actions.files import Added, add_file, choose_current
from filings.documents.models import Document, HeldFile

if TYPE_CHECKING:
    UploadedFile = uploadedfile.UploadedFile[bytes]
else:
    UploadedFile = uploadedfile.UploadedFile

VERSIONS = [("", "not said"), *HeldFile.Version.choices]
HEADER = b"%PDF-"
# Readers of PDF look for the header in the first kilobyte; some scanners write something before it.
HEADER_WITHIN = 1024


def check_pdf(upload: UploadedFile) -> None:
    """Raises ValidationError with a sentence for what is no PDF, empty or too large."""
    if not upload.size:
        raise ValidationError(f"{upload.name} is empty.")
    if upload.size > settings.CASEFILES_LARGEST_FILE:
        raise ValidationError(f"{upload.name} is larger than {settings.CASEFILES_LARGEST_FILE >> 20} MiB.")
    upload.seek(0)
    begins = upload.read(HEADER_WITHIN)
    upload.seek(0)
    if HEADER not in begins:
        raise ValidationError(f"{upload.name} is not a PDF. Print or scan it to PDF and pick that.")


class FileInput(forms.FileInput):
    """Says which file is kept where the form comes back, since no browser will."""

    kept_filename: str | None = None

    def __init__(self) -> None:
        super().__init__(attrs={"accept": "application/pdf,.pdf"})

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        field = super().render(name, value, attrs, renderer)
        if self.kept_filename is None:
            return field
        return format_html(
            '{} <span class="kept">{} is kept; pick another to replace it.</span>', field, self.kept_filename
        )


class PaperForm(OneCaseForm):
    # Set by the formset, for one request.
    by: User
    now: datetime

    file = forms.FileField(label="PDF", required=False, allow_empty_file=True, max_length=255, widget=FileInput)
    version = forms.ChoiceField(required=False, choices=VERSIONS)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_file(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["file"]
        if upload is not None:
            check_pdf(upload)
        return upload

    def clean_kept(self) -> kept_files.Kept | None:
        token = self.cleaned_data["kept"]
        if not token or self.cleaned_data.get("file"):
            return None
        try:
            kept = kept_files.find(token, by=self.by)
        except kept_files.Gone:
            self.add_error("file", "The file of this row is no longer kept. Please pick it again.")
            return None
        self.fields["file"].widget.kept_filename = kept.filename
        return kept

    def has_changed(self) -> bool:
        # A new row comes with its number; the number alone is no paper, nor is the version of a file that did not come.
        changed = set(self.changed_data) - {"version"}
        return bool(changed - {"number"} if self.instance.pk is None else changed)

    def validate_constraints(self) -> None:
        """The formset does, which knows the other rows and says it in better words."""

    def keep_file(self) -> None:
        """Before the form comes back with faults: what was picked and is sound stays picked."""
        upload = self.files.get(self.add_prefix("file"))
        if upload is None or "file" in self.errors:
            return
        self.data: Any = self.data.copy()
        self.data[self.add_prefix("kept")] = kept_files.keep(
            upload, filename=str(upload.name), by=self.by, now=self.now
        )
        self.fields["file"].widget.kept_filename = upload.name

    @contextmanager
    def opened(self) -> Iterator[tuple[IO[bytes], str] | None]:
        """The file picked for this row and its name, if there is one."""
        upload, kept = self.cleaned_data.get("file"), self.cleaned_data.get("kept")
        if upload is not None:
            yield upload, upload.name
        elif kept:
            with kept.path.open("rb") as file:
                yield file, kept.filename
            transaction.on_commit(lambda: kept.path.unlink(missing_ok=True))
        else:
            yield None

    def add_file(self) -> Added | None:
        with self.opened() as found:
            if found is None:
                return None
            version = self.cleaned_data.get("version")
            return add_file(
                document=self.instance, upload=found[0], filename=found[1], by=self.by, now=self.now, version=version
            )


class PaperFormSet(OneCaseFormSet):
    by: User
    now: datetime

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        filing = kwargs.get("instance")
        # Those that this reader may not see count too.
        numbers = filing.documents.values_list("pk", "number") if filing is not None and filing.pk else ()
        self.held: dict[int, int] = {number: pk for pk, number in numbers}
        first = max(self.held, default=-1) + 1
        kwargs.setdefault("initial", [{"number": number} for number in range(first, first + self.extra)])
        super().__init__(*args, **kwargs)

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        form.by, form.now = self.by, self.now
        return form

    def clean(self) -> None:
        """In place of Django's own: each sentence stands beside the number it speaks of."""
        rows = [form for form in self.forms if form.instance.pk or form.has_changed()]
        if self.instance.text_only and rows:
            raise ValidationError(
                "This entry is marked as text only, which says that no paper is behind it. Either unmark it above, or "
                "leave the papers away."
            )
        self._check_numbers(rows)

    def _check_numbers(self, rows: list[Any]) -> None:
        seen: set[int] = set()
        shown = {form.instance.pk for form in rows}
        hidden = {number for number, pk in self.held.items() if pk not in shown}
        for form in rows:
            number = form.cleaned_data.get("number") if hasattr(form, "cleaned_data") else None
            if number is None:
                continue
            if number in seen:
                form.add_error("number", f"Two papers have the number {number}.")
            elif self.held.get(number, form.instance.pk) != form.instance.pk:
                form.add_error("number", f"This filing has a paper with the number {number} already.")
            seen.add(number)
        attachments = [form for form in rows if form.has_changed() and form.cleaned_data.get("number")]
        if attachments and 0 not in seen | hidden:
            form = attachments[0]
            number = form.cleaned_data["number"]
            form.add_error("number", f"Attachment {number} needs a main document: give one row the number 0.")

    def keep_files(self) -> None:
        for form in self.forms:
            form.keep_file()

    def save_existing(self, form: Any, obj: Document, commit: bool = True) -> Document:
        # A new file is a new version, not a change of the document.
        if set(form.changed_data) <= {"file", "kept", "version"}:
            return obj
        saved: Document = super().save_existing(form, obj, commit=commit)
        if "sealed" in form.changed_data:
            choose_current(document=saved)
        return saved

    def add_files(self) -> list[Added]:
        """Raises storage.TooLarge."""
        added = [form.add_file() for form in self.forms if form.has_changed()]
        return [one for one in added if one is not None]
