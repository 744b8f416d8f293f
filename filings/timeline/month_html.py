"""The months of a timeline as HTML.

A page has hundreds of rows, so they are put together here: a template's tag and escape for each word takes five times as
long. Titles are somebody's words and go through `escape`; chips and the quiet words come escaped.
"""

from collections.abc import Iterable
from datetime import date
from html import escape

from django.utils.safestring import SafeString

from filings.docket.words import day
from filings.timeline.rows import Day, Month, Row

FULL_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
NO_DATE = '<span class="muted small">the docket’s copy prints no date</span>'


def html_of(months: Iterable[Month], *, today: date, is_whole: bool) -> SafeString:
    return SafeString("\n".join(_month(month, today=today, is_whole=is_whole) for month in months))


def _month(month: Month, *, today: date, is_whole: bool) -> str:
    line, name = "", "Date not captured"
    if month.after_today:
        end = ": nothing later is known" if is_whole and not month.first else ""
        line = f'<p class="now">Today, {day(today)}{end}</p>\n'
    if month.first:
        name = f"{FULL_MONTHS[month.first.month - 1]} {month.first.year}"
    days = "\n".join(_day(of_day, is_dated=month.first is not None, today=today) for of_day in month.days)
    return (
        f'{line}<section class="month" id="{month.anchor}"><h2>{name}<span class="tally">{month.count}</span></h2>'
        f'<ol class="days">{days}</ol></section>'
    )


def _day(of_day: Day, *, is_dated: bool, today: date) -> str:
    line = f'<li class="now">Today, {day(today)}</li>' if of_day["after_today"] else ""
    when = f'<time datetime="{of_day["iso"]}">{of_day["name"]}</time>' if is_dated else NO_DATE
    rows = "\n".join([_row(row) for row in of_day["rows"]])
    return f'{line}<li class="day">{when}<ul class="events">{rows}</ul></li>'


def _row(row: Row) -> str:
    sort = f'<span class="sort">{row["sort"]}</span>' if row["sort"] else f'<span class="no">{row["number"]}</span>'
    meta = ""
    if not row["is_masked"]:
        meta = f' <span class="meta">{row["chips"]} <span>{row["small"]}</span></span>'
    return (
        f'<li class="{row["css"]}" id="{escape(row["id"])}">{sort}'
        f'<a class="title" href="{escape(row["url"])}">{escape(row["title"])}</a>{meta}</li>'
    )
