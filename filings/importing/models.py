from django.conf import settings
from django.db import models

from casefiles.models import CaseFile


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
