import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from filings.reading.words import PageWords, Word, read_words, upright, words_of
from tests.filings.reading.papers import at, drawn, pleading, with_content, written

SCALE = 4


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    yield page
    page.close()
    document.close()


def read(data: bytes) -> PageWords:
    with opened(data) as page:
        return read_words(page)


def ink(page: Any) -> tuple[float, float, float, float]:
    """Where the page as shown has ink, in points from its top left corner."""
    picture = page.render(scale=SCALE, grayscale=True).to_pil().convert("L")
    box = ImageChops.invert(picture).getbbox()
    assert box is not None
    left, top, right, bottom = (edge / SCALE for edge in box)
    return left, top, right, bottom


def turned_page(data: bytes, degrees: int, crop: tuple[float, float, float, float] | None = None) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    if crop:
        writer.pages[0].cropbox = RectangleObject(crop)
    writer.pages[0].rotate(degrees)
    return written(writer)


def around(box: tuple[float, float, float, float], word: Word, slack: float = 1.0) -> bool:
    left, top, right, bottom = box
    return (
        word.left - slack <= left
        and word.top - slack <= top
        and right <= word.right + slack
        and bottom <= word.bottom + slack
    )


def turned_text(a: int, b: int, c: int, d: int, x: float = 300, y: float = 400) -> bytes:
    return f"BT /F1 14 Tf {a} {b} {c} {d} {x} {y} Tm (Sideways) Tj ET".encode()


