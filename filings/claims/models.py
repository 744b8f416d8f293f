from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from casefiles.models import CaseFile, Confidence, Graded, Source
from filings.docket.models import Filing
from parties.models import Appearance


class Claim(Graded):
    """A cause of action pleaded in a complaint."""

    class Status(models.TextChoices):
        PENDING = "pending"
        DISMISSED = "dismissed"
        SETTLED = "settled"
        DECIDED = "decided"

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="claims")
    number = models.CharField(max_length=20, help_text="The count, in Roman figures.")
    title = models.TextField()
    theory = models.TextField()
    asserted_by: models.ManyToManyField[Appearance, models.Model] = models.ManyToManyField(
        Appearance, blank=True, related_name="claims_asserted"
    )
    against: models.ManyToManyField[Appearance, models.Model] = models.ManyToManyField(
        Appearance, blank=True, related_name="claims_faced"
    )
    pleaded_in = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="claims_pleaded")
    status = models.CharField(max_length=9, choices=Status)
    position = models.PositiveIntegerField(default=0)
    note = models.TextField(null=True, blank=True)
    sources: models.ManyToManyField[Source, models.Model] = models.ManyToManyField(Source, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="a_claim_has_a_number_of_its_own_in_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class ClaimPoint(models.Model):
    """One theory of a claim, one legal basis, or one form of relief it asks for."""

    class Aspect(models.TextChoices):
        THEORY = "theory"
        BASIS = "legal basis"
        RELIEF = "relief"

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="points")
    aspect = models.CharField(max_length=11, choices=Aspect)
    name = models.CharField(max_length=200, null=True, blank=True, help_text="Theories alone have one.")
    text = models.TextField()
    confidence = models.CharField(max_length=13, choices=Confidence, default=Confidence.CONFIRMED)
    position = models.PositiveIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aspect="theory", name__isnull=False) | (~Q(aspect="theory") & Q(name=None)),
                name="a_theory_and_nothing_else_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.text


class ClaimEvent(models.Model):
    """A step in the life of a claim, and the filing that shows it."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="events")
    date = models.DateField()
    status = models.CharField(max_length=200)
    entry = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="claim_events")
    confidence = models.CharField(max_length=13, choices=Confidence, default=Confidence.CONFIRMED)
    position = models.PositiveIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "date", "status", "entry"], name="a_step_of_a_claim_stands_once"),
        ]

    def __str__(self) -> str:
        return f"{self.date}: {self.status}"


class Contention(models.Model):
    """What a side, or the court, says about the case; where it said it, and what it answers."""

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="contentions")
    key = models.CharField(max_length=100)
    by_court = models.BooleanField(default=False)
    by: models.ManyToManyField[Appearance, models.Model] = models.ManyToManyField(
        Appearance, blank=True, related_name="contentions"
    )
    text = models.TextField()
    about_claims: models.ManyToManyField[Claim, models.Model] = models.ManyToManyField(
        Claim, blank=True, related_name="contentions"
    )
    raised_in = models.ForeignKey(Filing, on_delete=models.PROTECT, null=True, blank=True, related_name="contentions")
    answers: models.ManyToManyField["Contention", models.Model] = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="answered_by"
    )
    status = models.CharField(max_length=200, null=True, blank=True)
    confidence = models.CharField(max_length=13, choices=Confidence, default=Confidence.CONFIRMED)
    position = models.PositiveIntegerField(default=0)
    sources: models.ManyToManyField[Source, models.Model] = models.ManyToManyField(Source, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="a_contention_has_a_key_of_its_own_in_a_case"),
        ]

    def __str__(self) -> str:
        return self.text


class Figure(Graded):
    """A number that somebody puts on the case: who says so, not a finding."""

    class Qualifier(models.TextChoices):
        AT_LEAST = "at least"
        ABOUT = "about"
        ALMOST = "almost"
        MORE_THAN = "more than"

    class SourceKind(models.TextChoices):
        DOCKET = "docket"
        PLEADING = "pleading"
        MOTION = "motion"
        RULING = "ruling"
        PRESS = "press"
        ARITHMETIC = "arithmetic"

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="figures")
    key = models.CharField(max_length=100)
    label = models.TextField()
    value = models.DecimalField(max_digits=30, decimal_places=6)
    qualifier = models.CharField(max_length=9, choices=Qualifier, null=True, blank=True)
    unit = models.CharField(max_length=100)
    claimed_by: models.ManyToManyField[Appearance, models.Model] = models.ManyToManyField(
        Appearance, blank=True, related_name="figures"
    )
    source_kind = models.CharField(max_length=10, choices=SourceKind)
    as_of = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    note = models.TextField(null=True, blank=True)
    sources: models.ManyToManyField[Source, models.Model] = models.ManyToManyField(Source, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="a_figure_has_a_key_of_its_own_in_a_case"),
        ]

    def __str__(self) -> str:
        return self.label
