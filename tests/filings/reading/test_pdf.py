import gc
import io
import json
import logging
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from filings.reading import pdf
from filings.reading.limits import Limits, PageTooSlow, page_seconds
from tests.shared import PROJECT


def drawn(*pages: str, title: str | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    if title:
        canvas.setTitle(title)
    for text in pages:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked(password: str, owner: str = "owner") -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(drawn("Under lock")))
    writer.encrypt(password, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_content(*contents: bytes) -> bytes:
    """A page for each, with these bytes for its drawing."""
    writer = PdfWriter(clone_from=io.BytesIO(drawn(*("" for _ in contents))))
    for page, content in zip(writer.pages, contents, strict=True):
        stream = DecodedStreamObject()
        stream.set_data(content)
        page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def opened(data: bytes) -> tuple[PdfReader, int]:
    pdf.check_beginning(data[: pdf.HEADER_WITHIN])
    return pdf.open_reader(io.BytesIO(data))


def fault_of(data: bytes) -> str:
    with pytest.raises(pdf.Fault) as caught:
        opened(data)
    assert caught.value.sentence.endswith(".")
    return caught.value.code


def compute_for(seconds: float) -> None:
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        pass


def run(path: Path, *options: str) -> list[dict[str, object]]:
    command = [sys.executable, "-m", "filings.reading.pdf", str(path), *options]
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False, timeout=60)
    return [json.loads(line) for line in said.stdout.splitlines()]


def test_it_says_the_file_then_each_page_then_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a b's.pdf"
    path.write_bytes(drawn("The first page", "The second page", title="Motion\tto dismiss"))

    assert run(path) == [
        {"pages": 2, "title": "Motion to dismiss", "locked": False},
        {"page": 1, "text": "The first page\n"},
        {"page": 2, "text": "The second page\n"},
        {"done": True},
    ]


def test_a_file_without_a_user_password_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "owner.pdf"
    path.write_bytes(locked(""))

    lines = run(path)

    assert lines[0]["locked"] is True
    assert lines[1]["text"] == "Under lock\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"GIF89a" + bytes(3000), "not-a-pdf"),
        (bytes(2000) + drawn("Too far in"), "not-a-pdf"),
        (locked("secret"), "locked"),
        (b"%PDF-1.7\n", "damaged"),
        (drawn("Cut in the middle")[:700], "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_a_fault(data: bytes, code: str) -> None:
    assert fault_of(data) == code


def test_the_fault_is_a_line_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(locked("secret"))

    assert run(path) == [{"fault": "locked", "sentence": pdf.SENTENCES["locked"]}]
    assert run(tmp_path / "nowhere.pdf") == [{"fault": "missing", "sentence": pdf.SENTENCES["missing"]}]


def test_a_login_page_saved_as_a_pdf_gets_its_own_sentence() -> None:
    with pytest.raises(pdf.Fault, match="web page") as caught:
        pdf.check_beginning(b"\n<!DOCTYPE HTML>\n<HTML><title>PACER Login</title>")
    assert caught.value.code == "not-a-pdf"


def test_a_header_after_some_junk_is_enough() -> None:
    assert opened(b"HTTP/1.1 200 OK\r\n\r\n" + drawn("Words"))[1] == 1


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 3)
    assert fault_of(drawn("1", "2", "3", "4")) == "too-many-pages"
    assert fault_of(drawn(*("page" for _ in range(9)))) == "too-many-pages"


def test_a_file_without_pages_is_damaged() -> None:
    out = io.BytesIO()
    PdfWriter().write(out)
    assert fault_of(out.getvalue()) == "damaged"


