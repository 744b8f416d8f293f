"""`rules.toml`, read: which version of which rule governs on a day, in a court, before a judge. Pure."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from filings.deadlines.periods import Direction, Nonsense, Period, Service, Unit
from filings.deadlines.rules import (
    RANK,
    Basis,
    Branch,
    Combine,
    Confidence,
    Example,
    Layer,
    NotInForce,
    Outcome,
    Rule,
    Trigger,
    UnknownRule,
)

SHIPPED = Path(__file__).with_name("rules.toml")
WRITTEN_PERIOD = re.compile(r"(\d{1,5}) (hour|day|week|month|year)s? (after|before)")


@cache
def rulebook() -> "RuleBook":
    """The shipped rules."""
    return read(shipped())


def shipped() -> dict[str, Any]:
    return tomllib.loads(SHIPPED.read_text(encoding="utf-8"))


def read(data: Mapping[str, Any]) -> "RuleBook":
    """`data`: a file without faults (`filings.deadlines.rulefaults`)."""
    return RuleBook((rule_of(row) for row in data["rule"]), data.get("sources"))


@dataclass(frozen=True, init=False, eq=False)
class RuleBook:
    """All versions of all rules, in the order of the file; of one rule, oldest first."""

    by_id: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    # What the confidence of the rules rests on, by number.
    sources: Mapping[str, str] = field(default_factory=dict)
    # The ids of those that an event, or another rule, sets running in some version.
    by_trigger: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __init__(self, rules: Iterable[Rule], sources: Mapping[str, str] | None = None) -> None:
        told: dict[str, tuple[Rule, ...]] = {}
        for rule in rules:
            told[rule.id] = (*told.get(rule.id, ()), rule)
        versions = {key: tuple(sorted(held, key=lambda rule: rule.start)) for key, held in told.items()}
        object.__setattr__(self, "by_id", versions)
        object.__setattr__(self, "sources", dict(sources or {}))
        triggers: dict[str, dict[str, None]] = {}
        for rule in self:
            triggers.setdefault(rule.trigger.what, {})[rule.id] = None
        object.__setattr__(self, "by_trigger", {what: tuple(ids) for what, ids in triggers.items()})

    def __iter__(self) -> Iterator[Rule]:
        return (rule for versions in self.by_id.values() for rule in versions)

    def __len__(self) -> int:
        return len(self.by_id)

    def ids(self) -> tuple[str, ...]:
        return tuple(self.by_id)

    def versions(self, rule_id: str) -> tuple[Rule, ...]:
        """Oldest first. Raises UnknownRule."""
        if rule_id in self.by_id:
            return self.by_id[rule_id]
        near = get_close_matches(rule_id, self.by_id, n=3, cutoff=0.5)
        hint = f" Near it: {', '.join(near)}." if near else " `manage.py list_rules` lists them."
        raise UnknownRule(f"There is no rule “{rule_id[:80]}”.{hint}")

    def newest(self, rule_id: str) -> Rule:
        return self.versions(rule_id)[-1]

    def on(self, rule_id: str, day: date) -> Rule:
        """The version in force on the day of the trigger. Before a first one whose beginning is not exactly known, that one.
        Raises UnknownRule, NotInForce.
        """
        versions = self.versions(rule_id)
        for rule in reversed(versions):
            if rule.start <= day:
                break
        else:
            rule = versions[0]
            if rule.start_is == "exact":
                raise NotInForce(f"{rule.cite} is held here from {rule.start} on; {day} is before that.")
        if rule.end and day > rule.end:
            raise NotInForce(f"{rule.cite} was in force until {rule.end}; {day} is after that.")
        return rule

    def in_force(self, day: date) -> list[Rule]:
        """Of each rule the version that governs a trigger of this day; without those that had ended, or had not begun."""
        return list(self._in_force(self.by_id, day))

    def _in_force(self, ids: Iterable[str], day: date) -> Iterator[Rule]:
        for rule_id in ids:
            try:
                yield self.on(rule_id, day)
            except NotInForce:
                continue

    def running(self, what: str, day: date) -> list[Rule]:
        """Those in force that this event, or the due date of this rule, sets running."""
        return [rule for rule in self._in_force(self.by_trigger.get(what, ()), day) if rule.trigger.what == what]

    def governing(self, rule: Rule | str, *, court: str, judge: str | None, day: date) -> Rule:
        """The rule that stands in for this one before this judge of this court: standing order, local rule, federal rule.
        Raises UnknownRule, NotInForce.
        """
        told = rule if isinstance(rule, Rule) else self.on(rule, day)
        for other in self.displacing(told.id):
            try:
                held = self.on(other, day)
            except NotInForce:
                continue
            if (
                told.id in held.displaces
                and held.applies_in(court, judge=judge)
                and RANK[held.layer] > RANK[told.layer]
            ):
                return self.governing(held, court=court, judge=judge, day=day)
        return told

    def displacing(self, rule_id: str) -> tuple[str, ...]:
        """The ids of rules that, in some version, stand in for this one."""
        return tuple(dict.fromkeys(rule.id for rule in self if rule_id in rule.displaces))


# A row made a rule


def rule_of(row: Mapping[str, Any]) -> Rule:
    """One row, as `rules.toml` explains its fields."""
    plain = ("id", "title", "cite", "url", "actor", "judge", "page_limit", "note")
    flags = ("service_days", "own_service_days", "runs_out")
    lists = ("courts", "displaces", "satisfied_by", "titles", "moves_with", "cases")
    extension = row.get("extendable", {})
    told: dict[str, Any] = {name: _tuple(row[name]) for name in (*plain, *flags, *lists) if name in row}
    return Rule(
        **told,
        layer=Layer(row["layer"]),
        start=row["from"],
        start_is=row.get("from_is", "exact"),
        end=row.get("to"),
        trigger=Trigger(**{name: _tuple(value) for name, value in row["trigger"].items()}),
        period=_period(row),
        basis=Basis(row["basis"]),
        outcome=Outcome(row.get("outcome", "due")),
        combine=Combine(row["combine"]) if "combine" in row else None,
        branches=tuple(Branch(**{**arm, "period": _period(arm)}) for arm in row.get("branches", ())),
        extendable_by=tuple(extension.get("by", ())),
        extension_cite=extension.get("cite"),
        confidence=Confidence(**{name: _tuple(value) for name, value in row["confidence"].items()}),
        examples=tuple(_example(one) for one in row["examples"]),
    )


def period_of(words: str) -> Period:
    """`14 days after`, `1 year after`. Raises Nonsense."""
    told = WRITTEN_PERIOD.fullmatch(words)
    if not told:
        raise Nonsense(f"“{words}” is no period; write it as “14 days after” or “7 days before”.")
    return Period(int(told[1]), Unit(told[2]), Direction(told[3]))


def _period(row: Mapping[str, Any]) -> Period | None:
    return period_of(row["period"]) if "period" in row else None


def _example(one: Mapping[str, Any]) -> Example:
    told = {**one, "service": Service(one["service"])} if "service" in one else dict(one)
    return Example(**told)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def overlaps(versions: Iterable[Rule]) -> Iterator[tuple[Rule, Rule]]:
    """Neighbours of which the later begins before the earlier ends."""
    for earlier, later in pairwise(sorted(versions, key=lambda rule: rule.start)):
        if earlier.end is None or earlier.end >= later.start:
            yield earlier, later
