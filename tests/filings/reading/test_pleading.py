import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.reading.pleading import find_gutter, take_out_numbers
from filings.reading.words import Word


def run(last: int, between: str = "\n") -> str:
    return between.join(str(number) for number in range(1, last + 1))


@pytest.mark.parametrize("last", [24, 25, 28, 32])
def test_the_run_of_line_numbers_is_taken_out_and_counted(last: int) -> None:
    assert take_out_numbers(f"COMPLAINT\n{run(last)}\nPlaintiff alleges:") == ("COMPLAINT\nPlaintiff alleges:", last)


def test_numbers_with_spaces_and_blank_lines_between_are_the_same_run() -> None:
    assert take_out_numbers(run(28, between=" \n\n ") + "\nWORDS") == ("WORDS", 28)


def test_a_page_number_before_the_run_stays() -> None:
    assert take_out_numbers(f"2\n{run(28)}\nWORDS") == ("2\nWORDS", 28)


def test_a_page_number_after_the_run_stays() -> None:
    assert take_out_numbers(f"{run(28)}\n2\nWORDS") == ("2\nWORDS", 28)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no numbers at all",
        run(23),
        run(40),
        run(28).replace("\n14\n", "\n"),
        run(28).replace("14", "14 exhibits"),
        "\n".join(str(number) for number in range(2, 30)),
        "\n".join(str(number) for number in range(28, 0, -1)),
        "\n".join(f"{number}. Film" for number in range(1, 29)),
        "\n".join(f"{number}\nFilm" for number in range(1, 29)),
    ],
)
def test_other_lists_of_numbers_stay(text: str) -> None:
    assert take_out_numbers(text) == (text, None)


@given(st.text(alphabet="0123456789 \nab", max_size=400))
def test_it_never_fails_and_takes_nothing_but_a_run(text: str) -> None:
    left, printed = take_out_numbers(text)

    assert printed is not None or left == text


@given(st.lists(st.text(alphabet="abc ,.", min_size=1)), st.lists(st.text(alphabet="abc ,.", min_size=1)))
def test_the_words_round_the_run_stay(before: list[str], after: list[str]) -> None:
    left, printed = take_out_numbers("\n".join([*before, run(28), *after]))

    assert printed == 28
    assert left.split() == " ".join([*before, *after]).split()


# Of words with places.


def placed(text: str, x: float, baseline: float, width: float | None = None) -> Word:
    return Word(text, x, baseline - 9, x + (6 * len(text) if width is None else width), baseline + 3, baseline)


def gutter_words(last: int = 28, *, x: float = 60.0, first: float = 90.0, step: float = 24.0) -> list[Word]:
    """Numbers set flush right, as courts print them."""
    return [placed(str(n), x - 6 * len(str(n)), first + step * (n - 1)) for n in range(1, last + 1)]


BODY = [placed(f"word{n}", 90, 91 + 24 * (n - 1)) for n in range(1, 29)]


def test_the_column_of_numbers_is_found_and_says_each_lines_number() -> None:
    gutter = find_gutter(gutter_words() + BODY, width=612)

    assert gutter is not None
    assert (gutter.last, gutter.places) == (28, frozenset(range(28)))
    assert [gutter.line_at(word.baseline) for word in BODY] == list(range(1, 29))
    assert gutter.line_at(90 - 24) is None
    assert gutter.line_at(90 + 28 * 24) is None


@pytest.mark.parametrize("shift", [-8.0, -4.0, 4.0, 8.0])
def test_text_a_little_off_its_number_is_still_its_line(shift: float) -> None:
    gutter = find_gutter(gutter_words(), width=612)

    assert gutter is not None
    assert [gutter.line_at(90 + 24 * (n - 1) + shift) for n in range(1, 29)] == list(range(1, 29))


def test_single_spaced_lines_share_the_nearest_number() -> None:
    gutter = find_gutter(gutter_words(), width=612)

    assert gutter is not None
    assert [gutter.line_at(90 + 12 * n) for n in (2, 4, 6)] == [2, 3, 4]


def test_some_numbers_may_be_missing_and_some_belong_to_the_text() -> None:
    numbers = [word for word in gutter_words() if word.text not in ("3", "9", "27")]
    strays = [placed("5", 61, 700), placed("12", 58, 95), placed("4", 90, 162)]

    gutter = find_gutter(strays + numbers, width=612)

    assert gutter is not None
    assert gutter.last == 28
    assert gutter.places == frozenset(range(3, 28))
    assert gutter.line_at(90 + 24 * 8) == 9


@pytest.mark.parametrize(
    "words",
    [
        [],
        BODY,
        gutter_words(14),
        gutter_words(x=300),
        [placed("7", 60, 90 + 24 * n) for n in range(28)],
        [placed(str(28 - n), 60, 90 + 24 * n) for n in range(28)],
        [placed(str(1990 + n), 60, 90 + 24 * n) for n in range(28)],
        [placed(str(n * n % 29), 60, 90 + 24 * n) for n in range(1, 29)],
        [placed(str(n), 60, 90.0) for n in range(1, 29)],
    ],
)
def test_other_numbers_are_no_gutter(words: list[Word]) -> None:
    assert find_gutter(words, width=612) is None


def test_of_two_columns_the_fuller_counts() -> None:
    """A numbered list beside the margin."""
    gutter = find_gutter(gutter_words() + gutter_words(18, x=110, step=36), width=612)

    assert gutter is not None
    assert gutter.places == frozenset(range(28))


@given(
    st.lists(
        st.builds(placed, st.text("0123456789", min_size=1, max_size=3), st.floats(0, 200), st.floats(0, 800)),
        max_size=80,
    )
)
def test_finding_a_gutter_never_fails_and_names_numbers_alone(words: list[Word]) -> None:
    gutter = find_gutter(words, width=612)

    if gutter:
        numbers = [int(words[place].text) for place in gutter.places]
        assert len(numbers) == len(set(numbers)) >= 15
        assert gutter.last == max(numbers)
        assert all(gutter.line_at(words[place].baseline) == int(words[place].text) for place in gutter.places)
