from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from simple_history.models import HistoricalRecords

from filings.docket.models import Filing


class DocumentQuerySet(models.QuerySet["Document"]):
    def open_to(self, *, sees_sealed: bool) -> "DocumentQuerySet":
        return self if sees_sealed else self.exclude(sealed=True).exclude(filing__sealed="full")


class Document(models.Model):
    """A paper of a filing: number 0 is the main one, 1 and on its attachments. Known, though its file may not be held."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="documents")
    number = models.PositiveIntegerField(default=0, help_text="0 is the main document, 1 and on the attachments.")
    title = models.TextField(null=True, blank=True)
    document_id = models.CharField(max_length=100, null=True, blank=True, help_text="The court's own id.")
    page_count = models.PositiveIntegerField(null=True, blank=True, help_text="As the court states it.")
    sealed = models.BooleanField(null=True, blank=True)
    # The version to read: the newest real file, else the newest sample (filings.documents.actions keeps it).
    current = models.ForeignKey("HeldFile", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    history = HistoricalRecords(excluded_fields=["current"])
    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "number"], name="a_document_number_stands_once_in_a_filing"),
        ]

    def __str__(self) -> str:
        return f"{self.label} of {self.filing.key}"

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.filing.case.slug, self.filing.key, self.number])

    # True once `mask` made it forget what this reader may not see.
    is_masked = False

    def save(self, *args: object, **kwargs: object) -> None:
        if self.is_masked:
            raise RuntimeError("A masked document has forgotten its content and must not be saved.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def mask(self) -> None:
        """Forgets, in memory, all of a sealed document but its number and that it is sealed."""
        self.title = self.document_id = self.page_count = self.current = None
        self.is_masked = True
        self._prefetched_objects_cache: dict[str, list[object]] = {"held_files": []}

    @property
    def label(self) -> str:
        return f"Attachment {self.number}" if self.number else "Main document"

    @property
    def cite_number(self) -> str:
        """`34-2`, or `34` for the main document; a twin keeps the court's own number. Empty without a number."""
        entry = self.filing.entry
        if entry is None:
            return ""
        return f"{entry}-{self.number}" if self.number else str(entry)


def mask_sealed_documents(documents: Iterable[Document], *, sees_sealed: bool) -> list[Document]:
    """The documents, those sealed masked for a reader who may not see them."""
    found = list(documents)
    for document in found:
        if document.sealed and not sees_sealed:
            document.mask()
    return found


class HeldFileQuerySet(models.QuerySet["HeldFile"]):
    def to_be_read(self, *, now: datetime) -> "HeldFileQuerySet":
        """Waiting, or taken by a reader whose lease ran out: it died."""
        return self.filter(Q(state=HeldFile.State.WAITING) | Q(state=HeldFile.State.READING, lease_until__lte=now))

    def open_to(self, *, sees_sealed: bool) -> "HeldFileQuerySet":
        """Of documents that this reader may open, the versions that they may: an unredacted one is as good as sealed."""
        return self if sees_sealed else self.exclude(version=HeldFile.Version.UNREDACTED)


