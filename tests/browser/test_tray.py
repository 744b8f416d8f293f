"""The tray in a browser: any number of files goes in a few at a time; without scripts in one form."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from casefiles.models import CaseFile
from filings.models import TrayPaper
from tests import actors, factories
from tests.browser.conftest import Complaints
from tests.filings.documents.pdfs import drawn
from tests.filings.tray.papers import stamped

TRAY = "/cases/doe-v-roe/tray/"


@pytest.fixture
def files(transactional_db: None, case: CaseFile) -> list[Any]:
    """Twelve files to choose: one of entry 34, and eleven that nobody knows."""
    factories.make_filing(case, entry=34)
    datas = [stamped("34"), *(drawn(f"paper {number}") for number in range(11))]
    return [
        {"name": f"{number:02}.pdf", "mimeType": "application/pdf", "buffer": data} for number, data in enumerate(datas)
    ]


@pytest.fixture
def desk(browser: Browser, live_server: Any, files: list[Any], request: Any) -> Iterator[Page]:
    """The page of the tray, opened by an admin; scripts on or off."""
    options: dict[str, Any] = getattr(request, "param", {})
    context = browser.new_context(base_url=live_server.url, **options)
    session = actors.admin().cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(TRAY)
    yield page
    context.close()


@pytest.mark.parametrize("desk", [{"java_script_enabled": True}, {"java_script_enabled": False}], indirect=True)
def test_many_files_go_in(desk: Page, files: list[Any]) -> None:
    desk.set_input_files("#files", files)
    desk.click("text=Take them in")
    desk.locator("#taken li").nth(11).wait_for()
    assert desk.locator("#taken li").count() == 12
    assert desk.locator("#taken li a").first.inner_text() == "34"
    assert desk.locator("#waiting h2").inner_text() == "In the tray: 11 papers"
    assert TrayPaper.objects.count() == 11


def test_a_lost_server_is_said_and_nothing_is_lost(desk: Page, files: list[Any]) -> None:
    sent = []

    def answer(route: Any) -> None:
        sent.append(route.request.method)
        if len(sent) > 1:
            route.abort()
        else:
            route.continue_()

    desk.route(f"**{TRAY}", answer)
    desk.set_input_files("#files", files)
    desk.click("text=Take them in")
    desk.locator(".going", has_text="Stopped after 5 of 12 files").wait_for()
    assert desk.locator("#taken li").count() == 5
    assert TrayPaper.objects.count() == 4
    assert desk.locator(".take button").is_enabled()


@pytest.mark.parametrize(
    "desk",
    [
        {"viewport": {"width": width, "height": 844}, "color_scheme": scheme, "reduced_motion": "reduce"}
        for width in (1280, 390)
        for scheme in ("light", "dark")
    ],
    indirect=True,
)
@pytest.mark.drawn
def test_both_pages_fit_read_and_obey(desk: Page, files: list[Any]) -> None:
    complaints = Complaints()
    complaints.listen(desk)
    desk.set_input_files("#files", files[:3])
    desk.click("text=Take them in")
    desk.locator("#taken li").nth(2).wait_for()
    paper = desk.locator("#waiting h3 a").first.get_attribute("href")
    for address in (None, paper):
        if address:
            desk.goto(address)
        desk.wait_for_load_state("networkidle")
        assert desk.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        assert [violation["id"] for violation in Axe().run(desk).response["violations"]] == []
    assert complaints == []
