"""What the saved docket pages of courts link: the truth that `filings.docket.references` is measured against."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import html


class Row(NamedTuple):
    entry: int | None
    text: str
    linked: dict[int, int]
    """Place in the text of each number that the court links to an entry, and that number. Links of attachments
    (`# 1 Exhibit A`) are left out: they name papers of the entry itself."""
    is_link: bool
    """The number of the entry is itself a link: only such an entry can be linked to."""


def rows_of(page: Path) -> list[Row]:
    return list(_rows(page.read_bytes().decode("utf-8", "replace").replace("\0", "")))


def _rows(source: str) -> Iterator[Row]:
    for row in html.fromstring(source).iter("tr"):
        cells = [cell for cell in row if cell.tag == "td"]
        if len(cells) < 3 or not re.match(r"\d\d/\d\d/\d{4}", cells[0].text_content().strip()):
            continue
        numbers = [cell for cell in cells[1:-1] if re.match(r"\d+\b", cell.text_content().strip())]
        text, links = _text_and_links(cells[-1])
        linked = {
            place + len(words) - len(words.lstrip()): int(words)
            for place, words in links
            if words.strip().isdigit() and not text[:place].rstrip().endswith("#")
        }
        entry = int(re.findall(r"\d+", numbers[0].text_content())[0]) if numbers else None
        yield Row(entry, text, linked, bool(numbers) and numbers[0].find(".//a") is not None)


def _text_and_links(cell: html.HtmlElement) -> tuple[str, list[tuple[int, str]]]:
    pieces: list[str] = []
    links: list[tuple[int, str]] = []

    def walk(element: html.HtmlElement) -> None:
        pieces.append(element.text or "")
        for child in element:
            if child.tag == "a":
                links.append((sum(map(len, pieces)), child.text_content()))
                pieces.append(child.text_content())
            elif isinstance(child.tag, str):
                walk(child)
            pieces.append(child.tail or "")

    walk(cell)
    return "".join(pieces), links
