"""A count, drawn on the months it runs through: the trigger, the days counted, the closed days, the dates it comes to. Pure.

Dates in, dataclasses out; a template makes tables of them. Each day says in words what its look says, so that nothing is
told by color alone.
"""

from calendar import Calendar as Weeks
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from filings.deadlines.closeddays import Closed, Sort, closed_on
from filings.deadlines.courtcalendar import Calendar

# More months than this are not all shown.
MOST = 4
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
# What a mark is called in the narrow cell of a day, and in words.
LABELS = {
    "from": ("from", "the day it runs from"),
    "due": ("due", "the date it comes to"),
    "safe": ("safe", "the safe date"),
    "prevailing": ("prev.", "the prevailing date"),
    "latest": ("latest", "the latest arguable date"),
    "docket": ("docket", "the docket’s date"),
    "override": ("set", "the date set by hand"),
    "day": ("due", "the date"),
}


@dataclass(frozen=True)
class Day:
    """One cell. `css` has a word for each thing that the day is, `words` the same for ears."""

    day: date
    labels: tuple[str, ...]
    words: tuple[str, ...]
    css: str

    @property
    def is_marked(self) -> bool:
        return bool(self.labels)


@dataclass(frozen=True)
class Month:
    """`weeks` begin on Sunday; None stands for a day of another month. `closed`: what is named below it."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]
    closed: tuple[Closed, ...]


@dataclass(frozen=True)
class Picture:
    """Of more than four months the first and the last two; `gap` says in words what is left out before the second."""

    months: tuple[Month, ...]
    gap: str = ""
    is_count: bool = False

    @property
    def has_state(self) -> bool:
        return any(one.sort is Sort.STATE for month in self.months for one in month.closed)

    @property
    def has_closed(self) -> bool:
        return any(one.sort is not Sort.STATE for month in self.months for one in month.closed)

    @property
    def weekdays(self) -> tuple[str, ...]:
        return WEEKDAYS

    @property
    def gap_after(self) -> int:
        """After which month, counted from 1, the gap is; 0 without."""
        return 1 if self.gap else 0


def picture(marks: Mapping[str, date], calendar: Calendar) -> Picture | None:
    """`marks`: the days to show by what they are (a key of `LABELS`); None without any. What lies between `from` and the
    farthest of `safe`, `prevailing`, `latest` is counted."""
    if not marks:
        return None
    named = _merged(marks)
    counted = _counted(named)
    days = [*named.values()]
    shown, gap = _shown(list(_months(min(days), max(days))))
    return Picture(tuple(_month(year, month, named, counted, calendar) for year, month in shown), gap, bool(counted))


def _merged(marks: Mapping[str, date]) -> dict[str, date]:
    """Three dates that agree are one."""
    three = {marks[name] for name in ("safe", "prevailing", "latest") if name in marks}
    if len(three) != 1:
        return dict(marks)
    rest = {name: day for name, day in marks.items() if name not in {"safe", "prevailing", "latest"}}
    return rest | {"due": three.pop()}


def _counted(marks: Mapping[str, date]) -> range:
    """The ordinals of the days that the count passes; the day it runs from is not among them."""
    ends = [marks[name].toordinal() for name in ("due", "safe", "prevailing", "latest") if name in marks]
    if "from" not in marks or not ends:
        return range(0)
    start = marks["from"].toordinal()
    if max(ends) > start:
        return range(start + 1, max(ends) + 1)
    return range(min(ends), start)


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    for place in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield place // 12, place % 12 + 1


def _shown(months: Sequence[tuple[int, int]]) -> tuple[list[tuple[int, int]], str]:
    if len(months) <= MOST:
        return list(months), ""
    left_out = months[1:-2]
    first, last = (date(*left_out[place], 1) for place in (0, -1))
    count = len(left_out)
    span = f"{first:%B %Y}" if first == last else f"{first:%B %Y} to {last:%B %Y}"
    return [months[0], *months[-2:]], f"{span}: {count} month{'' if count == 1 else 's'} counted through, not drawn."


def _month(year: int, month: int, marks: Mapping[str, date], counted: range, calendar: Calendar) -> Month:
    first = date(year, month, 1)
    weeks = tuple(
        tuple(_day(first.replace(day=number), marks, counted, calendar) if number else None for number in week)
        for week in Weeks(firstweekday=6).monthdayscalendar(year, month)
    )
    days = [one.day for week in weeks for one in week if one]
    closed = [shut for day in days if (shut := closed_on(day, calendar)) and shut.sort is not Sort.WEEKEND]
    return Month(first, weeks, tuple(closed))


def _day(day: date, marks: Mapping[str, date], counted: range, calendar: Calendar) -> Day:
    here = [name for name, marked in marks.items() if marked == day]
    closed = closed_on(day, calendar)
    css = [*(f"is-{name}" for name in here)]
    words = [LABELS[name][1] for name in here]
    if day.toordinal() in counted:
        css.append("counted")
        words.append("counted")
    if closed:
        css += ["closed", closed.sort.value]
        words.append(closed.words)
    return Day(day, tuple(LABELS[name][0] for name in here), tuple(words), " ".join(css))
