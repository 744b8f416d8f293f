"""What a rule makes of a trigger: the three dates with their steps. Pure.

A rule may have arms: another period where something holds (the United States is a party), the later or the earlier of two,
a period that starts anew or not before a ruling. What is not known gives the earlier date in every reading, and a question: the
readings differ in law, not in facts that somebody could look up.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from filings.deadlines.courtcalendar import Calendar, Reading, on_the_clock
from filings.deadlines.courtdays import Path, Step, asks, gather, readings, walk
from filings.deadlines.holidays import ONE_DAY, Closure
from filings.deadlines.periods import DAYS_ARE_DAYS, Direction, Moment, Nonsense, Period, Service, shifted
from filings.deadlines.results import Result
from filings.deadlines.rulebook import RuleBook, rulebook
from filings.deadlines.rules import Branch, Combine, Layer, Outcome, Rule

YES, NO, UNKNOWN = "yes", "no", "unknown"
# The due date of the deadline that a chained one runs from, where it is known better than by computing it.
DUE = "due"
# `safe` is the earliest reading everywhere; of a day before which nothing may be, the careful reading is the other one.
EARLIEST = (
    "This is the first day on which it may be, no last day: is the latest of the three dates kept, to be careful?"
)


class Suspended(ValueError):
    """No date yet: the period does not run while something is pending."""


def compute(
    rule_id: str,
    start: Moment,
    *,
    court: str = "note",
    service: Service | None = None,
    inputs: Mapping[str, str] | None = None,
    extra: Sequence[Closure] = (),
    book: RuleBook | None = None,
) -> Result:
    """`inputs`: what the arms of the rule ask for (yes, no or unknown; ISO dates), and `due`, the due date that a chained
    rule runs from. Raises Nonsense, Suspended, UnknownRule, NotInForce: each a ValueError with a sentence.
    """
    asking = _Asking(book or rulebook(), Calendar(court, tuple(extra)), service, dict(inputs or {}), _day(start, court))
    rule = asking.book.on(rule_id, asking.day)
    paths = {reading: asking.path(rule, start, reading) for reading in readings()}
    counted = gather(paths, False, asking.questions(rule, start), asking.calendar)
    if rule.outcome is Outcome.EARLIEST and counted.safe.result != counted.latest.result:
        counted = replace(counted, questions=(EARLIEST, *counted.questions))
    return Result(rule, start, court, counted)


def _day(start: Moment, court: str) -> date:
    return on_the_clock(start, Calendar(court)).date() if isinstance(start, datetime) else start


@dataclass(frozen=True)
class _Asking:
    """One question to the rules: what is known, and the day that decides which version of a rule governs."""

    book: RuleBook
    calendar: Calendar
    service: Service | None
    inputs: dict[str, str]
    day: date

    # The rule and those it hangs on, and what is open about them

    def chain(self, rule: Rule) -> Iterator[Rule]:
        """The rule, then the one whose due date it runs from, to the head of the chain."""
        yield rule
        if rule.trigger.rule and DUE not in self.inputs:
            yield from self.chain(self.book.on(rule.trigger.rule, self.day))

    # One reading

    def path(self, rule: Rule, start: Moment, reading: Reading) -> Path:
        """The date in one reading of what is open, with all steps from the head of the chain on."""
        if rule.trigger.rule:
            if DUE in self.inputs:
                return self.combined(rule, self.date_of(DUE), reading)
            parent = self.book.on(rule.trigger.rule, self.day)
            before = self.path(parent, start, reading)
            after = self.combined(rule, before.result, reading)
            there = Step(before.result, f"{parent.title} is due; from that day:", rule.cite)
            return Path(after.result, (*before.steps, there, *after.steps[1:]))
        return self.combined(rule, start, reading)

    def combined(self, rule: Rule, start: Moment, reading: Reading) -> Path:
        """Its arms made one date, as the rule combines them."""
        start = self.restarted(rule, start)
        arms = {branch: arm for branch in rule.branches if (arm := self.arm(rule, branch, start, reading))}
        if rule.combine is Combine.SUSPEND and arms:
            return next(iter(arms.values()))
        if rule.combine is Combine.SUSPEND:
            raise Suspended(next((b.ask for b in rule.branches if b.ask), None) or f"{rule.title}: no date yet.")
        for branch, arm in arms.items():
            if branch.when and self.inputs.get(branch.when) == YES:
                return arm
        paths = list(arms.values())
        if rule.period is not None:
            paths.insert(0, self.counted(rule, start, rule.period, reading))
        if not paths:
            raise Nonsense(f"{rule.title}: what it runs from was not given.")
        pick: Callable[..., Path] = max if rule.combine is Combine.MAX else min
        return pick(paths, key=lambda path: path.result)

    def restarted(self, rule: Rule, start: Moment) -> Moment:
        """The day from which it runs anew, once that is known; all arms run from it."""
        if rule.combine is not Combine.RESTART:
            return start
        told = (
            branch.given for branch in rule.branches if self.inputs.get(branch.given or "") not in {None, "", UNKNOWN}
        )
        return next((self.date_of(name) for name in told if name), start)

    def arm(self, rule: Rule, branch: Branch, start: Moment, reading: Reading) -> Path | None:
        """One arm, counted; None where it cannot be: its date is not known, or it does not hold."""
        is_restart = bool(branch.given) and rule.combine is Combine.RESTART
        if is_restart or (branch.when and self.inputs.get(branch.when) == NO):
            return None
        period = branch.period or rule.period
        if branch.given is None:
            return self.counted(rule, start, period, reading, cite=branch.cite) if period else None
        if self.inputs.get(branch.given) in {None, "", UNKNOWN}:
            return None
        given = self.date_of(branch.given)
        if branch.period is None and rule.combine in {Combine.MIN, Combine.MAX}:
            return Path(given, (Step(given, f"{branch.name}: the date given.", branch.cite or rule.cite),))
        if period is None:
            return None
        return self.counted(rule, given, period, reading, cite=branch.cite, from_service=branch.from_service)

    def counted(
        self,
        rule: Rule,
        start: Moment,
        period: Period,
        reading: Reading,
        *,
        cite: str | None = None,
        from_service: bool = True,
    ) -> Path:
        if rule.outcome is Outcome.HAPPENS or rule.combine is Combine.DEEMED:
            return _unrolled(rule, start, period, cite or rule.cite)
        can_add = from_service and rule.depends_on_service
        plus = can_add and (rule.adds_days(self.service, on=self.day) if self.service else reading.plus)
        old = self.day < DAYS_ARE_DAYS and rule.layer is Layer.FEDERAL and period.direction is Direction.AFTER
        path = walk(start, period, self.calendar, reading=reading._replace(plus=plus), old_rule=old)
        return _ran_out(_cited(path, cite or rule.cite), rule)

    def date_of(self, name: str) -> date:
        try:
            return date.fromisoformat(self.inputs[name])
        except ValueError:
            raise Nonsense(f"“{self.inputs[name]}” is no date; {name} is given as 2025-11-10.") from None

    # What is not known

    def questions(self, rule: Rule, start: Moment) -> list[str]:
        asked = []
        for one in self.chain(rule):
            if one.depends_on_service and self.service is None:
                asked.append("How was it served? By mail, or left with the clerk, three days are added (Rule 6(d)).")
            for branch in one.branches:
                if branch.ask and self.inputs.get(branch.when or branch.given or "") in {None, "", UNKNOWN}:
                    asked.append(branch.ask + (self.otherwise(one, branch, start) if one is rule else ""))
            if self.day < one.start:
                asked.append(f"The text of {one.cite} in force on {self.day} was not read; counted by a later one.")
            if one.courts and self.calendar.court not in one.courts:
                asked.append(f"{one.cite} is a rule of {', '.join(one.courts)}, not of {self.calendar.court}.")
            if one.period and one.period.direction is Direction.AFTER and one.outcome is not Outcome.HAPPENS:
                asked += asks(self.day, one.period, self.calendar)
        return asked

    def otherwise(self, rule: Rule, branch: Branch, start: Moment) -> str:
        """The date that would come of a yes, where the rule stands at the head of its chain."""
        if not branch.when or rule.trigger.rule:
            return ""
        arm = self.arm(rule, branch, start, Reading())
        return f" That would be {arm.result:%b} {arm.result.day}, {arm.result.year}." if arm else ""


def _cited(path: Path, cite: str) -> Path:
    """With the rule's own words named at the step that counts its period."""
    steps = tuple(
        Step(step.day, step.text, f"{cite}; {step.cite}", step.passed) if place == 1 else step
        for place, step in enumerate(path.steps)
    )
    return Path(path.result, steps)


def _ran_out(path: Path, rule: Rule) -> Path:
    """What may be done only when the period has run may be done from the day after."""
    if not rule.runs_out:
        return path
    day = path.result + ONE_DAY
    return Path(day, (*path.steps, Step(day, "The day after, the period has run.", rule.cite)))


def _unrolled(rule: Rule, start: Moment, period: Period, cite: str) -> Path:
    """What takes effect by itself: nobody has to act on a closed day, so nothing rolls."""
    day = start.date() if isinstance(start, datetime) else start
    last = shifted(day, period)
    steps = [
        Step(day, "The day of the event is left out.", "Fed. R. Civ. P. 6(a)(1)(A)"),
        Step(last, f"{period}; nobody must act on it, so it does not roll.", cite),
    ]
    if rule.combine is Combine.DEEMED:
        steps.append(Step(last + ONE_DAY, "The day after, it takes effect.", cite))
    return Path(steps[-1].day, tuple(steps))
