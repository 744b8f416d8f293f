"""Where a reader may jump on a timeline of several pages: the years and months between its first and last day."""

from dataclasses import dataclass
from datetime import date

from filings.docket.words import MONTHS
from filings.timeline.events import Selection


@dataclass(frozen=True)
class Jump:
    """A month: its name, and the day that an address goes on from."""

    name: str
    start: date


def years_of(selection: Selection) -> list[tuple[int, list[Jump]]]:
    """Each year with its months. Asks for the first and the last day alone: an index knows them, and counting does not
    get slower with the length of the case."""
    filed = selection.filings.order_by("date_filed").values_list("date_filed", flat=True)
    due = selection.deadlines.filter(due__isnull=False).order_by("due").values_list("due", flat=True)
    outside = selection.facts.order_by("date").values_list("date", flat=True)
    ends = [found for days in (filed, due, outside) for found in (days[:1], days.reverse()[:1])]
    days = [day for row in ends for day in row if day]
    if not days:
        return []
    first, last = min(days), max(days)
    found = []
    for year in range(first.year, last.year + 1):
        months = range(first.month if year == first.year else 1, (last.month if year == last.year else 12) + 1)
        found.append((year, [Jump(MONTHS[month - 1], date(year, month, 1)) for month in months]))
    return found
