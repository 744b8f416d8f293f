"""What is said of a deadline beside its date, in a calendar and in a mail: facts only, for both leave the house."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from filings.calendar.chains import Chain
from filings.deadlines.models import Deadline
from parties.chips import chips

ENDS = time(23, 59)
FATES = {"met": "Met.", "held": "Held.", "pending": "Pending.", "unknown": "Status not known."}


def numbers(day: date) -> str:
    """As a docket prints it: 11/10/2025."""
    return f"{day.month}/{day.day}/{day.year}"


def words(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"


def clock(at: time) -> str:
    """As courts write it: `1:30 p.m.`, `12:00 noon`."""
    if (at.hour, at.minute) == (12, 0):
        return "12:00 noon"
    return f"{at.hour % 12 or 12}:{at:%M} {'a.m.' if at.hour < 12 else 'p.m.'}"


def hour(chain: Chain, day: date, at: time) -> str:
    """With the name of the court's clock on that day: PST, PDT."""
    return f"{clock(at)} {datetime.combine(day, at, ZoneInfo(chain.case.timezone)):%Z}"


def story(chain: Chain, *, has_hour: bool) -> list[str]:
    """The lines under the title. `has_hour`: the event itself carries the time."""
    lines = [
        when(chain, has_hour=has_hour),
        moved(chain),
        FATES.get(chain.now.status, "") if is_on(chain) else gone(chain),
    ]
    if chain.now.is_computed:
        lines.append(counted(chain))
    if is_on(chain) and chain.facts[-1].override:
        printed = chain.last.due
        lines.append(f"Set by hand; the docket prints {numbers(printed)}." if printed else "Set by hand.")
    lines.append(who(chain))
    if chain.last.set_by_entry and chain.last.set_by_entry.entry:
        lines.append(f"Set by {chain.last.set_by_entry.label} of the docket.")
    return [line for line in lines if line]


def is_on(chain: Chain) -> bool:
    return not chain.now.is_off


def when(chain: Chain, *, has_hour: bool) -> str:
    day, at = chain.now.day, chain.now.time
    if day is None or chain.now.is_off:
        return ""
    if chain.last.kind == Deadline.Kind.HEARING:
        if not has_hour:
            return "Hearing; the time is not known."
        return "How long it lasts is not known: an hour is held."
    if at is None and chain.last.court_responsible:
        return ""
    return f"By {hour(chain, day, at or ENDS)}, on the court’s clock."


def moved(chain: Chain) -> str:
    told = "; ".join(f"was {numbers(day)}" for day in chain.was)
    return f"{told}." if told else ""


def gone(chain: Chain) -> str:
    if chain.now.status == "vacated":
        return "Vacated; there is no new date."
    return "Moved; its new date is not captured."


def counted(chain: Chain) -> str:
    """How sure a computed date is; only the text names a later one."""
    row = chain.last
    said = "Computed and confirmed" if row.confirmed_at else "Computed, not confirmed"
    if row.rule and row.trigger_date:
        said += f": {row.rule}, from {words(row.trigger_date)}"
    count = row.computation
    if count and count.latest != count.safe:
        said += f". The date shown is the safe one; latest arguable: {words(count.latest)}"
    return f"{said}."


def who(chain: Chain) -> str:
    acting = [one.appearance for one in chain.last.responsibles.all()]
    found = chips(acting, court=chain.last.court_responsible, unknown="")
    told = "; ".join(chip.label for chip in found if chip.label)
    return f"Who must act: {told}." if told else ""
