"""The filters of a query: `kind:order after:2026-01 in:34`. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

NAMES = {
    "kind": "kinds", "type": "kinds", "side": "sides", "filer": "filers", "party": "filers", "by": "filers",
    "judge": "judges", "in": "entries", "entry": "entries", "after": "after", "from": "after", "since": "after",
    "before": "before", "until": "before",
}  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ENTRY = re.compile(r"#?(\d{1,9})(?:-\d{1,4})?")


@dataclass(frozen=True)
class Limits:
    """The filters of a query; of each sort any one may hold, all sorts must. Days: `after` the first, `before` the last that
    may be."""

    kinds: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    filers: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()
    after: date | None = None
    before: date | None = None


class BadLimit(ValueError):
    """The message is the sentence to show."""


def nearest(name: str) -> str | None:
    """The filter that somebody may have meant: `kidn` for kind. None where the name is no attempt at one."""
    return next(iter(get_close_matches(name, NAMES, 1, 0.75)), None)


class Gathered:
    """Limits as they come, one after the other."""

    def __init__(self) -> None:
        self.lists: dict[str, list[str]] = {"kinds": [], "sides": [], "filers": [], "judges": []}
        self.entries: list[int] = []
        self.after: date | None = None
        self.before: date | None = None

    def add(self, name: str, value: str) -> None:
        """Raises BadLimit."""
        sort = NAMES[name]
        if not value:
            raise BadLimit(f"{name}: says nothing to look for; it was passed over.")
        if sort == "entries":
            found = _ENTRY.fullmatch(value)
            if not found:
                raise BadLimit(f"{name}: wants the number of a docket entry, not “{value}”; it was passed over.")
            self.entries.append(int(found[1]))
        elif sort == "after":
            self.after = max(first_day(name, value), self.after or date.min)
        elif sort == "before":
            own = name == "until"  # until the end of it; before its beginning
            last = last_day(name, value) if own else first_day(name, value) - timedelta(days=1)
            self.before = min(last, self.before or date.max)
        else:
            self.lists[sort] += [part for part in value.split(",") if part.strip()]

    def limits(self) -> Limits:
        return Limits(
            **{name: tuple(dict.fromkeys(values)) for name, values in self.lists.items()},
            entries=tuple(dict.fromkeys(self.entries)),
            after=self.after,
            before=self.before,
        )


def first_day(name: str, value: str) -> date:
    year, month, day = _parts(name, value)
    return _day(name, value, year, month or 1, day or 1)


def last_day(name: str, value: str) -> date:
    year, month, day = _parts(name, value)
    if day:
        return _day(name, value, year, month or 1, day)
    following = (year + 1, 1) if month in (None, 12) else (year, (month or 0) + 1)
    _day(name, value, year, month or 1, 1)
    return _day(name, value, *following, 1) - timedelta(days=1)


def _parts(name: str, value: str) -> tuple[int, int | None, int | None]:
    if found := _ISO.fullmatch(value):
        return int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None
    if found := _AMERICAN.fullmatch(value):
        return int(found[3]), int(found[1]), int(found[2])
    raise BadLimit(f"{name}: wants a day such as 2026-01-31, 2026-01 or 2026, not “{value}”; it was passed over.")


def _day(name: str, value: str, year: int, month: int, day: int) -> date:
    if not 1800 <= year <= 2200:
        raise BadLimit(f"{name}: {value} is outside the years 1800 to 2200; it was passed over.")
    try:
        return date(year, month, day)
    except ValueError:
        raise BadLimit(f"{name}: no calendar has the day {value}; it was passed over.") from None
