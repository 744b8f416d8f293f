"""The table of holidays: against an independent one, against the courts' own lists, and row by row."""

import tomllib
from datetime import date, timedelta

import pytest
from holidays.utils import country_holidays

from filings.deadlines import holidays
from filings.deadlines.courtcalendar import Calendar, Reading
from filings.deadlines.courtdays import count
from filings.deadlines.holidays import (
    FEDERAL,
    FIRST_YEAR,
    LAST_YEAR,
    Closure,
    Effect,
    closures_of,
    easter,
    holiday_on,
    shipped_closures,
    state_of,
    states_held,
)
from filings.deadlines.periods import Period

TABLE = tomllib.loads((holidays.HERE / "holidays.toml").read_text(encoding="utf-8"))
ROWS = TABLE["holiday"]
YEARS = range(2018, 2033)


def weekdays(year: int) -> list[date]:
    first = date(year, 1, 1)
    days = (first + timedelta(days=place) for place in range((date(year + 1, 1, 1) - first).days))
    return [day for day in days if day.weekday() < 5]


def kept(year: int, *, of: str, tier: int = 2) -> list[str]:
    """The weekdays on which a holiday is kept that is no federal one, `MM-DD`."""
    told = {day: holiday_on(day, of=of) for day in weekdays(year) if not holiday_on(day, of=FEDERAL)}
    return [f"{day:%m-%d}" for day, one in told.items() if one and one.tier <= tier]


@pytest.mark.parametrize("year", YEARS)
def test_federal_days_are_those_that_others_hold(year: int) -> None:
    theirs = country_holidays("US", years=[year, year + 1])  # the next year's New Year's Day may be kept in this one
    ours = {day for day in weekdays(year) if holiday_on(day, of=FEDERAL)}
    assert ours == {day for day in weekdays(year) if day in theirs}


@pytest.mark.parametrize("year", range(1986, 2018))
def test_older_federal_days_too(year: int) -> None:
    theirs = country_holidays("US", years=[year, year + 1])
    ours = {day for day in weekdays(year) if holiday_on(day, of=FEDERAL)}
    assert ours == {day for day in weekdays(year) if day in theirs}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2021-12-31", "New Year’s Day (Saturday, Jan 1), kept on Friday"),
        ("2027-12-31", "New Year’s Day (Saturday, Jan 1), kept on Friday"),
        ("2032-12-31", "New Year’s Day (Saturday, Jan 1), kept on Friday"),
        ("2023-01-02", "New Year’s Day (Sunday, Jan 1), kept on Monday"),
        ("2026-07-03", "Independence Day (Saturday, Jul 4), kept on Friday"),
        ("2021-06-18", "Juneteenth (Saturday, Jun 19), kept on Friday"),
        ("2022-06-20", "Juneteenth (Sunday, Jun 19), kept on Monday"),
        ("2018-06-19", None),
        ("2020-06-19", None),
        ("1985-01-21", None),
        ("1986-01-20", "Martin Luther King Jr. Day"),
        ("1977-10-24", "Veterans Day"),
        ("1977-11-11", None),
        ("1978-11-10", "Veterans Day (Saturday, Nov 11), kept on Friday"),
        ("1971-10-11", "Columbus Day"),
        ("1970-10-12", None),
        ("1970-02-23", "Washington’s Birthday (Sunday, Feb 22), kept on Monday"),
        ("1970-05-29", "Memorial Day (Saturday, May 30), kept on Friday"),
        ("1959-07-03", None),  # a Saturday's holiday moved to Friday from September 22, 1959 on
        ("1954-07-05", "Independence Day (Sunday, Jul 4), kept on Monday"),
        ("2025-01-20", "Martin Luther King Jr. Day"),
        ("2021-01-20", None),  # Inauguration Day is no federal holiday but in the District
    ],
)
def test_federal_days_by_name(day: str, name: str | None) -> None:
    one = holiday_on(date.fromisoformat(day), of=FEDERAL)
    assert (one.name if one else None) == name


def test_years_join_without_a_gap() -> None:
    """Eleven holidays a year since Juneteenth, wherever each is kept."""
    days = [day for year in range(2022, 2199) for day in weekdays(year) if holiday_on(day, of=FEDERAL)]
    assert abs(len(days) - 11 * (2199 - 2022)) <= 1


# The states


def test_california_as_its_courts_publish_it() -> None:
    assert kept(2025, of="ca", tier=1) == ["02-12", "03-31", "09-26", "11-28"]
    assert kept(2026, of="ca", tier=1) == ["02-12", "03-31", "09-25", "11-27"]


def test_california_with_the_days_on_which_its_courts_sit() -> None:
    assert kept(2025, of="ca") == ["01-29", "02-12", "03-31", "04-24", "09-09", "09-26", "11-28"]
    assert kept(2026, of="ca") == ["02-12", "02-17", "03-31", "04-24", "09-09", "09-25", "11-27"]
    assert "10-29" in kept(2027, of="ca")


