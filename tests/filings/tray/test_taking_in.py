"""Each file goes to its paper by stamp or by name, or waits and says why."""

import io
from datetime import date
from typing import Any

import pytest

from casefiles.models import CaseFile
from filings.documents import storage
from filings.models import Document, HeldFile, Import, TrayPaper
from filings.tray import actions
from filings.tray.outcomes import Outcome
from tests import factories
from tests.filings.documents.pdfs import drawn
from tests.filings.tray.papers import combined, stamp, stamped

DAY = date(2025, 7, 1)


@pytest.fixture
def case(db: None) -> CaseFile:
    """Entries 34 (with attachment 2) and 37; a case whose sealed papers are seen."""
    case = factories.make_case()
    case.sees_sealed = True
    motion = factories.make_filing(case, entry=34)
    factories.make_document(motion)
    factories.make_document(motion, number=2, title="Exhibit B")
    factories.make_document(factories.make_filing(case, entry=37))
    return case


def take(case: CaseFile, data: bytes, filename: str = "a.pdf") -> Outcome:
    return actions.take_in(case=case, upload=io.BytesIO(data), filename=filename, by=None, now=factories.NOON)


def imported(case: CaseFile, pacer_case_id: str, **fields: Any) -> None:
    Import.objects.create(
        **{
            "case": case, "kind": "docket-report", "filename": "docket.html", "sha256": "0" * 64, "size": 1,
            "pacer_case_id": pacer_case_id, "sheet": {}, "state": "merged", "uploaded_at": factories.NOON,
            "merged_at": factories.NOON,
        }
        | fields
    )  # fmt: skip


def test_a_stamp_places_a_paper(case: CaseFile) -> None:
    data = stamped("34-2", 3)
    done = take(case, data)
    assert (done.state, done.place, done.by, done.why, done.warning) == ("placed", "34-2", "stamp", "By its stamp.", "")
    held = HeldFile.objects.get()
    assert (held.document.filing.key, held.document.number, held.document.current_id) == ("34", 2, held.pk)
    assert (held.filename, held.state) == ("a.pdf", "waiting")
    assert storage.path_of(held.sha256).read_bytes() == data
    assert not TrayPaper.objects.exists()


@pytest.mark.parametrize("number", ["5:25-cv-00001-XYZ-QR", "4:25-cv-00001", "5:25-CV-00001-ABC"])
def test_a_case_keeps_its_papers_when_it_changes_judge_or_office(case: CaseFile, number: str) -> None:
    assert take(case, stamped("34", case=number)).place == "34"


@pytest.mark.parametrize("number", ["5:25-cv-00002-ABC", "5:24-cv-00001-ABC", "5:25-cr-00001-ABC", "5:25-mc-00001-ABC"])
def test_a_paper_stamped_for_another_case_is_never_placed(case: CaseFile, number: str) -> None:
    done = take(case, stamped("34", case=number), "gov.uscourts.cand.5.34.0.pdf")
    assert (done.state, done.place) == ("waits", None)
    assert done.why == f"It is stamped for another case, {number}, not 5:25-cv-00001."
    assert not HeldFile.objects.exists()


def test_the_number_of_an_appeal_is_no_number_of_a_district(case: CaseFile) -> None:
    appeal = "Case: 25-1 Document: 34 Page: 1 Date Filed: 07/01/2025 Entry ID: 5".replace("25-1 ", "25-0001 ")
    assert "another case, 25-0001" in take(case, drawn(appeal)).why


def test_a_former_number_of_the_case_counts(case: CaseFile) -> None:
    case.docket_numbers.create(number="3:24-cv-00777", start=DAY)
    assert take(case, stamped("34", case="3:24-cv-00777-ABC")).place == "34"


def test_a_new_attachment_is_added_to_the_record_and_said(case: CaseFile) -> None:
    done = take(case, stamped("34-5"))
    assert done.place == "34-5"
    assert "The record had no attachment 5 there: it was added, without a title." in done.why
    made = Document.objects.get(number=5)
    assert (made.title, made.sealed, made.filing.key) == (None, None, "34")


def test_an_attachment_brings_its_main_document_onto_the_record(case: CaseFile) -> None:
    factories.make_filing(case, entry=40)
    done = take(case, stamped("40-1"))
    assert "Nor had it a main document: one was added, without a file." in done.why
    assert sorted(Document.objects.filter(filing__key="40").values_list("number", "current")) == [
        (0, None),
        (1, HeldFile.objects.get().pk),
    ]


