"""The searches that a reader keeps."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from casefiles.models import CaseFile, User
from filings.docket.models import Filing
from filings.search.models import SavedSearch

LONGEST_NAME = 200
MOST = 100


class TooMany(Exception):
    """The message is the sentence to show."""


class NotYours(Exception):
    """The reader has no such search."""


@transaction.atomic
def save_search(*, query: str, name: str, case: CaseFile | None, mails: bool, by: User, now: datetime) -> SavedSearch:
    """What is kept already keeps its place: it takes the new name, and tells by mail from now on if it did not before.
    Raises TooMany."""
    User.objects.select_for_update().get(pk=by.pk)
    found = SavedSearch.objects.filter(user=by, case=case, query=query).first()
    if found is None:
        if by.saved_searches.count() >= MOST:
            raise TooMany(f"You keep {MOST} searches, which is as many as there can be: delete one first.")
        found = SavedSearch(user=by, case=case, query=query, made_at=now, since_filing=_newest())
    found.name = name.strip()[:LONGEST_NAME] or found.name or query[:LONGEST_NAME]
    _set_mails(found, mails)
    found.save()
    return found


def rename_search(*, pk: int, name: str, by: User) -> SavedSearch:
    """An empty name is the query itself. Raises NotYours."""
    found = _own(pk, by)
    found.name = name.strip()[:LONGEST_NAME] or found.query[:LONGEST_NAME]
    found.save(update_fields=["name"])
    return found


def set_mails(*, pk: int, mails: bool, by: User) -> SavedSearch:
    """Raises NotYours."""
    found = _own(pk, by)
    _set_mails(found, mails)
    found.save(update_fields=["mails", "since_filing"])
    return found


def delete_search(*, pk: int, by: User) -> SavedSearch:
    """Raises NotYours."""
    found = _own(pk, by)
    found.delete()
    return found


def _own(pk: int, by: User) -> SavedSearch:
    found = SavedSearch.objects.filter(pk=pk, user=by).first()
    if found is None:
        raise NotYours
    return found


def _set_mails(search: SavedSearch, mails: bool) -> None:
    if mails and not search.mails:
        # Mail tells of what comes from now on, not of all that came while it was off.
        search.since_filing = _newest()
    search.mails = mails


def _newest() -> int:
    return Filing.objects.aggregate(newest=Max("pk"))["newest"] or 0
