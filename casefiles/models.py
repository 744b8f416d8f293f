from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords


class User(AbstractUser):
    """Ours from the first migration, so that it can grow fields without a painful one."""


class Confidence(models.TextChoices):
    CONFIRMED = "confirmed"
    SINGLE_SOURCE = "single-source"
    INFERRED = "inferred"


class Graded(models.Model):
    """How sure a record is: as a whole, and the single fields that are inferred even where the rest is confirmed."""

    confidence = models.CharField(max_length=13, choices=Confidence, default=Confidence.CONFIRMED)
    inferred_fields = models.JSONField(default=list, blank=True, help_text="Names of fields that are inferred.")

    class Meta:
        abstract = True


class CaseFile(models.Model):
    """One lawsuit as this court numbers it."""

    slug = models.SlugField(max_length=100, unique=True, help_text="Stands in addresses; never the docket number.")
    caption = models.TextField()
    short_caption = models.CharField(max_length=200)
    court_id = models.CharField(max_length=15, help_text="As CourtListener writes it: cand, nysd, ...")
    court = models.CharField(max_length=200)
    timezone = models.CharField(max_length=50, help_text="The court's wall clock: America/Los_Angeles, ...")
    docket_number = models.CharField(max_length=50)
    as_of = models.DateField(help_text="The last day on which the docket was seen.")
    date_filed = models.DateField(null=True, blank=True)
    date_terminated = models.DateField(null=True, blank=True)
    nature_of_suit = models.CharField(max_length=200, null=True, blank=True)
    cause = models.CharField(max_length=200, null=True, blank=True)
    jury_demand = models.CharField(max_length=100, null=True, blank=True)
    jurisdiction = models.CharField(max_length=100, null=True, blank=True)
    courtlistener_docket_id = models.BigIntegerField(null=True, blank=True)
    courtlistener_url = models.URLField(max_length=500, null=True, blank=True)
    stage = models.TextField(null=True, blank=True)
    operative_complaint_entry = models.ForeignKey(
        "filings.Filing", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    operative_answer_entry = models.ForeignKey(
        "filings.Filing", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    trial_date = models.DateField(null=True, blank=True)
    summary = models.TextField(null=True, blank=True)
    note = models.TextField(null=True, blank=True)
    inferred_fields = models.JSONField(default=list, blank=True)
    sources: models.ManyToManyField["Source", models.Model] = models.ManyToManyField(
        "Source", blank=True, related_name="+"
    )

    history = HistoricalRecords()

    # Set by the door (casefiles.shortcuts); closed where nobody asked.
    sees_sealed: bool = False

    class Meta:
        ordering = ["short_caption", "id"]

    def __str__(self) -> str:
        return self.short_caption

    def get_absolute_url(self) -> str:
        return reverse("overview", args=[self.slug])


class Source(models.Model):
    """Where a fact of one case file comes from."""

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="sources_known")
    code = models.CharField(max_length=10, help_text="S1, S2, ...")
    position = models.PositiveIntegerField(default=0)
    title = models.TextField()
    address = models.URLField(max_length=1000, null=True, blank=True)
    also = models.JSONField(default=list, blank=True, help_text="Further addresses.")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], name="a_source_is_named_once_in_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class DocketNumber(Graded):
    """The number a court gave the case, for a time. Periods may overlap: one page prints initials and another does not."""

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="docket_numbers")
    number = models.CharField(max_length=50)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    note = models.TextField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="a_docket_number_stands_once_in_a_case"),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")), name="a_docket_number_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class JudgeAssignment(models.Model):
    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="judges")
    name = models.CharField(max_length=200)
    role = models.CharField(
        max_length=100, help_text="presiding, referred, mediator; other words as a court prints them."
    )
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    source_entry = models.ForeignKey(
        "filings.Filing", on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="It says so."
    )
    position = models.PositiveIntegerField(default=0)
    confidence = models.CharField(max_length=13, choices=Confidence, default=Confidence.CONFIRMED)
    note = models.TextField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(start=None) | Q(end__gte=F("start")), name="a_judge_leaves_after_coming"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class RelatedCase(Graded):
    """A neighbouring suit; `formal` where the docket itself shows it as related."""

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="related_cases")
    caption = models.TextField()
    court_id = models.CharField(max_length=15, null=True, blank=True)
    docket_number = models.CharField(max_length=50, null=True, blank=True)
    courtlistener_docket_id = models.BigIntegerField(null=True, blank=True)
    relation = models.TextField()
    formal = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    note = models.TextField(null=True, blank=True)
    sources: models.ManyToManyField[Source, models.Model] = models.ManyToManyField(Source, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.caption
