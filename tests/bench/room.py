"""The reading room: how soon the first page's text of a long filing is there, over that of a short one."""

import argparse
import hashlib
import io
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test.utils import override_settings

from casefiles.models import CaseFile
from filings.models import Document, Filing, HeldFile, Page
from tests.bench.generate import generate
from tests.bench.pages import ratios, told

LONG, SHORT = 300, 3
LINES = 25
FIRST_WORDS = b"The first words of all"


def measure(options: argparse.Namespace) -> Iterator[str]:
    case = CaseFile.objects.filter(slug="generated-100").first() or generate(100)
    addresses = {pages: _document(case, pages) for pages in (SHORT, LONG)}
    with override_settings(ROOT_URLCONF="tests.bench.urls", ALLOWED_HOSTS=["localhost"], STORAGES=settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }):  # fmt: skip
        application = WSGIHandler()
        calls = {str(pages): first_text(application, address) for pages, address in addresses.items()}
        found = ratios(calls, str(SHORT))[str(LONG)]
        yield f"-- a document of {LONG} pages over one of {SHORT}"
        yield told("until the text of the first page is sent", found, 1.5)


def first_text(application: WSGIHandler, address: str) -> Callable[[], float]:
    """Seconds until the first page's words have left the application."""

    def call() -> float:
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": "", "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http",
            "HTTP_HOST": "localhost:8000",
        }  # fmt: skip
        started = time.perf_counter()
        response: Any = application(environ, lambda status, headers: None)  # type: ignore[arg-type]
        took = next(time.perf_counter() - started for block in response if FIRST_WORDS in block)
        response.close()
        return took

    return call


def _document(case: CaseFile, pages: int) -> str:
    """A main document of that many pages of pleading paper; its address."""
    filing = Filing.objects.create(
        case=case, key=f"{9000 + pages}", entry=9000 + pages, kind="motion", title="A motion", date_filed=date(2025, 10, 27),
        position=9000 + pages,
    )  # fmt: skip
    document = Document.objects.create(filing=filing, number=0)
    held = HeldFile.objects.create(
        document=document, sha256=hashlib.sha256(str(pages).encode()).hexdigest(), size=1, filename="a.pdf", state="read",
        added_at=datetime(2025, 10, 27, tzinfo=UTC), page_count=pages, pages_read=pages,
    )  # fmt: skip
    Document.objects.filter(pk=document.pk).update(current=held)
    Page.objects.bulk_create(_page(held, number, pages) for number in range(1, pages + 1))
    return f"/cases/{case.slug}/docket/{filing.key}/0/"


def _page(held: HeldFile, number: int, pages: int) -> Page:
    first = FIRST_WORDS.decode() if number == 1 else "Further words"
    lines = [f"{first}, and what the court said of them in its order." for _ in range(LINES)]
    return Page(
        held_file=held, number=number, text="\n".join(lines), marks=list(range(1, LINES + 1)), width=612.0, height=792.0,
        stamp=f"Case 5:25-cv-00001 Document {9000 + pages} Filed 10/27/25 Page {number} of {pages}", printed_lines=28,
        reader="pypdfium2",
    )  # fmt: skip
