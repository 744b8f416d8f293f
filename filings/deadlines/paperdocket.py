"""The docket of a case as the checks on its papers read it: the papers that the reader may see, what they say of each other,
and the dates that their texts state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Prefetch

from casefiles.models import CaseFile
from filings.deadlines.docketdates import Said, dates_in
from filings.deadlines.models import Deadline
from filings.deadlines.rulebook import rulebook
from filings.deadlines.rules import NotInForce, Rule, UnknownRule
from filings.deadlines.triggers import sorts_of
from filings.docket.models import Filing, Relation
from filings.docket.words import number_of
from filings.documents.models import Document

MOTIONS = ("motion", "administrative motion")
# They are heard, and answered, by rules of their own.
BESIDE = frozenset({"administrative", "change_time", "relief_from_mj_order", "reconsideration_leave", "sealing"})


@dataclass(frozen=True)
class Remark:
    """`confidence`: how sure the rule is (rules.Confidence.status), not the remark."""

    filing: Filing
    text: str
    cite: str
    rule_id: str
    confidence: str


@dataclass
class Docket:
    """The papers of a case that this reader may see, and what is said of them. `hides`: fully sealed ones are not among
    them, so that of nothing it can be said that it is not there."""

    case: CaseFile
    filings: list[Filing]
    relations: list[Relation]
    deadlines: list[Deadline]
    hides: bool
    _said: dict[int, list[Said]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[int, Filing]:
        return {filing.pk: filing for filing in self.filings}

    @cached_property
    def stated(self) -> Mapping[int, list[tuple[str, Filing]]]:
        """What a paper says of others: relation and target."""
        found: dict[int, list[tuple[str, Filing]]] = {}
        for one in self.relations:
            if one.filing_id in self.by_id and one.entry_id in self.by_id:
                found.setdefault(one.filing_id, []).append((one.relation, self.by_id[one.entry_id]))
        return found

    @cached_property
    def told(self) -> Mapping[int, list[tuple[str, Filing]]]:
        """What others say of a paper: relation and source, in docket order."""
        found: dict[int, list[tuple[str, Filing]]] = {}
        for filing in self.filings:
            for relation, target in self.stated.get(filing.pk, ()):
                found.setdefault(target.pk, []).append((relation, filing))
        return found

    def said(self, filing: Filing) -> list[Said]:
        if filing.pk not in self._said:
            text = filing.docket_text or ""
            self._said[filing.pk] = dates_in(text, kind=filing.kind, by_court=filing.by_court) if text else []
        return self._said[filing.pk]

    def motion_of(self, paper: Filing, *relations: str) -> Filing | None:
        """The one motion that a paper opposes or supports; None where it names none, or several."""
        found = [one for how, one in self.stated.get(paper.pk, ()) if how in relations and one.kind in MOTIONS]
        return found[0] if len(found) == 1 else None


def docket_of(case: CaseFile) -> Docket:
    """Five queries, whatever the case. `case.sees_sealed` decides what it holds."""
    sees_sealed = case.sees_sealed
    papers = Document.objects.open_to(sees_sealed=sees_sealed).select_related("current")
    every = case.filings.in_docket_order().prefetch_related(Prefetch("documents", queryset=papers))
    filings = list(every.open_to(sees_sealed=sees_sealed))
    relations = list(Relation.objects.filter(filing__case=case).order_by("filing__position", "position", "id"))
    deadlines = list(case.deadlines.all().told_to(sees_sealed=sees_sealed).by_date())
    hides = not sees_sealed and case.filings.filter(sealed="full").exists()
    return Docket(case, filings, relations, deadlines, hides)


def rule_on(rule_id: str, when: date) -> Rule | None:
    """None before its first day, exactly known or not: an old docket was under other words."""
    try:
        rule = rulebook().on(rule_id, when)
    except (UnknownRule, NotInForce):
        return None
    return rule if rule.start <= when else None


def sort_of_motion(motion: Filing) -> str | None:
    sorts = sorts_of(motion)
    for sort in ("relief_from_mj_order", "administrative", "change_time"):
        if sort in sorts:
            return sort
    return None if sorts & BESIDE else "motion"


def name_of(filing: Filing) -> str:
    """`No. 34`; `the entry of Sep 19, 2025`."""
    number = number_of(filing.entry, filing.key, filing.date_filed)
    return f"No. {number}" if filing.entry else number


def words_of(filing: Filing) -> str:
    """Its title, and how its docket text begins: what follows names other papers."""
    return f"{filing.title} {(filing.docket_text or '')[:400]}"
