"""The page of what is proposed, and the form by which a date is set by hand."""

from datetime import date
from typing import Any

import pytest

from casefiles.models import CaseFile
from filings.deadlines.actions.proposing import propose
from filings.deadlines.models import ClosedDay, Deadline, Override, Proposal
from filings.docket.models import Filing
from tests import actors, factories
from tests.factories import NOON
from tests.filings.admin.posting import ADD, shown

PAGE = "/cases/doe-v-roe/deadlines-proposed/"


@pytest.fixture
def motion(case: CaseFile) -> Filing:
    doe = factories.make_appearance(case)
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    factories.make_filing(case, entry=1, filers=(doe,), kind="complaint")
    return factories.make_filing(
        case, entry=34, filers=(roe,), kind="motion", title="Motion to <b>dismiss</b>", date_filed=date(2025, 10, 27)
    )


@pytest.fixture
def made(case: CaseFile, motion: Filing) -> list[Proposal]:
    return propose(case=case, filings=[motion.pk], by=None, now=NOON)


def test_it_shows_each_with_its_count(admin: Any, made: list[Proposal]) -> None:
    page = admin.get(PAGE).content.decode()
    assert "Mon, Nov 10, 2025" in page
    assert "14 days after" in page
    assert "(No. 34)" in page
    assert "<b>dismiss" not in page
    assert page.count('name="ticked"') == len(made)
    assert "checked" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_database_a_fixed_number_of_times(
    admin: Any, case: CaseFile, number: int, django_assert_num_queries: Any
) -> None:
    for entry in range(number):
        filing = factories.make_filing(case, entry=entry + 1)
        factories.make_proposal(
            case, computation=factories.make_computation(case, trigger=filing, identity=f"x|{entry}|y")
        )
    admin.get(PAGE)
    with django_assert_num_queries(6):
        admin.get(PAGE)


def test_what_is_ticked_becomes_a_deadline_and_the_rest_stays(admin: Any, made: list[Proposal]) -> None:
    first = next(one for one in made if one.computation.rule_id == "cand.civlr.7-3.a")
    answer = admin.post(PAGE, {"ticked": [first.pk], "accept": ""}, follow=True)
    assert "1 proposal accepted." in answer.content.decode()
    assert Deadline.objects.get().computed_due == date(2025, 11, 10)
    assert Proposal.objects.open().count() == len(made) - 1
    again = admin.post(PAGE, {"ticked": [first.pk], "accept": ""}, follow=True)
    assert "0 proposals accepted." in again.content.decode()
    assert Deadline.objects.count() == 1


def test_nothing_ticked_does_nothing(admin: Any, made: list[Proposal]) -> None:
    assert "Nothing was ticked" in admin.post(PAGE, {"accept": ""}, follow=True).content.decode()
    assert not Deadline.objects.exists()


def test_what_is_declined_is_gone_and_stays_gone(admin: Any, made: list[Proposal]) -> None:
    admin.post(PAGE, {"ticked": [one.pk for one in made], "decline": ""})
    admin.post(PAGE, {"look": ""})
    assert set(
        Proposal.objects.filter(identity__in=[one.identity for one in made]).values_list("state", flat=True)
    ) == {"declined"}


@pytest.mark.parametrize("ticked", ["0", "-1", "x", "9" * 30, "²"])
def test_nonsense_ticks_do_nothing(admin: Any, made: list[Proposal], ticked: str) -> None:
    assert admin.post(PAGE, {"ticked": [ticked], "accept": ""}).status_code == 302
    assert not Deadline.objects.exists()


def test_a_proposal_of_another_case_is_not_taken(admin: Any, made: list[Proposal], case: CaseFile) -> None:
    other = factories.make_proposal(factories.make_case(slug="other"))
    admin.post(PAGE, {"ticked": [other.pk], "accept": ""})
    assert not Deadline.objects.exists()


def test_what_a_sealed_paper_sets_off_is_hidden_from_a_clerk(case: CaseFile, made: list[Proposal]) -> None:
    case.filings.filter(entry=34).update(sealed="full")
    clerk = actors.clerk()
    page = clerk.get(PAGE).content.decode()
    assert "dismiss" not in page
    assert "Nov 10" not in page
    clerk.post(PAGE, {"ticked": [one.pk for one in made], "accept": ""})
    assert not Deadline.objects.exists()


