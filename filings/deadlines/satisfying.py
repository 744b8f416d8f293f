"""Which paper on the docket did what a deadline asks for."""

from collections.abc import Iterable, Iterator
from datetime import date

from casefiles.models import CaseFile
from filings.deadlines.candidates import Candidate
from filings.deadlines.motionsorts import HEAD
from filings.deadlines.rules import Rule
from filings.docket.models import Filing

# Papers that others answer: an answer to one of them says of itself which it answers.
ANSWERED = frozenset({"motion", "administrative motion", "request for judicial notice"})
# What a paper of these kinds does, its kind alone says; of others the title must.
PLAIN = frozenset({"answer", "amended complaint", "consent or declination"})
ANSWERS = frozenset({"opposes", "responds to", "replies in support of", "supports"})


class Papers:
    """The papers of a case that may satisfy some deadlines, in docket order; none that is fully sealed, which would tell what
    it is. Three queries whatever their number."""

    def __init__(self, case: CaseFile, made: Iterable[Candidate]) -> None:
        made = [one for one in made if one.rule.satisfied_by and one.event.day]
        kinds = {kind for one in made for kind in one.rule.satisfied_by}
        since = min(map(_since, made), default=date.max)
        rows = case.filings.open_to(sees_sealed=False).filter(kind__in=kinds, date_filed__gte=since).in_docket_order()
        self.by_kind: dict[str, list[Filing]] = {}
        self.answering: dict[int, list[Filing]] = {}
        for paper in rows.prefetch_related("relates_to", "filers__appearance") if kinds else ():
            self.by_kind.setdefault(paper.kind, []).append(paper)
            for target in {row.entry_id for row in paper.relates_to.all() if row.relation in ANSWERS}:
                self.answering.setdefault(target, []).append(paper)

    def satisfying(self, candidate: Candidate) -> Filing | None:
        """The first paper of the right kind, by one of those who must act, since the trigger; of an answer to a motion, one
        that says it answers that motion. None where no paper on record does."""
        since, hearing = _since(candidate), candidate.event.hearing
        until = (hearing.due if hearing else None) or date.max
        fitting = (
            paper
            for paper in self._about(candidate)
            if since <= paper.date_filed <= until and paper.pk != candidate.event.filing.pk and _is_by(paper, candidate)
        )
        return min(fitting, key=lambda paper: (paper.position, paper.pk), default=None)

    def _about(self, candidate: Candidate) -> Iterator[Filing]:
        rule, trigger = candidate.rule, candidate.event.filing
        if trigger.kind in ANSWERED and candidate.event.hearing is None:
            yield from (paper for paper in self.answering.get(trigger.pk, ()) if paper.kind in rule.satisfied_by)
            return
        for kind in rule.satisfied_by:
            yield from (paper for paper in self.by_kind.get(kind, ()) if kind in PLAIN or _is_titled(paper, rule))


def _since(candidate: Candidate) -> date:
    """Of a count back from a hearing, the day on which the hearing was set."""
    event = candidate.event
    return event.filing.date_filed if event.hearing or event.day is None else event.day


def _is_by(paper: Filing, candidate: Candidate) -> bool:
    if candidate.by_court:
        return paper.by_court
    who = {one.pk for one in candidate.responsible}
    return any(row.appearance_id in who for row in paper.filers.all())


def _is_titled(paper: Filing, rule: Rule) -> bool:
    words = f"{paper.title} {(paper.docket_text or '')[:HEAD]}".casefold()
    return any(title.casefold() in words for title in rule.titles)
