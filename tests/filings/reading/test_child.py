import gc
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PageObject

from filings.reading import child
from filings.reading.faults import SENTENCES, Fault
from filings.reading.intake import check_beginning
from filings.reading.limits import PageTooSlow, page_seconds
from filings.reading.words import NoText
from tests.filings.reading.papers import at, drawn, locked, with_content

LOGIN = b"\n<!DOCTYPE HTML>\n<HTML><title>PACER Login</title>"


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """The job runs in the process of the tests here, which goes on after it."""
    monkeypatch.setattr(child, "limit_seconds", lambda seconds: None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a b's.pdf"


def answers(path: Path, data: bytes | None = None, **arguments: Any) -> list[dict[str, Any]]:
    if data is not None:
        path.write_bytes(data)
    return list(child.read({"path": str(path), "base_seconds": 20.0, "seconds_per_page": 0.2} | arguments))


def pages(path: Path, data: bytes, **arguments: Any) -> list[dict[str, Any]]:
    return answers(path, data, **arguments)[1:]


def fault_of(path: Path, data: bytes) -> str:
    (said,) = answers(path, data)
    assert said["sentence"].endswith(".")
    return str(said["fault"])


def compute_for(seconds: float) -> None:
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        pass


@pytest.fixture
def uncollected() -> Iterator[None]:
    """hypothesis listens to the garbage collector; what a timer raises inside its listener is lost, and here alone."""
    gc.disable()
    yield
    gc.enable()


def test_it_says_what_the_file_is_then_each_page(path: Path) -> None:
    opened, first, second = answers(path, drawn("The first page", "The second page", title="Motion\tto dismiss"))

    assert opened["pages"] == 2
    assert opened["title"] == "Motion to dismiss"
    assert opened["locked"] is False
    assert first == {
        "page": 1,
        "text": "The first page",
        "marks": [None],
        "stamp": None,
        "printed_lines": None,
        "printed_page": None,
        "width": 612.0,
        "height": 792.0,
        "needs_ocr": False,
        "reader": child.FIRST_READER,
    }
    assert second["text"] == "The second page"


def test_it_begins_where_it_is_told(path: Path) -> None:
    opened, *rest = answers(path, drawn("one", "two", "three"), start=2)

    assert opened["pages"] == 3
    assert [(page["page"], page["text"]) for page in rest] == [(2, "two"), (3, "three")]


@pytest.mark.parametrize(("avoid", "seconds"), [([2], ["two"]), ("all", ["one", "two", "three"]), ([], [])])
def test_pages_to_avoid_are_pypdfs(path: Path, avoid: Any, seconds: list[str]) -> None:
    found = pages(path, drawn("one", "two", "three"), avoid=avoid)

    assert [page["text"] for page in found] == ["one", "two", "three"]
    assert [page["text"] for page in found if page["reader"] == child.SECOND_READER] == seconds
    assert all((page["width"], page["height"]) == (612.0, 792.0) for page in found)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"GIF89a" + bytes(3000), "not-a-pdf"),
        (bytes(1 << 17) + drawn("Too far in"), "not-a-pdf"),
        (LOGIN, "not-a-pdf"),
        (locked("secret"), "locked"),
        (b"%PDF-1.7\n", "damaged"),
        (drawn("Cut in the middle")[:700], "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_a_fault(path: Path, data: bytes, code: str) -> None:
    assert fault_of(path, data) == code


def test_a_file_that_is_not_there_is_missing(path: Path, tmp_path: Path) -> None:
    missing = [{"fault": "missing", "sentence": SENTENCES["missing"]}]

    assert answers(path) == missing
    assert answers(tmp_path) == missing


def test_a_login_page_saved_as_a_pdf_gets_its_own_sentence(path: Path) -> None:
    path.write_bytes(LOGIN)
    with pytest.raises(Fault, match="web page"):
        check_beginning(str(path))


@pytest.mark.parametrize("before", [b"HTTP/1.1 200 OK\r\n\r\n", b"X-Header: mail\r\n" * 3000])
def test_a_header_after_some_junk_is_enough(path: Path, before: bytes) -> None:
    assert [page["text"] for page in pages(path, before + drawn("Words"))] == ["Words"]


def test_a_file_without_its_first_bytes_is_read_by_pypdf(path: Path) -> None:
    """No header, but objects: pypdf finds its way."""
    assert [page["text"] for page in pages(path, drawn("Words of it")[9:])] == ["Words of it"]


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr("filings.reading.intake.MOST_PAGES", 3)
    monkeypatch.setattr(child, "MOST_PAGES", 3)

    assert fault_of(path, drawn("1", "2", "3", "4")) == "too-many-pages"
    assert fault_of(path, drawn(*("page" for _ in range(9)))) == "too-many-pages"


def test_a_fault_of_one_page_loses_that_page_alone(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    extract = PageObject.extract_text
    raised = iter([None, RecursionError(), MemoryError(), AssertionError("tokens"), None])

    def break_some(page: PageObject) -> str:
        error = next(raised)
        if error:
            raise error
        return extract(page)

    monkeypatch.setattr(PageObject, "extract_text", break_some)
    found = pages(path, drawn("one", "two", "three", "four", "five"), avoid="all")

    assert [page.get("text") for page in found] == ["one", None, None, None, "five"]
    assert "nested" in found[1]["fault"]
    assert "memory" in found[2]["fault"]
    assert "AssertionError" in found[3]["fault"]


def test_a_page_that_neither_reader_has_is_damaged(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(child, "open_reader", _refuse)

    def none(_page: Any) -> None:
        raise NoText

    monkeypatch.setattr(child, "read_words", none)

    assert pages(path, drawn("Words")) == [{"page": 1, "fault": "This page is damaged and could not be read."}]


def _refuse(_path: str) -> None:
    raise Fault("damaged")


def test_what_pypdf_cannot_open_pdfium_reads_alone(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(child, "open_reader", _refuse)

    opened, page = answers(path, drawn("Words"))

    assert (opened["pages"], opened["metadata"], page["text"]) == (1, {}, "Words")


def test_a_bomb_for_one_reader_is_not_given_to_the_other(path: Path) -> None:
    """80 MB of drawing in 80 kilobytes: unpacked under pypdf's limit before native code sees it."""
    bomb = with_content(b"BT (x) Tj ET\n" + b" " * 80_000_000, at(72, 700, "Words"), packed=True)
    assert len(bomb) < 1_000_000

    first, second = pages(path, bomb)

    assert "more than one page is allowed" in first["fault"]
    assert second["text"] == "Words"


@pytest.mark.usefixtures("uncollected")
def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read(path: Path) -> None:
    slow = b"BT /F1 12 Tf " + b"0 1 Td (x) Tj " * 100_000 + b"ET"

    first, second = pages(path, with_content(slow, at(72, 700, "Words")), avoid="all", base_seconds=0.5)

    assert "took longer" in first["fault"]
    assert second["text"] == "Words"


@pytest.mark.usefixtures("uncollected")
def test_the_timer_of_a_page_ends_with_it() -> None:
    with page_seconds(0.05):
        pass
    compute_for(0.2)

    with pytest.raises(PageTooSlow), page_seconds(0.05):
        compute_for(5)


def test_a_very_long_page_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(child, "MOST_CHARACTERS_A_PAGE", 10)
    monkeypatch.setattr("filings.reading.words.MOST_CHARACTERS_A_PAGE", 10)
    both: list[Any] = [[], "all"]
    for avoid in both:
        (page,) = pages(path, drawn("A line that goes on"), avoid=avoid)

        assert page["text"].startswith("A line tha\n[Cut here: this page has ")
        assert len(page["marks"]) == 2


def test_a_very_long_file_stops_giving_text(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(child, "MOST_CHARACTERS", 8)

    found = pages(path, drawn("six!!", "six!!", "six!!"))

    assert [page.get("text") for page in found] == ["six!!", "six!!", None]
    assert "Not read" in found[2]["fault"]


NASTY = "A\\000NUL \\001 ctrl \\033[31m red \\177 del \\201\\215 end"


@pytest.mark.parametrize("avoid", [[], "all"])
def test_no_control_character_is_in_any_answer(path: Path, avoid: Any) -> None:
    opened, page = answers(path, with_content(at(72, 700, NASTY)), avoid=avoid)

    assert "NUL" in page["text"]
    for line in page["text"].split("\n"):
        assert line.isprintable()
    assert "\0" not in str(opened)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), place=st.integers(0, 2000))
def test_no_bytes_end_in_anything_but_answers(path: Path, data: bytes, place: int) -> None:
    good = drawn("Words of a page")
    for given_bytes in (data, b"%PDF-1.4\n" + data, good[:place] + data + good[place + len(data) :]):
        said = answers(path, given_bytes)

        assert said
        assert set(said[0]) >= {"fault"} or said[0]["pages"] == len(said) - 1
