"""A deadline before it is one: what a rule or an order makes of a filing, in the shape that is kept and proposed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from filings.deadlines.candidates import Candidate
from filings.deadlines.docketdates import Said, dates_in
from filings.deadlines.models import Computation, Deadline, Proposal
from filings.deadlines.rules import Rule
from filings.docket.models import Filing

# What stands for a rule where a date is fixed and not counted.
ORDER = "order"
# What the docket calls a date, and the words by which a deadline on record is known as that one.
KNOWN_BY = {
    "response": ("opposition", "response to the motion", "response to motion"),
    "reply": ("reply",),
    "statement": ("case management statement",),
    "answer": ("answer", "response to the"),
    "consent": ("consent",),
    "hearing": ("hearing",),
    "conference": ("conference",),
}
HEARINGS = frozenset({"hearing", "conference"})


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

    @property
    def digest(self) -> str:
        """Of what was given and what came of it; how a step is worded is no change."""
        told = [self.rule_id, self.version, self.inputs, *map(str, (self.safe, self.prevailing, self.latest))]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def draft_of(candidate: Candidate) -> Draft:
    """What a rule makes of an event."""
    event, rule, result = candidate.event, candidate.rule, candidate.result
    assert event.day is not None
    nominal = _days(event.day, candidate)
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
            "who": [one.slug for one in candidate.responsible],
            "by_court": candidate.by_court,
            "is_guessed": candidate.is_guessed,
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
    return f"{rule.title} ({paper.label} {paper.title})" if paper.title else rule.title


def drafts_of_order(filing: Filing, *, known: Sequence[Deadline]) -> Iterator[Draft]:
    """The dates that an order or a clerk's notice prints. One that a deadline on record has already is none."""
    said = [
        one for one in dates_in(filing.docket_text or "", kind=filing.kind, by_court=filing.by_court) if one.is_ordered
    ]
    for place, one in enumerate(said):
        held = [each for each in known if _is_that(each, one, filing)]
        if any(each.due == one.due for each in held):
            continue
        open_ones = [
            each for each in held if each.status in {"pending", "unknown"} and each.set_by_entry_id != filing.pk
        ]
        yield _of_order(filing, one, place, moves=open_ones[-1] if open_ones else None)


def _is_that(deadline: Deadline, said: Said, filing: Filing) -> bool:
    if (deadline.kind == Deadline.Kind.HEARING) != (said.what in HEARINGS):
        return False
    entry = deadline.trigger_entry.entry if deadline.trigger_entry else None
    if said.about and entry is not None and entry not in said.about:
        return False
    if deadline.set_by_entry_id == filing.pk and deadline.due == said.due:
        return True
    title = deadline.title.casefold()
    words = KNOWN_BY.get(said.what, (said.label.casefold(),))
    if said.about and entry is None and said.what in {"response", "reply", "hearing"}:
        return False
    return any(word in title for word in words)


def _of_order(filing: Filing, said: Said, place: int, *, moves: Deadline | None) -> Draft:
    why = f"{filing.label} of {us(filing.date_filed)} prints it. A date that an order fixes is not counted, and never rolled."
    step = {
        "day": said.due.isoformat(),
        "text": why,
        "cite": "Fed. R. Civ. P. 6(a), committee note of 2009",
        "passed": [],
    }
    three = dict.fromkeys(("safe", "prevailing", "latest"), said.due.isoformat())
    readings = {name: {"date": day, "steps": [step]} for name, day in three.items()}
    label = said.label or said.what.replace("_", " ").capitalize()
    return Draft(
        identity=f"{ORDER}|{filing.key}|{said.what}|{place}",
        rule_id=ORDER,
        version="",
        trigger=filing,
        trigger_date=filing.date_filed,
        safe=said.due,
        prevailing=said.due,
        latest=said.due,
        inputs={"printed": said.due.isoformat(), "label": label, "about": list(said.about)},
        result={"rule": ORDER, **three, "steps": [step], "readings": readings, "citations": [], "questions": []},
        deadline={
            "title": moves.title if moves else label,
            "kind": "hearing" if said.what in HEARINGS else "deadline",
            "due": said.due.isoformat(),
            "time": said.time.isoformat("minutes") if isinstance(said.time, time) else None,
            "location": said.place,
        },
        because=f"{filing.label} of {us(filing.date_filed)} prints it"
        + (f": {us(moves.due)} → {us(said.due)}." if moves and moves.due else "."),
        moves=moves,
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


__all__ = ["ORDER", "Draft", "Proposal", "differs", "draft_of", "drafts_of_order", "us"]
