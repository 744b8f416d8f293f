from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from casefiles.models import CaseFile, Graded, Source
from filings.docket.models import Filing
from parties.models import Side


class FactQuerySet(models.QuerySet["Fact"]):
    def open_to(self, *, sees_sealed: bool) -> "FactQuerySet":
        """Those whose words this reader may see: a fact that is told by a sealed paper is as good as that paper."""
        if sees_sealed:
            return self
        told = self.exclude(source_entry__sealed="full").exclude(source_document__filing__sealed="full")
        return told.exclude(source_document__sealed=True)


class Fact(Graded):
    """Something outside the court: alleged downloads, an e-mail, a ruling in another case, press. Who says so is part of
    it."""

    class Precision(models.TextChoices):
        DAY = "day"
        MONTH = "month"
        YEAR = "year"
        AROUND = "around"
        RANGE = "range", "from-to"

    class Status(models.TextChoices):
        ALLEGED = "alleged"
        DENIED = "denied"
        FOUND = "found"
        UNDISPUTED = "undisputed"
        REPORTED = "reported"

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="facts")
    key = models.SlugField(max_length=100, help_text="Stands in addresses and exports. Given once.")
    title = models.TextField()
    text = models.TextField(null=True, blank=True)
    date = models.DateField(help_text="The first day that it may be: of a month its first, of a year January 1.")
    end = models.DateField(null=True, blank=True, help_text="The last day, for from-to alone. Empty: it goes on.")
    precision = models.CharField(max_length=6, choices=Precision, default=Precision.DAY)
    status = models.CharField(max_length=10, choices=Status)
    said_by = models.TextField(help_text="Who says so: a party, a court, a newspaper.")
    side = models.CharField(max_length=9, choices=Side, null=True, blank=True, help_text="The side that says so.")
    source_entry = models.ForeignKey(
        Filing,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="facts",
        help_text="The paper that says so.",
    )
    source_document = models.ForeignKey(
        "filings.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="facts"
    )
    source_page = models.PositiveIntegerField(null=True, blank=True)
    url = models.URLField(max_length=1000, null=True, blank=True)
    sources: models.ManyToManyField[Source, models.Model] = models.ManyToManyField(Source, blank=True, related_name="+")
    position = models.PositiveIntegerField(default=0)
    note = models.TextField(null=True, blank=True)

    history = HistoricalRecords()
    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["date", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="a_fact_has_a_key_of_its_own_in_a_case"),
            models.CheckConstraint(
                condition=Q(end=None) | Q(precision="range", end__gte=F("date")),
                name="a_range_alone_has_an_end_and_it_comes_after_the_start",
            ),
            models.CheckConstraint(
                condition=Q(source_page=None) | Q(source_page__gte=1, source_entry__isnull=False),
                name="a_page_of_a_fact_is_of_a_paper_and_counts_from_one",
            ),
            models.CheckConstraint(
                condition=Q(source_document=None) | Q(source_entry__isnull=False),
                name="a_fact_told_by_a_document_names_its_filing",
            ),
            models.CheckConstraint(
                condition=~Q(precision="month") | Q(date__day=1), name="a_fact_of_a_month_stands_on_its_first_day"
            ),
            models.CheckConstraint(
                condition=~Q(precision="year") | Q(date__day=1, date__month=1),
                name="a_fact_of_a_year_stands_on_its_first_day",
            ),
        ]
        indexes = [models.Index(fields=["case", "date", "position", "id"], name="fact_timeline_order")]

    def __str__(self) -> str:
        return self.title
