"""Papers of the tray placed and thrown away by hand."""

import io
import threading
from datetime import date

import pytest
from django.db import connection, connections

from casefiles.models import CaseFile
from filings.documents import storage
from filings.models import Document, Filing, HeldFile, TrayPaper
from filings.tray import actions
from filings.tray.outcomes import Outcome
from filings.tray.places import NoPlace
from tests import factories
from tests.filings.documents.pdfs import drawn
from tests.filings.tray.papers import stamped


def waiting(case: CaseFile, data: bytes | None = None) -> TrayPaper:
    actions.take_in(
        case=case, upload=io.BytesIO(data or drawn("no stamp")), filename="a.pdf", by=None, now=factories.NOON
    )
    return TrayPaper.objects.get()


def put(paper: TrayPaper, filing: Filing, number: int = 0) -> Outcome:
    return actions.place(case=paper.case, paper=paper.pk, filing=filing, number=number, by=None, now=factories.NOON)


def test_a_paper_is_placed_where_a_person_says(case: CaseFile) -> None:
    paper = waiting(case)
    by = factories.make_user()
    filing = factories.make_filing(case, entry=37)
    done = actions.place(case=case, paper=paper.pk, filing=filing, number=3, by=by, now=factories.NOON)
    assert (done.place, done.warning) == ("37-3", "")
    held = HeldFile.objects.get()
    assert (held.document.filing, held.document.number, held.added_by, held.filename) == (filing, 3, by, "a.pdf")
    assert not TrayPaper.objects.exists()


def test_an_unnumbered_entry_takes_a_paper_too(case: CaseFile) -> None:
    filing = factories.make_filing(case, entry=None, date_filed=date(2025, 9, 19))
    assert put(waiting(case), filing).place == "u2025-09-19"


def test_what_is_stamped_otherwise_is_a_warning(case: CaseFile) -> None:
    case.sees_sealed = True
    paper = waiting(case, stamped("34-2"))
    done = put(paper, factories.make_filing(case, entry=37))
    assert done.warning == "Stamped 34-2, filed under 37."
    again = actions.take_in(
        case=case, upload=io.BytesIO(stamped("34-2")), filename="a.pdf", by=None, now=factories.NOON
    )
    assert again.why == "Already held as 37: nothing changed."


def test_another_case_by_its_stamp_is_a_warning(case: CaseFile) -> None:
    paper = waiting(case, stamped("37", case="3:24-cv-00009-XY"))
    done = put(paper, factories.make_filing(case, entry=37))
    assert done.warning == "Stamped for case 3:24-cv-00009-XY, filed in 5:25-cv-00001."


def test_the_second_of_two_people_is_told(case: CaseFile) -> None:
    paper = waiting(case)
    one, other = factories.make_filing(case, entry=1), factories.make_filing(case, entry=2)
    put(paper, one)
    with pytest.raises(actions.Gone):
        put(paper, other)
    with pytest.raises(actions.Gone):
        actions.remove(case=case, paper=paper.pk, by=None)
    assert HeldFile.objects.get().document.filing == one


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_once_one_wins() -> None:
    case = factories.make_case()
    paper = waiting(case)
    filings = [factories.make_filing(case, entry=entry) for entry in (1, 2)]
    together = threading.Barrier(2)
    answers: list[str] = []

    def act(filing: Filing) -> None:
        try:
            together.wait()
            answers.append(put(paper, filing).state)
        except actions.Gone:
            answers.append("gone")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=[filing]) for filing in filings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["gone", "placed"]
    assert HeldFile.objects.count() == 1


def test_it_goes_nowhere_where_no_paper_may_be(case: CaseFile) -> None:
    paper = waiting(case)
    text_only = factories.make_filing(case, entry=3, text_only=True)
    open_filing = factories.make_filing(case, entry=4)
    for filing, number in ((text_only, 0), (open_filing, 10_000), (open_filing, -1)):
        with pytest.raises(NoPlace):
            put(paper, filing, number)
    assert TrayPaper.objects.exists()
    assert not Document.objects.exists()


def test_whoever_may_not_see_what_is_sealed_puts_nothing_there(case: CaseFile) -> None:
    paper = waiting(case)
    sealed = factories.make_filing(case, entry=3, sealed="full")
    sealed.mask()
    with pytest.raises(NoPlace, match="what is sealed"):
        put(paper, sealed)
    partly = factories.make_filing(case, entry=4, sealed="partly")
    factories.make_document(partly, sealed=True)
    with pytest.raises(NoPlace, match="what is sealed"):
        put(paper, partly)


def test_a_file_lost_from_the_disk_is_not_placed(case: CaseFile) -> None:
    paper = waiting(case)
    storage.path_of(paper.sha256).unlink()
    with pytest.raises(NoPlace, match="not on the disk"):
        put(paper, factories.make_filing(case))


def test_what_is_thrown_away_leaves_the_tray_and_stays_on_the_disk(case: CaseFile) -> None:
    paper = waiting(case)
    assert actions.remove(case=case, paper=paper.pk, by=None) == "a.pdf"
    assert not TrayPaper.objects.exists()
    assert storage.path_of(paper.sha256).exists()


def test_a_paper_of_another_case_is_not_here(case: CaseFile) -> None:
    paper = waiting(case)
    with pytest.raises(actions.Gone):
        actions.remove(case=factories.make_case(slug="other"), paper=paper.pk, by=None)
