"""A deadline before it is one: what a rule or an order makes of a filing, in the shape that is kept and proposed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from filings.deadlines.candidates import Candidate
from filings.deadlines.models import Computation, Deadline, Proposal
from filings.deadlines.rules import Rule
from filings.deadlines.wording import against
from filings.docket.models import Filing

# What stands for a rule where a date is fixed and not counted.
ORDER = "order"


@dataclass(frozen=True)
class Draft:
    """All that a Computation and, once accepted, a Deadline are made from. `moves`: the deadline whose date it replaces."""

    identity: str
    rule_id: str
    version: str
    trigger: Filing
    trigger_date: date
    safe: date
    prevailing: date
    latest: date
    inputs: Mapping[str, Any]
    result: Mapping[str, Any]
    deadline: Mapping[str, Any] = field(default_factory=dict)
    because: str = ""
    moves: Deadline | None = None
    # The paper that did what was due, where the deadline stands already.
    met_by: Filing | None = None

    @property
    def sort(self) -> Proposal.Sort:
        if self.met_by is not None:
            return Proposal.Sort.SATISFIED
        return Proposal.Sort.NEW if self.moves is None else Proposal.Sort.RECOMPUTED

    @property
    def digest(self) -> str:
        """Of what was given and what came of it; how a step is worded is no change."""
        told = [self.rule_id, self.version, self.inputs, *map(str, (self.safe, self.prevailing, self.latest))]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def draft_of(candidate: Candidate, *, met_by: Filing | None = None) -> Draft:
    """What a rule makes of an event. `met_by`: the paper on the docket that did it already, as it seems."""
    event, rule, result = candidate.event, candidate.rule, candidate.result
    assert event.day is not None
    nominal = _days(candidate.runs_from or event.day, candidate)
    return Draft(
        identity=candidate.identity,
        rule_id=rule.id,
        version=rule.version,
        trigger=event.filing,
        trigger_date=event.day,
        safe=_date(result.safe.result),
        prevailing=_date(result.prevailing.result),
        latest=_date(result.latest.result),
        inputs={
            "from": event.day.isoformat(),
            "court": result.court,
            "service": event.service.value if event.service else None,
            **({"inputs": dict(candidate.inputs)} if candidate.inputs else {}),
        },
        result=result.as_json(),
        deadline={
            "title": _title(rule, event.about or event.filing),
            "kind": "deadline",
            "rule": rule.cite,
            "rule_days": nominal,
            "runs_from": (candidate.runs_from or event.day).isoformat(),
            "who": [one.slug for one in candidate.responsible],
            "by_court": candidate.by_court,
            "is_guessed": candidate.is_guessed,
            **({"met_by": told_of(met_by)} if met_by else {}),
        },
        because=f"{event.filing.label} of {us(event.filing.date_filed)} sets it off.",
    )


def _date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _days(start: date, candidate: Candidate) -> int:
    """Days between trigger and nominal last day, as the case format keeps a period."""
    period = candidate.rule.period
    if period and period.unit == "day":
        return period.n
    return max(abs((_date(candidate.result.safe.result) - start).days), 1)


def _title(rule: Rule, paper: Filing) -> str:
    """By the number alone: what a paper is called is its own content, and may be sealed one day."""
    return f"{rule.title} ({paper.label if paper.entry else f'entry of {us(paper.date_filed)}'})"


def told_of(paper: Filing) -> dict[str, str]:
    return {"key": paper.key, "label": paper.label, "filed": paper.date_filed.isoformat()}


def satisfied(deadline: Deadline, candidate: Candidate, paper: Filing) -> Draft:
    """That a deadline on record was met, as it seems, by this paper."""
    draft = draft_of(candidate, met_by=paper)
    due = deadline.due or deadline.computed_due
    when = f", {against(due, done=paper.date_filed)}" if due else ""
    return replace(
        draft,
        identity=f"{draft.identity}|met",
        inputs={**draft.inputs, "met_by": paper.key},
        because=f"{paper.label} of {us(paper.date_filed)} looks like what was due{when}.",
        moves=deadline,
        met_by=paper,
    )


def us(day: date | None) -> str:
    """`Nov 10, 2025`."""
    return f"{day:%b} {day.day}, {day.year}" if day else "no date"


def differs(old: Computation, new: Draft) -> str:
    """What changed between two counts of one deadline: `Nov 10, 2025 → Nov 12, 2025, because ...`."""
    reasons = []
    if old.trigger_date != new.trigger_date:
        reasons.append(f"the day it runs from is {us(new.trigger_date)} now and was {us(old.trigger_date)}")
    if old.rule_version != new.version:
        reasons.append(
            f"{new.deadline.get('rule')} is counted by its text of {new.version} now, then by that of {old.rule_version}"
        )
    was, now = old.inputs.get("inputs", {}), new.inputs.get("inputs", {})
    if was.get("due") != now.get("due"):
        reasons.append(f"what it follows is due on {now.get('due') or 'the date its own rule gives'} now")
    if old.inputs.get("service") != new.inputs.get("service"):
        reasons.append("the manner of service is another")
    reasons += [f"{us(day)} is closed ({why})" for day, why in sorted(_passed(new.result) - _passed(old.result))]
    reasons += [f"{us(day)} is no longer closed" for day, _ in sorted(_passed(old.result) - _passed(new.result))]
    moved = f"{us(old.safe)} → {us(new.safe)}" if old.safe != new.safe else f"{us(new.safe)} stays"
    return f"{moved}, because {' and '.join(reasons) or 'the three readings came out differently'}."


def differs_from_record(deadline: Deadline, new: Draft) -> str:
    """The same of a date that the record gives without the count behind it."""
    old, chained = deadline.trigger_date, new.inputs.get("inputs", {}).get("due")
    moved = old != new.trigger_date and not chained
    why = f"the day it runs from is {us(new.trigger_date)} now and was {us(old)}" if moved else "it is counted anew"
    return f"{us(deadline.computed_due)} → {us(new.safe)}, because {why}."


def _passed(result: Mapping[str, Any]) -> set[tuple[date, str]]:
    steps: Iterable[Mapping[str, Any]] = (
        step for reading in result.get("readings", {}).values() for step in reading["steps"]
    )
    return {(date.fromisoformat(one["day"]), one["why"]) for step in steps for one in step["passed"]}
