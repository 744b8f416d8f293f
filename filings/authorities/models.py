from django.db import models
from django.db.models import F, Q

from casefiles.models import CaseFile
from filings.documents.models import HeldFile, Page


class Authority(models.Model):
    """A case, statute or rule that the papers of a case cite: one row for all its spellings."""

    class Sort(models.TextChoices):
        CASE = "case"
        STATUTE = "statute"
        RULE = "rule"
        OTHER = "other"

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="authorities")
    key = models.CharField(max_length=200, help_text="What its spellings have in common: 545-us-913, 17-usc-504.")
    sort = models.CharField(max_length=7, choices=Sort)
    name = models.TextField(null=True, blank=True, help_text="MGM Studios, Inc. v. Grokster, Ltd.; cases alone.")
    cite = models.TextField(help_text="545 U.S. 913 (2005); 17 U.S.C. § 504; Fed. R. Civ. P. 12.")
    url = models.URLField(max_length=1000, null=True, blank=True, help_text="Its public page.")

    class Meta:
        ordering = ["sort", "name", "cite", "id"]
        verbose_name_plural = "authorities"
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="an_authority_stands_once_in_a_case")]

    def __str__(self) -> str:
        return f"{self.name}, {self.cite}" if self.name else self.cite


class Citation(models.Model):
    """One place on a page that cites an authority."""

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="citations")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="citations")
    start = models.PositiveIntegerField(help_text="Characters into the words of the page.")
    end = models.PositiveIntegerField()
    text = models.TextField(help_text="As the page has it.")
    pin = models.CharField(max_length=100, null=True, blank=True, help_text="The page or subsection it points to.")

    class Meta:
        ordering = ["page", "start"]
        constraints = [
            models.UniqueConstraint(fields=["page", "start", "authority"], name="a_citation_stands_once_at_its_place"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="a_citation_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.text


class CitationReading(models.Model):
    """That the citations of a held file were looked for: in which words, and by what."""

    held_file = models.OneToOneField(HeldFile, on_delete=models.CASCADE, related_name="citation_reading")
    read_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the words of its pages.")
    reader = models.CharField(max_length=60, help_text="What found them, with its version.")

    def __str__(self) -> str:
        return f"citations of {self.held_file_id}"
