"""The margin of pleading paper on a picture: its ruled line and its column of numbers, found by pixels alone.

What reads pictures takes the numbers for words ("oo an hd nn") and with them spoils the lines beside them; so the margin is
whitened before. A page without such a margin is never touched.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import median

from PIL import Image, ImageDraw

# Shares of the page's width.
BAND = 0.22  # the margin ends within it
EDGE = 0.03  # a scanner's black edge ends within it
DRIFT = 0.025  # how far a ruled line may stray in a page put in askew
WIDEST_NUMBER = 0.05
NARROWEST_NUMBER = 0.003
GAP = 0.006  # between the digits of a number at most, and between numbers and text at least
# Shares of its height.
LOWEST_NUMBER, HIGHEST_NUMBER = 0.004, 0.025
STEP = (0.020, 0.042)  # from line to line: 16 to 33 points of a letter page
SPAN = 0.6  # what the numbers reach over

STRIPES = 20
STRIPES_RULED = 14
INK = 190  # of 255: darker is ink
RULED = 0.75 * 255  # ink of two columns of pixels beside each other, over a stripe
SLACK = 0.25  # of a step
FEWEST_BESIDE_A_LINE = 15
FEWEST = 20
MARKED = range(24, 33)


@dataclass(frozen=True)
class Margin:
    """`cut`: for each of STRIPES from the top, where the margin ends. Number n is printed at height `first` + (n - 1) *
    `step`, up to `last`; `last` 0: which number is which is not known. All in pixels."""

    cut: list[int]
    first: float
    step: float
    last: int

    def line_at(self, middle: float) -> int | None:
        """The number beside what has its middle at that height."""
        number = round((middle - self.first) / self.step) + 1
        return number if 1 <= number <= self.last else None


def find_margin(picture: Image.Image) -> Margin | None:
    """The margin of a grey picture of a whole page, if it has one."""
    width, height = picture.size
    band = picture.crop((0, 0, max(round(width * BAND), 1), height)).point(lambda value: 255 if value < INK else 0)
    cut = _ruled_line(band, width)
    if cut:
        for _, column in _columns(_straightened(band, cut), width):
            if margin := _numbered(column, cut, fewest=FEWEST_BESIDE_A_LINE):
                return margin
    for right, column in _columns(band, width):
        if margin := _numbered(column, [right + round(width * GAP / 2)] * STRIPES, fewest=FEWEST):
            return margin
    return None


def whiten(picture: Image.Image, margin: Margin) -> None:
    pen = ImageDraw.Draw(picture)
    for stripe, right in enumerate(margin.cut):
        top, bottom = (round(picture.height * edge / STRIPES) for edge in (stripe, stripe + 1))
        pen.rectangle((0, top, right, bottom), fill=255)


def _ruled_line(band: Image.Image, width: int) -> list[int]:
    """Where the line ends in each stripe; empty without one. Of a double line the second counts."""
    dark = _dark_columns(band, least=round(width * EDGE))
    drift = max(round(width * DRIFT), 2)
    # Of the windows that see the line in most stripes the last: it leaves the first of two lines out.
    seen = Counter(start for stripe in dark for start in {x - back for x in stripe for back in range(drift)})
    start = max(seen, key=lambda start: (seen[start], start), default=0)
    if seen[start] < STRIPES_RULED:
        return []
    within = [[x for x in stripe if start <= x < start + drift] for stripe in dark]
    points = [(stripe, max(columns)) for stripe, columns in enumerate(within) if columns]
    # A straight line through the points, by medians: the stem of a letter beside it does not bend it.
    slope = median((right - left) / (low - high) for (high, left), (low, right) in combinations(points, 2))
    foot = median(x - slope * stripe for stripe, x in points)
    return [round(foot + slope * stripe) + 4 for stripe in range(STRIPES)]


def _dark_columns(band: Image.Image, *, least: int) -> list[list[int]]:
    """For each stripe the columns of pixels that are ink from its top to its bottom."""
    columns = band.width
    ink = band.resize((columns, STRIPES), Image.Resampling.BOX).tobytes()
    return [
        [x for x in range(least, columns - 1) if sum(ink[y * columns + x : y * columns + x + 2]) >= RULED]
        for y in range(STRIPES)
    ]


def _straightened(band: Image.Image, cut: list[int]) -> Image.Image:
    """What stands left of the ruled line, each stripe moved so that the line is upright; the line itself left out."""
    edge = max(cut)
    made = Image.new("L", (edge, band.height), 0)
    for stripe, right in enumerate(cut):
        top, bottom = (round(band.height * at / STRIPES) for at in (stripe, stripe + 1))
        made.paste(band.crop((0, top, right, bottom)), (edge - right, top))
    ink = made.resize((edge, 1), Image.Resampling.BOX).tobytes()
    pen = ImageDraw.Draw(made)
    for x in range(edge):
        if ink[x] > RULED / 3:
            pen.rectangle((x - 3, 0, x + 3, band.height), fill=0)
    return made


def _columns(band: Image.Image, width: int) -> Iterator[tuple[int, Image.Image]]:
    """Each narrow column of ink with white on both sides: where it ends, and its pixels."""
    ink = band.resize((band.width, 1), Image.Resampling.BOX).tobytes()
    gap = max(round(width * GAP), 2)
    for left, right in _runs(ink, above=1, gap=gap):
        narrow = width * NARROWEST_NUMBER <= right - left <= width * WIDEST_NUMBER
        if narrow and right + gap <= band.width:
            yield right, band.crop((left, 0, right, band.height))


def _numbered(column: Image.Image, cut: list[int], *, fewest: int) -> Margin | None:
    """The margin, if the column's ink stands in even steps down the page."""
    height = column.height
    ink = column.resize((1, height), Image.Resampling.BOX).tobytes()
    blobs = [
        (top, bottom)
        for top, bottom in _runs(ink, above=8, gap=3)
        if height * LOWEST_NUMBER <= bottom - top <= height * HIGHEST_NUMBER
    ]
    middles = [(top + bottom) / 2 for top, bottom in blobs]
    if len(middles) < fewest:
        return None
    step = median(lower - upper for upper, lower in pairwise(middles))
    if not height * STEP[0] <= step <= height * STEP[1]:
        return None
    chain = _chain(middles, step)
    if len(chain) < fewest or middles[chain[-1][1]] - middles[chain[0][1]] < height * SPAN:
        return None
    (first_at, first), (last_at, last) = chain[0], chain[-1]
    step = (middles[last] - middles[first]) / (last_at - first_at)
    one = first_at + _number_one(column, [(at - first_at, *blobs[place]) for at, place in chain])
    count = last_at - one + 1
    return Margin(cut, middles[first] + (one - first_at) * step, step, count if count in MARKED else 0)


