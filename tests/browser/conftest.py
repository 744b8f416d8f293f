import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from casefiles.models import CaseFile

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Chromium looks for the outside world at every start; there is none here.
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="there is no Chromium on this machine (Debian: apt install chromium)")
                )


@pytest.fixture(scope="session", autouse=True)
def _alone_with_the_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """At the end sends away whichever thread of the live server is still connected: PostgreSQL drops no database in use."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            connection.close()


@pytest.fixture
def browser() -> Iterator[Browser]:
    """One for each test: at its end no connection to the live server is left open, whose threads hold the database."""
    # Playwright runs an event loop in this thread, where Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        found.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Complaints(list[str]):
    """What the browser's console said: a blocked script or style is one."""

    def listen(self, page: Page) -> None:
        def heard(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                self.append(message.text)

        page.on("console", heard)
        page.on("pageerror", lambda error: self.append(str(error)))


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    found = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext, complaints: Complaints) -> Page:
    found = context.new_page()
    complaints.listen(found)
    return found


@pytest.fixture
def sampled_case(transactional_db: None, real_case: CaseFile) -> CaseFile:
    """Strike 3 v. Meta with the sample PDFs, read."""
    call_command("add_samples", verbosity=0)
    call_command("worker", batch=True, verbosity=0)
    return real_case
