"""Mail of new filings to those who keep a search and want it told.

Each filing is told once for each search, by its ToldFiling. It is claimed before the mail is sent: no two runs tell the same
filing, and a run that is killed between the two loses at most the one mail that it held in its hand. A mail that the server
refuses, or a run that is interrupted, gives its filings back for the next run. A filing whose text is read later is new when
its text is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from casefiles import mailing
from casefiles.access import SEE_SEALED
from casefiles.models import User
from filings.docket.models import Filing
from filings.query.language import parse
from filings.search.answering import answer
from filings.search.letters import Letter, News, letter_of
from filings.search.models import SavedSearch, ToldFiling


@dataclass(frozen=True)
class Told:
    """One person's mail, and why it did not go out, if it did not."""

    user: User
    letter: Letter
    fault: str = ""


def mail_searches(*, now: datetime, origin: str, is_dry: bool = False) -> Iterator[Told]:
    """One mail a person; `is_dry`: nothing is sent and nothing claimed."""
    people = User.objects.filter(is_active=True, saved_searches__mails=True).exclude(email="").distinct()
    for user in people.order_by("pk"):
        news = news_for(user) if is_dry else claim(user, now=now)
        if news:
            letter = letter_of(news, origin=origin)
            yield Told(user, letter, "" if is_dry else deliver(user, letter, news))


def deliver(user: User, letter: Letter, news: Sequence[News]) -> str:
    """Sends it; what went wrong, if it did, and then the filings are given back."""
    return mailing.deliver(to=user.email, subject=letter.subject, body=letter.body, give_back=lambda: release(news))


@transaction.atomic
def claim(user: User, *, now: datetime) -> list[News]:
    """What nobody told this person yet, and nobody else tells now."""
    User.objects.select_for_update().get(pk=user.pk)
    news = news_for(user)
    user.saved_searches.filter(mails=True).update(checked_at=now)
    ToldFiling.objects.bulk_create(
        ToldFiling(search=one.search, filing=filing, told_at=now) for one in news for filing in one.filings
    )
    return news


@transaction.atomic
def release(news: Sequence[News]) -> None:
    for one in news:
        ToldFiling.objects.filter(search=one.search, filing__in=one.filings).delete()


def news_for(user: User) -> list[News]:
    sees_sealed = user.has_perm(SEE_SEALED)
    searches = user.saved_searches.filter(mails=True).select_related("case")
    found = [News(search, _new_under(search, sees_sealed=sees_sealed)) for search in searches]
    return [one for one in found if one.filings]


def _new_under(search: SavedSearch, *, sees_sealed: bool) -> list[Filing]:
    told = ToldFiling.objects.filter(search=search, filing=OuterRef("pk"))
    # A sealed filing is told to nobody who may not see it, by whatever it was found.
    new = Filing.objects.filter(~Exists(told), pk__gt=search.since_filing).open_to(sees_sealed=sees_sealed)
    found = answer(parse(search.query), case=search.case, sees_sealed=sees_sealed, newest_first=True, among=new)
    ids = [group.filing for group in found.groups]
    filings = Filing.objects.filter(pk__in=ids).select_related("case").in_bulk()
    return [filings[pk] for pk in ids]
