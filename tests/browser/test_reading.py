"""A filing's page while its PDF is being read: progress, then the text, without a reload."""

import io

from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from casefiles.models import CaseFile
from filings.documents.actions import files
from tests import factories
from tests.browser.conftest import Complaints
from tests.filings.documents.test_actions import pdf


def test_the_text_appears_without_a_reload(
    transactional_db: None, case: CaseFile, page: Page, complaints: Complaints
) -> None:
    document = factories.make_document(factories.make_filing(case))
    files.add_file(
        document=document,
        upload=io.BytesIO(pdf("Words of the first page")),
        filename="a.pdf",
        by=None,
        now=timezone.now(),
    )
    page.goto(f"/cases/{case.slug}/docket/1/")
    page.evaluate("window.sameDocument = true")
    expect(page.locator("[data-reading]").first).to_be_visible()
    assert "Words of the first page" not in page.locator("main").inner_text()
    call_command("worker", batch=True, verbosity=0)
    expect(page.get_by_text("Words of the first page")).to_be_visible(timeout=10_000)
    assert page.evaluate("window.sameDocument") is True
    assert not complaints
