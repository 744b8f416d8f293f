from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from casefiles.models import CaseFile, Confidence, Graded, Source
from parties.roles import COURT, DEFENDANT, OTHER, PLAINTIFF, side_of


class Side(models.TextChoices):
    PLAINTIFF = PLAINTIFF
    DEFENDANT = DEFENDANT
    COURT = COURT
    OTHER = OTHER


class Party(models.Model):
    """A person or company. No load joins parties of two case files: two dockets may each have their own John Doe."""

    class Kind(models.TextChoices):
        COMPANY = "company"
        PERSON = "person"
        UNKNOWN = "unknown"

    name = models.CharField(max_length=500)
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.UNKNOWN)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.name


class Appearance(Graded):
    """The role of a party in one case, from when to when."""

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="appearances")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="appearances")
    slug = models.SlugField(max_length=100)
    role = models.CharField(max_length=100, help_text="plaintiff, defendant, interested party, non-party, ...")
    role_text = models.CharField(max_length=200, null=True, blank=True, help_text="As the court prints it.")
    side = models.CharField(max_length=9, choices=Side, editable=False, help_text="Follows from the role.")
    extra = models.TextField(null=True, blank=True, help_text="As printed: “a Delaware corporation”.")
    start = models.DateField(null=True, blank=True)
    date_terminated = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    note = models.TextField(null=True, blank=True)
    sources: models.ManyToManyField[Source, models.Model] = models.ManyToManyField(Source, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "slug"], name="an_appearance_has_a_slug_of_its_own_in_a_case"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="an_appearance_has_a_known_side"),
            models.CheckConstraint(
                condition=Q(start=None) | Q(date_terminated=None) | Q(date_terminated__gte=F("start")),
                name="an_appearance_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party.name}, {self.role}, in {self.case.short_caption}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.side = side_of(self.role)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Attorney(models.Model):
    name = models.CharField(max_length=300)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Firm(models.Model):
    name = models.CharField(max_length=300, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Representation(Graded):
    """An attorney's standing in one case: of which firm, for which appearances, from when to when."""

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="representations")
    attorney = models.ForeignKey(Attorney, on_delete=models.PROTECT, related_name="representations")
    slug = models.SlugField(max_length=100)
    represents: models.ManyToManyField[Appearance, models.Model] = models.ManyToManyField(
        Appearance, related_name="representations"
    )
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, null=True, blank=True, related_name="representations")
    firm_confidence = models.CharField(max_length=13, choices=Confidence, null=True, blank=True)
    pro_hac_vice = models.BooleanField(null=True, blank=True)
    roles = models.JSONField(default=list, blank=True, help_text="As printed: lead attorney, attorney to be noticed.")
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    date_terminated = models.DateField(null=True, blank=True, help_text="As the docket prints it.")
    source_entry = models.ForeignKey(
        "filings.Filing", on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="It says so."
    )
    position = models.PositiveIntegerField(default=0)
    note = models.TextField(null=True, blank=True)
    sources: models.ManyToManyField[Source, models.Model] = models.ManyToManyField(Source, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "slug"], name="a_representation_has_a_slug_of_its_own_in_a_case"),
            models.CheckConstraint(
                condition=Q(firm=None, firm_confidence=None) | Q(firm__isnull=False, firm_confidence__isnull=False),
                name="a_firm_is_given_with_its_confidence",
            ),
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gte=F("start")),
                name="a_representation_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attorney.name}, in {self.case.short_caption}"
