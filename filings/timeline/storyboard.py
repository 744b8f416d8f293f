"""The picture of a timeline as its page wants it: the drawing, where else it can be moved to, and what it says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from django.utils.safestring import SafeString

from filings.docket.lifecycle import until_of
from filings.docket.words import count_of
from filings.timeline import picturing
from filings.timeline.events import Leaf, Selection
from filings.timeline.picture import PLURALS, lanes_for
from filings.timeline.picture_axis import LEFT, RIGHT
from filings.timeline.picture_marks import NOUNS, OUTSIDE
from filings.timeline.picture_svg import Drawn, Links, drawn
from filings.timeline.picturing import Scene
from filings.timeline.shapes import Event
from filings.timeline.window import Window
from parties.roles import OTHER

Kept = Sequence[tuple[str, str]]
Within = Callable[[Selection, date, date], Selection]


@dataclass(frozen=True)
class Move:
    """A link to the picture of other days."""

    name: str
    href: str
    rel: str


@dataclass(frozen=True)
class Board:
    plot: SafeString
    names: SafeString
    height: int
    label: str
    window: Window
    moves: list[Move]
    # Sentences on what is not drawn.
    notes: list[str]
    # The list and the exports of these days alone.
    only: str
    left: float = LEFT
    right: float = RIGHT


def board_of(
    selection: Selection, page: Leaf, *, zoom: Window | None, is_whole: bool, today: date, kept: Kept, within: Within
) -> Board | None:
    """None where nothing has a date. `page`: what the list shows; `is_whole`: that is all; `kept`: the filter;
    `within`: narrows a selection to some days."""
    docket, whole = picturing.extent_in(page.events) if is_whole else picturing.extent_of(selection)
    default = picturing.default_window(docket, whole, today=today)
    if whole is None or default is None:
        return None
    usual = picturing.with_margins(default)
    window = zoom or usual
    until = until_of(selection.case, today=today)
    if is_whole:
        scene = picturing.scene_of(page.events, window, until=until)
    else:
        scene = picturing.scene_in(selection, within(selection, window.first, window.last), window, until=until)
    zoom_to = _zooming(kept)
    links = Links(row=_rows(page, kept, zoom), zoom=zoom_to, day=lambda day: f"?{urlencode([*kept, ('from', day)])}")
    names = (
        PLURALS | {lane.side: lane.name for lane in lanes_for(page.events).values()} | {OUTSIDE: "Outside the court"}
    )
    found = drawn(
        scene.scale, scene.lanes, scene.stretches, names=names | {OTHER: PLURALS[OTHER]}, today=today, links=links
    )
    return Board(
        SafeString(found.plot), SafeString(found.names), found.height, label_of(scene), window,
        moves_of(window, usual, picturing.with_margins(whole), zoom_to), notes_of(scene, found),
        f"?{urlencode([*[pair for pair in kept if pair[0] not in DAYS], *zip(DAYS, (window.first, window.last), strict=True)])}",
    )  # fmt: skip


DAYS = ("filed_after", "filed_before")


def _zooming(kept: Kept) -> Callable[[Window], str]:
    query = f"{urlencode(kept)}&" if kept else ""
    return lambda window: f"?{query}zoom={window}#picture"


def _rows(page: Leaf, kept: Kept, zoom: Window | None) -> Callable[[Event], str]:
    """To the row on this page, or to the page on which it is the first."""
    first, last = (page.events[0].place, page.events[-1].place) if page.events else (None, None)
    query = [*kept, *([("zoom", str(zoom))] if zoom else [])]

    def href(event: Event) -> str:
        anchor = f"#{event.event}-{quote(event.key, safe='')}"
        if first is not None and last is not None and first <= event.place <= last:
            return anchor
        return f"?{urlencode([*query, ('from', str(event.place))])}{anchor}"

    return href


def moves_of(window: Window, usual: Window, whole: Window, zoom: Callable[[Window], str]) -> list[Move]:
    found = []
    if window.first > whole.first:
        found.append(Move("Earlier", zoom(window.earlier()), "earlier"))
    if window.last < whole.last:
        found.append(Move("Later", zoom(window.later()), "later"))
    if not window.is_nearest:
        found.append(Move("Zoom in", zoom(window.nearer()), "in"))
    if window.days < whole.days:
        wider = window.farther()
        found.append(Move("Zoom out", zoom(wider if wider.days < whole.days else whole), "out"))
    if window != usual:
        found.append(Move("The docket’s days", zoom(usual), "usual"))
    if whole not in (window, usual):
        found.append(Move(f"All since {whole.first.year}", zoom(whole), "all"))
    return found


def label_of(scene: Scene) -> str:
    """`85 filings, 12 deadlines, by side, from Jul 1, 2025 to Jun 30, 2026`."""
    counts = dict.fromkeys(NOUNS, 0)
    for event in scene.events:
        counts[event.event] += 1
    if not scene.events:
        for lane in scene.lanes.values():
            for held in lane.bins:
                for noun, count in zip(NOUNS, held.counts, strict=True):
                    counts[noun] += count
    said = ", ".join(count_of(count, noun) for noun, count in counts.items() if count) or "Nothing"
    return f"{said}, by side, {scene.scale.window.words}"


def notes_of(scene: Scene, found: Drawn) -> list[str]:
    notes = []
    if scene.has_more_motions:
        notes.append("Too many motions to draw each from its filing to its decision: zoom in to see them.")
    if found.left_out:
        notes.append(
            f"{count_of(found.left_out, 'more bar')} found no room: zoom in to see {'it' if found.left_out == 1 else 'them'}."
        )
    return notes
