"""Pictures of pages: to whom, kept where, and what becomes of a page that cannot be drawn."""

import io
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from casefiles.models import CaseFile
from filings.documents import pictures, storage
from filings.documents.models import Document, HeldFile
from filings.reading import workshop
from tests import actors, factories
from tests.filings.documents.pdfs import drawn, keep

ADDRESS = "/cases/doe-v-roe/docket/1/0/"


@pytest.fixture(autouse=True)
def nothing_given_up() -> None:
    pictures._given_up.clear()


@pytest.fixture
def document(case: CaseFile) -> Document:
    return factories.make_document(factories.make_filing(case))


@pytest.fixture
def held(document: Document) -> HeldFile:
    return keep(document, drawn("The motion is denied.", "Page two"), texts=("The motion is denied.", "Page two"))


def get(address: str, client: Client | None = None, **headers: str) -> Any:
    return (client or actors.anonymous()).get(ADDRESS + address, headers=headers)


def size_of(response: Any) -> tuple[int, int]:
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    return Image.open(io.BytesIO(response.content)).size


def kept() -> list[Path]:
    return sorted(path for path in pictures.folder().rglob("*") if path.is_file())


def test_a_page_is_drawn_and_kept_as_file_answers_are(held: HeldFile) -> None:
    response = get("1-1.webp")
    assert max(size_of(response)) > 1_000
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert len(kept()) == 1
    again = get("1-1.webp", **{"if-none-match": response["ETag"]})
    assert (again.status_code, again["ETag"], again["Cache-Control"]) == (304, response["ETag"], "private, no-cache")


def test_a_kept_picture_is_not_drawn_again(held: HeldFile, monkeypatch: pytest.MonkeyPatch) -> None:
    first = get("1-thumb.webp").content
    monkeypatch.setattr(workshop, "job", None)
    assert get("1-thumb.webp").content == first


def test_marks_are_drawn_and_not_kept(held: HeldFile) -> None:
    plain, marked = get("1-1.webp"), get("1-1.webp?q=motion+is")
    assert size_of(plain) == size_of(marked)
    assert plain.content != marked.content
    assert plain["ETag"] != marked["ETag"]
    assert len(kept()) == 1
    assert size_of(get(f"1-1.webp?q={'x' * 5000}%00"))


@pytest.mark.parametrize("page", ["0-1", "3-1", f"{10**30}-1"])
def test_a_page_that_the_document_does_not_have(held: HeldFile, page: str) -> None:
    assert get(f"{page}.webp").status_code == 404


@pytest.mark.parametrize("address", ["1-4.webp", "1-.webp", "1.webp", "-1.webp"])
def test_an_address_that_makes_no_sense(held: HeldFile, address: str) -> None:
    assert get(address).status_code == 404


@pytest.mark.parametrize("version", ["", "x", "-1", "1²", "0", f"{10**30}", "1%00"])
def test_a_version_that_makes_no_sense(held: HeldFile, version: str) -> None:
    assert get(f"1-1.webp?version={version}").status_code == 404


def test_another_version_of_the_document_and_no_other_documents_file(held: HeldFile, case: CaseFile) -> None:
    other = keep(factories.make_document(factories.make_filing(case, entry=2)), drawn("other"), texts=("other",))
    newer = keep(held.document, drawn("newer"), texts=("newer",))
    assert get("1-1.webp").content == get(f"1-1.webp?version={newer.pk}").content
    assert get(f"1-1.webp?version={held.pk}").content != get("1-1.webp").content
    assert get(f"1-1.webp?version={other.pk}").status_code == 404


def test_an_unredacted_version_is_for_those_who_see_what_is_sealed(held: HeldFile, sealed_reader: Client) -> None:
    secret = keep(held.document, drawn("secret"), texts=("secret",), version="unredacted")
    Document.objects.update(current=held)
    for client in (actors.anonymous(), actors.reader()):
        assert get(f"1-1.webp?version={secret.pk}", client).status_code == 404
    assert get(f"1-1.webp?version={secret.pk}", sealed_reader).status_code == 200
    # Not even when it is the file to read.
    Document.objects.update(current=secret)
    assert get("1-1.webp").status_code == 404


