"""The page of a document: lines, cites, hits and keys in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from casefiles.models import CaseFile
from filings.models import HeldFile
from tests import factories
from tests.browser.conftest import Complaints

DOCUMENT = "/cases/doe-v-roe/docket/34/0/"
# The smallest WebP: what a page's picture looks like is another test's business.
WEBP = bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")


@pytest.fixture
def held(transactional_db: None, case: CaseFile, page: Page) -> HeldFile:
    """Three pages of pleading paper, of eight lines each."""
    page.route("**/*.webp*", picture)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = "\n".join(f"Line {number} of the plaintiff" for number in range(1, 9))
    held = factories.make_held_file(
        factories.make_document(factories.make_filing(case, entry=34)), pages=(text, text, text)
    )
    held.pages.update(marks=[1, 2, 3, 4, 5, 6, 7, 8])
    return held


def picture(route: Route) -> None:
    route.fulfill(body=WEBP, content_type="image/webp")


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def select(page: Page, first: str, last: str) -> None:
    page.evaluate(
        """([first, last]) => {
            const range = document.createRange();
            range.setStart(document.getElementById(first).firstChild, 0);
            const end = document.getElementById(last);
            range.setEnd(end.firstChild, end.firstChild.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        [first, last],
    )


def test_selected_lines_copy_without_their_numbers(held: HeldFile, page: Page) -> None:
    page.goto(DOCUMENT)
    select(page, "p1-2", "p1-4")
    page.keyboard.press("Control+c")
    assert copied(page) == "Line 2 of the plaintiff\nLine 3 of the plaintiff\nLine 4 of the plaintiff"


def test_c_copies_the_cite_of_the_selection_the_line_and_the_page(
    held: HeldFile, page: Page, complaints: Complaints
) -> None:
    page.goto(DOCUMENT)
    page.keyboard.press("c")
    expect(page.get_by_role("status")).to_have_text("Copied: Dkt. 34 at 1")
    assert copied(page) == "Dkt. 34 at 1"
    page.goto(DOCUMENT + "#p3-7")
    page.keyboard.press("c")
    expect(page.get_by_role("status")).to_have_text("Copied: Dkt. 34 at 3:7")
    select(page, "p2-3", "p2-5")
    bar = page.get_by_role("region", name="Cite")
    expect(bar).to_contain_text("Dkt. 34 at 2:3-5")
    page.keyboard.press("c")
    expect(page.get_by_role("status")).to_have_text("Copied: Dkt. 34 at 2:3-5")
    bar.get_by_role("button", name="Link").click()
    expect(page.get_by_role("status")).to_contain_text(DOCUMENT + "#p2-3")
    select(page, "p2-8", "p3-1")
    expect(bar).to_contain_text("Dkt. 34 at 2:8-3:1")
    assert not complaints


def test_a_click_on_a_number_offers_the_cite_of_its_line(held: HeldFile, page: Page) -> None:
    page.goto(DOCUMENT)
    box = page.locator("#p1 .page-text").bounding_box()
    line = page.locator("#p1-6").bounding_box()
    assert box
    assert line
    page.mouse.click(box["x"] + 20, line["y"] + line["height"] / 2)
    expect(page.get_by_role("region", name="Cite")).to_contain_text("Dkt. 34 at 1:6")
    assert page.url.endswith("#p1-6")


def test_keys_move_and_never_those_that_somebody_types(held: HeldFile, page: Page, complaints: Complaints) -> None:
    page.goto(DOCUMENT)
    page.keyboard.press("j")
    expect(page.locator("#go-page")).to_have_value("2")
    page.keyboard.press("k")
    expect(page.locator("#go-page")).to_have_value("1")
    page.keyboard.press("/")
    page.keyboard.type("jtcn")
    expect(page.locator("#find")).to_have_value("jtcn")
    expect(page.locator(".facsimile").first).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("t")
    expect(page.locator(".facsimile").first).to_be_hidden()
    page.reload()
    expect(page.locator(".facsimile").first).to_be_hidden()
    expect(page.get_by_role("radio", name="Text")).to_be_checked()
    page.keyboard.press("p")
    expect(page.locator("#p1-1")).to_be_hidden()
    page.keyboard.press("b")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("+")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert not complaints


def test_n_steps_from_hit_to_hit(held: HeldFile, page: Page, complaints: Complaints) -> None:
    page.goto(DOCUMENT + "?q=plaintiff")
    page.keyboard.press("n")
    expect(page.locator("[data-at-hit]")).to_have_text("1 of 24")
    page.keyboard.press("n")
    expect(page.locator("#hit-2.here")).to_be_in_viewport()
    page.keyboard.press("Shift+N")
    page.keyboard.press("Shift+N")
    expect(page.locator("[data-at-hit]")).to_have_text("24 of 24")
    expect(page.locator("#hit-24.here")).to_be_in_viewport()
    assert not complaints


def test_the_view_is_chosen_without_scripts(browser: Browser, live_server: Any, held: HeldFile) -> None:
    page = browser.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    page.route("**/*.webp*", picture)
    page.goto(DOCUMENT)
    expect(page.locator(".facsimile").first).to_be_visible()
    page.get_by_role("radio", name="Text").check(force=True)
    expect(page.locator(".facsimile").first).to_be_hidden()
    page.locator("#find").fill("line 5")
    page.locator("#find").press("Enter")
    expect(page.locator("#hit-3")).to_be_visible()
    page.locator("#go-page").fill("3")
    page.locator("#go-page").press("Enter")
    assert page.url.endswith("?q=line%205#p3")


def test_a_page_beyond_the_first_address_is_found_by_its_anchor(
    transactional_db: None, case: CaseFile, page: Page
) -> None:
    page.route("**/*.webp*", picture)
    factories.make_held_file(
        factories.make_document(factories.make_filing(case, entry=34)), pages=tuple("words" for _ in range(510))
    )
    page.goto(DOCUMENT + "#p507")
    expect(page.locator("#p507")).to_be_in_viewport()
    assert "from=507" in page.url
