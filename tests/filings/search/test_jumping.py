"""A query that names a paper or a case goes there."""

import pytest
from django.test import Client

from casefiles.models import CaseFile
from tests import actors, factories
from tests.filings.search.paper import SEARCH, disputed, hold, page, told

DOCKET = "/cases/doe-v-roe/docket/"


@pytest.fixture
def papers(case: CaseFile) -> CaseFile:
    return disputed(case)


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("34", "34/"),
        ("34-2", "34/2/"),
        ("Dkt. 34-2", "34/2/"),
        ("ECF No. 34-2 at 3", "34/2/#p3"),
        ("Dkt. 34-2 at 3:12", "34/2/#p3-12"),
        ("ECF No. 34 at 1", "34/0/#p1"),
        ("  #61 ", "61/"),
    ],
)
def test_it_leads_straight_to_the_paper_and_page(papers: CaseFile, anonymous: Client, query: str, address: str) -> None:
    for search in (SEARCH, "/search/"):
        response = anonymous.get(search, {"q": query})
        assert (response.status_code, response.headers["Location"]) == (302, f"{DOCKET}{address}")
        assert anonymous.get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("99", "No entry of this docket has the number 99."),
        ("34-9", "No. 34 has no attachment 9 on record."),
        ("34-2 at 9", "No. 34-2 has 3 pages, so there is no page 9."),
    ],
)
def test_a_number_that_no_paper_has_is_searched(papers: CaseFile, anonymous: Client, query: str, sentence: str) -> None:
    assert sentence in told(page(anonymous, query))


def test_a_number_in_quotes_is_a_word(papers: CaseFile, anonymous: Client) -> None:
    page(anonymous, '"34"')


def test_a_sealed_paper_leads_to_one_place_whatever_its_number(papers: CaseFile) -> None:
    sealed = factories.make_filing(papers, entry=50, sealed="full", kind="motion")
    hold(sealed, "words", number=1)
    for query in ("50", "50-1", "50-7 at 3"):
        assert actors.anonymous().get(SEARCH, {"q": query}).headers["Location"] == f"{DOCKET}50/"
    assert actors.sealed_reader().get(SEARCH, {"q": "50-1 at 1"}).headers["Location"] == f"{DOCKET}50/1/#p1"


def test_a_sealed_document_does_not_tell_how_long_it_is(papers: CaseFile) -> None:
    hold(papers.filings.get(entry=1), "a", "b", number=1, sealed=True)
    for query in ("1-1 at 1", "1-1 at 99"):
        assert actors.anonymous().get(SEARCH, {"q": query}).headers["Location"] == f"{DOCKET}1/1/"


SPELLINGS = [
    "5:25-cv-06213", "5:25-cv-06213-EKL", "25-6213", "25-cv-6213", "No. 25 Civ. 6213", "C 25-06213", "Case No. 5:25-cv-06213-EKL",
    "5:25-cv-06213-EKL (SVK)",
]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_docket_number_finds_its_case_in_any_spelling(papers: CaseFile, anonymous: Client, spelling: str) -> None:
    factories.make_case(slug="other", docket_number="5:25-cv-06213-EKL", caption="Able v. Baker")
    assert anonymous.get("/search/", {"q": spelling}).headers["Location"] == "/cases/other/"
    assert '<a href="/cases/other/">Able v. Baker</a>' in page(anonymous, spelling)
    assert "/cases/other/" not in page(anonymous, f"{spelling} copyright", "/search/")


def test_a_former_docket_number_finds_the_case(papers: CaseFile, anonymous: Client) -> None:
    papers.docket_numbers.create(number="4:24-cv-01234-PJH", start="2025-07-01")
    assert anonymous.get("/search/", {"q": "24-cv-1234"}).headers["Location"] == "/cases/doe-v-roe/"


def test_a_number_that_more_cases_have_is_to_choose(papers: CaseFile, anonymous: Client) -> None:
    factories.make_filing(factories.make_case(slug="other", short_caption="Able v. Baker"), entry=34)
    text = page(anonymous, "34", "/search/")
    assert '<a href="/cases/other/docket/34/">No. 34 in Able v. Baker</a>' in text
    assert f'<a href="{DOCKET}34/">No. 34 in Doe v. Roe</a>' in text
