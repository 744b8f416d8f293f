from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casefiles.models import CaseFile
from filings.deadlines.models import Deadline


class Follow(models.Model):
    """A reader who wants the dates of a case: in the feed, and as reminders by mail."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    case = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="followers")
    since = models.DateTimeField()

    class Meta:
        ordering = ["since", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "case"], name="a_reader_follows_a_case_once")]

    def __str__(self) -> str:
        return f"{self.user} follows {self.case}"


class Feed(models.Model):
    """The secret address of one person's calendar. Only the SHA-256 of its token is kept; revoked, it stays shut."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="a_reader_has_one_open_feed"),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("made_at")),
                name="a_feed_is_revoked_after_it_is_made",
            ),
        ]

    def __str__(self) -> str:
        return f"feed of {self.user}, {self.made_at:%Y-%m-%d}"


class Reminder(models.Model):
    """A line of mail that went out, so that it goes out once: that a date is so many days off, or that it moved."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="reminders")
    about = models.CharField(max_length=40, help_text="due:2026-10-21:7, or moved:<version>: what was told.")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "deadline", "about"], name="a_reminder_goes_out_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.deadline.key}, {self.about}"
