"""Counting, by examples of our own: every edge of Rule 6 that the research names."""

from datetime import UTC, date, datetime, timedelta

import pytest

from filings.deadlines.courtcalendar import Calendar
from filings.deadlines.courtdays import asks, count
from filings.deadlines.holidays import FIRST_YEAR, LAST_YEAR, Closure, Effect
from filings.deadlines.periods import Direction, Moment, Nonsense, Period, Service, Unit, adds_days
from tests.filings.deadlines.examples import EXAMPLES, Example, moment

CAND, NOTE = Calendar("cand"), Calendar()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example(example: Example) -> None:
    counted = example.counted()
    assert (counted.safe.result, counted.prevailing.result, counted.latest.result) == example.three


def test_the_steps_tell_each_closed_day_and_by_which_words() -> None:
    counted = count(date(2026, 11, 12), Period(14), CAND)
    path = counted.prevailing
    assert [step.day for step in path.steps] == [date(2026, 11, 12), date(2026, 11, 26), date(2026, 11, 30)]
    assert path.passed == (
        (date(2026, 11, 26), "Thanksgiving Day"),
        (date(2026, 11, 27), "Day after Thanksgiving (CA)"),
        (date(2026, 11, 28), "Saturday"),
        (date(2026, 11, 29), "Sunday"),
    )
    assert "6(a)(6)(A)" in path.steps[-1].cite
    assert "Dwyer v. Duffy" in path.steps[-1].cite
    assert any("Dwyer" in cite for cite in counted.citations)


def test_a_day_closed_for_two_reasons_is_cited_for_the_one_that_counts() -> None:
    """December 26, 2014 was closed by the President, which is disputed, and is a day of Texas's."""
    calendar = Calendar("txed")
    arguable = count(date(2014, 12, 12), Period(14), calendar).latest
    assert arguable.result == date(2014, 12, 29)
    assert "6(a)(6)(B)" in arguable.steps[-1].cite or "662.003" in arguable.steps[-1].cite
    assert not ("6(a)(6)(B)" in arguable.steps[-1].cite and "662.003" in arguable.steps[-1].cite)


def test_hours_that_roll_are_cited_for_hours() -> None:
    path = count(moment("2026-03-05T15:30"), Period(48, Unit.HOUR), NOTE).prevailing
    assert "6(a)(2)(C)" in path.steps[-1].cite
    assert "6(a)(1)" not in path.steps[-1].cite


def test_three_days_are_added_to_hours_too() -> None:
    counted = count(moment("2026-03-03T15:30"), Period(24, Unit.HOUR), NOTE, plus=(True,))
    assert counted.prevailing.result == moment("2026-03-09T15:30")


def test_service() -> None:
    assert [one for one in Service if adds_days(one)] == [Service.MAIL, Service.CLERK, Service.CONSENTED]
    assert adds_days(Service.ECF, on=date(2016, 11, 30))
    assert not adds_days(Service.ECF, on=date(2016, 12, 1))
    assert not adds_days(None)


# What is not known


def test_a_state_that_is_not_held_is_asked_about_forward_alone() -> None:
    oregon = Calendar("ord")
    [question] = count(date(2026, 3, 2), Period(14), oregon).questions
    assert "(ord)" in question
    assert count(date(2026, 3, 16), Period(7, direction=Direction.BEFORE), oregon).questions == ()


@pytest.mark.parametrize("court", ["note", "cand", "ca9", "nysd", "ohsd", "azd", "cafc"])
def test_a_court_whose_holidays_are_held_asks_nothing(court: str) -> None:
    assert count(date(2026, 3, 2), Period(14), Calendar(court)).questions == ()


def test_years_before_those_that_are_held_for_a_state_are_asked_about() -> None:
    [question] = asks(date(1995, 3, 2), Period(14), Calendar("nysd"))
    assert "from 2000 on, not for 1995" in question


