"""What was proposed, and is asked again: a trigger that changes and changes back, and dockets of thousands."""

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from casefiles.models import CaseFile, User
from filings.deadlines.actions.deciding import Decided, accept, decline
from filings.deadlines.actions.proposing import propose, recompute
from filings.deadlines.models import Deadline, Proposal
from filings.docket.models import Filing
from tests import factories
from tests.factories import NOON

MOTION = date(2025, 10, 27)
OPPOSITION = "cand.civlr.7-3.a"


@pytest.fixture
def user(db: None) -> User:
    return factories.make_user()


@pytest.fixture
def motion(case: CaseFile) -> Filing:
    factories.make_appearance(case)
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    return factories.make_filing(
        case, entry=34, filers=(roe,), kind="motion", title="Motion to compel", date_filed=MOTION
    )


def proposed(case: CaseFile, *filings: Filing, **more: Any) -> dict[str, Proposal]:
    made = propose(case=case, filings=[one.pk for one in filings], by=None, now=NOON, **more)
    return {one.computation.rule_id: one for one in made}


def moved(motion: Filing, days: int) -> None:
    motion.date_filed = MOTION + timedelta(days=days)
    motion.save()


def the_open(case: CaseFile) -> list[date]:
    rows = case.proposals.open().filter(computation__rule_id=OPPOSITION)
    return [one.computation.safe for one in rows]


def test_a_trigger_that_changes_back_takes_its_open_proposal_along(case: CaseFile, motion: Filing, user: User) -> None:
    accept(proposal=proposed(case, motion)[OPPOSITION], by=user, now=NOON)
    moved(motion, 2)
    recompute(case=case, by=user, now=NOON)
    (stale,) = case.proposals.open().filter(computation__rule_id=OPPOSITION)
    moved(motion, 0)
    assert recompute(case=case, by=user, now=NOON) == []
    assert the_open(case) == []
    with pytest.raises(Decided):
        accept(proposal=stale, by=user, now=NOON)


def test_a_date_goes_back_to_one_accepted_before(case: CaseFile, motion: Filing, user: User) -> None:
    deadline = accept(proposal=proposed(case, motion)[OPPOSITION], by=user, now=NOON)
    for days in (2, 0, 2):
        moved(motion, days)
        (again,) = (one for one in recompute(case=case, by=user, now=NOON) if one.deadline == deadline)
        accept(proposal=again, by=user, now=NOON)
        deadline.refresh_from_db()
        assert deadline.computed_due == MOTION + timedelta(days=14 + days)
    assert recompute(case=case, by=user, now=NOON) == []


def test_what_was_declined_stays_declined_when_the_trigger_comes_back(
    case: CaseFile, motion: Filing, user: User
) -> None:
    decline(proposal=proposed(case, motion)[OPPOSITION], by=user, now=NOON)
    moved(motion, 2)
    assert proposed(case, motion)[OPPOSITION].computation.safe == date(2025, 11, 12)
    moved(motion, 0)
    assert OPPOSITION not in proposed(case, motion)
    assert the_open(case) == []


def test_what_nobody_answered_comes_back_with_its_trigger(case: CaseFile, motion: Filing) -> None:
    proposed(case, motion)
    moved(motion, 2)
    proposed(case, motion)
    moved(motion, 0)
    proposed(case, motion)
    assert the_open(case) == [date(2025, 11, 10)]


def test_what_a_filing_sets_off_no_more_is_overtaken(case: CaseFile, motion: Filing) -> None:
    proposed(case, motion)
    motion.kind = "other"
    motion.save()
    assert proposed(case, motion) == {}
    assert not case.proposals.open().exists()


def test_what_has_run_out_is_not_taken_back_by_an_import(case: CaseFile, motion: Filing) -> None:
    proposed(case, motion)
    assert proposed(case, motion, since=date(2026, 6, 1)) == {}
    assert the_open(case) == [date(2025, 11, 10)]


def test_after_all_is_accepted_nothing_is_proposed(case: CaseFile, motion: Filing, user: User) -> None:
    notice = factories.make_filing(
        case, entry=2, kind="clerk notice", by_court=True, date_filed=MOTION, title="Case assigned to Magistrate Judge Roe",
        docket_text="Case assigned to Magistrate Judge Roe. Consent/Declination due by 11/10/2025.",
    )  # fmt: skip
    made = proposed(case, motion, notice)
    # What the notice prints is what the rule counts: one proposal.
    assert "order" not in made
    while opened := list(case.proposals.open()):
        for one in opened:
            accept(proposal=one, by=user, now=NOON)
        proposed(case, motion, notice)
    assert proposed(case, motion, notice) == {}
    titles = list(case.deadlines.values_list("title", flat=True))
    assert len(titles) == len(set(titles))


def test_a_docket_of_thousands_asks_no_more_than_one_of_two(
    case: CaseFile, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 41):
        factories.make_filing(case, entry=number, kind="motion", title=f"Motion to compel {number}", date_filed=MOTION)
    with django_assert_max_num_queries(20):
        made = propose(case=case, filings=case.filings.values_list("pk", flat=True), by=None, now=NOON)
    assert len(made) == 80
    assert not Deadline.objects.exists()
