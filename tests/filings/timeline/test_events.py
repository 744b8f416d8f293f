"""The order of a timeline, and going on in it from any place."""

from datetime import date, time, timedelta
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.models import CaseFile
from filings.models import Deadline, Filing
from filings.timeline import events, picture_counts, picturing
from filings.timeline.events import Selection, blocks, leaf, merged, start_before
from filings.timeline.filters import narrowed
from filings.timeline.keyset import Walk
from filings.timeline.models import Fact
from filings.timeline.papers import PLACE_FIELDS
from filings.timeline.picture_axis import unit_for
from filings.timeline.shapes import NOTHING, UNDATED, BadPlaceError, Event, Place
from filings.timeline.window import Window
from tests import factories
from tests.filings.timeline.mixed import make_mixed_case


def at(day: int, rank: int = 0, pk: int = 0) -> Event:
    return Event(
        **NOTHING | {"key": f"{day}.{rank}.{pk}", "place": Place(date(2025, 1, 1) + timedelta(day), rank, id=pk)}
    )


def in_blocks(found: list[Event], size: int) -> list[list[Event]]:
    return [found[start : start + size] for start in range(0, len(found), size)]


ordered = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 2)), max_size=40).map(sorted)


@given(ordered, ordered, st.integers(1, 7), st.integers(1, 7))
def test_two_streams_of_blocks_become_one_in_order(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]], size: int, other: int
) -> None:
    left = [at(day, 0, pk) for pk, (day, _) in enumerate(ours)]
    right = [at(day, 1, pk) for pk, (day, _) in enumerate(theirs)]
    found = list(chain.from_iterable(merged(iter(in_blocks(left, size)), iter(in_blocks(right, other)))))
    assert [event.place for event in found] == sorted(event.place for event in left + right)


def test_a_place_is_read_back_from_its_address() -> None:
    place = Place(date(2025, 10, 27), 1, time(13, 30), 4, 12)
    assert str(place) == "2025-10-27_1_13:30:00_4_12"
    assert Place.read(str(place)) == place
    assert Place.read("2025-10-27") == Place(date(2025, 10, 27))


@pytest.mark.parametrize(
    "text", ["soon", "2025-13-01", "2025-10-27_1", "2025-10-27_a_00:00:00_1_1", "_", "1_2_3_4_5_6"]
)
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(BadPlaceError):
        Place.read(text)


def full_of_ties(case: CaseFile) -> list[str]:
    """Many events on few days, and some on none."""
    for entry in range(1, 14):
        factories.make_filing(case, entry=entry, position=entry // 3, date_filed=date(2025, 7, 1 + entry // 5))
    for number in range(9):
        factories.make_deadline(
            case, key=f"d{number}", kind="hearing" if number % 2 else "deadline", position=number // 4,
            due=date(2025, 7, 1 + number // 3) if number < 7 else None, time=time(9 + number % 3) if number % 3 else None,
        )  # fmt: skip
    return [event.key for event in chain.from_iterable(blocks(Selection.all_of(case)))]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 50])
