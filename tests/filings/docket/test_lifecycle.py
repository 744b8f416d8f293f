"""What became of a motion: from relations, the recorded outcome and the dates; never more than these say."""

from datetime import date
from typing import Any

import pytest

from casefiles.models import CaseFile
from filings.docket.briefing import Dates
from filings.docket.chain import chain_of, links_of, node_of
from filings.docket.due import ties_of
from filings.docket.lifecycle import Life, State, Until, lives_in, motions_in, papers_of, until_of
from filings.docket.lifewords import outcome_of, words_of
from filings.models import Filing
from tests import factories

relate = factories.relate
UNTIL = Until(date(2025, 12, 31))


def paper(case: CaseFile, entry: int, kind: str, day: date | None = None, **fields: Any) -> Filing:
    fields.setdefault("by_court", kind in ("order", "minute entry", "clerk notice"))
    return factories.make_filing(case, entry=entry, kind=kind, date_filed=day or date(2025, 1, entry), **fields)


def lives(filing: Filing, *, until: Until = UNTIL, sees_sealed: bool = False) -> list[Life]:
    node = node_of(filing)
    chain = chain_of(node, links_of(node, sees_sealed=sees_sealed), sees_sealed=sees_sealed)
    papers = papers_of(motions_in(chain, node), chain.links.told)
    return lives_in(chain, node, Dates(ties_of(papers, sees_sealed=sees_sealed)), until=until)


def life(filing: Filing, **options: Any) -> Life:
    (found,) = lives(filing, **options)
    return found


def words(filing: Filing, **options: Any) -> str:
    return str(words_of(life(filing, **options)))


@pytest.fixture
def motion(case: CaseFile) -> Filing:
    return paper(case, 1, "motion", title="Motion to compel")


def test_a_motion_without_an_order_is_pending_to_the_last_day_known(motion: Filing) -> None:
    assert words(motion) == "Pending 364 days: no order through Dec 31, 2025"
    assert words(motion, until=Until(date(2025, 1, 2))) == "Pending 1 day: no order through Jan 2, 2025"
    assert outcome_of(life(motion)) == "no order on it is on the docket"


def test_a_motion_filed_after_the_last_day_known_is_pending_for_no_number_of_days(motion: Filing) -> None:
    assert words(motion, until=Until(date(2024, 12, 1))) == "Pending: no order"


def test_an_order_that_merely_concerns_a_motion_is_told_and_decides_nothing(case: CaseFile, motion: Filing) -> None:
    relate(paper(case, 9, "order"), "concerns", motion)
    assert words(motion) == (
        "Pending 364 days: no order known to rule on it through Dec 31, 2025; No. 9, an order, concerns it"
    )
    relate(paper(case, 10, "order", outcome="denied"), "rules on", motion)
    assert words(motion) == "Denied by No. 10 after 9 days"


def test_days_are_counted_to_the_day_the_docket_was_seen_or_to_today(case: CaseFile) -> None:
    assert until_of(case, today=date(2026, 5, 1)).day == case.as_of
    assert until_of(case, today=date(2025, 12, 1)).day == date(2025, 12, 1)


def test_a_case_that_is_closed_keeps_no_motion_pending(motion: Filing) -> None:
    closed = life(motion, until=Until(date(2025, 12, 31), closed=date(2025, 3, 1)))
    assert str(words_of(closed)) == "No order before the case was closed on Mar 1, 2025"
    assert closed.days == 59
    # One filed after the end, for fees, say, is pending like any other.
    assert words(motion, until=Until(date(2025, 12, 31), closed=date(2024, 3, 1))).startswith("Pending 364 days")


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("granted", "Granted by No. 9 after 8 days"),
        ("granted as modified", "Granted as modified by No. 9 after 8 days"),
        ("granted in part", "Granted in part by No. 9 after 8 days"),
        ("denied", "Denied by No. 9 after 8 days"),
        ("denied without prejudice", "Denied without prejudice by No. 9 after 8 days"),
        ("moot", "Found moot by No. 9 after 8 days"),
        ("withdrawn", "Withdrawn by No. 9 after 8 days"),
        ("not captured", "Ruled on by No. 9 after 8 days: an order exists, result not known"),
        (None, "Ruled on by No. 9 after 8 days: an order exists, result not known"),
    ],
)
def test_the_order_and_the_recorded_outcome_decide(
    case: CaseFile, motion: Filing, outcome: str | None, said: str
) -> None:
    Filing.objects.filter(pk=motion.pk).update(outcome=outcome)
    motion.refresh_from_db()
    relate(paper(case, 9, "order"), "rules on", motion)
    assert words(motion) == said


