"""What Rule 5.2 names, found in text; and what looks like it and is none. All numbers are made up."""

import time

import pypdfium2
import pytest

from filings.reading.privacy import concerns_in
from tests.shared import shared


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("His number is 219-09-9999.", "ssn"),
        ("number 219 09 9999 of the card", "ssn"),
        ("SSN: 219099999", "ssn"),
        ("Social Security Number 219-09-9999", "ssn"),
        ("ITIN 912-70-1234", "taxpayer-id"),
        ("Taxpayer Identification Number (TIN): 12-3456789", "taxpayer-id"),
        ("Employer ID number 12-3456789", "taxpayer-id"),
        ("She was born on March 3, 1980, in Ohio", "birth-date"),
        ("DOB: 03/03/1980", "birth-date"),
        ("D.O.B. 3-3-80", "birth-date"),
        ("Date of birth 3 March 1980", "birth-date"),
        ("born 1980-03-03", "birth-date"),
        ("checking account number 000123456789", "account"),
        ("Account No. 1234-5678-90", "account"),
        ("routing number: 021000021", "account"),
        ("paid with 4111 1111 1111 1234", None),
        ("paid with 4539 1488 0343 6467", "account"),
        ("paid with 4539148803436467", "account"),
        ("SSN: xxx-xx-9999", None),
        ("born in 1980", None),
        ("account ending in 1234", None),
        ("Account number xxxx-6789", None),
        ("Case 5:25-cv-06213-EKL Document 34-2 Filed 10/27/25 Page 3 of 31", None),
        ("Telephone: 415-555-1234, 415.555.1234", None),
        ("666-12-1234 and 000-12-1234 and 123-00-1234", None),
        ("DktEntry: 19, ID: 11778722, 00516242060", None),
        ("filed on March 3, 2020", None),
        ("borne on March 3, 2020", None),
        ("the number 12-3456789 of the list", None),
        ("4539148803436467123", None),
    ],
)
def test_what_raises_a_concern(text: str, kind: str | None) -> None:
    assert concerns_in(text) == ([kind] if kind else [])


def test_every_kind_once_in_its_order() -> None:
    text = "DOB 1/2/1980\nDOB 1/2/1981\n219-09-9999"
    assert concerns_in(text) == ["ssn", "birth-date"]


@pytest.mark.parametrize("text", ["1", "account ", "born ", "123-45-", "4111 ", "a-", " ", "account number 1 "])
def test_hostile_text_costs_little(text: str) -> None:
    started = time.process_time()
    concerns_in(text * (200_000 // len(text)))
    assert time.process_time() - started < 1


def test_the_court_set_raises_no_false_alarm() -> None:
    for path in sorted(shared("pdfs", "court").glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                assert concerns_in(page.get_textpage().get_text_bounded()) == [], path.name
