"""A filing proposes what it sets off; nothing comes of it unasked; what changes is proposed again, once."""

from datetime import date, timedelta
from typing import Any

import pytest

from casefiles.models import CaseFile, JudgeAssignment, User
from filings.deadlines.actions.deciding import Decided, accept, decline
from filings.deadlines.actions.overruling import NoReason, confirm, lift, override
from filings.deadlines.actions.proposing import propose, recompute
from filings.deadlines.models import ClosedDay, Computation, Deadline, Proposal
from filings.docket.models import Filing
from parties.models import Appearance
from tests import factories
from tests.factories import NOON

MOTION = date(2025, 10, 27)


@pytest.fixture
def user(db: None) -> User:
    return factories.make_user()


@pytest.fixture
def doe(case: CaseFile) -> Appearance:
    return factories.make_appearance(case)


@pytest.fixture
def roe(case: CaseFile) -> Appearance:
    return factories.make_appearance(case, slug="roe", role="defendant")


@pytest.fixture
def motion(case: CaseFile, doe: Appearance, roe: Appearance) -> Filing:
    return factories.make_filing(
        case, entry=34, filers=(roe,), kind="motion", title="Motion to dismiss", date_filed=MOTION
    )


def proposed(case: CaseFile, *filings: Filing, **more: Any) -> dict[str, Proposal]:
    made = propose(case=case, filings=[one.pk for one in filings], by=None, now=NOON, **more)
    return {one.computation.rule_id: one for one in made}


def test_a_motion_proposes_opposition_and_reply_and_creates_nothing(case: CaseFile, motion: Filing) -> None:
    made = proposed(case, motion)
    assert made["cand.civlr.7-3.a"].computation.safe == date(2025, 11, 10)
    assert made["cand.civlr.7-3.c"].computation.safe == date(2025, 11, 17)
    assert "cand.civlr.7-2.a" not in made  # the earliest hearing is nobody's deadline
    assert made["cand.civlr.7-3.a"].computation.result["deadline"]["who"] == ["doe-works"]
    assert made["cand.civlr.7-3.c"].computation.result["deadline"]["who"] == ["roe"]
    assert not Deadline.objects.exists()


def test_the_same_is_proposed_once_whatever_became_of_it(case: CaseFile, motion: Filing, user: User) -> None:
    made = proposed(case, motion)
    assert proposed(case, motion) == {}
    decline(proposal=made["cand.civlr.7-3.a"], by=user, now=NOON)
    accept(proposal=made["cand.civlr.7-3.c"], by=user, now=NOON)
    assert proposed(case, motion) == {}
    with pytest.raises(Decided):
        accept(proposal=made["cand.civlr.7-3.a"], by=user, now=NOON)


def test_an_accepted_proposal_is_a_deadline_that_shows_its_count(case: CaseFile, motion: Filing, user: User) -> None:
    proposal = proposed(case, motion)["cand.civlr.7-3.a"]
    deadline = accept(proposal=proposal, by=user, now=NOON)
    assert (deadline.computed_due, deadline.due, deadline.status) == (date(2025, 11, 10), None, "pending")
    assert (deadline.trigger_entry, deadline.trigger_date, deadline.rule_days) == (motion, MOTION, 14)
    assert deadline.computation == proposal.computation
    assert [row.appearance.slug for row in deadline.responsibles.all()] == ["doe-works"]
    assert deadline.history.first().history_user == user


def test_a_reply_says_the_day_from_which_it_runs(case: CaseFile, motion: Filing, user: User) -> None:
    reply = accept(proposal=proposed(case, motion)["cand.civlr.7-3.c"], by=user, now=NOON)
    assert (reply.trigger_date, reply.rule_days, reply.computed_due) == (date(2025, 11, 10), 7, date(2025, 11, 17))


def test_a_deadline_on_record_is_not_proposed_again(case: CaseFile, motion: Filing) -> None:
    factories.make_deadline(
        case, key="opp", title="Opposition", trigger_entry=motion, trigger_date=MOTION, rule="Civil L.R. 7-3(a)",
        rule_days=14, computed_due=date(2025, 11, 10),
    )  # fmt: skip
    assert set(proposed(case, motion)) & {"cand.civlr.7-3.a", "cand.civlr.7-3.c"} == {"cand.civlr.7-3.c"}


def test_a_changed_trigger_proposes_a_new_date_and_says_why(case: CaseFile, motion: Filing, user: User) -> None:
    deadline = accept(proposal=proposed(case, motion)["cand.civlr.7-3.a"], by=user, now=NOON)
    motion.date_filed = MOTION + timedelta(days=2)
    motion.save()
    (again,) = (one for one in recompute(case=case, by=user, now=NOON) if one.deadline == deadline)
    assert again.sort == "recomputed"
    assert again.because.startswith("Nov 10, 2025 → Nov 12, 2025, because the day it runs from is Oct 29, 2025")
    deadline.refresh_from_db()
    assert deadline.computed_due == date(2025, 11, 10)
    accept(proposal=again, by=user, now=NOON)
    deadline.refresh_from_db()
    assert deadline.computed_due == date(2025, 11, 12)
    assert Computation.objects.filter(identity=again.identity).count() == 2
    assert recompute(case=case, by=user, now=NOON) == []


def test_a_closing_entered_by_hand_proposes_a_new_date(case: CaseFile, motion: Filing, user: User) -> None:
    accept(proposal=proposed(case, motion)["cand.civlr.7-3.a"], by=user, now=NOON)
    ClosedDay.objects.create(
        day=date(2025, 11, 10), court_id="cand", effect="inaccessible", why="CM/ECF was down", source="Notice"
    )
    (again,) = recompute(case=case, by=user, now=NOON)
    # Nov 11 is Veterans Day.
    assert again.computation.safe == date(2025, 11, 12)
    assert "Nov 10, 2025 is closed (CM/ECF was down)" in again.because


