"""The measures of the reading room's quality over the shared PDFs, for tests and bench: words, lines, memory."""

import itertools
import json
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf

from filings.reading.pleading import find_gutter
from filings.reading.words import Word

_TOKEN = re.compile(r"[A-Za-z0-9À-ÿ]+(?:'[A-Za-z0-9À-ÿ]+)*")
_HYPHENATED = re.compile(r"(\w)-[ \t]*\n\s*(\w)")


@dataclass(frozen=True)
class Words:
    """`split`: two neighbouring words of ours whose join is an expected word that is missing."""

    found: int
    ours: int
    expected: int
    split: int

    @property
    def f1(self) -> float:
        return 2 * self.found / (self.ours + self.expected)

    @property
    def split_per_thousand(self) -> float:
        return 1000 * self.split / self.expected


def _straight(text: str) -> str:
    return text.replace("\u2019", "'")


def tokens(text: str) -> list[str]:
    text = _straight(unicodedata.normalize("NFKC", text))
    return _TOKEN.findall(_HYPHENATED.sub(r"\1\2", text))


def compare(reports: dict[str, dict[str, Any]], agreed: Path) -> Words:
    """Reports of read_pdf by file name against words.jsonl, in which stamp and line numbers are among the words. What was
    typed into forms is not: no reader's page text has it."""
    found = ours = expected = split = 0
    for line in agreed.read_text().splitlines():
        row = json.loads(line)
        for page, wanted in zip(reports[Path(row["file"]).name]["pages"], row["pages"], strict=False):
            printed = [line["text"] for line in page["lines"] if line.get("kind") != "typed"]
            mine = tokens("\n".join(printed))
            more = tokens(page["stamp"]["text"]) if page["stamp"] else []
            more += [str(number) for number in range(1, 29)] if page["pleading"] else []
            counted, missing = Counter(mine + more), Counter({_straight(word): count for word, count in wanted.items()})
            found += (counted & missing).total()
            ours += counted.total()
            expected += missing.total()
            missing -= counted
            for one, other in itertools.pairwise(mine):
                if missing[one + other] > 0:
                    missing[one + other] -= 1
                    split += 1
    return Words(found, ours, expected, split)


def _folded(text: str) -> str:
    return "".join(tokens(text)).lower()


def lines_judged(path: Path, pages: list[dict[str, Any]], judge: str) -> Iterator[tuple[int, str, bool]]:
    """For each line that a judge reads beside a number of pleading paper: the number, its text, and whether ours has that
    text at the number. Judges: `pdftotext` (its -layout), `pypdf` (the start points that its visitor tells)."""
    reader = pypdf.PdfReader(path)
    for page in pages:
        if not page["pleading"]:
            continue
        read = _by_pdftotext(path, page["number"]) if judge == "pdftotext" else _by_pypdf(reader, page["number"])
        ours: dict[int, str] = {}
        for line in page["lines"]:
            if line["number"]:
                ours[line["number"]] = ours.get(line["number"], "") + _folded(line["text"])
        for number, text in read:
            folded = _folded(text)
            if len(folded) >= 4:
                mine = ours.get(number, "")
                yield number, text, folded in mine or (len(mine) > 3 and mine in folded) or folded[:12] in mine


def has_pdftotext() -> bool:
    return shutil.which("pdftotext") is not None


def _by_pdftotext(path: Path, number: int) -> Iterator[tuple[int, str]]:
    """The lines that begin with their number; those whose number it prints elsewhere it does not judge."""
    command = ["pdftotext", "-layout", "-f", str(number), "-l", str(number), str(path), "-"]
    said = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode(errors="replace")
    for line in said.split("\n"):
        beside = re.match(r"\s{0,12}(\d{1,2})\s+(\S.*)", line)
        if beside and 1 <= int(beside[1]) <= 28:
            yield int(beside[1]), beside[2]


def _by_pypdf(reader: pypdf.PdfReader, number: int) -> Iterator[tuple[int, str]]:
    """Pieces of text with the height at which each stands; those right on the baseline of a number are judged."""
    page = reader.pages[number - 1]
    height = float(page.mediabox.height)
    pieces: list[tuple[str, float, float]] = []

    def visit(text: str, space: list[float], matrix: list[float], *_font: Any) -> None:
        x, y = (matrix[4] * space[0] + space[4], matrix[5] * space[3] + space[5])
        if text.strip() and matrix[1] == matrix[2] == 0:
            pieces.append((text.strip(), x, height - y))

    page.extract_text(visitor_text=visit)
    words = [Word(text, x, y - 9, x + 6 * len(text), y + 3, y) for text, x, y in pieces]
    gutter = find_gutter(words, width=float(page.mediabox.width))
    if gutter is None:
        return
    for place, (text, x, y) in enumerate(pieces):
        near = gutter.line_at(y)
        on_it = near and abs(y - gutter.first - (near - 1) * gutter.step) < 0.2 * gutter.step
        if near and on_it and place not in gutter.places and x > 60 and "\n" not in text:
            yield near, text
