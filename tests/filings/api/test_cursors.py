"""A walk by cursor reads each row once, whatever comes meanwhile; whatever looks like a cursor is one."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from casefiles.models import CaseFile
from filings.api import cursors
from filings.models import Page
from filings.timeline.shapes import Place
from tests import factories
from tests.filings.api.asking import CASE, ROOT, told


@given(
    some.builds(Place, some.dates(), some.integers(0, 3), some.times(), some.integers(0, 2**31 - 1), some.integers(1))
)
def test_a_place_comes_back_as_the_one_behind_it(place: Place) -> None:
    cursor = cursors.written("t", cursors.of_place(place))
    if place.id < 10**18:
        assert re.fullmatch(cursors.pattern("t", 5), cursor)
    if place.id < cursors.MOST_ID:
        assert cursors.place_after(cursors.numbers_of(cursor)) == place._replace(id=place.id + 1)


def test_numbers_out_of_bounds_stand_at_the_bound() -> None:
    assert cursors.place_after([0, 0, 0, 0, 0]) == Place(date(1, 1, 1), id=1)
    last = cursors.place_after([10**18 - 1] * 5)
    assert (last.day, last.clock, last.position) == (date.max, time.max, 2**31 - 1)


def walk(client: Client, address: str, meanwhile: Callable[[int], None]) -> Iterator[Any]:
    following: str | None = address
    turn = 0
    while following:
        page = told(client, following)
        yield from page["results"]
        following, turn = page["next"], turn + 1
        meanwhile(turn)


def make_filings(case: CaseFile) -> Callable[[int], None]:
    for number in range(10, 60, 10):
        factories.make_filing(case, entry=number, date_filed=date(2025, 7, number // 10))

    def meanwhile(turn: int) -> None:
        """Before, between and behind what is still to be read."""
        if turn < 4:
            factories.make_filing(case, entry=turn, date_filed=date(2025, 6, turn))
            factories.make_filing(case, entry=10 * turn + 5, date_filed=date(2025, 7, turn + 1))
            factories.make_deadline(case, key=f"early-{turn}", due=date(2025, 6, 1))

    return meanwhile


@pytest.mark.parametrize("path", ["filings/", "timeline/"])
def test_filings_are_read_once_while_others_come(case: CaseFile, anonymous: Client, path: str) -> None:
    found = [row["key"] for row in walk(anonymous, f"{CASE}{path}?limit=2&fields=key", make_filings(case))]
    assert len(found) == len(set(found))
    assert {"10", "20", "30", "40", "50"} <= set(found)
    assert [key for key in found if key.endswith("0")] == ["10", "20", "30", "40", "50"]


def test_dates_are_read_once_those_without_a_date_last(case: CaseFile, anonymous: Client) -> None:
    for number in range(1, 6):
        factories.make_deadline(case, key=f"d{number}", due=date(2026, 2, 1) if number < 4 else None)

    def meanwhile(turn: int) -> None:
        factories.make_deadline(case, key=f"early-{turn}", due=date(2025, 6, 1)) if turn < 9 else None

    found = [row["key"] for row in walk(anonymous, f"{CASE}deadlines/?limit=1&fields=key", meanwhile)]
    assert found == ["d1", "d2", "d3", "d4", "d5"]


@pytest.mark.parametrize(
    ("path", "field"),
    [("filings/1/documents/", "number"), ("filings/1/documents/0/pages/", "number"), ("claims/", "number")],
)
def test_the_short_lists_are_walked_too(case: CaseFile, anonymous: Client, path: str, field: str) -> None:
    filing = factories.make_filing(case)
    for number in range(5):
        factories.make_document(filing, number=number)
        factories.make_claim(case, pleaded_in=filing, number=str(number), position=number % 2)
    held = factories.make_held_file(filing.documents.get(number=0), pages=("a", "b", "c", "d", "e"))
    assert Page.objects.filter(held_file=held).count() == 5
    rows = list(walk(anonymous, f"{CASE}{path}?limit=2&fields={field}", lambda turn: None))
    whole = told(anonymous, f"{CASE}{path}?fields={field}")["results"]
    assert rows == whole
    assert len({row[field] for row in whole}) == 5


def test_cases_are_walked_too(case: CaseFile, anonymous: Client) -> None:
    factories.make_case(slug="another", docket_number="5:25-cv-00002")
    found = [row["slug"] for row in walk(anonymous, f"{ROOT}cases/?limit=1&fields=slug", lambda turn: None)]
    assert found == ["doe-v-roe", "another"]
