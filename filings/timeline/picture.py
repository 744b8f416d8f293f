"""A small picture of a timeline: strokes of filings in lanes by side, what is due, and where today stands.

Numbers and words alone; the template draws them, and the style sheet gives the colours. Across in per cent of the width,
down in pixels. What falls closer together than a stroke is wide is counted into one, so that the picture stays small
however many events there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from filings.docket.words import MONTHS, count_of, day
from filings.timeline.shapes import Event
from parties.names import short_name
from parties.roles import COURT, DEFENDANT, OTHER, PLAINTIFF

LEFT, RIGHT = 2.0, 98.0
STROKE = 0.5
HEIGHTS = {3: (42, 88, 134), 4: (32, 66, 100, 134)}
TALLEST = 26
MOST_MONTHS, MOST_MAJOR = 18, 6
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
PLURALS = {PLAINTIFF: "Plaintiffs", DEFENDANT: "Defendants", COURT: "Court", OTHER: "Others, not known"}
# The papers that turn a case; their mark stands out from the strokes.
TURNING = ("complaint", "amended-complaint", "answer")


@dataclass(frozen=True)
class Lane:
    side: str
    name: str
    y: int

    @property
    def name_y(self) -> int:
        return self.y + 14


@dataclass(frozen=True)
class Mark:
    """A stroke of filings from `y` up to `top`, a turning paper, something due or a hearing, at `y`."""

    shape: str
    side: str
    x: float
    y: int
    top: int
    words: str


@dataclass(frozen=True)
class MonthName:
    x: float
    name: str
    is_minor: bool


@dataclass(frozen=True)
class Picture:
    label: str
    lanes: list[Lane]
    months: list[MonthName]
    marks: list[Mark]
    today: float | None


class Scale:
    """Days to per cent, from the first of a month to the end of another."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first.replace(day=1)
        self.end = month_after(last)
        self.days = (self.end - self.first).days

    def x(self, when: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (when - self.first).days / self.days, 2)

    def months(self) -> list[MonthName]:
        firsts = [self.first]
        while (following := month_after(firsts[-1])) < self.end:
            firsts.append(following)
        step = next((step for step in STEPS if len(firsts) / step <= MOST_MONTHS), STEPS[-1])
        shown = firsts[::step]
        every = -(-len(shown) // MOST_MAJOR)
        return [
            MonthName(
                self.x(first),
                f"{MONTHS[first.month - 1]} {first.year}" if not place % every or first.month == 1
                else MONTHS[first.month - 1],
                is_minor=bool(place % every),
            )
            for place, first in enumerate(shown)
        ]  # fmt: skip


def month_after(when: date) -> date:
    """The first of it; after the last month that there is, the last day."""
    if (when.year, when.month) == (date.max.year, date.max.month):
        return date.max
    return (when.replace(day=1) + timedelta(days=32)).replace(day=1)


def draw(events: Sequence[Event], *, today: date | None) -> Picture | None:
    """The picture of the dated ones among the events, with today's line where `today` is given and not too far off."""
    dated = [event for event in events if event.date]
    if not dated:
        return None
    first, last = dated[0].place.day, dated[-1].place.day
    if today and first <= today and today - last <= last - first + timedelta(days=60):
        last = max(last, today)
    scale = Scale(first, last)
    lanes = lanes_for(dated)
    shown = today and scale.first <= today < scale.end
    sorts = ", ".join(
        count_of(number, name)
        for name in ("filing", "deadline", "hearing")
        if (number := sum(1 for event in dated if event.event == name))
    )
    return Picture(
        label=f"{sorts}, by side, from {day(dated[0].place.day)} to {day(dated[-1].place.day)}",
        lanes=list(lanes.values()),
        months=scale.months(),
        marks=[*strokes(dated, lanes, scale), *rings(dated, lanes, scale)],
        today=scale.x(today) if today and shown else None,
    )


def lanes_for(events: Iterable[Event]) -> dict[str, Lane]:
    """The lanes by side. A lane bears the name of the one party in it, or of the side where there are several."""
    names: dict[str, set[str]] = {}
    for event in events:
        for side, acted in event.actors.by_side:
            names.setdefault(side, set()).update(acted)
    sides = [PLAINTIFF, DEFENDANT, COURT]
    if any(lane_of(event) == OTHER for event in events):
        sides.append(OTHER)
    heights = HEIGHTS[len(sides)]
    found = {}
    for side, y in zip(sides, heights, strict=True):
        alone = side in (PLAINTIFF, DEFENDANT) and len(names.get(side, ())) == 1
        found[side] = Lane(side, short_name(min(names[side])) if alone else PLURALS[side], y)
    return found


def lane_of(event: Event) -> str:
    return event.lane if event.lane in (PLAINTIFF, DEFENDANT, COURT) else OTHER


def strokes(events: Iterable[Event], lanes: dict[str, Lane], scale: Scale) -> Iterable[Mark]:
    """Filings, a stroke for those of a lane that stand too close to be told apart; the turning ones on top."""
    together: dict[tuple[str, float], list[Event]] = {}
    for event in events:
        if event.event == "filing":
            place = round(scale.x(event.place.day) / STROKE) * STROKE
            together.setdefault((lane_of(event), place), []).append(event)
    for (side, x), filings in together.items():
        y = lanes[side].y
        css = side if any(filing.lane for filing in filings) or side != OTHER else "unknown"
        yield Mark("stroke", css, x, y, y - min(5 + 3 * len(filings), TALLEST), words_for(filings))
    for (side, x), filings in together.items():
        for filing in filings:
            if filing.kind in TURNING:
                yield Mark("turn", side, x, lanes[side].y, lanes[side].y, words_for([filing]))


def rings(events: Iterable[Event], lanes: dict[str, Lane], scale: Scale) -> Iterable[Mark]:
    """Deadlines and hearings; a deadline that binds several sides stands in the lane of each."""
    seen: set[tuple[str, str, float]] = set()
    for event in events:
        if event.event == "filing":
            continue
        sides = event.actors.sides if event.event == "deadline" else (event.lane,)
        for side in sides or ("",):
            lane = lanes.get(side or OTHER)
            if lane is None:
                continue
            place = (event.event, lane.side, round(scale.x(event.place.day) / STROKE) * STROKE)
            if place not in seen:
                seen.add(place)
                shape = "ring" if event.event == "deadline" else "square"
                yield Mark(shape, side or "unknown", scale.x(event.place.day), lane.y, lane.y - 5, words_for([event]))


def words_for(events: Sequence[Event]) -> str:
    """`Oct 27, 2025: Motion to dismiss`; of several, how many."""
    first, last = events[0].place.day, events[-1].place.day
    when = day(first) if first == last else f"{day(first)} to {day(last)}"
    if len(events) > 1:
        return f"{when}: {count_of(len(events), 'filing')}"
    event = events[0]
    what = "sealed filing" if event.is_masked else event.title
    return f"{when}: {what}" if event.event == "filing" else f"{when}: {event.event}, {what}"
