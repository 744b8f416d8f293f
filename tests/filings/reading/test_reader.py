import io
import os
import re
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pypdf import PdfWriter

from filings.reading import child as child_module
from filings.reading import reader
from filings.reading.pages import Opened, PageRead
from filings.reading.reader import Unreadable
from tests.filings.reading.conftest import ends_soon, is_running
from tests.filings.reading.papers import at, drawn, locked, pleading, with_content, written

pytestmark = pytest.mark.usefixtures("odd_workshop")

STAMP = "Case 5:25-cv-06213-EKL   Document 34   Filed 10/27/25   Page 1 of 1"

# Scripts for the child in place of the job that reads (odd.py).
HELLO = """
rest = {"stamp": None, "printed_lines": None, "printed_page": None, "width": 612.0, "height": 792.0, "needs_ocr": False,
        "reader": "x"}
def answers(arguments):
    yield {"pages": 3, "title": str(os.getpid()), "locked": False}
    yield {"page": 1, "text": "The first page", "marks": [None], **rest}
"""
# The reader of real files, whose first reader does some harm at the pages named.
HARM = """
real = child._File._by_first
def by_first(self, number):
    if number in {pages} and number not in self._avoid and not self._avoid_all:
        {harm}
    return real(self, number)
child._File._by_first = by_first
def answers(arguments):
    yield from child.read({{**arguments, "path": {path!r}}})
"""
DIE = "os.kill(os.getpid(), signal.SIGSEGV)"


@dataclass
class Reading:
    """All that reading a file gave, and how it ended."""

    opened: Opened | None = None
    pages: list[PageRead] = field(default_factory=list)
    ended: Unreadable | None = None
    seconds: float = 0.0

    @property
    def texts(self) -> list[str]:
        return [page.text for page in self.pages]


def read_all(path: Path, **limits: float) -> Reading:
    reading, begun = Reading(), time.monotonic()
    try:
        for event in reader.read(path, **limits):  # type: ignore[arg-type]
            if isinstance(event, Opened):
                reading.opened = event
            else:
                reading.pages.append(event)
    except Unreadable as unreadable:
        reading.ended = unreadable
    reading.seconds = time.monotonic() - begun
    return reading


def odd(folder: Path, script: str) -> Path:
    path = folder / "script.odd"
    path.write_text(script)
    return path


def harmed(folder: Path, data: bytes, *, pages: object, harm: str = DIE) -> Path:
    path = folder / "real.pdf"
    path.write_bytes(data)
    return odd(folder, HARM.format(pages=pages, harm=harm, path=str(path)))


def test_it_opens_a_file_and_reads_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "a b's.pdf"
    path.write_bytes(drawn(STAMP, "The second page", title="Motion\tto dismiss"))

    reading = read_all(path)

    assert reading.opened is not None
    assert (reading.opened.page_count, reading.opened.title, reading.opened.locked) == (2, "Motion to dismiss", False)
    first, second = reading.pages
    assert first.stamp is not None
    assert (first.text, first.marks, first.stamp.page) == ("", [], 1)
    assert second == PageRead(
        2, "The second page", [None], None, None, None, None, 612, 792, reader=child_module.FIRST_READER
    )
    assert re.fullmatch(r"casefiles \d+, pypdfium2 \d+\.\d+\S*, pypdf \d+\.\d+\S*", reader.READER)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"<html>", "not-a-pdf"),
        (b"GIF89a" + bytes(3000), "not-a-pdf"),
        (bytes(1 << 17) + drawn("Too far in"), "not-a-pdf"),
        (b"%PDF-1.7\n", "damaged"),
        (drawn("Cut in the middle")[:700], "damaged"),
        (locked("secret"), "locked"),
        (locked("secret", algorithm="RC4-128"), "locked"),
        (written(PdfWriter()), "no-pages"),
    ],
)
def test_a_fault_of_the_whole_file_is_raised(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "fault.pdf"
    path.write_bytes(data)

    reading = read_all(path)

    assert reading.ended is not None
    assert (reading.ended.code, reading.opened, reading.pages) == (code, None, [])
    assert str(reading.ended) == reading.ended.sentence
    assert reading.ended.sentence.endswith(".")


def test_a_file_without_a_user_password_is_read(tmp_path: Path) -> None:
    path = tmp_path / "owner.pdf"
    path.write_bytes(locked(""))

    reading = read_all(path)

    assert reading.opened is not None
    assert reading.opened.locked
    assert reading.texts == ["Under lock"]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "nowhere.pdf", tmp_path, tmp_path / "pipe"):
        with pytest.raises(Unreadable, match="where it is stored"):
            list(reader.read(path))


