from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from casefiles.models import CaseFile
from filings.importing.sheet import KINDS


class Load(models.Model):
    """A case file as it was loaded: what tells, at the next load, what a person has changed since."""

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="loads")
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    filename = models.CharField(max_length=255)
    document = models.JSONField()

    class Meta:
        ordering = ["-loaded_at", "-id"]
        get_latest_by = ["loaded_at", "id"]

    def __str__(self) -> str:
        return f"{self.filename}, {self.loaded_at:%Y-%m-%d %H:%M}"


class Import(models.Model):
    """A docket page or the like on its way into a case: read, previewed, merged, perhaps undone."""

    class State(models.TextChoices):
        PREVIEWED = "previewed"
        MERGED = "merged"
        UNDONE = "undone"

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, null=True, blank=True, related_name="imports")
    new_slug = models.SlugField(max_length=100, null=True, blank=True, help_text="Of the case that it would begin.")
    kind = models.CharField(max_length=30, choices=list(KINDS.items()))
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    pacer_case_id = models.CharField(max_length=30, null=True, blank=True, help_text="As the source gives it.")
    sheet = models.JSONField(help_text="What the source says.")
    state = models.CharField(max_length=9, choices=State, default=State.PREVIEWED)
    answers = models.JSONField(default=dict, help_text="What the person chose where the preview asked.")
    counts = models.JSONField(default=dict)
    journal = models.JSONField(default=list, help_text="What the merge changed: path, old and new value.")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    merged_at = models.DateTimeField(null=True, blank=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="previewed", merged_at=None)
                | Q(state__in=["merged", "undone"], merged_at__isnull=False),
                name="an_import_is_merged_when_it_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False) | Q(~Q(state="undone"), undone_at=None),
                name="an_import_is_undone_when_it_says_when",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(new_slug__isnull=False), name="an_import_is_of_a_case_or_begins_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filename}, {self.uploaded_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return (
            reverse("import", args=[self.case.slug, self.pk]) if self.case else reverse("import-begin", args=[self.pk])
        )

    @property
    def reason(self) -> str:
        """What the history of each row that it wrote gives as the reason; `import_of` reads it back."""
        return f"import {self.pk}: {self.filename}"[:100]


def import_of(reason: str | None) -> int | None:
    """The number of the import that wrote a row, from the reason in its history."""
    first, _, rest = (reason or "").partition(" ")
    number = rest.partition(":")[0]
    return int(number) if first == "import" and number.isdigit() else None
