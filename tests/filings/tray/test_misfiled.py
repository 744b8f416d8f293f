"""A stamp that disagrees with the record it was put on: a warning on the document, and on the page of its filing."""

import io

import pytest
from django.core.management import call_command

from casefiles.models import CaseFile
from filings.documents.stamps import misfiled, same_case
from filings.models import TrayPaper
from filings.reading.stamp import find_stamp
from filings.tray import actions
from tests import actors, factories
from tests.filings.tray.papers import combined, stamp, stamped

CASE = "/cases/doe-v-roe/docket/"


@pytest.mark.parametrize(
    ("paper", "entry", "number", "said"),
    [
        ("34-2", 37, 0, "stamped 34-2, filed under 37"),
        ("34-2", 34, 1, "stamped 34-2, filed under 34-1"),
        ("34", 34, 2, "stamped 34, filed under 34-2"),
        ("34-2", 34, 2, None),
        ("34-2", None, 0, None),
    ],
)
def test_the_words(paper: str, entry: int | None, number: int, said: str | None) -> None:
    found = find_stamp(stamp(paper, 1, 1))
    assert found
    assert misfiled(found, docket_numbers=("5:25-cv-00001",), entry=entry, number=number) == said


@pytest.mark.parametrize(
    ("stamped", "docket_number", "same"),
    [
        ("5:25-cv-06213-EKL", "4:25-cv-06213", True),
        ("5:25-cv-06213-EKL-SVK", "25-6213", True),
        ("5:25-cv-06213-EKL", "C 25-06213 EKL", True),
        ("1:18-cr-00123-JS-1", "1:18-cv-00123", False),
        ("25-6213", "5:25-cv-06213-EKL", False),
        ("25-6213", "25-6213", True),
        ("MDL No. 2741", "MDL No. 2741", True),
        ("MDL No. 2741", "3:16-md-02741", False),
    ],
)
def test_the_same_case_by_any_spelling(stamped: str, docket_number: str, same: bool) -> None:
    assert same_case(stamped, docket_number) is same


def file_by_hand(case: CaseFile, data: bytes, entry: int) -> None:
    filing = factories.make_filing(case, entry=entry)
    actions.take_in(case=case, upload=io.BytesIO(data), filename="a.pdf", by=None, now=factories.NOON)
    paper = TrayPaper.objects.get()
    actions.place(case=case, paper=paper.pk, filing=filing, number=0, by=None, now=factories.NOON)


def page(address: str) -> str:
    return actors.anonymous().get(f"{CASE}{address}").content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pages", [1, 3])
def test_it_stands_on_the_document_and_on_its_filing(case: CaseFile, pages: int) -> None:
    file_by_hand(case, stamped("34-2", pages), 37)
    assert "tamped 34-2" not in page("37/")
    call_command("worker", batch=True, verbosity=0)
    assert "<strong>Stamped 34-2, filed under 37.</strong>" in page("37/0/")
    assert '<strong class="not-as">Stamped 34-2, filed under 37.</strong>' in page("37/")


@pytest.mark.django_db(transaction=True)
def test_a_combined_download_in_its_place_is_not_misfiled(case: CaseFile) -> None:
    factories.make_filing(case, entry=12)
    actions.take_in(
        case=case, upload=io.BytesIO(combined(("12", 2), ("12-1", 2))), filename="a.pdf", by=None, now=factories.NOON
    )
    call_command("worker", batch=True, verbosity=0)
    for address in ("12/", "12/0/"):
        assert "filed under" not in page(address)


@pytest.mark.django_db(transaction=True)
def test_the_next_run_over_the_same_file_says_it_too(case: CaseFile) -> None:
    file_by_hand(case, stamped("34-2"), 37)
    call_command("worker", batch=True, verbosity=0)
    again = actions.take_in(
        case=case, upload=io.BytesIO(stamped("34-2")), filename="a.pdf", by=None, now=factories.NOON
    )
    assert (again.place, again.warning) == ("37", "Stamped 34-2, filed under 37.")


@pytest.mark.django_db(transaction=True)
def test_a_sealed_one_says_nothing(case: CaseFile) -> None:
    file_by_hand(case, stamped("34-2"), 37)
    call_command("worker", batch=True, verbosity=0)
    document = case.filings.get(key="37").documents.get()
    document.sealed = True
    document.save()
    for address in ("37/", "37/0/"):
        # The box in the header has a number of its own for an example.
        assert "34-2" not in page(address).replace("Search this case, or 34-2", "")
