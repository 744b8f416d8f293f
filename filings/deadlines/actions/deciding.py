"""What a person makes of a proposal: a deadline, a new date for one, or nothing."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils.text import slugify

from casefiles.models import CaseFile, Confidence, User
from filings.deadlines.drafts import ORDER
from filings.deadlines.models import Computation, Deadline, Proposal, Responsible


class Decided(Exception):
    """The proposal does not stand open any more; the message says what became of it."""


@transaction.atomic
def accept(*, proposal: Proposal, by: User, now: datetime) -> Deadline:
    """Makes the deadline, or gives it the new date. Raises Decided where somebody was quicker."""
    proposal = _open(proposal)
    count = proposal.computation
    if proposal.deadline is None:
        deadline = _new(proposal, by=by)
    elif proposal.sort == Proposal.Sort.SATISFIED:
        deadline = proposal.deadline
        _meet(deadline, count)
        save(deadline, by=by, reason=f"met: {proposal.because}")
    elif count.rule_id == ORDER:
        deadline = _moved(proposal, proposal.deadline, by=by)
    else:
        deadline = proposal.deadline
        deadline.computation, deadline.trigger_date = count, _runs_from(count)
        deadline.computed_due, deadline.confirmed_at, deadline.confirmed_by = count.safe, None, None
        save(deadline, by=by, reason=f"counted again: {proposal.because}")
    proposal.deadline, proposal.state = deadline, Proposal.State.ACCEPTED
    proposal.decided_at, proposal.decided_by = now, by
    proposal.save()
    return deadline


@transaction.atomic
def decline(*, proposal: Proposal, by: User, now: datetime) -> None:
    """Lets a proposal go; the same count is not proposed again. Raises Decided."""
    proposal = _open(proposal)
    proposal.state, proposal.decided_at, proposal.decided_by = Proposal.State.DECLINED, now, by
    proposal.save()


def _open(proposal: Proposal) -> Proposal:
    found = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if found.state != Proposal.State.OPEN:
        raise Decided(f"This proposal was {found.state} already.")
    return found


def _new(proposal: Proposal, *, by: User) -> Deadline:
    count, case = proposal.computation, proposal.case
    told = count.result["deadline"]
    is_order = count.rule_id == ORDER
    deadline = Deadline(
        case=case,
        key=_free_key(case, told["title"]),
        title=told["title"],
        kind=told["kind"],
        status=Deadline.Status.PENDING,
        court_responsible=bool(told.get("by_court")),
        position=(case.deadlines.order_by("-position").values_list("position", flat=True).first() or 0) + 10,
        confidence=Confidence.CONFIRMED if is_order else Confidence.INFERRED,
        inferred_fields=["responsible"] if told.get("is_guessed") or is_order else [],
    )
    if is_order:
        _print_on(deadline, count)
    else:
        deadline.computation = count
        deadline.trigger_entry, deadline.trigger_date = count.trigger_entry, _runs_from(count)
        deadline.rule, deadline.rule_days, deadline.computed_due = told["rule"], told["rule_days"], count.safe
    _meet(deadline, count)
    save(deadline, by=by, reason=f"accepted: {proposal.because}")
    _name_responsible(deadline, told.get("who") or [], by=by)
    return deadline


def _runs_from(count: Computation) -> date:
    """The day from which the last period is counted: of a reply, that on which the opposition is due."""
    return date.fromisoformat(count.result["deadline"]["runs_from"])


def _meet(deadline: Deadline, count: Computation) -> None:
    """By the paper that was proposed with it, where one was; that it did what was due is our reading."""
    paper = count.result["deadline"].get("met_by")
    found = deadline.case.filings.filter(key=paper["key"]).first() if paper else None
    if found is not None:
        deadline.status, deadline.met_by_entry = Deadline.Status.MET, found
        deadline.inferred_fields = [*dict.fromkeys([*deadline.inferred_fields, "status", "met_by_entry"])]


def _print_on(deadline: Deadline, count: Computation) -> None:
    told = count.result["deadline"]
    deadline.due, deadline.set_by_entry = count.safe, count.trigger_entry
    deadline.time = time.fromisoformat(told["time"]) if told.get("time") else None
    deadline.location = told.get("location")


def _moved(proposal: Proposal, old: Deadline, *, by: User) -> Deadline:
    """One row a date: the old one says where it went, and a later one has the new date."""
    count = proposal.computation
    new = Deadline(
        case=old.case,
        key=_free_key(old.case, old.key),
        title=old.title,
        kind=old.kind,
        status=Deadline.Status.PENDING,
        court_responsible=old.court_responsible,
        trigger_entry=old.trigger_entry,
        position=old.position,
        inferred_fields=[name for name in old.inferred_fields if name == "responsible"],
    )
    _print_on(new, count)
    new.location = new.location or old.location
    save(new, by=by, reason=f"accepted: {proposal.because}")
    for row in old.responsibles.all():
        Responsible.objects.create(deadline=new, appearance=row.appearance, position=row.position)
    old.status, old.moved_to, old.changed_by_entry = Deadline.Status.MOVED, count.safe, count.trigger_entry
    save(old, by=by, reason=f"moved: {proposal.because}")
    return new


def _name_responsible(deadline: Deadline, slugs: Sequence[str], *, by: User) -> None:
    places = {slug: place for place, slug in enumerate(slugs)}
    for appearance in deadline.case.appearances.filter(slug__in=slugs):
        row = Responsible(deadline=deadline, appearance=appearance, position=places[appearance.slug])
        row._history_user = by  # type: ignore[attr-defined]
        row.save()


def _free_key(case: CaseFile, title: str) -> str:
    first = slugify(title)[:80].strip("-") or "deadline"
    taken = set(case.deadlines.filter(key__startswith=first).values_list("key", flat=True))
    numbered = (f"{first}-{n}" for n in range(2, len(taken) + 3))
    return next(key for key in (first, *numbered) if key not in taken)


def save(deadline: Deadline, *, by: User | None, reason: str) -> None:
    """Saves with its line in the history."""
    deadline._history_user, deadline._change_reason = by, reason[:100]  # type: ignore[attr-defined]
    deadline.save()