@pytest.mark.parametrize(
    ("outcome", "said", "state"),
    [
        ("granted", "Granted; by which paper is not known", State.DECIDED),
        ("withdrawn", "Withdrawn; by which paper is not known", State.WITHDRAWN),
        ("not captured", "An order exists; no more is known", State.DECIDED),
    ],
)
def test_an_outcome_without_an_order_says_that_no_order_is_known(
    case: CaseFile, outcome: str, said: str, state: State
) -> None:
    found = life(paper(case, 1, "motion", outcome=outcome))
    assert (str(words_of(found)), found.state, found.days) == (said, state, None)


def test_what_no_record_says_is_read_from_the_docket_text_of_the_order(case: CaseFile, motion: Filing) -> None:
    text = "ORDER by Judge Roe granting 3 Motion to seal; denying 1 Motion to compel. (Entered: 01/09/2025)"
    relate(paper(case, 9, "order", docket_text=text), "rules on", motion)
    found = life(motion)
    assert (str(words_of(found)), found.is_read) == ("Denied by No. 9 after 8 days", True)
    Filing.objects.filter(pk=motion.pk).update(outcome="moot")
    motion.refresh_from_db()
    found = life(motion)
    assert (found.result, found.is_read) == ("moot", False)


def test_an_order_on_several_motions_counts_for_each(case: CaseFile) -> None:
    first = paper(case, 1, "motion", title="One", outcome="granted")
    second = paper(case, 3, "administrative motion", title="Two", outcome="denied")
    order = paper(case, 9, "order")
    for one in (first, second):
        relate(order, "rules on", one)
    assert [str(words_of(one)) for one in lives(order)] == [
        "Granted by No. 9 after 8 days", "Denied by No. 9 after 6 days",
    ]  # fmt: skip
    assert (words(first), words(second)) == ("Granted by No. 9 after 8 days", "Denied by No. 9 after 6 days")


def test_of_several_orders_the_last_is_shown_and_it_says_so(case: CaseFile, motion: Filing) -> None:
    relate(paper(case, 9, "order", outcome="granted in part"), "rules on", motion)
    relate(paper(case, 12, "order", outcome="denied"), "rules on", motion)
    assert (
        words(motion) == "Denied by No. 12 after 11 days, the last of 2 orders on it (before it No. 9: granted in part)"
    )


def test_where_the_last_order_does_not_say_nobody_says_it_of_it(case: CaseFile) -> None:
    motion = paper(case, 1, "motion", outcome="granted in part")
    relate(paper(case, 9, "order"), "rules on", motion)
    relate(paper(case, 12, "order"), "rules on", motion)
    said = "the last of 2 orders on it"
    assert words(motion) == f"Granted in part; {said} is No. 12 after 11 days (before it No. 9)"
    Filing.objects.filter(pk=motion.pk).update(outcome=None)
    motion.refresh_from_db()
    assert words(motion) == (
        f"Ruled on by No. 12 after 11 days, {said} (before it No. 9): an order exists, result not known"
    )


def test_a_motion_denied_and_renewed_are_two(case: CaseFile) -> None:
    first = paper(case, 1, "motion", outcome="denied without prejudice")
    order = paper(case, 5, "order")
    relate(order, "rules on", first)
    second = paper(case, 9, "motion", title="Renewed")
    relate(second, "amends", first)
    assert words(first) == "Denied without prejudice by No. 5 after 4 days"
    assert [(said, other.key) for said, other in life(first).beside] == [("amended by", "9")]
    assert words(second) == "Pending 356 days: no order through Dec 31, 2025"
    assert [(said, other.key) for said, other in life(second).beside] == [("amends", "1")]


