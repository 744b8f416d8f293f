"""Motions to the rows of motions.csv. Unknown is empty."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from casefiles.models import CaseFile
from filings.docket.kinds import hyphenated
from filings.docket.lifecycle import NOT_CAPTURED, Brief, Life, State
from filings.docket.steps import actors_in

HEADER = (
    "case", "docket_number",
    # The motion. `key` names it for good: 34, u2025-09-19, 34_2.
    "entry", "key", "kind", "title", "date_filed", "side", "filers",
    # pending, decided, withdrawn, in-effect; and one of the outcomes of a filing. “not captured”: an order exists, its
    # result is not known. Empty: there is none.
    # `result_is_read`: no record gives it, it is our reading of the order's docket text.
    "state", "result", "result_is_read",
    # Days from filing to the last order, or without one to `counted_to`.
    "days_to_decision", "days_pending", "counted_to",
    # The date that stands in the end, what became of it, and the keys and the first day of what was filed.
    "opposition_due", "opposition_due_status", "opposition_filed", "oppositions",
    "reply_due", "reply_due_status", "reply_filed", "replies",
    "hearing", "hearing_status", "minutes",
    # The last of `orders`, which has rulings and withdrawals by their keys in docket order.
    "order", "order_date", "order_confidence", "orders",
    # `supported by 28`
    "relations", "address", "as_of",
)  # fmt: skip
AT_ONCE = 250


def rows_of(case: CaseFile, lives: Sequence[Life], *, docket: str) -> Iterator[tuple[Any, ...]]:
    """`docket`: the whole address of the docket, which those of the motions begin with. One query for 250 rows."""
    rest = iter(lives)
    while block := list(islice(rest, AT_ONCE)):
        actors = actors_in([life.motion for life in block])
        for life in block:
            motion, who = life.motion, actors.get(life.motion.id, [])
            yield (
                case.slug, case.docket_number, motion.entry, motion.key, hyphenated(motion.kind), motion.title,
                motion.date_filed, list(dict.fromkeys(actor.side for actor in who)) or None,
                [actor.name for actor in who] or None,
                *_fate(life), *_brief(life.opposition), *_brief(life.reply), *_heard(life), *_orders(life),
                [f"{words} {other.key}" for words, other in life.beside] or None,
                f"{docket}{motion.key}/", case.as_of,
            )  # fmt: skip


def _fate(life: Life) -> tuple[Any, ...]:
    pending = life.state is State.PENDING
    result = life.result or (NOT_CAPTURED if life.state is State.DECIDED else None)
    counted_to = (life.closed_on or life.until.day) if pending else None
    return (
        life.state.value, result, life.is_read if life.result else None,
        None if pending else life.days, life.days if pending else None, counted_to,
    )  # fmt: skip


def _brief(brief: Brief) -> tuple[Any, ...]:
    due, filed = brief.due.due if brief.due else None, brief.filed
    return (
        due.due if due else None, due.status if due else None, filed[0].date_filed if filed else None,
        [paper.key for paper in filed] or None,
    )  # fmt: skip


def _heard(life: Life) -> tuple[Any, ...]:
    hearing = life.heard.hearing.due if life.heard.hearing else None
    minutes = [paper.key for paper in life.heard.minutes] or None
    return (hearing.due, hearing.status, minutes) if hearing else (None, None, minutes)


def _orders(life: Life) -> tuple[Any, ...]:
    if life.last is None:
        return (None, None, None, None)
    paper = life.last.paper
    return paper.key, paper.date_filed, life.last.link.confidence, [order.paper.key for order in life.orders]
