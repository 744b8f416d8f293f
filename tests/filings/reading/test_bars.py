import io
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from filings.reading import bars
from tests.shared import shared


def hidden(canvas_of: str, tmp_path: Path, *, text: str = "John Witness", over: str = "") -> list[str]:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 700, "Open words stay open.")
    if canvas_of == "text then bar":
        canvas.drawString(72, 650, text)
    canvas.setFillGray({"text then bar": 0, "bar then text": 0, "white bar": 1}[canvas_of])
    if canvas_of == "white bar":
        canvas.setFillGray(0)
        canvas.drawString(72, 650, text)
        canvas.setFillGray(1)
    canvas.rect(60, 640, 200, 30, stroke=0, fill=1)
    if canvas_of == "bar then text":
        canvas.setFillGray(1)
        canvas.drawString(72, 650, text)
    if over:
        canvas.setFillGray(1)
        canvas.drawString(72, 650, over)
    canvas.showPage()
    canvas.save()
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        return [word.text for word in bars.hidden_words(document[0])]


def test_words_under_a_bar_are_reported(tmp_path: Path) -> None:
    assert hidden("text then bar", tmp_path) == ["John", "Witness"]


def test_white_words_on_a_dark_bar_are_a_heading(tmp_path: Path) -> None:
    assert hidden("bar then text", tmp_path) == []


def test_white_over_words_is_no_bar(tmp_path: Path) -> None:
    assert hidden("white bar", tmp_path) == []


@pytest.mark.parametrize("text", ["REDACTED", "[SEALED]", "01/02/2020", "-- __", "xxxx", "Privilege"])
def test_what_a_redaction_writes_under_itself_is_harmless(text: str, tmp_path: Path) -> None:
    assert hidden("text then bar", tmp_path, text=text) == []


def test_the_court_set_has_one_bad_redaction_and_no_false_alarm() -> None:
    """One file's bars hide a passage; its bars are drawn over real words. x-ray's other files must stay silent."""
    found = {}
    for path in sorted(shared("pdfs", "court").glob("x-ray__*.pdf")):
        for answer in bars.look({"path": str(path), "pages": [1]}):
            assert isinstance(answer, dict)
            if answer["hidden"]:
                found[path.name] = answer["hidden"]
    assert found == {"x-ray__rectangles_yes.pdf": 8}
