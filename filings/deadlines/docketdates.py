"""The dates that docket text states: what is due, what is set, as printed. Pure.

They are evidence to set beside a counted date, never the date itself: `Responses due by` in a party's motion is what the
clerk's software made of the event (`is_ordered` False); in an order or a clerk's notice the court said so. What only a
sentence says (`is_prose`) a person should read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import pairwise

from filings.deadlines import docketwords as words
from filings.deadlines.docketeffect import Vacated, concerns, starts_a_period, vacated_in
from filings.deadlines.docketphrases import Stated, stated_before
from filings.deadlines.docketplain import place_in_given, unescaped
from filings.docket.attachmentlist import lists_in
from filings.docket.entrytext import is_by_court

__all__ = ["Said", "Vacated", "dates_in", "starts_a_period", "vacated_in"]

MOST = 2000
REACH = 260
LONG = 60_000
# The software counts these itself, whoever makes the entry.
SOFTWARE = ("redaction_request", "redacted_transcript", "transcript_release")


@dataclass(frozen=True)
class Said:
    """One date that a docket text states. `text[start:end]`, of the text as given, reads from its name to the date."""

    what: str
    """response, reply, hearing, conference, statement (case management), consent, answer, redaction_request,
    redacted_transcript, transcript_release, other"""
    label: str
    """As printed: `Motion to Dismiss Hearing`, `Amended Pleadings`."""
    due: date
    time: time | None
    place: str | None
    judge: str | None
    about: tuple[int, ...]
    """Numbers of the entries that it concerns; empty: the entry itself, or not said."""
    start: int
    end: int
    is_ordered: bool
    event_day: date | None = None
    """Of an answer: the day of service, or on which the waiver was sent."""
    verb: str = "due"
    """due, set, reset, continued"""
    is_prose: bool = False


def dates_in(text: str, *, kind: str = "", by_court: bool = False) -> list[Said]:
    """In the order of the text. `kind` and `by_court` are those of the filing; without them its words tell."""
    clear, places = unescaped(text)
    is_courts = by_court or is_by_court(text[:LONG], kind or None) or bool(_CLERKS.match(clear))
    found = list(_said(clear, is_courts=is_courts))
    abouts = concerns(clear, [(one.start, one.end) for one in found], is_courts=is_courts) if found else []
    return [
        replace(said, about=about, start=place_in_given(places, said.start), end=place_in_given(places, said.end))
        for said, about in zip(found, abouts, strict=True)
    ]


_CLERKS = re.compile(
    r"^\W*(?:~Util - )?(?:Set/Reset|Set (?:Motion|Deadlines|Hearings?)|Reset (?:Deadlines|Hearings?))\b", re.I
)


def _said(clear: str, *, is_courts: bool) -> Iterator[Said]:
    lists = [(start, end) for start, end, _ in lists_in(clear[:LONG])]
    dates = [one for _, one in zip(range(MOST), words.DATE.finditer(clear), strict=False)]
    dates = [one for one in dates if not any(start <= one.start() < end for start, end in lists)]
    last: Stated | None = None
    previous: re.Match[str] | None = None
    for this, following in pairwise([*dates, None]):
        if this is None:
            break
        before = previous.end() if previous else 0
        since = max([before, this.start() - REACH, *(end for _, end in lists if end <= this.start())])
        stated = stated_before(clear, since, this.start(), last, last_end=before)
        until = min(following.start() if following else len(clear), this.end() + REACH)
        day = words.day_of(this)
        if stated and day and not stated.is_old and not _is_undone(clear[this.end() : this.end() + REACH], stated):
            yield _read(clear, (this, until), stated, day, is_courts=is_courts, event_day=_event_day(clear, previous))
        last, previous = stated, this


def _is_undone(after: str, stated: Stated) -> bool:
    """`set for 12/22/08 are vacated`: the date no longer holds."""
    return stated.verb != "due" and bool(words.DROPPED.match(after))


def _event_day(clear: str, previous: re.Match[str] | None) -> date | None:
    """`waiver sent on 7/28/2025, answer due 9/26/2025`: the date before."""
    if previous is None or not words.EVENT.search(clear[max(0, previous.start() - REACH) : previous.start()]):
        return None
    return words.day_of(previous)


def _read(
    clear: str, at: tuple[re.Match[str], int], stated: Stated, day: date, *, is_courts: bool, event_day: date | None
) -> Said:
    this, until = at
    what = words.what_of(stated.label, stated.verb)
    where = words.WHERE.match(clear, this.end(), until)
    judge = words.BEFORE_JUDGE.match(clear, where.end() if where else this.end(), until)
    place = " ".join(where["place"].split()).strip(" ,-") if where and where["place"] else None
    return Said(
        what,
        stated.label,
        day,
        words.time_of(where["time"] if where and where["time"] else stated.time),
        place or None,
        _name(judge[1]) if judge else None,
        (),
        stated.start,
        this.end(),
        is_courts and what not in SOFTWARE and not (what == "answer" and event_day),
        event_day if what == "answer" else None,
        stated.verb,
        stated.is_prose,
    )


def _name(judge: str) -> str:
    name = " ".join(judge.split())
    return name.title() if name.isupper() else name
