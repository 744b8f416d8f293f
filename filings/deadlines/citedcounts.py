"""The three dates of a deadline for a line about it: as its kept count has them, or by the rule that the record cites."""

from datetime import date, datetime
from functools import lru_cache

from filings.deadlines.citing import rule_cited
from filings.deadlines.computing import DUE, compute
from filings.deadlines.holidays import Closure
from filings.deadlines.models import Deadline
from filings.deadlines.rulebook import rulebook

Three = tuple[date, date, date]


def readings_of(deadline: Deadline, *, court: str, extra: tuple[Closure, ...]) -> Three | None:
    """Safe, prevailing, latest; None where nothing is counted. No query: wants `computation`. `extra`: closings entered by
    hand."""
    count = deadline.computation
    if count is not None:
        return count.safe, count.prevailing, count.latest
    if not deadline.rule or deadline.trigger_date is None:
        return None
    return _cited(deadline.rule, deadline.trigger_date, court, extra)


@lru_cache(maxsize=2048)
def _cited(cite: str, start: date, court: str, extra: tuple[Closure, ...]) -> Three | None:
    rule_id = rule_cited(rulebook(), cite, court=court)
    if rule_id is None:
        return None
    try:
        rule = rulebook().on(rule_id, start)
        inputs = {DUE: start.isoformat()} if rule.trigger.rule else {}
        found = compute(rule_id, start, court=court, inputs=inputs, extra=extra)
    except ValueError:
        return None  # suspended, not in force then, or a day that is none
    return _day(found.safe.result), _day(found.prevailing.result), _day(found.latest.result)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
