"""Which rows are one deadline, and what it says of itself: no database."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.calendar.chaining import Facts, days_before, ever_linked, link, reach, shown
from filings.calendar.zones import clock_of, timezone_of

ONE, TWO, THREE = date(2025, 11, 10), date(2025, 11, 12), date(2025, 11, 17)


def row(pk: int, due: date | None, moved_to: date | None = None, *, title: str = "Reply", **facts: object) -> Facts:
    status = "moved" if moved_to else "pending"
    return Facts(**{"pk": pk, "title": title, "due": due, "time": None, "status": status, "moved_to": moved_to} | facts)  # type: ignore[arg-type]


def linked(*rows: Facts) -> list[list[int]]:
    return [[one.pk for one in chain] for chain in link(rows)]


def test_each_moved_date_leads_to_the_next() -> None:
    assert linked(row(1, ONE, TWO), row(2, THREE), row(3, TWO, THREE)) == [[1, 3, 2]]


def test_the_title_must_be_the_same() -> None:
    assert linked(row(1, ONE, TWO), row(2, TWO, title="Answer")) == [[1], [2]]


def test_a_row_without_a_date_may_begin_a_chain() -> None:
    assert linked(row(1, None, TWO), row(2, TWO)) == [[1, 2]]


def test_two_rows_that_claim_one_successor_do_not_share_it() -> None:
    assert linked(row(1, ONE, THREE), row(2, TWO, THREE), row(3, THREE)) == [[1, 3], [2]]


def test_two_successors_go_to_two_claimants() -> None:
    assert linked(row(1, ONE, THREE), row(2, TWO, THREE), row(3, THREE), row(4, THREE)) == [[1, 3], [2, 4]]


def test_a_circle_ends_where_it_would_close() -> None:
    assert linked(row(1, ONE, TWO), row(2, TWO, ONE)) == [[1, 2]]
    assert linked(row(1, ONE, ONE)) == [[1]]


def test_a_date_that_moves_back_goes_to_the_later_row() -> None:
    assert linked(row(1, ONE, TWO), row(2, TWO, ONE), row(3, ONE)) == [[1, 2, 3]]


DAYS = st.sampled_from([None, ONE, TWO, THREE])


@given(st.lists(st.tuples(DAYS, DAYS, st.sampled_from(["Reply", "Answer"])), max_size=9))
def test_each_row_stands_in_one_chain(drawn: list[tuple[date | None, date | None, str]]) -> None:
    rows = [row(pk, due, moved, title=title) for pk, (due, moved, title) in enumerate(drawn)]
    chains = link(rows)
    assert sorted(one.pk for chain in chains for one in chain) == list(range(len(rows)))
    for chain in chains:
        for one, other in pairwise(chain):
            assert one.moved_to == other.due
            assert one.title == other.title


@pytest.mark.parametrize(
    ("facts", "day", "is_off", "is_computed"),
    [
        (row(1, ONE), ONE, False, False),
        (row(1, None, computed_due=TWO), TWO, False, True),
        (row(1, ONE, computed_due=TWO), ONE, False, False),
        (row(1, ONE, computed_due=TWO, override=THREE), THREE, False, False),
        (row(1, ONE, status="vacated"), ONE, True, False),
        (row(1, ONE, status="moved"), ONE, True, False),
        (row(1, ONE, status="moved", override=TWO), TWO, False, False),
        (row(1, ONE, TWO), TWO, False, False),
        (row(1, ONE, TWO, status="vacated"), TWO, False, False),
        (row(1, None), None, False, False),
    ],
)
def test_what_a_row_shows(facts: Facts, day: date | None, is_off: bool, is_computed: bool) -> None:
    found = shown((facts,))
    assert (found.day, found.is_off, found.is_computed) == (day, is_off, is_computed)


def test_it_remembers_the_dates_it_had() -> None:
    chain = (row(1, TWO, THREE), row(2, THREE))
    assert days_before(chain, [[ONE, TWO], [THREE]]) == [ONE, TWO]
    assert days_before((row(1, ONE),), [[ONE, None, ONE]]) == []
    assert days_before((row(1, ONE, TWO), row(2, TWO, ONE), row(3, ONE)), [[], [], []]) == [ONE, TWO]


def test_what_was_ever_linked_stays_counted() -> None:
    links = ever_linked([row(1, ONE, TWO), row(2, TWO), row(2, TWO, title="Renamed"), row(3, THREE)])
    assert reach(links, 1) == {1, 2}
    assert reach(links, 3) == {3}


@pytest.mark.parametrize("tzid", ["America/Los_Angeles", "America/New_York", "America/Phoenix", "Pacific/Guam", "UTC"])
def test_the_clock_is_the_one_of_the_zone_on_each_hour_of_a_year(tzid: str) -> None:
    """By the rule of RFC 5545: the last change before a wall-clock time says its offset."""
    zone = ZoneInfo(tzid)
    parts = clock_of(tzid, 2025, 2026)
    at = datetime(2025, 1, 1, 0, 30)  # noqa: DTZ001 - the wall clock
    while at.year < 2027:
        offset = [after for _, _, starts, _, after in parts if starts <= at][-1]
        there = at.replace(tzinfo=zone)
        is_real = there.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None) == at
        is_told_twice = there.utcoffset() != there.replace(fold=1).utcoffset()
        if is_real and not is_told_twice:
            assert there.utcoffset() == offset, at
        at += timedelta(hours=1)


def test_years_beyond_all_clocks_are_cut_off() -> None:
    assert timezone_of("America/Los_Angeles", 1, 1).to_ical()
    assert timezone_of("America/Los_Angeles", 9999, 9999).to_ical()
