"""Parties, counsel and judges as of a day: nobody vanishes, and what is unknown is said to be."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile, JudgeAssignment
from tests import factories

PAGE = "/cases/doe-v-roe/parties/"


def rows(text: str) -> dict[str, str]:
    """The parties and attorneys of a page by their anchor, with white space folded."""
    found = re.findall(r'(?s)<(?:li|tr)([^>]*)id="((?:party|counsel)-[^"]+)"(.*?)</(?:li|tr)>', text)
    return {anchor: " ".join((attributes + rest).split()) for attributes, anchor, rest in found}


@pytest.fixture
def people(case: CaseFile) -> CaseFile:
    """A plaintiff with two attorneys, one of whom withdrew; a defendant with one who came late; two judges in turn."""
    doe = factories.make_appearance(case, slug="doe-works", name="Doe Works, LLC", extra="a Delaware company")
    roe = factories.make_appearance(case, slug="roe-systems", name="Roe Systems, Inc.", role="defendant")
    notice = factories.make_filing(case, entry=20)
    factories.make_representation(
        case, doe, slug="ann-lee", firm="Lee & Lee", pro_hac_vice=True, roles=["Lead Attorney"], start=date(2025, 7, 1)
    )
    factories.make_representation(
        case, doe, slug="bob-ray", start=date(2025, 7, 1), end=date(2026, 7, 9), source_entry=notice, pro_hac_vice=False
    )
    factories.make_representation(case, roe, slug="cat-may", start=date(2026, 3, 3))
    JudgeAssignment.objects.create(
        case=case,
        name="First Judge",
        role="presiding",
        start=date(2025, 7, 2),
        end=date(2025, 9, 18),
        source_entry=notice,
    )
    JudgeAssignment.objects.create(case=case, name="Second Judge", role="presiding", start=date(2025, 9, 18))
    return case


def test_parties_stand_by_side_with_their_counsel(people: CaseFile, anonymous: Client) -> None:
    text = anonymous.get(PAGE + "?on=2026-04-01").text
    order = [
        "Plaintiff</h2>",
        "<h3>Doe Works, LLC",
        "Ann Lee",
        "Defendant</h2>",
        "<h3>Roe Systems, Inc.",
        "Cat May",
        "The court</h2>",
    ]
    assert [text.index(word) for word in order] == sorted(text.index(word) for word in order)
    found = rows(text)
    assert "a Delaware company" in found["party-doe-works"]
    assert "start not known" in found["party-doe-works"]
    assert "no end known" in found["party-doe-works"]
    assert "Lead Attorney" in found["counsel-ann-lee"]
    assert "Lee &amp; Lee <span" in found["counsel-ann-lee"]
    assert "unverified" in found["counsel-ann-lee"]
    assert 'data-label="Pro hac vice:">yes' in found["counsel-ann-lee"]
    assert 'data-label="Pro hac vice:">no' in found["counsel-bob-ray"]
    assert 'data-label="Pro hac vice:"><span class="unknown-value">not known' in found["counsel-cat-may"]
    assert 'data-label="Firm:"><span class="unknown-value">not known' in found["counsel-cat-may"]
    assert "/docket/20/" in found["counsel-bob-ray"]


@pytest.mark.parametrize(
    ("on", "away"),
    [
        (
            "2025-06-30",
            {"counsel-ann-lee": "not yet: came Jul 1, 2025", "counsel-bob-ray": "not yet: came Jul 1, 2025"},
        ),
        ("2026-03-02", {"counsel-cat-may": "not yet: came Mar 3, 2026"}),
        ("2026-07-09", {}),
        ("2026-07-10", {"counsel-bob-ray": "withdrew Jul 9, 2026"}),
    ],
)
def test_who_is_not_there_on_the_day_stands_apart(
    people: CaseFile, anonymous: Client, on: str, away: dict[str, str]
) -> None:
    found = rows(anonymous.get(f"{PAGE}?on={on}").text)
    assert len(found) == 5
    for anchor, words in away.items():
        assert words in found[anchor]
        assert 'class="gone"' in found[anchor]
    for anchor in {"counsel-ann-lee", "counsel-bob-ray"} - set(away):
        assert "gone" not in found[anchor]


def test_a_party_that_left_is_still_named(people: CaseFile, anonymous: Client) -> None:
    people.appearances.filter(slug="doe-works").update(date_terminated=date(2026, 1, 5))
    found = rows(anonymous.get(PAGE + "?on=2026-01-06").text)
    assert 'class="party gone"' in found["party-doe-works"]
    assert "left Jan 5, 2026" in found["party-doe-works"]


def test_judges_as_of_the_day(people: CaseFile, anonymous: Client) -> None:
    early, late = (" ".join(anonymous.get(f"{PAGE}?on={on}").text.split()) for on in ("2025-09-01", "2025-10-01"))
    assert early.index("First Judge") < early.index("Second Judge")
    assert "not yet: came Sep 18, 2025" in early
    assert late.index("Second Judge") < late.index("First Judge")
    assert "left Sep 18, 2025" in late


def test_the_day_is_today_where_none_is_asked_for(people: CaseFile, anonymous: Client) -> None:
    text = anonymous.get(PAGE).text
    assert ", today</span>" in text
    assert 'role="alert"' not in text


@pytest.mark.parametrize("on", ["2026-02-30", "soon", "<b>"])
def test_a_bad_day_is_told_and_today_is_shown(people: CaseFile, anonymous: Client, on: str) -> None:
    page = anonymous.get(PAGE, {"on": on})
    assert page.status_code == 200
    assert "is not a day of the calendar" in page.text
    assert ", today</span>" in page.text
    assert "<b>”" not in page.text


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(people: CaseFile, anonymous: Client, on: str) -> None:
    assert len(rows(anonymous.get(PAGE, {"on": on}).text)) == 5


def test_a_day_after_the_docket_was_last_seen_is_told(people: CaseFile, anonymous: Client) -> None:
    assert "who came or left after that is not known" in anonymous.get(PAGE + "?on=2026-01-02").text
    assert "who came or left after that is not known" not in anonymous.get(PAGE + "?on=2026-01-01").text


def test_parties_with_the_same_counsel_share_its_list(case: CaseFile, anonymous: Client) -> None:
    one, two, three = (factories.make_appearance(case, slug=slug) for slug in ("doe-one", "doe-two", "doe-three"))
    factories.make_representation(case, one, three, slug="ann-lee")
    factories.make_representation(case, two, slug="bob-ray")
    text = anonymous.get(PAGE).text
    assert "Plaintiffs</h2>" in text
    assert "Counsel for Doe One and Doe Three" in text
    assert "Counsel for Doe Two" in text
    assert text.count('id="counsel-ann-lee"') == 1


def test_an_attorney_for_both_groups_is_named_under_each(case: CaseFile, anonymous: Client) -> None:
    one, two = (factories.make_appearance(case, slug=slug) for slug in ("doe-one", "doe-two"))
    factories.make_representation(case, one, two, slug="ann-lee")
    factories.make_representation(case, two, slug="bob-ray")
    text = anonymous.get(PAGE).text
    assert "Counsel for Doe One<" in text
    assert "Counsel for Doe Two<" in text
    assert text.count("Ann Lee") == 2
    assert text.count('id="counsel-ann-lee"') == 1


def test_counsel_without_a_client_does_not_vanish(case: CaseFile, anonymous: Client) -> None:
    factories.make_representation(case, slug="ann-lee")
    text = anonymous.get(PAGE).text
    assert "Counsel whose client is not known" in text
    assert "Ann Lee" in text


def test_what_is_inferred_is_marked_and_sources_are_named(case: CaseFile, anonymous: Client) -> None:
    source = factories.make_source(case, code="S29", title="Reports on <counsel>", address="https://example.org/29")
    firm = factories.make_appearance(
        case,
        slug="boies",
        role="non-party",
        role_text="Movant",
        confidence="inferred",
        inferred_fields=["role"],
        note="Read so.",
    )
    firm.sources.add(source)
    text = anonymous.get(PAGE).text
    row = rows(text)["party-boies"]
    assert row.count(">inferred</span>") == 2
    assert "Movant <span" in row
    assert "(code: non-party)" in row
    assert "Read so." in row
    assert 'href="#source-S29"' in row
    assert 'id="source-S29"' in text
    assert "Reports on &lt;counsel&gt;" in text


def test_the_entry_behind_it_is_no_more_than_its_number_when_sealed(people: CaseFile, anonymous: Client) -> None:
    people.filings.update(sealed="full", title="Secret notice")
    text = anonymous.get(PAGE).text
    assert "Secret notice" not in text
    assert "/docket/20/" in text


def test_a_case_without_people(case: CaseFile, anonymous: Client) -> None:
    assert "No party, counsel or judge is on this record yet." in anonymous.get(PAGE).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_for_three(
    case: CaseFile, anonymous: Client, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        source = factories.make_source(case, code=f"S{number}")
        entry = factories.make_filing(case, entry=number + 1)
        appearance = factories.make_appearance(case, slug=f"doe-{number}")
        lawyer = factories.make_representation(
            case, appearance, slug=f"ann-{number}", firm=f"Firm {number}", source_entry=entry
        )
        appearance.sources.add(source)
        lawyer.sources.add(source)
        JudgeAssignment.objects.create(case=case, name=f"Judge {number}", role="presiding", source_entry=entry)
    with django_assert_num_queries(7):
        assert anonymous.get(PAGE).status_code == 200
