"""The deadlines that the rules make of what is on a docket: each event meets the rules it sets running."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from filings.deadlines.bench import Bench
from filings.deadlines.citing import is_cited_as, rule_cited
from filings.deadlines.computing import DUE, Suspended, compute
from filings.deadlines.models import Deadline
from filings.deadlines.periods import Nonsense
from filings.deadlines.results import Result
from filings.deadlines.rulebook import rulebook
from filings.deadlines.rules import NotInForce, Outcome, Rule
from filings.deadlines.triggers import Event
from parties.models import Appearance, Side

# Who must act, by the words of rules.toml, where they stand to the paper that sets the rule off; the first that fits.
WHO = tuple(
    (who, re.compile(words, re.I))
    for who, words in (
        ("court", r"\b(?:court|clerk|reporter|judge)\b(?!.s order)"),
        ("movants", r"\bmoving\b|\bmovant|\bwhose\b|\bthat moved\b|\bwho filed\b|\bthat filed\b"),
        ("opponents", r"\boppos|\brespond|\bdesignat|\bother (?:side|party|parties)\b|\bnonmov"),
        ("defendants", r"\bdefendants?\b"),
        ("plaintiffs", r"\bplaintiffs?\b"),
    )
)
EVERYBODY = "everybody"
BY_SIDE = {"plaintiffs": Side.PLAINTIFF, "defendants": Side.DEFENDANT}


@dataclass(frozen=True)
class Candidate:
    """A deadline that a rule makes of an event, not yet anybody's."""

    rule: Rule
    event: Event
    result: Result
    responsible: tuple[Appearance, ...] = ()
    by_court: bool = False
    is_guessed: bool = False  # who must act
    inputs: Mapping[str, str] = field(default_factory=dict)
    # Of a later link of a chain: the day on which the one before it is due.
    after: date | None = None

    @property
    def runs_from(self) -> date | None:
        """The day from which its own period is counted."""
        return self.after or self.event.day

    @property
    def identity(self) -> str:
        """`cand.civlr.7-3.a|34|opponents`: no date is in it. A hearing adds its key."""
        parts = [self.rule.id, self.event.filing.key, who_acts(self.rule)]
        parts += [self.event.hearing.key] if self.event.hearing else []
        return "|".join([*parts, str(self.event.place + 1)] if self.event.place else parts)


def candidates(
    bench: Bench, events: Iterable[Event], *, known: "Known | Iterable[Deadline]" = ()
) -> Iterator[Candidate]:
    """What the rules make of the events. `known`: the deadlines on record, whose own dates later links of a chain run from."""
    index = known if isinstance(known, Known) else Known(known)
    running: list[tuple[Event, list[Rule]]] = []
    displaced: dict[tuple[int, int | None], set[str]] = {}
    for event in events:
        if event.day is None or is_of_the_presiding(event, bench):
            continue
        rules = [rule for rule in rulebook().running(event.name, event.day) if sets_off(rule, event, bench)]
        running.append((event, rules))
        displaced.setdefault(_paper(event), set()).update(one for rule in rules for one in rule.displaces)
    for event, rules in running:
        for rule in rules:
            if rule.id not in displaced[_paper(event)] and rule.outcome is not Outcome.EARLIEST:
                yield from counted(bench, rule, event, index)


def _paper(event: Event) -> tuple[int, int | None]:
    """What rules compete on: one filing may be several events, of which a special rule takes one."""
    return event.filing.pk, event.hearing.pk if event.hearing else None


def is_of_the_presiding(event: Event, bench: Bench) -> bool:
    """An order of a magistrate judge who presides: Rule 72(a) is of matters that a district judge referred."""
    if event.name != "magistrate_order.served" or event.day is None:
        return False
    presiding = bench.judge_on(event.day)
    return presiding is not None and presiding.split()[-1] in f"{event.filing.judge} {event.filing.docket_text}"


def sets_off(rule: Rule, event: Event, bench: Bench) -> bool:
    trigger, day = rule.trigger, (event.hearing and (event.filing.date_filed)) or event.day
    return (
        trigger.event == event.name
        and rule_applies(rule, bench, day)
        and (not trigger.only or bool(event.sorts & set(trigger.only)))
        and not event.sorts & set(trigger.unless)
        and (trigger.first is None or bench.is_first(event.filing, of=trigger.first))
    )


def rule_applies(rule: Rule, bench: Bench, day: date | None) -> bool:
    judge = bench.judge_on(day) if day and rule.judge else None
    if rule.is_civil and not bench.is_civil:
        return False
    return rule.applies_in(bench.case.court_id, judge=judge)


def counted(
    bench: Bench, rule: Rule, event: Event, known: "Known", follows: tuple[date | None, bool] = (None, False)
) -> Iterator[Candidate]:
    """The rule, counted; then those that run from its due date, to the end of the chain. `follows`: the day on which the
    link before is due, and whether an order or a person set it."""
    assert event.day is not None
    after, is_set = follows
    inputs = {DUE: after.isoformat()} if after and is_set else {}
    result = counted_one(bench, rule.id, event, inputs)
    if result is None:
        return
    candidate = Candidate(rule, event, result, *actors(bench, rule, event), inputs, after)
    yield candidate
    for link in rulebook().running(rule.id, event.day):
        if rule_applies(link, bench, event.day):
            yield from counted(bench, link, event, known, due_of(candidate, known))


