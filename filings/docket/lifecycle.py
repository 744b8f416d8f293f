"""What became of a motion: who answered it, when it was heard, how and when it was decided.

All of it follows from relations, from the recorded outcome and from the deadlines that name its papers; what none of
these says is None, and shown as unknown. The list of motions and the page of a filing are both fed by `life_of`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from casefiles.models import CaseFile
from casefiles.prepared import Prepared
from filings.docket.briefing import Dates
from filings.docket.chain import FATE, Chain, Link, Node
from filings.docket.due import Tie
from filings.docket.entrytext import outcome_in
from filings.docket.kinds import RELATIONS
from filings.docket.models import Filing

ASKING = ("motion", "administrative motion", "pro hac vice motion", "request for judicial notice", "stipulation")
# Letters and joint statements ask for something where the court ruled on them.
ASKING_IF_RULED_ON = ("joint statement", "statement", "other")
ANSWERS = ("opposition", "response", "statement", "joint statement")
NOT_CAPTURED = "not captured"
# What else is worth a word beside the steps.
BESIDE = ("supports", "amends", "corrects", "extends", "responds to")

# A page asks several times for each order, and a list of motions for a thousand.
_outcome_in = lru_cache(maxsize=4096)(outcome_in)
_sealed_in = Prepared(lambda case: Filing.objects.filter(case=case, sealed="full").order_by().values_list("id")[:1])


class State(StrEnum):
    PENDING = "pending"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    # A stipulation that no order is on, and that moved or set a date all the same.
    IN_EFFECT = "in-effect"


class Until(NamedTuple):
    """The last day that days are counted to; the day on which the case was closed; whether papers are sealed to this
    reader, among which an order may be."""

    day: date
    closed: date | None = None
    is_limited: bool = False


class Brief(NamedTuple):
    """The oppositions to a motion, or the replies for it, and the deadline for them."""

    filed: list[Node]
    due: Tie | None


class Heard(NamedTuple):
    """The date of the hearing that stands in the end, and the minutes."""

    hearing: Tie | None
    minutes: list[Node]


@dataclass(frozen=True)
class Order:
    """A ruling on the motion, or what withdraws it."""

    link: Link

    @property
    def paper(self) -> Node:
        return self.link.stating

    @property
    def is_withdrawal(self) -> bool:
        return self.link.relation == "withdraws"

    @property
    def stated(self) -> str | None:
        """What the record says of the ruling itself."""
        outcome = "withdrawn" if self.is_withdrawal else self.paper.outcome
        return None if outcome == NOT_CAPTURED else outcome

    @property
    def read(self) -> str | None:
        """What its docket text says of this motion, by our reading."""
        return _outcome_in(self.link.text, self.link.about.entry) if self.link.text else None


@dataclass(frozen=True)
class Life:
    """A motion with its steps. `orders`: rulings and withdrawals in docket order, of which the last counts. `beside`:
    what else it does to others or they to it, `supported by` 28."""

    motion: Node
    state: State
    opposition: Brief
    reply: Brief
    heard: Heard
    orders: list[Order]
    beside: list[tuple[str, Node]]
    # Orders that concern it, though none is known to rule on it.
    touching: list[Node]
    until: Until

    @property
    def last(self) -> Order | None:
        return self.orders[-1] if self.orders else None

    @property
    def recorded(self) -> str | None:
        return None if self.motion.outcome == NOT_CAPTURED else self.motion.outcome

    @property
    def result(self) -> str | None:
        """One of kinds.OUTCOMES but `not captured`; None: there is none, or it is not known. Of several orders the last
        has the last word, where it is known."""
        if self.last is None:
            return self.recorded
        said = self.last.stated or self.last.read
        return said or self.recorded if len(self.orders) > 1 else self.recorded or said

    @property
    def is_read(self) -> bool:
        """No record gives the result: it is our reading of the order's docket text."""
        if self.last is None or self.last.stated or not self.last.read:
            return False
        return len(self.orders) > 1 or not self.recorded

    @property
    def days(self) -> int | None:
        """To the last order; while there is none, to the last day known or the end of the case. None: nobody knows."""
        filed = self.motion.date_filed
        if self.last:
            return (self.last.paper.date_filed - filed).days
        days = ((self.closed_on or self.until.day) - filed).days
        return days if self.state is State.PENDING and days >= 0 else None

    @property
    def closed_on(self) -> date | None:
        """The end of the case, where no order came before it."""
        closed = self.until.closed
        return closed if self.state is State.PENDING and closed and closed >= self.motion.date_filed else None


