"""Which days are closed: weekends, the legal holidays of `holidays.toml`, the closures of `closures.toml`. Pure.

Nothing here is taken from a calendar library: the rows are law, each with its source, and a test holds the federal ones
against `holidays.US()`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

FEDERAL = "federal"
# Executive Order 10358 of 1952 settled what becomes of a holiday on a Sunday; nothing earlier is held.
FIRST_YEAR, LAST_YEAR = 1953, 2199

HERE = Path(__file__).parent
ONE_DAY = timedelta(days=1)
MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
PLACES = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}

# The state where a court of appeals keeps its clerk's principal office (Fed. R. App. P. 26(a)(6)(C)), and courts whose
# name tells no state.
SEATS = {
    "ca1": "ma", "ca2": "ny", "ca3": "pa", "ca4": "va", "ca5": "la", "ca6": "oh", "ca7": "il", "ca8": "mo", "ca9": "ca",
    "ca10": "co", "ca11": "ga", "cadc": "dc", "cafc": "dc", "uscfc": "dc", "cit": "ny", "scotus": "dc",
}  # fmt: skip
# cand, nysd, txed, mad, dcd, moed; of bankruptcy courts the same with b.
_DISTRICT = re.compile(r"(?P<state>[a-z]{2})[nsewmc]?[db]", re.ASCII)
# Courts of no state at all: federal days only, and nothing to ask.
STATELESS = frozenset({"note"})


class Effect(StrEnum):
    LEGAL_HOLIDAY = "legal_holiday"
    INACCESSIBLE = "inaccessible"
    NONE = "none"
    DISPUTED = "disputed"


@dataclass(frozen=True)
class Holiday:
    name: str
    source: str
    tier: int = 0  # 0 federal; 1 a state's, prevailing; 2 a state's, arguable (see holidays.toml)


@dataclass(frozen=True)
class Closure:
    day: date
    effect: Effect
    why: str = ""
    source: str = ""
    kind: str = ""
    courts: tuple[str, ...] = ()


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((HERE / "holidays.toml").read_text(encoding="utf-8"))


def as_written() -> Mapping[str, Any]:
    """The table as `holidays.toml` writes it, for a page that shows it."""
    return _table()


@cache
def _rows(of: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(row for row in _table()["holiday"] if row["of"] == of)


@cache
def shipped_closures() -> tuple[Closure, ...]:
    rows = tomllib.loads((HERE / "closures.toml").read_text(encoding="utf-8"))["closure"]
    return tuple(
        Closure(**{**row, "effect": Effect(row["effect"]), "courts": tuple(row.get("courts", ()))}) for row in rows
    )


@cache
def states_held() -> Mapping[str, date]:
    """The states whose holidays are held, each with the first day from which all of them are."""
    return {row["of"]: row["from"] for row in _table()["state"]}


def state_of(court: str) -> str | None:
    """`ca` of `cand`, `canb` and `ca9`; None where a court's name tells no state (`note`, `jpml`)."""
    if court in SEATS:
        return SEATS[court]
    told = _DISTRICT.fullmatch(court)
    return told["state"] if told else None


def closures_of(court: str, closures: Iterable[Closure]) -> dict[date, Closure]:
    """Those that concern the court, by day. What is said of this court outranks what is said of all; later rows, earlier."""
    told: dict[date, Closure] = {}
    for general in (True, False):
        told |= {one.day: one for one in closures if (not one.courts if general else court in one.courts)}
    return told


def holiday_on(day: date, *, of: str) -> Holiday | None:
    """The legal holiday of the United States (`federal`) or of a state that is kept on this day."""
    return _kept_in(of, day.year).get(day)


@cache
def _kept_in(of: str, year: int) -> dict[date, Holiday]:
    """By the day on which it is kept: New Year's Day of 2022 was kept on Friday, December 31 of 2021."""
    kept: dict[date, Holiday] = {}
    if not date.min.year < year < date.max.year:
        return kept  # its neighbours are no years
    # The surest come first: of two rows on one day the lower tier is the one that counts.
    for row in sorted(_rows(of), key=lambda row: row.get("tier", 0)):
        for about in (year - 1, year, year + 1):
            for day in _days(row, about):
                seen = _observed(day, row["weekend"])
                if seen.year == year and row["from"] <= seen and day <= row.get("to", date.max):
                    moved = "" if seen == day else f" ({day:%A}, {day:%b} {day.day}), kept on {seen:%A}"
                    kept.setdefault(seen, Holiday(row["name"] + moved, row["source"], row.get("tier", 0)))
    return kept


def _observed(day: date, weekend: str) -> date:
    if day.weekday() == 5 and weekend == "nearest":
        return day - ONE_DAY
    if day.weekday() == 6 and weekend in {"nearest", "sunday"}:
        return day + ONE_DAY
    return day


def _days(row: Mapping[str, Any], year: int) -> list[date]:
    if "dates" in row:
        return [day for day in row["dates"] if day.year == year]
    divisor, rest = row.get("every", (1, 0))
    return [_day(row["on"], year)] if year % divisor == rest else []


def _day(on: str, year: int) -> date:
    """The day that the words of a row name in this year."""
    match on.split():
        case ["good", "friday"]:
            return easter(year) - 2 * ONE_DAY
        case ["mardi", "gras"]:
            return easter(year) - 47 * ONE_DAY
        case [month, number] if month in MONTHS:
            return date(year, MONTHS.index(month) + 1, int(number))
        case [place, weekday, "of", month]:
            return _nth(place, weekday, MONTHS.index(month) + 1, year)
        case [weekday, "after", *rest]:
            day = _day(" ".join(rest), year) + ONE_DAY
            return day + timedelta(days=(WEEKDAYS.index(weekday) - day.weekday()) % 7)
        case _:
            raise ValueError(f"holidays.toml: “{on}” names no day.")


def _nth(place: str, weekday: str, month: int, year: int) -> date:
    wanted = WEEKDAYS.index(weekday)
    if place == "last":
        last = date(year + month // 12, month % 12 + 1, 1) - ONE_DAY
        return last - timedelta(days=(last.weekday() - wanted) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(wanted - first.weekday()) % 7 + 7 * (PLACES[place] - 1))


def easter(year: int) -> date:
    """Western Easter (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
