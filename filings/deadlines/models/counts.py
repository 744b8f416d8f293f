"""How dates were counted, what is proposed, and where a person overrules a count."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from casefiles.models import CaseFile
from filings.deadlines.holidays import Effect
from filings.deadlines.models.dates import Deadline
from filings.docket.models import Filing


class Kept(Exception):
    """A count is kept as it was made: a new one stands beside it."""


class ComputationQuerySet(models.QuerySet["Computation"]):
    def update(self, **fields: Any) -> NoReturn:
        raise Kept("A computation is never changed.")

    def delete(self) -> NoReturn:
        raise Kept("A computation goes with its case or its filing, never on its own.")


class Computation(models.Model):
    """One count, as it was made: inputs, version of the rule, each step. Never changed, never removed on its own."""

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="computations")
    identity = models.CharField(max_length=300, help_text="rule|key of the trigger|who must act: no date is in it.")
    rule_id = models.CharField(max_length=100)
    rule_version = models.CharField(max_length=30)
    trigger_entry = models.ForeignKey(
        Filing, on_delete=models.CASCADE, null=True, blank=True, related_name="computations"
    )
    trigger_date = models.DateField()
    inputs = models.JSONField(help_text="All that the count was made from.")
    safe = models.DateField()
    prevailing = models.DateField()
    latest = models.DateField()
    result = models.JSONField(help_text="Steps, readings, citations, questions: what the page argues.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of inputs and result.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ComputationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "identity", "digest"], name="a_count_is_kept_once"),
            models.CheckConstraint(
                condition=Q(safe__lte=models.F("prevailing"), prevailing__lte=models.F("latest")),
                name="safe_comes_before_prevailing_before_latest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} from {self.trigger_date}: {self.safe}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Kept("A computation is never changed.")
        # A row made with the key of another must not take its place.
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Kept("A computation goes with its case or its filing, never on its own.")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def open(self) -> "ProposalQuerySet":
        return self.filter(state=Proposal.State.OPEN)

    def open_to(self, *, sees_sealed: bool) -> "ProposalQuerySet":
        """Without those that a fully sealed filing sets off, and those for a deadline that this reader may not know of."""
        if sees_sealed:
            return self
        told = Deadline.objects.open_to(sees_sealed=False)
        about = Q(deadline=None) | Q(deadline__in=told)
        return self.filter(about).exclude(computation__trigger_entry__sealed="full")


class Proposal(models.Model):
    """A new deadline, or a new date for one, for a person to accept. Nothing comes of it unasked."""

    class Sort(models.TextChoices):
        NEW = "new"
        RECOMPUTED = "recomputed"
        SATISFIED = "satisfied"

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        OVERTAKEN = "overtaken"  # by a later count

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="proposals")
    sort = models.CharField(max_length=10, choices=Sort)
    identity = models.CharField(max_length=300)
    deadline = models.ForeignKey(
        "filings.Deadline", on_delete=models.CASCADE, null=True, blank=True, related_name="proposals"
    )
    computation = models.ForeignKey(Computation, on_delete=models.CASCADE, related_name="proposals")
    because = models.TextField(help_text="What set it off: a filing, a changed trigger, rule, closure or order.")
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "identity"], condition=Q(state="open"), name="one_proposal_stands_open_for_a_deadline"
            ),
            models.CheckConstraint(
                condition=~Q(sort="recomputed") | Q(deadline__isnull=False),
                name="what_is_recomputed_names_its_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined"]) | Q(decided_at__isnull=False),
                name="what_is_decided_tells_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort}: {self.identity} ({self.state})"


class Override(models.Model):
    """A date that a person set against the count. It stands until it is lifted; recomputing does not touch it."""

    deadline = models.ForeignKey("filings.Deadline", on_delete=models.CASCADE, related_name="overrides")
    due = models.DateField()
    was = models.DateField(null=True, blank=True, help_text="What stood before: it comes back when this is lifted.")
    reason = models.TextField()
    source_entry = models.ForeignKey(
        Filing, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="The paper that says so."
    )
    source = models.TextField(null=True, blank=True, help_text="Where it is said, if in no filing.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"], condition=Q(lifted_at=None), name="one_override_stands_on_a_deadline"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_override_gives_its_reason"),
            models.CheckConstraint(
                condition=Q(source_entry__isnull=False) | (Q(source__isnull=False) & ~Q(source="")),
                name="an_override_gives_its_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deadline.key}: {self.due}"


class ClosedDay(models.Model):
    """A closing that the shipped list does not know: a storm, an outage, an order of the President."""

    day = models.DateField()
    court_id = models.CharField(max_length=15, blank=True, help_text="cand, nysd, ...; empty: all courts.")
    effect = models.CharField(max_length=13, choices=[(one.value, one.value.replace("_", " ")) for one in Effect])
    why = models.CharField(max_length=300)
    source = models.TextField(help_text="The notice, order or rule that says so.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["-day", "court_id"]
        constraints = [
            models.UniqueConstraint(fields=["day", "court_id"], name="a_day_is_closed_once_in_a_court"),
            models.CheckConstraint(
                condition=Q(effect__in=[one.value for one in Effect]), name="a_closing_has_a_known_effect"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.why}"
