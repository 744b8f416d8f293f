import math

import pytest

from filings.reading import sizes


def test_a_letter_page_at_each_step() -> None:
    assert [sizes.pixels(612, 792, step) for step in sizes.DPI] == [(170, 220), (935, 1210), (1402, 1815), (1870, 2420)]


@pytest.mark.parametrize("width", [1e-9, 0.5, 612.0, 14_400.0, 1e7, 1e300])
@pytest.mark.parametrize("height", [1e-9, 792.0, 1e7, 1e300])
@pytest.mark.parametrize("step", sizes.DPI)
def test_no_page_is_drawn_larger_than_a_picture_may_be(width: float, height: float, step: str) -> None:
    across, down = sizes.pixels(width, height, step)
    assert across >= 1
    assert down >= 1
    assert max(across, down) <= sizes.DPI[step] * sizes.LONGEST_INCHES
    assert across * down <= sizes.MOST_PIXELS * 1.01


@pytest.mark.parametrize("absurd", [None, 0.0, -5.0, math.nan, math.inf, -math.inf])
def test_a_page_of_no_size_is_taken_for_letter(absurd: float | None) -> None:
    assert sizes.pixels(absurd, 792, "1") == sizes.pixels(612, absurd, "1") == (935, 1210)


def test_a_large_page_keeps_its_shape() -> None:
    across, down = sizes.pixels(10_000_000, 5_000_000, "1")
    assert across == pytest.approx(2 * down, rel=0.01)
