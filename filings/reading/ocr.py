"""Reads a page that is only a picture, with tesseract, where the machine has it. A job of the workshop.

The page is drawn in grey, the margin of pleading paper is whitened (margin.py), and the picture goes to the program by its
standard input: no file is written. The program has the limits of the job that starts it, and belongs to its process group, so
that whoever ends the job ends it too.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from statistics import fmean
from typing import Any, NamedTuple

import pypdfium2
from PIL import Image

from filings.reading import sizes
from filings.reading.cleaning import clean_word
from filings.reading.drawing import picture_of
from filings.reading.margin import Margin, find_margin, whiten

PROGRAM = "tesseract"
DPI = 200
SECONDS_A_PAGE = 60
# While the program works, the job says so: whoever listens gives up on one that is silent.
SECONDS_TO_SAY_SO = 5
MOST_WORDS = 20_000
MOST_OUTPUT = 8 << 20  # bytes


class Seen(NamedTuple):
    """A word on the picture; its box in points of the page as shown, from the top left corner. Confidence in percent."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    line: tuple[int, ...]


def version() -> str | None:
    """`tesseract 5.3.0`, as the program names itself; None where there is none. Asked anew when another program is found."""
    path = shutil.which(PROGRAM)
    return _version_of(path) if path else None


@cache
def _version_of(path: str) -> str | None:
    try:
        said = subprocess.run([path, "--version"], capture_output=True, timeout=10, check=True, env=_environment())  # noqa: S603 - found on the PATH of the server
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.match(rb"tesseract v?([\w.-]{1,40})", said.stdout or said.stderr)
    return f"{PROGRAM} {found[1].decode()}" if found else None


def read(arguments: dict[str, Any]) -> Iterator[dict[str, Any] | bytes]:
    """What page `page` (from 1) of `path` says:

    {"words": [[word, left, top, right, bottom], ...], "lines": [{"text", "mark"}, ...], "confidence": percent or None,
    "printed_lines": number or None}, after any number of {"busy": true}. Or {"fault": sentence}.
    """
    page = pypdfium2.PdfDocument(arguments["path"])[arguments["page"] - 1]
    width, height = page.get_width(), page.get_height()
    picture = picture_of(page, sizes.at_dpi(width, height, DPI), grey=True)
    margin = find_margin(picture)
    if margin:
        whiten(picture, margin)
    said = b""
    try:
        for part in _tesseract(picture):
            if part is None:
                yield {"busy": True}
            else:
                said = part
    except subprocess.TimeoutExpired:
        yield {"fault": f"Reading the picture of this page took longer than {SECONDS_A_PAGE} seconds."}
        return
    except (OSError, subprocess.SubprocessError) as failure:
        yield {"fault": f"The program that reads pictures failed on this page ({type(failure).__name__})."}
        return
    scale = picture.width / max(width, 1.0)
    words = words_in(said.decode("utf-8", "replace"), scale)
    yield {
        "words": [[word.text, *(round(edge, 1) for edge in word[1:5])] for word in words],
        "lines": [{"text": text, "mark": mark} for text, mark in lines_in(words, margin, scale)],
        "confidence": round(fmean(word.confidence for word in words)) if words else None,
        "printed_lines": margin.last or None if margin else None,
    }


def _tesseract(picture: Image.Image) -> Iterator[bytes | None]:
    """None while the program works, then the table it writes. Raises OSError, SubprocessError."""
    path = shutil.which(PROGRAM)
    if path is None:
        raise FileNotFoundError(PROGRAM)
    command = [path, "stdin", "stdout", "--psm", "3", "--dpi", str(DPI), "-l", "eng", "tsv"]
    given: bytes | None = b"P5 %d %d 255\n" % picture.size + picture.tobytes()
    with subprocess.Popen(  # noqa: S603 - as above
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
    ) as program:
        try:
            for _ in range(round(SECONDS_A_PAGE / SECONDS_TO_SAY_SO)):
                try:
                    said, _none = program.communicate(given, timeout=SECONDS_TO_SAY_SO)
                except subprocess.TimeoutExpired:
                    given = None
                    yield None
                    continue
                if program.returncode:
                    raise subprocess.CalledProcessError(program.returncode, PROGRAM)
                yield said[:MOST_OUTPUT]
                return
            raise subprocess.TimeoutExpired(PROGRAM, SECONDS_A_PAGE)
        finally:
            program.kill()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}


def words_in(table: str, scale: float) -> list[Seen]:
    """The words of tesseract's table (TSV, boxes in pixels), in its order of reading; `scale` is pixels a point."""
    words = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5":
            continue
        text = clean_word(cells[11]).strip()
        try:
            block, paragraph, line = (int(cell) for cell in cells[2:5])
            left, top, width, height = (float(cell) / scale for cell in cells[6:10])
            confidence = min(max(float(cells[10]), 0.0), 100.0)
        except ValueError:
            continue
        if text:
            edges = (left, top, left + width, top + height)
            words.append(Seen(text, *edges, confidence, (block, paragraph, line)))
    return words[:MOST_WORDS]


def lines_in(words: list[Seen], margin: Margin | None, scale: float) -> list[tuple[str, int | None]]:
    """Each line of the words, and the number that the pleading paper prints beside it."""
    lines: dict[tuple[int, ...], list[Seen]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    found = []
    for line in lines.values():
        middle = (min(word.top for word in line) + max(word.bottom for word in line)) / 2
        mark = margin.line_at(middle * scale) if margin else None
        found.append((" ".join(word.text for word in line), mark))
    return found