@pytest.mark.parametrize("court", ["jpml", "tax", "zz", "", "cand; drop", "ça9"])
def test_any_court_is_taken_and_an_unknown_one_asked_about(court: str) -> None:
    counted = count(date(2026, 11, 13), Period(14), Calendar(court))
    assert counted.latest.result == date(2026, 11, 27)
    assert counted.questions


def test_a_year_from_february_29_asks() -> None:
    [question] = count(date(2024, 2, 29), Period(1, Unit.YEAR), NOTE).questions
    assert "no like day in February 2025" in question
    assert count(date(2024, 2, 29), Period(4, Unit.YEAR), NOTE).questions == ()
    assert count(date(2024, 2, 29), Period(1), NOTE).questions == ()


def test_an_hour_that_came_twice_asks_and_takes_the_first() -> None:
    counted = count(moment("2026-11-01T01:30"), Period(48, Unit.HOUR), CAND)
    assert counted.prevailing.result == moment("2026-11-03T00:30")
    assert "came twice" in counted.questions[0]


# What is refused, in a sentence


@pytest.mark.parametrize(
    ("start", "period"),
    [
        (date(FIRST_YEAR - 1, 12, 31), Period(14)),
        (date(LAST_YEAR + 1, 1, 1), Period(14)),
        (date(LAST_YEAR, 12, 30), Period(14)),
        (date(FIRST_YEAR, 1, 2), Period(14, direction=Direction.BEFORE)),
        (date(LAST_YEAR, 6, 1), Period(100, Unit.YEAR)),
        (date(FIRST_YEAR, 6, 1), Period(1200, Unit.MONTH, Direction.BEFORE)),
        (date(FIRST_YEAR, 6, 1), Period(36_525, direction=Direction.BEFORE)),
        (date.min, Period(1, direction=Direction.BEFORE)),
        (date.max, Period(1)),
        (datetime.min.replace(tzinfo=UTC), Period(1, Unit.HOUR)),
        (moment("9999-12-31T23:59:59"), Period(1, Unit.HOUR)),
        (moment(f"{LAST_YEAR}-12-31T23:00"), Period(10, Unit.HOUR)),
        (date(2026, 3, 2), Period(72, Unit.HOUR)),
        (moment("2026-03-08T02:30"), Period(72, Unit.HOUR)),
    ],
)
def test_nonsense_is_refused_in_a_sentence(start: Moment, period: Period) -> None:
    with pytest.raises(Nonsense, match=r"\.$"):
        count(start, period, CAND)


@pytest.mark.parametrize("n", [-1, 36_526, 10**30])
def test_a_period_nobody_counts_is_refused(n: int) -> None:
    with pytest.raises(Nonsense, match="cannot be counted"):
        Period(n)


def test_a_clerk_inaccessible_for_years_is_refused_at_the_end_of_the_table() -> None:
    first = date(LAST_YEAR, 12, 1)
    days = tuple(Closure(first + timedelta(days=place), Effect.INACCESSIBLE) for place in range(31))
    with pytest.raises(Nonsense):
        count(first, Period(1), Calendar("note", days))


@pytest.mark.parametrize(
    ("start", "n", "court", "asked"),
    [
        ("2025-07-28", 60, "cand", ["Fri, Sep 26, 2025", "Native American Day (CA)"]),
        ("2026-08-26", 14, "cand", ["Wed, Sep 9, 2026", "Admission Day (CA)"]),
        ("2025-12-31", -7, "note", ["Wed, Dec 24, 2025", "the President closed"]),
    ],
)
def test_a_day_that_may_be_a_holiday_is_asked_about(start: str, n: int, court: str, asked: list[str]) -> None:
    direction = Direction.AFTER if n > 0 else Direction.BEFORE
    [question] = count(moment(start), Period(abs(n), direction=direction), Calendar(court)).questions
    assert all(words.lower() in question.lower() for words in asked)


def test_two_days_that_may_be_holidays_are_two_questions() -> None:
    """Texas and the President both, and each for itself."""
    questions = count(date(2025, 12, 10), Period(14), Calendar("txed")).questions
    assert [question[3:20] for question in questions] == ["Wed, Dec 24, 2025", "Fri, Dec 26, 2025"]
