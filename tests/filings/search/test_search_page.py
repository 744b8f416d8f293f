"""The page of the search: what it finds, how it counts and groups, and where its links lead."""

import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client

from casefiles.models import CaseFile
from tests import actors, factories
from tests.filings.search.paper import SEARCH, disputed, file, found, hold, page, places, tally, told


@pytest.fixture
def papers(case: CaseFile) -> CaseFile:
    return disputed(case)


def test_hits_are_grouped_by_filing_and_counted(papers: CaseFile, anonymous: Client) -> None:
    text = page(anonymous, "copyright", order="newest")
    assert found(text) == ["61", "34", "1"]
    assert tally(text) == "3 filings, 5 hits"
    assert '<li class="found court">' in text
    assert "Jun 11, 2026" in text
    assert '<span class="side defendant">Roe Systems</span>' in text


def test_a_hit_opens_its_page_with_the_words_marked(papers: CaseFile, anonymous: Client) -> None:
    text = page(anonymous, '"copyright registration"')
    assert places(text) == ["/cases/doe-v-roe/docket/34/2/?find=%22copyright%20registration%22#p2"]
    assert "The <mark>copyright registration</mark>" in text
    opened = anonymous.get(places(text)[0])
    assert '<mark id="hit-1">copyright registration</mark>' in opened.content.decode()
    assert "2-1.webp?find=%22copyright%20registration%22" in opened.content.decode()


def test_a_filing_shows_its_three_best_pages_and_how_many_more(case: CaseFile, anonymous: Client) -> None:
    file(case, 1, *["seeding"] * 8)
    text = page(anonymous, "seeding")
    assert len(places(text)) == 3
    assert "and 5 more hits" in text


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("copyright kind:order", ["61"]),
        ("copyright side:defendant", ["34"]),
        ("copyright side:court", ["61"]),
        ("copyright filer:roe", ["34"]),
        ("copyright filer:doe-works", ["1"]),
        ("copyright judge:lee", ["61"]),
        ("copyright after:2026-01", ["61"]),
        ("copyright before:2025-10", ["1"]),
        ("copyright in:34", ["34"]),
        ("copyright -registration in:34", ["34"]),
        ("kind:motion", ["34"]),
        ("kind:order,complaint", ["61", "1"]),
        ("after:2025-10", ["61", "34"]),
        ("in:34", ["34"]),
        ("side:plaintiffs", ["1"]),
    ],
)
def test_filters_narrow(papers: CaseFile, anonymous: Client, query: str, numbers: list[str]) -> None:
    assert found(page(anonymous, query, order="newest")) == numbers


@pytest.mark.parametrize("spelling", ["amended-complaint", '"amended complaint"', '"Amended Complaints"'])
def test_a_kind_has_more_spellings_than_one(case: CaseFile, anonymous: Client, spelling: str) -> None:
    file(case, 2, "words", kind="amended complaint")
    file(case, 3, "words", kind="complaint")
    assert found(page(anonymous, f"words kind:{spelling}")) == ["2"]


def test_a_kind_or_side_that_is_none_is_named_back(papers: CaseFile, anonymous: Client) -> None:
    text = page(anonymous, "copyright kind:ordr side:defense")
    assert "“ordr” is no kind of filing; it was passed over. The nearest is kind:order." in told(text)
    assert "“defense” is no side; it was passed over. The nearest is side:defendant." in told(text)
    assert len(found(text)) == 3
    assert "Nobody in this case goes by “smith”." in told(page(anonymous, "copyright filer:smith"))
    assert found(page(anonymous, "kind:ordr")) == []


@pytest.mark.parametrize(
    "query",
    ['"', "AND", "a\0b", "5:25-cv-09999", "Rule 12(b)(6)", "(((", "w/5", "-", "NEAR(", "*", "kind:", "in:x", "'; --", "%", "\\",
     "x" * 2000, "\U0001f600", "OR OR", '"a b"~99 ~', "<script>alert(1)</script>"],
)  # fmt: skip
def test_no_text_is_an_error(papers: CaseFile, anonymous: Client, query: str) -> None:
    for address in (SEARCH, "/search/"):
        text = page(anonymous, query, address)
        assert "<script>alert" not in text