def test_california_over_the_years() -> None:
    assert kept(2001, of="ca", tier=1) == ["02-12", "11-23"]
    assert kept(2003, of="ca", tier=1) == ["02-12", "03-31", "11-28"]
    assert "09-25" not in kept(2020, of="ca", tier=1)
    assert "09-25" in kept(2020, of="ca")
    assert "09-26" not in kept(2014, of="ca")
    assert "03-30" in kept(2029, of="ca", tier=1)  # Cal. Rules of Court 1.11: March 31, 2029 is a Saturday


@pytest.mark.parametrize(
    ("state", "year", "days"),
    [
        ("nv", 2026, ["10-30", "11-27"]),
        ("nv", 2006, ["10-27", "11-24"]),
        ("nv", 1998, ["10-30"]),
        ("ma", 2026, ["04-20"]),
        ("ut", 2026, ["07-24"]),
        ("ut", 2027, ["07-23"]),
        ("la", 2026, ["02-17", "04-03"]),
        ("la", 2024, ["02-13", "03-29", "11-01"]),
        ("dc", 2021, ["01-20"]),
        ("dc", 2026, []),
    ],
)
def test_what_prevails_in_other_states(state: str, year: int, days: list[str]) -> None:
    assert kept(year, of=state, tier=1) == days


@pytest.mark.parametrize(
    ("state", "year", "days"),
    [
        ("ny", 2024, ["02-12", "11-05"]),
        ("ny", 2023, ["02-13", "11-07"]),  # February 12, 2023 is a Sunday
        ("il", 2024, ["02-12", "03-04", "03-29", "11-05", "11-29"]),
        ("il", 2025, ["02-12", "03-03", "04-18", "11-28"]),
        ("ne", 2025, ["04-25", "11-28"]),
        ("dc", 2022, ["04-15"]),
        ("ut", 2024, ["06-17", "07-24"]),
        ("tx", 2025, ["04-21", "08-27", "11-28", "12-24", "12-26"]),
        ("nj", 2025, ["02-12", "04-18", "06-20", "11-04", "11-28"]),
        ("oh", 2025, []),
        ("az", 2025, []),
    ],
)
def test_what_is_arguable_in_other_states(state: str, year: int, days: list[str]) -> None:
    assert kept(year, of=state) == days


def test_states_of_the_collection_are_held() -> None:
    assert set(states_held()) == set("az ca dc il la ma ne nj nv ny oh pa tx ut".split())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['of']} {row['name']} {row['from']}")
def test_each_row_says_where_it_is_written(row: dict[str, object]) -> None:
    assert row["source"]
    assert row["of"] == FEDERAL or row["of"] in states_held()
    assert ("tier" in row) is (row["of"] != FEDERAL)
    assert row["weekend"] in {"nearest", "sunday", "stays"}
    assert ("on" in row) is not ("dates" in row)
    assert not ("[from memory]" in str(row["source"]) and row.get("tier") == 1)


def test_each_state_says_what_was_looked_through() -> None:
    assert all(state["looked"] for state in TABLE["state"])


def test_on_one_day_the_surer_row_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"of": "zz", "on": "may 5", "weekend": "stays", "from": date(2000, 1, 1), "source": "s"}
    monkeypatch.setattr(
        holidays, "_rows", lambda of: ({**told, "name": "b", "tier": 2}, {**told, "name": "a", "tier": 1})
    )
    one = holiday_on(date(2026, 5, 5), of="zz")
    assert one is not None
    assert (one.name, one.tier) == ("a", 1)


@pytest.mark.parametrize("on", ["february 30", "6th monday of may", "someday", "monday after", "may"])
def test_a_row_that_names_no_day_is_refused(on: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        holidays._day(on, 2026)


def test_easter() -> None:
    assert [easter(year) for year in (1999, 2019, 2024, 2025, 2026, 2038)] == [
        date(1999, 4, 4), date(2019, 4, 21), date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25),
    ]  # fmt: skip


# Courts


@pytest.mark.parametrize(
    ("court", "state"),
    [
        ("cand", "ca"), ("cacd", "ca"), ("caed", "ca"), ("casd", "ca"), ("canb", "ca"), ("ca9", "ca"),
        ("nysd", "ny"), ("ca2", "ny"), ("cit", "ny"), ("mad", "ma"), ("mab", "ma"), ("ca1", "ma"), ("nvd", "nv"),
        ("dcd", "dc"), ("cadc", "dc"), ("cafc", "dc"), ("uscfc", "dc"), ("scotus", "dc"), ("ca3", "pa"), ("ca5", "la"),
        ("txed", "tx"), ("ned", "ne"), ("utd", "ut"), ("azd", "az"), ("ilnd", "il"), ("ilcd", "il"), ("njd", "nj"),
        ("ohsd", "oh"), ("lamd", "la"), ("moed", "mo"), ("ksd", "ks"), ("deb", "de"), ("med", "me"), ("mdd", "md"),
        ("ncmd", "nc"), ("almb", "al"), ("note", None), ("jpml", None), ("tax", None), ("nmid", None), ("", None),
        ("cand ", None), ("cal", None), ("ca99", None), ("CAND", None),
    ],
)  # fmt: skip
def test_the_state_of_a_court(court: str, state: str | None) -> None:
    assert state_of(court) == state