def test_a_joint_stipulation_so_ordered(case: CaseFile) -> None:
    stipulation = paper(case, 1, "stipulation", outcome="granted")
    relate(paper(case, 2, "order", date(2025, 1, 1)), "rules on", stipulation)
    assert words(stipulation) == "Granted by No. 2 on the same day"


def test_a_stipulation_that_moved_a_date_is_in_effect_without_an_order(case: CaseFile) -> None:
    stipulation = paper(case, 1, "stipulation")
    assert life(stipulation).state is State.PENDING
    factories.make_deadline(case, status="moved", changed_by_entry=stipulation)
    found = life(stipulation)
    assert (found.state, found.days) == (State.IN_EFFECT, None)
    assert "in effect all the same" in str(words_of(found))
    # A motion moves nothing by itself: the opposition that it makes due is its own.
    motion = paper(case, 3, "motion")
    factories.make_deadline(case, key="opposition", title="Opposition", set_by_entry=motion)
    assert life(motion).state is State.PENDING


def test_a_motion_withdrawn(case: CaseFile, motion: Filing) -> None:
    notice = paper(case, 4, "other")
    relate(notice, "withdraws", motion)
    found = life(motion)
    assert (str(words_of(found)), found.state) == ("Withdrawn by No. 4 after 3 days", State.WITHDRAWN)
    assert words(notice) == "Withdrawn by No. 4 after 3 days"


def test_a_lawyer_who_withdraws_takes_no_motion_back(case: CaseFile) -> None:
    motion = paper(case, 1, "pro hac vice motion")
    relate(paper(case, 4, "withdrawal of counsel"), "withdraws", motion)
    assert life(motion).state is State.PENDING


@pytest.mark.parametrize(("kind", "asks"), [("joint statement", True), ("other", True), ("report", False)])
def test_a_letter_asks_for_something_where_the_court_ruled_on_it(case: CaseFile, kind: str, asks: bool) -> None:
    letter = paper(case, 1, kind)
    assert not lives(letter)
    relate(paper(case, 9, "order"), "rules on", letter)
    assert bool(lives(letter)) is asks


def test_oppositions_replies_and_their_days(case: CaseFile, motion: Filing) -> None:
    opposition, reply = paper(case, 5, "opposition"), paper(case, 8, "reply")
    relate(opposition, "opposes", motion)
    relate(reply, "replies in support of", motion)
    relate(paper(case, 6, "clerk notice"), "responds to", motion)
    make = factories.make_deadline
    make(case, key="opp", title="Responses due", trigger_entry=motion, due=date(2025, 1, 5))
    make(case, key="rep", title="Replies due", set_by_entry=motion, due=date(2025, 1, 9))
    make(case, key="answer", title="Response to the complaint", trigger_entry=motion, due=date(2025, 6, 1))
    found = life(motion)
    assert [paper.key for paper in found.opposition.filed] == ["5"]
    assert [paper.key for paper in found.reply.filed] == ["8"]
    assert found.opposition.due
    assert found.reply.due
    assert (found.opposition.due.due.key, found.reply.due.due.key) == ("opp", "rep")


def test_a_day_that_was_moved_is_followed_to_the_one_that_stands(case: CaseFile, motion: Filing) -> None:
    order = paper(case, 3, "order")
    first: dict[str, Any] = {"title": "Opposition", "trigger_entry": motion, "due": date(2025, 1, 15)}
    moved: dict[str, Any] = {"status": "moved", "changed_by_entry": order, "moved_to": date(2025, 2, 1)}
    factories.make_deadline(case, key="first", **first, **moved)
    factories.make_deadline(case, key="second", title="Opposition", set_by_entry=order, due=date(2025, 2, 1))
    factories.make_deadline(case, key="apart", title="Opposition", set_by_entry=order, due=date(2025, 3, 1))
    found = life(motion).opposition.due
    assert found
    assert found.due.key == "second"


