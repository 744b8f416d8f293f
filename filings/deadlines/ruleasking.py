"""A rule asked for by name: in which court, before which judge, from which day. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from casefiles.courts import ABBREVIATIONS
from filings.deadlines.asking import NO_COURT, Told, choice, closure_of, court_of, moment_of, service_of, short
from filings.deadlines.computing import DUE, NO, UNKNOWN, YES, compute
from filings.deadlines.holidays import Closure
from filings.deadlines.periods import Nonsense
from filings.deadlines.results import Result
from filings.deadlines.rulebook import RuleBook, rulebook
from filings.deadlines.rules import RANK, NotInForce, Rule
from filings.deadlines.rulespage import words
from filings.deadlines.sheet import in_words
from filings.docket.judges import JUDGE


@dataclass(frozen=True)
class AskedRule:
    """The answer, and the rule that was asked for: before a judge another may stand in for it."""

    result: Result
    asked: str
    parent: Rule | None = None
    closures: tuple[Closure, ...] = ()

    def as_json(self) -> dict[str, object]:
        return self.result.as_json() | {"asked": self.asked}

    @property
    def heading(self) -> list[str]:
        told = self.result
        court = "federal days only" if told.court == NO_COURT else ABBREVIATIONS.get(told.court, told.court)
        return [told.rule.title, told.rule.cite, f"From {in_words(told.start)}; {court}"]

    @property
    def remarks(self) -> list[str]:
        """What a reader must know of the rule before trusting it."""
        rule = self.result.rule
        about = "" if rule.start_is == "exact" else "about "
        until = f", until {in_words(rule.end)}" if rule.end else ""
        said = [
            f"It says: {words.sentence(rule, self.parent)}",
            f"Who must act: {words.actor_words(rule)}.",
            f"The date is {words.outcome_words(rule)}.",
            f"It can be extended {words.extension_words(rule)}.",
            f"In force since {about}{in_words(rule.start)}{until}. Its text: {rule.url}",
            f"{'Unchecked: ' if rule.is_unchecked else 'How sure: '}{words.sure_words(rule)}.",
        ]
        if rule.page_limit:
            said.append(f"Page limit: {rule.page_limit}.")
        return said + ([rule.note] if rule.note else [])


@dataclass(frozen=True)
class Need:
    """What an arm of a rule asks for: a date, or yes, no or unknown. `ask` is the question in full."""

    name: str
    label: str
    ask: str
    is_date: bool


def runs_from(rule: Rule, book: RuleBook) -> str:
    """From what day to count: `a motion is filed`, of a chained rule the one at the head of the chain."""
    while rule.trigger.rule:
        rule = book.newest(rule.trigger.rule)
    return words.event_words(rule)


def needs_of(rule_id: str, book: RuleBook) -> list[Need]:
    """What the rule, in any of its versions, and those that it hangs on ask for. Raises UnknownRule."""
    needs: dict[str, Need] = {}
    for rule in book.versions(rule_id):
        for arm in rule.branches:
            name = arm.when or arm.given
            if name:
                needs.setdefault(name, Need(name, arm.name, arm.ask or "", is_date=arm.when is None))
        if rule.trigger.rule:
            parent = book.newest(rule.trigger.rule)
            asked = "Only where an order or a stipulation set it: it is computed otherwise."
            needs.setdefault(DUE, Need(DUE, f"Due date of: {parent.title}", asked, is_date=True))
            needs = {one.name: one for one in needs_of(parent.id, book)} | needs
    return list(needs.values())


def inputs_for(rule_id: str, told: Mapping[str, str], book: RuleBook) -> dict[str, str]:
    """As `compute` takes them: ISO dates; yes, no or unknown. Raises Nonsense, UnknownRule."""
    needs = {need.name: need for need in needs_of(rule_id, book)}
    for name in told:
        if name not in needs:
            wanted = f"asks for {', '.join(needs)}" if needs else "asks for none"
            raise Nonsense(f"“{short(name)}” is no input of {rule_id}, which {wanted}.")
    read = {name: input_of(needs[name], text) for name, text in told.items()}
    return {name: value for name, value in read.items() if value != UNKNOWN}


def input_of(need: Need, text: str) -> str:
    """Raises Nonsense."""
    if not text or text.lower() == UNKNOWN:
        return UNKNOWN
    return moment_of(text).day.isoformat() if need.is_date else choice(Answer, text, f"answer to {need.name}").value


class Answer(StrEnum):
    YES = YES
    NO = NO
    UNKNOWN = UNKNOWN


def ask_rule(
    asked: Mapping[str, str | None],
    *,
    inputs: Mapping[str, str],
    closed: Iterable[str] = (),
    book: RuleBook | None = None,
) -> AskedRule:
    """Out of words by name: rule, from, court, service, judge. The court is the rule's own where none is named. Raises
    ValueErrors with a sentence: Nonsense, UnknownRule, NotInForce, Suspended."""
    book = book or rulebook()
    rule = book.newest((asked.get("rule") or "").strip())
    court = court_of(asked.get("court")) or court_for(rule)
    start = moment_of(asked.get("from") or "", court)
    judge = judge_of(asked.get("judge"), book)
    governing = _governing(rule, court, judge, start, book)
    closures = tuple(closure_of(one) for one in closed)
    result = compute(
        governing.id,
        start.moment,
        court=court,
        service=service_of(asked.get("service")).service,
        inputs=inputs_for(rule.id, inputs, book),
        extra=closures,
        book=book,
    )
    told = [*start.remarks, *result.questions, *_unchosen(rule, governing, court, judge, book)]
    counted = replace(result.counted, questions=tuple(dict.fromkeys(told)))
    parent = book.newest(result.rule.trigger.rule) if result.rule.trigger.rule else None
    return AskedRule(replace(result, counted=counted), rule.id, parent, closures)


def court_for(rule: Rule) -> str:
    """A local rule counts in its own court, a federal one by federal days alone."""
    return rule.courts[0] if rule.courts else NO_COURT


def judge_of(text: str | None, book: RuleBook) -> str | None:
    """The name as the rules write it, of `Judge Eumi K. Lee`, `Eumi K. Lee` and `Lee`; an unknown one as it stands."""
    told = " ".join((text or "").split())
    if not told:
        return None
    titled = re.fullmatch(JUDGE, told)
    name = str(titled[1]) if titled else told
    held = {rule.judge for rule in book if rule.judge}
    near = [one for one in held if name.casefold() in {one.casefold(), one.split()[-1].casefold()}]
    return near[0] if len(near) == 1 else name


def _governing(rule: Rule, court: str, judge: str | None, start: Told, book: RuleBook) -> Rule:
    """What stands in for the rule before the judge that was named; the rule itself where none was."""
    if judge is None:
        return rule
    try:
        return book.governing(rule.id, court=court, judge=judge, day=start.day)
    except NotInForce:
        return rule  # and `compute` says why it cannot be counted


def _unchosen(rule: Rule, governing: Rule, court: str, judge: str | None, book: RuleBook) -> list[str]:
    """What stands in for the rule, or may."""
    if governing.id != rule.id:
        return [f"{governing.cite} stands in for {rule.cite} before this judge."]
    if judge is not None:
        return [f"No standing order of {judge} on this is held here. Is there one?"]
    others = [book.newest(other) for other in book.displacing(rule.id)]
    return [
        f"Is the judge {one.judge}? Then {one.cite} stands in for this rule."
        if one.judge
        else f"In {court} {one.cite} stands in for this rule. Is it the one that is meant?"
        for one in others
        if RANK[one.layer] > RANK[rule.layer] and (not one.courts or court in one.courts)
    ]
