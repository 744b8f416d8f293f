"""A motion as the page lists it: each step a link to its paper, or to the date that is set for it.

Ready to print; whatever is not our own word goes through `escape`.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TypedDict
from urllib.parse import quote

from django.utils.safestring import SafeString

from filings.docket.chain import Node
from filings.docket.due import Tie
from filings.docket.kinds import ROUTINE
from filings.docket.lifecycle import Brief, Heard, Life, State
from filings.docket.lifewords import name_of, words_of
from filings.docket.sides import chips_html, chips_of, lane_of
from filings.docket.steps import Actor, named
from filings.docket.words import day, kind_name, number_of

# The other side has a right to answer these, and the mover of a motion to reply: a day for it runs, whether or not the
# record has it.
ANSWERED = ("motion", "administrative motion", "request for judicial notice")
REPLIED_TO = ("motion",)
NONE = '<span class="muted">none on the docket</span>'
DATE_UNKNOWN = '<span class="unknown-value">due date not known</span>'
MOST_PAPERS = 4


class Row(TypedDict):
    key: str
    css: str
    number: str
    filed: str
    title: str
    url: str
    chips: SafeString
    small: SafeString
    opposition: SafeString
    reply: SafeString
    heard: SafeString
    is_pending: bool
    words: SafeString
    decided: str
    confidence: str
    is_read: bool
    days: str
    # Its heading stands before the row: a group begins.
    begins_routine: bool


class Rows:
    """The rows of one page. `case_url`: of the overview, which all addresses begin with."""

    def __init__(self, actors: Mapping[int, list[Actor]], *, case_url: str) -> None:
        self.actors = actors
        self.docket, self.deadlines = f"{case_url}docket/", f"{case_url}deadlines/"

    def rows(self, lives: Sequence[Life], *, before: Life | None) -> list[Row]:
        """`before`: the last motion of the page before this one."""
        found, was_routine = [], before is not None and before.motion.kind in ROUTINE
        for life in lives:
            row = self.row(life)
            row["begins_routine"] = life.motion.kind in ROUTINE and not was_routine
            was_routine = life.motion.kind in ROUTINE
            found.append(row)
        return found

    def row(self, life: Life) -> Row:
        motion = life.motion
        actors = named(self.actors.get(motion.id, ()))
        head, rest = words_of(life, self._link)
        return Row(
            key=motion.key,
            css=f"acted {lane_of(actors, by_court=motion.by_court)}",
            number="—" if motion.entry is None else number_of(motion.entry, motion.key, motion.date_filed),
            filed=day(motion.date_filed),
            title=motion.title,
            url=f"{self.docket}{motion.key}/",
            chips=chips_html(chips_of(actors, by_court=motion.by_court, judge=None)),
            small=SafeString(" · ".join(self._small(life))),
            opposition=self._brief(life.opposition, is_due=motion.kind in ANSWERED),
            reply=self._brief(life.reply, is_due=motion.kind in REPLIED_TO),
            heard=self._heard(life.heard),
            is_pending=life.state is State.PENDING,
            words=SafeString(f"<b>{head}</b>{rest}"),
            decided=day(life.last.paper.date_filed) if life.last else "",
            confidence=life.last.link.confidence if life.last else "confirmed",
            is_read=life.is_read,
            days="" if life.days is None else f"{life.days:,}",
            begins_routine=False,
        )

    def _link(self, paper: Node) -> str:
        return f'<a href="{self.docket}{paper.key}/">{name_of(paper)}</a>'

    def _dated(self, paper: Node) -> str:
        return f"{self._link(paper)}, {day(paper.date_filed)}" if paper.entry else self._link(paper)

    def _small(self, life: Life) -> Iterator[str]:
        kind = kind_name(life.motion.kind)
        yield kind[0].upper() + kind[1:]
        for words, other in life.beside[:MOST_PAPERS]:
            yield f"{words} {self._link(other)}"
        if len(life.beside) > MOST_PAPERS:
            yield f"{len(life.beside) - MOST_PAPERS} more"

    def _brief(self, brief: Brief, *, is_due: bool) -> SafeString:
        """`No. 37, Nov 10, 2025`, and below when it was due. `is_due`: on some day, known or not."""
        papers = [self._dated(paper) for paper in brief.filed[:MOST_PAPERS]]
        if len(brief.filed) > MOST_PAPERS:
            papers.append(f"{len(brief.filed) - MOST_PAPERS} more")
        if not papers and (brief.due or is_due):
            papers = [NONE]
        due = f"due {self._day(brief.due)}" if brief.due else DATE_UNKNOWN if is_due else ""
        return _stacked([*papers, *([f"<small>{due}</small>"] if due else [])])

    def _heard(self, heard: Heard) -> SafeString:
        hearing, parts = heard.hearing, []
        if hearing:
            parts.append(f"{self._day(hearing)} <small>{escape(hearing.due.status)}</small>")
        minutes = [f"<small>minutes {self._dated(paper)}</small>" for paper in heard.minutes[:MOST_PAPERS]]
        return _stacked(parts + minutes)

    def _day(self, tie: Tie) -> str:
        """The date as a link to its own page, with what became of it where that is a change."""
        due = tie.due
        words = due.words or "on a date not captured"
        link = f'<a href="{self.deadlines}{quote(due.key, safe="")}/">{words}</a>'
        if due.kind == "deadline" and due.status in ("moved", "vacated"):
            where = f" to {day(due.moved_to)}" if due.moved_to else " to a date not captured"
            return f"{link}, {due.status}{where if due.status == 'moved' else ''}"
        return link


def _stacked(parts: Sequence[str]) -> SafeString:
    return SafeString("".join(f"<div>{part}</div>" for part in parts))
