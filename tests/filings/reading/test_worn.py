import pytest

from filings.reading.worn import take_out_of_lines


@pytest.mark.parametrize(
    "line",
    [
        "Case 5:24-cv-06184-EKL Document12 _ Filed 11/29/24 Page 2 of9",
        "Case 5:24-cv-O6184-EKL Docurnent 12 Fi1ed 11/29/24 Page 2 of 9",
        "Case5:24-cv-06184-EKL Document12 Filed11/29/24 Page2of9",
        "Case 5:24-cv-06184-EKL Document 12 Filed 11/29/24 Page 2o0f9".replace("o0f", "of"),
    ],
)
def test_a_worn_stamp_is_read_and_its_line_goes(line: str) -> None:
    lines, stamp = take_out_of_lines([(line, None), ("The motion is denied.", 1)])
    assert lines == [("The motion is denied.", 1)]
    assert stamp
    assert (stamp.case_number, stamp.document, stamp.page, stamp.of) == ("5:24-cv-06184-EKL", "12", 2, 9)


def test_a_stamp_over_two_lines_goes_from_both() -> None:
    lines, stamp = take_out_of_lines(
        [
            ("Case 2:85-cv-04544-DMG-AGR Document 569-10 Filed 06/26/19 Page 6of11 Page ID", None),
            ("#:28982", None),
            ("x", 1),
        ]
    )
    assert lines == [("x", 1)]
    assert stamp
    assert (stamp.attachment, stamp.page, stamp.of) == (10, 6, 11)


def test_text_without_a_stamp_stays_as_it_is() -> None:
    lines = [("SOIL and BOSS filed on 1/2/20, page 1 of it", 3), ("", None)]
    assert take_out_of_lines(lines) == (lines, None)
