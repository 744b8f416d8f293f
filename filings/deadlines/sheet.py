"""A count in plain text, to read in a terminal or to paste into a memo. Pure."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from filings.deadlines.courtdays import Counted, Path
from filings.deadlines.periods import Moment

CITE_OF_6D = "Fed. R. Civ. P. 6(d)"
NOT_APPLIED = (
    "Not legal advice. Orders, stipulations and a judge’s standing orders are not applied unless chosen: each of them "
    "outranks what is counted here. Check every rule in its official text."
)
READINGS = {
    "Safe": "the earliest date of any reading: act by this one",
    "Prevailing": "as courts have counted where they spoke",
    "Latest arguable": "the latest date that can be argued for",
}
WIDTH = 78


@dataclass(frozen=True)
class ReadingLine:
    """One of the three dates: `why` says in what its count differs from the prevailing one, or what it assumes."""

    name: str
    moment: Moment
    path: Path
    why: str

    @property
    def in_full(self) -> str:
        """`Monday, November 10, 2025`; with a time of day `Monday, November 5, 2007, 9:23 AM`."""
        day = f"{self.moment:%A}, {self.moment:%B} {self.moment.day}, {self.moment.year}"
        return f"{day}{_clock(self.moment)}"


def in_words(moment: Moment) -> str:
    """`Mon, Nov 10, 2025`; with a time of day `Mon, Nov 5, 2007, 9:23 AM`."""
    day = f"{moment:%a}, {moment:%b} {moment.day}, {moment.year}"
    return f"{day}{_clock(moment)}"


def _clock(moment: Moment) -> str:
    return f", {moment.hour % 12 or 12}:{moment:%M} {moment:%p}" if isinstance(moment, datetime) else ""


def three(counted: Counted) -> list[ReadingLine]:
    """The safe, the prevailing and the latest arguable date; one line alone where all agree."""
    if counted.safe.result == counted.latest.result:
        return [ReadingLine("In every reading", counted.prevailing.result, counted.prevailing, "all readings agree")]
    paths = (counted.safe, counted.prevailing, counted.latest)
    return [
        ReadingLine(name, path.result, path, _why(name, path, paths))
        for name, path in zip(READINGS, paths, strict=True)
    ]


def _why(name: str, path: Path, paths: Sequence[Path]) -> str:
    """What it is, and in what its count differs from the others."""
    said = [READINGS[name]]
    here = {day: why for day, why in path.passed if day.weekday() < 5}
    there = {day: why for other in paths for day, why in other.passed if day.weekday() < 5}
    taken = [_named(day, why) for day, why in here.items() if any(day not in dict(other.passed) for other in paths)]
    left = [_named(day, why) for day, why in there.items() if day not in here]
    said += [f"{day}, taken as a holiday" for day in taken] + [f"{day}, not taken as a holiday" for day in left]
    if len({_adds_three(other) for other in paths}) > 1:
        said.append(f"with{'' if _adds_three(path) else 'out'} the three days for service")
    return "; ".join(said)


def _named(day: date, why: str) -> str:
    return f"{why}, {in_words(day)}" if f"{day:%A}" != why else in_words(day)


def _adds_three(path: Path) -> bool:
    return any(step.cite == CITE_OF_6D for step in path.steps)


def sheet(heading: Sequence[str], counted: Counted, citations: Sequence[str], sources: Sequence[str] = ()) -> str:
    """`heading`: what was counted, a line each. `sources`: what else is to be said of the rule."""
    return "\n".join(_lines(heading, counted, citations, sources)) + "\n"


def _lines(heading: Sequence[str], counted: Counted, citations: Sequence[str], sources: Sequence[str]) -> Iterator[str]:
    rows = three(counted)
    yield from heading
    yield ""
    for row in rows:
        yield from _wrapped(f"{row.name}: ", f"{in_words(row.moment)} ({row.why})")
    for names, path in counts(rows, counted.prevailing):
        yield ""
        yield f"How it was counted ({names})" if len(rows) > 1 else "How it was counted"
        yield from _steps(path)
    for title, words in (("Questions", counted.questions), ("Citations", citations), ("The rule", sources)):
        if words:
            yield ""
            yield title
            for one in words:
                yield from _wrapped(" - ", one)
    yield ""
    yield from _wrapped("", NOT_APPLIED)


def counts(rows: Sequence[ReadingLine], first: Path) -> list[tuple[str, Path]]:
    """Each count once, the prevailing one first, with the names of the readings that it is of."""
    paths = sorted(dict.fromkeys(row.path for row in rows), key=lambda path: path is not first)
    return [(", ".join(row.name.lower() for row in rows if row.path == path), path) for path in paths]


def _steps(path: Path) -> Iterator[str]:
    for number, step in enumerate(path.steps, 1):
        cite = f" [{step.cite}]" if step.cite else ""
        yield from _wrapped(f"{number:2}. ", f"{in_words(step.day)}: {step.text}{cite}")
        for day, why in step.passed:
            yield from _wrapped("    - ", f"passed over {_named(day, why)}")


def _wrapped(lead: str, words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=lead, subsequent_indent=" " * min(len(lead), 6)) or [lead]
