"""The picture of the timeline under a pointer and under keys."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from casefiles.models import CaseFile
from tests import factories
from tests.browser.conftest import Complaints

TIMELINE = "/cases/doe-v-roe/timeline/"


@pytest.fixture
def drawn(transactional_db: None, live_server: Any, case: CaseFile) -> None:
    works = factories.make_appearance(case)
    factories.make_filing(case, entry=1, filers=(works,), title="Complaint", date_filed=date(2025, 7, 1))
    factories.make_filing(case, entry=2, filers=(works,), title="Letter", date_filed=date(2025, 9, 1))
    factories.make_filing(case, entry=3, by_court=True, title="Order", date_filed=date(2025, 12, 1))


def test_keys_go_from_mark_to_mark_and_a_drag_zooms(drawn: None, page: Page, complaints: Complaints) -> None:
    page.goto(TIMELINE + "?side=")
    marks = page.locator(".story-plot a.mark")
    marks.first.focus()
    card = page.locator(".story-card")
    expect(card).to_contain_text("Complaint")
    page.keyboard.press("ArrowRight")
    expect(card).to_contain_text("Letter")
    page.keyboard.press("ArrowDown")
    expect(card).to_contain_text("Order")
    assert page.locator('.story-plot a.mark[tabindex="0"]').count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**#filing-3")

    # The address led down to the row.
    page.locator(".story-plot").scroll_into_view_if_needed()
    # Afresh: the way to the filing may still be scrolling.
    page.goto(TIMELINE + "?side=")
    box = page.locator(".story-plot").bounding_box()
    assert box
    y = box["y"] + 30
    page.mouse.move(box["x"] + box["width"] * 0.25, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, y, steps=4)
    page.mouse.up()
    page.wait_for_url("**zoom=**")
    expect(page.locator(".story-plot a.mark")).to_have_count(1)
    expect(page.locator(".story-plot a.mark")).to_have_attribute("aria-label", "Sep 1, 2025: No. 2, Letter. Doe Works.")
    page.go_back()
    expect(page.locator(".story-plot a.mark")).to_have_count(3)
    assert not complaints
