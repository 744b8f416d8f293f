import random

from hypothesis import given
from hypothesis import strategies as st

from filings.reading.lines import Line, joined, lines_of
from filings.reading.words import Word


def word(text: str, x: float, baseline: float, *, size: float = 12.0, width: float | None = None, **more: bool) -> Word:
    """A word of upright text: `size` high, each letter half as wide."""
    wide = len(text) * size / 2 if width is None else width
    return Word(text, x, baseline - 0.8 * size, x + wide, baseline + 0.2 * size, baseline, **more)


def texts(*words: Word) -> list[str]:
    return [line.text for line in lines_of(words)]


def test_lines_go_from_top_to_bottom_and_words_from_left_to_right() -> None:
    assert texts(word("end", 100, 120), word("the", 72, 120), word("At", 72, 100), word("first", 90, 100)) == [
        "At first",
        "the end",
    ]


def test_words_a_shade_apart_are_one_line() -> None:
    assert texts(word("IT", 72, 100), word("IS", 90, 100.4), word("SO", 108, 99.7)) == ["IT IS SO"]


def test_a_footnote_mark_is_raised_above_the_line_it_is_in() -> None:
    assert texts(word("body", 72, 100), word("3", 97, 96, size=7), word("next", 72, 114)) == ["body 3", "next"]


def test_lines_that_stand_close_stay_apart() -> None:
    """Single-spaced text at 12 points, its boxes overlapping."""
    assert texts(*(word(f"line{n}", 72, 100 + 11 * n) for n in range(6))) == [f"line{n}" for n in range(6)]


def test_a_tall_initial_stands_in_its_line() -> None:
    assert texts(word("T", 72, 100, size=24), word("he", 90, 100), word("court", 72, 124)) == ["T he", "court"]


def test_a_wide_blank_is_kept_as_three() -> None:
    assert texts(word("Plaintiff,", 72, 100), word("Case", 300, 100), word("No.", 328, 100)) == [
        "Plaintiff,   Case No."
    ]


def test_parts_of_a_word_that_touch_are_one() -> None:
    assert texts(word("con", 72, 100), word("tract", 90.1, 100)) == ["contract"]
    # A raised mark that touches is no part of it.
    assert texts(word("contract", 72, 100), word("2", 120.1, 96, size=7)) == ["contract 2"]


def test_a_word_divided_at_the_end_of_a_line_is_whole_where_it_begins() -> None:
    found = joined([word("defen", 500, 100, hyphen=True), word("dants", 72, 114), word("say", 110, 114)])

    assert [(one.text, one.baseline) for one in found] == [("defendants", 100), ("say", 114)]


def test_a_word_divided_twice_is_whole() -> None:
    found = joined([word("un", 1, 1, hyphen=True), word("think", 1, 2, hyphen=True), word("able", 1, 3)])

    assert [one.text for one in found] == ["unthinkable"]


def test_a_hyphen_that_belongs_to_the_word_stays() -> None:
    found = joined([word("COVID", 500, 100, hyphen=True), word("19", 72, 114), word("x", 1, 2, hyphen=True)])

    assert [(one.text, one.hyphen) for one in found][:2] == [("COVID-", False), ("19", False)]


def test_no_words_no_lines() -> None:
    assert lines_of([]) == []
    assert joined([]) == []


PLACED = st.builds(
    word,
    st.text("abc", min_size=1, max_size=6),
    st.floats(0, 600),
    st.floats(0, 800),
    size=st.floats(0.5, 60),
)


@given(st.lists(PLACED, max_size=60))
def test_every_word_is_in_one_line(words: list[Word]) -> None:
    lines = lines_of(words)

    assert sorted(one for line in lines for one in line.words) == sorted(words)
    assert [line.baseline for line in lines] == sorted(line.baseline for line in lines)
    assert all(line.words for line in lines)


@given(st.integers(0, 2**32))
def test_the_order_of_the_words_does_not_matter(seed: int) -> None:
    page = [word(f"w{row}x{column}", 72 + 60 * column, 72 + 14 * row) for row in range(12) for column in range(6)]
    mixed = random.Random(seed).sample(page, len(page))

    assert texts(*mixed) == texts(*page)
    assert len(lines_of(mixed)) == 12


def test_a_line_says_where_its_small_letters_begin() -> None:
    (line,) = lines_of([word("words", 72, 100)])

    assert isinstance(line, Line)
    assert 88 < line.top < 98