def test_a_stamp_that_disagrees_with_the_record_is_a_warning(case: CaseFile) -> None:
    pages = [stamp("34", 1, 31, filed="07/04/25"), stamp("34", 2, 31, filed="07/04/25")]
    done = take(case, drawn(*pages))
    assert done.place == "34"
    assert done.warning == "The stamp says filed Jul 4, 2025, not Jul 1, 2025; 31 pages in all, not 2."


def test_a_combined_download_goes_to_its_first_paper(case: CaseFile) -> None:
    done = take(case, combined(("34", 2), ("34-2", 2)))
    assert done.place == "34"
    assert done.warning == ("It holds several papers (34, 34-2): once it is read, its page offers to split it.")


def test_the_day_of_the_stamp_tells_twins_apart(case: CaseFile) -> None:
    factories.make_filing(case, entry=34, key="34_2", date_filed=date(2025, 7, 9), position=90)
    assert take(case, stamped("34")).place == "34"
    assert take(case, stamped("34-1", filed="07/09/25")).place == "34_2-1"
    done = take(case, stamped("34", filed="07/20/25"))
    assert done.why == (
        "2 entries of this docket are numbered 34, and none of them alone was filed on Jul 20, 2025, as it is stamped."
    )
    assert "its name does not say which" in take(case, drawn("no stamp"), "gov.uscourts.cand.5.34.0.pdf").why


def test_twins_of_one_day_wait(case: CaseFile) -> None:
    factories.make_filing(case, entry=34, key="34_2", position=90)
    assert take(case, stamped("34")).state == "waits"


def test_a_recap_name_places_a_paper_without_a_stamp(case: CaseFile) -> None:
    done = take(case, drawn("no stamp"), "gov.uscourts.cand.12345.34.2 (1).pdf")
    assert (done.place, done.by, done.why) == ("34-2", "name", "By its name; no stamp was found.")
    assert take(case, drawn("main"), "gov.uscourts.cand.12345.37.0.pdf").place == "37"


def test_a_length_that_differs_from_the_courts_is_a_warning(case: CaseFile) -> None:
    Document.objects.filter(filing__key="37").update(page_count=12)
    done = take(case, drawn("one", "two"), "gov.uscourts.cand.12345.37.0.pdf")
    assert done.warning == "The docket says 12 pages, the file has 2."


def test_a_recap_name_of_another_court_or_case_waits(case: CaseFile) -> None:
    imported(case, "012345")
    imported(case, "777", state="previewed", merged_at=None)
    assert take(case, drawn("1"), "gov.uscourts.nysd.12345.34.0.pdf").why == (
        "By its name it is of the court nysd; this case is in cand."
    )
    done = take(case, drawn("2"), "gov.uscourts.cand.777.34.0.pdf")
    assert done.why == "By its name it is of another case, which PACER numbers 777; this one is 12345."
    assert take(case, drawn("3"), "gov.uscourts.cand.12345.34.0.pdf").place == "34"


def test_where_name_and_stamp_differ_the_stamp_counts(case: CaseFile) -> None:
    done = take(case, stamped("34-2"), "gov.uscourts.cand.12345.37.0.pdf")
    assert (done.place, done.by) == ("34-2", "stamp")
    assert done.warning == "Its name says 37, its stamp 34-2: the stamp counts."
    assert take(case, stamped("34"), "gov.uscourts.nysd.12345.34.0.pdf").state == "waits"


@pytest.mark.parametrize("filename", ["a.pdf", "34-2.pdf"])
def test_what_nobody_can_tell_waits_with_the_reason(case: CaseFile, filename: str) -> None:
    done = take(case, drawn("Exhibit to something"), filename)
    paper = TrayPaper.objects.get()
    assert (done.state, done.paper, paper.why, paper.filename) == ("waits", paper.pk, done.why, filename)
    assert done.why == "The court’s stamp was not found on it, and its name does not say which paper it is."
    assert storage.path_of(paper.sha256).exists()


def test_a_number_of_no_entry_waits_and_is_placed_once_it_is_on_the_docket(case: CaseFile) -> None:
    data = stamped("99")
    assert take(case, data).why == "It is stamped document 99, and this docket has no entry of that number yet."
    assert take(case, data).why.startswith("It waits in the tray already.")
    factories.make_filing(case, entry=99)
    assert take(case, data, "again.pdf").place == "99"
    assert not TrayPaper.objects.exists()
    assert HeldFile.objects.get().filename == "again.pdf"


