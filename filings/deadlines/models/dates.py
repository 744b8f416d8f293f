from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.query import ModelIterable
from django.urls import reverse
from simple_history.models import HistoricalRecords

from casefiles.models import CaseFile, Graded
from filings.docket.models import Filing
from filings.docket.veils import veiled
from parties.models import Appearance


class VeiledIterable(ModelIterable):  # type: ignore[type-arg]
    """Without where fully sealed filings moved a deadline: that is what they say."""

    def __iter__(self) -> Iterator[Any]:
        for deadline in super().__iter__():
            deadline.veil()
            yield deadline


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def by_date(self) -> "DeadlineQuerySet":
        """Undated ones last: their date was not captured, which is not the same as having none."""
        return self.order_by(
            models.F("due").asc(nulls_last=True), models.F("time").asc(nulls_first=True), "position", "id"
        )

    def open_to(self, *, sees_sealed: bool) -> "DeadlineQuerySet":
        """Those that this reader may know of: one that a fully sealed filing alone states would tell what it is; nor is one
        told whose date was set by hand after a sealed filing."""
        if sees_sealed:
            return self
        overrides: Any = Deadline._meta.get_field("overrides").related_model
        by_hand = overrides.objects.filter(deadline=OuterRef("pk"), lifted_at=None, source_entry__sealed="full")
        found = self.exclude(set_by_entry__sealed="full").exclude(set_by_entry=None, trigger_entry__sealed="full")
        return found.exclude(Exists(by_hand))

    def told_to(self, *, sees_sealed: bool) -> "DeadlineQuerySet":
        """The same, and as far as this reader may know what became of them: for pages, never to be saved."""
        found = self.open_to(sees_sealed=sees_sealed)
        if sees_sealed:
            return found
        found = found.annotate(changed_in=models.F("changed_by_entry__sealed"))
        found._iterable_class = VeiledIterable
        return found

    def coming(self, *, today: date) -> "DeadlineQuerySet":
        return self.filter(status__in=["pending", "unknown"], due__gte=today)


class Deadline(Graded):
    """A date something is due, or a hearing. One row a date: a moved one keeps its row and has a later one."""

    class Kind(models.TextChoices):
        DEADLINE = "deadline"
        HEARING = "hearing"

    class Status(models.TextChoices):
        MET = "met"
        MOVED = "moved"
        VACATED = "vacated"
        HELD = "held"
        PENDING = "pending"
        UNKNOWN = "unknown"

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="deadlines")
    key = models.CharField(max_length=100)
    title = models.TextField()
    kind = models.CharField(max_length=8, choices=Kind)
    court_responsible = models.BooleanField(default=False)
    responsible: models.ManyToManyField[Appearance, "Responsible"] = models.ManyToManyField(
        Appearance, through="Responsible", related_name="deadlines"
    )
    due = models.DateField(null=True, blank=True, help_text="What the docket prints; empty: not captured.")
    time = models.TimeField(null=True, blank=True, help_text="On the court's wall clock.")
    location = models.TextField(null=True, blank=True)
    trigger_entry = models.ForeignKey(Filing, on_delete=models.PROTECT, null=True, blank=True, related_name="triggers")
    trigger_date = models.DateField(null=True, blank=True)
    rule = models.CharField(max_length=200, null=True, blank=True)
    rule_days = models.PositiveIntegerField(null=True, blank=True)
    computed_due = models.DateField(null=True, blank=True)
    set_by_entry = models.ForeignKey(Filing, on_delete=models.PROTECT, null=True, blank=True, related_name="sets")
    status = models.CharField(max_length=7, choices=Status, default=Status.UNKNOWN)
    met_by_entry = models.ForeignKey(Filing, on_delete=models.PROTECT, null=True, blank=True, related_name="meets")
    moved_to = models.DateField(null=True, blank=True)
    changed_by_entry = models.ForeignKey(
        Filing, on_delete=models.PROTECT, null=True, blank=True, related_name="changes_deadlines"
    )
    position = models.PositiveIntegerField(default=0)
    note = models.TextField(null=True, blank=True)

    # Ours, beside what the case format keeps.
    computation = models.ForeignKey(
        "filings.Computation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="current_of",
        help_text="The count that this date rests on; empty when it was not counted here.",
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()
    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="a_deadline_has_a_key_of_its_own_in_a_case"),
            models.CheckConstraint(
                condition=~Q(status__in=["met", "held"]) | Q(met_by_entry__isnull=False),
                name="what_is_met_or_held_names_its_filing",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["moved", "vacated"]) | Q(changed_by_entry__isnull=False),
                name="what_is_moved_or_vacated_names_its_filing",
            ),
            models.CheckConstraint(
                condition=Q(rule=None)
                | Q(trigger_date__isnull=False, rule_days__isnull=False, computed_due__isnull=False),
                name="a_rule_shows_its_trigger_its_days_and_its_date",
            ),
        ]
        indexes = [models.Index(fields=["case", "due", "position", "id"], name="deadline_timeline_order")]

    def __str__(self) -> str:
        return f"{self.title} ({self.due or 'date not captured'})"

    def veil(self) -> None:
        """Forgets, in memory, where a fully sealed filing moved it. Wants the column of `told_to`."""
        if getattr(self, "changed_in", None) == "full":
            for name, value in veiled(self.status).items():
                setattr(self, name, value)

    def get_absolute_url(self) -> str:
        # A key of before there was a page for it may have anything in it.
        return f"{reverse('deadlines', args=[self.case.slug])}{quote(self.key, safe='')}/"


class Responsible(models.Model):
    """Who must act, in the order the record names them."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="responsibles")
    appearance = models.ForeignKey(Appearance, on_delete=models.PROTECT, related_name="responsible_for")
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["deadline", "appearance"], name="who_must_act_is_named_once_on_a_deadline"),
        ]

    def __str__(self) -> str:
        return self.appearance.party.name
