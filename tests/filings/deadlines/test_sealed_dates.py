"""What sealed papers make of dates is told by no page, export, feed or count."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission

from casefiles.models import CaseFile
from filings.calendar.actions.following import follow
from filings.calendar.actions.reminding import lines_for
from filings.deadlines.actions.overruling import override
from filings.deadlines.actions.proposing import propose
from filings.deadlines.models import Deadline
from filings.docket.models import Filing
from tests import actors, factories
from tests.factories import NOON

CASE = "/cases/doe-v-roe/"
WORD, SECRET_DAY = "walrus", date(2026, 5, 19)
SAID = (WORD, "2026-05-19", "20260519", "May 19, 2026", "5/19/2026", "5/19")
READERS = ("anonymous", "reader", "clerk", "viewer")


@pytest.fixture
def order(case: CaseFile) -> Filing:
    factories.make_appearance(case)
    factories.make_appearance(case, slug="roe", role="defendant")
    return factories.make_filing(
        case, entry=36, kind="order", by_court=True, sealed="full", title=f"Order {WORD}", docket_text=f"{WORD} due"
    )


@pytest.fixture
def dates(case: CaseFile, order: Filing) -> CaseFile:
    """One moved by a sealed order, with the row of its new date; one set by hand after it; one that it states alone."""
    notice = factories.make_filing(case, entry=31, kind="clerk notice", by_court=True, title="Notice")
    one = factories.make_deadline(
        case, key="moved", title="Reply", due=date(2026, 4, 7), set_by_entry=notice, status="moved",
        moved_to=SECRET_DAY, changed_by_entry=order,
    )  # fmt: skip
    factories.make_deadline(case, key="moved-2", title="Reply", due=SECRET_DAY, set_by_entry=order)
    two = factories.make_deadline(case, key="by-hand", title="Statement", due=date(2026, 4, 8), set_by_entry=notice)
    boss = factories.make_user(username="boss")
    override(deadline=two, due=SECRET_DAY, reason=f"so says {WORD}", source_entry=order, by=boss, now=NOON)
    factories.make_deadline(case, key="alone", title=f"Paper about {WORD}", trigger_entry=order)
    count = factories.make_computation(case, trigger=order, due=SECRET_DAY, identity="x|36|a")
    factories.make_proposal(case, computation=count, deadline=one, sort="recomputed", because=f"{WORD} moved it")
    # Of an open paper, but for a deadline that nobody may know of.
    other = factories.make_computation(case, trigger=notice, due=SECRET_DAY, identity="x|31|a")
    factories.make_proposal(
        case, computation=other, deadline=case.deadlines.get(key="alone"), sort="recomputed", identity="x|31|a",
        because="counted anew",
    )  # fmt: skip
    return case


def said(client: Any, address: str, **more: Any) -> str:
    answer = client.get(address, **more)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    # What stands on two lines of a calendar is one word.
    return str(content.replace(b"\r\n ", b"").decode()) + str(answer.headers)


PAGES = [
    CASE, *(CASE + page for page in (
        "deadlines/", "deadlines/?state=extended", "deadlines/?q=reply", "deadlines/moved/", "deadlines/moved-2/",
        "deadlines/by-hand/", "deadlines/alone/", "deadlines/moved/decide/", "deadlines/by-hand/decide/",
        "deadlines-proposed/", "deadlines.csv", "deadlines.ics", "docket/31/", "docket/36/", "timeline/", "timeline.csv",
        "changes/", "gaps/", "gaps.csv", "motions/", "motions.csv",
    )),
    "/calendar/",
]  # fmt: skip


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("page", PAGES)
def test_no_page_tells_what_a_sealed_order_did_to_a_date(dates: CaseFile, who: str, page: str) -> None:
    text = said(getattr(actors, who)(), page)
    assert not [one for one in SAID if one in text]


@pytest.mark.parametrize("who", READERS)
def test_nor_do_the_changes_of_a_date(dates: CaseFile, who: str) -> None:
    client = getattr(actors, who)()
    for deadline in dates.deadlines.all():
        text = said(client, f"{CASE}changes/deadline/{deadline.pk}/")
        assert not [one for one in SAID if one in text], deadline.key


def test_what_is_told_without_it(dates: CaseFile) -> None:
    page = said(actors.anonymous(), f"{CASE}deadlines/")
    assert "Apr 7, 2026" in page
    assert "moved" not in page.split('id="moved"')[1].split("</tr>")[0].split("</td>", 3)[3]
    assert "3 dates set by a sealed filing are not shown" in page
    assert actors.anonymous().get(f"{CASE}deadlines/by-hand/").status_code == 404
    assert "docket/36/" not in said(actors.anonymous(), f"{CASE}deadlines/moved/")


def test_who_may_see_the_order_sees_what_it_did(dates: CaseFile) -> None:
    admin = actors.admin()
    assert "May 19, 2026" in said(admin, f"{CASE}deadlines/moved/")
    assert WORD in said(admin, f"{CASE}deadlines/by-hand/")
    assert "20260519" in said(admin, f"{CASE}deadlines.ics")
    assert said(admin, f"{CASE}deadlines-proposed/").count('name="ticked"') == 2


def test_the_veil_is_never_saved(dates: CaseFile) -> None:
    clerk = actors.clerk()
    clerk.post(f"{CASE}deadlines/moved/decide/", {"confirm": ""})
    row = Deadline.objects.get(key="moved")
    assert row.confirmed_at
    assert (row.status, row.moved_to) == ("moved", SECRET_DAY)


def test_a_sealed_motion_s_title_is_kept_in_no_title_of_a_date(case: CaseFile, order: Filing) -> None:
    roe = case.appearances.get(slug="roe")
    motion = factories.make_filing(
        case, entry=34, kind="motion", title=f"Motion to dismiss for {WORD}", sealed="full", filers=(roe,)
    )
    open_order = factories.make_filing(
        case, entry=61, kind="order", by_court=True, title="Order", docket_text="ORDER DENYING 34 Motion to Dismiss."
    )
    factories.relate(open_order, "rules on", motion)
    for proposal in propose(case=case, filings=[open_order.pk], by=None, now=NOON):
        assert WORD not in proposal.computation.result["deadline"]["title"]


def test_how_many_are_proposed_is_told_of_what_may_be_known(dates: CaseFile, order: Filing) -> None:
    clerk = actors.clerk()
    assert "0 changed dates" in clerk.post(f"{CASE}deadlines-proposed/", {"recount": ""}, follow=True).text
    assert "proposed" not in said(clerk, f"{CASE}deadlines/").split("</form>")[1].split("<section")[0]


def test_no_mail_tells_it(dates: CaseFile) -> None:
    ann = factories.make_user(username="ann", email="ann@example.org")
    follow(case=dates, by=ann, now=NOON)
    for ahead in (14, 7, 3, 1):
        assert lines_for(ann, now=NOON, today=SECRET_DAY - timedelta(days=ahead)) == []
    assert len(lines_for(ann, now=NOON, today=date(2026, 4, 6))) == 1  # the old date, which an open notice set
    ann.user_permissions.add(Permission.objects.get(codename="view_sealed"))
    ann = type(ann).objects.get(pk=ann.pk)
    assert len(lines_for(ann, now=NOON, today=SECRET_DAY - timedelta(days=7))) == 2
