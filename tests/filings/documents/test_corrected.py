import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.documents.corrected import carry_marks, cleaned, fingerprint
from filings.reading.pages import Mark

OLD = ["The first line", "the second line", "the third line"]


@pytest.mark.parametrize(
    ("new", "marks"),
    [
        (OLD, [1, 2, 3]),
        (["The first line", "the sec0nd line!", "the third line"], [1, 2, 3]),
        (["A caption", *OLD], [None, 1, 2, 3]),
        (["The first line", "the third line"], [1, 3]),
        (["The  first line ", "the second line", "and more", "the third line"], [1, 2, None, 3]),
        (["The first lime", "and more of it", "the second lime", "the third line"], [1, None, 2, 3]),
        ([""], [None]),
        (["nothing of it"], [None]),
    ],
)
def test_a_corrected_line_keeps_the_number_of_the_line_it_was(new: list[str], marks: list[Mark]) -> None:
    assert carry_marks(OLD, [1, 2, 3], new) == marks


def test_marks_that_are_too_few_leave_lines_without() -> None:
    assert carry_marks(OLD, [1], OLD) == [1, None, None]
    assert carry_marks(["a"], ["typed", 5], ["a", "b"]) == ["typed", None]


lines = st.lists(st.sampled_from(["a line", "b line", "", "c", "a  line"]), max_size=12)


@given(lines, lines)
def test_each_number_is_given_once_and_in_order(old: list[str], new: list[str]) -> None:
    carried = carry_marks(old, list(range(1, len(old) + 1)), new)
    assert len(carried) == len(new)
    numbers = [mark for mark in carried if mark is not None]
    assert numbers == sorted(set(numbers), key=int)


def test_a_very_long_page_is_not_compared() -> None:
    assert len(carry_marks(["a"] * 3000, [1] * 3000, ["b"] * 5000)) == 5000


def test_lines_as_long_as_a_page_cost_no_more_than_others() -> None:
    begun = time.process_time()
    assert carry_marks(["ab" * 25_000] * 2, [1, 2], ["ba" * 16_000] * 3) == [1, 2, None]
    assert time.process_time() - begun < 2.0


def test_what_a_form_sent_is_cleaned() -> None:
    assert cleaned("\r\n one  \r\ntwo\x00\x07\tx\rthree\n\n") == " one\ntwo\tx\nthree"
    assert fingerprint("a") != fingerprint("b")
