from datetime import date, timedelta
from typing import Any

import pytest

from casefiles.models import CaseFile, DocketNumber, JudgeAssignment, RelatedCase
from filings.models import ClaimPoint, Figure
from tests import actors, factories
from tests.filings.timeline.mixed import ADDRESS, make_mixed_case

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 15)


@pytest.fixture(autouse=True)
def new_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filings.timeline.views.today_in", lambda case: TODAY)


def html(client: actors.Client) -> str:
    response: Any = client.get(ADDRESS)
    assert response.status_code == 200
    return " ".join(str(response.content.decode()).split())


def test_it_says_where_the_case_stands_and_how_old_that_knowledge_is(case: CaseFile, anonymous: actors.Client) -> None:
    case.stage, case.summary = "Motion to dismiss pending", "Doe says Roe copied."
    case.save()
    page = html(anonymous)
    assert "Motion to dismiss pending" in page
    assert "Doe says Roe copied." in page
    assert "198 days old" in page
    assert "14 days ago: what came since is not here" in page


def test_what_is_not_known_is_said_to_be(case: CaseFile, anonymous: actors.Client) -> None:
    page = html(anonymous)
    for words in (
        "Where the case stands is not known.",
        "no date found",
        "none known",
        "No date is known in this case.",
    ):
        assert words in page


def test_next_dates_say_when_who_must_act_and_how_they_arise(mixed: CaseFile, anonymous: actors.Client) -> None:
    page = html(anonymous)
    assert "Wed, Apr 1, 2026" in page
    assert "in 76 days" in page
    assert '<span class="side plaintiff">Doe Works</span><span class="side defendant">Roe Systems</span>' in page


@pytest.fixture
def mixed(db: None) -> CaseFile:
    return make_mixed_case()


def test_a_rule_behind_a_date_is_named(case: CaseFile, anonymous: actors.Client) -> None:
    motion = factories.make_filing(case, title="Motion to dismiss")
    factories.make_deadline(
        case, due=TODAY + timedelta(days=1), rule="Civil L.R. 7-3(a)", rule_days=14, trigger_entry=motion,
        trigger_date=date(2026, 1, 2), computed_due=TODAY + timedelta(days=1),
    )  # fmt: skip
    page = html(anonymous)
    assert "tomorrow" in page
    assert "Civil L.R. 7-3(a)" in page


def test_when_nothing_is_coming_it_says_so_plainly(case: CaseFile, anonymous: actors.Client) -> None:
    factories.make_deadline(case, title="Joint status report", due=date(2026, 1, 10))
    factories.make_deadline(case, key="other", due=date(2025, 10, 1), status="unknown")
    factories.make_deadline(case, key="undated", due=None, status="unknown")
    page = html(anonymous)
    assert 'No date is known after <time datetime="2026-01-10">Jan 10, 2026</time>. The last known: ' in page
    assert "Joint status report</a>, which fell after the docket was last seen." in page
    assert "2 dates passed with no word on the docket" in page
    assert "1 open on a day that was not captured" in page


def test_a_date_that_a_sealed_filing_sets_is_not_among_them(
    case: CaseFile, anonymous: actors.Client, sealed_reader: actors.Client
) -> None:
    sealed = factories.make_filing(case, sealed="full")
    factories.make_deadline(case, title="Hushed", set_by_entry=sealed, due=date(2026, 3, 1))
    assert "Hushed" not in html(anonymous)
    assert "Hushed" in html(sealed_reader)


def test_the_latest_filings_come_newest_first_and_sealed_ones_masked(mixed: CaseFile, anonymous: actors.Client) -> None:
    page = html(anonymous)
    latest = page[page.index("Latest filings") : page.index("The whole docket")]
    assert "Hush" not in page
    assert ">Sealed</a>" in latest
    assert latest.index("Mar 1, 2026") < latest.index("Sep 1, 2025") < latest.index("Jul 1, 2025")


