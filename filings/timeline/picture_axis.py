"""The axis of a picture: where a day stands, and the years, quarters, months, weeks or days along it. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from filings.docket.words import MONTHS
from filings.timeline.window import Window, shifted

# Per cent of the width.
LEFT, RIGHT = 1.0, 99.0
MOST_TICKS = 14
# How many years from one tick to the next.
STEPS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Scale:
    """Days to per cent of the width."""

    window: Window

    @property
    def day_width(self) -> float:
        return (RIGHT - LEFT) / self.window.days

    def start(self, when: date) -> float:
        """Where a day begins; of one that is not shown, the edge."""
        return self._at((when - self.window.first).days)

    def end(self, when: date) -> float:
        return self._at((when - self.window.first).days + 1)

    def middle(self, when: date) -> float:
        return self._at((when - self.window.first).days + 0.5)

    def _at(self, days: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * min(max(days / self.window.days, 0.0), 1.0), 2)


@dataclass(frozen=True)
class Tick:
    """A year, quarter, month, week or day: where its line stands, its name, and the days it opens on."""

    x: float
    name: str
    window: Window


Unit = tuple[Callable[[date], date], Callable[[date], date], Callable[[date, bool], str]]


def first_of_quarter(when: date) -> date:
    return when.replace(month=(when.month - 1) // 3 * 3 + 1, day=1)


def first_of_month(when: date) -> date:
    return when.replace(day=1)


def first_of_year(when: date) -> date:
    return when.replace(month=1, day=1)


def monday(when: date) -> date:
    return shifted(when, -when.weekday())


def same(when: date) -> date:
    return when


def later_month(when: date, months: int) -> date:
    """The first of the month so many months on; where the calendar ends, its last day."""
    month = when.year * 12 + when.month - 1 + months
    return date(month // 12, month % 12 + 1, 1) if month // 12 <= date.max.year else date.max


def _quarter(when: date, is_first: bool) -> str:
    quarter = (when.month + 2) // 3
    return f"Q{quarter} {when.year}" if is_first or quarter == 1 else f"Q{quarter}"


def _month(when: date, is_first: bool) -> str:
    name = MONTHS[when.month - 1]
    return f"{name} {when.year}" if is_first or when.month == 1 else name


def _day(when: date, is_first: bool) -> str:
    return f"{MONTHS[when.month - 1]} {when.day}" + (f", {when.year}" if is_first else "")


def _weekday(when: date, is_first: bool) -> str:
    return f"{WEEKDAYS[when.weekday()]}, {MONTHS[when.month - 1]} {when.day}"


DAY: Unit = (same, lambda when: shifted(when, 1), _weekday)
WEEK: Unit = (monday, lambda when: shifted(when, 7), _day)
MONTH: Unit = (first_of_month, lambda when: later_month(when, 1), _month)
QUARTER: Unit = (first_of_quarter, lambda when: later_month(when, 3), _quarter)


def years(step: int) -> Unit:
    def start(when: date) -> date:
        return date(max(when.year // step * step, 1), 1, 1)

    def following(first: date) -> date:
        return later_month(first, 12 * ((first.year // step + 1) * step - first.year))

    return start, following, lambda when, is_first: str(when.year)


def unit_for(window: Window, most: int) -> Unit:
    """The finest unit of which the window has not more than so many."""
    for length, unit in ((1, DAY), (7, WEEK), (30.4, MONTH), (91.3, QUARTER)):
        if window.days / length <= most:
            return unit
    step = next((step for step in STEPS if window.days / 365.25 / step <= most), STEPS[-1])
    return years(step)


def stretches(window: Window, unit: Unit) -> Iterator[tuple[date, date]]:
    """First and last day of each unit, the first one beginning with or before the window."""
    start, following, _ = unit
    first = start(window.first)
    while first <= window.last:
        after = following(first)
        yield first, shifted(after, -1)
        if after <= first:
            return
        first = after


def ticks(window: Window) -> list[Tick]:
    unit, scale = unit_for(window, MOST_TICKS), Scale(window)
    found: list[Tick] = []
    for first, last in stretches(window, unit):
        cut = first < window.first
        # The rest of a unit that began before would stand under the name of the next one.
        if cut and (min(last, window.last) - window.first + timedelta(days=1)).days * scale.day_width < 7:
            continue
        found.append(Tick(scale.start(first), unit[2](first, not found), Window.of(first, last)))
    return found
