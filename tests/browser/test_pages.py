"""Every page on the real case: at two widths, light and dark, with scripts and without, and by the rules of axe."""

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from casefiles.models import CaseFile
from tests import actors
from tests.browser.conftest import Complaints

CASE = "/cases/strike3-v-meta/"
PAGES = {
    "overview": CASE,
    "docket": CASE + "docket/",
    "docket-filtered": CASE + "docket/?side=defendant&kind=motion",
    "docket-bad-filter": CASE + "docket/?filed_after=soon",
    "filing": CASE + "docket/34/",
    "filing-order": CASE + "docket/61/",
    "filing-unnumbered": CASE + "docket/u2025-09-19/",
    "document": CASE + "docket/34/0/",
    "document-hits": CASE + "docket/34/0/?q=the",
    "parties": CASE + "parties/",
    "claims": CASE + "claims/",
    "deadlines": CASE + "deadlines/",
    "deadline": CASE + "deadlines/mtd-opposition/",
    "deadline-readings": CASE + "deadlines/answer-waiver/",
    "deadline-fixed": CASE + "deadlines/leave-to-amend-1/",
    "rules": "/rules/?q=12(a)",
    "calculator": "/calculator/",
    "calculator-answer": "/calculator/?rule=frcp.12.a.1.A.ii&from=2025-07-28&court=cand",
    "motions": CASE + "motions/",
    "gaps": CASE + "gaps/",
    "changes": CASE + "changes/",
    "filing-changes": CASE + "docket/34/changes/",
    "timeline": CASE + "timeline/",
    "timeline-week": CASE + "timeline/?zoom=2025-10-27_2025-11-02",
    "timeline-years": CASE + "timeline/?zoom=2018-01-01_2026-12-31",
    "timeline-facts": CASE + "timeline/?event=fact",
    "authorities": CASE + "authorities/",
    "authorities-filing": CASE + "authorities/?filing=34",
    "search": CASE + "search/",
    "search-answer": CASE + "search/?q=copyright+OR+motion",
    "search-faults": CASE + "search/?q=kind:ordr+%22meta",
    "search-all": "/search/?q=order",
    "document-find": CASE + "docket/34/0/?find=copyright+infring!",
    "api": "/api/v1/docs/",
    "login": "/login/",
}
# Those that one must be signed in for.
OWN_PAGES = {
    "facts-import": CASE + "facts/import/",
    "saved-searches": "/searches/",
    "api-tokens": "/api/tokens/",
    "search-kept": CASE + "search/?q=order",
}
ORDERS: list[dict[str, Any]] = [
    {"width": 1280, "height": 900, "scheme": "light"},
    {"width": 1280, "height": 900, "scheme": "dark"},
    {"width": 390, "height": 844, "scheme": "light"},
    {"width": 390, "height": 844, "scheme": "dark"},
]


@pytest.mark.drawn
def test_every_page_fits_reads_and_obeys(browser: Browser, live_server: Any, sampled_case: CaseFile) -> None:
    """One load of the case serves them all: loading it takes longer than looking at a page."""
    faults = []
    for order in ORDERS:
        faults += faults_of(browser, live_server.url, order, PAGES)
    session = actors.admin().cookies["sessionid"].value
    for order in (ORDERS[0], ORDERS[-1]):
        faults += faults_of(browser, live_server.url, order, OWN_PAGES, session)
    assert not faults, "\n".join(faults)


def faults_of(browser: Browser, url: str, order: dict[str, Any], pages: dict[str, str], session: str = "") -> list[str]:
    faults = []
    context = browser.new_context(
        base_url=url,
        viewport={"width": order["width"], "height": order["height"]},
        color_scheme=order["scheme"],
        reduced_motion="reduce",
    )
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    page, complaints = context.new_page(), Complaints()
    complaints.listen(page)
    for name, address in pages.items():
        where = f"{name} at {order['width']} {order['scheme']}"
        response = page.goto(address)
        assert response
        if response.status != 200:
            faults.append(f"{where}: status {response.status}")
        if session and page.url.split("?")[0].endswith("/login/"):
            faults.append(f"{where}: not signed in")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            faults.append(f"{where}: {overflow} pixels too wide")
        for violation in Axe().run(page).response["violations"]:
            targets = [node["target"] for node in violation["nodes"]][:3]
            faults.append(f"{where}: {violation['id']}: {violation['help']} {targets}")
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=str(Path(folder) / f"{name}-{order['width']}-{order['scheme']}.png"), full_page=True)
    faults += [f"console at {order['width']} {order['scheme']}: {text}" for text in complaints]
    context.close()
    return faults


@pytest.mark.drawn
def test_every_page_says_the_same_with_scripts_off(browser: Browser, live_server: Any, sampled_case: CaseFile) -> None:
    texts = []
    for scripts in (True, False):
        context = browser.new_context(base_url=live_server.url, java_script_enabled=scripts)
        page = context.new_page()
        found = {}
        for name, address in PAGES.items():
            page.goto(address)
            found[name] = page.locator("main").inner_text()
        texts.append(found)
        context.close()
    assert texts[0] == texts[1]


@pytest.mark.parametrize("width", [1280, 390])
def test_an_anchor_leads_to_its_page(browser: Browser, live_server: Any, sampled_case: CaseFile, width: int) -> None:
    page = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": 844}).new_page()
    page.goto(CASE + "docket/34/0/?find=meta#p4")
    assert page.locator("#p4").is_visible()
    # Waited for, as the pages before it come in pieces.
    for _ in range(30):
        if abs(top := page.evaluate("document.querySelector('#p4').getBoundingClientRect().top")) < 200:
            break
        page.wait_for_timeout(100)
    assert abs(top) < 200


@pytest.mark.parametrize("path", ["docket/34/", "docket/34/0/"])
def test_a_sample_is_said_to_be_one(browser: Browser, live_server: Any, sampled_case: CaseFile, path: str) -> None:
    page = browser.new_context(base_url=live_server.url).new_page()
    page.goto(CASE + path)
    assert "sample" in page.locator("main").inner_text().lower()
    assert "not the court" in page.locator("main").inner_text().lower()
