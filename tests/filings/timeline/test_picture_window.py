"""The days a picture shows, the axis under them, and where its marks and bars stand."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from filings.timeline.picture_axis import LEFT, MOST_TICKS, RIGHT, Scale, ticks, unit_for
from filings.timeline.picture_marks import SLOT, TALLEST, Count, arranged, binned, words_of
from filings.timeline.picture_spans import Stretch, packed
from filings.timeline.window import BadWindowError, Window
from tests.filings.timeline.test_picture import event

YEAR = Window(date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize("text", ["", "soon", "2025-10-01", "2025-10-01_", "2025-12-01_2025-10-01", "1_2_3"])
def test_what_is_no_stretch_of_days_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadWindowError):
        Window.read(text)


def test_a_window_reads_as_it_is_written_and_shows_a_week_at_least() -> None:
    assert str(Window.read("2025-10-01_2025-11-30")) == "2025-10-01_2025-11-30"
    assert Window.read("2025-10-08_2025-10-08") == Window(date(2025, 10, 5), date(2025, 10, 11))
    assert Window.read("0001-01-01_0001-01-01").days == 7
    assert Window.read("9999-12-31_9999-12-31").days == 7


def test_nearer_ends_at_a_week_and_farther_undoes_it() -> None:
    window = Window(date(2018, 1, 1), date(2026, 1, 1))
    lengths = [window.days]
    while not window.is_nearest:
        window = window.nearer()
        lengths.append(window.days)
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[-1] == 7
    assert window.farther().days > 7
    assert window.later().earlier() == window


@pytest.mark.parametrize(
    ("last", "name"),
    [
        (date(2033, 1, 1), "2025"), (date(2027, 6, 1), "Q1 2025"), (date(2025, 12, 31), "Jan 2025"),
        (date(2025, 3, 1), "Dec 30, 2024"), (date(2025, 1, 7), "Wed, Jan 1"),
    ],
)  # fmt: skip
def test_years_become_quarters_months_weeks_and_days(last: date, name: str) -> None:
    found = ticks(Window(date(2025, 1, 1), last))
    assert found[0].name == name
    assert len(found) <= MOST_TICKS
    assert all(LEFT <= tick.x <= RIGHT for tick in found)
    # Its ticks open on what lies between them.
    assert all(one.window.first < other.window.first for one, other in pairwise(found))


def test_an_axis_of_all_time_is_short() -> None:
    assert len(ticks(Window(date.min, date.max))) <= MOST_TICKS
    assert len(ticks(Window(date.max - timedelta(days=6), date.max))) == 7


def test_no_mark_hides_another() -> None:
    scale = Scale(YEAR)
    events = [event(date(2025, 1, 1) + timedelta(days=day // 2), key=str(day)) for day in range(200)]
    marks = arranged(events, scale)["plaintiff"].marks
    assert len(marks) == 200
    places = sorted((mark.row, mark.x) for mark in marks)
    assert all(row != other or x + SLOT - 0.02 <= next_x for (row, x), (other, next_x) in pairwise(places))


def test_a_day_of_many_spreads_out_where_there_is_room_and_is_a_bin_where_there_is_none() -> None:
    crowd = [event(date(2025, 3, 3), key=str(number)) for number in range(TALLEST * 3)]
    week = arranged(crowd, Scale(Window.of(date(2025, 3, 1), date(2025, 3, 7))))["plaintiff"]
    assert len({(mark.x, mark.row) for mark in week.marks}) == TALLEST * 3
    assert week.rows <= TALLEST
    [held] = arranged(crowd, Scale(YEAR))["plaintiff"].bins
    assert held.words == f"Mar 3, 2025: {TALLEST * 3} filings"
    assert held.window.days == 7
    assert held.window.first <= date(2025, 3, 3) <= held.window.last


def test_bins_of_the_calendar_add_up_and_open_on_their_own_days() -> None:
    window = Window(date(2018, 1, 1), date(2025, 12, 31))
    counts = [
        Count("court", noun, date(2020, month, 1), month) for month in (1, 2, 4) for noun in ("filing", "hearing")
    ]
    first, second = binned(counts, Scale(window), unit_for(window, 40))["court"].bins
    assert (first.counts, second.counts) == ((3, 0, 3, 0), (4, 0, 4, 0))
    assert str(first.window) == "2020-01-01_2020-03-31"
    assert first.words == "Jan 1, 2020 to Mar 31, 2020: 3 filings, 3 hearings"


def test_a_deadline_that_binds_two_sides_stands_in_both_lanes() -> None:
    joint = event(date(2025, 3, 3), sort="deadline")
    joint = joint._replace(actors=joint.actors._replace(sides=("plaintiff", "defendant")))
    assert set(arranged([joint], Scale(YEAR))) == {"plaintiff", "defendant"}


def stretch(first: date, last: date | None, label: str = "34 Motion to dismiss", **fields: bool) -> Stretch:
    return Stretch(event(first), "plaintiff", last, label, "denied", "", date(2025, 11, 1), **fields)


def test_bars_run_from_first_to_last_day_and_do_not_touch() -> None:
    scale = Scale(YEAR)
    bars, left_out = packed([stretch(date(2025, 2, 1), date(2025, 6, 1)) for _ in range(9)], scale)
    assert (len(bars), left_out) == (6, 3)
    assert {bar.row for bar in bars} == set(range(6))
    assert (bars[0].x, bars[0].end) == (scale.start(date(2025, 2, 1)), scale.end(date(2025, 6, 1)))
    assert bars[0].label == "34 Motion to dismiss: denied"


def test_what_is_pending_is_open_to_the_last_day_known_and_what_is_cut_is_not() -> None:
    scale = Scale(YEAR)
    [pending], _ = packed([stretch(date(2025, 2, 1), None)], scale)
    assert (pending.is_open, pending.end) == (True, scale.end(date(2025, 11, 1)))
    [cut], _ = packed([stretch(date(2024, 2, 1), date(2026, 6, 1))], scale)
    assert (cut.is_open, cut.x, cut.end) == (False, LEFT, RIGHT)
    assert packed([stretch(date(2024, 2, 1), date(2024, 6, 1))], scale) == ([], 0)


def test_a_label_keeps_its_outcome_and_stays_inside() -> None:
    [bar], _ = packed([stretch(date(2025, 12, 20), date(2025, 12, 22), "34 " + "long " * 30)], Scale(YEAR))
    assert bar.label.endswith("…: denied")
    assert (bar.anchor, bar.label_x) == ("end", bar.end)


def test_of_a_sealed_filing_a_mark_says_that_it_is_sealed() -> None:
    assert words_of(event(date(2025, 7, 1), "", title=None, is_masked=True, sealed="full")) == (
        "Jul 1, 2025: sealed filing"
    )
