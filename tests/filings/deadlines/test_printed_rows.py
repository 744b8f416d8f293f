"""The rows of the research that a count must not reproduce (X..): told beside it, and explained where the docket tells why."""

from datetime import date

import pytest

from casefiles.models import CaseFile, JudgeAssignment, User
from filings.deadlines.actions.deciding import accept
from filings.deadlines.actions.proposing import propose
from filings.deadlines.arguments import Argument, argument_of, ground_of
from filings.deadlines.models import Deadline, Proposal
from filings.docket.models import Filing
from tests import factories
from tests.factories import NOON


@pytest.fixture
def user(db: None) -> User:
    return factories.make_user()


def motion(case: CaseFile, *, entry: int, day: date, printed: str) -> Filing:
    text = f"MOTION to Dismiss filed by Roe. Motion Hearing set for 7/31/2027 09:30 AM. {printed} (Filed on {day:%m/%d/%Y})"
    return factories.make_filing(case, entry=entry, kind="motion", title="Motion", docket_text=text, date_filed=day)


def order(case: CaseFile, *, entry: int, day: date, text: str, kind: str = "order") -> Filing:
    return factories.make_filing(
        case, entry=entry, kind=kind, title="Order", docket_text=text, date_filed=day, by_court=True
    )


def proposed(case: CaseFile, *filings: Filing) -> list[Proposal]:
    return propose(case=case, filings=[one.pk for one in filings], by=None, now=NOON)


def accepted(case: CaseFile, user: User, *filings: Filing) -> dict[str, Deadline]:
    made = [accept(proposal=one, by=user, now=NOON) for one in proposed(case, *filings)]
    return {one.computation.rule_id if one.computation else one.title: one for one in made}


def argued(case: CaseFile, deadline: Deadline) -> Argument:
    ground = ground_of(case)
    (mine,) = (one for one in ground.known if one.pk == deadline.pk)
    return argument_of(mine, ground=ground, today=date(2026, 1, 1))


def test_x01_x02_a_schedule_typed_in_by_the_filer_until_it_is_ordered(case: CaseFile, user: User) -> None:
    printed = "Responses due by 1/6/2017. Replies due by 1/20/2017."
    held = accepted(case, user, motion(case, entry=99, day=date(2016, 12, 13), printed=printed))
    opposition, reply = held["cand.civlr.7-3.a"], held["cand.civlr.7-3.c"]
    assert (opposition.computed_due, reply.computed_due) == (date(2016, 12, 27), date(2017, 1, 3))
    for deadline in (opposition, reply):
        told = argued(case, deadline).verdict
        assert told is not None
        assert told.word == "discrepancy"
    text = (
        "ORDER granting 98 Stipulation. Set/Reset Deadlines as to 99 MOTION to Dismiss. Responses due by 1/6/2017. Replies"
        " due by 1/20/2017."
    )
    accepted(case, user, order(case, entry=101, day=date(2016, 12, 14), text=text))
    for deadline, day in ((opposition, date(2017, 1, 6)), (reply, date(2017, 1, 20))):
        deadline.refresh_from_db()
        assert deadline.moved_to == day
        told = argued(case, deadline).verdict
        assert told is not None
        assert told.word == "explained"
        assert "101" in told.sentence


def test_x03_x04_a_renotice_starts_nothing(case: CaseFile) -> None:
    text = (
        "Renotice motion hearing re 15 MOTION to Remand filed by Doe. Motion Hearing set for 7/31/2015 10:00 AM. Responses due"
        " by 6/12/2015. Replies due by 6/19/2015. (Filed on 6/19/2015)"
    )
    for entry, kind in ((28, "motion"), (29, "other"), (30, "clerk notice")):
        paper = factories.make_filing(
            case, entry=entry, kind=kind, title="Renotice", docket_text=text, date_filed=date(2015, 6, 19)
        )
        made = [one.computation for one in proposed(case, paper)]
        assert {one.rule_id for one in made} <= {"order"}
        assert not [one for one in made if one.safe in {date(2015, 7, 6), date(2015, 7, 13)}]


def test_x11_an_order_that_sets_its_own_day_outranks_the_fourteen_days(case: CaseFile) -> None:
    text = "ORDER by Judge Roe denying 9 Motion to Dismiss. Answer due by 3/3/2014."
    paper = order(case, entry=20, day=date(2014, 2, 26), text=text)
    of = factories.make_filing(case, entry=9, kind="motion", title="Motion to dismiss", date_filed=date(2014, 1, 6))
    factories.relate(paper, "rules on", of)
    made = {one.computation.rule_id: one.computation.safe for one in proposed(case, paper)}
    assert made == {"order": date(2014, 3, 3)}


def test_x13_x14_the_judge_s_fourteen_days_match_what_the_notice_prints(case: CaseFile, user: User) -> None:
    JudgeAssignment.objects.create(case=case, name="Eumi K. Lee", role="presiding", start=date(2025, 9, 18))
    text = (
        "CLERK'S NOTICE Setting Case Management Conference. Initial Case Management Conference set for 1/21/2026 10:00 AM."
        " Case Management Statement due by 1/7/2026."
    )
    notice = order(case, entry=31, day=date(2025, 9, 19), text=text, kind="clerk notice")
    accepted(case, user, notice)
    statement = case.deadlines.get(title="Case Management Statement")
    assert statement.due == date(2026, 1, 7)
    told = argued(case, statement)
    assert told.verdict is not None
    # Whatever rule stands behind it, January 14 (the local rule's seven days) comes out nowhere.
    assert told.day("safe") in {None, date(2026, 1, 7)}
    assert not [one for one in proposed(case, notice) if one.computation.safe != date(2026, 1, 7)]


def test_x15_x16_an_earlier_order_governs_though_the_motion_prints_the_default(case: CaseFile, user: User) -> None:
    order(
        case, entry=211, day=date(2024, 2, 8),
        text="ORDER granting 210 Stipulation: Responses due by 3/27/2024. Replies due by 4/10/2024.",
    )  # fmt: skip
    paper = motion(
        case, entry=215, day=date(2024, 2, 28), printed="Responses due by 3/13/2024. Replies due by 3/20/2024."
    )
    held = accepted(case, user, *case.filings.all())
    opposition = held["cand.civlr.7-3.a"]
    assert opposition.trigger_entry == paper
    told = argued(case, opposition).verdict
    assert told is not None
    assert (
        told.word == "match"
    )  # the default is the count's; the order's day stands beside it, as a deadline of its own
    assert case.deadlines.filter(due=date(2024, 3, 27), set_by_entry__entry=211).exists()