def test_a_fault_of_one_page_loses_that_page_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    extract = PageObject.extract_text
    raised = iter([None, RecursionError(), MemoryError(), AssertionError("tokens"), None])

    def break_some(page: PageObject) -> str:
        error = next(raised)
        if error:
            raise error
        return extract(page)

    monkeypatch.setattr(PageObject, "extract_text", break_some)
    reader, count = opened(drawn("one", "two", "three", "four", "five"))
    pages = [pdf.read_page(reader, number, 10) for number in range(1, count + 1)]

    assert [page.get("text") for page in pages] == ["one\n", None, None, None, "five\n"]
    assert "nested" in pages[1]["fault"]
    assert "memory" in pages[2]["fault"]
    assert "AssertionError" in pages[3]["fault"]


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    text = b"BT /F1 12 Tf 72 700 Td (Words) Tj ET"
    reader, _ = opened(with_content(b"BT /F1 12 Tf " + b"0 1 Td (x) Tj " * 100_000 + b"ET", text))

    # hypothesis listens to the garbage collector; what is raised inside its listener is lost, and here alone.
    gc.disable()
    try:
        slow, good = (pdf.read_page(reader, number, 0.3) for number in (1, 2))
    finally:
        gc.enable()

    assert "took longer" in slow["fault"]
    assert good["text"] == "Words"


def test_the_timer_of_a_page_ends_with_it() -> None:
    with page_seconds(0.05):
        pass
    compute_for(0.2)

    with pytest.raises(PageTooSlow), page_seconds(0.05):
        compute_for(5)


def test_a_very_long_page_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_CHARACTERS_A_PAGE", 10)
    reader, _ = opened(drawn("A line that goes on"))

    assert pdf.read_page(reader, 1, 10)["text"] == "A line tha\n[Cut here: this page has 20 characters.]"


def test_a_very_long_file_stops_giving_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 8)
    monkeypatch.setattr(pdf, "limit_seconds", lambda seconds: None)

    lines = list(pdf._lines_of(io.BytesIO(drawn("six!!", "six!!", "six!!")), Limits()))

    assert [line.get("text") for line in lines[1:-1]] == ["six!!\n", "six!!\n", None]
    assert "Not read" in lines[3]["fault"]


def test_a_failure_of_the_reader_itself_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[dict[str, object]] = []
    monkeypatch.setattr(pdf, "limit_memory", lambda memory_bytes: None)
    monkeypatch.setattr(pdf, "limit_seconds", lambda seconds: None)
    monkeypatch.setattr(pdf, "lines", lambda path: [path])
    monkeypatch.setattr(pdf, "say", said.append)
    try:
        assert pdf.main([str(tmp_path)]) == 1
    finally:
        logging.disable(logging.NOTSET)

    assert said == [{"fault": "crashed", "sentence": "The reader failed while opening the file (TypeError)."}]


def test_the_title_of_a_file_is_bounded_and_clean() -> None:
    def title(text: str) -> str | None:
        return pdf.title_of(PdfReader(io.BytesIO(drawn("Words", title=text))))

    assert title("A\x00 long \n title") == "A long title"
    assert len(title("x" * 5000) or "") == pdf.MOST_TITLE
    assert title("   ") is None


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain words\nand more", "plain words\nand more"),
        ("a\x00b\x02c\x7fd\x9b", "abcd"),
        ("one\r\ntwo\rthree\x0cfour\u2028five\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("  a\tb  \n  c ", "a b\nc"),
        ("half \ud835 a pair, whole \ud835\udc00", "half  a pair, whole \U0001d400"),
        ("paid to \u202eyna\u202c body\ufffe\ufdd0", "paid to yna body"),
        ("שלום – façade ½ 中文 \U0001f600", "שלום – façade ½ 中文 \U0001f600"),
    ],
)
def test_text_is_cleaned(text: str, cleaned: str) -> None:
    assert pdf.clean(text) == cleaned


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaning_leaves_nothing_that_a_database_or_a_feed_refuses(text: str) -> None:
    cleaned = pdf.clean(text)

    assert cleaned.encode().decode() == cleaned
    assert not [letter for letter in cleaned if unicodedata.category(letter) in ("Cc", "Cs") and letter != "\n"]
    assert not any(ord(letter) & 0xFFFE == 0xFFFE for letter in cleaned)
    assert pdf.clean(cleaned) == cleaned


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_cleaning_keeps_all_that_is_printed(text: str) -> None:
    assert "".join(pdf.clean(text).split()) == "".join(text.split())


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_a_fault(data: bytes) -> None:
    for bytes_given in (data, b"%PDF-1.4\n" + data):
        with pytest.raises(pdf.Fault):
            opened(bytes_given)
