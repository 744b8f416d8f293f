"""The mail to one person: what comes due, and what moved. Plain text; what a row says is outside input and stays one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from filings.calendar.chaining import Shown
from filings.calendar.chains import Chain
from filings.calendar.ics import one_line
from filings.calendar.telling import clock, hour, numbers
from filings.deadlines.models import Deadline

LONGEST_SUBJECT = 150


@dataclass(frozen=True)
class Line:
    """One thing to tell of a deadline. `about` keeps it from being told twice (Reminder.about); `left`: calendar days to
    its date where it comes due; `before`: how it stood where it changed."""

    chain: Chain
    about: str
    left: int | None = None
    before: Shown | None = None

    @property
    def day(self) -> date:
        return self.chain.now.day or date.max


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def letter_of(lines: Sequence[Line], *, origin: str) -> Letter:
    """Of at least one line; a case at a time, in the order of the lines. `origin`: of the site, for whole addresses."""
    parts = []
    for case in dict.fromkeys(line.chain.case for line in lines):
        mine = [line for line in lines if line.chain.case == case]
        head = f"{one_line(case.short_caption)}, No. {one_line(case.docket_number)}"
        parts += [head, "=" * min(len(head), 70), ""]
        for line in sorted(mine, key=lambda one: (one.left is None, one.day)):
            parts += [*told(line), f"  {origin}{line.chain.last.get_absolute_url()}", ""]
    parts += [
        f"You follow {'this case' if len({one.chain.case.pk for one in lines}) == 1 else 'these cases'}: {origin}/calendar/",
        "Check each date against the docket and the rules before you rely on it.",
    ]
    return Letter(subject_of(lines), "\n".join(parts) + "\n")


def subject_of(lines: Sequence[Line]) -> str:
    """How many, and the nearest: `2 due, 1 changed; next Wed, Oct 21, 2026: Joint status report (Doe v. Roe)`."""
    due = [line for line in lines if line.left is not None]
    counts = [f"{len(due)} due"] if due else []
    if len(lines) > len(due):
        counts.append(f"{len(lines) - len(due)} changed")
    found = ", ".join(counts)
    nearest = min(due or [one for one in lines if is_dated(one)], key=lambda one: one.day, default=None)
    if nearest:
        chain = nearest.chain
        found += f"; {'next' if due else 'now'} {weekday(nearest.day)}: {chain.last.title} ({chain.case.short_caption})"
    found = one_line(found)
    return found if len(found) <= LONGEST_SUBJECT else f"{found[: LONGEST_SUBJECT - 1].rstrip()}…"


def is_dated(line: Line) -> bool:
    return line.chain.now.day is not None and not line.chain.now.is_off


def told(line: Line) -> list[str]:
    chain = line.chain
    title = one_line(chain.last.title)
    if line.left is not None:
        found = [f"- {distance(line.left)}, {stands(chain, chain.now)}: {title}"]
    else:
        found = [f"- Changed: {title}: {change(chain, line.before)}"]
    if chain.now.is_computed and not chain.last.confirmed_at and not chain.now.is_off:
        found.append("  Computed, not confirmed by anybody.")
    return found


def distance(left: int) -> str:
    return "Tomorrow" if left == 1 else f"In {left} days"


def weekday(day: date) -> str:
    return f"{day:%a, %b} {day.day}, {day.year}"


def stands(chain: Chain, shown: Shown) -> str:
    if shown.day is None:
        return "a date not captured"
    if shown.time is not None:
        at = hour(chain, shown.day, shown.time)
    else:
        at = "time not known" if chain.last.kind == Deadline.Kind.HEARING else ""
    return f"{weekday(shown.day)}{f', {at}' if at else ''}"


def change(chain: Chain, before: Shown | None) -> str:
    """`was 11/10/2025, now 11/12/2025 (Wed); status was pending, now met`: only what differs."""
    now, said = chain.now, []
    if now.is_off and not (before and before.is_off):
        was = f", was {numbers(before.day)}" if before and before.day else ""
        return (f"vacated{was}" if now.status == "vacated" else f"moved{was}, now to a date not captured") + "."
    if before is None or before.day != now.day:
        said.append(f"was {date_of(before)}, now {date_of(now)}" + (f" ({now.day:%a})" if now.day else ""))
    if before and before.time != now.time:
        said.append(f"time was {time_of(before)}, now {time_of(now)}")
    if before and (before.status, before.is_off) != (now.status, now.is_off):
        said.append(f"status was {before.status}, now {now.status}")
    return f"{'; '.join(said)}."


def date_of(shown: Shown | None) -> str:
    return numbers(shown.day) if shown and shown.day else "not captured"


def time_of(shown: Shown) -> str:
    return clock(shown.time) if shown.time else "not known"
