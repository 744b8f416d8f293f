import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.reading.pleading import take_out_numbers


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
