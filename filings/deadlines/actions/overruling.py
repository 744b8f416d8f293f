"""Where a person says more than the count: a date set against it, a date confirmed."""

from datetime import date, datetime

from django.db import transaction

from casefiles.models import User
from filings.deadlines.actions.deciding import save
from filings.deadlines.models import Deadline, Override
from filings.docket.models import Filing


class NoReason(Exception):
    """A date is set against a count only with a reason and a source."""


@transaction.atomic
def override(
    *,
    deadline: Deadline,
    due: date,
    reason: str,
    source_entry: Filing | None = None,
    source: str = "",
    by: User,
    now: datetime,
) -> Override:
    """Sets the date of a deadline by hand. It stands, whatever is counted again, until it is lifted. Raises NoReason."""
    reason, source = reason.strip(), source.strip()
    if not reason or not (source or source_entry):
        raise NoReason("Say why this date holds, and which filing or other source says so.")
    deadline = Deadline.objects.select_for_update().get(pk=deadline.pk)
    standing = deadline.overrides.filter(lifted_at=None).first()
    was = standing.was if standing else deadline.due
    if standing:
        _lift(standing, by=by, now=now)
    made = Override(
        deadline=deadline,
        due=due,
        was=was,
        reason=reason,
        source_entry=source_entry,
        source=source or None,
        made_at=now,
        made_by=by,
    )
    made._history_user = by  # type: ignore[attr-defined]
    made.save()
    deadline.due = due
    save(deadline, by=by, reason=f"set by hand: {reason}")
    return made


@transaction.atomic
def lift(*, override: Override, by: User, now: datetime) -> None:
    """Takes a date set by hand back: what the docket prints, or the count alone, holds again."""
    override = Override.objects.select_for_update().get(pk=override.pk)
    if override.lifted_at is not None:
        return
    _lift(override, by=by, now=now)
    deadline = Deadline.objects.select_for_update().get(pk=override.deadline_id)
    deadline.due = override.was
    save(deadline, by=by, reason="a date set by hand was lifted")


def _lift(override: Override, *, by: User, now: datetime) -> None:
    override.lifted_at, override.lifted_by = now, by
    override._history_user = by  # type: ignore[attr-defined]
    override.save()


@transaction.atomic
def confirm(*, deadline: Deadline, by: User, now: datetime) -> None:
    """A person has checked this date against rule and docket."""
    deadline = Deadline.objects.select_for_update().get(pk=deadline.pk)
    deadline.confirmed_at, deadline.confirmed_by = now, by
    save(deadline, by=by, reason="confirmed")
