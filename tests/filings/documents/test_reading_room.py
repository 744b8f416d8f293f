"""The page of one document, where it is read."""

import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.documents import room, sheets
from filings.documents.models import PageCorrection
from filings.models import Filing, HeldFile
from filings.reading.sought import Sought
from tests import factories
from tests.filings.documents.test_views import DOCKET, page, part, words

STAMP = "Case 5:25-cv-00001-EKL Document {document} Filed 10/27/25 Page {page} of {of}"


@pytest.fixture
def filing(case: CaseFile) -> Filing:
    return factories.make_filing(case, entry=34, title="Motion to dismiss", date_filed=date(2025, 10, 27))


def hold(filing: Filing, *pages: str, number: int = 0, **fields: Any) -> HeldFile:
    return factories.make_held_file(factories.make_document(filing, number=number), pages=pages, **fields)


def of_length(filing: Filing, count: int, **fields: Any) -> HeldFile:
    return hold(filing, *(f"Words {n}" for n in range(1, count + 1)), **fields)


def stamp_all(held: HeldFile, stamps: list[str]) -> None:
    for number, stamp in enumerate(stamps, 1):
        held.pages.filter(number=number).update(stamp=stamp)


def test_a_document_has_all_its_pages(filing: Filing, anonymous: Client, django_assert_num_queries: Any) -> None:
    of_length(filing, 40, number=2)
    # case, filing, documents, docket numbers, an outline of the pages, versions; pages 1-3, 4-23, 24-40
    with django_assert_num_queries(9):
        text = page(anonymous, "34/2/")
    assert words(part(text, "article", 'id="p7"')).startswith("Page 7 of 40 ECF No. 34-2 at 7 Cite page 7 ")
    assert "Words 7" in part(text, "article", 'id="p7"')
    assert re.findall(r'<article class="page" id="p(\d+)"', text) == [str(n) for n in range(1, 41)]
    assert "<h1>Attachment 2</h1>" in text
    assert "Attachment 2 of No. 34 , Motion to dismiss, filed Oct 27, 2025 Cite Dkt. 34-2" in words(text)
    assert f'href="{DOCKET}34/2.pdf"' in text
    assert f'href="{DOCKET}34/2.txt"' in text
    assert text.rstrip().endswith("</html>")


def test_one_page_and_three_cost_the_same_queries(
    filing: Filing, anonymous: Client, django_assert_num_queries: Any
) -> None:
    of_length(filing, 1)
    of_length(filing, 3, number=1)
    for number in (0, 1):
        with django_assert_num_queries(7):
            page(anonymous, f"34/{number}/")
        with django_assert_num_queries(8):
            page(anonymous, f"34/{number}/?q=words")


def test_a_long_document_begins_before_it_is_read(
    filing: Filing, anonymous: Client, django_assert_num_queries: Any
) -> None:
    of_length(filing, 300)
    with django_assert_num_queries(7):
        response = anonymous.get(f"{DOCKET}34/0/")
        assert response.streaming
        pieces = iter(response)
        head = next(pieces).decode()
    assert 'id="p3"' in head
    assert 'id="p4"' not in head
    with django_assert_num_queries(15):
        rest = b"".join(pieces).decode()
    assert 'id="p300"' in rest
    assert rest.rstrip().endswith("</html>")
    assert (head + rest).count('<article class="page"') == 300


