import io
from typing import Any

import pytest
from pypdf import PdfReader

from filings.documents import paper
from filings.documents.paper import BODY_LINE, LINES, Caption, Furniture, Line
from filings.reading import lettering

FURNITURE = Furniture(
    "A title", "Case 1:25-cv-00001   Document 2   Filed 01/02/25   Page {page} of {of}", "Foot", "SAMPLE"
)
CAPTION = Caption("A notice.", ["THE COURT"], [("ALPHA, LLC,", 0.0), ("Plaintiff,", 108.0)], ["Case No. 1:25-cv-00001"])


def placed(page: Any) -> dict[str, float]:
    """Where on the page each piece of text stands, from its foot."""
    found: dict[str, float] = {}

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            found[text.strip()] = round(tm[5], 1)

    page.extract_text(visitor_text=visit)
    return found


def test_each_line_stands_beside_its_number() -> None:
    rows: list[Line | None] = [Line(f"row {place}") for place in range(BODY_LINE, LINES + 1)]
    second: list[Line | None] = [Line(f"line {place}") for place in range(1, LINES + 1)]

    pages = PdfReader(io.BytesIO(paper.draw(CAPTION, [rows, second], FURNITURE))).pages

    at = placed(pages[0])
    assert {at[f"row {place}"] for place in range(BODY_LINE, LINES + 1)} == {
        at[str(place)] for place in range(BODY_LINE, LINES + 1)
    }
    at = placed(pages[1])
    assert all(at[f"line {place}"] == at[str(place)] for place in range(1, LINES + 1))


def test_the_same_text_gives_the_same_bytes() -> None:
    assert paper.draw(CAPTION, [[Line("a")]], FURNITURE) == paper.draw(CAPTION, [[Line("a")]], FURNITURE)
    assert paper.draw(CAPTION, [[Line("a")]], FURNITURE) != paper.draw(CAPTION, [[Line("b")]], FURNITURE)


@pytest.mark.parametrize("text", ["", "word", "many words " * 40, "w" * 500, "short " + "w" * 300 + " short"])
def test_wrapped_lines_fit_and_lose_nothing(text: str) -> None:
    lines = paper.wrap(text, paper.PLAIN, 200.0, first=164.0)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(paper.width(line, paper.PLAIN) <= 200.0 for line in lines)
    assert not lines or paper.width(lines[0], paper.PLAIN) <= 164.0


def test_letters_without_a_shape_in_the_font_are_written_plainly() -> None:
    assert lettering.printable("Café “Ďurič” – 中") == "Café “Duric” – ?"


def test_no_heading_is_left_alone_at_the_foot_of_a_page() -> None:
    room = LINES - BODY_LINE + 1
    blocks = [[Line("words")] * (room - 1), paper.heading("Alone"), [Line("after")]]

    first, second = paper.pages_of(blocks, 6, [])

    assert first[-1] is None
    assert [line.text for line in second if line] == ["ALONE", "after"]


def test_what_does_not_fit_is_cut_and_said_to_be() -> None:
    pages = paper.pages_of([[Line(f"line {place}") for place in range(500)]], 3, [Line("And more.")])

    assert [len(page) for page in pages] == [LINES - BODY_LINE + 1, LINES, LINES]
    assert pages[-1][-1] == Line("And more.")
    assert pages[-1][-2] == Line(f"line {LINES - BODY_LINE + 1 + 2 * LINES - 2}")
