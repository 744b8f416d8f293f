import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from filings.reading import report as module
from filings.reading.pages import Opened, PageRead
from filings.reading.reader import Unreadable
from filings.reading.report import STATUSES, Failed, report
from filings.reading.stamp import find_stamp
from tests.filings.reading.papers import at, drawn, locked, pleading, with_content

STAMP = "Case 5:25-cv-06213-EKL   Document 34-2   Filed 10/27/25   Page 3 of 31"
APPEAL = "Case: 24-1234, 01/05/2024, ID: 0012345678, DktEntry: 0019, Page 2 of 5"


def page(number: int, text: str = "Words", **more: Any) -> PageRead:
    lines = text.count("\n") + 1 if text else 0
    return PageRead(number, text, [None] * lines, more.pop("stamp", None), None, more.pop("fault", None), **more)


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the reading gives in place of a file's: events, and what it raises."""
    events: list[Any] = []

    def read(_path: Path, **_limits: float) -> Generator[Any, None, None]:
        for event in events:
            if isinstance(event, Exception):
                raise event
            yield event

    monkeypatch.setattr(module, "read", read)
    return events


def test_the_whole_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "34-2.pdf"
    path.write_bytes(
        with_content(at(72, 770, STAMP, size=9) + pleading({1: "JANE ROE", 12: "alleges:"}) + at(300, 20, "1"))
    )

    said = report(str(path))

    assert json.loads(json.dumps(said)) == said
    stamp = {"case": "5:25-cv-06213-EKL", "document": 34, "attachment": 2, "filed_on": "2025-10-27"}
    assert said["file"] == str(path)
    assert (said["status"], said["error"], said["page_count"], said["form_fields"]) == ("read", None, 1, {})
    assert said["stamp"] == stamp | {"pages": 31}
    (first,) = said["pages"]
    assert first["text"] == "JANE ROE\nalleges:\n1"
    assert first["lines"] == [
        {"number": 1, "text": "JANE ROE"},
        {"number": 12, "text": "alleges:"},
        {"number": None, "text": "1"},
    ]
    assert first["stamp"] == stamp | {"page": 3, "pages": 31, "text": " ".join(STAMP.split())}
    assert (first["number"], first["pleading"], first["printed_page"]) == (1, True, "1")
    assert (first["needs_ocr"], first["error"]) == (False, None)
    assert first["reader"].startswith("pypdfium2 ")


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([Opened(1, None), page(1)], "read"),
        ([Opened(2, None), page(1), page(2, "", needs_ocr=True)], "read"),
        ([Opened(2, None), page(1, "", needs_ocr=True), page(2, "", needs_ocr=True)], "picture-only"),
        ([Opened(2, None), page(1), page(2, "", fault="Damaged.")], "partly"),
        ([Opened(2, None), page(1, "", fault="Damaged."), page(2, "", fault="Damaged.")], "damaged"),
        ([Opened(2, None), page(1), Unreadable("too-slow", "Too slow.")], "partly"),
        ([Opened(2, None), Unreadable("too-slow", "Too slow.")], "timed-out"),
        ([OSError()], "damaged"),
        ([ValueError("embedded null byte")], "damaged"),
        *(([Unreadable(code, "Why.")], status) for code, status in STATUSES.items()),
        ([Unreadable("unheard of", "Why.")], "damaged"),
    ],
)
def test_each_end_has_its_status(reading: list[Any], events: list[Any], status: str) -> None:
    reading += events

    said = report("x.pdf")

    assert said["status"] == status
    assert (said["error"] is None) == (status in ("read", "picture-only"))
    assert len(said["pages"]) == sum(isinstance(event, PageRead) for event in events)


def test_pages_that_were_lost_are_counted(reading: list[Any]) -> None:
    reading += [Opened(3, None), page(1), page(2, "", fault="Damaged."), page(3)]

    said = report("x.pdf")

    assert said["error"] == "1 of 3 pages could not be read."
    assert [one["error"] for one in said["pages"]] == [None, "Damaged.", None]


def test_what_is_no_plain_line_says_its_kind(reading: list[Any]) -> None:
    reading += [Opened(1, None), PageRead(1, "a\nb\nc", [3, "turned", "typed"], None, 28, None)]

    assert report("x.pdf")["pages"][0]["lines"] == [
        {"number": 3, "text": "a"},
        {"number": None, "text": "b", "kind": "turned"},
        {"number": None, "text": "c", "kind": "typed"},
    ]


def test_the_stamp_of_the_file_is_that_of_its_first_stamped_page(reading: list[Any]) -> None:
    reading += [Opened(3, None), page(1), page(2, stamp=find_stamp(STAMP)), page(3, stamp=find_stamp(APPEAL))]

    said = report("x.pdf")

    assert said["stamp"]["document"] == 34
    # An appeal court's id keeps its leading zeros.
    assert said["pages"][2]["stamp"]["document"] == "0019"
    assert said["pages"][0]["stamp"] is None


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", "not-a-pdf"),
        (b"<html>login</html>", "not-a-pdf"),
        (locked("secret"), "locked"),
        (drawn("Cut")[:500], "damaged"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, data: bytes, status: str) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(data)

    said = report(str(path))

    assert (said["status"], said["pages"], said["page_count"]) == (status, [], None)
    assert said["error"]


def test_pages_that_are_many_wait_on_disk(reading: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    reading += [Opened(40, None), *(page(n, f"page {n}", printed_page=str(n)) for n in range(1, 41))]
    in_memory = report("x.pdf")

    monkeypatch.setattr(module, "MOST_IN_MEMORY", 10)
    on_disk = report("x.pdf")

    assert on_disk == in_memory
    assert [one["printed_page"] for one in on_disk["pages"]] == [str(n) for n in range(1, 41)]


def test_a_fault_of_ours_is_an_answer_too() -> None:
    failed = Failed("x.pdf", "The reader itself failed.")
    said = json.loads("".join(failed.chunks()))
    failed.close()

    assert said["status"] == "damaged"
    assert (said["error"], said["pages"], said["form_fields"]) == ("The reader itself failed.", [], {})
