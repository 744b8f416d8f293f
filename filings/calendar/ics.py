"""Deadlines as an iCalendar (RFC 5545, with the names of RFC 7986), one VEVENT a chain. Nothing in it depends on today.

What calendars do with it differs. Google and Outlook take no notice of the alarms of a subscribed calendar, and look for
changes only every few hours: manage.py send_reminders tells by mail what a calendar tells too late.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import cast
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from django.utils.encoding import iri_to_uri
from icalendar import Alarm, Calendar, Event, vDuration

from filings.calendar.chaining import OVER
from filings.calendar.chains import Chain
from filings.calendar.telling import story
from filings.calendar.zones import timezone_of
from filings.deadlines.models import Deadline

# A part of each UID: it must outlive the address of the site, so it is no setting. `.internal` is nobody's (ICANN, 2024).
DOMAIN = "casefiles.internal"
PRODUCT = "-//casefiles//Deadlines 1//EN"
REFRESH = timedelta(hours=4)
ALARMS = (14, 7, 3, 1)  # days before; of a whole day at 9:00
NINE = timedelta(hours=9)
# No length of a hearing is on any docket; without one it would hold no time at all.
HELD = timedelta(hours=1)

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_STAMP = re.compile(rb"^DTSTAMP:.*\r\n", re.MULTILINE)


def calendar_of(chains: Iterable[Chain], *, name: str, origin: str, now: datetime, is_private: bool = False) -> bytes:
    """The file. `origin`: of the site, for whole addresses; `now`: when it is made; `is_private`: one person's feed."""
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    for field in ("NAME", "X-WR-CALNAME"):
        calendar.add(field, one_line(name))
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    dated = [chain for chain in chains if chain.now.day is not None]
    for tzid, years in clocks(dated).items():
        calendar.add_component(timezone_of(tzid, min(years), max(years)))
    for chain in dated:
        calendar.add_component(event_of(chain, origin=origin, now=now, is_private=is_private))
    return cast(bytes, calendar.to_ical())


def etag_of(calendar: bytes) -> str:
    """The same for two files that differ only in when they were made."""
    return f'W/"{hashlib.sha256(_STAMP.sub(b"", calendar)).hexdigest()[:32]}"'


def clocks(chains: Sequence[Chain]) -> dict[str, set[int]]:
    """The wall clocks of the hearings whose hour is known, and the years in which they are heard."""
    found: dict[str, set[int]] = {}
    for chain in chains:
        if has_hour(chain) and chain.now.day:
            found.setdefault(chain.case.timezone, set()).add(chain.now.day.year)
    return found


def has_hour(chain: Chain) -> bool:
    """A deadline falls on a day, whatever its hour, which stands in the text."""
    return chain.last.kind == Deadline.Kind.HEARING and chain.now.time is not None


def uid_of(chain: Chain) -> str:
    """From the case and the key of the first row, which stay: never from a date, a place in a list or a text."""
    return f"{uuid5(NAMESPACE_URL, f'casefiles:{chain.case.slug}/deadlines/{chain.head.key}')}@{DOMAIN}"


def event_of(chain: Chain, *, origin: str, now: datetime, is_private: bool) -> Event:
    shown = chain.now
    is_hearing = chain.last.kind == Deadline.Kind.HEARING
    event = Event()
    event.add("UID", uid_of(chain))
    event.add("DTSTAMP", now)
    event.add("SEQUENCE", max(chain.changes - 1, 0))
    if chain.changed_at:
        event.add("LAST-MODIFIED", chain.changed_at)
    event.add("SUMMARY", summary_of(chain))
    if has_hour(chain) and shown.day and shown.time:
        event.add(
            "DTSTART", datetime.combine(shown.day, shown.time.replace(microsecond=0), ZoneInfo(chain.case.timezone))
        )
        event.add("DURATION", HELD)
    else:
        event.add("DTSTART", shown.day)
    event.add("DESCRIPTION", clean("\n".join(story(chain, has_hour=has_hour(chain)))))
    if chain.last.location:
        event.add("LOCATION", clean(chain.last.location))
    event.add("URL", iri_to_uri(origin + chain.last.get_absolute_url()))
    event.add("STATUS", status_of(chain))
    if shown.is_computed:
        event.add("CATEGORIES", ["computed", "confirmed" if chain.last.confirmed_at else "unconfirmed"])
    event.add("TRANSP", "OPAQUE" if is_hearing and not shown.is_off else "TRANSPARENT")
    if is_private:
        event.add("CLASS", "PRIVATE")
    if not shown.is_off and shown.status not in OVER:
        for days in ALARMS:
            event.add_component(alarm(chain, days))
    return event


def summary_of(chain: Chain) -> str:
    """No more than whose and what: it stands on locked screens."""
    unknown = " (new date not captured)" if chain.now.is_off and chain.now.status == "moved" else ""
    return one_line(f"{'VACATED: ' if chain.now.is_off else ''}{chain.case.short_caption}: {chain.last.title}{unknown}")


def status_of(chain: Chain) -> str:
    if chain.now.is_off:
        return "CANCELLED"
    return "TENTATIVE" if chain.now.is_computed and not chain.last.confirmed_at else "CONFIRMED"


def alarm(chain: Chain, days: int) -> Alarm:
    found = Alarm()
    found.add("ACTION", "DISPLAY")
    found.add("TRIGGER", timedelta(days=-days) + (timedelta(0) if has_hour(chain) else NINE))
    found.add("DESCRIPTION", f"{'Tomorrow' if days == 1 else f'In {days} days'}: {summary_of(chain)}")
    return found


def clean(text: str) -> str:
    """Without the signs that no calendar may hold; lines end in one way."""
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())
