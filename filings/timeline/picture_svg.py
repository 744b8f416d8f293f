"""The picture of a timeline as SVG. Pure: text in and out; whatever is not our own word goes through `escape`.

No viewBox: across in per cent, down in pixels, so that words keep their size. A page has hundreds of marks: put together
here, as a template's tag for each word takes ten times as long.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from filings.timeline.picture import TURNING
from filings.timeline.picture_axis import LEFT, RIGHT, Scale, ticks
from filings.timeline.picture_marks import LANES, OUTSIDE, Bin, Lane, Mark, words_of
from filings.timeline.picture_spans import Span, Stretch, packed
from filings.timeline.shapes import Event
from filings.timeline.window import Window
from parties.roles import COURT, DEFENDANT, PLAINTIFF

ALWAYS = (PLAINTIFF, DEFENDANT, COURT)
# Pixels: above the lanes; the name of a lane; a mark; a bar with its label; a bin at its tallest; below a lane; the axis.
HEAD, NAME, MARK, BAR, BIN, FOOT, AXIS = 18, 20, 10, 18, 56, 12, 24


@dataclass(frozen=True)
class Links:
    """Addresses: of an event's row, of the picture of other days, of the list from a day on."""

    row: Callable[[Event], str]
    zoom: Callable[[Window], str]
    day: Callable[[date], str]


@dataclass(frozen=True)
class Drawn:
    """`names`: the lanes' names as a drawing of its own, which stays where it is when the other one scrolls."""

    plot: str
    names: str
    height: int
    left_out: int


def drawn(
    scale: Scale, lanes: Mapping[str, Lane], stretches: Mapping[str, Sequence[Stretch]], *, names: Mapping[str, str],
    today: date, links: Links,
) -> Drawn:  # fmt: skip
    """`names` of the lanes, by lane."""
    shown = [lane for lane in LANES if lane in ALWAYS or lane in lanes or stretches.get(lane)]
    most = max((held.total for lane in lanes.values() for held in lane.bins), default=0)
    parts: list[str] = []
    titles: list[str] = []
    y, left_out = HEAD, 0
    for name in shown:
        lane = lanes.get(name, Lane())
        spans, dropped = packed(stretches.get(name, ()), scale)
        left_out += dropped
        foot = y + NAME + max(lane.rows * MARK + 2, BIN + 12 if lane.bins else 12)
        css = "outside" if name == OUTSIDE else name
        titles.append(f'<text class="lane-name {css}" x="0" y="{y + 13}">{escape(names[name])}</text>')
        parts.append(f'<line class="lane" x1="0" x2="100%" y1="{foot}" y2="{foot}"/>')
        marks = [
            _bin(held, foot, css, round(6 + (BIN - 6) * held.total / most), opening(held, scale, links))
            for held in lane.bins
        ]
        marks += [_mark(mark, foot, links) for mark in sorted(lane.marks, key=lambda mark: (mark.x, mark.row))]
        marks += [_span(span, foot + 5, links) for span in spans]
        parts.append(f'<g class="lane-marks {css}" data-lane="{css}">{"".join(marks)}</g>')
        y = foot + FOOT + BAR * (max((span.row for span in spans), default=-1) + 1)
    height = y + AXIS
    plot = [*_axis(scale, y, links), *parts, *_today(scale, today, y)]
    return Drawn("\n".join(plot), "\n".join(titles), height, left_out)


def _axis(scale: Scale, y: int, links: Links) -> Iterator[str]:
    for tick in ticks(scale.window):
        yield (
            f'<line class="month-line" x1="{tick.x:g}%" x2="{tick.x:g}%" y1="{HEAD}" y2="{y + AXIS}"/>'
            f'<a class="tick-name" href="{escape(links.zoom(tick.window))}"><text x="{tick.x:g}%" dx="4" y="{y + 16}">'
            f"{tick.name}<title>Show {tick.window.words}</title></text></a>"
        )
    yield f'<line class="axis" x1="{LEFT:g}%" x2="{RIGHT:g}%" y1="{y}" y2="{y}"/>'


def _today(scale: Scale, today: date, y: int) -> Iterator[str]:
    if not scale.window.first <= today <= scale.window.last:
        return
    x = scale.start(today)
    turned = ' dx="-5" text-anchor="end"' if x > 90 else ' dx="5"'
    yield f'<line class="today" x1="{x:g}%" x2="{x:g}%" y1="2" y2="{y}"/>'
    yield f'<text class="today-name" x="{x:g}%" y="12"{turned}>today</text>'


def _mark(mark: Mark, foot: int, links: Links) -> str:
    event, y, x = mark.event, foot - 7 - mark.row * MARK, f"{mark.x:g}%"
    if event.event == "deadline":
        shape = f'<circle class="due" cx="{x}" cy="{y}" r="3.5"/>'
    elif event.event == "hearing":
        shape = f'<rect class="hear" x="{x}" y="{y - 4}" width="8" height="8" transform="translate(-4 0)"/>'
    elif event.event == "fact":
        shape = f'<svg x="{x}" y="{y}" overflow="visible"><path class="fact" d="M0-4.5 4.5 0 0 4.5-4.5 0Z"/></svg>'
    else:
        turn = event.kind in TURNING
        shape = f'<circle class="{"turn" if turn else "paper"}" cx="{x}" cy="{y}" r="{4.5 if turn else 4:g}"/>'
    return _linked(f"mark {mark.side}", links.row(event), words_of(event), shape)


def opening(held: Bin, scale: Scale, links: Links) -> str:
    """Its days in the picture; where that is as near as it gets, the list from there."""
    return links.day(held.first) if scale.window.is_nearest else links.zoom(held.window)


def _bin(held: Bin, foot: int, css: str, tall: int, href: str) -> str:
    middle = held.x + held.width / 2
    shape = (
        f'<rect class="pile" x="{held.x:g}%" y="{foot - tall}" width="{held.width:g}%" height="{tall}"/>'
        f'<text class="count" x="{middle:g}%" y="{foot - tall - 3}" text-anchor="middle">{held.total}</text>'
    )
    return _linked(f"bin {css}", href, held.words, shape, is_reached=True)


def _span(span: Span, y: int, links: Links) -> str:
    top, css = y + span.row * BAR, "bar open" if span.is_open else "bar"
    shape = f'<rect class="{css}" x="{span.x:g}%" y="{top}" width="{span.end - span.x:.2f}%" height="4"/>'
    if span.label:
        inset = 0 if span.anchor == "start" else -2
        shape += (
            f'<text class="bar-name" x="{span.label_x:g}%" dx="{inset}" y="{top + 14}" text-anchor="{span.anchor}">'
            f"{escape(span.label)}</text>"
        )
    return _linked(f"span {span.stretch.side}", links.row(span.stretch.event), span.stretch.words, shape)


def _linked(css: str, href: str, words: str, shape: str, *, is_reached: bool = False) -> str:
    """Not on the way of the Tab key where the list beneath has it: nobody wants to pass hundreds of marks. `href` is quoted."""
    tab = "" if is_reached else ' tabindex="-1"'
    if "&" in href:
        href = escape(href)
    return f'<a class="{css}" href="{href}"{tab}><title>{escape(words)}</title>{shape}</a>'
