import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from casefiles.models import CaseFile
from filings.documents import storage
from filings.documents.actions import files, splitting
from filings.documents.actions.splitting import NotSplit, split_file
from filings.documents.splits import combined_of, shares
from filings.models import Document, HeldFile
from filings.reading.stamp import find_stamp
from tests import actors, factories
from tests.filings.documents.pdfs import drawn, keep
from tests.shared import shared

CASE = "/cases/doe-v-roe/"
SPLIT = f"{CASE}docket/12/0/split/"
WORD = "xyzzysecret"


def stamps(*papers: tuple[str, int]) -> list[str]:
    """The stamp of each page of papers by number and page count, one after another in a file."""
    return [
        f"Case 5:25-cv-00001-ABC   Document {number}   Filed 11/29/25   Page {page} of {count}"
        for number, count in papers
        for page in range(1, count + 1)
    ]


def hold(document: Document, *papers: tuple[str, int], **fields: Any) -> HeldFile:
    """A file of these papers, read, each page with its stamp."""
    lines = stamps(*papers)
    texts = tuple(f"Words of page {number}" for number, _ in enumerate(lines, 1))
    data = drawn(*(f"{line}\n{text}" for line, text in zip(lines, texts, strict=True)))
    held = keep(document, data, texts=texts, filename="combined.pdf", **fields)
    for page, line in zip(held.pages.all(), lines, strict=True):
        page.stamp = line
        page.save()
    return held


@pytest.fixture
def combined(case: CaseFile) -> HeldFile:
    """Entry 12, whose main document's file holds it and two attachments; the record knows the first of them."""
    filing = factories.make_filing(case, entry=12, title="Application")
    factories.make_document(filing, number=1, title="Declaration")
    return hold(factories.make_document(filing), ("12", 3), ("12-1", 2), ("12-2", 1))


def given(held: HeldFile) -> dict[int, tuple[int | None, list[str]]]:
    """The current file of each document of the filing: its id, and its pages."""
    found = {}
    for document in Document.objects.filter(filing=held.document.filing_id).select_related("current"):
        assert document.current
        reader = PdfReader(storage.path_of(document.current.sha256), strict=True)
        found[document.number] = (document.current_id, [page.extract_text().split("\n")[1] for page in reader.pages])
    return found


def run(held: HeldFile) -> Any:
    found = combined_of(held.document, sees_sealed=True)
    assert found
    case = held.document.filing.case
    case.sees_sealed = True
    return split_file(held_file=found.held, parts=shares(found, case), by=None, now=factories.NOON)


def test_each_part_is_put_in_its_place_and_the_combined_file_stays(combined: HeldFile) -> None:
    done = run(combined)
    assert [one.added.is_new for one in done] == [True, True, True]
    pages = {number: texts for number, (_, texts) in given(combined).items()}
    assert pages == {
        0: ["Words of page 1", "Words of page 2", "Words of page 3"],
        1: ["Words of page 4", "Words of page 5"],
        2: ["Words of page 6"],
    }
    main = combined.document
    assert set(main.held_files.values_list("sha256", flat=True)) == {combined.sha256, done[0].added.held_file.sha256}
    assert storage.path_of(combined.sha256).exists()
    assert done[1].added.held_file.filename == "combined-pages-4-5.pdf"
    assert Document.objects.get(filing=main.filing_id, number=1).title == "Declaration"


def test_doing_it_twice_changes_nothing(combined: HeldFile) -> None:
    run(combined)
    before = given(combined)
    assert [one.added.is_new for one in run(combined)] == [False, False, False]
    assert given(combined) == before
    assert HeldFile.objects.count() == 4


