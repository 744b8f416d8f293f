"""How a deadline is argued: what it runs from, how it was counted, what the docket says, and what is not known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casefiles.models import CaseFile
from filings.deadlines.bench import Bench, bench_of
from filings.deadlines.candidates import Candidate, candidates, is_of, on_record
from filings.deadlines.comparing import Verdict, compare, flag_closed
from filings.deadlines.courtcalendar import Calendar
from filings.deadlines.docketdates import Said, dates_in
from filings.deadlines.models import Computation, Deadline, Override, Proposal
from filings.deadlines.ordered import KNOWN_BY
from filings.deadlines.rulebook import rulebook
from filings.deadlines.rules import NotInForce, Rule, UnknownRule
from filings.deadlines.ruleterms import EVENTS
from filings.deadlines.states import State, state_of
from filings.deadlines.triggers import Event, events_of, events_of_hearing
from filings.docket.models import Filing

OPEN = frozenset({"pending", "unknown"})


@dataclass(frozen=True)
class Word:
    """A date that the docket prints: where, and what it was read as. `filing` is None for what the record alone says."""

    due: date
    filing: Filing | None
    said: Said | None = None

    @property
    def is_ordered(self) -> bool:
        return self.said.is_ordered if self.said else bool(self.filing and self.filing.by_court)


@dataclass(frozen=True)
class Argument:
    """All that the page of one deadline says. `count` has the shape of `Result.as_json`; None where nothing is counted.

    `kept` is the computation it was taken from, where one is kept; else it was counted just now from what is on record.
    """

    deadline: Deadline
    state: State
    rule: Rule | None = None
    count: Mapping[str, Any] | None = None
    kept: Computation | None = None
    trigger: Filing | None = None
    trigger_date: date | None = None
    runs_from: str = ""
    word: Word | None = None
    verdict: Verdict | None = None
    closed: str | None = None
    override: Override | None = None
    overrides: Sequence[Override] = ()
    computations: Sequence[Computation] = ()
    proposals: Sequence[Proposal] = ()
    before: Deadline | None = None
    after: Deadline | None = None

    @property
    def agrees(self) -> bool:
        """Whether all three readings come to one date."""
        return self.count is not None and self.count["safe"] == self.count["latest"]

    def day(self, name: str) -> date | None:
        """`safe`, `prevailing` or `latest`, as a date."""
        return date.fromisoformat(self.count[name][:10]) if self.count else None


@dataclass(frozen=True)
class Ground:
    """What the arguments of one case are made from, read once. `known`: deadlines that this reader may see."""

    case: CaseFile
    bench: Bench
    known: Sequence[Deadline]
    made: Sequence[Candidate] = field(default_factory=list)


def ground_of(case: CaseFile) -> Ground:
    """A fixed number of queries, whatever the number of deadlines: only the filings that deadlines rest on are read."""
    rows = case.deadlines.all().told_to(sees_sealed=case.sees_sealed).by_date()
    known = list(
        rows.select_related(
            "computation", "trigger_entry", "set_by_entry", "met_by_entry", "changed_by_entry", "confirmed_by"
        )
    )
    bench = bench_of(case)
    ids = {pk for one in known for pk in (one.trigger_entry_id, one.set_by_entry_id) if pk}
    papers = Filing.objects.filter(pk__in=ids).in_docket_order()
    papers = papers.open_to(sees_sealed=case.sees_sealed)
    held = list(papers.prefetch_related("relates_to__entry__filers__appearance", "filers__appearance"))
    events: list[Event] = [event for filing in held for event in events_of(filing)]
    events += [event for one in known for event in events_of_hearing(one)]
    return Ground(case, bench, known, list(candidates(bench, events, known=known)))


def argument_of(deadline: Deadline, *, ground: Ground, today: date) -> Argument:
    """`deadline`: one of `ground.known`."""
    case, court = ground.case, ground.case.court_id
    candidate = next((one for one in ground.made if is_of(deadline, one)), None)
    rule, count = counted(deadline, candidate, bench=ground.bench)
    override = deadline.overrides.filter(lifted_at=None).select_related("source_entry", "made_by").first()
    word = word_of(deadline, override, sees_sealed=case.sees_sealed)
    kept = deadline.computation
    before, after = neighbors(deadline, ground.known)
    three = tuple(date.fromisoformat(count[name][:10]) for name in ("safe", "prevailing", "latest")) if count else None
    identity = kept.identity if kept else ""
    return Argument(
        deadline=deadline,
        state=state(deadline, case=case, today=today),
        rule=rule,
        count=count,
        kept=kept,
        trigger=deadline.trigger_entry or (candidate.event.filing if candidate else None),
        trigger_date=deadline.trigger_date or (candidate.event.day if candidate else None),
        runs_from=runs_from(deadline, rule, candidate),
        word=word,
        verdict=verdict_of(deadline, three, word, after),
        closed=flag_closed(deadline.due, Calendar(court, ground.bench.closures))
        if deadline.due and not count
        else None,
        override=override,
        overrides=overrides_of(deadline, case),
        computations=list(case.computations.filter(identity=identity).order_by("-id")) if identity else [],
        proposals=proposals_on(deadline, case),
        before=before,
        after=after,
    )


def proposals_on(deadline: Deadline, case: CaseFile) -> list[Proposal]:
    told = deadline.proposals.all().open_to(sees_sealed=case.sees_sealed)
    return list(told.select_related("computation", "decided_by").order_by("-id"))


def overrides_of(deadline: Deadline, case: CaseFile) -> list[Override]:
    """Without those whose reason and date are a sealed filing's."""
    rows = deadline.overrides.select_related("source_entry", "made_by", "lifted_by")
    told = rows if case.sees_sealed else rows.exclude(source_entry__sealed="full")
    return list(told)


