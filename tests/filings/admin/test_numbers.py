import pytest

from filings.admin.numbers import number_in


@pytest.mark.parametrize(
    "typed", ["34", " 34 ", "No. 34", "no 34", "#34", "Dkt. 34", "Dkt. No. 34", "ECF No. 34", "ecf34", "Doc. 34"]
)
def test_a_docket_number_is_known_however_it_is_typed(typed: str) -> None:
    assert number_in(typed) == 34


@pytest.mark.parametrize(
    "typed", ["", "motion", "34 films", "34-2", "12(b)(6)", "u2025-09-19", "1234567890", "٣٤", "No."]
)
def test_anything_else_is_words(typed: str) -> None:
    assert number_in(typed) is None