@pytest.mark.parametrize("after", [0, 1, 2])
def test_what_dies_between_two_writes_is_completed_by_a_second_run(
    combined: HeldFile, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    real, calls = files.add_file, 0

    def dying(**arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls > after:
            raise KeyboardInterrupt
        return real(**arguments)

    with monkeypatch.context() as patch:
        patch.setattr(splitting, "add_file", dying)
        with pytest.raises(KeyboardInterrupt):
            run(combined)
    combined.document.refresh_from_db()
    assert combined.document.current_id == combined.pk
    run(combined)
    assert sorted(given(combined)) == [0, 1, 2]
    assert HeldFile.objects.count() == 4


def test_a_part_of_another_filing_goes_there_when_the_docket_has_it(case: CaseFile) -> None:
    filing = factories.make_filing(case, entry=12)
    other = factories.make_filing(case, entry=13)
    held = hold(factories.make_document(filing), ("12", 2), ("13-1", 1))
    run(held)
    assert Document.objects.get(filing=other, number=1).current
    strange = hold(factories.make_document(other), ("13", 1), ("99", 1))
    with pytest.raises(NotSplit, match="This docket has no entry of the number on its stamp"):
        run(strange)


def test_what_is_sealed_goes_nowhere_open(case: CaseFile) -> None:
    filing = factories.make_filing(case, entry=12, sealed="partly")
    held = hold(factories.make_document(filing, sealed=True), ("12", 2), ("12-1", 1))
    run(held)
    assert Document.objects.get(filing=filing, number=1).sealed is True

    closed = factories.make_filing(case, entry=14, sealed="full")
    factories.make_filing(case, entry=15)
    held = hold(factories.make_document(closed), ("14", 1), ("15", 1))
    with pytest.raises(NotSplit, match="of a sealed filing"):
        run(held)

    factories.make_document(filing, number=3)
    other = hold(factories.make_document(filing, number=4, sealed=True), ("12-4", 1), ("12-3", 1))
    with pytest.raises(NotSplit, match="of a sealed document"):
        run(other)


def test_the_parts_of_an_unredacted_file_are_unredacted(case: CaseFile) -> None:
    filing = factories.make_filing(case, entry=12)
    held = hold(factories.make_document(filing), ("12", 2), ("12-1", 1), version="unredacted")
    run(held)
    document = Document.objects.get(filing=filing, number=1)
    assert document.held_files.get().version == "unredacted"
    assert document.current is None
    assert combined_of(held.document, sees_sealed=False) is None


def test_a_real_combined_download(case: CaseFile) -> None:
    path = next(Path(shared("pdfs", "court")).glob("nibiru__Doc.No.12-*.pdf"))
    texts = [page.extract_text() for page in PdfReader(path).pages]
    filing = factories.make_filing(case, entry=12)
    held = keep(factories.make_document(filing), path.read_bytes(), texts=tuple(texts))
    for page, text in zip(held.pages.all(), texts, strict=True):
        stamp = find_stamp(text)
        page.stamp = stamp.text if stamp else None
        page.save()
    run(held)
    counts = {}
    for document in filing.documents.select_related("current"):
        assert document.current
        reader = PdfReader(BytesIO(storage.path_of(document.current.sha256).read_bytes()), strict=True)
        counts[document.number] = [page.extract_text() for page in reader.pages]
    assert counts == {0: texts[:9], 1: texts[9:]}


def form(html: str) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    fields = dict(re.findall(r'<input type="(?:hidden|number)"[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', html))
    fields |= dict.fromkeys(re.findall(r'name="(take-\d+)" checked', html), "on")
    return fields


def test_the_preview_shows_each_part_and_changes_nothing(combined: HeldFile, admin: Client) -> None:
    html = admin.get(SPLIT).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    for said in (
        "Pages 1 to 3 · 3 pages", "Pages 4 to 5 · 2 pages", "Page 6 · 1 page", "Words of page 4", "Document 12-1 Filed",
        "Main document of No. 12: has a file, which stays as a version", "“Declaration”, no file held yet",
        "Attachment 2 of No. 12: new on the record",
    ):  # fmt: skip
        assert said in words
    assert f'src="{CASE}docket/12/0/4-thumb.webp?version={combined.pk}"' in html
    # The record has another day; the case, the number and the count of pages agree.
    assert "check The stamp says filed Nov 29, 2025, not Jul 1, 2025." in words
    assert HeldFile.objects.count() == 1
    assert Document.objects.count() == 2


def test_a_stamp_of_another_case_is_told(combined: HeldFile, admin: Client) -> None:
    combined.pages.filter(number=4).update(stamp="Case 5:24-cv-06184-EKL Document 12-1 Filed 07/01/25 Page 1 of 2")
    assert "The stamp says case 5:24-cv-06184-EKL, not 5:25-cv-00001." in admin.get(SPLIT).content.decode()


def test_the_form_splits_and_the_number_can_be_changed(combined: HeldFile, admin: Client) -> None:
    data = form(admin.get(SPLIT).content.decode()) | {"number-2": "7"}
    response = admin.post(SPLIT, data, follow=True)
    assert response.redirect_chain == [(f"{CASE}docket/12/", 302)]
    assert "Split: 3 files added." in response.content.decode()
    assert sorted(given(combined)) == [0, 1, 7]
    assert combined.document.held_files.get(pk=combined.pk)
    again = admin.post(SPLIT, data, follow=True)
    assert "nothing changed" in again.content.decode()


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"number-1": "0"}, 400, "Another part of the file is main document already"),
        ({"number-1": "x"}, 400, "An attachment has a number from 1 to"),
        ({"number-1": "99999"}, 400, "An attachment has a number from 1 to"),
        ({"number-1": "²"}, 400, "An attachment has a number from 1 to"),
        ({"take-0": None, "take-1": None, "take-2": None}, 400, "No part was chosen."),
        ({"file": "0"}, 409, "The files of this document changed meanwhile."),
    ],
)
def test_a_form_that_makes_no_sense_gets_a_sentence_and_changes_nothing(
    combined: HeldFile, admin: Client, change: dict[str, str | None], status: int, sentence: str
) -> None:
    data = form(admin.get(SPLIT).content.decode()) | change
    response = admin.post(SPLIT, {name: value for name, value in data.items() if value is not None})
    assert response.status_code == status
    assert sentence in response.content.decode()
    assert HeldFile.objects.count() == 1


