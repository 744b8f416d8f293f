"""Dated examples of every edge of Rule 6, each worked out by hand against a calendar. None is anybody's docket."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from filings.deadlines.courtcalendar import Calendar
from filings.deadlines.courtdays import Counted, count
from filings.deadlines.holidays import Closure, Effect
from filings.deadlines.periods import Direction, Moment, Period, Unit

UNITS = {"h": Unit.HOUR, "d": Unit.DAY, "w": Unit.WEEK, "m": Unit.MONTH, "y": Unit.YEAR}


def moment(text: str) -> Moment:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def period(text: str) -> Period:
    """`+14d`, `-7d`, `+72h`."""
    direction = Direction.AFTER if text[0] == "+" else Direction.BEFORE
    return Period(int(text[1:-1]), UNITS[text[-1]], direction)


def shut(*days: str, effect: Effect = Effect.INACCESSIBLE) -> tuple[Closure, ...]:
    return tuple(Closure(date.fromisoformat(day), effect) for day in days)


@dataclass(frozen=True)
class Example:
    """`safe` and `latest` are the prevailing date where nothing else is said."""

    name: str
    start: str
    period: str
    prevailing: str
    court: str = "note"
    safe: str | None = None
    latest: str | None = None
    extra: tuple[Closure, ...] = ()
    how: Mapping[str, Any] = field(default_factory=dict)

    def counted(self) -> Counted:
        return count(moment(self.start), period(self.period), Calendar(self.court, self.extra), **self.how)

    @property
    def three(self) -> tuple[Moment, Moment, Moment]:
        return moment(self.safe or self.prevailing), moment(self.prevailing), moment(self.latest or self.prevailing)


MAIL: dict[str, Any] = {"plus": (True,)}
NOT_TOLD: dict[str, Any] = {"plus": (False, True)}
OLD: dict[str, Any] = {"old_rule": True}

WEEKENDS_AND_HOLIDAYS = [
    Example("an open day", "2026-03-02", "+14d", "2026-03-16"),
    Example("a short period counts every day", "2026-03-05", "+4d", "2026-03-09"),
    Example("an event on a Saturday", "2026-03-07", "+14d", "2026-03-23"),
    Example("the last day a Saturday", "2026-04-10", "+15d", "2026-04-27"),
    Example("the last day a Sunday", "2026-04-12", "+14d", "2026-04-27"),
    Example("a Saturday before a holiday on Monday", "2026-08-22", "+14d", "2026-09-08"),
    Example("July 4 on a Saturday, kept on Friday", "2026-06-19", "+14d", "2026-07-06"),
    Example("Christmas on a Sunday, kept on Monday", "2022-12-12", "+14d", "2022-12-27"),
    Example("New Year’s Day kept in the year before", "2027-12-17", "+14d", "2028-01-03"),
    Example("June 19 before it was a holiday", "2018-06-05", "+14d", "2018-06-19"),
    Example("June 18, 2021, the day after Juneteenth became law", "2021-06-04", "+14d", "2021-06-21"),
    Example("Juneteenth", "2024-06-05", "+14d", "2024-06-20"),
    Example("Columbus Day, which California does not keep", "2025-09-29", "+14d", "2025-10-14", "cand"),
    Example("Martin Luther King Jr. Day before 1986", "1985-01-07", "+14d", "1985-01-21"),
    Example("Veterans Day when it was on a Monday", "1975-10-13", "+14d", "1975-10-28"),
    Example("Memorial Day when it was May 30", "1962-05-16", "+14d", "1962-05-31"),
    Example("the day itself, open", "2026-11-12", "+0d", "2026-11-12"),
    Example("the day itself, closed", "2026-11-11", "+0d", "2026-11-12"),
    Example("the day itself, closed, counted back", "2026-11-11", "-0d", "2026-11-10"),
    Example("two weeks", "2026-03-02", "+2w", "2026-03-16"),
    Example("a month into a shorter one", "2026-01-31", "+1m", "2026-03-02"),
    Example("a month across the year", "2025-12-15", "+1m", "2026-01-15"),
    Example("a year", "2025-07-04", "+1y", "2026-07-06"),
    Example("a year from February 29", "2024-02-29", "+1y", "2025-02-28"),
    Example("a month back", "2026-07-15", "-1m", "2026-06-15"),
]

BACKWARD = [
    Example("back to an open day", "2026-03-18", "-7d", "2026-03-11"),
    Example("back onto a Sunday", "2026-03-29", "-7d", "2026-03-20"),
    Example("back onto a holiday", "2026-06-01", "-7d", "2026-05-22"),
    Example("back onto a holiday of the state: it stays", "2026-04-07", "-7d", "2026-03-31", "cand"),
    Example("back onto Patriots’ Day: it stays", "2026-05-04", "-14d", "2026-04-20", "mad"),
    Example("back onto an inaccessible Friday: forward", "2026-06-01", "-7d", "2026-05-26", extra=shut("2026-05-22")),
    Example("back onto a closing nobody ruled on", "2025-12-31", "-7d", "2025-12-24", safe="2025-12-23"),
    Example("nothing is added for service", "2026-03-18", "-7d", "2026-03-11", how=MAIL),
]

STATES = [
    Example("Cesar Chavez Day", "2026-03-17", "+14d", "2026-04-01", "cand", safe="2026-03-31"),
    Example("Cesar Chavez Day before the courts kept it", "2001-03-16", "+14d", "2001-03-30", "cand"),
    Example("Native American Day", "2025-09-12", "+14d", "2025-09-29", "ca9", safe="2025-09-26"),
    Example("60 days to Native American Day", "2025-07-28", "+60d", "2025-09-29", "cand", safe="2025-09-26"),
    Example("the same, before 2022", "2019-09-13", "+14d", "2019-09-27", "cand", latest="2019-09-30"),
    Example("the day after Thanksgiving", "2026-11-13", "+14d", "2026-11-30", "canb", safe="2026-11-27"),
    Example("Thanksgiving, then the day after", "2026-11-12", "+14d", "2026-11-30", "cand", safe="2026-11-27"),
    Example("Admission Day, on which courts sit", "2026-08-26", "+14d", "2026-09-09", "cand", latest="2026-09-10"),
    Example("Lunar New Year", "2026-02-03", "+14d", "2026-02-17", "cand", latest="2026-02-18"),
    Example("Nevada Day", "2026-09-30", "+30d", "2026-11-02", "nvd", safe="2026-10-30"),
    Example("Nevada Day is no day of New Jersey’s", "2026-09-30", "+30d", "2026-10-30", "njd"),
    Example("Family Day", "2026-11-13", "+14d", "2026-11-30", "nvd", safe="2026-11-27"),
    Example("Patriots’ Day", "2026-04-06", "+14d", "2026-04-21", "mad", safe="2026-04-20"),
    Example("Pioneer Day", "2026-07-10", "+14d", "2026-07-27", "utd", safe="2026-07-24"),
    Example("Pioneer Day of 1958", "1958-06-24", "+30d", "1958-07-25", "utd", safe="1958-07-24"),
    Example("Mardi Gras", "2026-02-03", "+14d", "2026-02-18", "laed", safe="2026-02-17"),
    Example("Lincoln’s Birthday in New York", "2026-01-29", "+14d", "2026-02-12", "nysd", latest="2026-02-13"),
    Example("Inauguration Day in the District", "2021-01-06", "+14d", "2021-01-21", "dcd", safe="2021-01-20"),
    Example("Inauguration Day elsewhere", "2021-01-06", "+14d", "2021-01-20", "azd"),
    Example("federal days only", "2026-11-13", "+14d", "2026-11-27"),
]

CLOSINGS = [
    Example("inaccessible", "2026-03-02", "+14d", "2026-03-17", extra=shut("2026-03-16")),
    Example("inaccessible on a Friday", "2026-03-06", "+14d", "2026-03-23", extra=shut("2026-03-20")),
    Example("inaccessible, but not on the last day", "2026-03-02", "+14d", "2026-03-16", extra=shut("2026-03-13")),
    Example(
        "inaccessible two days running", "2026-03-02", "+14d", "2026-03-18", extra=shut("2026-03-16", "2026-03-17")
    ),
    Example(
        "a holiday by order", "2026-03-02", "+14d", "2026-03-17", extra=shut("2026-03-16", effect=Effect.LEGAL_HOLIDAY)
    ),
    Example(
        "a holiday by order, counted back", "2026-03-23", "-7d", "2026-03-13",
        extra=shut("2026-03-16", effect=Effect.LEGAL_HOLIDAY),
    ),
    Example("closed by the President, disputed", "2025-12-10", "+14d", "2025-12-24", latest="2025-12-29"),
    Example(
        "the court said that it is none", "2025-12-10", "+14d", "2025-12-24",
        extra=shut("2025-12-24", effect=Effect.NONE),
    ),
    Example("half a day", "2009-12-10", "+14d", "2009-12-24"),
    Example("December 5, 2018 in the Ninth Circuit", "2018-11-21", "+14d", "2018-12-06", "ca9"),
    Example("December 5, 2018 elsewhere", "2018-11-21", "+14d", "2018-12-05", "cand", latest="2018-12-06"),
    Example("December 26, 2008 in the Ninth Circuit", "2008-12-12", "+14d", "2008-12-26", "ca9"),
    Example("December 26, 2014 in the Third Circuit", "2014-12-12", "+14d", "2014-12-29", "ca3"),
    Example("January 14, 2019 in the Federal Circuit", "2018-12-31", "+14d", "2019-01-15", "cafc"),
    Example("January 9, 2025 in W.D. Wis.", "2024-12-26", "+14d", "2025-01-10", "wiwd"),
    Example("January 9, 2025 elsewhere", "2024-12-26", "+14d", "2025-01-09", "cand", latest="2025-01-10"),
    Example("administrative leave", "2023-11-10", "+14d", "2023-11-24", "kywd"),
]  # fmt: skip

SERVICE = [
    Example("three days on a rolled base", "2026-08-06", "+30d", "2026-09-11", how=MAIL),
    Example("three days to a holiday on Monday", "2026-05-01", "+21d", "2026-05-26", how=MAIL),
    Example("three days to a Saturday", "2026-03-04", "+14d", "2026-03-23", how=MAIL),
    Example("three days, nothing in the way", "2026-03-02", "+14d", "2026-03-19", how=MAIL),
    Example("service not told", "2026-03-02", "+14d", "2026-03-16", latest="2026-03-19", how=NOT_TOLD),
]

HOURS = [
    Example("48 hours", "2026-03-03T15:30", "+48h", "2026-03-05T15:30"),
    Example("hours onto a Saturday", "2026-03-05T15:30", "+48h", "2026-03-09T15:30"),
    Example("hours as daylight time begins", "2026-03-06T10:00", "+72h", "2026-03-09T11:00"),
    Example("hours as daylight time ends", "2026-10-30T10:00", "+72h", "2026-11-02T09:00", "cand"),
    Example("hours where the clock does not change", "2026-10-30T10:00", "+72h", "2026-11-02T10:00", "azd"),
    Example("hours onto a holiday", "2026-11-09T16:00", "+48h", "2026-11-12T16:00"),
    Example("hours back onto a Sunday", "2026-03-17T09:00", "-48h", "2026-03-13T09:00"),
    Example("hours, the clerk inaccessible", "2026-03-03T15:30", "+48h", "2026-03-06T15:30", extra=shut("2026-03-05")),
    Example("hours from another zone", "2026-03-04T23:30-05:00", "+24h", "2026-03-05T20:30", "cand"),
]

MIDNIGHTS = [
    Example("half past nine in California", "2026-03-03T00:30-05:00", "+14d", "2026-03-16", "cand"),
    Example("half past midnight in New York", "2026-03-03T00:30-05:00", "+14d", "2026-03-17", "nysd"),
    Example("a second before midnight, Pacific", "2026-03-02T23:59:59-08:00", "+14d", "2026-03-16", "cand"),
    Example("midnight, Pacific", "2026-03-03T00:00:00-08:00", "+14d", "2026-03-17", "cand"),
]

BEFORE_2009 = [
    Example("ten days, weekends left out", "2008-03-03", "+10d", "2008-03-17", how=OLD),
    Example("ten days, a holiday left out", "2008-08-22", "+10d", "2008-09-08", how=OLD),
    Example("eleven days, all counted", "2008-03-03", "+11d", "2008-03-14", how=OLD),
    Example("ten days before 1985, all counted", "1984-03-05", "+10d", "1984-03-15", how=OLD),
    Example("six days before 1985", "1984-03-05", "+6d", "1984-03-13", how=OLD),
    Example("ten days by today’s rule", "2008-03-03", "+10d", "2008-03-13"),
]

EXAMPLES = [
    *WEEKENDS_AND_HOLIDAYS, *BACKWARD, *STATES, *CLOSINGS, *SERVICE, *HOURS, *MIDNIGHTS, *BEFORE_2009,
]  # fmt: skip
