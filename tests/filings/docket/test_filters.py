"""Which filings a query string finds. The page around them is in test_docket."""

from datetime import date

import pytest
from django.http import QueryDict

from casefiles.models import CaseFile
from filings.docket.filters import MOST_WORDS, find
from tests import factories


@pytest.fixture
def docket(case: CaseFile) -> CaseFile:
    """Complaint (1), motion (2), an unnumbered notice, a joint stipulation (3), an order (4), a paper of nobody (5)."""
    doe = factories.make_appearance(case)
    roe = factories.make_appearance(case, slug="roe-systems", role="defendant")
    make = factories.make_filing
    make(case, entry=1, position=1, filers=(doe,), kind="complaint", title="Complaint", date_filed=date(2025, 7, 1))
    make(
        case, entry=2, position=2, filers=(roe,), kind="motion", title="Motion to dismiss", date_filed=date(2025, 8, 1),
        docket_text="MOTION to Dismiss filed by Roe. Responses due by 8/15/2025.",
    )  # fmt: skip
    make(case, entry=None, position=3, kind="clerk notice", by_court=True, date_filed=date(2025, 8, 2))
    make(
        case, entry=3, position=4, filers=(doe, roe), kind="stipulation", title="50% stipulation",
        date_filed=date(2025, 8, 3), date_entered=date(2025, 8, 9),
    )  # fmt: skip
    make(case, entry=4, position=5, kind="order", by_court=True, title="Order", date_filed=date(2025, 8, 4))
    make(case, entry=5, position=6, kind="notice of appearance", title="Élan appears", date_filed=date(2025, 8, 5))
    return case


def keys(case: CaseFile, query: str) -> list[str]:
    found = find(QueryDict(query), case=case, appearances=[("doe-works", "Doe Works"), ("roe-systems", "Roe Systems")])
    assert not found.faults
    return list(found.filings.in_docket_order().values_list("key", flat=True))


def faults(case: CaseFile, query: str) -> dict[str, str]:
    found = find(QueryDict(query), case=case, appearances=[])
    assert found.filings.count() == case.filings.count()
    return found.faults


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["1", "2", "u2025-08-02", "3", "4", "5"]),
        ("kind=motion", ["2"]),
        ("kind=motion&kind=clerk-notice", ["2", "u2025-08-02"]),
        ("side=plaintiff", ["1", "3"]),
        ("side=defendant", ["2", "3"]),
        ("side=court", ["u2025-08-02", "4"]),
        ("side=other", []),
        ("side=unknown", ["5"]),
        ("filer=roe-systems", ["2", "3"]),
        ("filed_after=2025-08-03", ["3", "4", "5"]),
        ("filed_before=2025-08-01", ["1", "2"]),
        ("q=dismiss", ["2"]),
        ("q=DISMISS+roe", ["2"]),
        ("q=dismiss+order", []),
        ("q=%25", ["3"]),
        ("q=_", []),
        ("q=élan", ["5"]),
        ("routine=hide", ["1", "2", "u2025-08-02", "3", "4"]),
        ("since=2025-08-05", ["3", "5"]),
        ("kind=order&side=court&filed_after=2025-08-01", ["4"]),
        ("sort=asc&kind=order", ["4"]),
    ],
)
def test_a_filter_finds(docket: CaseFile, query: str, expected: list[str]) -> None:
    assert keys(docket, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("entry_min=2&entry_max=3", ["2", "u2025-08-02", "3"]),
        ("entry_min=3", ["3", "4", "5"]),
        ("entry_max=2", ["1", "2"]),
        ("entry_max=3", ["1", "2", "u2025-08-02", "3"]),
        ("entry_min=70", []),
    ],
)
def test_a_number_filter_keeps_the_unnumbered_that_stand_between(
    docket: CaseFile, query: str, expected: list[str]
) -> None:
    assert keys(docket, query) == expected


@pytest.mark.parametrize(
    ("query", "name", "sentence"),
    [
        ("kind=poem", "kind", "“poem” is no kind of filing."),
        ("side=middle", "side", "“middle” is no side."),
        ("filer=nobody", "filer", "Nobody in this case goes by “nobody”."),
        ("filed_after=10/27/2025", "filed_after", "Write the day as 2025-10-27."),
        ("filed_before=2025-02-30", "filed_before", "Write the day as 2025-10-27."),
        ("filed_after=2025-08-02&filed_before=2025-08-01", "filed_before", "The last day comes before the first one."),
        ("entry_min=many", "entry_min", "Write a docket number, such as 34."),
        ("entry_max=-1", "entry_max", "Write a docket number, such as 34."),
        ("entry_max=99999999999999", "entry_max", "Write a docket number, such as 34."),
        ("entry_min=3&entry_max=2", "entry_max", "The last number comes before the first one."),
        ("since=lately", "since", "Write the day as 2025-10-27."),
        ("sort=size", "sort", "Sort by asc (oldest first) or desc (newest first)."),
        ("routine=show", "routine", "Routine filings can be hidden by routine=hide, or shown."),
        ("q=" + "+".join(["word"] * (MOST_WORDS + 1)), "q", "Search for 12 words at most."),
        ("q=" + "x" * 201, "q", "Search for fewer words: 200 letters at most."),
        ("q=a%00b", "q", "Null characters are not allowed."),
    ],
)
def test_a_bad_filter_says_so_and_shows_the_whole_docket(
    docket: CaseFile, query: str, name: str, sentence: str
) -> None:
    assert faults(docket, query) == {name: sentence}


def seal(docket: CaseFile) -> None:
    """The motion is sealed now, of a routine kind, and was entered late."""
    docket.filings.filter(key="2").update(sealed="full", kind="notice of appearance", date_entered=date(2025, 9, 1))


@pytest.mark.parametrize("query", ["kind=notice-of-appearance", "side=defendant", "filer=roe-systems", "q=dismiss"])
def test_no_filter_on_content_finds_what_is_sealed(docket: CaseFile, query: str) -> None:
    seal(docket)
    assert "2" not in keys(docket, query)
    docket.sees_sealed = True
    assert "2" in keys(docket, query)


@pytest.mark.parametrize(
    "query", ["entry_min=2&entry_max=2", "filed_after=2025-08-01&filed_before=2025-08-01", "since=2025-08-01"]
)
def test_a_filter_on_number_or_filing_date_finds_what_is_sealed(docket: CaseFile, query: str) -> None:
    seal(docket)
    assert "2" in keys(docket, query)


def test_hiding_routine_filings_does_not_tell_that_a_sealed_one_is_routine(docket: CaseFile) -> None:
    seal(docket)
    assert "2" in keys(docket, "routine=hide")
    docket.sees_sealed = True
    assert "2" not in keys(docket, "routine=hide")


def test_what_is_new_does_not_tell_when_a_sealed_one_was_entered(docket: CaseFile) -> None:
    seal(docket)
    assert "2" not in keys(docket, "since=2025-08-31")
    docket.sees_sealed = True
    assert "2" in keys(docket, "since=2025-08-31")


def test_filings_of_another_case_are_never_found(docket: CaseFile) -> None:
    other = factories.make_case(slug="other")
    factories.make_filing(other, entry=2, kind="motion")
    assert keys(docket, "kind=motion") == ["2"]
