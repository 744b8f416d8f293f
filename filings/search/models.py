from django.conf import settings
from django.db import models
from django.db.models import Q

from casefiles.models import CaseFile
from filings.docket.models import Filing


class SavedSearch(models.Model):
    """A search that a reader keeps; it may tell them by mail of new filings that it finds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    case = models.ForeignKey(
        CaseFile,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="saved_searches",
        help_text="Empty: all.",
    )
    query = models.TextField()
    name = models.CharField(max_length=200)
    mails = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    # Filings entered here after this one are new to it; 0: the tracker was empty.
    since_filing = models.BigIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "saved searches"
        constraints = [
            models.UniqueConstraint(fields=["user", "case", "query"], name="a_search_of_a_case_is_saved_once"),
            models.UniqueConstraint(
                fields=["user", "query"], condition=Q(case=None), name="a_search_of_all_cases_is_saved_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ToldFiling(models.Model):
    """That a saved search told of a filing, so that it tells once."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="told")
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["told_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["search", "filing"], name="a_saved_search_tells_of_a_filing_once")
        ]

    def __str__(self) -> str:
        return f"{self.search}: {self.filing_id}"