def test_an_error_on_the_way_is_not_taken_for_the_end(
    filing: Filing, anonymous: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    of_length(filing, 60)
    read = sheets.sheets

    def breaks(file: int, first: int, last: int) -> Any:
        if first > 20:
            raise OSError("the disk is gone")
        return read(file, first, last)

    monkeypatch.setattr(room, "sheets", breaks)
    text = page(anonymous, "34/0/")
    assert 'id="p23"' in text
    assert 'id="p24"' not in text
    assert "The document does not end here." in text
    assert text.rstrip().endswith("</html>")
    assert "could not be sent to the end" in caplog.text


def test_beyond_five_hundred_pages_there_is_a_second_address(filing: Filing, anonymous: Client) -> None:
    of_length(filing, 617)
    first, second = page(anonymous, "34/0/"), page(anonymous, "34/0/?from=501")
    assert 'id="p500"' in first
    assert 'id="p501"' not in first
    assert f'href="{DOCKET}34/0/?from=501#p501">Pages 501–617</a>' in first
    assert re.findall(r'<article class="page" id="p(\d+)"', second) == [str(n) for n in range(501, 618)]
    assert page(anonymous, "34/0/?from=617").count("<article") == 117


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("?page=3", "#p3"),
        ("?page=617&q=a%20b", "?from=501&q=a%20b#p617"),
        ("?page=9999", "?from=501#p617"),
        ("?page=-4", "#p1"),
    ],
)
def test_a_page_asked_for_is_led_to(filing: Filing, anonymous: Client, asked: str, answer: str) -> None:
    of_length(filing, 617)
    response = anonymous.get(f"{DOCKET}34/0/{asked}")
    assert (response.status_code, response.headers["Location"]) == (302, f"{DOCKET}34/0/{answer}")


@pytest.mark.parametrize("asked", ["?from=soon", "?page=x", "?page=%C2%B2"])
def test_a_page_that_is_no_number_is_not_found(filing: Filing, anonymous: Client, asked: str) -> None:
    of_length(filing, 2)
    assert anonymous.get(f"{DOCKET}34/0/{asked}").status_code == 404


@pytest.mark.parametrize(
    "asked", ["?from=-5", "?from=99999999999999999999", "?q=%00", "?q=" + "x" * 600, "?page=&from="]
)
def test_what_makes_little_sense_shows_the_document(filing: Filing, anonymous: Client, asked: str) -> None:
    of_length(filing, 2)
    assert 'id="p1"' in page(anonymous, f"34/0/{asked}")


def test_lines_have_the_numbers_the_court_printed(filing: Filing, anonymous: Client) -> None:
    held = hold(filing, "First line\nwrapped\nSecond <line>\nDistrict Court\nJane Doe")
    held.pages.update(marks=[1, 1, 2, "turned", "typed"])
    text = part(page(anonymous, "34/0/"), "article", 'id="p1"')
    assert '<span class="ln" id="p1-1" data-n="1">First line\nwrapped</span>' in text
    assert '<span class="ln" id="p1-2" data-n="2">Second &lt;line&gt;</span>' in text
    assert "Printed sideways or across the page District Court" in words(text)
    assert "Typed into the form Jane Doe" in words(text)
    assert 'id="d0-p1-2"' in page(anonymous, "34/")


def test_a_picture_stands_beside_the_text_with_its_size(filing: Filing, anonymous: Client) -> None:
    of_length(filing, 2)
    text = page(anonymous, "34/0/")
    image = part(text, "figure", 'class="facsimile"')
    assert f'width="935" height="1210" src="{DOCKET}34/0/1-1.webp" srcset="{DOCKET}34/0/1-2.webp 2x"' in image
    assert 'loading="lazy"' in image
    assert f'href="{DOCKET}34/0/1-3.webp"' in image
    assert f'src="{DOCKET}34/0/2-thumb.webp"' in part(text, "nav", 'class="strip"')


def test_hits_are_marked_counted_and_linked(filing: Filing, anonymous: Client) -> None:
    hold(filing, "The plaintiff and\nthe\nplaintiff", "nothing", "The Plaintiff")
    text = page(anonymous, "34/0/?q=the+plaintiff")
    assert '<mark id="hit-1">The plaintiff</mark>' in text
    assert '<mark id="hit-2">the</mark>\n<mark>plaintiff</mark>' in text
    assert '<mark id="hit-3">The Plaintiff</mark>' in text
    assert "3 hits on 2 pages for the plaintiff" in words(text)
    strip = words(part(text, "nav", 'class="strip"'))
    assert strip == "Pages 1 2 hits 2 3 1 hit"
    assert '<a href="#hit-3">next</a>' in part(text, "article", 'id="p1"')
    assert '<a href="#hit-2">previous</a>' in part(text, "article", 'id="p3"')
    assert "1-1.webp?q=the%20plaintiff" in text


