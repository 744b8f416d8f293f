"""One field in three versions: the value of the file, or the one that stands here. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from filings.importing.matching import Trio
from filings.importing.positions import FIELD as POSITION
from filings.importing.records import RecordType

CHANGED = "changed here since the last load"
CLEARED = "cleared here since the last load"
ENTERED = "entered here; the file differs"
SILENT = "the file is silent; kept"
TOGETHER = "kept, as it must agree with what was changed here"

CONFIDENCE, CONFIRMED = "confidence", "confirmed"
COURT = "court"


@dataclass(slots=True)
class Choice:
    """Whether the file's value of a field is taken; and, where it is not and that is worth telling, why."""

    name: str
    ours: Any
    theirs: Any
    take: bool
    why: str = ""
    differs: bool = True

    @property
    def changes(self) -> bool:
        return self.take and self.differs

    def hold(self, why: str) -> None:
        self.take, self.why = False, why


def choices(kind: RecordType, trio: Trio) -> Iterator[Choice]:
    """For each field but the lists of records and the position, which are merged apart."""
    apart = {POSITION, *(child.name for child in kind.children)}
    for name in kind.fields:
        if name not in apart:
            yield _choice(kind, trio, name)


def _choice(kind: RecordType, trio: Trio, name: str) -> Choice:
    base, ours, theirs = (_value(record, name) for record in (trio.base, trio.mine, trio.theirs))
    old, here, new = (_meaning(kind, name, value) for value in (base, ours, theirs))
    choice = Choice(name, ours, theirs, take=True)
    if new == here:
        choice.differs = False
    elif new is None:
        choice.hold(SILENT if old is not None else "")
    elif trio.base is None:
        if here is not None:
            choice.hold(ENTERED)
    elif here != old:
        reason = CLEARED if here is None else CHANGED
        choice.hold("" if new == old else reason)
    return choice


def _value(record: dict[str, Any] | None, name: str) -> Any:
    """The value with its default, for who is told of it."""
    value = (record or {}).get(name)
    return CONFIRMED if name == CONFIDENCE and value is None else value


def _meaning(kind: RecordType, name: str, value: Any) -> Any:
    """The value as it compares: unknown is None in each of its forms, an order that says nothing no difference."""
    if value is None or value in ("", []):
        return None
    if isinstance(value, dict):
        return {key: part for key, part in value.items() if (key, part) != (CONFIDENCE, CONFIRMED)}
    if not isinstance(value, list):
        return value
    # The court is no party, so the database does not hold where among the parties it was named.
    return sorted(value, key=str) if name in kind.bags else sorted(value, key=lambda one: one != COURT)