def test_the_deadline_that_an_opposition_met_is_its_own(case: CaseFile, motion: Filing) -> None:
    opposition = paper(case, 5, "opposition")
    relate(opposition, "opposes", motion)
    make = factories.make_deadline
    make(case, key="reply", title="Reply in another matter", status="met", met_by_entry=opposition)
    assert life(motion).opposition.due is None
    make(case, key="brief", title="Brief of the plaintiff", status="met", met_by_entry=opposition)
    found = life(motion).opposition.due
    assert found
    assert found.due.key == "brief"


def test_the_hearing_is_the_last_one_set_and_its_minutes_are_named(case: CaseFile, motion: Filing) -> None:
    minutes = paper(case, 9, "minute entry")
    relate(minutes, "concerns", motion)
    first: dict[str, Any] = {"title": "Hearing", "set_by_entry": motion, "due": date(2025, 1, 7)}
    moved: dict[str, Any] = {"status": "moved", "changed_by_entry": minutes, "moved_to": date(2025, 1, 9)}
    factories.make_deadline(case, key="first", kind="hearing", **first, **moved)
    factories.make_deadline(
        case, key="second", kind="hearing", title="Hearing", due=date(2025, 1, 9), status="held", met_by_entry=minutes
    )
    heard = life(motion).heard
    assert heard.hearing
    assert (heard.hearing.due.key, heard.hearing.met_key) == ("second", "9")
    assert [paper.key for paper in heard.minutes] == ["9"]


def test_a_conference_that_a_stipulation_sets_is_no_hearing_of_it(case: CaseFile) -> None:
    stipulation = paper(case, 1, "stipulation")
    factories.make_deadline(case, kind="hearing", title="Conference", set_by_entry=stipulation)
    assert life(stipulation).heard.hearing is None


def test_what_a_sealed_order_decided_is_not_told(case: CaseFile) -> None:
    motion = paper(case, 1, "motion", outcome="denied")
    relate(paper(case, 9, "order", sealed="full"), "rules on", motion)
    limited = Until(date(2025, 12, 31), is_limited=True)
    hidden = life(motion, until=limited)
    assert hidden.state is State.PENDING
    assert str(words_of(hidden)) == "Pending 364 days: no order that is open to you through Dec 31, 2025"
    assert outcome_of(hidden) == "no order on it is open to you"
    assert words(motion, sees_sealed=True) == "Denied by No. 9 after 8 days"


def test_beside_a_sealed_order_the_open_ones_say_what_they_say_themselves(case: CaseFile) -> None:
    motion = paper(case, 1, "motion", outcome="denied")
    relate(paper(case, 5, "order", outcome="granted in part"), "rules on", motion)
    relate(paper(case, 9, "order", sealed="full"), "rules on", motion)
    assert words(motion) == "Granted in part by No. 5 after 4 days"
    # The opposition knows the motion by way of its own relation, and must not know more.
    opposition = paper(case, 3, "opposition")
    relate(opposition, "opposes", motion)
    assert words(opposition) == "Granted in part by No. 5 after 4 days"


def test_a_sealed_motion_has_no_life_for_whoever_may_not_see_it(case: CaseFile) -> None:
    motion = paper(case, 1, "motion", sealed="full")
    order = paper(case, 9, "order")
    relate(order, "rules on", motion)
    assert not lives(order)
    assert words(order, sees_sealed=True).startswith("Ruled on by No. 9")


def test_until_says_whether_papers_are_sealed_to_the_reader(case: CaseFile) -> None:
    assert not until_of(case, today=date(2026, 1, 1)).is_limited
    paper(case, 1, "other", sealed="full")
    assert until_of(case, today=date(2026, 1, 1)).is_limited
    case.sees_sealed = True
    assert not until_of(case, today=date(2026, 1, 1)).is_limited
