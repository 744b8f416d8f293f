"""What sets a rule off and what does not: a paper is what it says of itself, and who was served is who must answer."""

from datetime import date
from typing import Any

import pytest

from casefiles.models import CaseFile, User
from filings.deadlines.actions.deciding import accept
from filings.deadlines.actions.proposing import propose
from filings.deadlines.bench import bench_of
from filings.deadlines.candidates import on_record
from filings.deadlines.models import Proposal
from filings.deadlines.motionsorts import sorts_in
from filings.deadlines.rulebook import rulebook
from filings.deadlines.rulespage.words import event_words
from filings.docket.models import Filing
from tests import factories
from tests.factories import NOON

DAY = date(2025, 10, 27)


@pytest.fixture
def user(db: None) -> User:
    return factories.make_user()


def proposed(case: CaseFile, *filings: Filing) -> list[Proposal]:
    return propose(case=case, filings=[one.pk for one in filings], by=None, now=NOON)


def rules(made: list[Proposal]) -> list[str]:
    return sorted(one.computation.rule_id for one in made)


def titles(made: list[Proposal]) -> list[str]:
    return [one.computation.result["deadline"]["title"] for one in made]


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("MOTION to Dismiss filed by Roe.", {"rule12"}),
        ("NOTICE OF MOTION AND MOTION to Dismiss for lack of personal jurisdiction", {"rule12"}),
        ("MOTION to Strike 1 Complaint,", {"rule12"}),
        ("MOTION to Strike the Declaration of A. Person", set()),
        ("MOTION for Extension of Time to File Response/Reply as to 7 MOTION to Strike 1 Complaint", {"change_time"}),
        ("MOTION to Intervene for Purposes of Supporting Defendant's Rule 12(f) Motion to Strike", set()),
        ("MOTION to Appear by Telephone at Hearing on Intervenor's Motion to Dismiss", set()),
        ("MOTION to Dismiss Indictment", set()),
        ("ADMINISTRATIVE MOTION for Leave to File Motion for Relief from Nondispositive Pretrial Order of Magistrate Judge",
         {"administrative"}),
        ("MOTION for Relief from Nondispositive Pretrial Order of Magistrate Judge", {"relief_from_mj_order"}),
        ("MOTION for Leave to File a Motion for Reconsideration", {"reconsideration_leave"}),
        ("MOTION for New Trial", {"post_judgment"}),
    ],
)  # fmt: skip
def test_a_motion_is_of_the_sort_that_it_asks_for_itself(text: str, sorts: set[str]) -> None:
    assert sorts_in("", text, "motion") == sorts


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("order", "ORDER ADOPTING 16 REPORT AND RECOMMENDATION. Signed by Judge A. Roe."),
        ("order", "Order by Magistrate Judge A. Roe setting settlement conference for 11/22/2025 02:00 PM."),
        ("order", "Order by Magistrate Judge A. Roe granting 5 stipulation."),
        ("other", "JUDGMENT from USCA as to 12 Notice of Appeal."),
        ("other", "JUDGMENT Returned Executed"),
        ("complaint", "PETITION for Writ of Habeas Corpus"),
    ],
)
def test_what_starts_no_period(case: CaseFile, kind: str, text: str) -> None:
    paper = factories.make_filing(
        case, entry=9, kind=kind, title=text.partition(".")[0], docket_text=text, date_filed=DAY, by_court=kind != "complaint"
    )  # fmt: skip
    assert {one for one in rules(proposed(case, paper)) if one != "order"} == set()


def test_civil_rules_are_of_civil_cases(db: None) -> None:
    case = factories.make_case(slug="usa-v-roe", docket_number="2:17-mj-01117")
    text = "Order granting 5 motion to compel by Magistrate Judge A. Roe"
    order = factories.make_filing(case, entry=6, kind="order", by_court=True, title="Order", docket_text=text)
    transcript = factories.make_filing(case, entry=7, kind="transcript", by_court=True, title="Transcript")
    assert rules(proposed(case, order, transcript)) == [
        "transcript.redacted", "transcript.redaction-request", "transcript.release",
    ]  # fmt: skip


def served(case: CaseFile, text: str, *, entry: int = 8) -> Filing:
    return factories.make_filing(
        case, entry=entry, kind="summons", title="Summons returned executed", docket_text=text, date_filed=DAY
    )


def test_only_who_was_served_must_answer_and_each_by_his_own_day(case: CaseFile, user: User) -> None:
    for slug, name in (("roe", "Roe, Inc."), ("poe", "Poe LLC"), ("loe", "Loe LLP")):
        factories.make_appearance(case, slug=slug, role="defendant", name=name)
    paper = served(
        case, "SUMMONS Returned Executed by Doe. Roe, Inc. served on 10/1/2025, answer due 10/22/2025;"
        " Poe LLC served on 10/3/2025, answer due 10/24/2025.",
    )  # fmt: skip
    made = proposed(case, paper)
    told = {(one.computation.safe.day, *one.computation.result["deadline"]["who"]) for one in made}
    assert told == {(22, "roe"), (24, "poe")}
    for one in made:
        accept(proposal=one, by=user, now=NOON)
    assert proposed(case, paper) == []


def test_x05_an_agency_has_sixty_days_whatever_the_clerk_s_software_prints(case: CaseFile) -> None:
    paper = served(
        case, "SUMMONS Returned Executed by Doe. Administrator, U.S. Environmental Protection Agency served on 8/7/2007,"
        " answer due 8/27/2007.",
    )  # fmt: skip
    (made,) = proposed(case, paper)
    assert (made.computation.rule_id, made.computation.safe) == ("frcp.12.a.2", date(2007, 10, 9))
    text = "SUMMONS Returned Executed. U.S. Bank N.A. served on 10/1/2025, answer due 10/22/2025."
    bank = served(case, text, entry=9)
    assert rules(proposed(case, bank)) == ["frcp.12.a.1.A.i"]


