"""Bars along a picture: a motion from its filing to its decision, a fact over the days that it may be or lasted. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from filings.timeline.picture_axis import LEFT, RIGHT, Scale
from filings.timeline.shapes import Event
from filings.timeline.when import end_of, last_day, when_of

# A letter, in per cent of the least width that a picture has.
LETTER = 0.86
MOST_LETTERS = 38
MOST_ROWS = 6
GAP = 0.6


class Stretch(NamedTuple):
    """What lasts: its event, until when (None: it goes on), what is printed beside it and what is told of it."""

    event: Event
    side: str
    last: date | None
    label: str
    # Said of it behind a colon: `denied`, `alleged`. The label is cut before it.
    result: str
    words: str
    # Drawn to the last day known, with an open end.
    until: date
    is_minor: bool = False


class Span(NamedTuple):
    """A bar in a row below the foot of its lane; `label_x` and `anchor` where its label stands, if there is room for one."""

    x: float
    end: float
    row: int
    stretch: Stretch
    label: str
    label_x: float
    anchor: str
    is_open: bool


def packed(stretches: Iterable[Stretch], scale: Scale) -> tuple[list[Span], int]:
    """Rows of spans that do not touch, and how many found no room. The long ones that matter are placed first."""
    window = scale.window
    shown = [each for each in stretches if each.event.place.day <= window.last and _end(each) >= window.first]
    shown.sort(key=lambda each: (each.is_minor, -(min(_end(each), window.last) - each.event.place.day).days))
    rows: list[list[tuple[float, float]]] = []
    found: list[Span] = []
    left_out = 0
    for stretch in shown:
        x = scale.start(stretch.event.place.day)
        end = max(scale.end(min(_end(stretch), window.last)), min(x + GAP, RIGHT))
        is_open = stretch.last is None
        for label in _labels(stretch, end - x):
            label_x, anchor, taken = _room(x, end, label)
            row = _row(rows, taken)
            if row is not None:
                found.append(Span(x, end, row, stretch, label, label_x, anchor, is_open))
                break
        else:
            left_out += 1
    return sorted(found, key=lambda span: (span.x, span.row)), left_out


def _end(stretch: Stretch) -> date:
    return max(stretch.last or stretch.until, stretch.event.place.day)


def _labels(stretch: Stretch, width: float) -> tuple[str, str, str]:
    """`34 Motion to dismiss the com…: denied`, as long as the bar or a little longer; `34: denied`; nothing."""
    room = max(max(MOST_LETTERS, int(width / LETTER) - 1) - len(stretch.result), 12)
    label = stretch.label if len(stretch.label) <= room else f"{stretch.label[: room - 1].rstrip()}…"
    return f"{label}: {stretch.result}", f"{stretch.label.partition(' ')[0]}: {stretch.result}", ""


def _room(x: float, end: float, label: str) -> tuple[float, str, tuple[float, float]]:
    """Where the label starts, how it is anchored, and what bar and label take together."""
    width = len(label) * LETTER + GAP if label else 0.0
    if x + width <= RIGHT:
        return x, "start", (x, max(end, x + width))
    return end, "end", (max(min(x, end - width), LEFT - GAP), end)


def _row(rows: list[list[tuple[float, float]]], taken: tuple[float, float]) -> int | None:
    for row, others in enumerate(rows):
        if all(taken[1] + GAP <= start or end + GAP <= taken[0] for start, end in others):
            others.append(taken)
            return row
    if len(rows) < MOST_ROWS:
        rows.append([taken])
        return len(rows) - 1
    return None


def lasting(events: Sequence[Event], *, until: date) -> list[Stretch]:
    """The facts that took more than a day, or whose day is not known."""
    found = []
    for event in events:
        if event.event != "fact" or event.precision in (None, "day"):
            continue
        last = last_day(event.precision or "", event.place.day, end_of(event))
        told = (
            f"{when_of(event)}: {event.title}. {(event.fact_status or '').capitalize()}, according to {event.said_by}."
        )
        found.append(
            Stretch(
                event, event.lane or "unknown", last, event.title or "", event.fact_status or "", told,
                max(until, event.place.day),
            )
        )  # fmt: skip
    return found