# Closings


@pytest.mark.parametrize(
    ("day", "court", "effect"),
    [
        ("2018-12-05", "ca9", "legal_holiday"), ("2018-12-05", "cand", "disputed"),
        ("2008-12-26", "ca9", "none"), ("2008-12-26", "cand", "disputed"), ("2009-01-02", "ca9", "none"),
        ("2012-12-24", "ca3", "legal_holiday"), ("2012-12-31", "ca3", "legal_holiday"), ("2018-12-05", "ca3", "disputed"),
        ("2018-01-05", "ca3", "inaccessible"), ("2014-12-26", "ca3", "legal_holiday"), ("2014-12-26", "cand", "disputed"),
        ("2019-01-14", "cafc", "legal_holiday"), ("2025-01-09", "wiwd", "legal_holiday"),
        ("1997-12-26", "ilnd", "legal_holiday"), ("1997-12-26", "cand", "disputed"), ("2021-01-20", "vaeb", "disputed"),
        *[
            (day, "cand", "disputed")
            for day in (
                "2001-12-24", "2003-12-26", "2004-06-11", "2007-01-02", "2007-12-24", "2012-12-24", "2018-12-24",
                "2019-12-24", "2020-12-24", "2024-12-24", "2025-01-09", "2025-12-24", "2025-12-26",
            )
        ],
        *[(day, "cand", "none") for day in ("1998-12-24", "2002-12-24", "2009-12-24", "2015-12-24")],
        *[(day, "kywd", "none") for day in ("2023-11-24", "2023-12-22", "2023-12-29")],
        ("2025-10-01", "ca5", "none"),
    ],
)  # fmt: skip
def test_closing(day: str, court: str, effect: str) -> None:
    at = date.fromisoformat(day)
    closing = closures_of(court, shipped_closures())[at]
    assert closing.effect == Effect(effect)
    assert closing.why
    assert closing.source
    counted = count(at, Period(0), Calendar(court))
    moves = Effect(effect) in {Effect.LEGAL_HOLIDAY, Effect.INACCESSIBLE}
    assert (counted.safe.result > at) is (counted.prevailing.result > at) is moves
    assert (counted.latest.result > at) is (moves or Effect(effect) is Effect.DISPUTED)


def test_all_closings_are_tested() -> None:
    mark = next(mark for mark in test_closing.pytestmark if mark.name == "parametrize")  # type: ignore[attr-defined]
    tested = {day for day, _, _ in mark.args[1]}
    assert {closure.day.isoformat() for closure in shipped_closures()} == tested


@pytest.mark.parametrize("closing", shipped_closures(), ids=lambda one: f"{one.day} {one.courts}")
def test_each_closing_is_of_a_weekday_that_is_no_holiday(closing: Closure) -> None:
    assert closing.day.weekday() < 5
    assert holiday_on(closing.day, of=FEDERAL) is None
    assert closing.kind in {"presidential", "court", "weather", "leave", "funds"}


def test_what_is_said_of_one_court_concerns_no_other() -> None:
    assert date(2019, 1, 14) not in closures_of("cand", shipped_closures())
    assert date(2019, 1, 14) in closures_of("cafc", shipped_closures())


def test_an_own_closing_outranks_a_shipped_one() -> None:
    day = date(2018, 12, 5)
    said_of_all = (Closure(day, Effect.NONE, "open"),)
    assert Calendar("ca9", said_of_all).why_closed(day, reading=Reading(2, True)) is None
    elsewhere = (Closure(day, Effect.NONE, "open", courts=("cand",)),)
    assert Calendar("ca9", elsewhere).why_closed(day, reading=Reading()) is not None


def test_no_closing_opens_a_holiday() -> None:
    christmas = date(2025, 12, 25)
    assert Calendar("cand", (Closure(christmas, Effect.NONE),)).why_closed(christmas, reading=Reading()) is not None


@pytest.mark.parametrize("year", [FIRST_YEAR, LAST_YEAR])
@pytest.mark.parametrize("of", [FEDERAL, *states_held()])
def test_the_first_and_the_last_year_can_be_asked(year: int, of: str) -> None:
    assert sum(holiday_on(day, of=of) is not None for day in weekdays(year)) < 20
