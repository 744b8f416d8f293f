from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from casefiles.models import CaseFile, Graded
from filings.docket.kinds import KINDS, OUTCOMES, RELATIONS, ROUTINE, SEALED, hyphenated
from parties.models import Appearance, Representation


class FilingQuerySet(models.QuerySet["Filing"]):
    def in_docket_order(self) -> "FilingQuerySet":
        return self.order_by("position", "id")

    def latest_first(self) -> "FilingQuerySet":
        return self.order_by("-position", "-id")

    def substantive(self) -> "FilingQuerySet":
        return self.exclude(kind__in=ROUTINE)

    def open_to(self, *, sees_sealed: bool) -> "FilingQuerySet":
        """Those whose content this reader may see: a filter on content must look at no others."""
        return self if sees_sealed else self.exclude(sealed="full")


class Filing(Graded):
    """One docket entry, numbered or not."""

    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="filings")
    key = models.CharField(max_length=30, help_text="34; u2025-09-19 when unnumbered; 34_2 for a twin. Given once.")
    entry = models.PositiveIntegerField(
        null=True, blank=True, help_text="The number on the docket; empty if it has none."
    )
    position = models.PositiveIntegerField(help_text="Its place on the docket, in the court's own order.")
    date_filed = models.DateField()
    date_entered = models.DateField(null=True, blank=True)
    kind = models.CharField(
        max_length=30, choices=[(kind, "ADR" if kind == "adr" else kind.capitalize()) for kind in KINDS]
    )
    title = models.TextField()
    docket_text = models.TextField(null=True, blank=True)
    by_court = models.BooleanField(default=False, help_text="The court, its clerk or its ADR staff made this entry.")
    filed_by: models.ManyToManyField[Appearance, "Filer"] = models.ManyToManyField(
        Appearance, through="Filer", related_name="filings"
    )
    attorney = models.ForeignKey(
        Representation, on_delete=models.PROTECT, null=True, blank=True, related_name="filings"
    )
    counsel_named: models.ManyToManyField[Representation, models.Model] = models.ManyToManyField(
        Representation, blank=True, related_name="named_in"
    )
    judge = models.CharField(max_length=200, null=True, blank=True, help_text="Who signed or presided.")
    text_only = models.BooleanField(
        null=True, blank=True, help_text="The entry is its own text; no paper is behind it."
    )
    sealed = models.CharField(max_length=6, choices=[(state, state) for state in SEALED], null=True, blank=True)
    outcome = models.CharField(
        max_length=30, choices=[(outcome, outcome) for outcome in OUTCOMES], null=True, blank=True
    )
    url = models.URLField(max_length=1000, null=True, blank=True)
    attachments_complete = models.BooleanField(null=True, blank=True)
    note = models.TextField(null=True, blank=True)

    history = HistoricalRecords()
    objects = FilingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        permissions = [("view_sealed", "Can see what is sealed")]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="a_filing_has_a_key_of_its_own_in_a_case"),
            models.CheckConstraint(
                condition=Q(entry=None, key__startswith="u") | Q(entry__isnull=False, key__regex=r"^[0-9]+(_[0-9]+)?$"),
                name="a_key_is_the_number_or_says_unnumbered",
            ),
            models.CheckConstraint(condition=Q(entry=None) | Q(entry__gte=1), name="a_docket_number_counts_from_one"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="a_filing_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(sealed=None) | Q(sealed__in=SEALED), name="a_filing_is_sealed_none_partly_full_or_unknown"
            ),
            models.CheckConstraint(
                condition=Q(outcome=None) | Q(outcome__in=OUTCOMES), name="a_filing_has_a_known_outcome_or_none"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "position", "id"], name="filing_docket_order"),
            models.Index(fields=["case", "date_filed", "position", "id"], name="filing_timeline_order"),
            models.Index(fields=["case", "entry"], name="filing_entry"),
            models.Index(fields=["case", "sealed"], name="filing_sealed"),
        ]

    # True once `mask` made it forget what this reader may not see.
    is_masked = False

    def __str__(self) -> str:
        return f"{self.label} {self.title} ({self.case.short_caption})"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.is_masked:
            raise RuntimeError("A masked filing has forgotten its content and must not be saved.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("filing", args=[self.case.slug, self.key])

    @property
    def label(self) -> str:
        """`No. 34`, or `unnumbered`."""
        return "unnumbered" if self.entry is None else f"No. {self.key.replace('_', ' twin ')}"

    @property
    def kind_code(self) -> str:
        return hyphenated(self.kind)

    def mask(self) -> None:
        """Forgets, in memory, all of a fully sealed filing but its key, its filing date and that it is sealed."""
        kept = {"id", "case", "key", "entry", "position", "date_filed", "sealed"}
        for field in self._meta.concrete_fields:
            if field.name not in kept:
                setattr(self, field.name, field.get_default() if field.has_default() else None)
        self.title, self.kind, self.is_masked = "Sealed", "other", True
        relations = ("filers", "filed_by", "counsel_named", "documents", "relates_to", "related_by")
        self._prefetched_objects_cache: dict[str, list[object]] = {name: [] for name in relations}


def mask_sealed(filings: Iterable[Filing], *, sees_sealed: bool) -> list[Filing]:
    """The filings, those fully sealed masked for a reader who may not see them: what each page does before it shows any."""
    found = list(filings)
    for filing in found:
        if filing.sealed == "full" and not sees_sealed:
            filing.mask()
    return found


class Filer(models.Model):
    """Who filed a paper, in the role under which it was filed; the first stands for the lane of a joint one."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="filers")
    appearance = models.ForeignKey(Appearance, on_delete=models.PROTECT, related_name="filer_of")
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "appearance"], name="a_filer_is_named_once_on_a_filing"),
        ]

    def __str__(self) -> str:
        return self.appearance.party.name


class Relation(models.Model):
    """What one filing does to another: it opposes it, rules on it, amends it."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="relates_to")
    entry = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="related_by", verbose_name="to filing")
    relation = models.CharField(max_length=30, choices=[(name, name) for name in RELATIONS])
    confidence = models.CharField(
        max_length=13, choices=Graded._meta.get_field("confidence").choices, default="confirmed"
    )
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "entry", "relation"], name="a_relation_is_stated_once"),
            models.CheckConstraint(condition=~Q(filing=F("entry")), name="a_filing_does_not_relate_to_itself"),
            models.CheckConstraint(condition=Q(relation__in=list(RELATIONS)), name="a_relation_is_of_a_known_sort"),
        ]

    def __str__(self) -> str:
        return f"{self.filing.key} {self.relation} {self.entry.key}"


class LastLookQuerySet(models.QuerySet["LastLook"]):
    def begin(self, *, user: int, case: int, now: datetime) -> None:
        """A first visit. Two at once begin one."""
        self.bulk_create([LastLook(user_id=user, case_id=case, looked_at=now)], ignore_conflicts=True)

    def come_back(self, *, user: int, case: int, now: datetime) -> None:
        """A visit after the last one ended; of two requests at once one moves the row and the other finds it moved."""
        ended = self.filter(user=user, case=case, looked_at__lt=now - LastLook.VISIT)
        ended.update(before=F("looked_at"), looked_at=now)


class LastLook(models.Model):
    """When a signed-in reader last looked at the docket of a case, and when before that: what is new since then is marked."""

    # Who comes back within this time is still on the same visit, and keeps the marks.
    VISIT = timedelta(hours=1)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="last_looks")
    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="+")
    looked_at = models.DateTimeField()
    before = models.DateTimeField(null=True, blank=True, help_text="The visit before this one; empty on the first.")

    objects = LastLookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "case"], name="a_reader_last_looked_once_at_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.case}, {self.looked_at:%Y-%m-%d %H:%M}"
