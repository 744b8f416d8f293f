"""The margin of pleading paper on pictures of real pages, as drawn and as a bad scanner would give them."""

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from filings.reading import sizes
from filings.reading.assembling import Assembled
from filings.reading.drawing import picture_of
from filings.reading.margin import find_margin, whiten
from filings.reading.words import read_words
from tests.shared import shared

PLEADING = [
    ("nibiru__Doc.No.22-2025-01-02-OrderGrantingServiceandDiscovery.pdf", 2),
    ("nibiru__Doc.No.13-2024-12-04-CaseManagementStatement.pdf", 1),
    ("doctor__gov.uscourts.cacd.652774.40.0.pdf", 2),
    ("doctor__gov.uscourts.azd.1085839.3.0.pdf", 1),
    ("x-ray__multi_line_redaction_ok.pdf", 1),
]


def picture(name: str, number: int, *, degrees: float = 0.0) -> tuple[Image.Image, Assembled]:
    with pypdfium2.PdfDocument(shared("pdfs", "court", name)) as document:
        page = document[number - 1]
        drawn = picture_of(page, sizes.at_dpi(page.get_width(), page.get_height(), 200), grey=True)
        words = Assembled(read_words(page))
    if degrees:
        drawn = drawn.rotate(degrees, fillcolor=255).filter(ImageFilter.GaussianBlur(1))
    return drawn, words


@pytest.mark.parametrize(("name", "number"), PLEADING)
@pytest.mark.parametrize("degrees", [0.0, 0.7, -0.6])
def test_the_margin_is_found_and_no_word_of_the_text_is_cut(name: str, number: int, degrees: float) -> None:
    drawn, words = picture(name, number, degrees=degrees)
    margin = find_margin(drawn)
    assert margin
    assert margin.last == 28
    scale = drawn.width / words.width
    if not degrees:
        assert not [word.text for word in words.words if word.right * scale < max(margin.cut)]


@pytest.mark.parametrize(("name", "number"), PLEADING)
def test_each_line_gets_the_number_that_its_words_say(name: str, number: int) -> None:
    drawn, words = picture(name, number)
    margin = find_margin(drawn)
    assert margin
    assert words.gutter
    scale = drawn.width / words.width
    right = [
        margin.line_at((min(word.top for word in line.words) + max(word.bottom for word in line.words)) / 2 * scale)
        == words.gutter.line_at(line.baseline)
        for line in words.lines
    ]
    assert sum(right) >= 0.95 * len(right)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("doctor__ca9_19.pdf", 3),
        ("doctor__image-pdf.pdf", 1),
        ("x-ray__no_bad_redactions.8.1.pdf", 1),
        ("nibiru__Doc.No.4-2024-09-03-InitialCaseManagementScheduingOrder.pdf", 1),
    ],
)
def test_a_page_without_a_margin_is_not_touched(name: str, number: int) -> None:
    assert find_margin(picture(name, number)[0]) is None


def test_a_blank_page_and_a_tiny_one_have_none() -> None:
    for size in ((1700, 2200), (1, 1), (3, 2000), (2000, 3)):
        assert find_margin(Image.new("L", size, 255)) is None
        assert find_margin(Image.new("L", size, 0)) is None


def test_whitening_leaves_the_text() -> None:
    drawn, _ = picture(*PLEADING[0])
    margin = find_margin(drawn)
    assert margin
    before = drawn.copy()
    whiten(drawn, margin)
    assert min(drawn.crop((0, 0, min(margin.cut), drawn.height)).tobytes()) == 255
    area = (max(margin.cut) + 1, 0, drawn.width, drawn.height)
    assert drawn.crop(area).tobytes() == before.crop(area).tobytes()
