"""References on pages lead to the paper and page they name, or nowhere."""

import re
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.documents.crossrefs import find
from filings.models import HeldFile
from tests import actors, factories

OWN = frozenset({"25-cv-1"})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Dkt. 34", [(34, None, None, None)]),
        ("Dkt. No. 34-2 at 5", [(34, 2, 5, None)]),
        ("ECF No. 61", [(61, None, None, None)]),
        ("ECF\nNo. 34 at\n3", [(34, None, 3, None)]),
        ("Docket No. 34, at 5:12-18", [(34, None, 5, 12)]),
        ("D.E. 34 p. 7", [(34, None, 7, None)]),
        ("ECF Nos. 34, 36 and 38-1 at 2", [(34, None, None, None), (36, None, None, None), (38, 1, 2, None)]),
        ("No. 5:25-cv-00001, ECF No. 5", [(5, None, None, None)]),
        ("No. 3:20-cv-1, ECF No. 5", []),
        ("Strike 3 v. Doe, No. 20-cv-00077-EKL (N.D. Cal. Jan. 5, 2020), Dkt. 5", []),
        ("ECF No. 5 in Case No. 3:20-cv-00001", []),
        ("See No. 3:20-cv-1, which was dismissed there. See Dkt. 5", [(5, None, None, None)]),
        ("Docket 25-cv-1", []),
        ("the docket of 34 cases", []),
    ],
)
def test_docket_entries(text: str, meant: list[tuple[int | None, ...]]) -> None:
    assert [(one.entry, one.attachment, one.page, one.line) for one in find(text, own=OWN)] == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ex. D", [("D", None, None)]),
        ("Exhibit 12 at 3", [("12", None, None)]),
        ("Ex. D to Smith Decl.", [("D", None, None)]),
        ("Compl. ¶ 32", [(None, "complaint", 32)]),
        ("Compl. ¶¶ 32-35", [(None, "complaint", 32)]),
        ("FAC ¶ 12", [(None, "amended complaint", 12)]),
        ("First Amended Complaint ¶ 12", [(None, "amended complaint", 12)]),
        ("Answer ¶ 5", [(None, "answer", 5)]),
        ("for example. Exhibits are", []),
    ],
)
def test_exhibits_and_paragraphs(text: str, meant: list[tuple[Any, ...]]) -> None:
    assert [(one.exhibit, one.pleading, one.paragraph) for one in find(text, own=OWN)] == meant


@pytest.fixture
def docket(case: CaseFile) -> CaseFile:
    make, hold = factories.make_document, factories.make_held_file
    complaint = factories.make_filing(case, entry=1, kind="complaint")
    hold(make(complaint), pages=("1. One.\n2. Two.", "32. That is it.\n33. More."))
    motion = factories.make_filing(case, entry=34, kind="motion")
    hold(make(motion), pages=("one", "two", "three"))
    hold(make(motion, number=2, title="Exhibit D - E-mail"), pages=("mail",) * 6)
    hold(make(factories.make_filing(case, entry=40, sealed="full")), pages=("secret",))
    hold(make(motion, number=3, title="Exhibit E", sealed=True), pages=("secret",))
    hold(make(motion, number=4, title="Exhibit F"), pages=("a", "b"), version=HeldFile.Version.UNREDACTED)
    hold(make(motion, number=5, title="Exhibit G"))
    hold(make(motion, number=6, title="Exhibit G"))
    factories.make_filing(case, entry=50)
    return case


def links(client: Client, case: CaseFile, text: str) -> list[str]:
    held = factories.make_held_file(case.filings.get(key="34").documents.get(number=0), pages=(text,))
    page = client.get("/cases/doe-v-roe/docket/34/0/").text
    held.delete()
    words = page.split('class="words"')[1].split("</article>")[0]
    return [address.removeprefix("/cases/doe-v-roe/docket/") for address in re.findall(r'<a href="([^"]+)"', words)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Dkt. 34-2 at 5", "34/2/#p5"),
        ("Dkt. 34-2 at 5:12", "34/2/#p5-12"),
        ("Dkt. 34-2 at 99", "34/2/"),
        ("ECF No. 1", "1/0/"),
        ("Dkt. 50", "50/"),
        ("Ex. D at 2", "34/2/#p2"),
        ("Exhibit D", "34/2/"),
        ("Compl. ¶ 32", "1/0/#p2"),
        ("Compl. ¶ 99", "1/0/"),
        ("Dkt. 1 ¶ 33", "1/0/#p2"),
        ("Dkt. 34-9", None),
        ("Dkt. 77", None),
        ("Ex. G", None),
        ("Ex. Z", None),
        ("FAC ¶ 3", None),
        ("Dkt. 40", None),
        ("Dkt. 34-3 at 1", None),
        ("Ex. E", None),
        ("Dkt. 34-4 at 2", "34/4/"),
    ],
)
def test_a_reference_leads_to_what_the_reader_may_see(
    docket: CaseFile, anonymous: Client, text: str, address: str | None
) -> None:
    assert links(anonymous, docket, f"See {text}.") == ([address] if address else [])


def test_who_may_see_what_is_sealed_is_led_there(docket: CaseFile) -> None:
    assert links(actors.admin(), docket, "Dkt. 40 at 1; Ex. E; Dkt. 34-4 at 2") == ["40/0/#p1", "34/3/", "34/4/#p2"]


def test_a_twin_leads_nowhere(docket: CaseFile, anonymous: Client) -> None:
    factories.make_document(factories.make_filing(docket, entry=1, key="1_2"))
    assert links(anonymous, docket, "Dkt. 1") == []


@pytest.mark.parametrize(
    ("text", "queries"), [("nothing", 7), ("Dkt. 1, Dkt. 34-2, Dkt. 50", 8), ("Ex. D; Compl. ¶ 2", 10)]
)
def test_only_references_cost_queries(
    docket: CaseFile, anonymous: Client, text: str, queries: int, django_assert_num_queries: Any
) -> None:
    factories.make_held_file(docket.filings.get(key="34").documents.get(number=0), pages=(text,))
    with django_assert_num_queries(queries):
        anonymous.get("/cases/doe-v-roe/docket/34/0/")
