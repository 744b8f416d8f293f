"""Proposing deadlines, and counting again. Nothing is created here: a person accepts, or does not."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from casefiles.models import CaseFile, User
from filings.deadlines.bench import Bench, bench_of
from filings.deadlines.candidates import Candidate, Known, candidates, with_answers
from filings.deadlines.computing import DUE
from filings.deadlines.drafts import ORDER, Draft, differs, differs_from_record, draft_of, satisfied
from filings.deadlines.models import Computation, Deadline, Proposal
from filings.deadlines.ordered import Printed, drafts_of_order
from filings.deadlines.satisfying import Papers
from filings.deadlines.triggers import Event, events_of, events_of_hearing
from filings.docket.models import Filing

OPEN = ("pending", "unknown")
GONE = ("moved", "vacated")
# New counts of deadlines on record: each is asked again whenever anything is.
RECOUNTED = Q(sort__in=["recomputed", "satisfied"]) & ~Q(computation__rule_id=ORDER)
BATCH = 500
COUNTED = frozenset({"response", "reply", "answer", "consent"})
# “Unless the court sets a different time”.
ANSWERS = frozenset({"frcp.12.a.4.A", "frcp.15.a.3"})


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
    bench, rows, papers = bench_of(case, with_pleadings=True), on_record(case), with_relations(filings)
    known = Known(rows)
    made = [one for one in candidates(bench, _events(papers, rows), known=known) if not known.of(one)]
    done = Papers(case, made)
    ruled = [draft_of(one, met_by=done.satisfying(one)) for one in made]
    printed = Printed(rows)
    ordered = [draft for filing in papers for draft in drafts_of_order(filing, court=case.court_id, printed=printed)]
    drafts = _by_rank(ruled, ordered)
    fresh = [draft for draft in drafts if since is None or draft.latest >= since]
    anew = RECOUNTED | Q(computation__trigger_entry__in=[filing.pk for filing in papers])
    return _stand(case, [*fresh, *_recounted(bench, rows)], also=drafts, anew=anew, by=by, now=now)


def _by_rank(ruled: Sequence[Draft], ordered: Sequence[Draft]) -> list[Draft]:
    """Without the date that a clerk's entry prints of a period that it sets off itself, which is the count again; and without
    the count of a time to answer that the very order sets: an order outranks the rule."""
    counted = {(draft.trigger.pk, day) for draft in ruled for day in (draft.safe, draft.prevailing, draft.latest)}
    kept = [
        draft
        for draft in ordered
        if draft.moves or draft.deadline["what"] not in COUNTED or (draft.trigger.pk, draft.safe) not in counted
    ]
    answers = {draft.trigger.pk for draft in kept if draft.deadline["what"] == "answer"}
    return [*(one for one in ruled if one.trigger.pk not in answers or one.rule_id not in ANSWERS), *kept]


@transaction.atomic
def recompute(*, case: CaseFile, by: User | None, now: datetime) -> list[Proposal]:
    """Counts again every open deadline that rests on a count; where another date comes out, proposes it."""
    CaseFile.objects.select_for_update().get(pk=case.pk)
    return _stand(case, _recounted(bench_of(case), on_record(case)), anew=RECOUNTED, by=by, now=now)


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
    index, found = Known(known), dict[int, Candidate]()
    for made in candidates(bench, events, known=index):
        for deadline in index.of(made):
            found.setdefault(deadline.pk, made)
    done = Papers(bench.case, found.values())
    pairs = [(one, found[one.pk]) for one in counted if one.pk in found]
    drafts = [draft for deadline, made in pairs if (draft := _recount(bench, deadline, made))]
    still_open = ((deadline, made, done.satisfying(made)) for deadline, made in pairs if deadline.status in OPEN)
    return [*drafts, *(satisfied(deadline, made, paper) for deadline, made, paper in still_open if paper)]


def _rests_on_a_count(deadline: Deadline) -> bool:
    if deadline.status in GONE:
        return False
    if deadline.computation:
        return deadline.computation.rule_id != ORDER
    return bool(deadline.rule and deadline.computed_due)


def _recount(bench: Bench, deadline: Deadline, candidate: Candidate) -> Draft | None:
    """Nothing where the same comes out; what people answered to the questions of the rule is kept."""
    old = deadline.computation
    if old is not None:
        answers = {name: value for name, value in old.inputs.get("inputs", {}).items() if name != DUE}
        draft = draft_of(with_answers(bench, candidate, answers))
        because = "" if draft.digest == old.digest else differs(old, draft)
    else:
        draft = draft_of(candidate)
        because = "" if draft.safe == deadline.computed_due else differs_from_record(deadline, draft)
    return replace(draft, because=because, moves=deadline) if because else None


def _stand(
    case: CaseFile, drafts: Sequence[Draft], *, anew: Q, also: Sequence[Draft] = (), by: User | None, now: datetime
) -> list[Proposal]:
    """Keeps the counts, and opens a proposal for each that was not answered. An open one is overtaken by another count, and
    where it was asked `anew` and did not come out again, not `also` either. A handful of queries, however many."""
    is_told = _told(case)
    fresh = {draft.identity: draft for draft in drafts if not is_told(draft)}
    again = {(draft.identity, draft.digest) for draft in (*drafts, *also)}
    mine = Proposal.objects.filter(case=case).open()
    asked = mine.filter(anew).values_list("pk", "identity", "computation__digest")
    gone = {pk for pk, identity, digest in asked if (identity, digest) not in again}
    gone |= {pk for pk, identity in mine.values_list("pk", "identity") if identity in fresh}
    for some in batched(gone):
        mine.filter(pk__in=some).update(state=Proposal.State.OVERTAKEN, decided_at=now)
    if not fresh:
        return []
    kept = _kept(case, fresh.values(), by=by, now=now)
    made = [
        Proposal(
            case=case,
            sort=draft.sort,
            identity=draft.identity,
            deadline=draft.moves,
            computation=kept[draft.identity],
            because=draft.because,
            made_at=now,
        )
        for draft in fresh.values()
    ]
    return Proposal.objects.bulk_create(made, batch_size=BATCH)


def batched(keys: Iterable[int]) -> Iterator[list[int]]:
    told = sorted(keys)
    return (told[at : at + BATCH] for at in range(0, len(told), BATCH))


def _told(case: CaseFile) -> Callable[[Draft], bool]:
    """Whether a count was proposed before, so that nobody is asked twice. One that a later count overtook may come back; a
    date on record may go back to what it was, unless that was declined since."""
    rows = Proposal.objects.filter(case=case).exclude(state=Proposal.State.OVERTAKEN).order_by("id")
    answers: dict[tuple[str, str], tuple[str, int]] = {}
    accepted: dict[str, int] = {}
    for pk, identity, digest, state in rows.values_list("pk", "identity", "computation__digest", "state"):
        answers[identity, digest] = state, pk
        if state == Proposal.State.ACCEPTED:
            accepted[identity] = pk

    def is_told(draft: Draft) -> bool:
        state, pk = answers.get((draft.identity, draft.digest), ("", 0))
        if draft.moves is None or state in {"", Proposal.State.OPEN}:
            return bool(state)
        return state == Proposal.State.DECLINED and pk > accepted.get(draft.identity, 0)

    return is_told


def _kept(case: CaseFile, drafts: Iterable[Draft], *, by: User | None, now: datetime) -> dict[str, Computation]:
    """The counts as rows, by identity: what is kept already is not kept twice."""
    drafts = list(drafts)
    held = {(one.identity, one.digest): one for one in case.computations.defer("result")}
    fresh = [row_of(case, draft, by=by, now=now) for draft in drafts if (draft.identity, draft.digest) not in held]
    held |= {(one.identity, one.digest): one for one in Computation.objects.bulk_create(fresh, batch_size=BATCH)}
    return {draft.identity: held[draft.identity, draft.digest] for draft in drafts}


def keep(case: CaseFile, draft: Draft, *, by: User | None, now: datetime) -> Computation:
    """The count as a row: the same one is kept once."""
    return _kept(case, [draft], by=by, now=now)[draft.identity]


def row_of(case: CaseFile, draft: Draft, *, by: User | None, now: datetime) -> Computation:
    return Computation(
        case=case,
        identity=draft.identity,
        digest=draft.digest,
        rule_id=draft.rule_id,
        rule_version=draft.version,
        trigger_entry=draft.trigger,
        trigger_date=draft.trigger_date,
        inputs=dict(draft.inputs),
        safe=draft.safe,
        prevailing=draft.prevailing,
        latest=draft.latest,
        result={**draft.result, "deadline": dict(draft.deadline)},
        made_at=now,
        made_by=by,
    )
