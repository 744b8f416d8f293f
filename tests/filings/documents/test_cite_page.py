import html
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from casefiles.models import CaseFile
from filings.documents.actions.corrections import correct_page
from filings.documents.models import HeldFile, Page
from filings.documents.quotes import Line, lines_of, quoted
from tests import factories

CITE = "/cases/doe-v-roe/docket/34/0/cite/"
MARKS = [None, 1, 2, None, 3, "turned", 4, "typed"]
LINES = [
    Line(mark, f"w{at}") if not isinstance(mark, str) else Line(None, f"w{at}", mark) for at, mark in enumerate(MARKS)
]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (2, 3, "w2 w3 w4"), (2, 2, "w2"), (1, None, "w1 w2 w3 w4 w6 w7"), (None, 2, "w0 w1 w2"), (3, 4, "w4 w6"),
        (9, 12, ""), (None, None, "w0 w1 w2 w3 w4 w6 w7"),
    ],
)  # fmt: skip
def test_lines_are_quoted_by_their_printed_numbers(first: int | None, last: int | None, words: str) -> None:
    assert " ".join(line.words for line in quoted(LINES, first, last)) == words


def test_a_line_keeps_its_number_where_the_page_was_corrected() -> None:
    assert lines_of("one\ntwo", [1, 2], shown="zero\none\ntwo!") == [
        Line(None, "zero"),
        Line(1, "one"),
        Line(2, "two!"),
    ]
    assert lines_of("one\ntwo", [1]) == [Line(1, "one"), Line(None, "two")]


@pytest.fixture
def held(case: CaseFile) -> HeldFile:
    """Entry 34: two pages of pleading paper, one without numbers, and a fourth that is stamped as an attachment's."""
    motion = factories.make_filing(
        case, entry=34, title="Motion <to> dismiss", kind="motion", date_filed=date(2025, 10, 27)
    )
    made = factories.make_held_file(
        factories.make_document(motion), pages=("one\n<two>\nthree", "four\nfive", "no numbers", "an exhibit")
    )
    made.pages.filter(number=1).update(marks=[1, 2, 3], printed_lines=28, printed_page="i")
    made.pages.filter(number=2).update(marks=[1, 2], printed_lines=28)
    for number, printed in enumerate(("34", "34", "34", "34-1"), start=1):
        of = "1 of 1" if printed == "34-1" else f"{number} of 3"
        text = f"Case 5:25-cv-00001-ABC Document {printed} Filed 10/27/25 Page {of}"
        made.pages.filter(number=number).update(stamp=text)
    return made


def ask(client: Client, query: str = "", address: str = CITE) -> str:
    response = client.get(address + query)
    assert response.status_code == 200
    return response.content.decode()


def shown_forms(page: str) -> dict[str, str]:
    found = re.findall(r'(?s)<textarea readonly id="cite-(\w+)"[^>]*>(.*?)</textarea>', page)
    return {name: html.unescape(value) for name, value in found}


