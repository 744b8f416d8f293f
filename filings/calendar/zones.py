"""The changes of a court's wall clock, as a VTIMEZONE. Pure.

`icalendar` can write one by itself, but puts the beginning of summer time at 3:00, the hour as it reads after the
change; RFC 5545 (3.6.5) wants it as it read before, 2:00.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

# The years whose clocks are looked at: before and after, a date keeps the offset of the nearest.
FIRST, LAST = 1900, 2100


def timezone_of(tzid: str, first: int, last: int) -> Timezone:
    """The clock `tzid` (America/Los_Angeles) from the beginning of the year `first` to the end of `last`."""
    found = Timezone()
    found.add("TZID", tzid)
    for part in clock_of(tzid, max(first, FIRST), min(last, LAST)):
        name, is_summer, starts, before, after = part
        change: TimezoneDaylight | TimezoneStandard = TimezoneDaylight() if is_summer else TimezoneStandard()
        change.add("DTSTART", starts)
        change.add("TZOFFSETFROM", before)
        change.add("TZOFFSETTO", after)
        change.add("TZNAME", name)
        found.add_component(change)
    return found


@lru_cache(maxsize=64)
def clock_of(tzid: str, first: int, last: int) -> tuple[tuple[str, bool, datetime, timedelta, timedelta], ...]:
    """How the clock stands as the first year begins, and each change: its name, whether it is summer time, when (as the
    clock reads before it), and the offsets from UTC before and after."""
    zone = ZoneInfo(tzid)
    moment, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 2, tzinfo=UTC)
    begins = moment.astimezone(zone)
    offset = offset_of(begins)
    found = [(begins.tzname() or tzid, bool(begins.dst()), datetime(first, 1, 1), offset, offset)]  # noqa: DTZ001 - the wall clock
    for change in changes(zone, moment, end):
        before, after = (change - timedelta(seconds=1)).astimezone(zone), change.astimezone(zone)
        starts = (change + offset_of(before)).replace(tzinfo=None)
        found.append((after.tzname() or tzid, bool(after.dst()), starts, offset_of(before), offset_of(after)))
    return tuple(found)


def changes(zone: ZoneInfo, moment: datetime, end: datetime) -> Iterator[datetime]:
    """The seconds, in UTC, at which the clock changes."""
    while moment < end:
        ahead = moment + timedelta(days=1)
        if look(zone, moment) != look(zone, ahead):
            low, high = moment, ahead
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if look(zone, middle) == look(zone, moment) else (low, middle)
            yield high
        moment = ahead


def look(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, str | None]:
    there = moment.astimezone(zone)
    return there.utcoffset(), there.tzname()


def offset_of(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta(0)