def test_a_damaged_file_is_not_split(combined: HeldFile, admin: Client) -> None:
    data = form(admin.get(SPLIT).content.decode())
    storage.path_of(combined.sha256).write_bytes(b"%PDF-1.7 cut")
    response = admin.post(SPLIT, data)
    assert response.status_code == 400
    assert "Not split." in response.content.decode()
    assert HeldFile.objects.count() == 1
    assert Document.objects.count() == 2


def test_a_file_of_one_paper_has_nothing_to_split(case: CaseFile, admin: Client) -> None:
    hold(factories.make_document(factories.make_filing(case, entry=12)), ("12", 2))
    assert "There is nothing to split" in admin.get(SPLIT).content.decode()
    assert admin.post(SPLIT).status_code == 409


def test_only_editors_see_it_and_what_is_sealed_stays_so(case: CaseFile) -> None:
    filing = factories.make_filing(case, entry=12, sealed="partly")
    hold(factories.make_document(filing, title=WORD, sealed=True), ("12", 1), ("12-1", 1))
    assert actors.anonymous().get(SPLIT).status_code == 302
    assert actors.reader().get(SPLIT).status_code == 403
    assert actors.sealed_reader().post(SPLIT).status_code == 403
    clerk = actors.clerk()
    for response in (clerk.get(SPLIT), clerk.post(SPLIT)):
        assert WORD not in response.content.decode()
        assert "2 papers" not in response.content.decode()
    assert clerk.post(SPLIT).status_code == 403
    assert HeldFile.objects.count() == 1


@pytest.mark.parametrize("attachments", [1, 3])
def test_the_number_of_queries_is_fixed(
    case: CaseFile, admin: Client, attachments: int, django_assert_num_queries: Any
) -> None:
    filing = factories.make_filing(case, entry=12)
    hold(factories.make_document(filing), ("12", 2), *((f"12-{number}", 1) for number in range(1, attachments + 1)))
    with django_assert_num_queries(11):
        admin.get(SPLIT)
