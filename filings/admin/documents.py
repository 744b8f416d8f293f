"""Papers, the files held of them, and the text that was read: repaired, or looked at."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from casefiles.admin_base import CarefulAdmin, Rows, sees_sealed
from casefiles.admin_forms import OneCaseForm
from casefiles.admin_history import HistoryAdmin
from filings.admin.papers import VERSIONS, FileInput, UploadedFile, check_pdf
from filings.documents.actions.files import add_file, choose_current, name_version
from filings.documents.actions.reading import read_again
from filings.documents.models import Document, HeldFile, Page


class ReadOnly(CarefulAdmin):
    """What a machine wrote down; nobody types it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class DocumentForm(OneCaseForm):
    file = forms.FileField(
        label="New file",
        required=False,
        allow_empty_file=True,
        max_length=255,
        widget=FileInput,
        help_text="A PDF. It becomes the version that is read; earlier ones are kept.",
    )
    version = forms.ChoiceField(
        label="Which version",
        required=False,
        choices=VERSIONS,
        help_text="Of the new file. An unredacted one shows only to those who may see what is sealed.",
    )

    def clean_file(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["file"]
        if upload is not None:
            check_pdf(upload)
        return upload

    def clean(self) -> dict[str, Any]:
        super().clean()
        filing = self.cleaned_data.get("filing") or (self.instance.filing if self.instance.pk else None)
        number = self.cleaned_data.get("number")
        if filing is None or number is None or (self.instance.pk and "number" not in self.changed_data):
            return self.cleaned_data
        others = Document.objects.filter(filing=filing.pk).exclude(pk=self.instance.pk)
        if filing.is_masked:
            self.add_error("filing", "This filing is sealed to you, and so are its papers.")
        elif others.filter(number=number).exists():
            self.add_error("number", f"This filing has a paper with the number {number} already.")
        elif number and not others.filter(number=0).exists():
            self.add_error("number", f"Attachment {number} needs a main document: enter that first, with the number 0.")
        elif not number and filing.text_only:
            raise ValidationError("That entry is marked as text only, which says that no paper is behind it.")
        return self.cleaned_data

    def validate_constraints(self) -> None:
        """`clean` has said it in better words."""


class HeldFileRows(Rows):
    model = HeldFile
    fields = ("filename", "version", "size", "state", "fault_text", "page_count", "is_sample", "added_at", "added_by")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).open_to(sees_sealed=sees_sealed(request)).select_related("added_by")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Document)
class DocumentAdmin(HistoryAdmin):
    form = DocumentForm
    given_once = ("filing",)
    list_display = ("label", "filing", "title", "sealed", "held", "page_count")
    list_display_links = ("label", "title")
    list_filter = ("filing__case", "sealed", "current__state", "current__is_sample")
    list_select_related = ("current",)
    search_fields = ("title", "document_id", "filing__key", "filing__title")
    ordering = ("-filing_id", "number")
    autocomplete_fields = ("filing",)
    fields = ("filing", "number", "title", "sealed", "document_id", "page_count", "file", "version")
    inlines = (HeldFileRows,)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).open_to(sees_sealed=sees_sealed(request))

    @admin.display(description="Held")
    def held(self, document: Document) -> str:
        return document.current.state if document.current else "not held"

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "sealed" in form.changed_data:
            choose_current(document=obj)
        upload = form.cleaned_data.get("file")
        if upload is not None:
            user: Any = request.user
            version = form.cleaned_data.get("version")
            added = add_file(
                document=obj, upload=upload, filename=upload.name, by=user, now=timezone.now(), version=version
            )
            told = "was added; its text is being read" if added.is_new else "is held already, so nothing changed"
            messages.info(request, f"{upload.name} {told}.")

    def view_on_site(self, document: Document) -> str:
        return document.get_absolute_url()


class StateFilter(admin.SimpleListFilter):
    """Failed ones first: they are what somebody must see to."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, state.label) for state in reversed(HeldFile.State)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() else queryset


@admin.register(HeldFile)
class HeldFileAdmin(ReadOnly):
    """What a machine wrote down, but for one thing that a person knows: which of several versions a file is."""

    list_display = (
        "filename",
        "document",
        "filing",
        "version",
        "state",
        "fault_text",
        "pages_read",
        "is_sample",
        "added_at",
    )
    list_filter = (StateFilter, "version", "is_sample", "document__filing__case")
    list_select_related = ("document__filing__case",)
    search_fields = ("filename", "sha256")
    date_hierarchy = "added_at"
    ordering = ("-added_at", "-id")
    actions = ("read_again",)
    fields = (
        "document", "version", "filename", "state", "fault_text", "fault", "page_count", "pages_read", "reader",
        "attempts", "size", "sha256", "is_sample", "added_at", "added_by",
    )  # fmt: skip
    readonly_fields = tuple(field for field in fields if field != "version")

    def get_queryset(self, request: HttpRequest) -> Any:
        found = super().get_queryset(request).select_related("document__filing__case")
        if sees_sealed(request):
            return found
        found = found.exclude(document__sealed=True).exclude(document__filing__sealed="full")
        return found.open_to(sees_sealed=False)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_read_permission(request)

    def save_model(self, request: HttpRequest, obj: HeldFile, form: Any, change: bool) -> None:
        name_version(held_file=obj, version=obj.version)

    @admin.display(description="Filing")
    def filing(self, held: HeldFile) -> str:
        return str(held.document.filing)

    @admin.action(description="Read again", permissions=["read"])
    def read_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        count = 0
        for held in queryset:
            read_again(held_file=held)
            count += 1
        messages.info(request, f"{count} file{'s are' if count != 1 else ' is'} waiting to be read again.")

    def delete_model(self, request: HttpRequest, obj: HeldFile) -> None:
        """A file that came to the wrong paper: an earlier version is read in its place."""
        document = obj.document
        super().delete_model(request, obj)
        choose_current(document=document)

    def has_read_permission(self, request: HttpRequest) -> bool:
        """Whoever may change a held file may have it read again."""
        return request.user.has_perm("filings.change_heldfile")


@admin.register(Page)
class PageAdmin(ReadOnly):
    list_display = ("number", "held_file", "filing", "printed_lines", "fault", "begins")
    list_filter = ("held_file__document__filing__case",)
    list_select_related = ("held_file__document__filing__case",)
    search_fields = ("text",)
    ordering = ("-held_file_id", "number")
    fields = ("held_file", "number", "stamp", "printed_lines", "fault", "text")

    def get_queryset(self, request: HttpRequest) -> Any:
        found = super().get_queryset(request)
        if sees_sealed(request):
            return found
        found = found.exclude(held_file__document__sealed=True).exclude(held_file__document__filing__sealed="full")
        return found.exclude(held_file__version=HeldFile.Version.UNREDACTED)

    @admin.display(description="Filing")
    def filing(self, page: Page) -> str:
        return str(page.held_file.document.filing)

    @admin.display(description="Begins")
    def begins(self, page: Page) -> str:
        return page.text[:60]
