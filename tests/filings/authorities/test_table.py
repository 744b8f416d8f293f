"""The table of authorities: its rows, its links, its export, what it costs and what it keeps to itself."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.authorities.actions import read_citations
from filings.models import Document, Filing, HeldFile
from tests import actors, factories

PAGE = "/cases/doe-v-roe/authorities/"
CSV = "/cases/doe-v-roe/authorities.csv"


def hold(filing: Filing, *pages: str, number: int = 0, **fields: Any) -> HeldFile:
    document, _ = Document.objects.get_or_create(filing=filing, number=number)
    held = factories.make_held_file(document, pages=pages, **fields)
    read_citations(held_file=held.pk, now=factories.NOON)
    return held


def exported(client: Client, query: str = "") -> list[dict[str, str]]:
    response: Any = client.get(CSV + query)
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline=""), strict=True))


@pytest.fixture
def briefs(case: CaseFile) -> CaseFile:
    doe = factories.make_appearance(case, slug="doe")
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    hold(factories.make_filing(case, entry=1, filers=(doe,)), "17 U.S.C. § 504", "Ellison v. Robertson, 357 F.3d 1072")
    hold(factories.make_filing(case, entry=2, filers=(roe, doe)), *["17 USC 504(c)"] * 6, "17 U.S.C. § 1201", number=3)
    hold(factories.make_filing(case, entry=3, by_court=True), "Rule 12(b)(6) and 9 U.S.C. § 2")
    return case


def test_rows_stand_by_sort_and_name_with_sides_counts_and_pages(briefs: CaseFile, anonymous: Client) -> None:
    text = anonymous.get(PAGE).text
    assert re.findall(r'<tr id="([^"]+)"', text) == ["357-f3d-1072", "9-usc-2", "17-usc-504", "17-usc-1201", "frcp-12"]
    row = text.split('<tr id="17-usc-504">')[1].split("</tr>")[0]
    assert re.findall(r'<span class="side (\w+)">(\w+) (\d+)</span>', row) == [
        ("plaintiff", "Plaintiff", "7"), ("defendant", "Defendant", "6"),
    ]  # fmt: skip
    assert re.findall(r'href="([^"]+)"', row) == [
        "https://www.law.cornell.edu/uscode/text/17/504",
        "/cases/doe-v-roe/docket/1/0/#p1",
        "/cases/doe-v-roe/docket/2/3/#p1",
    ]
    assert "<i>passim</i>" in row
    assert "5 authorities · 11 citations" in text


def test_the_export_has_what_the_page_has(briefs: CaseFile, anonymous: Client) -> None:
    rows = exported(anonymous)
    assert [(row["authority"], row["filing"], row["document"], row["citations"]) for row in rows] == [
        ("357-f3d-1072", "1", "0", "1"), ("9-usc-2", "3", "0", "1"), ("17-usc-504", "1", "0", "1"),
        ("17-usc-504", "2", "3", "6"), ("17-usc-1201", "2", "3", "1"), ("frcp-12", "3", "0", "1"),
    ]  # fmt: skip
    assert (rows[3]["pages"], rows[3]["sides"]) == ("1; 2; 3; 4; 5; 6", "defendant; plaintiff")
    assert [row["authority"] for row in exported(anonymous, "?filing=2")] == ["17-usc-504", "17-usc-1201"]


def test_a_filing_has_its_own_table(briefs: CaseFile, anonymous: Client) -> None:
    text = anonymous.get(PAGE + "?filing=3").text
    assert re.findall(r'<tr id="([^"]+)"', text) == ["9-usc-2", "frcp-12"]
    assert "No authority was found in the text of this filing." in anonymous.get(PAGE, {"filing": "<zz>\0"}).text


SECRET = "Secret Works, LLC v. Hidden Co., 999 F.3d 111, 112 (9th Cir. 2021)"


@pytest.mark.parametrize("how", ["filing", "document", "version", "superseded"])
def test_what_only_hidden_papers_cite_is_no_row(case: CaseFile, anonymous: Client, how: str) -> None:
    filing = factories.make_filing(case, entry=5, sealed="full" if how == "filing" else "none")
    document = factories.make_document(filing, sealed=how == "document")
    hold(filing, SECRET, version="unredacted" if how == "version" else None)
    if how == "superseded":
        hold(filing, "Rule 8")
    hold(factories.make_filing(case, entry=6), "Rule 12")
    assert document.held_files.exists()
    for query in ("", "?filing=5"):
        text = anonymous.get(PAGE + query).text + str(exported(anonymous, query))
        assert "999" not in text
        assert "Secret" not in text
    told = actors.admin().get(PAGE).text
    assert ("Secret Works" in told) == (how != "superseded")


def test_a_name_comes_from_what_the_reader_may_read(case: CaseFile, anonymous: Client) -> None:
    hold(factories.make_filing(case, entry=5, sealed="full"), SECRET)
    hold(factories.make_filing(case, entry=6), "It is settled, 999 F.3d 111.")
    text = anonymous.get(PAGE).text
    assert "999 F.3d 111" in text
    assert "Secret" not in text


def test_outside_words_are_escaped(case: CaseFile, anonymous: Client) -> None:
    hold(factories.make_filing(case, entry=5), "Smith & Sons <b>X</b>, Inc. v. Jones, 357 F.3d 1072")
    assert "<b>X</b>" not in anonymous.get(PAGE).text


@pytest.mark.parametrize("filings", [1, 3])
def test_the_page_asks_as_often_for_three_filings_as_for_one(
    case: CaseFile, anonymous: Client, filings: int, django_assert_num_queries: Any
) -> None:
    doe = factories.make_appearance(case)
    for entry in range(1, filings + 1):
        hold(factories.make_filing(case, entry=entry, filers=(doe,)), "17 U.S.C. § 504", f"Rule {entry}")
    with django_assert_num_queries(4):
        anonymous.get(PAGE)
    with django_assert_num_queries(4):
        exported(anonymous)


def test_so_do_the_year_and_the_other_reporters(case: CaseFile, anonymous: Client, sealed_reader: Client) -> None:
    """A sealed paper may be the only one that has them."""
    hold(factories.make_filing(case, entry=1), "See 545 U.S. 913.")
    hold(factories.make_filing(case, entry=2, sealed="full"), "Doe v. Roe, 545 U.S. 913, 125 S. Ct. 2764 (2005).")
    assert [row["cite"] for row in exported(anonymous)] == ["545 U.S. 913"]
    assert {row["cite"] for row in exported(sealed_reader)} == {"545 U.S. 913, 125 S. Ct. 2764 (2005)"}