def test_amendment_as_of_right_follows_the_first_response_of_the_case_alone(case: CaseFile) -> None:
    papers = []
    for entry, slug in ((10, "roe"), (11, "poe"), (12, "roe")):
        filer = case.appearances.filter(slug=slug).first() or factories.make_appearance(
            case, slug=slug, role="defendant"
        )
        papers.append(factories.make_filing(case, entry=entry, kind="answer", filers=(filer,), date_filed=DAY))
    made = proposed(case, *papers)
    told = sorted((one.computation.rule_id, one.computation.trigger_entry.entry) for one in made)  # type: ignore[union-attr]
    # A third-party complaint is a matter of each defendant's own first answer.
    assert told == [("frcp.14.a.1", 10), ("frcp.14.a.1", 11), ("frcp.15.a.1.B.answer", 10)]


def test_a_sealing_motion_on_another_s_material_asks_for_the_statement_alone(case: CaseFile) -> None:
    text = "Administrative Motion to Consider Whether Another Party's Material Should Be Sealed filed by Doe."
    paper = factories.make_filing(
        case, entry=19, kind="administrative motion", title=text[:-14], docket_text=text, date_filed=date(2025, 9, 11)
    )
    (made,) = proposed(case, paper)
    assert (made.computation.rule_id, made.computation.safe) == ("cand.civlr.79-5.f.3", date(2025, 9, 18))
    # Nobody appears yet: that is no reason to say that the court must act.
    assert made.computation.result["deadline"]["by_court"] is False


def test_what_an_order_prints_is_told_in_a_title_and_once(case: CaseFile) -> None:
    text = (
        "ORDER, plaintiffs shall file their amended complaint by 11/21/2025. MINUTES before Judge Coyle status hearing set for"
        " 12/1/2025. Counsel requests that the time to file the motion be extended to 12/5/2025. Response due by 10/1/2025."
    )
    order = factories.make_filing(
        case, entry=8, kind="order", by_court=True, title="Order", docket_text=text, date_filed=DAY
    )
    again = factories.make_filing(
        case, entry=9, kind="clerk notice", by_court=True, title="Notice", date_filed=DAY,
        docket_text="Set/Reset Hearings: status hearing set for 12/1/2025.",
    )  # fmt: skip
    # Nothing of what counsel ask for, nor of a day that was past when the order was made.
    assert titles(proposed(case, order, again)) == [
        "As ordered: plaintiffs shall file their amended complaint", "Status hearing",
    ]  # fmt: skip


def test_a_stipulation_under_6_1_a_moves_the_answer_without_an_order(case: CaseFile, user: User) -> None:
    factories.make_appearance(case, slug="roe", role="defendant", name="Roe, Inc.")
    paper = served(case, "SUMMONS Returned Executed. Roe, Inc. served on 10/1/2025, answer due 10/22/2025.")
    (made,) = proposed(case, paper)
    answer = accept(proposal=made, by=user, now=NOON)
    text = "STIPULATION Pursuant to Civ. L.R. 6-1(a) Extending Time to Answer Complaint. Answer due 11/21/2025."
    stipulation = factories.make_filing(case, entry=9, kind="stipulation", docket_text=text, date_filed=DAY)
    (again,) = proposed(case, stipulation)
    assert again.deadline == answer
    assert again.computation.result["steps"][0]["cite"] == "Civ. L.R. 6-1(a)"
    assert "order" in again.computation.result["questions"][0]
    accept(proposal=again, by=user, now=NOON)
    answer.refresh_from_db()
    assert (answer.status, answer.moved_to, answer.changed_by_entry) == ("moved", date(2025, 11, 21), stipulation)


@pytest.mark.parametrize(
    ("court", "text"),
    [
        ("cand", "STIPULATION WITH PROPOSED ORDER Extending Time to Answer. Answer due 11/21/2025."),
        ("cand", "STIPULATION to Continue Hearing. Motion Hearing set for 11/21/2025."),
        ("nysd", "STIPULATION Extending Time to Answer Complaint. Answer due 11/21/2025."),
    ],
)
def test_any_other_stipulation_waits_for_its_order(db: None, court: str, text: str) -> None:
    case = factories.make_case(court_id=court)
    paper: Any = factories.make_filing(case, entry=9, kind="stipulation", docket_text=text, date_filed=DAY)
    assert proposed(case, paper) == []


def test_the_rule_page_says_that_only_the_first_paper_counts() -> None:
    book = rulebook()
    assert event_words(book.newest("frcp.15.a.1.B.answer")) == "an answer is served, the first in the case"
    assert event_words(book.newest("frcp.14.a.1")) == "an answer is served, the first of that party"


def test_what_no_calendar_and_no_rule_reaches_is_not_counted(case: CaseFile) -> None:
    old = factories.make_filing(case, entry=3, kind="motion", title="Motion to compel", date_filed=date(1901, 1, 2))
    far = factories.make_filing(case, entry=4, kind="motion", title="Motion to compel", date_filed=date(9999, 12, 30))
    assert proposed(case, old, far) == []
    # Rule 59(c) as it stood in 2005 is not held here.
    cited = factories.make_deadline(
        case, key="opposing", title="Opposing affidavits", trigger_entry=old, trigger_date=date(2005, 3, 1),
        rule="Fed. R. Civ. P. 59(c)", rule_days=10, computed_due=date(2005, 3, 15),
    )  # fmt: skip
    assert on_record(bench_of(case), cited) is None
    assert proposed(case, old) == []