def test_an_entry_that_is_text_only_has_no_paper(case: CaseFile) -> None:
    factories.make_filing(case, entry=41, text_only=True)
    assert "No. 41 is text only" in take(case, stamped("41")).why


def test_the_same_bytes_again_change_nothing(case: CaseFile) -> None:
    data = stamped("34-2")
    take(case, data)
    done = take(case, data, "copy.pdf")
    assert (done.state, done.place, done.by, done.why) == (
        "held", "34-2", None, "Already held as 34-2: nothing changed.",
    )  # fmt: skip
    assert HeldFile.objects.count() == 1
    assert list(Document.objects.filter(number=2).values_list("number", flat=True)) == [2]


def test_bytes_lost_from_the_disk_come_back(case: CaseFile) -> None:
    data = stamped("34")
    path = storage.path_of(take(case, data).sha256)
    path.unlink()
    assert take(case, data).state == "held"
    assert path.read_bytes() == data


def test_a_second_file_of_a_paper_is_a_version_and_said(case: CaseFile) -> None:
    take(case, stamped("34"))
    done = take(case, stamped("34", words="Corrected"))
    assert done.why == "By its stamp. It had another file, which stays as a version."
    assert HeldFile.objects.filter(document__filing__key="34").count() == 2


def test_a_sample_gives_way_without_a_word(case: CaseFile) -> None:
    factories.make_held_file(Document.objects.get(filing__key="37"), is_sample=True)
    done = take(case, stamped("37"))
    assert done.why == "By its stamp."
    assert Document.objects.get(filing__key="37").current == HeldFile.objects.get(is_sample=False)


def test_a_file_that_cannot_be_read_goes_by_its_name_or_waits(case: CaseFile) -> None:
    done = take(case, b"%PDF-1.7\nbroken", "gov.uscourts.cand.12345.34.0.pdf")
    assert done.place == "34"
    assert "damaged" in done.warning
    assert "damaged" in take(case, b"%PDF-1.7\nbroken too", "a.pdf").why


@pytest.mark.parametrize("data", [b"", b"words", b"<html>login"])
def test_what_is_no_pdf_is_skipped_and_not_kept(case: CaseFile, data: bytes) -> None:
    assert take(case, data).state == "skipped"
    assert not TrayPaper.objects.exists()
    assert not storage.folder().exists()


def test_a_file_too_large_is_skipped(case: CaseFile, settings: Any) -> None:
    settings.CASEFILES_LARGEST_FILE = 100
    done = take(case, stamped("34"))
    assert (done.state, done.why) == ("skipped", "The file is larger than 0 MiB.")


class TestSealed:
    """A person who may not see what is sealed puts nothing there."""

    @pytest.fixture(autouse=True)
    def _without_the_right(self, case: CaseFile) -> None:
        case.sees_sealed = False

    def test_a_paper_of_a_sealed_filing_waits(self, case: CaseFile) -> None:
        factories.make_filing(case, entry=50, sealed="full", text_only=True)
        done = take(case, stamped("50"))
        assert (done.state, done.why) == (
            "waits", "It belongs to what is sealed. Whoever may see that can put it there.",
        )  # fmt: skip

    def test_and_so_does_one_of_a_sealed_document(self, case: CaseFile) -> None:
        factories.make_document(factories.make_filing(case, entry=51, sealed="partly"), sealed=True)
        assert "what is sealed" in take(case, stamped("51")).why

    def test_nobody_learns_that_bytes_are_held_where_it_is_sealed(self, case: CaseFile) -> None:
        data = drawn("a letter")
        stored = storage.store(io.BytesIO(data))
        sealed = factories.make_document(factories.make_filing(case, entry=50, sealed="full"))
        factories.make_held_file(sealed, sha256=stored.sha256)
        assert "50" not in (done := take(case, data)).why
        assert done.state == "waits"

    def test_what_is_stamped_sealed_goes_only_where_it_stays_so(self, case: CaseFile) -> None:
        text = "Case 5:25-cv-00001-ABC *SEALED* Document {} Filed 07/01/25 Page 1 of 1"
        assert "Mark it sealed first" in take(case, drawn(text.format("34-2"))).why
        assert take(case, drawn(text.format("34-7"))).place == "34-7"
        assert Document.objects.get(number=7).sealed is True
