"""The argument of one deadline as its page shows it: the steps, the readings and what makes them differ, the months."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from html import unescape
from typing import Any

from filings.deadlines.arguments import Argument
from filings.deadlines.courtcalendar import Calendar
from filings.deadlines.drafts import ORDER
from filings.deadlines.monthpicture import Picture, picture

READINGS = {
    "safe": ("Safe", "what nobody can dispute: federal holidays alone, and the shorter period where it is open"),
    "prevailing": ("Prevailing", "as courts read the rule where they spoke"),
    "latest": ("Latest arguable", "everything that is open, taken for the longer period"),
}


@dataclass(frozen=True)
class StepShown:
    """One step of a count. `passed`: the closed days gone over, each with why it is closed."""

    day: date
    time: time | None
    text: str
    cite: str
    passed: tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class ReadingShown:
    """`assumes`: what sets it apart from the safe one; of that one, and where it is equal, in general words."""

    name: str
    label: str
    day: date
    time: time | None
    assumes: tuple[str, ...]


def steps_of(count: Mapping[str, Any]) -> tuple[StepShown, ...]:
    return tuple(map(_step, count["steps"]))


def readings_of(count: Mapping[str, Any]) -> tuple[ReadingShown, ...]:
    told = count["readings"]
    return tuple(
        ReadingShown(name, label, *_moment(told[name]["date"]), _assumes(name, told) or (general,))
        for name, (label, general) in READINGS.items()
    )


def drawn(argument: Argument, calendar: Calendar) -> Picture | None:
    """The months it runs through; of what is not counted, the month of its date."""
    marks: dict[str, date] = {}
    due, count = argument.deadline.due, argument.count
    if count is not None and count.get("rule") != ORDER:
        marks = {"from": _moment(count["steps"][0]["day"])[0]}
        marks |= {name: date.fromisoformat(count[name][:10]) for name in READINGS}
    three = set(marks.values()) - {marks.get("from")}
    if not marks and due:
        return picture({"day": due}, calendar)
    if argument.override is not None:
        marks["override"] = argument.override.due
    if argument.word is not None and argument.word.due not in three:
        marks["docket"] = argument.word.due
    return picture(marks, calendar)


def quote_of(argument: Argument) -> str:
    """The words of the docket, from the name of the thing to its date; empty where nothing was read."""
    word = argument.word
    if word is None or word.said is None or word.filing is None:
        return ""
    return unescape((word.filing.docket_text or "")[word.said.start : word.said.end])


def _step(told: Mapping[str, Any]) -> StepShown:
    passed = tuple((date.fromisoformat(one["day"]), str(one["why"])) for one in told["passed"])
    return StepShown(*_moment(told["day"]), told["text"], told["cite"], passed)


def _moment(told: str) -> tuple[date, time | None]:
    return date.fromisoformat(told[:10]), datetime.fromisoformat(told).time() if "T" in told else None


def _assumes(name: str, told: Mapping[str, Any]) -> tuple[str, ...]:
    """What this reading takes for closed, or adds, that the safe one does not; nothing where they come to one date."""
    ours, safe = told[name], told["safe"]
    if ours["date"] == safe["date"]:
        return ()
    known = set(_passed(safe["steps"]))
    found = [
        f"{_us(day)} is taken as closed: {why}"
        for day, why in _passed(ours["steps"])
        if (day, why) not in known and day.weekday() < 5
    ]
    said = {step["text"] for step in safe["steps"]}
    found += [step["text"].rstrip(".") for step in ours["steps"] if step["text"] not in said and not step["passed"]]
    return tuple(dict.fromkeys(found))


def _passed(steps: Sequence[Mapping[str, Any]]) -> Iterator[tuple[date, str]]:
    for step in steps:
        yield from ((date.fromisoformat(one["day"]), str(one["why"])) for one in step["passed"])


def _us(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
