"""The dates of a motion: when its opposition and its reply are due, and when it is heard."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from filings.docket.chain import Node
from filings.docket.due import Tie

CHANGED = ("moved", "vacated")

REPLY = re.compile(r"\brepl(?:y|ies)\b", re.I)
ANSWER = re.compile(r"\b(?:oppos\w+|respon[sd]\w*)", re.I)
# A response to a pleading or to discovery is due because of that, whatever paper gives the day.
_OF_ANOTHER = re.compile(r"\b(?:complaint|counterclaim|petition|discovery|interrogator\w+|subpoena)", re.I)


class Dates:
    """The deadlines and hearings that name any of the papers looked at."""

    def __init__(self, ties: Iterable[Tie]) -> None:
        self.naming: dict[int, list[Tie]] = {}
        self.by_title: dict[tuple[str, date | None], Tie] = {}
        for tie in ties:
            self.by_title[tie.due.title, tie.due.due] = tie
            for pk in {tie.trigger, tie.set_by, tie.met_by, tie.changed_by} - {None}:
                self.naming.setdefault(pk, []).append(tie)  # type: ignore[arg-type]

    def brief(self, motion: Node, filed: Iterable[Node], *, is_reply: bool) -> Tie | None:
        """The deadline for the opposition or the reply: one of the motion's own that its title names so, or the one
        that a paper of that sort met."""
        words = REPLY if is_reply else ANSWER
        own = [tie for tie in self._own(motion, "deadline") if _sort_of(tie.due.title) is words]
        met = [
            tie
            for paper in filed
            for tie in self._met_by(paper, "deadline")
            if _sort_of(tie.due.title) is words or not _names_a_sort(tie.due.title)
        ]
        return self._settled([*own, *met])

    def hearing(self, motion: Node, minutes: Iterable[Node]) -> Tie | None:
        held = [tie for paper in minutes for tie in self._met_by(paper, "hearing")]
        return self._settled([*self._own(motion, "hearing"), *held])

    def has_changed(self, paper: Node) -> bool:
        """Whether the record shows a date that the paper itself set, moved or vacated."""
        return any(paper.id in (tie.set_by, tie.changed_by) for tie in self.naming.get(paper.id, ()))

    def _own(self, motion: Node, kind: str) -> list[Tie]:
        """What a stipulation sets are the dates it is about, not its own."""
        if motion.kind == "stipulation":
            return []
        named = self.naming.get(motion.id, ())
        return [tie for tie in named if tie.due.kind == kind and motion.id in (tie.trigger, tie.set_by)]

    def _met_by(self, paper: Node, kind: str) -> Iterator[Tie]:
        return (tie for tie in self.naming.get(paper.id, ()) if tie.due.kind == kind and tie.met_by == paper.id)

    def _settled(self, ties: list[Tie]) -> Tie | None:
        """The date that stands in the end; where all were moved to dates not captured, the last of these."""
        for tie in ties:
            later = self.by_title.get((tie.due.title, tie.due.moved_to)) if tie.due.moved_to else None
            if later is not None and later not in ties:
                ties.append(later)
        return max(ties, key=lambda tie: (tie.due.status not in CHANGED, tie.due.due or date.min), default=None)


def _sort_of(title: str) -> re.Pattern[str] | None:
    """ANSWER, REPLY or neither, by the word that comes first."""
    found = [(match.start(), words) for words in (ANSWER, REPLY) if (match := words.search(title))]
    if not found or (_OF_ANOTHER.search(title) and "motion" not in title.lower()):
        return None
    return min(found, key=lambda one: one[0])[1]


def _names_a_sort(title: str) -> bool:
    return bool(ANSWER.search(title) or REPLY.search(title) or _OF_ANOTHER.search(title))