@pytest.mark.parametrize("fields", [{"sealed": True}, {}])
def test_a_sealed_paper_has_no_picture(held: HeldFile, sealed_reader: Client, fields: dict[str, bool]) -> None:
    if fields:
        Document.objects.update(**fields)
    else:
        held.document.filing.sealed = "full"
        held.document.filing.save()
    tag = get("1-1.webp", sealed_reader)["ETag"]
    for address in ("1-1.webp", "1-thumb.webp", "2-1.webp?q=the", f"1-1.webp?version={held.pk}"):
        assert get(address).status_code == 404
        assert get(address, **{"if-none-match": tag}).status_code == 404


def test_a_page_that_cannot_be_drawn_says_so_in_its_place(document: Document) -> None:
    keep(document, b"%PDF-1.7 broken", texts=("words",))
    response = get("1-1.webp")
    assert size_of(response) == (935, 1210)
    assert size_of(get("1-thumb.webp")) == (170, 220)
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert kept() == []


def test_it_is_not_tried_again_at_once(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(document, b"%PDF-1.7 broken", texts=("words",))
    get("1-1.webp")
    monkeypatch.setattr(workshop, "job", None)
    assert get("1-2.webp").status_code == 200


def test_a_file_that_is_not_on_the_disk(held: HeldFile) -> None:
    storage.path_of(held.sha256).unlink()
    assert get("1-1.webp").status_code == 404


def test_a_document_without_a_file(document: Document) -> None:
    assert get("1-1.webp").status_code == 404


def test_more_readers_than_turns_wait_and_then_are_told(held: HeldFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "SECONDS_TO_WAIT", 0.01)
    for _ in range(pictures.AT_ONCE):
        assert pictures._turns.acquire(timeout=1)
    try:
        response = get("1-1.webp")
    finally:
        for _ in range(pictures.AT_ONCE):
            pictures._turns.release()
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert get("1-1.webp").status_code == 200


def test_eight_threads_start_no_more_than_two_processes(monkeypatch: pytest.MonkeyPatch, held: HeldFile) -> None:
    running, most = [], []

    def draw(_path: Path, wanted: pictures.Wanted) -> bytes:
        running.append(wanted)
        most.append(len(running))
        time.sleep(0.02)
        running.remove(wanted)
        return b"drawn"

    monkeypatch.setattr(pictures, "_draw", draw)
    threads = [
        threading.Thread(target=pictures.picture, args=(pictures.Wanted(held.sha256, page, "1"),)) for page in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 8
    assert max(most) <= pictures.AT_ONCE


def test_the_kept_pictures_have_a_bound_and_the_oldest_go(data_folder: Path, settings: Any) -> None:
    settings.CASEFILES_PICTURE_CACHE = 1
    for number in range(20):
        place = pictures.Wanted(f"{number:064x}", 1, "1").place
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"x" * 100_000)
        os.utime(place, (1_000_000 + number, 1_000_000 + number))
    assert pictures.make_room() == 12
    assert [path.name[:64] for path in kept()] == sorted(f"{number:064x}" for number in range(12, 20))
    assert pictures.make_room() == 0


def test_writing_makes_room_now_and_then(held: HeldFile, settings: Any) -> None:
    settings.CASEFILES_PICTURE_CACHE = 1
    for number in range(40):
        pictures._keep(pictures.Wanted(f"{number:064x}", 1, "1").place, b"x" * 60_000)
    assert sum(path.stat().st_size for path in kept()) <= 1.2 * pictures.bound()


def test_without_room_nothing_is_kept(held: HeldFile, settings: Any) -> None:
    settings.CASEFILES_PICTURE_CACHE = 0
    assert get("1-1.webp").status_code == 200
    assert kept() == []


def test_a_folder_that_cannot_be_written_keeps_nobody_from_reading(held: HeldFile, data_folder: Path) -> None:
    (data_folder / "pictures").write_text("a file where the folder should be")
    assert get("1-1.webp").status_code == 200