def test_a_facet_counts_filings_and_leads_to_them_and_back(papers: CaseFile, anonymous: Client) -> None:
    text = page(anonymous, "copyright")
    address, side, count = re.findall(
        r'<a href="([^"]*)"><span class="side \w+">(\w+)</span></a> <span class="num muted">(\d+)', text
    )[1]
    assert (unquote(unescape(address)), side, count) == (f"{SEARCH}?q=copyright+side:defendant", "Defendant", "1")
    narrowed = anonymous.get(unescape(address)).content.decode()
    assert found(narrowed) == ["34"]
    back = re.search(r'<a href="([^"]*)" aria-current="true">', narrowed)
    assert back
    assert unescape(back[1]) == f"{SEARCH}?q=copyright"
    years = dict(re.findall(r'<a href="([^"]*until[^"]*)">(\d{4})</a>', text))
    assert {year: found(anonymous.get(unescape(a)).content.decode()) for a, year in years.items()}["2026"] == ["61"]


def test_the_title_of_an_attachment_is_one_passage(case: CaseFile, anonymous: Client) -> None:
    filing = factories.make_filing(case, entry=34)
    factories.make_document(filing, number=2, title="Exhibit B: the seeding log")
    text = page(anonymous, "seeding")
    assert '>34-2</a> <span class="passage">Exhibit B: the <mark>seeding</mark> log</span></li>' in text


def test_what_a_paper_says_is_escaped(case: CaseFile, anonymous: Client) -> None:
    file(case, 1, "<b>copyright</b> & more", title="<i>copyright</i>", docket_text="<u>copyright</u>")
    text = page(anonymous, "copyright")
    assert "&lt;b&gt;<mark>copyright</mark>&lt;/b&gt; &amp; more" in text
    assert "&lt;i&gt;<mark>copyright</mark>" in text
    assert "<u>" not in text


def test_a_phrase_over_the_end_of_a_page_is_found_and_marked_on_both(case: CaseFile, anonymous: Client) -> None:
    file(case, 7, "It was willful\n1", "infringement of works\n2", "the end")
    text = page(anonymous, '"willful infringement"')
    [address] = places(text)
    assert address.endswith("#p1")
    assert "<mark>willful</mark>" in text
    opened = anonymous.get(address).content.decode()
    assert '<mark id="hit-1">willful</mark>' in opened
    assert '<mark id="hit-2">infringement</mark>' in opened


def test_a_word_that_the_pdf_broke_is_found_and_marked(case: CaseFile, anonymous: Client) -> None:
    file(case, 7, "the defend-\nant says")
    text = page(anonymous, "defendant")
    assert found(text) == ["7"]
    assert "<mark>" in anonymous.get(places(text)[0]).content.decode()