def words(page: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def test_it_shows_each_form_ready_to_copy(held: HeldFile, anonymous: Client) -> None:
    document = "http://testserver/cases/doe-v-roe/docket/34/0/"
    assert shown_forms(ask(anonymous, "?page=1&lines=2-3")) == {
        "short": "Dkt. 34 at 1:2-3",
        "full": "Doe Works, LLC v. Roe Systems, Inc., No. 5:25-cv-00001 (N.D. Cal. Oct. 27, 2025), ECF No. 34 at 1:2-3",
        "markdown": f"[Dkt. 34 at 1:2-3]({document}#p1-2)",
        "link": f"{document}#p1-2",
    }


def test_it_quotes_the_lines_and_tells_the_pages_apart(held: HeldFile, anonymous: Client) -> None:
    page = ask(anonymous, "?page=1&lines=2-3")
    quote = re.search(r"(?s)<blockquote.*?</blockquote>", page)
    assert quote
    assert words(quote[0]) == "2 <two> 3 three"
    text = words(page)
    assert "ECF page ECF No. 34 at 1 as the court stamped it Printed page i the number at its own foot" in text
    assert "none found on the page" in words(ask(anonymous, "?page=2"))
    assert "Cite Motion <to> dismiss" in text


def test_a_passage_goes_over_pages(held: HeldFile, anonymous: Client) -> None:
    page = ask(anonymous, "?page=1&lines=3-1&to_page=2")
    assert shown_forms(page)["short"] == "Dkt. 34 at 1:3-2:1"
    assert [words(quote) for quote in re.findall(r"(?s)<blockquote.*?</blockquote>", page)] == ["3 three", "1 four"]


def test_a_page_of_a_combined_download_goes_by_its_stamp_and_opens_by_the_file(
    held: HeldFile, anonymous: Client
) -> None:
    found = shown_forms(ask(anonymous, "?page=4"))
    assert found["short"] == "Dkt. 34-1 at 1"
    assert found["link"].endswith("/34/0/#p4")
    assert "ECF No. 34 at 3 and page 4 is ECF No. 34-1 at 1: cite them apart." in words(
        ask(anonymous, "?page=3&to_page=4")
    )


def test_a_correction_is_what_is_quoted(held: HeldFile, anonymous: Client) -> None:
    page = held.pages.get(number=1)
    correct_page(page=page, text="one\ntoo\nthree", by=factories.make_user(), now=factories.NOON)
    assert "2 too 3 three" in words(ask(anonymous, "?page=1&lines=2-3"))


def test_lines_of_a_page_without_numbers_are_cited_with_a_word_of_warning(held: HeldFile, anonymous: Client) -> None:
    page = ask(anonymous, "?page=3&lines=4")
    assert shown_forms(page)["short"] == "Dkt. 34 at 3:4"
    assert "No printed line numbers were found on page 3" in words(page)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?page=x", "A page is a whole number"), ("?page=0", "count from 1"), ("?page=5", "This document has 4 pages."),
        ("?page=1&lines=30", "Page 1 has 28 numbered lines."), ("?page=1&lines=3-2", "Line 2 stands before line 3"),
        ("?page=2&to_page=1", "Page 1 stands before page 2."), ("?page=1&lines=3&to_page=2", "on which line of page 2"),
        ("?page=1&lines=%00'", "Lines are written as"), ("?page=99999999999999999999999", "A page is a whole number"),
    ],
)  # fmt: skip
def test_nonsense_gets_a_sentence(held: HeldFile, anonymous: Client, query: str, sentence: str) -> None:
    page = ask(anonymous, query)
    assert sentence in words(page)
    assert not shown_forms(page)
    assert 'name="lines"' in page


def test_a_paper_that_is_not_held_is_cited_unchecked(case: CaseFile, anonymous: Client) -> None:
    factories.make_document(factories.make_filing(case, entry=34), page_count=9)
    page = ask(anonymous, "?page=8&lines=1")
    assert shown_forms(page)["short"] == "Dkt. 34 at 8:1"
    assert "We hold no file of this paper" in words(page)
    assert "This document has 9 pages." in words(ask(anonymous, "?page=10"))


def test_unknown_papers_are_not_found(held: HeldFile, anonymous: Client) -> None:
    for address in ("34/1/cite/", "35/0/cite/", "34/99999999999999999999999/cite/"):
        assert anonymous.get(f"/cases/doe-v-roe/docket/{address}").status_code == 404


def test_what_is_sealed_is_only_said_to_be(case: CaseFile, anonymous: Client, sealed_reader: Client) -> None:
    paper = factories.make_document(factories.make_filing(case, entry=34), sealed=True, title="Secret")
    factories.make_held_file(paper, pages=("secret words",))
    page = ask(anonymous)
    assert "is sealed" in page
    assert "ecret" not in page
    assert "secret words" in ask(sealed_reader)


@pytest.mark.parametrize("query", ["?page=1", "?page=1&lines=2-1&to_page=2", "?page=x"])
def test_it_asks_the_database_four_times_at_most(
    held: HeldFile, anonymous: Client, query: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Page.objects.bulk_create(Page(held_file=held, number=number, text="more") for number in range(5, 60))
    expected: Any = {"?page=x": 3}.get(query, 4)
    ask(anonymous, query)
    with django_assert_num_queries(expected):
        ask(anonymous, query)
