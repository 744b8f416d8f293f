"""Who acted or must act, as chips: one a side, with the names of that side."""

from collections.abc import Iterable
from dataclasses import dataclass

from parties.models import Appearance, Side
from parties.names import short_name


@dataclass(frozen=True)
class Chip:
    """`side` is None when nobody knows who acted."""

    side: str | None
    label: str


def by_side(actors: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Side to short names, from pairs of side and name; the sides in the order in which they are first named."""
    named: dict[str, list[str]] = {}
    for side, name in actors:
        named.setdefault(side, []).append(short_name(name))
    return named


def chips(appearances: Iterable[Appearance], *, court: bool = False, unknown: str = "not stated") -> list[Chip]:
    """The court first. Wants `party` selected."""
    named = by_side((appearance.side, appearance.party.name) for appearance in appearances)
    found = [Chip(Side.COURT.value, "Court")] if court else []
    found += [Chip(side, " · ".join(names)) for side, names in named.items()]
    return found or [Chip(None, unknown)]
