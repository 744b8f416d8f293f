import io
from collections.abc import Callable
from contextlib import closing

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from filings.reading.judging import is_garbage, is_picture

ENGLISH = (
    "Plaintiff alleges that the defendant has used its copyrighted works to train a model, and that the works were "
    "taken from a network to which the defendant had no right."
)
SPANISH = (
    "El demandante alega que la demandada utilizó sus obras protegidas para entrenar un modelo y que dichas obras "
    "fueron tomadas de una red sin derecho alguno por parte de ella."
)
NAMES = "Alvarez Bennett Castellano Delacroix Eriksson Fernandez Goldberg Hamilton Ivanova Johansson Kowalski Lindqvist"
WRONG_MAP = "Rmdkgvhww dmmgjgf vjdv vjg fgwgkfdkv jdf zfgf kvf bpqlrgj hgtf xrspf vp vtdkk d npfgm dkf vjdv vjg"
NUMBERS = "10.00 24.50 17.25 99.10 10.00 24.50 17.25 99.10 10.00 24.50 17.25 99.10 10.00 24.50 17.25 99.10 3.00"


@pytest.mark.parametrize("text", [ENGLISH, SPANISH, NAMES, NUMBERS, "", "DENIED", "Exhibit A", "FILED UNDER SEAL " * 2])
def test_text_is_no_garbage(text: str) -> None:
    assert not is_garbage(text.split(), senseless=0)


@pytest.mark.parametrize("text", [WRONG_MAP, " ".join("bcdfg" for _ in range(40))])
def test_words_that_are_none_are_garbage(text: str) -> None:
    assert is_garbage(text.split(), senseless=0)


def test_too_many_characters_that_no_page_prints_are_garbage() -> None:
    words = ENGLISH.split()
    characters = sum(map(len, words))

    assert is_garbage(words, senseless=characters // 20)
    assert not is_garbage(words, senseless=characters // 100)
    assert is_garbage([], senseless=200)
    assert not is_garbage(["a"], senseless=3)


@given(st.lists(st.text(), max_size=50), st.integers(0, 10_000))
def test_judging_never_fails(words: list[str], senseless: int) -> None:
    is_garbage(words, senseless=senseless)


def judged(draw: Callable[[Canvas], object], *, characters: int) -> bool:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    draw(canvas)
    canvas.showPage()
    canvas.save()
    with closing(pypdfium2.PdfDocument(out.getvalue())) as document:
        return is_picture(document[0], characters=characters, width=612, height=792)


GREY = ImageReader(Image.new("L", (30, 40), 128))


def scan(canvas: Canvas) -> None:
    canvas.drawImage(GREY, 0, 0, 612, 792)


def seal(canvas: Canvas) -> None:
    canvas.drawImage(GREY, 100, 100, 60, 60)


def shapes(canvas: Canvas) -> None:
    for n in range(100):
        canvas.rect(5 * n, 5 * n, 4, 4, fill=1)


def wrapped_scan(canvas: Canvas) -> None:
    """As courts wrap the page in a form, and put their stamp outside."""
    canvas.beginForm("page")
    scan(canvas)
    canvas.endForm()
    canvas.doForm("page")


def blank(_canvas: Canvas) -> None:
    """A page with nothing on it shows nothing that OCR could read."""


@pytest.mark.parametrize(
    ("draw", "characters", "picture"),
    [
        (scan, 0, True),
        (scan, 60, True),
        (scan, 500, False),
        (wrapped_scan, 5, True),
        (seal, 60, False),
        (shapes, 0, True),
        (shapes, 60, False),
        (blank, 0, False),
    ],
)
def test_a_page_of_few_characters_that_shows_more_is_a_picture(
    draw: Callable[[Canvas], object], characters: int, picture: bool
) -> None:
    assert judged(draw, characters=characters) is picture
