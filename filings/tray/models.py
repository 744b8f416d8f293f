from django.conf import settings
from django.db import models

from casefiles.models import CaseFile


class TrayPaper(models.Model):
    """A PDF that came in with many others and waits until somebody says which paper of the docket it is."""

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="tray")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    filename = models.CharField(max_length=255)
    why = models.TextField(help_text="Why it was not placed: one sentence.")
    stamps = models.JSONField(default=list, help_text="The court's stamps on it, as printed.")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["filename", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sha256"], name="a_paper_waits_once_in_a_case"),
        ]

    def __str__(self) -> str:
        return self.filename
