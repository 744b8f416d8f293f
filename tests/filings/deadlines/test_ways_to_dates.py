"""What leads to a date, and what a line about one says besides the date itself."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.deadlines.actions.proposing import propose
from filings.docket.models import Filing
from tests import actors, factories
from tests.factories import NOON

CASE = "/cases/doe-v-roe/"


@pytest.fixture
def waiver(case: CaseFile) -> Filing:
    """Sixty days that end on Native American Day, which the docket printed."""
    case.court_id = "cand"
    case.save()
    filing = factories.make_filing(case, entry=17, kind="waiver of service", date_filed=date(2025, 8, 12))
    factories.make_deadline(
        case, key="answer-waiver", title="Answer", due=date(2025, 9, 26), trigger_entry=filing, set_by_entry=filing,
        trigger_date=date(2025, 7, 28), rule="FRCP 12(a)(1)(A)(ii)", rule_days=60, computed_due=date(2025, 9, 26),
    )  # fmt: skip
    return filing


def row(client: Client, key: str) -> str:
    return client.get(f"{CASE}deadlines/").text.split(f'<tr id="{key}"')[1].split("</tr>")[0]


def test_a_row_tells_the_prevailing_reading_where_it_is_another(waiver: Filing, anonymous: Client) -> None:
    assert "Fri, Sep 26, 2025" in row(anonymous, "answer-waiver")
    assert "prevailing reading Mon, Sep 29, 2025" in row(anonymous, "answer-waiver")
    file: Any = anonymous.get(f"{CASE}deadlines.csv")
    assert ",2025-09-26,2025-09-29,2025-09-29," in b"".join(file.streaming_content).decode()


def test_a_row_tells_none_where_all_agree_or_nothing_is_counted(case: CaseFile, anonymous: Client) -> None:
    factories.make_deadline(case, key="plain")
    factories.make_deadline(
        case, key="opposition", due=date(2025, 11, 10), trigger_date=date(2025, 10, 27), rule="Civ. L.R. 7-3(a)",
        rule_days=14, computed_due=date(2025, 11, 10),
    )  # fmt: skip
    factories.make_deadline(
        case, key="odd", trigger_date=date(2025, 10, 27), rule="Local custom", rule_days=1,
        computed_due=date(2025, 10, 28),
    )  # fmt: skip
    assert "prevailing" not in anonymous.get(f"{CASE}deadlines/").text


def test_of_what_the_court_does_it_is_not_said_that_no_filing_was_seen(case: CaseFile, anonymous: Client) -> None:
    factories.make_deadline(case, key="release", due=date(2025, 8, 1), court_responsible=True)
    factories.make_deadline(case, key="reply", due=date(2025, 8, 1))
    assert "no filing seen" not in row(anonymous, "release")
    assert "the docket says no more" in row(anonymous, "release")
    assert "no filing seen" in row(anonymous, "reply")


def test_the_list_has_a_button_to_follow_the_case(case: CaseFile, anonymous: Client) -> None:
    reader = actors.reader()
    assert "Follow" not in anonymous.get(f"{CASE}deadlines/").text
    assert ">Follow<" in reader.get(f"{CASE}deadlines/").text
    reader.post(f"{CASE}follow/", {})
    assert ">Unfollow<" in reader.get(f"{CASE}deadlines/").text


@pytest.mark.parametrize("page", ["/", CASE, f"{CASE}docket/", "/calculator/"])
def test_every_page_leads_to_the_rules_and_the_calculator(case: CaseFile, anonymous: Client, page: str) -> None:
    text = anonymous.get(page, follow=True).text
    assert 'href="/rules/"' in text
    assert 'href="/calculator/"' in text


def test_other_pages_lead_to_the_page_of_a_date(waiver: Filing, anonymous: Client) -> None:
    ours = f"{CASE}deadlines/answer-waiver/"
    waiver.case.deadlines.update(rule=None)
    for page in ("docket/17/", "gaps/", "changes/", ""):
        assert ours in anonymous.get(f"{CASE}{page}").text, page
    assert anonymous.get(ours).status_code == 200


def test_a_filing_tells_editors_what_is_proposed_from_it(case: CaseFile, anonymous: Client) -> None:
    factories.make_appearance(case)
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    motion = factories.make_filing(case, entry=34, filers=(roe,), kind="motion", title="Motion to dismiss")
    factories.make_filing(case, entry=35)
    made = propose(case=case, filings=[motion.pk], by=None, now=NOON)
    admin = actors.admin()
    assert f"{len(made)} date" in admin.get(f"{CASE}docket/34/").text
    assert f"{CASE}deadlines-proposed/" in admin.get(f"{CASE}docket/34/").text
    for client, page in ((anonymous, "34"), (actors.reader(), "34"), (admin, "35")):
        assert "deadlines-proposed" not in client.get(f"{CASE}docket/{page}/").text


@pytest.mark.parametrize("day", [date.min, date(1, 1, 7), date(9999, 12, 25), date.max])
@pytest.mark.parametrize("page", ["", "deadlines/", "deadlines/far/", "deadlines.csv", "deadlines.ics", "timeline/"])
def test_a_date_at_the_edge_of_the_calendar_breaks_no_page(
    case: CaseFile, anonymous: Client, day: date, page: str
) -> None:
    factories.make_deadline(case, key="far", due=day, kind="hearing", set_by_entry=factories.make_filing(case))
    answer: Any = anonymous.get(f"{CASE}{page}")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("day", [date(1, 1, 3), date(1985, 3, 1), date(9999, 12, 1)])
def test_a_rule_that_was_not_in_force_then_or_a_year_not_held_breaks_no_page(
    case: CaseFile, anonymous: Client, day: date
) -> None:
    case.court_id = "cand"
    case.save()
    motion = factories.make_filing(case, entry=34, kind="motion", title="Motion", date_filed=day)
    for key, rule in (("a", "Civ. L.R. 7-11(b)"), ("b", "FRCP 12(a)(4)(A)"), ("c", "Civ. L.R. 7-3(c)")):
        factories.make_deadline(
            case, key=key, trigger_entry=motion, trigger_date=day, rule=rule, rule_days=7, computed_due=day
        )
        assert anonymous.get(f"{CASE}deadlines/{key}/").status_code == 200
    assert anonymous.get(f"{CASE}deadlines/").status_code == 200
    propose(case=case, filings=[motion.pk], by=None, now=NOON)


def test_a_filing_and_its_motion_tell_a_date_that_only_a_rule_gives(case: CaseFile, anonymous: Client) -> None:
    motion = factories.make_filing(case, entry=34, kind="motion", title="Motion to dismiss")
    factories.make_deadline(
        case, key="opp", title="Opposition", due=None, trigger_entry=motion, trigger_date=date(2025, 10, 27),
        rule="Civ. L.R. 7-3(a)", rule_days=14, computed_due=date(2025, 11, 10),
    )  # fmt: skip
    assert "Mon, Nov 10, 2025, computed" in anonymous.get(f"{CASE}docket/34/").text
    assert "Nov 10, 2025, computed" in anonymous.get(f"{CASE}motions/").text
