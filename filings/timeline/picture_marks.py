"""The marks of a picture: each event one, in columns by day or by a slot of days; what grows too tall is one bin. Pure.

Across in per cent of the width, down in pixels from the foot of the lane.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from filings.docket.words import count_of, day
from filings.timeline.picture_axis import LEFT, Scale, Unit, stretches
from filings.timeline.shapes import Event
from filings.timeline.when import when_of
from filings.timeline.window import Window
from parties.roles import COURT, DEFENDANT, OTHER, PLAINTIFF

OUTSIDE = "outside"
LANES = (PLAINTIFF, DEFENDANT, COURT, OTHER, OUTSIDE)
# What a mark takes across: 8 pixels of the least width that a picture has (736).
SLOT = 1.15
TALLEST = 12
NOUNS = ("filing", "deadline", "hearing", "fact")


class Mark(NamedTuple):
    """An event in a column, `row` from the foot up."""

    x: float
    row: int
    event: Event
    side: str


class Bin(NamedTuple):
    """Events of a lane too many to tell apart: how many of each of NOUNS, and the days that open when it is opened."""

    x: float
    width: float
    counts: tuple[int, ...]
    window: Window
    first: date
    last: date

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def words(self) -> str:
        when = day(self.first) if self.first == self.last else f"{day(self.first)} to {day(self.last)}"
        return f"{when}: " + ", ".join(
            count_of(count, noun) for count, noun in zip(self.counts, NOUNS, strict=True) if count
        )


@dataclass(frozen=True)
class Lane:
    marks: Sequence[Mark] = ()
    bins: Sequence[Bin] = ()

    @property
    def rows(self) -> int:
        """How tall it is, in marks."""
        return max((mark.row + 1 for mark in self.marks), default=0)


def lanes_of(event: Event) -> tuple[tuple[str, str], ...]:
    """Lane and side of each mark of an event: a deadline that binds several sides stands in the lane of each."""
    if event.event == "fact":
        return ((OUTSIDE, event.lane or "unknown"),)
    sides = event.actors.sides if event.event == "deadline" else (event.lane,)
    return tuple((side if side in LANES else OTHER, side or "unknown") for side in sides or ("",))


def arranged(events: Iterable[Event], scale: Scale) -> dict[str, Lane]:
    """Dated events in their lanes and columns."""
    is_by_day = scale.day_width >= SLOT
    columns: dict[str, dict[int, list[tuple[Event, str]]]] = {}
    for event in events:
        at = (event.place.day - scale.window.first).days
        if not is_by_day:
            at = int(at * scale.day_width / SLOT)
        for lane, side in lanes_of(event):
            columns.setdefault(lane, {}).setdefault(at, []).append((event, side))
    broad = int(scale.day_width / SLOT) if is_by_day else 1
    width = scale.day_width if is_by_day else SLOT
    return {lane: _lane(found, width, broad, scale) for lane, found in columns.items()}


def _lane(columns: dict[int, list[tuple[Event, str]]], width: float, broad: int, scale: Scale) -> Lane:
    marks: list[Mark] = []
    bins: list[Bin] = []
    for at, held in columns.items():
        left = LEFT + at * width
        if len(held) > TALLEST * broad:
            bins.append(_bin([event for event, _ in held], left, width, scale))
            continue
        used = -(-len(held) // TALLEST)
        tall = -(-len(held) // used)
        for place, (event, side) in enumerate(held):
            x = left + width / 2 + (place // tall - (used - 1) / 2) * SLOT
            marks.append(Mark(round(x, 2), place % tall, event, side))
    return Lane(marks, bins)


def _bin(events: list[Event], left: float, width: float, scale: Scale) -> Bin:
    first, last = events[0].place.day, events[-1].place.day
    counts = tuple(sum(1 for event in events if event.event == noun) for noun in NOUNS)
    return Bin(round(left, 2), round(width, 2), counts, Window.of(first, last), first, last)


class Count(NamedTuple):
    """How many events of one sort stand in a lane on a day, or in the month that begins with it."""

    lane: str
    noun: str
    day: date
    number: int


def binned(counts: Iterable[Count], scale: Scale, unit: Unit) -> dict[str, Lane]:
    """Bins by a unit of the calendar."""
    start = unit[0]
    sums: dict[tuple[str, date], list[int]] = {}
    for lane, noun, when, number in counts:
        held = sums.setdefault((lane, start(when)), [0] * len(NOUNS))
        held[NOUNS.index(noun)] += number
    found: dict[str, list[Bin]] = {}
    window = scale.window
    spans = dict(stretches(window, unit))
    for (lane, first), held in sorted(sums.items()):
        last = spans.get(first, first)
        x, end = scale.start(first), scale.end(last)
        shown = max(first, window.first), min(last, window.last)
        found.setdefault(lane, []).append(
            Bin(x, round(end - x, 2), tuple(held), Window.of(first, last), *shown)
        )  # fmt: skip
    return {lane: Lane((), bins) for lane, bins in found.items()}


def words_of(event: Event) -> str:
    """`Oct 27, 2025: No. 34, Motion to dismiss. Meta Platforms, Inc. Denied.`"""
    if event.is_masked:
        return f"{day(event.place.day)}: sealed filing"
    if event.event == "fact":
        return (
            f"{when_of(event)}: {event.title}. {(event.fact_status or '').capitalize()}, according to {event.said_by}."
        )
    if event.event == "filing":
        number = f"No. {event.entry}, " if event.entry else ""
        outcome = "an order exists, result not known" if event.outcome == "not captured" else event.outcome
        parts = [f"{number}{event.title}", event.actors.names_text, outcome]
    else:
        due = "due" if event.event == "deadline" else "hearing"
        parts = [f"{due}, {event.title}", event.actors.names_text, event.status]
    said = ". ".join(f"{part[0].upper()}{part[1:]}".rstrip(".") for part in parts if part)
    clock = f", {event.place.clock:%I:%M %p}".replace(", 0", ", ") if event.time else ""
    return f"{day(event.place.day)}{clock}: {said}."
