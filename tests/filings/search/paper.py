"""A case with papers to search, and an answer read as a reader sees it."""

import re
from datetime import date
from html import unescape
from typing import Any

from django.test import Client

from casefiles.models import CaseFile
from filings.models import Filing, HeldFile
from filings.query.mending import additions
from tests import factories

SEARCH = "/cases/doe-v-roe/search/"


def file(case: CaseFile, entry: int, *pages: str, number: int = 0, **fields: Any) -> Filing:
    """A filing with one held document, its pages mended as a reading leaves them."""
    filing = case.filings.filter(entry=entry).first() or factories.make_filing(case, entry=entry, **fields)
    if pages:
        hold(filing, *pages, number=number)
    return filing


def hold(filing: Filing, *pages: str, number: int = 0, **fields: Any) -> HeldFile:
    held = factories.make_held_file(factories.make_document(filing, number=number, **fields), pages=pages)
    for page, added in zip(held.pages.order_by("number"), additions(pages), strict=True):
        page.mended, page.bridge = added
        page.save()
    return held


def disputed(case: CaseFile) -> CaseFile:
    doe = factories.make_appearance(case, slug="doe-works", name="Doe Works, LLC")
    roe = factories.make_appearance(case, slug="roe-systems", name="Roe Systems, Inc.", role="defendant")
    file(
        case, 1, "The copyright of the films", "nothing here", "more copyright", filers=(doe,), kind="complaint",
        title="Complaint", date_filed=date(2025, 7, 1),
    )  # fmt: skip
    motion = file(
        case, 34, "motion to dismiss", filers=(roe,), kind="motion", title="Motion to dismiss",
        date_filed=date(2025, 10, 27), docket_text="MOTION to Dismiss the copyright claims, filed by Roe",
    )  # fmt: skip
    hold(motion, "Exhibit page one", "The copyright registration", "last", number=2)
    file(
        case, 61, "The court denies it. Copyright is pleaded.", by_court=True, judge="Eumi K. Lee", kind="order",
        title="Order", date_filed=date(2026, 6, 11),
    )  # fmt: skip
    return case


def page(client: Client, query: str, address: str = SEARCH, **parameters: str) -> str:
    response = client.get(address, {"q": query} | parameters)
    assert response.status_code == 200, (query, response.status_code)
    return str(response.content.decode())


def found(text: str) -> list[str]:
    """The numbers of the filings shown, in their order."""
    return [unescape(number) for number in re.findall(r'<li class="found[^"]*"><h2><span class="no">([^<]*)<', text)]


def places(text: str) -> list[str]:
    """The addresses of the pages shown."""
    return [unescape(address) for address in re.findall(r'<a class="where" href="([^"]*)"', text)]


def tally(text: str) -> str:
    shown = re.search(r'<span class="tally" role="status">([^<]*)<', text)
    return shown[1] if shown else ""


def told(text: str) -> str:
    """The sentences over the answer."""
    shown = re.search(r'<div class="notice" role="alert">(.*?)</div>', text, re.S)
    return unescape(shown[1]) if shown else ""
