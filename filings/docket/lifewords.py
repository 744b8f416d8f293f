"""The state of a motion in a sentence: `Denied by No. 61 after 227 days`."""

from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from typing import NamedTuple, Protocol, TypedDict

from django.utils.safestring import SafeString

from filings.docket.chain import Node
from filings.docket.lifecycle import Life, Order, State
from filings.docket.words import count_of, day, number_of, time_between

RESULTS = {
    "granted": "Granted",
    "granted as modified": "Granted as modified",
    "granted in part": "Granted in part",
    "denied": "Denied",
    "denied without prejudice": "Denied without prejudice",
    "moot": "Found moot",
    "withdrawn": "Withdrawn",
}

Namer = Callable[[Node], str]


class Line(TypedDict):
    """One line of a filing's page: the sentence as HTML, and what to say of how sure it is."""

    words: str
    confidence: str
    is_read: bool


class Numbered(Protocol):
    """What a filing, a node of a chain, a row of some columns all have."""

    @property
    def entry(self) -> int | None: ...
    @property
    def key(self) -> str: ...
    @property
    def date_filed(self) -> date: ...


def name_of(paper: Numbered) -> str:
    """`No. 61`, `the entry of Sep 19, 2025`."""
    number = number_of(paper.entry, paper.key, paper.date_filed)
    return number if paper.entry is None else f"No. {number}"


class Words(NamedTuple):
    """A sentence without its full stop: `Denied`, and ` by No. 61 after 227 days`."""

    head: str
    rest: str

    def __str__(self) -> str:
        return self.head + self.rest


def words_of(life: Life, name: Namer = name_of) -> Words:
    """`name` names a paper; as HTML if it does so."""
    if life.state is State.PENDING:
        return _pending(life, name)
    if life.state is State.IN_EFFECT:
        return Words("No order", "; in effect all the same, for the record has a date that it moved or set")
    if life.last is None:
        head = RESULTS.get(life.result or "", "An order exists")
        return Words(head, "; by which paper is not known" if life.result else "; no more is known")
    return _decided(life, life.last, name)


def _decided(life: Life, last: Order, name: Namer) -> Words:
    head = RESULTS.get(life.result or "")
    by_last = f"{name(last.paper)} {time_between(life.motion.date_filed, last.paper.date_filed)}"
    before = ", ".join(_earlier(order, name) for order in life.orders[:-1])
    of_all = f"the last of {count_of(len(life.orders), 'order')} on it"
    if before and head and life.result != (last.stated or last.read):
        # Which of them the recorded outcome is of, nothing says.
        return Words(head, f"; {of_all} is {by_last} (before it {before})")
    rest = f" by {by_last}" + (f", {of_all} (before it {before})" if before else "")
    return Words(head, rest) if head else Words("Ruled on", f"{rest}: an order exists, result not known")


def _earlier(order: Order, name: Namer) -> str:
    result = order.stated or order.read
    return f"{name(order.paper)}: {result}" if result else name(order.paper)


def _pending(life: Life, name: Namer) -> Words:
    order = "no order that is open to you" if life.until.is_limited else "no order"
    rest = ""
    if life.touching:
        order, rest = f"{order} known to rule on it", f"; {name(life.touching[-1])}, an order, concerns it"
    if life.closed_on:
        return Words(f"{order[0].upper()}{order[1:]}", f" before the case was closed on {day(life.closed_on)}{rest}")
    if life.days is None:
        return Words("Pending", f": {order}{rest}")
    return Words(f"Pending {count_of(life.days, 'day')}", f": {order} through {day(life.until.day)}{rest}")


def lines_of(lives: Iterable[Life], paper: Node, *, docket_url: str) -> list[Line]:
    """The state of the paper itself; of another motion with its name."""

    def linked(node: Node) -> str:
        return f'<a href="{docket_url}{node.key}/">{name_of(node)}</a>'

    found: list[Line] = []
    for life in lives:
        head, rest = words_of(life, linked)
        motion = ""
        if life.motion.id != paper.id:
            motion, head = f"{linked(life.motion)}, {escape(life.motion.title)}: ", f"{head[0].lower()}{head[1:]}"
        confidence = life.last.link.confidence if life.last else "confirmed"
        found.append(
            Line(words=SafeString(f"{motion}<b>{head}</b>{rest}"), confidence=confidence, is_read=life.is_read)
        )
    return found


def outcome_of(life: Life) -> str:
    """The outcome as a fact of the motion."""
    if life.result:
        return life.result
    if life.state is State.IN_EFFECT:
        return "no order; in effect all the same"
    if life.state is State.PENDING:
        return "no order on it is " + ("open to you" if life.until.is_limited else "on the docket")
    return "an order exists; its result is not known"