def test_a_disputed_closing_moves_the_latest_date_alone(case: CaseFile, motion: Filing, user: User) -> None:
    accept(proposal=proposed(case, motion)["cand.civlr.7-3.a"], by=user, now=NOON)
    ClosedDay.objects.create(day=date(2025, 11, 10), court_id="", effect="disputed", why="E.O.", source="90 FR")
    (again,) = recompute(case=case, by=user, now=NOON)
    count = again.computation
    assert (count.safe, count.prevailing, count.latest) == (
        date(2025, 11, 10),
        date(2025, 11, 10),
        date(2025, 11, 12),
    )


def test_the_reply_follows_an_opposition_that_an_order_moved(case: CaseFile, motion: Filing, user: User) -> None:
    made = proposed(case, motion)
    opposition = accept(proposal=made["cand.civlr.7-3.a"], by=user, now=NOON)
    reply = accept(proposal=made["cand.civlr.7-3.c"], by=user, now=NOON)
    order = factories.make_filing(
        case, entry=36, kind="order", by_court=True, date_filed=date(2025, 10, 28), title="Order",
        docket_text="ORDER granting 33 Stipulation. Set/Reset Deadlines as to 34 MOTION to Dismiss. Responses due by 11/14/2025.",
    )  # fmt: skip
    made = proposed(case, order)
    moved = accept(proposal=made["order"], by=user, now=NOON)
    opposition.refresh_from_db()
    assert (opposition.status, opposition.moved_to, opposition.changed_by_entry) == ("moved", date(2025, 11, 14), order)
    assert (moved.due, moved.set_by_entry, moved.title) == (date(2025, 11, 14), order, opposition.title)
    (again,) = (one for one in recompute(case=case, by=user, now=NOON) if one.deadline == reply)
    assert again.computation.safe == date(2025, 11, 21)


def test_a_party_s_default_line_is_no_order(case: CaseFile, motion: Filing, user: User) -> None:
    motion.docket_text = "MOTION to Dismiss filed by Roe. Responses due by 12/24/2025. Replies due by 12/31/2025."
    motion.save()
    assert "order" not in proposed(case, motion)


def test_a_judge_s_standing_order_stands_in_for_the_local_rule(case: CaseFile, user: User) -> None:
    JudgeAssignment.objects.create(case=case, name="Eumi K. Lee", role="presiding", start=date(2025, 9, 18))
    notice = factories.make_filing(case, entry=31, kind="clerk notice", by_court=True, date_filed=date(2025, 9, 19))
    factories.make_deadline(
        case, key="cmc", title="Initial case management conference", kind="hearing", due=date(2026, 1, 21),
        set_by_entry=notice,
    )  # fmt: skip
    made = proposed(case, notice)
    assert made["standing.cand.lee.cmc-statement"].computation.safe == date(2026, 1, 7)
    assert "cand.civlr.16-9.a" not in made


def test_what_has_run_out_is_left_out_where_asked(case: CaseFile, motion: Filing) -> None:
    assert proposed(case, motion, since=date(2026, 6, 1)) == {}


def test_a_date_by_hand_stands_through_a_recount_and_goes_back_when_lifted(
    case: CaseFile, motion: Filing, user: User
) -> None:
    deadline = accept(proposal=proposed(case, motion)["cand.civlr.7-3.a"], by=user, now=NOON)
    with pytest.raises(NoReason):
        override(deadline=deadline, due=date(2025, 11, 20), reason=" ", source="letter", by=user, now=NOON)
    with pytest.raises(NoReason):
        override(deadline=deadline, due=date(2025, 11, 20), reason="agreed", by=user, now=NOON)
    made = override(deadline=deadline, due=date(2025, 11, 20), reason="agreed", source="letter", by=user, now=NOON)
    again = override(deadline=deadline, due=date(2025, 11, 21), reason="agreed", source="letter", by=user, now=NOON)
    motion.date_filed = MOTION + timedelta(days=2)
    motion.save()
    for proposal in recompute(case=case, by=user, now=NOON):
        accept(proposal=proposal, by=user, now=NOON)
    deadline.refresh_from_db()
    assert (deadline.due, deadline.computed_due) == (date(2025, 11, 21), date(2025, 11, 12))
    made.refresh_from_db()
    assert made.lifted_at is not None
    lift(override=again, by=user, now=NOON)
    deadline.refresh_from_db()
    assert deadline.due is None


def test_confirming_is_told_and_falls_with_a_new_count(case: CaseFile, motion: Filing, user: User) -> None:
    deadline = accept(proposal=proposed(case, motion)["cand.civlr.7-3.a"], by=user, now=NOON)
    confirm(deadline=deadline, by=user, now=NOON)
    motion.date_filed = MOTION + timedelta(days=2)
    motion.save()
    (again,) = (one for one in recompute(case=case, by=user, now=NOON) if one.deadline == deadline)
    accept(proposal=again, by=user, now=NOON)
    deadline.refresh_from_db()
    assert deadline.confirmed_at is None


def test_a_sealed_motion_s_proposals_are_hidden(case: CaseFile, motion: Filing) -> None:
    proposed(case, motion)
    Filing.objects.filter(pk=motion.pk).update(sealed="full")
    assert case.proposals.open_to(sees_sealed=True).exists()
    assert not case.proposals.open_to(sees_sealed=False).exists()