def asks(paper: Node, links: Iterable[Link]) -> bool:
    """Whether it asks the court for something, as far as this reader may know."""
    if paper.is_masked or paper.kind in ASKING:
        return not paper.is_masked
    if paper.kind not in ASKING_IF_RULED_ON:
        return False
    return paper.outcome is not None or any(_rules_on(link, paper) for link in links)


def life_of(motion: Node, links: Iterable[Link], dates: Dates, *, until: Until) -> Life:
    """`links`: those that name the motion, as far as they are told to the reader, who may see the motion itself."""
    ordered = sorted(links, key=lambda link: (link.stating.position, link.stating.id))
    on_it = [link for link in ordered if link.about.id == motion.id]
    oppositions, replies = _papers(on_it, _is_answer), _papers(on_it, _is_reply)
    minutes = _papers(on_it, lambda link: link.stating.kind == "minute entry")
    orders = [Order(link) for link in on_it if _decides(link)]
    counted = {node.id for node in (*oppositions, *replies, *minutes, *(order.paper for order in orders))}
    return Life(
        motion,
        _state(motion, orders, dates),
        Brief(oppositions, dates.brief(motion, oppositions, is_reply=False)),
        Brief(replies, dates.brief(motion, replies, is_reply=True)),
        Heard(dates.hearing(motion, minutes), minutes),
        orders,
        [_beside(link, motion) for link in ordered if link.relation in BESIDE and link.stating.id not in counted],
        [] if orders else _papers(on_it, lambda link: link.relation == "concerns" and link.stating.kind == "order"),
        until,
    )


def lives_in(chain: Chain, paper: Node, dates: Dates, *, until: Until) -> list[Life]:
    """Of the paper itself if it is a motion, else of the motions that it is about."""
    links = chain.links.told
    return [
        life_of(motion, [link for link in links if motion.id in (link.stating.id, link.about.id)], dates, until=until)
        for motion in motions_in(chain, paper)
    ]


def motions_in(chain: Chain, paper: Node) -> list[Node]:
    wanted = {paper.id} | (chain.hubs & chain.looked_up)
    found = [node for node in chain.nodes if node.id in wanted and asks(node, chain.links.told)]
    return [node for node in found if node.id == paper.id] or found


def until_of(case: CaseFile, *, today: date) -> Until:
    """Days are counted to the day on which the docket was last seen. One query for who may not see what is sealed."""
    is_limited = not case.sees_sealed and bool(_sealed_in(case.pk))
    return Until(min(case.as_of, today), case.date_terminated, is_limited)


def papers_of(motions: Iterable[Node], links: Iterable[Link]) -> set[int]:
    """The ids of the motions and of the papers on them: those whose dates `life_of` wants."""
    ids = {motion.id for motion in motions}
    return ids | {link.stating.id for link in links if link.about.id in ids}


def _state(motion: Node, orders: list[Order], dates: Dates) -> State:
    if motion.outcome == "withdrawn" or (orders and orders[-1].is_withdrawal):
        return State.WITHDRAWN
    if orders or motion.outcome:
        return State.DECIDED
    if motion.kind == "stipulation" and dates.has_changed(motion):
        return State.IN_EFFECT
    return State.PENDING


def _papers(links: Iterable[Link], is_wanted: Callable[[Link], bool]) -> list[Node]:
    return list({link.stating.id: link.stating for link in links if is_wanted(link)}.values())


def _is_answer(link: Link) -> bool:
    answers = link.relation == "opposes" or (link.relation == "responds to" and link.stating.kind in ANSWERS)
    return answers and not link.stating.by_court


def _is_reply(link: Link) -> bool:
    return link.relation == "replies in support of" or (link.stating.kind == "reply" and not _is_answer(link))


def _decides(link: Link) -> bool:
    """A lawyer who withdraws takes no motion back, whatever the words relate."""
    return link.relation in FATE and link.stating.kind != "withdrawal of counsel"


def _rules_on(link: Link, paper: Node) -> bool:
    return link.relation == "rules on" and link.about.id == paper.id


def _beside(link: Link, motion: Node) -> tuple[str, Node]:
    return (link.relation, link.about) if link.stating.id == motion.id else (RELATIONS[link.relation], link.stating)
