"""The day's mail to those who follow a case: what is due in 14, 7, 3, 1 days, and what changed since they were last told.

Each line goes out once, by its Reminder. It is claimed before the mail is sent: no two runs tell the same line, however
they overlap, and a run that is killed between the two loses at most the one mail that it held in its hand, and doubles
none. A mail that the server refuses, or a run that is interrupted, gives its lines back for the next run.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Prefetch

from casefiles import mailing
from casefiles.access import SEE_SEALED
from casefiles.models import User
from filings.calendar.chaining import OVER
from filings.calendar.chains import Chain, chains_of
from filings.calendar.letters import Letter, Line, letter_of
from filings.calendar.models import Follow, Reminder

DAYS_AHEAD = frozenset({14, 7, 3, 1})
DUE, MOVED = "due:", "moved:"


@dataclass(frozen=True)
class Told:
    """One person's mail, and why it did not go out, if it did not."""

    user: User
    letter: Letter
    fault: str = ""


def send_reminders(*, now: datetime, today: date | None, origin: str, is_dry: bool = False) -> Iterator[Told]:
    """One mail a person. `today` stands for the court's day of each case; `is_dry`: nothing is sent and nothing claimed."""
    follows = Prefetch("follows", Follow.objects.select_related("case"))
    people = User.objects.filter(is_active=True, follows__isnull=False).exclude(email="").distinct()
    for user in people.order_by("pk").prefetch_related(follows):
        find = lines_for if is_dry else claim
        lines = find(user, now=now, today=today)
        if lines:
            letter = letter_of(lines, origin=origin)
            yield Told(user, letter, "" if is_dry else deliver(user, letter, lines))


def deliver(user: User, letter: Letter, lines: Sequence[Line]) -> str:
    """Sends it; what went wrong, if it did, and then the lines are given back."""
    return mailing.deliver(
        to=user.email, subject=letter.subject, body=letter.body, give_back=lambda: release(user, lines)
    )


@transaction.atomic
def claim(user: User, *, now: datetime, today: date | None) -> list[Line]:
    """What nobody told this person yet, and nobody else tells now."""
    User.objects.select_for_update().get(pk=user.pk)
    lines = lines_for(user, now=now, today=today)
    Reminder.objects.bulk_create(
        Reminder(user=user, deadline=line.chain.head, about=line.about, sent_at=now) for line in lines
    )
    return lines


@transaction.atomic
def release(user: User, lines: Sequence[Line]) -> None:
    for line in lines:
        Reminder.objects.filter(user=user, deadline=line.chain.head, about=line.about).delete()


def lines_for(user: User, *, now: datetime, today: date | None) -> list[Line]:
    """All that is to be told on this day and was not told yet, by case."""
    told = set(user.reminders.values_list("deadline_id", "about"))
    last_told = last_of(told)
    since = {one.case_id: one.since for one in user.follows.all()}
    cases = sorted((one.case for one in user.follows.all()), key=lambda case: (case.short_caption, case.pk))
    found: list[Line] = []
    for chain in chains_of(cases, sees_sealed=user.has_perm(SEE_SEALED)):
        found += coming(chain, today=today or now.astimezone(ZoneInfo(chain.case.timezone)).date())
        begun = since[chain.case.pk]
        found += changed(chain, since=max(begun, last_told.get(chain.head.pk, begun)))
    return [line for line in found if (line.chain.head.pk, line.about) not in told]


def coming(chain: Chain, *, today: date) -> Iterator[Line]:
    shown = chain.now
    if shown.day is None or shown.is_off or shown.status in OVER:
        return
    left = (shown.day - today).days
    if left in DAYS_AHEAD:
        yield Line(chain, f"{DUE}{shown.day}:{left}", left=left)


def changed(chain: Chain, *, since: datetime) -> Iterator[Line]:
    """A date, time or status that is another than at `since`. What came into the record since then did not move."""
    newest = max((one.at for one in chain.past), default=since)
    before = chain.at(since) if newest > since else None
    if before is None:
        return
    now = chain.now
    if (before.day, before.time, before.status, before.is_off) != (now.day, now.time, now.status, now.is_off):
        yield Line(chain, f"{MOVED}{newest.astimezone(UTC).isoformat()}", before=before)


def last_of(told: Iterable[tuple[int, str]]) -> dict[int, datetime]:
    """Deadline to the moment of the newest change of it that was told."""
    found: dict[int, datetime] = {}
    for pk, about in told:
        if about.startswith(MOVED):
            moment = datetime.fromisoformat(about.removeprefix(MOVED))
            found[pk] = max(moment, found.get(pk, moment))
    return found