def test_a_long_case_shows_its_last_filings_and_its_last_events_alone(
    case: CaseFile, anonymous: actors.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filings.timeline.overview.MOST_DRAWN", 9)
    for entry in range(1, 21):
        factories.make_filing(case, entry=entry, date_filed=date(2025, 7, entry))
    page = html(anonymous)
    assert "the last 9 events alone" in page
    assert page.count('<tr class="acted') == 8
    assert "9 filings, by side, from Jul 12, 2025 to Jul 20, 2025" in page


def test_operative_papers_claims_judges_numbers_figures_and_related_cases_stand_on_it(
    case: CaseFile, anonymous: actors.Client
) -> None:
    fill(case, 1)
    page = html(anonymous)
    for words in (
        "Complaint of Doe", "Answer of Roe", "Direct infringement 1", "by torrent", "Ida Mann 1", "presiding",
        "5:25-cv-00001-1", "San Jose number.", "at least 2,396 works", "Neighbour 1", "not shown as related on this docket",
        "Source S1",
    ):  # fmt: skip
        assert words in page, words


def test_a_claim_pleaded_in_a_sealed_paper_is_a_number_alone(case: CaseFile, anonymous: actors.Client) -> None:
    factories.make_claim(case, pleaded_in=factories.make_filing(case, sealed="full"), title="Hushed")
    page = html(anonymous)
    assert "Hushed" not in page
    assert "pleaded in" in page


def fill(case: CaseFile, count: int) -> None:
    works = factories.make_appearance(case)
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    source = factories.make_source(case)
    complaint = factories.make_filing(case, entry=100, filers=(works,), title="Complaint of Doe")
    answer = factories.make_filing(case, entry=101, filers=(roe,), title="Answer of Roe")
    case.operative_complaint_entry, case.operative_answer_entry = complaint, answer
    case.save()
    for number in range(1, count + 1):
        filing = factories.make_filing(case, entry=number, filers=(works, roe))
        factories.relate(filing, "concerns", complaint)
        factories.make_held_file(factories.make_document(filing), pages=("a",))
        factories.make_deadline(
            case, key=f"d{number}", responsible=(works, roe), set_by_entry=filing, trigger_entry=filing
        )
        claim = factories.make_claim(
            case, number="I" * number, pleaded_in=complaint, title=f"Direct infringement {number}"
        )
        ClaimPoint.objects.create(claim=claim, aspect="theory", name="by torrent", text="They did.")
        JudgeAssignment.objects.create(case=case, name=f"Ida Mann {number}", role="presiding", source_entry=filing)
        DocketNumber.objects.create(
            case=case, number=f"5:25-cv-00001-{number}", start=date(2025, 7, 1), note="San Jose number."
        )
        figure = Figure.objects.create(
            case=case,
            key=f"works{number}",
            label="Works",
            value=2396,
            unit="works",
            qualifier="at least",
            source_kind="press",
        )
        figure.claimed_by.add(works)
        figure.sources.add(source)
        related = RelatedCase.objects.create(case=case, caption=f"Neighbour {number}", relation="Same films")
        related.sources.add(source)


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_queries_with_one_row_of_each_sort_and_with_three(
    case: CaseFile, anonymous: actors.Client, django_assert_num_queries: Any, count: int
) -> None:
    fill(case, count)
    # The case; where its last events start (3) and whether others come before (2); people and attorneys (2); filings,
    # filers, relations, documents (4); dated deadlines, who must act, undated ones (3); the operative papers;
    # figures, who claims them, by name, and their sources (4); what is coming, who must act, how much else there
    # is, the last date (4); claims and
    # theories (2); judges; docket numbers; related cases and their sources (2); sources.
    with django_assert_num_queries(31):
        html(anonymous)


def test_an_empty_case_has_an_overview(case: CaseFile, anonymous: actors.Client) -> None:
    assert "Nothing is on the docket yet." in html(anonymous)


def test_the_real_case_has_an_overview(real_case: CaseFile, anonymous: actors.Client) -> None:
    response: Any = anonymous.get(f"/cases/{real_case.slug}/")
    page = " ".join(response.content.decode().split())
    for words in ("Strike 3 Holdings, LLC v. Meta Platforms, Inc.", "Kandis A. Westmore", "4:25-cv-06213-KAW",
                  "at least 2,396 works", "Kadrey v. Meta Platforms", "Direct copyright infringement"):  # fmt: skip
        assert words in page


def test_the_small_picture_is_of_the_docket_and_draws_no_fact_as_a_hearing(
    case: CaseFile, anonymous: actors.Client
) -> None:
    factories.make_filing(case, title="Complaint", kind="complaint")
    factories.make_fact(case, date=date(2018, 1, 1), precision="year")
    picture = html(anonymous).partition('class="mini-timeline')[2].partition("</figure>")[0]
    assert "Complaint" in picture
    assert "2018" not in picture
    assert "<rect" not in picture
