from contextlib import closing
from datetime import date

import pypdfium2
import pytest

from filings.reading.assembling import Assembled, from_plain_text, tidy, usual_turn
from filings.reading.printed import settled
from filings.reading.words import PageWords, Word, read_words
from tests.filings.reading.papers import at, pleading, with_content

STAMP = "Case 5:25-cv-06213-EKL   Document 34-2   Filed 10/27/25   Page 3 of 31"
PROPOSED = "Case 4:08-cv-02214-SBA   Document 26   Filed 01/29/2009   Page 1 of 2"
ENTERED = "Case 4:08-cv-02214-SBA   Document 27   Filed 02/03/09   Page 1 of 2"


def assembled(content: bytes) -> Assembled:
    with closing(pypdfium2.PdfDocument(with_content(content))) as document:
        return Assembled(read_words(document[0]))


def test_the_stamp_is_read_and_taken_out() -> None:
    page = assembled(at(72, 770, STAMP, size=9) + at(72, 700, "The body"))

    assert page.stamp is not None
    assert (page.stamp.case_number, page.stamp.document, page.stamp.attachment) == ("5:25-cv-06213-EKL", "34", 2)
    assert (page.stamp.filed, page.stamp.page, page.stamp.of) == (date(2025, 10, 27), 3, 31)
    assert page.text_and_marks() == ("The body", [None])


@pytest.mark.parametrize("places", [(770, 780), (780, 770), (20, 780)])
def test_of_two_stamps_the_one_printed_last_counts_and_both_are_taken_out(places: tuple[int, int]) -> None:
    first, last = places
    page = assembled(at(72, first, PROPOSED, size=9) + at(72, 700, "IT IS SO ORDERED.") + at(72, last, ENTERED, size=9))

    assert page.stamp is not None
    assert page.stamp.document == "27"
    assert page.text_and_marks()[0] == "IT IS SO ORDERED."


def test_a_stamp_printed_up_the_side_is_read_too() -> None:
    side = f"BT /F1 9 Tf 0 1 -1 0 30 100 Tm ({STAMP}) Tj ET\n".encode()

    page = assembled(side + at(72, 700, "The body"))

    assert page.stamp is not None
    assert page.text_and_marks() == ("The body", [None])


def test_a_page_without_a_stamp_has_none() -> None:
    page = assembled(at(72, 700, "See Case No. 3:23-cv-03417-VC, Dkt. 598 at 12."))

    assert page.stamp is None
    assert page.text_and_marks()[0] == "See Case No. 3:23-cv-03417-VC, Dkt. 598 at 12."


def test_numbers_of_pleading_paper_become_the_lines_marks() -> None:
    page = assembled(pleading({1: "JANE ROE", 2: "Attorney", 8: "COMPLAINT", 28: "the end"}) + at(300, 20, "3"))

    assert page.gutter is not None
    assert page.text_and_marks() == ("JANE ROE\nAttorney\nCOMPLAINT\nthe end\n3", [1, 2, 8, 28, None])
    assert page.printed_page() == "3"


def test_text_beside_each_other_is_one_line_with_a_wide_blank() -> None:
    page = assembled(pleading({9: "Plaintiff,"}) + at(330, 710 - 24 * 8, "Case No. 5:25-cv-06213"))

    assert page.text_and_marks() == ("Plaintiff,   Case No. 5:25-cv-06213", [9])


def test_text_turned_sideways_is_kept_apart_after_the_lines() -> None:
    side = b"BT /F1 9 Tf 0 1 -1 0 30 300 Tm (United States District Court) Tj ET\n"

    page = assembled(side + pleading({1: "first", 2: "second", 3: "third line of the body, which is the longer part"}))

    text, marks = page.text_and_marks()
    assert text.split("\n")[-1] == "United States District Court"
    assert marks == [1, 2, 3, "turned"]


def test_a_page_that_was_scanned_in_sideways_is_read_upright() -> None:
    """All of it turned: then that is the page's own way up."""
    content = b"".join(
        f"BT /F1 12 Tf 0 1 -1 0 {100 + 20 * n} 100 Tm (Line {n} of the page) Tj ET\n".encode() for n in range(4)
    )

    page = assembled(content)

    assert page.text_and_marks()[0].split("\n") == [f"Line {n} of the page" for n in range(4)]
    assert [*page.shown_size, page.width, page.height] == [612, 792, 792, 612]


def test_words_divided_at_line_ends_are_whole() -> None:
    page = assembled(at(72, 700, "the defen-") + at(72, 686, "dants say"))

    assert page.text_and_marks()[0] == "the defendants\nsay"


@pytest.mark.parametrize(
    ("text", "y", "printed"),
    [
        ("3", 40, "3"),
        ("- 12 -", 40, "12"),
        ("Page 4 of 9", 40, "4"),
        ("iv", 40, "iv"),
        ("7", 760, "7"),
        ("7", 400, None),
        ("12 March", 40, None),
        ("Paid 100", 40, None),
    ],
)
def test_the_page_says_its_own_number_at_its_foot_or_head(text: str, y: float, printed: str | None) -> None:
    assert assembled(at(300, y, text) + at(72, 500, "the body of the page")).printed_page() == printed


def test_a_page_number_that_a_database_would_not_take_is_none() -> None:
    # Made small, each of these letters is two: fourteen characters in a column of ten.
    word = Word("\u0130" * 7, 300, 750, 340, 762, 760)
    page = Assembled(PageWords(612, 792, [word], 7, 0))
    assert page.printed_page() is None


def test_numbers_that_count_on_from_page_to_page_are_settled() -> None:
    assert settled({1: "1", 2: "2", 3: "7"}) == {1: "1", 2: "2"}
    assert settled({4: "iii", 5: "iv", 6: "1", 7: "2"}) == {4: "iii", 5: "iv", 6: "1", 7: "2"}
    assert settled({3: "9"}) == {}


def test_an_empty_page_is_empty() -> None:
    page = assembled(b"")

    assert page.text_and_marks() == ("", [])
    assert (page.stamp, page.gutter, page.printed_page(), page.characters) == (None, None, None, 0)


def test_plain_text_loses_stamp_and_numbers_and_no_line_is_marked() -> None:
    numbers = "\n".join(map(str, range(1, 29)))

    text, marks, stamp, printed = from_plain_text(f"{STAMP}\n{numbers}\nThe body\nof it")

    assert (text, marks, printed) == ("The body\nof it", [None, None], 28)
    assert stamp is not None
    assert from_plain_text("") == ("", [], None, None)


def test_blank_lines_are_few() -> None:
    assert tidy("\n\na\n\n\n\nb\n\nc\n\n") == "a\n\nb\n\nc"


def test_the_usual_turn_is_that_of_most_characters() -> None:
    side = b"BT /F1 14 Tf 0 1 -1 0 300 400 Tm (Sideways) Tj ET"

    assert assembled(at(72, 700, "a b c d e") + side).turn == 1
    assert usual_turn([]) == 0
