"""The second look: OCR where there are no words, bars and private data where there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from casefiles.models import CaseFile
from filings.documents import storage
from filings.documents.actions import looks
from filings.documents.models import Document, HeldFile, Page
from filings.reading import ocr, workshop
from tests import factories
from tests.filings.documents.pdfs import drawn, keep
from tests.shared import shared

pytestmark = pytest.mark.django_db(transaction=True)

needs_tesseract = pytest.mark.skipif(ocr.version() is None, reason="tesseract is not on this machine: make ocr")


@pytest.fixture
def document(case: CaseFile) -> Document:
    return factories.make_document(factories.make_filing(case))


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "version", lambda: None)


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> "Program":
    found = Program()
    monkeypatch.setattr(ocr, "version", lambda: "tesseract 9.9")
    monkeypatch.setattr(workshop, "job", found.job)
    return found


class Program:
    """Stands for the jobs of the workshop: says what is asked of it, and answers as it is told."""

    def __init__(self) -> None:
        self.jobs = 0
        self.asked: list[int] = []
        self.hidden: set[int] = set()
        self.dies_on: set[int] = set()
        self.stops_on: set[int] = set()
        self.answer: dict[str, Any] = {
            "words": [["Read", 1, 2, 3, 4]],
            "lines": [{"text": "Case 5:24-cv-06184-EKL Document12 Filed 11/29/24 Page 2of9", "mark": None},
                      {"text": "Read by a program. DOB: 1/2/1980", "mark": 4}],
            "confidence": 91,
            "printed_lines": 28,
        }  # fmt: skip

    @contextmanager
    def job(self, name: str, arguments: dict[str, Any], **_: Any) -> Iterator[Iterator[dict[str, Any]]]:
        self.jobs += 1
        yield self._look(arguments["pages"]) if name == "look" else self._read(arguments["page"])

    def _look(self, pages: list[int]) -> Iterator[dict[str, Any]]:
        for page in list(pages):
            self._risk(page)
            yield {"page": page, "hidden": int(page in self.hidden)}

    def _read(self, page: int) -> Iterator[dict[str, Any]]:
        self.asked.append(page)
        yield {"busy": True}
        self._risk(page)
        yield self.answer

    def _risk(self, page: int) -> None:
        if page in self.dies_on:
            raise workshop.JobFailed("crashed", "The program that reads PDFs broke down on this file.")
        if page in self.stops_on:
            raise KeyboardInterrupt


def pages_of(held: HeldFile) -> list[Page]:
    return list(held.pages.order_by("number"))


def scan(document: Document, count: int = 3) -> HeldFile:
    held = factories.make_held_file(document, pages=("",) * count)
    held.pages.update(needs_ocr=True)
    return held


def look(held: HeldFile) -> HeldFile:
    looks.look_at_file.call(held.pk)
    held.refresh_from_db()
    return held


def queued() -> list[Any]:
    rows = DBTaskResult.objects.ready().filter(task_path=looks.look_at_file.module_path)
    return [row["args"] for row in rows.values_list("args_kwargs", flat=True)]


def test_pictures_are_read_page_by_page(document: Document, program: Program) -> None:
    held = look(scan(document))
    assert held.looked_at
    assert (held.state, held.lease_token, held.lease_until) == ("read", None, None)
    page = pages_of(held)[1]
    assert (page.text, page.marks) == ("Read by a program. DOB: 1/2/1980", [4])
    assert (page.reader, page.ocr_confidence, page.ocr_fault) == ("tesseract 9.9", 91, None)
    assert (page.ocr_words, page.printed_lines) == ([["Read", 1, 2, 3, 4]], 28)
    assert page.stamp == "Case 5:24-cv-06184-EKL Document12 Filed 11/29/24 Page 2of9"
    assert page.concerns == ["birth-date"]
    assert program.asked == [1, 2, 3]
    look(held)
    assert program.asked == [1, 2, 3]


def test_a_page_that_kills_the_program_is_lost_alone(document: Document, program: Program) -> None:
    program.dies_on = {2}
    held = look(scan(document))
    assert held.looked_at
    faults = [page.ocr_fault for page in pages_of(held)]
    assert faults == [None, "The program that reads PDFs broke down on this file.", None]


def test_a_picture_without_words_says_so(document: Document, program: Program) -> None:
    program.answer = {"words": [], "lines": [], "confidence": None, "printed_lines": None}
    held = look(scan(document, 1))
    assert pages_of(held)[0].ocr_fault == looks.NOTHING_FOUND


def test_a_worker_that_is_stopped_goes_on_where_it_was(document: Document, program: Program) -> None:
    program.stops_on = {2}
    held = scan(document)
    with pytest.raises(KeyboardInterrupt):
        look(held)
    held.refresh_from_db()
    assert (held.looked_at, held.lease_token) == (None, None)
    assert [page.ocr_confidence for page in pages_of(held)] == [91, None, None]
    assert pages_of(held)[1].ocr_fault is None
    program.stops_on = set()
    look(held)
    assert program.asked == [1, 2, 2, 3]


def test_a_worker_that_was_killed_tries_the_page_once_more(document: Document, program: Program) -> None:
    held = scan(document)
    held.pages.filter(number=1).update(ocr_fault=looks.BEGUN)
    held.pages.filter(number=2).update(ocr_fault=looks.BEGUN_AGAIN)
    HeldFile.objects.update(lease_token="dead", lease_until=timezone.now() + timedelta(seconds=30))
    look(held)
    assert program.asked == []
    HeldFile.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    look(held)
    assert program.asked == [1, 3]
    assert pages_of(held)[1].ocr_fault == looks.BEGUN_AGAIN


def test_a_file_that_is_read_again_meanwhile_is_left_alone(document: Document, program: Program) -> None:
    held = scan(document)
    answer = program.answer

    def read(page: int) -> Iterator[dict[str, Any]]:
        HeldFile.objects.update(state="waiting", lease_token=None, lease_until=None)
        yield answer

    program._read = read  # type: ignore[method-assign]
    look(held)
    assert (held.state, held.looked_at) == ("waiting", None)
    assert pages_of(held)[0].text == ""


def test_a_long_scan_lets_others_in_between(document: Document, program: Program, monkeypatch: Any) -> None:
    monkeypatch.setattr(looks, "SECONDS_A_TURN", -1.0)
    held = look(scan(document))
    assert (held.looked_at, held.lease_token) == (None, None)
    assert queued() == [[held.pk, 1]]


def test_what_to_check_is_noted_on_pages_with_words(document: Document, program: Program) -> None:
    program.hidden, program.dies_on = {1, 3}, {2}
    held = look(factories.make_held_file(document, pages=("words", "SSN 219-09-9999", "SSN 219-09-9999", "")))
    assert [page.concerns for page in pages_of(held)] == [["hidden-text"], ["ssn"], ["hidden-text", "ssn"], []]
    assert program.asked == []


def test_without_tesseract_pages_wait_and_nothing_goes_round_for_ever(
    document: Document, no_tesseract: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = scan(document, 1)
    assert looks.take_up_unlooked(now=timezone.now()) == 1
    assert looks.take_up_unlooked(now=timezone.now()) == 0  # it waits its turn
    DBTaskResult.objects.all().delete()
    assert look(held).looked_at
    assert pages_of(held)[0].ocr_fault is None
    assert looks.take_up_unlooked(now=timezone.now()) == 0
    monkeypatch.setattr(ocr, "version", lambda: "tesseract 9.9")
    assert looks.take_up_unlooked(now=timezone.now()) == 1


def test_what_is_looked_at_or_read_just_now_is_not_taken_up(document: Document, program: Program) -> None:
    held = scan(document, 1)
    HeldFile.objects.update(lease_token="alive", lease_until=timezone.now() + timedelta(seconds=30))
    assert looks.take_up_unlooked(now=timezone.now()) == 0
    HeldFile.objects.update(lease_token=None, lease_until=None, state="waiting")
    assert looks.take_up_unlooked(now=timezone.now()) == 0
    look(held)
    assert program.asked == []
    HeldFile.objects.update(state="read")
    look(held)
    assert looks.take_up_unlooked(now=timezone.now()) == 0


def test_looking_after_a_reading_queues_it_behind_readings(document: Document) -> None:
    held = scan(document, 1)
    looks.look_after(held.pk)
    assert queued() == [[held.pk]]
    assert DBTaskResult.objects.get().priority < 0


@needs_tesseract
def test_a_real_scan_is_read_by_ocr_in_the_workshop(document: Document) -> None:
    held = keep(
        document, shared("pdfs", "court", "doctor__gov.uscourts.cand.203070.27.0.pdf").read_bytes(), texts=("", "")
    )
    held.pages.update(needs_ocr=True)
    look(held)
    first = pages_of(held)[0]
    assert first.reader == ocr.version()
    assert first.printed_lines == 28
    assert "AGREED by and between plaintiff Shimmick Construction Company" in first.text
    assert len(first.marks) == first.text.count("\n") + 1


def test_a_real_file_is_looked_at_in_the_workshop(document: Document, no_tesseract: None) -> None:
    held = keep(document, shared("pdfs", "court", "x-ray__rectangles_yes.pdf").read_bytes(), texts=("words",))
    assert look(held).looked_at
    assert pages_of(held)[0].concerns == ["hidden-text"]


def test_a_file_whose_every_page_kills_the_program_does_not_hold_up_the_others(
    document: Document, program: Program
) -> None:
    held = factories.make_held_file(document, pages=("words",) * 20)
    program.dies_on = set(range(1, 21))
    assert look(held).looked_at
    assert program.jobs == looks.MOST_DEATHS


def test_a_file_that_is_gone_is_looked_at_in_vain(document: Document, no_tesseract: None) -> None:
    held = keep(document, drawn("words"), texts=("words", "more"))
    storage.path_of(held.sha256).unlink()
    assert look(held).looked_at
