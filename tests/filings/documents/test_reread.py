"""Reading again in place: what people and OCR added to the pages stays."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from casefiles.models import CaseFile, User
from filings.documents.actions import reading
from filings.documents.models import Document, HeldFile, Page, PageCorrection
from filings.reading import reader
from filings.reading.pages import Opened, PageRead
from tests import factories
from tests.filings.documents.test_actions import add, pdf, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def document(case: CaseFile) -> Document:
    return factories.make_document(factories.make_filing(case))


@pytest.fixture
def held(document: Document) -> HeldFile:
    """Read, by an older version."""
    found = add(document, pdf("The first page", "The second page")).held_file
    work()
    HeldFile.objects.update(reader="casefiles 1, pypdf 7.1.0")
    Page.objects.update(text="The fi rst page")
    return found


def reread(**options: Any) -> None:
    call_command("reread", verbosity=0, **options)
    work()


def reads(monkeypatch: Any, *pages: PageRead) -> None:
    def read(path: object) -> Any:
        yield Opened(len(pages), None)
        yield from pages

    monkeypatch.setattr(reader, "read", read)


def test_what_an_older_version_read_is_read_again_in_place(held: HeldFile, case: CaseFile) -> None:
    before = set(Page.objects.values_list("pk", flat=True))
    reread(only_older=True)
    held.refresh_from_db()
    assert (held.state, held.reader) == ("read", reader.READER)
    assert [page.text for page in held.pages.all()] == ["The first page", "The second page"]
    assert set(Page.objects.values_list("pk", flat=True)) == before


def test_what_this_version_read_is_left_alone(held: HeldFile, capsys: Any) -> None:
    HeldFile.objects.update(reader=reader.READER)
    call_command("reread", only_older=True)
    assert "0 files wait" in capsys.readouterr().out


def test_one_case_alone(held: HeldFile, case: CaseFile, capsys: Any) -> None:
    other = factories.make_case(slug="other-v-other")
    call_command("reread", case=other.slug)
    assert "0 files wait" in capsys.readouterr().out
    call_command("reread", case=case.slug)
    assert "1 file waits" in capsys.readouterr().out


def test_a_case_nobody_knows() -> None:
    with pytest.raises(CommandError, match="No case file goes by the name 'nobody'"):
        call_command("reread", case="nobody")


def test_a_correction_and_its_history_outlive_it(held: HeldFile) -> None:
    by = User.objects.create(username="clerk")
    PageCorrection.objects.create(
        page=held.pages.get(number=1), text="The page, corrected", corrected_at=timezone.now(), corrected_by=by
    )
    reread()
    page = held.pages.get(number=1)
    assert (page.text, page.correction.text) == ("The first page", "The page, corrected")
    assert page.correction.history.count() == 1


def test_what_ocr_read_stays_while_the_page_still_needs_it(held: HeldFile, monkeypatch: Any) -> None:
    Page.objects.filter(number=1).update(needs_ocr=True, ocr_confidence=88, text="Read by OCR", reader="tesseract 5")
    Page.objects.filter(number=2).update(needs_ocr=True, ocr_confidence=88, text="Read by OCR", reader="tesseract 5")
    reads(
        monkeypatch,
        PageRead(1, "", [], None, None, None, needs_ocr=True, reader="pypdfium2"),
        PageRead(2, "Words", [None], None, None, None, reader="pypdfium2"),
    )
    reread()
    first, second = held.pages.all()
    assert (first.text, first.ocr_confidence, first.reader) == ("Read by OCR", 88, "tesseract 5")
    assert (second.text, second.ocr_confidence, second.reader) == ("Words", None, "pypdfium2")


def test_a_page_that_is_lost_this_time_keeps_what_was_read_before(held: HeldFile, monkeypatch: Any) -> None:
    reads(
        monkeypatch,
        PageRead(1, "", [], None, None, "This page is damaged."),
        PageRead(2, "Words", [None], None, None, None),
    )
    reread()
    assert [(page.text, page.fault) for page in held.pages.all()] == [("The fi rst page", None), ("Words", None)]


def test_only_numbers_that_count_on_are_page_numbers(held: HeldFile, monkeypatch: Any) -> None:
    printed = ["i", "ii", "1", "2", "3", "24", None, "5"]
    reads(
        monkeypatch,
        *(
            PageRead(place, "Words", [None], None, None, None, printed_page=text)
            for place, text in enumerate(printed, start=1)
        ),
    )
    reread()
    assert [page.printed_page for page in held.pages.all()] == ["i", "ii", "1", "2", "3", None, None, None]


def test_a_file_that_is_being_read_is_not_queued_twice(held: HeldFile) -> None:
    HeldFile.objects.update(state="waiting")
    call_command("reread", verbosity=0)
    assert HeldFile.objects.get().state == "waiting"
    assert reading.take_up_abandoned(now=timezone.now()) == 1
