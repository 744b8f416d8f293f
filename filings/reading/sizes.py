"""How many pixels a page's picture has: one answer for the page that shows it and for the process that draws it."""

import math

DPI = {"thumb": 20, "1": 110, "2": 165, "3": 220}
"""The steps of sharpness, in dots per inch."""

POINTS_AN_INCH = 72
LETTER = (612.0, 792.0)  # points; what a page is taken for that states no size or an absurd one
# A plan of 3 by 2 feet is drawn at its size. Beyond either bound the picture keeps its shape and loses sharpness.
LONGEST_INCHES = 40
MOST_PIXELS = 12_000_000


def pixels(width_pt: float | None, height_pt: float | None, step: str) -> tuple[int, int]:
    """Width and height of the picture, at least 1 each, of a page of that many points at a step of DPI."""
    return at_dpi(width_pt, height_pt, DPI[step])


def at_dpi(width_pt: float | None, height_pt: float | None, dpi: int) -> tuple[int, int]:
    if not _is_size(width_pt) or not _is_size(height_pt):
        width_pt, height_pt = LETTER
    assert width_pt is not None
    assert height_pt is not None
    scale = dpi / POINTS_AN_INCH
    scale = min(scale, dpi * LONGEST_INCHES / max(width_pt, height_pt))
    scale = min(scale, math.sqrt(MOST_PIXELS / width_pt) / math.sqrt(height_pt))
    return max(1, round(width_pt * scale)), max(1, round(height_pt * scale))


def _is_size(points: float | None) -> bool:
    return points is not None and math.isfinite(points) and points > 0
