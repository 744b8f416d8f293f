from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from casefiles.models import CaseFile
from filings.documents.actions.corrections import correct_page
from filings.documents.models import HeldFile, Page
from tests import factories

TEXT = "/cases/doe-v-roe/docket/34/0.txt"


@pytest.fixture
def held(case: CaseFile) -> HeldFile:
    motion = factories.make_filing(case, entry=34, title="Motion", kind="motion", date_filed=date(2025, 10, 27))
    made = factories.make_held_file(
        factories.make_document(motion), pages=("one\ntwo\n", "“café”", "s3cond", "exhibit", "")
    )
    made.pages.filter(number=1).update(marks=[1, 12], printed_page="ii", reader="pypdfium2 5.15.2")
    made.pages.filter(number=2).update(ocr_confidence=91, needs_ocr=True)
    made.pages.filter(number=3).update(reader="pypdf 7.1.0")
    made.pages.filter(number=4).update(stamp="Case 5:25-cv-00001 Document 34-1 Filed 10/27/25 Page 1 of 1")
    made.pages.filter(number=5).update(needs_ocr=True)
    correct_page(page=made.pages.get(number=3), text="second", by=factories.make_user(), now=factories.NOON)
    return made


def text(response: Any) -> str:
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode("utf-8")


def test_the_text_has_a_heading_for_each_page_and_says_how_it_was_read(held: HeldFile, anonymous: Client) -> None:
    assert (
        text(anonymous.get(TEXT))
        == """\
Doe Works, LLC v. Roe Systems, Inc., No. 5:25-cv-00001 (N.D. Cal. Oct. 27, 2025), ECF No. 34
Motion
Text as read by machine; the paper itself is what counts.

===== ECF No. 34 at 1 ===== (page 1 of 5 in the file; printed page ii)

one
two

===== ECF No. 34 at 2 ===== (page 2 of 5 in the file; read by OCR, mean confidence 91 %)

“café”

===== ECF No. 34 at 3 ===== (page 3 of 5 in the file; second reader; corrected by a person)

second

===== ECF No. 34-1 at 1 ===== (page 4 of 5 in the file)

exhibit

===== ECF No. 34 at 5 ===== (page 5 of 5 in the file; a picture of a page, not read by OCR)


"""
    )


def test_line_numbers_stand_in_a_gutter_where_they_are_asked_for(held: HeldFile, anonymous: Client) -> None:
    assert "\n  1 | one\n 12 | two\n    |\n" in text(anonymous.get(TEXT + "?numbers=1"))
    assert "|" not in text(anonymous.get(TEXT + "?numbers=yes"))


def test_it_is_a_file_to_save(held: HeldFile, anonymous: Client) -> None:
    response = anonymous.get(TEXT)
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="25-cv-00001-34.txt"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    text(response)
    assert text(anonymous.head(TEXT)) == ""


def test_it_says_what_the_file_is_and_how_far_it_was_read(case: CaseFile, anonymous: Client) -> None:
    paper = factories.make_document(factories.make_filing(case, entry=34))
    factories.make_held_file(
        paper, pages=("one",), is_sample=True, version="redacted", state="failed", fault="damaged",
        fault_text="It breaks off.", page_count=9,
    )  # fmt: skip
    found = text(anonymous.get(TEXT))
    for sentence in (
        "A SAMPLE made by this project",
        "Version: Redacted",
        "Not read to its end: 1 of 9 pages. It breaks",
    ):
        assert sentence in found


def test_what_is_not_held_or_sealed_is_not_found(case: CaseFile, anonymous: Client, sealed_reader: Client) -> None:
    paper = factories.make_document(factories.make_filing(case, entry=34), sealed=True)
    for address in (TEXT, "/cases/doe-v-roe/docket/34/9.txt"):
        assert anonymous.get(address).status_code == sealed_reader.get(address).status_code == 404
    factories.make_held_file(paper, pages=("secret",))
    assert anonymous.get(TEXT).status_code == 404
    assert "secret" in text(sealed_reader.get(TEXT))


def test_it_asks_the_database_once_for_each_hundred_pages(
    held: HeldFile, anonymous: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    text(anonymous.get(TEXT))
    with django_assert_num_queries(5):
        text(anonymous.get(TEXT))
    Page.objects.bulk_create(Page(held_file=held, number=number, text="more") for number in range(6, 251))
    with django_assert_num_queries(7):
        assert text(anonymous.get(TEXT)).count("=====") == 500