def test_hits_at_another_address_are_counted_on(filing: Filing, anonymous: Client) -> None:
    of_length(filing, 502)
    text = page(anonymous, "34/0/?q=words&from=501")
    assert '<mark id="hit-501">Words</mark>' in text
    assert f'<a href="{DOCKET}34/0/?q=words#hit-500">previous</a>' in text
    assert "500 hits of them on other parts" in words(text)


def test_nothing_found_says_so_and_what_was_not_searched(filing: Filing, anonymous: Client) -> None:
    held = hold(filing, "Words", "", "%&'")
    held.pages.filter(number__gt=1).update(needs_ocr=True)
    text = words(page(anonymous, "34/0/?q=<b>absent"))
    assert "Nothing found for &lt;b&gt;absent in this document. 2 pages of it: no text yet, so not searched." in text


def test_each_page_says_how_its_words_came_about(filing: Filing, anonymous: Client) -> None:
    held = hold(filing, "read", "by ocr", "", "%&'()", " \n", "")
    pages = held.pages
    pages.filter(number=1).update(reader="pypdf 7.1.0", printed_page="ii")
    pages.filter(number=2).update(needs_ocr=True, ocr_confidence=87)
    pages.filter(number=3).update(needs_ocr=True)
    pages.filter(number=4).update(needs_ocr=True)
    pages.filter(number=6).update(fault="It took too long.")
    text = page(anonymous, "34/0/")
    told = {number: words(part(text, "article", f'id="p{number}"')) for number in range(1, 7)}
    assert "prints page number ii second reader" in told[1]
    assert "read by OCR, mean confidence 87 %" in told[2]
    assert "picture only" in told[3]
    assert "make ocr" in told[3]
    assert "What its text layer holds %&amp;'()" in told[4]
    assert "No text was found on this page" in told[5]
    assert "This page could not be read. It took too long." in told[6]


def test_of_hits_at_other_addresses_the_number_alone_is_kept(filing: Filing) -> None:
    held = of_length(filing, 5)
    found = room.search(held.pk, Sought("words"), room.Window(1, 2, 5))
    assert (found.total, list(found.first), list(found.spans)) == (5, [1, 2, 3, 4, 5], [1, 2])


def test_what_to_check_shows_to_those_who_may_edit(filing: Filing, anonymous: Client, admin: Client) -> None:
    hold(filing, "words", "more").pages.filter(number=1).update(concerns=["hidden-text", "ssn"])
    assert "Check this page" not in page(anonymous, "34/0/")
    text = page(admin, "34/0/")
    assert "It seems to hold words that hide under a bar, a social security number." in words(text)
    assert text.count("Check this page") == 1


def test_a_correction_stands_in_place_and_says_whose_it_is(filing: Filing, anonymous: Client, admin: Client) -> None:
    held = hold(filing, "Teh first\nsecond")
    held.pages.update(marks=[1, 2])
    PageCorrection.objects.create(
        page=held.pages.get(), text="The first\nsecond", corrected_at=factories.NOON,
        corrected_by=factories.make_user(username="pat"),
    )  # fmt: skip
    text = page(anonymous, "34/0/")
    assert '<span class="ln" id="p1-1" data-n="1">The first</span>' in text
    assert "corrected by a person, on Jan 15, 2026" in words(text)
    assert "pat" not in words(text)
    assert "corrected by pat, on Jan 15, 2026" in words(page(admin, "34/0/"))
    assert "correct/" not in text
    assert f'<a href="{DOCKET}34/0/pages/1/correct/">original reading</a>' in page(admin, "34/0/")
    assert "Teh first" not in page(anonymous, "34/")


