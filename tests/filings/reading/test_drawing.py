import io
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from filings.reading import drawing
from filings.reading.assembling import Assembled
from filings.reading.drawing import Box, Piece, boxes_of_hits
from filings.reading.sought import Edges, Sought
from filings.reading.words import read_words
from tests.shared import shared

ORDER = "nibiru__Doc.No.22-2025-01-02-OrderGrantingServiceandDiscovery.pdf"


def drawn(path: object, **arguments: Any) -> Image.Image:
    said, data = drawing.draw({"path": str(path), "page": 1, "step": "1"} | arguments)
    assert isinstance(data, bytes)
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "WEBP"
    assert said == {"width": picture.width, "height": picture.height}
    return picture.convert("RGB")


def yellow(picture: Image.Image) -> int:
    """Pixels that a marker pen coloured."""
    pixels = picture.resize((picture.width // 4, picture.height // 4)).tobytes()
    return sum(
        red > 220 and green > 190 and blue < 150
        for red, green, blue in zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)
    )


def test_a_page_of_a_filing_is_drawn_at_each_step() -> None:
    path = shared("pdfs", "court", ORDER)
    assert [drawn(path, step=step).size for step in ("thumb", "1")] == [(170, 220), (935, 1210)]
    assert yellow(drawn(path)) == 0


def test_hits_are_marked() -> None:
    path = shared("pdfs", "court", ORDER)
    few, many = (yellow(drawn(path, page=2, q=query)) for query in ("expedited discovery", "the"))
    assert 0 < few < many
    assert yellow(drawn(path, page=2, q="no such words")) == 0


def test_the_words_of_a_search_are_marked() -> None:
    path = shared("pdfs", "court", ORDER)
    phrase, search = (yellow(drawn(path, page=2, **{name: "expedited discovery"})) for name in ("q", "find"))
    assert 0 < phrase < search
    assert yellow(drawn(path, page=2, find="kind:order")) == 0


def test_what_runs_over_the_end_of_a_page_is_marked_on_it() -> None:
    boxes = boxes_of_hits(TEXT, PIECES, Sought('"dismiss regarding the claim"', is_search=True), Edges(None, EDGE))
    assert boxes == [Box(0, 20, 120, 30), Box(0, 40, 30, 50)]


def test_a_page_read_by_ocr_is_marked_where_its_words_stand() -> None:
    picture = drawn(shared("pdfs", "court", ORDER), q="found", words=[["found", 100, 700, 200, 740]])
    area = picture.crop((160, 1075, 300, 1125))
    assert yellow(area) > 0.5 * area.width * area.height / 16
    assert yellow(picture) < 1.7 * yellow(area)


def test_a_page_box_of_ten_million_points_does_not_hurt(tmp_path: Any) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(10_000_000, 10_000_000), invariant=1)
    canvas.showPage()
    canvas.save()
    path = tmp_path / "huge.pdf"
    path.write_bytes(out.getvalue())
    assert max(drawn(path, step="3").size) < 4_000


def test_what_is_typed_into_a_form_shows(tmp_path: Any) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792), invariant=1)
    canvas.acroForm.textfield(name="name", value="WWWWWWWW", x=72, y=600, width=300, height=40, fontSize=24)
    canvas.showPage()
    canvas.save()
    path = tmp_path / "form.pdf"
    path.write_bytes(out.getvalue())
    assert min(drawn(path).convert("L").crop((120, 240, 300, 285)).tobytes()) < 90


@pytest.mark.parametrize("page", [0, 2, 10**9])
def test_a_page_that_is_not_there_raises(page: int, tmp_path: Any) -> None:
    path = tmp_path / "one.pdf"
    canvas = Canvas(str(path))
    canvas.showPage()
    canvas.save()
    with pytest.raises((IndexError, ValueError, pypdfium2.PdfiumError)):
        drawn(path, page=page)


EDGE = "tmotion tto tdismiss tregarding hthe hclaim"
TEXT = "motion to\ndismiss   regarding"
PIECES = [
    Piece(0, 6, [Box(0, 0, 60, 10)]),
    Piece(7, 9, [Box(65, 0, 85, 10)]),
    Piece(10, 17, [Box(0, 20, 70, 30)]),
    Piece(20, 29, [Box(80, 20, 120, 30), Box(0, 40, 30, 50)]),
]


@pytest.mark.parametrize(
    ("query", "boxes"),
    [
        ("motion", [Box(0, 0, 60, 10)]),
        ("motion to", [Box(0, 0, 85, 10)]),
        ("Motion to dismiss", [Box(0, 0, 85, 10), Box(0, 20, 70, 30)]),
        ("miss", [Box(30, 20, 70, 30)]),
        ("regarding", [Box(80, 20, 120, 30), Box(0, 40, 30, 50)]),
        ("nothing", []),
    ],
)
def test_where_a_phrase_is_printed(query: str, boxes: list[Box]) -> None:
    assert boxes_of_hits(TEXT, PIECES, Sought(query)) == boxes


@pytest.mark.parametrize("name", [ORDER, "doctor__broken-mime.pdf", "doctor__ca9_19.pdf"])
def test_the_words_marked_are_those_of_the_text(name: str) -> None:
    with pypdfium2.PdfDocument(shared("pdfs", "court", name)) as document:
        for page in document:
            text, pieces = drawing.pieces_of_page(page)
            words = [word.text for line in Assembled(read_words(page)).lines for word in line.words]
            assert [text[piece.start : piece.end] for piece in pieces] == words
            assert all(piece.boxes for piece in pieces)
            divided = [text[piece.start : piece.end] for piece in pieces if len(piece.boxes) > 1]
            assert all(word.replace("-", "").isalpha() or not word.isalnum() for word in divided)
