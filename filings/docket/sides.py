"""Who acted, as chips: one a side, with the short names of its filers."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from parties.chips import Chip, by_side

NOBODY_KNOWN = "Filer not known"
SIDES = {
    "plaintiff": "Plaintiff",
    "defendant": "Defendant",
    "court": "Court",
    "other": "Other",
    "unknown": NOBODY_KNOWN,
}
MOST_NAMES = 2

# Side and name of each filer, the first one first.
Actors = tuple[tuple[str, str], ...]


@lru_cache(maxsize=4096)
def chips_of(actors: Actors, *, by_court: bool, judge: str | None) -> tuple[Chip, ...]:
    found = [Chip(side, _names(names)) for side, names in by_side(actors).items()]
    if by_court:
        found.insert(0, Chip("court", f"Court · {judge}" if judge else "Court"))
    return tuple(found) or (Chip(None, NOBODY_KNOWN),)


@lru_cache(maxsize=4096)
def chips_html(chips: tuple[Chip, ...]) -> SafeString:
    """They stand on each row of a docket: one template a chip would take longer than the rest of the page."""
    return format_html_join(
        " ", '<span class="side {}">{}</span>', ((chip.side or "unknown", chip.label) for chip in chips)
    )


def lane_of(actors: Sequence[tuple[str, str]], *, by_court: bool) -> str:
    """The side in whose colour and lane a paper stands: its first filer's."""
    if by_court:
        return "court"
    return actors[0][0] if actors else "unknown"


def _names(names: list[str]) -> str:
    shown = " · ".join(names[:MOST_NAMES])
    return f"{shown} and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else shown
