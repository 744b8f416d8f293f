"""The paper that did what was due: of the right kind, by who had to act, since the trigger, and about it."""

from datetime import date

import pytest

from casefiles.models import CaseFile
from filings.deadlines.actions.deciding import accept
from filings.deadlines.actions.proposing import on_record, propose, with_relations
from filings.deadlines.bench import bench_of
from filings.deadlines.candidates import Candidate, candidates
from filings.deadlines.satisfying import Papers
from filings.deadlines.triggers import events_of, events_of_hearing
from filings.docket.models import Filing
from tests import factories
from tests.factories import NOON


def made_of(case: CaseFile) -> list[Candidate]:
    papers = with_relations(case.filings.values_list("pk", flat=True))
    known = on_record(case)
    events = [event for filing in papers for event in events_of(filing)]
    events += [event for one in known for event in events_of_hearing(one)]
    return list(candidates(bench_of(case), events, known=known))


def found(case: CaseFile) -> dict[str, str]:
    """Identity of each deadline that a paper satisfied, and the key of that paper."""
    made = made_of(case)
    papers = Papers(case, made)
    pairs = ((one.identity, papers.satisfying(one)) for one in made)
    return {identity: paper.key for identity, paper in pairs if paper}


def test_the_papers_of_the_shipped_case(real_case: CaseFile) -> None:
    assert found(real_case) == {
        "cand.civlr.73-1|7|everybody": "10",
        "cand.civlr.79-5.f.3|19|opponents": "28",
        "cand.civlr.7-3.a|34|opponents": "37",
        "cand.civlr.7-3.c|34|movants": "39",
        "frcp.12.a.4.A|61|movants": "73",
        "frcp.15.a.3|70|opponents": "73",
        "cand.civlr.7-11.b|78|opponents": "80",
    }


@pytest.fixture
def motion(case: CaseFile) -> Filing:
    factories.make_appearance(case)
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    return factories.make_filing(case, entry=34, filers=(roe,), kind="motion", date_filed=date(2025, 10, 27))


def opposition(case: CaseFile, motion: Filing, *, by: str = "doe-works", day: date = date(2025, 11, 10)) -> Filing:
    who = case.appearances.get(slug=by)
    made = factories.make_filing(case, entry=37, filers=(who,), kind="opposition", date_filed=day)
    factories.relate(made, "opposes", motion)
    return made


def test_an_opposition_that_opposes_the_motion(case: CaseFile, motion: Filing) -> None:
    opposition(case, motion)
    assert found(case)["cand.civlr.7-3.a|34|opponents"] == "37"


def test_a_late_one_is_told_too(case: CaseFile, motion: Filing) -> None:
    opposition(case, motion, day=date(2025, 12, 24))
    assert found(case)["cand.civlr.7-3.a|34|opponents"] == "37"


def test_one_by_the_movant_is_none(case: CaseFile, motion: Filing) -> None:
    opposition(case, motion, by="roe")
    assert "cand.civlr.7-3.a|34|opponents" not in found(case)


def test_one_to_another_motion_is_none(case: CaseFile, motion: Filing) -> None:
    opposition(case, factories.make_filing(case, entry=35, kind="motion", date_filed=date(2025, 10, 28)))
    assert "cand.civlr.7-3.a|34|opponents" not in found(case)


def test_one_before_the_motion_is_none(case: CaseFile, motion: Filing) -> None:
    opposition(case, motion, day=date(2025, 10, 1))
    assert "cand.civlr.7-3.a|34|opponents" not in found(case)


def test_a_sealed_one_is_not_told(case: CaseFile, motion: Filing) -> None:
    Filing.objects.filter(pk=opposition(case, motion).pk).update(sealed="full")
    assert "cand.civlr.7-3.a|34|opponents" not in found(case)


def test_what_is_proposed_after_the_fact_comes_in_as_met(case: CaseFile, motion: Filing) -> None:
    paper, user = opposition(case, motion), factories.make_user()
    made = {one.computation.rule_id: one for one in propose(case=case, filings=[motion.pk], by=user, now=NOON)}
    deadline = accept(proposal=made["cand.civlr.7-3.a"], by=user, now=NOON)
    assert (deadline.status, deadline.met_by_entry) == ("met", paper)
    assert {"status", "met_by_entry"} <= set(deadline.inferred_fields)
    assert accept(proposal=made["cand.civlr.7-3.c"], by=user, now=NOON).status == "pending"


def test_an_opposition_that_comes_in_proposes_to_mark_the_deadline_met(case: CaseFile, motion: Filing) -> None:
    user = factories.make_user()
    made = {one.computation.rule_id: one for one in propose(case=case, filings=[motion.pk], by=user, now=NOON)}
    deadline = accept(proposal=made["cand.civlr.7-3.a"], by=user, now=NOON)
    paper = opposition(case, motion, day=date(2025, 11, 12))
    (proposal,) = propose(case=case, filings=[paper.pk], by=user, now=NOON)
    assert proposal.sort == "satisfied"
    assert proposal.because == "No. 37 of Nov 12, 2025 looks like what was due, 2 days late."
    deadline.refresh_from_db()
    assert deadline.status == "pending"
    accept(proposal=proposal, by=user, now=NOON)
    deadline.refresh_from_db()
    assert (deadline.status, deadline.met_by_entry) == ("met", paper)
    assert propose(case=case, filings=[paper.pk], by=user, now=NOON) == []
