from datetime import date, timedelta
from typing import Any

from filings.timeline.picture import Scale, draw
from filings.timeline.shapes import DEADLINE, FILING, HEARING, NOBODY, NOTHING, UNDATED, Actors, Event, Place

TODAY = date(2026, 1, 15)
RANKS = {"filing": FILING, "hearing": HEARING, "deadline": DEADLINE}


def event(day: date | None, side: str = "plaintiff", *, sort: str = "filing", **fields: Any) -> Event:
    actors = Actors(("Doe Works, LLC",), (side,), ((side, ("Doe Works, LLC",)),)) if side else NOBODY
    return Event(**NOTHING | {
        "event": sort, "key": "1", "title": "A paper", "date": day and day.isoformat(), "actors": actors, "lane": side,
        "place": Place(day or UNDATED, RANKS[sort]), "is_masked": False,
    } | fields)  # fmt: skip


def shapes(events: list[Event], today: date | None = TODAY) -> list[tuple[str, str]]:
    picture = draw(events, today=today)
    assert picture
    return [(mark.shape, mark.side) for mark in picture.marks]


def test_nothing_dated_is_no_picture() -> None:
    assert draw([], today=TODAY) is None
    assert draw([event(None, sort="deadline")], today=TODAY) is None


def test_filings_are_strokes_deadlines_rings_and_hearings_squares() -> None:
    found = shapes([
        event(date(2025, 7, 1)), event(date(2025, 8, 1), "defendant", sort="deadline"),
        event(date(2025, 9, 1), "court", sort="hearing"),
    ])  # fmt: skip
    assert found == [("stroke", "plaintiff"), ("ring", "defendant"), ("square", "court")]


def test_a_complaint_stands_out() -> None:
    assert shapes([event(date(2025, 7, 1), kind="complaint")]) == [("stroke", "plaintiff"), ("turn", "plaintiff")]


def test_what_falls_together_is_one_stroke_and_says_how_many() -> None:
    picture = draw([event(date(2025, 7, 1))] * 3 + [event(date(2026, 6, 1))], today=None)
    assert picture
    assert [mark.words for mark in picture.marks] == ["Jul 1, 2025: 3 filings", "Jun 1, 2026: A paper"]
    several, single = picture.marks
    assert several.y - several.top > single.y - single.top


def test_it_stays_small_however_many_events_there_are() -> None:
    first = date(2000, 1, 1)
    events = [
        event(first + timedelta(days=day // 3), ("plaintiff", "defendant", "court", "")[day % 4]) for day in range(9000)
    ]
    picture = draw(events, today=TODAY)
    assert picture
    assert len(picture.marks) <= 4 * 200
    assert len(picture.months) <= 18
    assert all(0 <= mark.x <= 100 for mark in picture.marks)


def test_nobodys_papers_have_a_lane_of_their_own_and_only_then() -> None:
    assert [lane.name for lane in draw([event(date(2025, 7, 1))], today=None).lanes] == [  # type: ignore[union-attr]
        "Doe Works", "Defendants", "Court",
    ]  # fmt: skip
    picture = draw([event(date(2025, 7, 1), "")], today=None)
    assert picture
    assert picture.lanes[-1].name == "Others, not known"
    assert picture.marks[0].side == "unknown"


def test_of_a_sealed_filing_it_says_that_it_is_sealed() -> None:
    picture = draw([event(date(2025, 7, 1), "", title=None, is_masked=True, sealed="full")], today=None)
    assert picture
    assert picture.marks[0].words == "Jul 1, 2025: sealed filing"


def test_todays_line_is_drawn_where_it_is_near_and_left_out_where_it_is_far() -> None:
    near = draw([event(date(2025, 7, 1)), event(date(2025, 12, 1))], today=TODAY)
    assert near
    assert near.today is not None
    far = draw([event(date(2005, 7, 1)), event(date(2005, 12, 1))], today=TODAY)
    assert far
    assert far.today is None


def test_months_stand_where_they_begin() -> None:
    scale = Scale(date(2025, 7, 23), date(2026, 1, 2))
    assert scale.x(date(2025, 7, 1)) == 2.0
    assert scale.x(date(2026, 2, 1)) == 98.0
    months = scale.months()
    assert [month.x for month in months] == [
        scale.x(date(2025 + number // 12, number % 12 + 1, 1)) for number in range(6, 13)
    ]
    assert months[0].name == "Jul 2025"
    assert months[-1].name == "Jan 2026"


def test_the_label_says_what_is_drawn() -> None:
    picture = draw([event(date(2025, 7, 1)), event(date(2025, 8, 1), sort="deadline")], today=None)
    assert picture
    assert picture.label == "1 filing, 1 deadline, by side, from Jul 1, 2025 to Aug 1, 2025"