def counted_one(bench: Bench, rule_id: str, event: Event, inputs: Mapping[str, str]) -> Result | None:
    assert event.day is not None
    try:
        return compute(
            rule_id, event.day, court=bench.case.court_id, service=event.service, inputs=inputs, extra=bench.closures
        )
    except (Suspended, Nonsense, NotInForce):
        return None  # no date yet, or none in the years whose holidays, or whose rules, are held


def on_record(bench: Bench, deadline: Deadline) -> Candidate | None:
    """What the rule that a record cites makes of the day that the record gives: of a trigger whose text is not held, say."""
    filing, day = deadline.trigger_entry, deadline.trigger_date
    cited = rule_cited(rulebook(), deadline.rule, court=bench.case.court_id) if deadline.rule else None
    if cited is None or filing is None or day is None:
        return None
    try:
        rule = rulebook().on(cited, day)
        inputs = {DUE: day.isoformat()} if rule.trigger.rule else {}
        event = Event(rule.trigger.event or "", filing, day)
        result = counted_one(bench, cited, event, inputs)
    except (NotInForce, Nonsense):
        return None
    return Candidate(rule, event, result, *actors(bench, rule, event), inputs) if result else None


def with_answers(bench: Bench, candidate: Candidate, answers: Mapping[str, str]) -> Candidate:
    """Counted again with what people answered to the questions of the rule."""
    inputs = {**answers, **candidate.inputs}
    if inputs == candidate.inputs:
        return candidate
    result = counted_one(bench, candidate.rule.id, candidate.event, inputs)
    return replace(candidate, result=result, inputs=inputs) if result else candidate


def due_of(candidate: Candidate, known: "Known") -> tuple[date | None, bool]:
    """When the deadline that the next one runs from is due, and whether an order or a person set another day than the count."""
    given = candidate.result.safe.result
    due = next((one.due for one in reversed(known.of(candidate)) if one.due), None)
    return (due, True) if due and due != given else (given, False)


def who_acts(rule: Rule) -> str:
    return next((who for who, words in WHO if words.search(rule.actor)), EVERYBODY)


def actors(bench: Bench, rule: Rule, event: Event) -> tuple[tuple[Appearance, ...], bool, bool]:
    """Who must act: the appearances, whether the court must, and whether that is a guess (then it is everybody)."""
    who = who_acts(rule)
    if who == "court":
        return (), True, False
    parties = [one for one in bench.appearances if one.side in {Side.PLAINTIFF, Side.DEFENDANT}]
    if who == EVERYBODY:
        return tuple(parties), False, False
    filers = [row.appearance for row in (event.about or event.filing).filers.all()]
    sides = {one.side for one in filers} - {Side.COURT}
    found: list[Appearance] = []
    if who in BY_SIDE:
        found = [one for one in parties if one.side == BY_SIDE[who]]
        if event.words and len(found) > 1:
            named = [one for one in found if named_in(event.words, one)]
            return tuple(named or found), False, not named
    elif who == "movants":
        found = filers
    elif len(sides) == 1:
        found = [one for one in parties if one.side not in sides]
    return tuple(found or parties), False, not found


def named_in(words: str, appearance: Appearance) -> bool:
    """Whether a return of service names this party: who was not served has no time running."""
    name = appearance.party.name.casefold().rstrip(". ")
    return bool(name) and name in " ".join(words.casefold().split())


def is_of(deadline: Deadline, candidate: Candidate) -> bool:
    """Whether a deadline on record is this one: by its count, by rule and trigger, or by its title and the paper behind it."""
    if deadline.computation is not None:
        return deadline.computation.identity == candidate.identity
    if candidate.event.hearing is not None:
        papers: set[int | None] = {deadline.set_by_entry_id}
    else:
        papers = {deadline.trigger_entry_id, deadline.set_by_entry_id}
    if candidate.event.filing.pk not in papers:
        return False
    if deadline.rule:
        return is_cited_as(candidate.rule, deadline.rule)
    title = deadline.title.casefold()
    return deadline.kind == Deadline.Kind.DEADLINE and any(words.casefold() in title for words in candidate.rule.titles)


class Known:
    """The deadlines on record, found by what is behind them: a docket of years has thousands."""

    def __init__(self, rows: Iterable[Deadline]) -> None:
        self.rows = tuple(rows)
        self._places = {row.pk: place for place, row in enumerate(self.rows)}
        self._by_count: dict[str, list[Deadline]] = {}
        self._by_paper: dict[int, list[Deadline]] = {}
        for row in self.rows:
            if row.computation is not None:
                self._by_count.setdefault(row.computation.identity, []).append(row)
                continue
            for paper in {row.trigger_entry_id, row.set_by_entry_id} - {None}:
                self._by_paper.setdefault(paper or 0, []).append(row)

    def of(self, candidate: Candidate) -> list[Deadline]:
        """Those that this candidate is, in the order of the record."""
        near = self._by_count.get(candidate.identity, []) + self._by_paper.get(candidate.event.filing.pk, [])
        return sorted((one for one in near if is_of(one, candidate)), key=lambda one: self._places[one.pk])