def test_many_hits_are_more_than_and_all_are_counted_on_demand(
    case: CaseFile, anonymous: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filings.search.engine.BOUND", 5)
    for entry in range(1, 9):
        file(case, entry, "seeding", date_filed=date(2025, 7, entry))
    text = page(anonymous, "seeding")
    assert tally(text) == "more than 5 hits, in 5 filings or more"
    assert found(text)[0] == "8"
    assert tally(page(anonymous, "seeding", full="1")) == "8 filings, 8 hits"


def test_the_pages_of_an_answer_hold_each_filing_once(case: CaseFile, anonymous: Client) -> None:
    for entry in range(1, 24):
        file(case, entry, "seeding")
    shown = [found(page(anonymous, "seeding", page=str(number))) for number in (1, 2, 3)]
    assert [len(one) for one in shown] == [10, 10, 3]
    assert len({number for one in shown for number in one}) == 23


def test_across_cases_each_filing_names_its_case(papers: CaseFile, anonymous: Client) -> None:
    other = factories.make_case(slug="other", short_caption="Able v. Baker", docket_number="3:24-cv-00002")
    file(other, 5, "copyright")
    text = page(anonymous, "copyright", "/search/")
    assert sorted(found(text)) == ["1", "34", "5", "61"]
    assert "/cases/other/docket/5/0/?find=copyright#p1" in places(text)
    assert 'href="/cases/other/">Able v. Baker</a>' in text
    assert "5" not in found(page(anonymous, "copyright"))


def test_records_stand_beside_the_filings(papers: CaseFile, anonymous: Client) -> None:
    claim = factories.make_claim(papers, pleaded_in=papers.filings.get(entry=1), title="Direct copyright infringement")
    factories.make_deadline(papers, key="cmc", title="Statement on copyright")
    text = page(anonymous, "copyright")
    assert f'href="/cases/doe-v-roe/claims/?claim={claim.number}">Direct copyright infringement' in text
    assert 'href="/cases/doe-v-roe/deadlines/cmc/">Statement on copyright' in text
    assert 'href="/cases/doe-v-roe/parties/#party-roe-systems">Roe Systems, Inc.' in page(anonymous, "roe")


def test_nothing_asked_shows_how_to_ask(papers: CaseFile, anonymous: Client) -> None:
    for address in (SEARCH, "/search/"):
        assert "What can be asked" in page(anonymous, "  ", address)
    assert "No filing answers this search." in page(anonymous, "zzzz")


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_whatever_is_found(
    case: CaseFile, anonymous: Client, django_assert_num_queries: Any, rows: int
) -> None:
    doe = factories.make_appearance(case)
    for entry in range(1, rows + 1):
        filing = file(case, entry, "seeding here", "seeding there", filers=(doe,))
        hold(filing, "seeding", number=1)
        factories.make_deadline(case, key=f"d{entry}", title="seeding")
    # SQLite counts before it ranks.
    with django_assert_num_queries(14 if connection.vendor == "sqlite" else 13):
        page(anonymous, "seeding", kind="")
    with django_assert_num_queries(8):
        page(anonymous, "kind:other")


def test_the_box_of_each_header_leads_to_the_search(papers: CaseFile, anonymous: Client) -> None:
    assert f'action="{SEARCH}"' in anonymous.get("/cases/doe-v-roe/docket/").content.decode()
    assert 'action="/search/"' in anonymous.get("/rules/").content.decode()


@pytest.mark.parametrize(
    "query", ["xyzzy", "xyz*", '"xyzzy words"', "kind:motion xyzzy", "xyzzy OR copyright", "side:defendant"]
)
def test_what_is_sealed_is_found_by_those_alone_who_may_see_it(papers: CaseFile, query: str) -> None:
    roe = papers.appearances.get(slug="roe-systems")
    file(
        papers, 50, "xyzzy words plugh", kind="motion", sealed="full", title="Motion xyzzy plugh",
        docket_text="xyzzy plugh", filers=(roe,),
    )  # fmt: skip
    hold(papers.filings.get(entry=1), "xyzzy words plugh", number=5, sealed=True, title="Exhibit xyzzy plugh")
    for address in (SEARCH, "/search/"):
        text = page(actors.anonymous(), query, address)
        assert "50" not in found(text)
        assert "plugh" not in text
        assert "/1/5/" not in text
    seen = page(actors.sealed_reader(), query)
    assert "50" in found(seen)
    assert "plugh" in seen


def test_an_unredacted_version_is_no_hit_for_who_may_not_see_it(papers: CaseFile) -> None:
    filing = file(papers, 70)
    factories.make_held_file(factories.make_document(filing), pages=("xyzzy plugh",), version="unredacted")
    assert found(page(actors.anonymous(), "xyzzy")) == []
    assert found(page(actors.sealed_reader(), "xyzzy")) == ["70"]


def test_records_of_a_sealed_paper_are_told_to_nobody_else(papers: CaseFile) -> None:
    sealed = file(papers, 50, kind="motion", sealed="full")
    factories.make_deadline(papers, key="d", title="Due xyzzy", set_by_entry=sealed)
    factories.make_contention(papers, key="p", text="They say xyzzy", raised_in=sealed)
    factories.make_claim(papers, pleaded_in=sealed, title="Count xyzzy")
    assert "In the record" not in page(actors.anonymous(), "xyzzy")
    assert page(actors.sealed_reader(), "xyzzy").count("xyzzy</a>") == 3


def test_counts_and_facets_leave_out_what_is_sealed(papers: CaseFile) -> None:
    before = page(actors.anonymous(), "copyright")
    file(papers, 50, "copyright", kind="motion", sealed="full", title="copyright", docket_text="copyright")
    hold(papers.filings.get(entry=1), "copyright", number=5, sealed=True)
    after = page(actors.anonymous(), "copyright")
    assert tally(before) == tally(after)
    assert before.split('<aside class="beside')[1] == after.split('<aside class="beside')[1]


def test_of_a_sealed_filing_the_facets_count_the_day_alone(
    case: CaseFile, anonymous: Client, sealed_reader: Client
) -> None:
    roe = factories.make_appearance(case, role="defendant")
    file(case, 1, kind="complaint", title="Complaint")
    file(case, 2, kind="motion", title="Motion", sealed="full", filers=(roe,))
    text, whole = page(anonymous, "after:2000"), page(sealed_reader, "after:2000")
    for choice in ("kind%3Amotion", "side%3Adefendant"):
        assert choice not in text
        assert choice in whole
    assert found(text) == ["2", "1"]