class HeldFile(models.Model):
    """One version of a document, by the SHA-256 of its bytes, and how far its reading came."""

    class State(models.TextChoices):
        WAITING = "waiting"
        READING = "reading"
        READ = "read"
        FAILED = "failed"

    class Version(models.TextChoices):
        AS_FILED = "as-filed", "as filed"
        REDACTED = "redacted"
        UNREDACTED = "unredacted"
        CORRECTED = "corrected"

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="held_files")
    version = models.CharField(
        max_length=10,
        choices=Version,
        null=True,
        blank=True,
        help_text="Which of several versions. An unredacted one shows only to those who may see what is sealed.",
    )
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField(help_text="Bytes.")
    filename = models.CharField(max_length=255, help_text="As it came.")
    is_sample = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    fault = models.CharField(max_length=30, null=True, blank=True, help_text="empty, not-a-pdf, locked, damaged, ...")
    fault_text = models.TextField(null=True, blank=True, help_text="The fault in a sentence.")
    page_count = models.PositiveIntegerField(null=True, blank=True)
    pages_read = models.PositiveIntegerField(default=0)
    reader = models.CharField(max_length=80, null=True, blank=True, help_text="What read it, with its version.")
    intake = models.JSONField(
        null=True, blank=True, help_text="What the file says of itself: metadata, outline, attachments, form fields."
    )
    looked_at = models.DateTimeField(
        null=True, blank=True, help_text="When its pages were last looked at as pictures: for OCR and for hidden text."
    )
    attempts = models.PositiveSmallIntegerField(
        default=0, help_text="Readings begun; one that kills its worker ends none."
    )
    # A reading belongs to whoever holds the lease; the token tells two readers of one file apart.
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.CharField(max_length=32, null=True, blank=True)

    objects = HeldFileQuerySet.as_manager()

    class Meta:
        ordering = ["is_sample", "-added_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "sha256"], name="a_file_is_held_once_for_a_document"),
            models.CheckConstraint(
                condition=~Q(state="reading") | Q(lease_until__isnull=False, lease_token__isnull=False),
                name="a_reading_holds_a_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | Q(fault__isnull=False, fault_text__isnull=False),
                name="a_failed_reading_says_why",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="a_held_file_is_named_by_its_sha256"
            ),
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="held_file_to_be_read")]

    def __str__(self) -> str:
        return f"{self.filename} ({self.state})"


class PageQuerySet(models.QuerySet["Page"]):
    def with_words(self) -> "PageQuerySet":
        """Each page with `words`, the text to show and to search: what a person corrected it to, else as it was read."""
        return self.annotate(words=Coalesce("correction__text", "text"))


class Page(models.Model):
    """The text of one PDF page; the court's stamp and the printed line numbers are kept apart from its words."""

    held_file = models.ForeignKey(HeldFile, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(help_text="From 1, as the file counts.")
    text = models.TextField(help_text="As it was read. A correction stands beside it and is shown in its place.")
    marks = models.JSONField(
        default=list, blank=True, help_text="For each line of the text its printed number, turned, typed or null."
    )
    stamp = models.TextField(null=True, blank=True, help_text="What CM/ECF printed on the page.")
    printed_lines = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many line numbers the pleading paper prints; empty: none."
    )
    printed_page = models.CharField(
        max_length=10, null=True, blank=True, help_text="The number the page prints itself."
    )
    width = models.FloatField(null=True, blank=True, help_text="Points, as the page is shown.")
    height = models.FloatField(null=True, blank=True, help_text="Points, as the page is shown.")
    reader = models.CharField(max_length=60, null=True, blank=True, help_text="What read this page.")
    needs_ocr = models.BooleanField(default=False, help_text="A picture, or a text layer that is garbage.")
    ocr_confidence = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Percent, mean over its words.")
    ocr_fault = models.TextField(null=True, blank=True, help_text="Why OCR gave nothing.")
    ocr_words = models.JSONField(
        null=True, blank=True, help_text="[word, left, top, right, bottom] in points, for pages read by OCR."
    )
    concerns = models.JSONField(
        default=list, blank=True, help_text="Kinds of what a person should check: hidden-text, ssn, ..."
    )
    fault = models.TextField(null=True, blank=True, help_text="Why this one page could not be read.")
    # What search adds to the words (filings.query.mending): null where it adds nothing.
    mended = models.TextField(
        null=True, blank=True, editable=False, help_text="Its broken words joined, each among its neighbours."
    )
    bridge = models.TextField(
        null=True, blank=True, editable=False, help_text="Its last words and the first of the next page."
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["held_file", "number"], name="a_page_stands_once_in_a_file"),
            models.CheckConstraint(condition=Q(number__gte=1), name="pages_count_from_one"),
            models.CheckConstraint(
                condition=Q(ocr_confidence__isnull=True) | Q(ocr_confidence__lte=100),
                name="confidence_of_ocr_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return f"page {self.number}"


class PageCorrection(models.Model):
    """What a person says a page says. The reading stays as it was; each former wording is in the history."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="correction")
    text = models.TextField()
    corrected_at = models.DateTimeField()
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    def __str__(self) -> str:
        return f"correction of page {self.page_id}"