def _chain(middles: list[float], step: float) -> list[tuple[int, int]]:
    """The longest run of (line, place in `middles`) whose members stand whole steps apart."""
    best: list[tuple[int, int]] = []
    chain: list[tuple[int, int]] = []
    for place, middle in enumerate(middles):
        if chain:
            steps = (middle - middles[chain[-1][1]]) / step
            if round(steps) < 1 and len(chain) > 1:
                continue  # a speck between two numbers
            if abs(steps - round(steps)) > SLACK or not 1 <= round(steps) <= 3:
                chain = []
        chain = [*chain, (chain[-1][0] + round(steps), place)] if chain else [(0, place)]
        best = max(best, chain, key=len)
    return best


def _number_one(column: Image.Image, blobs: list[tuple[int, int, int]]) -> int:
    """How many lines below the first blob the number 1 stands (0, or less where it was not seen): ten is the first of two
    digits, so nine narrow blobs stand above the first wide one."""
    widths = []
    for _, top, bottom in blobs:
        box = column.crop((0, top, column.width, bottom)).getbbox()
        widths.append(box[2] - box[0] if box else 0)
    usual = median(widths)
    narrow = 0
    for (line, *_), size in zip(blobs, widths, strict=True):
        if size <= 0.75 * usual:
            narrow += 1
        elif narrow >= 5:
            return line - 9
        else:
            narrow = 0
    return 0


def _runs(values: bytes, *, above: int, gap: int) -> Iterator[tuple[int, int]]:
    """From where to where the values are above; shorter gaps are passed over."""
    start, last = -1, -1
    for place, value in enumerate(values):
        if value > above:
            if start >= 0 and place - last > gap:
                yield start, last + 1
                start = -1
            start, last = (place if start < 0 else start), place
    if start >= 0:
        yield start, last + 1
