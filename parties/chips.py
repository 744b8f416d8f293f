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


def chips(appearances: Iterable[Appearance], *, court: bool = False, unknown: str = "not stated") -> list[Chip]:
    """The sides in the order in which they are first named, the court first. Wants `party` selected."""
    named: dict[str, list[str]] = {}
    for appearance in appearances:
        named.setdefault(appearance.side, []).append(short_name(appearance.party.name))
    found = [Chip(Side.COURT.value, "Court")] if court else []
    found += [Chip(side, " · ".join(names)) for side, names in named.items()]
    return found or [Chip(None, unknown)]
