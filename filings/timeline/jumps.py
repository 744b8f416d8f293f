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
    """Each year with its months."""
    days = [day for pair in selection.ends if pair for day in pair]
    if not days:
        return []
    first, last = min(days), max(days)
    found = []
    for year in range(first.year, last.year + 1):
        months = range(first.month if year == first.year else 1, (last.month if year == last.year else 12) + 1)
        found.append((year, [Jump(MONTHS[month - 1], date(year, month, 1)) for month in months]))
    return found
