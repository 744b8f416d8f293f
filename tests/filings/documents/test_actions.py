"""Files in, text out: storing, reading in the background, and surviving a reader that dies."""

import io
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from reportlab.pdfgen.canvas import Canvas

from casefiles.models import CaseFile
from filings.documents import storage
from filings.documents.actions import files, reading
from filings.documents.models import Document, HeldFile
from filings.reading import reader
from filings.reading.pages import Opened, PageRead
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def pdf(*pages: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for text in pages:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def document(case: CaseFile) -> Document:
    return factories.make_document(factories.make_filing(case))


def add(document: Document, data: bytes, **options: Any) -> files.Added:
    return files.add_file(
        document=document, upload=io.BytesIO(data), filename="a.pdf", by=None, now=timezone.now(), **options
    )


def work() -> None:
    call_command("worker", batch=True, verbosity=0)


def test_a_file_is_stored_by_its_sha256_and_read_in_the_background(document: Document) -> None:
    held = add(document, pdf("The first page", "The second page")).held_file
    assert storage.path_of(held.sha256).read_bytes() == pdf("The first page", "The second page")
    assert held.state == "waiting"
    work()
    held.refresh_from_db()
    assert (held.state, held.page_count, held.pages_read, held.reader) == ("read", 2, 2, reader.READER)
    assert [page.text for page in held.pages.all()] == ["The first page", "The second page"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_of_files_added_at_once_the_newest_is_read(document: Document) -> None:
    together = threading.Barrier(4)

    def add_one(place: int) -> None:
        try:
            mine = Document.objects.get(pk=document.pk)
            together.wait()
            add(mine, f"%PDF-1.7 {place}".encode())
        finally:
            connections.close_all()

    for turn in range(5):
        threads = [threading.Thread(target=add_one, args=(10 * turn + place,)) for place in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        document.refresh_from_db()
        assert document.held_files.count() == 4 * (turn + 1)
        assert document.current == document.held_files.order_by("-added_at", "-id").first()


def test_the_same_file_again_changes_nothing(document: Document) -> None:
    assert add(document, pdf("words")).is_new
    work()
    assert not add(document, pdf("words")).is_new
    assert HeldFile.objects.get().state == "read"
    assert not DBTaskResult.objects.ready().exists()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>PACER login</body></html>", "not-a-pdf"),
        (b"just words", "not-a-pdf"),
        (b"%PDF-1.7\n" + b"\x00" * 5000, "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_the_rest_goes_on(document: Document, data: bytes, fault: str) -> None:
    bad = add(document, data).held_file
    good = add(document, pdf("good")).held_file
    work()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, bad.fault) == ("failed", fault)
    assert bad.fault_text
    assert bad.fault_text.endswith(".")
    assert good.state == "read"


def test_a_real_file_supersedes_a_sample_and_a_sample_never_a_real_one(document: Document) -> None:
    sample = add(document, pdf("sample"), is_sample=True).held_file
    assert Document.objects.get().current == sample
    real = add(document, pdf("real")).held_file
    assert Document.objects.get().current == real
    add(document, pdf("another sample"), is_sample=True)
    assert Document.objects.get().current == real
    newer = add(document, pdf("corrected")).held_file
    assert Document.objects.get().current == newer


def test_a_reading_whose_reader_died_is_taken_up_when_its_lease_ran_out(document: Document) -> None:
    held = add(document, pdf("words")).held_file
    DBTaskResult.objects.all().delete()
    HeldFile.objects.update(state="reading", lease_token="dead", lease_until=timezone.now() + timedelta(seconds=30))
    work()
    assert HeldFile.objects.get().state == "reading"
    HeldFile.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    work()
    held.refresh_from_db()
    assert (held.state, held.pages_read, held.attempts) == ("read", 1, 1)


def test_what_was_never_queued_is_taken_up_too(document: Document) -> None:
    """Killed between the row and the queue."""
    add(document, pdf("words"))
    DBTaskResult.objects.all().delete()
    work()
    assert HeldFile.objects.get().state == "read"


def test_what_waits_its_turn_is_queued_once(document: Document) -> None:
    """A long queue must not grow by itself each minute."""
    add(document, pdf("one"))
    add(document, pdf("two"))
    assert reading.take_up_abandoned(now=timezone.now()) == 0
    assert DBTaskResult.objects.ready().count() == 2


def test_reading_twice_writes_the_same_pages(document: Document) -> None:
    held = add(document, pdf("one", "two")).held_file
    work()
    before = list(held.pages.values_list("pk", "number", "text"))
    reading.read_again(held_file=held)
    work()
    assert list(held.pages.values_list("pk", "number", "text")) == before


def test_a_reader_that_lost_its_lease_leaves_the_file_to_the_other(document: Document, monkeypatch: Any) -> None:
    held = add(document, pdf("one", "two", "three")).held_file
    monkeypatch.setattr(reading, "PAGES_A_WRITE", 1)
    whole = reader.read

    def overtaken(path: Path, **options: Any) -> Any:
        for event in whole(path, **options):
            yield event
            HeldFile.objects.update(lease_token="other")

    monkeypatch.setattr(reader, "read", overtaken)
    reading.read_file.call(held.pk)
    held.refresh_from_db()
    assert (held.state, held.lease_token) == ("reading", "other")


def test_a_stopped_reading_is_free_for_the_next_at_once(document: Document, monkeypatch: Any) -> None:
    held = add(document, pdf("one")).held_file

    def stopped(path: Path, **options: Any) -> Any:
        yield Opened(1, None)
        raise SystemExit(1)

    monkeypatch.setattr(reader, "read", stopped)
    with pytest.raises(SystemExit):
        reading.read_file.call(held.pk)
    held.refresh_from_db()
    assert (held.state, held.page_count) == ("waiting", 1)


def test_pages_read_before_a_file_broke_off_are_kept(document: Document, monkeypatch: Any) -> None:
    held = add(document, pdf("one")).held_file

    def breaks_off(path: Path, **options: Any) -> Any:
        yield Opened(2, None)
        yield PageRead(1, "good", [None], None, None, None)
        raise reader.Unreadable("crashed", "The reader broke down.")

    monkeypatch.setattr(reader, "read", breaks_off)
    reading.read_file.call(held.pk)
    held.refresh_from_db()
    assert (held.state, held.fault, held.page_count, held.pages_read) == ("failed", "crashed", 2, 1)
    assert held.pages.get().text == "good"


def test_a_file_that_keeps_killing_its_worker_is_given_up(document: Document) -> None:
    held = add(document, pdf("one")).held_file
    HeldFile.objects.update(attempts=reading.MOST_ATTEMPTS)
    work()
    held.refresh_from_db()
    assert (held.state, held.fault) == ("failed", "given-up")


def test_a_file_too_large_is_refused_and_leaves_nothing_behind(document: Document, settings: Any) -> None:
    settings.CASEFILES_LARGEST_FILE = 100
    with pytest.raises(storage.TooLarge, match="larger than"):
        add(document, pdf("words"))
    assert not HeldFile.objects.exists()
    assert not [path for path in storage.folder().rglob("*") if path.is_file()]


def test_the_command_adds_reads_and_says_so(case: CaseFile, document: Document, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "34.pdf"
    file.write_bytes(pdf("words", "more words"))
    options = {"case": case.slug, "filing": "1", "number": 0}
    call_command("add_document", file, wait=True, **options)
    call_command("add_document", file, wait=True, **options)
    assert capsys.readouterr().out.splitlines() == [
        "1, main document: added.",
        "Read: 2 of 2 pages.",
        "1, main document: this file is already held; nothing changed.",
        "Read: 2 of 2 pages.",
    ]


def test_the_command_refuses_in_a_sentence(case: CaseFile, document: Document, tmp_path: Path) -> None:
    file = tmp_path / "bad.pdf"
    file.write_bytes(b"no pdf")
    with pytest.raises(CommandError, match="No case has the slug other"):
        call_command("add_document", file, case="other", filing="1", number=0)
    with pytest.raises(CommandError, match="no filing with the key 99"):
        call_command("add_document", file, case=case.slug, filing="99", number=0)
    with pytest.raises(CommandError, match="could not be read"):
        call_command("add_document", file, case=case.slug, filing="1", number=0, wait=True)
    bare = factories.make_filing(case, entry=2)
    with pytest.raises(CommandError, match="no main document yet"):
        call_command("add_document", file, case=case.slug, filing="2", number=1)
    assert not bare.documents.exists()


def test_the_samples_are_made_once_for_the_shipped_case(real_case: CaseFile) -> None:
    call_command("add_samples", verbosity=0)
    work()
    held = HeldFile.objects.select_related("document__filing")
    assert {one.document.filing.key: one.state for one in held} == {"1": "read", "34": "read", "61": "read"}
    assert all(one.is_sample and 2 <= (one.page_count or 0) <= 6 for one in held)
    call_command("add_samples", verbosity=0)
    assert HeldFile.objects.count() == 3
    for one in held:
        for page in one.pages.all():
            assert "SAMPLE" in page.text
            assert page.printed_lines == 28
            assert page.stamp