def test_words_come_in_content_order_with_their_places() -> None:
    found = read(with_content(at(72, 400, "second line") + at(72, 700, "first")))

    assert [word.text for word in found.words] == ["second", "line", "first"]
    second, line, first = found.words
    assert (found.width, found.height) == (612, 792)
    assert second.left == pytest.approx(72, abs=1)
    assert second.baseline == pytest.approx(392)
    assert first.baseline == pytest.approx(92)
    assert second.right < line.left
    assert first.top < first.baseline < first.bottom
    assert {word.turned for word in found.words} == {0}


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50.0, 100.0, 500.0, 750.0)])
def test_a_words_box_is_where_the_page_as_shown_has_its_ink(
    degrees: int, crop: tuple[float, float, float, float] | None
) -> None:
    with opened(turned_page(with_content(at(150, 600, "Wordxy", size=20)), degrees, crop)) as page:
        found = read_words(page)
        shown = page.get_size()
        box = ink(page)

    (word,) = found.words
    assert (found.width, found.height) == pytest.approx(shown)
    assert around(box, word)
    # No looser than a line: the box is that of the word, not of the page.
    assert (word.right - word.left) * (word.bottom - word.top) < 4 * (box[2] - box[0]) * (box[3] - box[1])
    assert word.turned == (-degrees // 90) % 4


@pytest.mark.parametrize(
    ("matrix", "turned"), [((0, 1, -1, 0), 1), ((-1, 0, 0, -1), 2), ((0, -1, 1, 0), 3), ((1, 0, 0, 1), 0)]
)
def test_turned_text_says_how_it_is_set_upright(matrix: tuple[int, int, int, int], turned: int) -> None:
    """Text that runs up the page is set upright by one quarter clockwise."""
    with opened(with_content(turned_text(*matrix))) as page:
        found = read_words(page)
        box = ink(page)

    (word,) = found.words
    assert (word.text, word.turned) == ("Sideways", turned)
    assert around(box, word)
    (stood,) = upright(found.words, turned, width=found.width, height=found.height)
    assert stood.right - stood.left > stood.bottom - stood.top
    assert stood.top < stood.baseline < stood.bottom


def test_the_baseline_of_turned_text_is_where_it_stands_when_upright() -> None:
    found = read(with_content(turned_text(0, 1, -1, 0, x=300, y=400)))

    # Upright, the page is 792 wide: the text's left edge is 400 from its left, its baseline 300 from its top.
    (stood,) = upright(found.words, 1, width=found.width, height=found.height)
    assert stood.left == pytest.approx(400, abs=2)
    assert stood.baseline == pytest.approx(300, abs=0.1)


def bold_by_two(text: str, shift: float) -> bytes:
    """Each letter printed twice, a shade apart."""
    drawing, x = b"", 72.0
    for letter in text:
        drawing += at(x, 700, letter) + at(x + shift, 700, letter)
        x += 8
    return drawing


def test_a_word_printed_twice_to_look_bold_is_read_once() -> None:
    assert "".join(word.text for word in read(with_content(bold_by_two("Case", 0.4))).words) == "Case"


@pytest.mark.parametrize("text", ["Aarrgghh", "xxxx", "1122", "XXXX", "--------", "0000"])
def test_letters_that_are_double_stay(text: str) -> None:
    assert [word.text for word in words_in(text)] == [text]


def words_in(text: str) -> list[Word]:
    with opened(drawn(text)) as page:
        return words_of(page)


def test_a_hyphen_at_a_lines_end_says_that_the_word_goes_on() -> None:
    found = read(with_content(at(72, 700, "the defen-") + at(72, 686, "dants say")))

    assert [(word.text, word.hyphen) for word in found.words] == [
        ("the", False),
        ("defen", True),
        ("dants", False),
        ("say", False),
    ]


def test_a_hyphen_within_a_line_stays() -> None:
    assert [word.text for word in words_in("a well-known in-house counsel -")] == [
        "a",
        "well-known",
        "in-house",
        "counsel",
        "-",
    ]


def test_letters_on_lines_of_their_own_are_words_of_their_own() -> None:
    """PDFium takes the numbers down the margin of a page with little else for one word."""
    content = pleading({1: "JANE ROE", 2: "Attorney", 8: "COMPLAINT", 28: "the end"}) + at(300, 20, "3")
    for degrees in (0, 180):
        found = read(turned_page(with_content(content), degrees))

        assert [word.text for word in found.words[:28]] == [str(n) for n in range(1, 29)]
        heights = [word.baseline for word in found.words[:28]]
        assert heights == sorted(heights)


def test_characters_that_are_none_are_dropped_and_counted() -> None:
    found = read(with_content(at(72, 700, "a\\001\\002b \\033\\034 word")))

    assert all(word.text.isprintable() for word in found.words)
    assert "word" in [word.text for word in found.words]
    assert found.senseless >= 2


def test_a_page_without_text_has_no_words() -> None:
    found = read(with_content(b"0 0 100 100 re f"))

    assert (found.words, found.characters, found.senseless, found.is_cut) == ([], 0, 0, False)


@pytest.mark.parametrize("box", [(0, 0, 0, 0), (0, 0, 10_000_000, 10_000_000), (500, 500, 100, 100)])
def test_a_page_box_that_makes_no_sense_gives_words_all_the_same(box: tuple[float, float, float, float]) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(drawn("Words")))
    writer.pages[0].mediabox = RectangleObject(box)
    writer.pages[0].cropbox = RectangleObject(box)

    found = read(written(writer))

    assert found.width >= 1
    assert found.height >= 1
    assert all(abs(edge) < 1e9 for word in found.words for edge in word[1:6])


def test_very_long_text_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filings.reading.words.MOST_CHARACTERS_A_PAGE", 9)

    found = read(drawn("one two three four"))

    assert found.is_cut
    assert [word.text for word in found.words] == ["one", "two", "t"]


def test_characters_outside_the_basic_plane_keep_places_right() -> None:
    """A letter of two code units must not shift the boxes of the words after it."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.setFont("Symbol", 12)
    canvas.drawString(72, 700, "\u2200\u03b1")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(200, 700, "after")
    canvas.save()

    after = [word for word in read(out.getvalue()).words if word.text == "after"]

    assert after[0].left == pytest.approx(200, abs=1)


def test_pictures_do_not_matter() -> None:
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "red")), 0, 0, 612, 792)
    canvas.drawString(72, 700, "over it")
    canvas.save()

    assert [word.text for word in read(out.getvalue()).words] == ["over", "it"]
