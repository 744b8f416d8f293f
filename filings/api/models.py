from django.conf import settings
from django.db import models
from django.db.models import F, Q


class ApiToken(models.Model):
    """A key to the API. Only the SHA-256 of it is kept; revoked, it stays shut."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = "API token"
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("made_at")),
                name="an_api_token_is_revoked_after_it_is_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.user}"
