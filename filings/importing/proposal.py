"""What an import would change, record by record and field by field; and what it must ask. Pure."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

from filings.importing.records import Document, Record

State = Literal["new", "changed", "same", "doubtful"]
STATES: tuple[State, ...] = ("new", "changed", "same", "doubtful")

CASE, JUDGES, PARTIES, ATTORNEYS, ENTRIES, RELATIONS = "case", "judges", "parties", "attorneys", "entries", "relations"
SECTIONS = (CASE, JUDGES, PARTIES, ATTORNEYS, ENTRIES, RELATIONS)

# What a question may be answered with, beside the identity of a held record (`same:34`).
NEW, LEAVE_OUT = "new", "leave-out"
SAME_AS = "same:"


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Question:
    """Why it is doubtful, in a sentence; the answers as value and words; and the one that seems right."""

    text: str
    choices: tuple[tuple[str, str], ...]
    likely: str


@dataclass(slots=True, kw_only=True)
class Item:
    """One record of the source beside what is held."""

    section: str
    state: State
    label: str
    title: str = ""
    target: str | None = None
    """The identity of the held record: a filing's key, a slug."""
    record: Record = field(default_factory=dict)
    """The whole record, of a new one."""
    changes: list[FieldChange] = field(default_factory=list)
    place: int | None = None
    """Its place (from 0) in the source."""
    turn: int = 0
    """Of items for which the source has the same words: which of them."""
    question: Question | None = None
    answer: str | None = None
    """What was chosen where it asked: the state is then what follows from it."""
    source: str = ""
    """What the source says, to tell one item from another."""

    @property
    def token(self) -> str:
        """Names the item in a form, and at the next import: by what the source says, wherever there it stands."""
        return _token(self.section, self.source, self.turn)

    def change_token(self, change: FieldChange) -> str:
        return _token(self.token, change.name, change.new)


Turns = Counter[tuple[str, str]]


def item_of(section: str, source: str, turns: Turns, *, label: str, title: str, place: int) -> Item:
    """An item that changes nothing yet, told apart from those of the same words before it."""
    turn = turns[section, source]
    turns[section, source] += 1
    return Item(section=section, state="same", label=label, title=title, place=place, source=source, turn=turn)


@dataclass(slots=True)
class Proposal:
    items: list[Item] = field(default_factory=list)
    as_of: str | None = None
    document: Document | None = None
    """The whole case file, where another merge made it (casefiles/1)."""

    def counts(self) -> dict[str, dict[str, int]]:
        """By section, how many are new, changed, same and doubtful."""
        counted = Counter((item.section, item.state) for item in self.items)
        return {section: {state: counted[section, state] for state in STATES} for section in SECTIONS}

    def of(self, section: str, *states: State) -> list[Item]:
        return [item for item in self.items if item.section == section and (not states or item.state in states)]

    @property
    def digest(self) -> str:
        """The same for a proposal that would do the same."""
        told = [
            (item.token, item.state, item.target, [item.change_token(change) for change in item.changes])
            for item in self.items
            if item.state != "same"
        ]
        return _token(told)

    @property
    def changes_nothing(self) -> bool:
        return all(item.state in ("same", "doubtful") for item in self.items)


def _token(*parts: Any) -> str:
    return sha256("\x1f".join(map(repr, parts)).encode()).hexdigest()[:20]
