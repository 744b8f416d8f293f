import copy
import io
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from filings.documents import samples, synopsis
from filings.documents.casefacts import CaseFile, amount, smooth
from filings.reading import reader
from filings.reading.pages import Opened, PageRead

Document = dict[str, Any]


@pytest.fixture
def document(shipped: bytes) -> Document:
    loaded: Document = json.loads(shipped)
    return loaded


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def one_line(text: str) -> str:
    return " ".join(text.split())


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\w$.,'()-]+", text))


EXPECTED = {
    "1": ("4:25-cv-06213-KAW", date(2025, 7, 23)),
    "34": ("5:25-cv-06213-EKL", date(2025, 10, 27)),
    "61": ("5:25-cv-06213-EKL", date(2026, 6, 11)),
}


@pytest.mark.parametrize("key", samples.KEYS)
def test_a_sample_reads_back_as_a_filing_does(document: Document, key: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.pdf"
    path.write_bytes(samples.draw(document, key))

    opened, *pages = reader.read(path)

    assert isinstance(opened, Opened)
    assert 2 <= opened.page_count <= 6
    assert (opened.title or "").startswith("SAMPLE: ")
    number, filed = EXPECTED[key]
    for place, page in enumerate(pages, start=1):
        assert isinstance(page, PageRead)
        assert page.fault is None
        assert page.printed_lines == 28
        assert page.stamp is not None
        assert (page.stamp.case_number, page.stamp.document, page.stamp.filed) == (number, key, filed)
        assert (page.stamp.page, page.stamp.of) == (place, opened.page_count)
        assert "SAMPLE" in page.text
        assert samples.FOOTER in page.text


@pytest.mark.parametrize("key", samples.KEYS)
def test_no_word_of_the_synopsis_is_broken_or_lost(document: Document, key: str) -> None:
    case_file = CaseFile(document)
    filing = case_file.filing(key)
    assert filing is not None
    told = [text for section in synopsis.sections(case_file, filing) for text in (*section.paragraphs, *section.items)]

    missing = words(" ".join(told)) - words(text_of(samples.draw(document, key)))

    assert not missing


@pytest.mark.parametrize("key", samples.KEYS)
def test_the_same_case_gives_the_same_bytes(document: Document, key: str) -> None:
    assert samples.draw(document, key) == samples.draw(copy.deepcopy(document), key)


@pytest.mark.parametrize("key", samples.KEYS)
def test_nobody_is_imitated(document: Document, key: str) -> None:
    text = one_line(text_of(samples.draw(document, key)))

    assert one_line(samples.NOTICE) in text
    for sign in ("/s/", "Attorney", "Counsel for", "SO ORDERED", "Respectfully", "Dated:", "Esq"):
        assert sign not in text


def test_the_complaint_says_what_it_asks_and_what_answers_it(document: Document) -> None:
    text = one_line(text_of(samples.draw(document, "1")))

    assert "Count I, Direct copyright infringement, by the plaintiffs against Meta Platforms, Inc.: pleaded." in text
    assert "at least 2,396 works (put forward by the plaintiffs; from the pleading, as reported in the press)" in text
    assert "Answered by Meta Platforms, Inc. in Dkt. 34: An internet address does not show who used it" in text
    assert "Dkt. 70, July 7, 2026 (349 days later): First amended complaint, by the plaintiffs; amends it." in text


def test_the_motion_says_what_it_answers_and_what_followed(document: Document) -> None:
    text = one_line(text_of(samples.draw(document, "34")))

    assert "It responds to Dkt. 1 (Complaint against Meta (redacted)), filed 96 days before by the plaintiffs." in text
    assert "Its outcome: denied." in text
    assert "Dkt. 39, November 20, 2025 (24 days later): Reply for the motion to dismiss" in text
    assert "Hearing on the motion to dismiss: January 21, 2026 at 10:00; moved to February 11, 2026 (Dkt. 41)." in text


def test_the_order_says_what_it_decided(document: Document) -> None:
    text = one_line(text_of(samples.draw(document, "61")))

    assert "It rules on Dkt. 34 (Motion to dismiss the complaint)" in text
    assert (
        "Count II, Secondary copyright infringement, by the plaintiffs against Meta Platforms, Inc.: dismissal denied"
        in text
    )
    assert "supports a coordinated effort (one source). This answers Dkt. 34:" in text


def test_what_a_sample_says_follows_the_case(document: Document) -> None:
    document["figures"][0]["value"] = 1234567
    document["case"]["court"] = "U.S. District Court, District of Delaware"
    document["parties"][2]["name"] = "Acme, Inc."
    document["filings"][0]["sealed"] = None

    text = one_line(text_of(samples.draw(document, "1")))

    assert "at least 1,234,567 works" in text
    assert "DISTRICT OF DELAWARE" in text
    assert "ACME, INC.," in text
    assert "Whether any of it is sealed is not known." in text


@pytest.mark.parametrize("key", samples.KEYS)
def test_suits_against_a_john_doe_are_left_out(document: Document, key: str) -> None:
    filing = next(filing for filing in document["filings"] if filing["key"] == key)
    filing["note"] = "The John Doe of the other suit."
    filing["attachments"].append({"number": 77, "title": "Complaint against Doe"})
    document["contentions"].append(document["contentions"][0] | {"text": "Doe is somebody.", "raised_in": int(key)})
    for figure in document["figures"]:
        if figure["key"].startswith("doe_"):
            figure["as_of"] = filing["date_filed"]

    text = text_of(samples.draw(document, key))

    assert not re.search(r"(?i)\bdoe\b|home address|that address", text)


def test_any_numbered_filing_can_be_drawn(document: Document) -> None:
    for filing in document["filings"]:
        if filing["entry"] is not None and filing["sealed"] != "full":
            assert samples.draw(document, filing["key"]).startswith(b"%PDF-")


@pytest.mark.parametrize("key", ["999", "u2025-09-19", ""])
def test_a_filing_that_is_not_there_or_bears_no_number_has_no_sample(document: Document, key: str) -> None:
    with pytest.raises(samples.NoSample):
        samples.draw(document, key)


def test_of_a_sealed_filing_no_sample_is_drawn(document: Document) -> None:
    document["filings"][0]["sealed"] = "full"
    with pytest.raises(samples.NoSample, match="sealed"):
        samples.draw(document, "1")


@pytest.mark.parametrize(
    ("day", "number"),
    [
        ("2025-07-23", "4:25-cv-06213-KAW"),
        ("2025-09-17", "4:25-cv-06213-KAW"),
        ("2025-09-18", "5:25-cv-06213-EKL"),
        ("2025-09-19", "5:25-cv-06213-EKL"),
        ("2030-01-01", "5:25-cv-06213-EKL"),
        ("2020-01-01", "5:25-cv-06213"),
    ],
)
def test_the_number_in_force_that_day_is_stamped(document: Document, day: str, number: str) -> None:
    assert samples.docket_number_on(document["case"], day) == number


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ({"value": 359400000, "unit": "USD", "qualifier": None}, "$359,400,000"),
        ({"value": 150000, "unit": "USD per work", "qualifier": None}, "$150,000 per work"),
        ({"value": 22, "unit": "works per year", "qualifier": "about"}, "about 22 works per year"),
        ({"value": 2018, "unit": "year", "qualifier": None}, "2018"),
    ],
)
def test_figures_are_said_as_people_say_them(figure: Document, said: str) -> None:
    assert amount(figure) == said


def test_sentences_are_smoothed() -> None:
    assert smooth("Filed 2025-10-30 by Acme, Inc.. Then...") == "Filed October 30, 2025 by Acme, Inc. Then..."
