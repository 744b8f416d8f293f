"""Answering what a rule asks: a count with it takes the place of the one without."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from casefiles.models import CaseFile, User
from filings.deadlines.actions.deciding import save
from filings.deadlines.actions.proposing import keep, on_record, with_relations
from filings.deadlines.bench import bench_of
from filings.deadlines.candidates import Candidate, candidates, is_of, with_answers
from filings.deadlines.candidates import on_record as cited_on_record
from filings.deadlines.drafts import draft_of, us
from filings.deadlines.models import Deadline
from filings.deadlines.triggers import events_of, events_of_hearing


class NothingToAnswer(Exception):
    """The deadline rests on no rule that can be counted."""


@transaction.atomic
def answer(*, case: CaseFile, deadline: Deadline, answers: Mapping[str, str], by: User, now: datetime) -> Deadline:
    """Counts the deadline with the answers (yes, no; ISO dates), and keeps the count as the one it rests on. What is not
    answered stays as it was answered before. Raises NothingToAnswer, and ValueErrors with a sentence for a nonsense date.
    """
    CaseFile.objects.select_for_update().get(pk=case.pk)
    candidate = candidate_of(case, deadline)
    if candidate is None:
        raise NothingToAnswer("This date rests on no rule that is held here.")
    before = deadline.computation.inputs.get("inputs", {}) if deadline.computation else {}
    draft = draft_of(with_answers(bench_of(case), candidate, {**before, **answers}))
    deadline = Deadline.objects.select_for_update().get(pk=deadline.pk)
    was = deadline.computed_due
    deadline.computation = keep(case, draft, by=by, now=now)
    deadline.computed_due, deadline.trigger_date = (
        draft.safe,
        deadline.trigger_date or date.fromisoformat(draft.deadline["runs_from"]),
    )
    deadline.rule = deadline.rule or draft.deadline["rule"]
    deadline.rule_days = deadline.rule_days or draft.deadline["rule_days"]
    save(deadline, by=by, reason=f"questions answered: {us(was)} → {us(draft.safe)}")
    return deadline


def candidate_of(case: CaseFile, deadline: Deadline) -> Candidate | None:
    """The rule and the event behind it: found on the docket, or as the record cites them."""
    bench, known = bench_of(case), on_record(case)
    papers = with_relations(filter(None, {deadline.trigger_entry_id, deadline.set_by_entry_id}))
    events = [event for filing in papers for event in events_of(filing)]
    events += [event for one in known for event in events_of_hearing(one)]
    found = next((one for one in candidates(bench, events, known=known) if is_of(deadline, one)), None)
    return found or cited_on_record(bench, deadline)
