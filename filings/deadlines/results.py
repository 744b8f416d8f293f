"""A count as it is handed on: to a page, to JSON, to what is kept. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from filings.deadlines.courtdays import Counted, Path
from filings.deadlines.periods import Moment
from filings.deadlines.rules import Outcome, Rule


@dataclass(frozen=True)
class Result:
    """A counted rule. `start`: the trigger, as given; of a chained rule, the one at the head of the chain."""

    rule: Rule
    start: Moment
    court: str
    counted: Counted

    @property
    def safe(self) -> Path:
        return self.counted.safe

    @property
    def prevailing(self) -> Path:
        return self.counted.prevailing

    @property
    def latest(self) -> Path:
        return self.counted.latest

    @property
    def questions(self) -> tuple[str, ...]:
        return self.counted.questions

    @property
    def citations(self) -> list[str]:
        return list(dict.fromkeys([self.rule.cite, *self.counted.citations]))

    def as_json(self) -> dict[str, Any]:
        told = {
            "rule": self.rule.id,
            "version": self.rule.version,
            "title": self.rule.title,
            "cite": self.rule.cite,
            "outcome": self.rule.outcome.value,
            "careful": "latest" if self.rule.outcome is Outcome.EARLIEST else "safe",
            "unchecked": self.rule.is_unchecked,
            "from": written(self.start),
            "court": self.court,
        }
        return told | counted_json(self.counted) | {"citations": self.citations}


def written(moment: Moment) -> str:
    """ISO; seconds only where they are not zero."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.isoformat(timespec="auto" if moment.second else "minutes")


def counted_json(counted: Counted) -> dict[str, Any]:
    three = {name: getattr(counted, name) for name in ("safe", "prevailing", "latest")}
    return {
        **{name: written(path.result) for name, path in three.items()},
        "steps": _steps_json(counted.prevailing),
        "readings": {name: {"date": written(path.result), "steps": _steps_json(path)} for name, path in three.items()},
        "citations": counted.citations,
        "questions": list(counted.questions),
    }


def _steps_json(path: Path) -> list[dict[str, Any]]:
    return [
        {
            "day": written(step.day),
            "text": step.text,
            "cite": step.cite,
            "passed": [{"day": day.isoformat(), "why": why} for day, why in step.passed],
        }
        for step in path.steps
    ]
