"""Claims with their history, and contentions point by point: what is said, what answers it, who says so."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.models import Claim, ClaimEvent, ClaimPoint, Contention, Figure, Filing
from parties.models import Appearance
from tests import factories

PAGE = "/cases/doe-v-roe/claims/"


def squeezed(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def points(text: str) -> list[str]:
    """Each point of the page, its tags taken out."""
    return [squeezed(point) for point in re.findall(r'(?s)<section class="point".*?</section>', text)]


@pytest.fixture
def doe(case: CaseFile) -> Appearance:
    return factories.make_appearance(case, slug="doe-works", name="Doe Works, LLC")


@pytest.fixture
def roe(case: CaseFile) -> Appearance:
    return factories.make_appearance(case, slug="roe-systems", name="Roe Systems, Inc.", role="defendant")


@pytest.fixture
def complaint(case: CaseFile, doe: Appearance) -> Filing:
    return factories.make_filing(case, entry=1, filers=(doe,), kind="complaint", title="Complaint")


@pytest.fixture
def claim(case: CaseFile, doe: Appearance, roe: Appearance, complaint: Filing) -> Claim:
    claim = factories.make_claim(case, pleaded_in=complaint, title="Direct infringement", note="From paragraph 156.")
    claim.asserted_by.add(doe)
    claim.against.add(roe)
    claim.sources.add(factories.make_source(case, code="S9"))
    ClaimPoint.objects.create(claim=claim, aspect="theory", name="direct", text="Copying by Roe.")
    ClaimPoint.objects.create(claim=claim, aspect="legal basis", text="17 U.S.C. 501", confidence="inferred")
    ClaimPoint.objects.create(claim=claim, aspect="relief", text="An injunction", confidence="single-source")
    order = factories.make_filing(case, entry=61, by_court=True, kind="order", title="Order denying the motion")
    ClaimEvent.objects.create(claim=claim, date=date(2025, 7, 1), status="pleaded", entry=complaint)
    ClaimEvent.objects.create(
        claim=claim, date=date(2026, 6, 11), status="dismissal denied", entry=order, confidence="inferred", position=1
    )
    return claim


def test_a_claim_shows_what_is_asked_by_whom_of_whom(claim: Claim, anonymous: Client) -> None:
    text = anonymous.get(PAGE).text
    words = squeezed(text)
    assert "Count I pending" in words
    assert "Direct infringement" in words
    assert 'class="side plaintiff">Doe Works</span>' in text
    assert 'class="side defendant">Roe Systems</span>' in text
    assert "Direct. Copying by Roe." in words
    assert "17 U.S.C. 501 inferred" in words
    assert "An injunction single source" in words
    assert "From paragraph 156." in words
    assert 'href="#source-S9"' in text
    assert 'id="source-S9"' in text


def test_each_step_of_its_history_names_the_filing_behind_it(claim: Claim, anonymous: Client) -> None:
    text = anonymous.get(PAGE).text
    steps = re.findall(r'(?s)<li class="([a-z]+)"><time.*?</li>', text)
    assert steps == ["plaintiff", "court"]
    words = squeezed(text)
    assert "Jul 1, 2025 Pleaded 1, Complaint" in words
    assert "Jun 11, 2026 Dismissal denied inferred 61, Order denying the motion" in words


def test_what_is_said_stands_beside_what_answers_it(
    case: CaseFile, doe: Appearance, roe: Appearance, complaint: Filing, anonymous: Client
) -> None:
    said = factories.make_contention(case, key="said", by=(doe,), text="They copied.", raised_in=complaint)
    answer = factories.make_contention(
        case, key="answer", by=(roe,), answers=(said,), text="We did not.", status="dropped"
    )
    factories.make_contention(case, key="ruling", by_court=True, answers=(answer,), text="That is for trial.")
    factories.make_contention(case, key="reply", by=(doe,), answers=(answer,), text="Records show it.")
    (point,) = points(anonymous.get(PAGE).text)
    order = [
        "Point 1", "Doe Works in 1", "They copied.", "What answers it", "Roe Systems", "dropped", "We did not.", "And to that",
        "Records show it.", "Court the court’s word", "That is for trial.",
    ]  # fmt: skip
    places = [point.index(words) for words in order]
    assert places == sorted(places)
    assert "where it was raised is not known" in point


def test_an_answer_to_several_points_stands_under_each_and_says_so(
    case: CaseFile, doe: Appearance, roe: Appearance, anonymous: Client
) -> None:
    first = factories.make_contention(case, key="first", by=(doe,), text="First.")
    second = factories.make_contention(case, key="second", by=(doe,), text="Second.", position=1)
    factories.make_contention(case, key="both", by=(roe,), answers=(first, second), text="Neither.", position=2)
    one, two = points(anonymous.get(PAGE).text)
    assert "Neither." in one
    assert "also under point 2" in one
    assert "Neither." in two
    assert "also under point 1" in two


def test_what_nobody_answers_is_shown_all_the_same(
    case: CaseFile, doe: Appearance, roe: Appearance, anonymous: Client
) -> None:
    factories.make_contention(case, key="theirs", by=(roe,), text="They sue everyone.")
    factories.make_contention(case, key="ours", by=(doe,), text="They hid it.", position=1)
    text = anonymous.get(PAGE).text
    ours, theirs = points(text)
    assert "They hid it. Answers Not answered on this record." in ours
    assert "They sue everyone. Answers Not answered on this record." in theirs
    assert "Raised by others on their own" in text


def test_a_contention_by_nobody_known(case: CaseFile, anonymous: Client) -> None:
    factories.make_contention(case, text="It is said.")
    text = anonymous.get(PAGE).text
    assert 'class="side unknown">not stated</span>' in text


def test_contentions_that_answer_each_other_do_not_hang(case: CaseFile, doe: Appearance, anonymous: Client) -> None:
    one = factories.make_contention(case, key="one", by=(doe,), text="One.")
    two = factories.make_contention(case, key="two", answers=(one,), text="Two.", position=1)
    one.answers.add(two)
    one.answers.add(one)
    (point,) = points(anonymous.get(PAGE).text)
    assert point.count("One.") == 1
    assert point.count("Two.") == 1


def test_a_long_exchange_is_not_indented_for_ever(case: CaseFile, doe: Appearance, anonymous: Client) -> None:
    last = factories.make_contention(case, key="c0", by=(doe,), text="Said 0.")
    for number in range(1, 120):
        last = factories.make_contention(
            case, key=f"c{number}", answers=(last,), text=f"Said {number}.", position=number
        )
    page = anonymous.get(PAGE)
    assert page.status_code == 200
    assert page.text.count('class="replies"') == 1
    assert "to “Said 118.”" in page.text


@pytest.fixture
def two_claims(case: CaseFile, claim: Claim, complaint: Filing) -> Claim:
    second = factories.make_claim(case, pleaded_in=complaint, number="II", title="Secondary infringement", position=1)
    for key, about in (("first", [claim]), ("second", [second]), ("both", [claim, second]), ("neither", [])):
        factories.make_contention(case, key=key, text=f"About {key}.").about_claims.set(about)
    return second


@pytest.mark.parametrize("query", ["claim=II", "claim=ii", "claim=%20II"])
def test_one_claim_alone(two_claims: Claim, anonymous: Client, query: str) -> None:
    text = anonymous.get(f"{PAGE}?{query}").text
    assert "Secondary infringement" in text
    assert "Direct infringement" not in text
    assert "About second." in text
    assert "About both." in text
    assert "About neither." in text
    assert "About first." not in text


def test_a_claim_that_is_not_there(two_claims: Claim, anonymous: Client) -> None:
    page = anonymous.get(PAGE, {"claim": "IX<b>"})
    assert page.status_code == 200
    assert "There is no claim “IX&lt;b&gt;” in this case; all of them are shown." in page.text
    assert "Direct infringement" in page.text
    assert "About first." in page.text


def test_figures_say_who_says_so(case: CaseFile, doe: Appearance, anonymous: Client) -> None:
    works = Figure.objects.create(
        case=case, key="works", label="Films", value=2396, qualifier="at least", unit="works", source_kind="pleading",
        as_of=date(2025, 7, 1), note="By their count.", inferred_fields=["claimed_by"],
    )  # fmt: skip
    works.claimed_by.add(doe)
    Figure.objects.create(
        case=case,
        key="fee",
        label="Fee",
        value=405,
        unit="USD",
        source_kind="docket",
        confidence="single-source",
        position=1,
    )
    words = squeezed(anonymous.get(PAGE).text)
    assert "Films at least 2,396 works Doe Works inferred pleading Jul 1, 2025 By their count." in words
    assert "Fee single source $405 no party docket not known" in words


def test_words_of_others_are_escaped(case: CaseFile, anonymous: Client) -> None:
    factories.make_contention(case, text="<script>alert(1)</script>")
    assert "<script>alert" not in anonymous.get(PAGE).text


def test_what_a_sealed_filing_says_is_not_told(
    claim: Claim, doe: Appearance, anonymous: Client, sealed_reader: Client
) -> None:
    hidden = factories.make_filing(claim.case, entry=34, sealed="full", title="Hush")
    ClaimEvent.objects.create(claim=claim, date=date(2025, 10, 27), status="hushed", entry=hidden, position=2)
    said = factories.make_contention(claim.case, key="open", by=(doe,), text="Openly said.")
    factories.make_contention(claim.case, key="secret", answers=(said,), text="Said in secret.", raised_in=hidden)
    text = anonymous.get(PAGE).text
    assert "Openly said." in text
    assert "secret." not in text
    assert "Hush" not in text
    assert "ushed" not in text
    assert "1 contention raised in a sealed filing is not shown." in text
    assert "1 step rests on a sealed filing and is not shown." in text
    allowed = sealed_reader.get(PAGE).text
    assert "Said in secret." in allowed
    assert "Hushed" in allowed
    assert "not shown" not in allowed


def test_a_claim_pleaded_under_seal(claim: Claim, anonymous: Client, sealed_reader: Client) -> None:
    Filing.objects.filter(pk=claim.pleaded_in_id).update(sealed="full")
    words = squeezed(anonymous.get(PAGE).text)
    assert "Pleaded in 1 , sealed" in words
    assert "Direct infringement" not in words
    assert "Direct infringement" in sealed_reader.get(PAGE).text


def test_a_case_without_claims(case: CaseFile, anonymous: Client) -> None:
    text = anonymous.get(PAGE).text
    assert "No claim is on this record yet." in text
    assert "No contention is on this record." in text
    assert "No figure is on this record." in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_for_three(
    case: CaseFile, doe: Appearance, roe: Appearance, anonymous: Client, django_assert_num_queries: Any, count: int
) -> None:
    said: list[Contention] = []
    for number in range(count):
        source = factories.make_source(case, code=f"S{number}")
        filing = factories.make_filing(case, entry=number + 1, filers=(doe, roe))
        claim = factories.make_claim(case, pleaded_in=filing, number=str(number))
        claim.asserted_by.add(doe)
        claim.against.add(roe)
        claim.sources.add(source)
        ClaimPoint.objects.create(claim=claim, aspect="relief", text="Money")
        ClaimEvent.objects.create(claim=claim, date=date(2025, 7, 1), status="pleaded", entry=filing)
        for key in ("said", "answered"):
            one = factories.make_contention(
                case, key=f"{key}-{number}", by=(doe, roe), answers=tuple(said), raised_in=filing
            )
            one.about_claims.add(claim)
            one.sources.add(source)
            said.append(one)
        figure = Figure.objects.create(
            case=case, key=str(number), label="Works", value=1, unit="works", source_kind="press"
        )
        figure.claimed_by.add(doe)
        figure.sources.add(source)
    with django_assert_num_queries(22):
        assert anonymous.get(PAGE).status_code == 200