def test_the_stamp_is_compared_with_the_record(filing: Filing, anonymous: Client) -> None:
    held = of_length(filing, 3)
    stamp_all(held, [STAMP.format(document="34", page=n, of=3) for n in (1, 2, 3)])
    text = page(anonymous, "34/0/")
    assert "The court’s stamp agrees with the record on all 3 pages." in text
    assert "not as on record" not in text
    stamp_all(
        held, [STAMP.format(document="35", page=n, of=3) for n in (1, 2)] + [STAMP.format(document="35", page=7, of=3)]
    )
    text = page(anonymous, "34/0/")
    assert "differs from the record on each page that bears one: it says document 35, not 34." in words(text)
    assert "not as on record" in part(text, "article", 'id="p1"')
    assert "the stamp says page 7, not 3." in words(part(text, "article", 'id="p3"'))


def test_a_former_docket_number_is_as_on_record(filing: Filing, anonymous: Client) -> None:
    stamp_all(of_length(filing, 1), ["Case 3:24-cv-00777-KAW Document 34 Filed 10/27/25 Page 1 of 1"])
    assert "differs from the record" in page(anonymous, "34/0/")
    filing.case.docket_numbers.create(number="3:24-cv-00777-KAW", start=date(2024, 1, 1))
    assert "agrees with the record" in page(anonymous, "34/0/")


def test_a_combined_download_is_told_and_cited_by_its_papers(filing: Filing, anonymous: Client, admin: Client) -> None:
    held = of_length(filing, 5)
    stamp_all(
        held,
        [
            STAMP.format(document=d, page=n, of=of)
            for d, n, of in (("34", 1, 3), ("34", 2, 3), ("34", 3, 3), ("34-1", 1, 2), ("34-1", 2, 2))
        ],
    )
    text = page(anonymous, "34/0/")
    told = words(part(text, "section", 'id="text"'))
    assert "This file seems to hold 2 papers: the court’s stamp starts to count again." in told
    assert "They are pages 1–3 (34), pages 4–5 (34-1)." in told
    assert "agrees with the record on all 5 pages" in text
    assert 'data-ecf="2" data-paper="1"' in part(text, "article", 'id="p5"')
    assert "ECF No. 34-1 at 2" in part(text, "article", 'id="p5"')
    assert "split/" not in text
    assert f'href="{DOCKET}34/0/split/"' in page(admin, "34/0/")
    found = re.search(r'data-cites="([^"]+)"', text)
    assert found
    patterns = json.loads(unescape(found[1]))
    assert patterns["0"]["short"] == "Dkt. 34 at {pin}"
    assert patterns["1"]["short"] == "Dkt. 34-1 at {pin}"


def test_the_outline_of_the_file_leads_to_its_pages(filing: Filing, anonymous: Client) -> None:
    held = of_length(filing, 3)
    held.intake = {
        "outline": [{"level": 0, "title": "I. <b>Facts", "page": 2}, {"level": 9, "title": "", "page": 99}, "x"]
    }
    held.save()
    text = part(page(anonymous, "34/0/"), "details", 'class="outline"')
    assert '<li class="level-0"><a href="#p2">I. &lt;b&gt;Facts</a>' in text
    assert '<li class="level-4">(no title)</li>' in text


def test_an_unredacted_version_shows_to_those_who_see_what_is_sealed(
    filing: Filing, anonymous: Client, sealed_reader: Client
) -> None:
    held = hold(filing, "Secret words", version="unredacted")
    for address in ("34/", "34/0/"):
        assert "Secret words" not in page(anonymous, address)
        assert "Secret words" in page(sealed_reader, address)
    assert anonymous.get(f"{DOCKET}34/0.pdf").status_code == 404
    factories.make_held_file(held.document, pages=("Open words",), version="redacted")
    assert "2 versions" not in page(anonymous, "34/0/")
    assert "2 versions" in page(sealed_reader, "34/0/")


def test_pages_not_read_yet_are_no_error(filing: Filing, anonymous: Client) -> None:
    held = of_length(filing, 4, state="reading", lease_until=factories.NOON, lease_token="t", page_count=None)
    held.pages.filter(number__gt=2).delete()
    HeldFile.objects.filter(pk=held.pk).update(pages_read=2)
    text = page(anonymous, "34/0/")
    assert 'id="p2"' in text
    assert "data-reading" in text
    HeldFile.objects.filter(pk=held.pk).update(pages_read=0)
    assert 'class="toolbar"' not in page(anonymous, "34/0/")