def test_a_reader_may_not(reader: Any, made: list[Proposal]) -> None:
    assert reader.get(PAGE).status_code == 403
    assert reader.post(PAGE, {"ticked": [made[0].pk]}).status_code == 403


# A date by hand


def test_a_date_is_set_by_hand_lifted_and_confirmed(admin: Any, case: CaseFile) -> None:
    order = factories.make_filing(case, entry=36)
    deadline = factories.make_deadline(case, key="answer")
    page = f"/cases/doe-v-roe/deadlines/{deadline.key}/decide/"
    assert admin.get(page).status_code == 200
    told = {"override": "", "due": "2026-03-02", "reason": "The parties agreed.", "source_entry": "36"}
    assert admin.post(page, told).status_code == 302
    made = Override.objects.get()
    assert (made.source_entry, made.was, made.due) == (order, date(2026, 2, 1), date(2026, 3, 2))
    deadline.refresh_from_db()
    assert deadline.due == date(2026, 3, 2)
    assert "The parties agreed." in admin.get(page).content.decode()
    admin.post(page, {"lift": ""})
    deadline.refresh_from_db()
    assert deadline.due == date(2026, 2, 1)
    admin.post(page, {"confirm": ""})
    deadline.refresh_from_db()
    assert deadline.confirmed_by is not None


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"due": "2026-02-30", "reason": "r", "source": "s"}, "valid date"),
        ({"due": "2026-03-02", "reason": "", "source": "s"}, "required"),
        ({"due": "2026-03-02", "reason": "r"}, "Name the filing that says so"),
        ({"due": "2026-03-02", "reason": "r", "source_entry": "999"}, "There is no entry 999"),
    ],
)
def test_a_fault_is_told_and_nothing_is_lost(admin: Any, case: CaseFile, told: dict[str, str], fault: str) -> None:
    factories.make_deadline(case, key="answer")
    answer = admin.post("/cases/doe-v-roe/deadlines/answer/decide/", {"override": "", **told})
    page = answer.content.decode()
    assert fault in page
    assert told["due"] in page
    assert not Override.objects.exists()


def test_a_reader_sets_nothing_by_hand(reader: Any, case: CaseFile) -> None:
    factories.make_deadline(case, key="answer")
    assert reader.post("/cases/doe-v-roe/deadlines/answer/decide/", {"confirm": ""}).status_code == 403


# Where proposals come from


def test_saving_a_motion_in_the_admin_proposes_its_dates(admin: Any, case: CaseFile) -> None:
    factories.make_appearance(case)
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    form = shown(admin, ADD) | {
        "case": case.pk, "entry": "34", "date_filed": "2025-10-27", "kind": "motion", "title": "Motion to dismiss",
        "filed_by": [roe.pk], "sealed": "none",
    }  # fmt: skip
    answer = admin.post(ADD, form, follow=True)
    page = answer.content.decode()
    assert case.filings.filter(entry=34).exists(), page
    assert "proposed, counted, to be ticked" in page
    assert f'href="{PAGE}"' in page
    safe = {one.computation.rule_id: one.computation.safe for one in Proposal.objects.all()}
    assert safe["cand.civlr.7-3.a"] == date(2025, 11, 10)
    assert not Deadline.objects.exists()


def test_a_closing_in_the_admin_proposes_new_dates(admin: Any, case: CaseFile, made: list[Proposal]) -> None:
    admin.post(PAGE, {"ticked": [one.pk for one in made], "accept": ""})
    told = {"day": "2025-11-10", "court_id": "cand", "effect": "inaccessible", "why": "Outage", "source": "Notice"}
    page = admin.post("/admin/filings/closedday/add/", told, follow=True).content.decode()
    assert ClosedDay.objects.exists(), page
    assert "proposed, counted, to be ticked" in page
    assert Proposal.objects.open().filter(sort="recomputed", computation__safe=date(2025, 11, 12)).exists()