def test_a_relative_path_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-a.pdf").write_bytes(drawn("Words"))

    assert len(list(reader.read(Path("-a.pdf")))) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux limits the memory of a process.")
def test_a_file_that_wants_too_much_memory_is_a_fault(tmp_path: Path) -> None:
    path = _put(tmp_path / "large.pdf", drawn("Words") + b"% a comment\n" * 4_000_000)

    with pytest.raises(Unreadable) as caught:
        list(reader.read(path, memory_bytes=64 << 20))

    assert caught.value.code in ("crashed", "too-big")


def test_a_page_on_which_pdfium_dies_is_read_by_pypdf_and_pdfium_goes_on(tmp_path: Path) -> None:
    reading = read_all(harmed(tmp_path, drawn("one", "two", "three", "four"), pages={2}))

    assert reading.ended is None
    assert reading.texts == ["one", "two", "three", "four"]
    first, second = child_module.FIRST_READER, child_module.SECOND_READER
    assert [page.reader for page in reading.pages] == [first, second, first, first]
    assert reading.pages[1].width == 612


def test_after_some_deaths_pypdf_reads_the_rest(tmp_path: Path) -> None:
    texts = [f"page {n}" for n in range(1, 10)]

    reading = read_all(harmed(tmp_path, drawn(*texts), pages="range(2, 100)"))

    assert reading.texts == texts
    assert [page.reader.split()[0] for page in reading.pages] == ["pypdfium2", *["pypdf"] * 8]


def test_a_page_that_kills_both_readers_is_lost_alone(tmp_path: Path) -> None:
    path = tmp_path / "real.pdf"
    path.write_bytes(drawn("one", "two", "three"))
    script = HARM.format(pages={2}, harm=DIE, path=str(path)) + (
        "second = child._File._by_second\n"
        "def by_second(self, number):\n"
        "    if number == 2:\n"
        "        os.kill(os.getpid(), signal.SIGSEGV)\n"
        "    return second(self, number)\n"
        "child._File._by_second = by_second\n"
    )

    reading = read_all(odd(tmp_path, script))

    assert reading.texts == ["one", "", "three"]
    assert [page.fault is None for page in reading.pages] == [True, False, True]
    assert "could not be read" in (reading.pages[1].fault or "")


def test_a_file_whose_opening_kills_pdfium_is_read_by_pypdf(tmp_path: Path) -> None:
    path = tmp_path / "real.pdf"
    path.write_bytes(drawn("one", "two"))
    script = (
        "import pypdfium2\n"
        "def die(path):\n    os.abort()\n"
        "def answers(arguments):\n"
        "    child.pypdfium2.PdfDocument = die\n"
        f"    yield from child.read({{**arguments, 'path': {str(path)!r}}})\n"
    )

    reading = read_all(odd(tmp_path, script))

    assert reading.texts == ["one", "two"]
    assert {page.reader for page in reading.pages} == {child_module.SECOND_READER}


def test_a_page_on_which_pdfium_hangs_is_read_by_pypdf_as_far_as_the_time_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filings.reading.workshop.PATIENCE", 1.0)

    reading = read_all(harmed(tmp_path, drawn("one", "two", "three"), pages={2}, harm="time.sleep(60)"), base_seconds=8)

    assert reading.texts == ["one", "two", "three"]
    assert 0.9 < reading.seconds < 12


def test_pages_read_before_a_hang_are_kept(tmp_path: Path) -> None:
    reading = read_all(odd(tmp_path, HELLO + "    time.sleep(60)"), base_seconds=1.0, seconds_per_page=0.2)

    assert reading.texts == ["The first page"]
    assert reading.ended is not None
    assert reading.ended.code == "too-slow"
    assert "2 seconds" in reading.ended.sentence
    assert 1.5 < reading.seconds < 10


def test_a_file_that_always_kills_its_reader_ends(tmp_path: Path) -> None:
    reading = read_all(odd(tmp_path, "def answers(_):\n    os.kill(os.getpid(), signal.SIGSEGV)\n    yield {}"))

    assert reading.ended is not None
    assert (reading.ended.code, reading.pages) == ("crashed", [])
    assert "signal 11" in reading.ended.sentence
    assert reading.seconds < 10


@pytest.mark.parametrize("number", [signal.SIGXCPU, signal.SIGALRM])
def test_a_child_that_its_own_limit_killed_was_too_slow(tmp_path: Path, number: int) -> None:
    reading = read_all(odd(tmp_path, f"def answers(_):\n    os.kill(os.getpid(), {int(number)})\n    yield {{}}"))

    assert reading.ended is not None
    assert reading.ended.code == "too-slow"