def test_blocks_of_any_size_give_each_event_once_in_one_order(
    case: CaseFile, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    whole = full_of_ties(case)
    assert len(whole) == len(set(whole)) == 22
    monkeypatch.setattr(events, "BLOCK", size)
    selection = Selection.all_of(case)
    assert [event.key for event in chain.from_iterable(blocks(selection, first=size))] == whole
    places = [event.place for event in chain.from_iterable(blocks(selection))]
    assert places == sorted(places)


def test_a_list_goes_on_from_each_of_its_places_and_back(case: CaseFile) -> None:
    whole = full_of_ties(case)
    selection = Selection.all_of(case)
    places = [event.place for event in chain.from_iterable(blocks(selection))]
    for number, place in enumerate(places):
        page = leaf(selection, since=place, size=4)
        assert [event.key for event in page.events] == whole[number : number + 4]
        assert page.next == (places[number + 4] if number + 4 < len(places) else None)
        assert page.previous == (places[max(number - 4, 0)] if number else None)
    assert start_before(selection, None, size=3) == places[-3]


def test_on_one_day_come_filings_then_hearings_by_time_then_deadlines(case: CaseFile) -> None:
    day = date(2025, 7, 1)
    factories.make_deadline(case, key="due", due=day)
    factories.make_deadline(case, key="late", kind="hearing", due=day, time=time(15))
    factories.make_deadline(case, key="early", kind="hearing", due=day, time=time(8))
    factories.make_filing(case, entry=7, position=2, date_filed=day)
    factories.make_filing(case, entry=9, position=1, date_filed=day)
    found = list(chain.from_iterable(blocks(Selection.all_of(case))))
    assert [event.key for event in found] == ["9", "7", "early", "late", "due"]


def test_what_has_no_date_stands_last(case: CaseFile) -> None:
    factories.make_deadline(case, key="some-day", due=None)
    factories.make_deadline(case, key="far", due=date(2999, 1, 1))
    found = list(chain.from_iterable(blocks(Selection.all_of(case))))
    assert [(event.key, event.date) for event in found] == [("far", "2999-01-01"), ("some-day", None)]
    assert found[-1].place.day == UNDATED


def test_a_filing_of_another_case_is_not_among_them(case: CaseFile) -> None:
    factories.make_filing(factories.make_case(slug="other"))
    factories.make_deadline(factories.make_case(slug="third"))
    assert not list(blocks(Selection.all_of(case)))


def test_ids_far_apart_are_found_as_well_as_ids_close_together(case: CaseFile) -> None:
    works = factories.make_appearance(case)
    for pk in (1, 5_000, 900_000):
        factories.make_filing(case, id=pk, entry=pk, filers=(works,), date_filed=date(2025, 7, 1))
    factories.make_filing(factories.make_case(slug="other"), id=2, filers=())
    found = list(chain.from_iterable(blocks(Selection.all_of(case))))
    assert [event.side for event in found] == ["plaintiff"] * 3


@pytest.mark.parametrize("year", [7000, 8000])
def test_a_filter_that_looks_like_a_stand_in_of_a_walk_is_left_alone(case: CaseFile, year: int) -> None:
    for entry in (1, 2, year, year + 1):
        factories.make_filing(case, entry=entry, date_filed=date(year, 1, entry % 28 + 1))
    filtered = Filing.objects.filter(case=case, date_filed__gte=date(year, 1, 1), entry__gte=2, position__lte=year + 1)
    expected = list(filtered.order_by(*PLACE_FIELDS).values_list("date_filed", "position", "id"))
    walk = Walk(lambda: filtered.order_by(*PLACE_FIELDS).values_list(*PLACE_FIELDS), fields=PLACE_FIELDS, size=1)
    found = walk.start(None, 1)
    for place in expected[:-1]:
        found += walk.after(place)
    assert [row[2] for row in found] == [row[2] for row in expected]
    assert walk.after(expected[-1]) == []


def test_a_filter_that_can_find_nothing_asks_the_database_for_nothing(case: CaseFile) -> None:
    selection = Selection(case, Filing.objects.none(), Deadline.objects.none(), Fact.objects.none())
    assert not list(blocks(selection))
    assert leaf(selection, since=Place(date(2025, 1, 1)), size=3).events == []


@pytest.mark.django_db
@pytest.mark.parametrize("sees_sealed", [False, True])
def test_all_of_a_case_is_what_a_filter_that_leaves_all_gives(sees_sealed: bool) -> None:
    """The SQL of the one is written beforehand, that of the other each time."""
    case = make_mixed_case()
    case.sees_sealed = sees_sealed
    factories.make_fact(case, key="told", source_entry=case.filings.get(key="1"))
    factories.make_fact(case, key="hushed", source_entry=case.filings.get(key="3"))
    whole = Selection.all_of(case)
    filtered = Selection(case, whole.filings, whole.deadlines, whole.facts)
    found = list(chain.from_iterable(blocks(whole)))
    assert {event.event for event in found} == {"filing", "deadline", "hearing", "fact"}
    assert found == list(chain.from_iterable(blocks(filtered)))
    assert whole.ends == filtered.ends
    for days in (Window(date(2017, 1, 1), date(2027, 1, 1)), Window(date(2025, 8, 1), date(2025, 8, 31))):
        inside, unit = narrowed(whole, days.first, days.last), unit_for(days, 40)
        told, asked = ([*picture_counts.counts(one, inside, days, unit)] for one in (whole, filtered))
        assert sorted(told) == sorted(asked)
        assert told
        assert picturing.under_way(whole, days) == picturing.under_way(filtered, days)
