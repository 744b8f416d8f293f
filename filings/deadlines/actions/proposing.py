"""Proposing deadlines, and counting again. Nothing is created here: a person accepts, or does not."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from casefiles.models import CaseFile, User
from filings.deadlines.candidates import Bench, Candidate, bench_of, candidates, is_of, with_answers
from filings.deadlines.computing import DUE
from filings.deadlines.drafts import ORDER, Draft, differs, differs_from_record, draft_of, drafts_of_order
from filings.deadlines.models import Computation, Deadline, Proposal
from filings.deadlines.triggers import Event, events_of, events_of_hearing
from filings.docket.models import Filing

OPEN = ("pending", "unknown")
GONE = ("moved", "vacated")


def on_record(case: CaseFile) -> list[Deadline]:
    rows = case.deadlines.select_related("computation", "trigger_entry", "set_by_entry")
    return list(rows.order_by("position", "id"))


def with_relations(filings: Iterable[int]) -> list[Filing]:
    rows = Filing.objects.filter(pk__in=list(filings)).in_docket_order()
    return list(rows.prefetch_related("relates_to__entry__filers__appearance", "filers__appearance"))


@transaction.atomic
def propose(
    *, case: CaseFile, filings: Iterable[int], by: User | None, now: datetime, since: date | None = None
) -> list[Proposal]:
    """Proposes what these filings (primary keys) set off, and new dates for deadlines on record whose count they change.

    `since`: leaves out what ran out before that day, as where a docket of years comes in. Returns the open proposals made;
    the same count is proposed once, whatever became of it.
    """
    CaseFile.objects.select_for_update().get(pk=case.pk)
    bench, known, papers = bench_of(case), on_record(case), with_relations(filings)
    drafts = [
        draft_of(one)
        for one in candidates(bench, _events(papers, known), known=known)
        if not any(is_of(deadline, one) for deadline in known)
    ]
    for filing in papers:
        drafts += drafts_of_order(filing, known=known)
    fresh = [draft for draft in drafts if since is None or draft.latest >= since]
    return _stand(case, [*fresh, *_recounted(bench, known)], by=by, now=now)


@transaction.atomic
def recompute(*, case: CaseFile, by: User | None, now: datetime) -> list[Proposal]:
    """Counts again every open deadline that rests on a count; where another date comes out, proposes it."""
    CaseFile.objects.select_for_update().get(pk=case.pk)
    return _stand(case, _recounted(bench_of(case), on_record(case)), by=by, now=now)


def _events(filings: Sequence[Filing], known: Sequence[Deadline]) -> Iterable[Event]:
    papers = {filing.pk for filing in filings}
    for filing in filings:
        yield from events_of(filing)
    for deadline in known:
        if deadline.set_by_entry_id in papers and deadline.status in OPEN:
            yield from events_of_hearing(deadline)


def _recounted(bench: Bench, known: Sequence[Deadline]) -> list[Draft]:
    """New counts for the deadlines that rest on one, where it differs; what was moved or vacated is past all counting."""
    counted = [one for one in known if _rests_on_a_count(one)]
    if not counted:
        return []
    triggers = with_relations(filter(None, {one.trigger_entry_id or one.set_by_entry_id for one in counted}))
    hearings = [event for one in known for event in events_of_hearing(one) if one.status not in GONE]
    events = [*(event for filing in triggers for event in events_of(filing)), *hearings]
    made = list(candidates(bench, events, known=known))
    drafts = (_recount(bench, one, next((each for each in made if is_of(one, each)), None)) for one in counted)
    return [draft for draft in drafts if draft]


def _rests_on_a_count(deadline: Deadline) -> bool:
    if deadline.status in GONE:
        return False
    if deadline.computation:
        return deadline.computation.rule_id != ORDER
    return bool(deadline.rule and deadline.computed_due)


def _recount(bench: Bench, deadline: Deadline, candidate: Candidate | None) -> Draft | None:
    """Nothing where the same comes out; what people answered to the questions of the rule is kept."""
    if candidate is None:
        return None
    old = deadline.computation
    if old is not None:
        answers = {name: value for name, value in old.inputs.get("inputs", {}).items() if name != DUE}
        draft = draft_of(with_answers(bench, candidate, answers))
        because = "" if draft.digest == old.digest else differs(old, draft)
    else:
        draft = draft_of(candidate)
        because = "" if draft.safe == deadline.computed_due else differs_from_record(deadline, draft)
    return replace(draft, because=because, moves=deadline) if because else None


def _stand(case: CaseFile, drafts: Sequence[Draft], *, by: User | None, now: datetime) -> list[Proposal]:
    """Keeps the counts, and opens a proposal for each that was never proposed; an older open one is overtaken."""
    identities = {draft.identity for draft in drafts}
    seen = set(
        Proposal.objects.filter(case=case, identity__in=identities).values_list("identity", "computation__digest")
    )
    made = []
    for draft in drafts:
        if (draft.identity, draft.digest) in seen:
            continue
        seen.add((draft.identity, draft.digest))
        Proposal.objects.filter(case=case, identity=draft.identity).open().update(
            state=Proposal.State.OVERTAKEN, decided_at=now
        )
        made.append(
            Proposal.objects.create(
                case=case,
                sort=Proposal.Sort.RECOMPUTED if draft.moves else Proposal.Sort.NEW,
                identity=draft.identity,
                deadline=draft.moves,
                computation=keep(case, draft, by=by, now=now),
                because=draft.because,
                made_at=now,
            )
        )
    return made


def keep(case: CaseFile, draft: Draft, *, by: User | None, now: datetime) -> Computation:
    """The count as a row: the same one is kept once."""
    kept, _ = Computation.objects.get_or_create(
        case=case,
        identity=draft.identity,
        digest=draft.digest,
        defaults={
            "rule_id": draft.rule_id,
            "rule_version": draft.version,
            "trigger_entry": draft.trigger,
            "trigger_date": draft.trigger_date,
            "inputs": dict(draft.inputs),
            "safe": draft.safe,
            "prevailing": draft.prevailing,
            "latest": draft.latest,
            "result": {**draft.result, "deadline": dict(draft.deadline)},
            "made_at": now,
            "made_by": by,
        },
    )
    return kept