@pytest.mark.parametrize(
    "says",
    [
        "yield {'page': 3, 'text': 'out of order', 'marks': []}",
        "yield {'page': 2, 'text': 7, 'marks': []}",
        "yield {'page': 2, 'text': ''}",
        "yield {'page': 2}",
        "yield {'page': 2, 'text': 'a\\0b', 'marks': [None], **rest}",
        "yield {'page': 2, 'text': 'one line', 'marks': [None, None], **rest}",
        "yield {'page': 2, 'text': 'a', 'marks': [None], **rest, 'stamp': {'filed': 7}}",
        "yield {}",
        "yield b'a blob'",
        "yield {'pages': 'many'}",
        "say_raw(b'x' * 3_000_000)",
        "pass",
    ],
)
def test_answers_without_sense_end_in_pages_or_a_fault(tmp_path: Path, says: str) -> None:
    """The script says the same whatever it is asked, so the pages after the first are lost, and the reading ends."""
    reading = read_all(odd(tmp_path, f"{HELLO}    {says}\n    time.sleep(0.1)"))

    assert reading.texts[:1] == ["The first page"]
    assert reading.ended or any(page.fault for page in reading.pages)
    assert reading.ended is None or reading.ended.code == "crashed"
    assert reading.seconds < 15


@pytest.mark.parametrize("field", ["stamp", "printed_lines", "printed_page", "width", "needs_ocr", "reader"])
def test_a_page_that_lacks_what_it_must_have_makes_no_sense(tmp_path: Path, field: str) -> None:
    script = HELLO.replace(f'"{field}"', '"another"')

    reading = read_all(odd(tmp_path, script))

    assert reading.ended or reading.pages[0].fault


def test_the_child_is_killed_and_reaped_when_the_reading_is_left(tmp_path: Path) -> None:
    reading = reader.read(odd(tmp_path, HELLO + "    time.sleep(60)"))
    opened = next(reading)
    assert isinstance(opened, Opened)
    pid = int(opened.title or "")
    assert is_running(pid)

    reading.close()

    assert ends_soon(pid)


def test_a_caller_that_writes_slowly_does_not_make_the_file_too_slow(tmp_path: Path) -> None:
    path = tmp_path / "words.pdf"
    path.write_bytes(drawn("one", "two", "three"))
    events = []

    for event in reader.read(path, base_seconds=1.0, seconds_per_page=0.0):
        time.sleep(0.35)
        events.append(event)

    assert len(events) == 4


def test_the_second_reader_takes_out_the_same(tmp_path: Path) -> None:
    """Stamp and numbers are taken out of what pypdf reads too; which line has which number it cannot know."""
    page = at(72, 760, STAMP, size=9) + pleading({1: "ATTORNEY", 12: "Plaintiff alleges:"})

    first = read_all(_put(tmp_path / "first.pdf", with_content(page)))
    second = read_all(harmed(tmp_path, with_content(page), pages={1}))

    assert first.texts == ["ATTORNEY\nPlaintiff alleges:"]
    assert first.pages[0].marks == [1, 12]
    assert " ".join(second.texts[0].split()) == "ATTORNEY Plaintiff alleges:"
    assert set(second.pages[0].marks) == {None}
    assert first.pages[0].stamp == second.pages[0].stamp
    assert first.pages[0].printed_lines == second.pages[0].printed_lines == 28


def _put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_bytes_of_any_kind_end_in_pages_or_a_fault(tmp_path: Path) -> None:
    good = drawn("Words of a page", "More of them")
    for place in range(0, len(good), 97):
        broken = bytearray(good)
        broken[place : place + 5] = b"\x00\xff<<>"
        reading = read_all(_put(tmp_path / "broken.pdf", bytes(broken)))

        assert (reading.ended is None) == (reading.opened is not None)
        if reading.opened:
            assert len(reading.pages) == reading.opened.page_count
        assert all(text.isprintable() for page in reading.pages for text in page.text.split("\n"))
        assert all(len(page.marks) == (page.text.count("\n") + 1 if page.text else 0) for page in reading.pages)


def test_a_very_long_outline_costs_the_outline_alone(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(drawn("Words")))
    for n in range(3000):
        writer.add_outline_item(title=f"Entry {n}", page_number=0)

    reading = read_all(_put(tmp_path / "outline.pdf", written(writer)))

    assert reading.texts == ["Words"]
    assert reading.opened is not None
    assert len(reading.opened.outline) <= 2000