def counted(
    deadline: Deadline, candidate: Candidate | None, *, bench: Bench
) -> tuple[Rule | None, Mapping[str, Any] | None]:
    """The count that it rests on: the kept one; else by the rule the record cites; else by the rule its trigger sets off."""
    book = rulebook()
    if deadline.computation is not None:
        rule_id = deadline.computation.rule_id
        try:
            return book.on(rule_id, deadline.computation.trigger_date), deadline.computation.result
        except (UnknownRule, NotInForce):
            return None, deadline.computation.result
    cited = on_record(bench, deadline)
    if cited and (candidate is None or deadline.rule):
        candidate = cited
    return (candidate.rule, candidate.result.as_json()) if candidate else (None, None)


def runs_from(deadline: Deadline, rule: Rule | None, candidate: Candidate | None) -> str:
    """What starts the period, in words; nothing where none runs."""
    if candidate and candidate.event.hearing:
        return f"{candidate.event.hearing.title}, counted back"
    if rule and rule.trigger.rule:
        return f"the day on which its forerunner was due: {rulebook().newest(rule.trigger.rule).title}"
    if rule:
        return EVENTS.get(rule.trigger.event or "", "")
    return ""


def word_of(deadline: Deadline, override: Override | None, *, sees_sealed: bool) -> Word | None:
    """The date that the docket prints for it, read from the text of the papers behind it; else what the record says. Of a
    sealed paper the text is not read for whoever may not see it."""
    printed = override.was if override else deadline.due
    papers = [one for one in (deadline.set_by_entry, deadline.trigger_entry) if one is not None]
    for filing in dict.fromkeys(one for one in papers if sees_sealed or one.sealed != "full"):
        said = dates_in(filing.docket_text or "", kind=filing.kind, by_court=filing.by_court)
        found = [one for one in said if is_word_of(one, deadline)]
        exact = [one for one in found if one.due == printed]
        for one in exact or found:
            return Word(one.due, filing, one)
    return Word(printed, deadline.set_by_entry) if printed else None


def is_word_of(said: Said, deadline: Deadline) -> bool:
    if (deadline.kind == Deadline.Kind.HEARING) != (said.what in {"hearing", "conference"}):
        return False
    words = KNOWN_BY.get(said.what, (said.label.casefold(), said.what.replace("_", " ")))
    return any(word in deadline.title.casefold() for word in words)


def verdict_of(
    deadline: Deadline, three: tuple[date, ...] | None, word: Word | None, after: Deadline | None
) -> Verdict:
    changed = deadline.changed_by_entry
    return compare(
        computed=(three[0], three[1], three[2]) if three else None,
        said=word.due if word else None,
        is_ordered=bool(word and word.is_ordered),
        explained_by=changed.label if changed else None,
        replaced_undated=deadline.status == Deadline.Status.MOVED and deadline.moved_to is None and after is None,
    )


def state(deadline: Deadline, *, case: CaseFile, today: date) -> State:
    changed = deadline.changed_by_entry
    return state_of(
        status=deadline.status,
        moved_to=deadline.moved_to,
        has_count=deadline.computation_id is not None or deadline.computed_due is not None,
        is_confirmed=deadline.confirmed_at is not None,
        is_open=deadline.status in OPEN,
        due=deadline.due or deadline.computed_due,
        today=today,
        as_of=case.as_of,
        changed_by_stipulation=(changed.kind == "stipulation") if changed else None,
    )


def neighbors(deadline: Deadline, known: Iterable[Deadline]) -> tuple[Deadline | None, Deadline | None]:
    """The row whose date became this one's, and the row of its new date."""
    rows = [one for one in known if one.title == deadline.title and one.kind == deadline.kind and one.pk != deadline.pk]
    before = next((one for one in rows if one.moved_to and one.moved_to == deadline.due), None)
    after = next((one for one in rows if deadline.moved_to and one.due == deadline.moved_to), None)
    return before, after
