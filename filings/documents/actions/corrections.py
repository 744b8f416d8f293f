"""A person says what a page says. The reading stays as it was; each wording, and the taking back, is in the history."""

from datetime import datetime
from typing import Any

from django.db import transaction

from casefiles.models import User
from filings.documents.actions.mending import mend
from filings.documents.corrected import LONGEST, cleaned, fingerprint
from filings.documents.models import Page, PageCorrection


class ChangedMeanwhile(Exception):
    """The text is no longer the one that the person was shown; `text` is what it is now."""

    def __init__(self, text: str) -> None:
        super().__init__("Somebody else changed the text of this page while you were at it.")
        self.text = text


class TooLong(ValueError):
    """No page has that much text; the message is the sentence to show."""


@transaction.atomic
def correct_page(*, page: Page, text: str, by: User, now: datetime, seen: str | None = None) -> PageCorrection | None:
    """Sets what the page says, and gives the correction; None where it now stands as it was read.

    A text that is the reading takes the correction back; one that is shown already changes nothing, history included.
    `seen` is the fingerprint of the text that the person was shown: another one raises ChangedMeanwhile. Raises TooLong.
    """
    page, standing = _standing(page, seen)
    text, reading = cleaned(text), cleaned(page.text)
    if len(text) > LONGEST:
        raise TooLong(f"That is {len(text):,} characters; the text of a page has {LONGEST:,} at most.")
    if text == (standing.text if standing else reading):
        return standing
    if text == reading:
        if standing:
            _take_back(standing, by, now)
        return None
    correction = standing or PageCorrection(page=page)
    correction.text, correction.corrected_at, correction.corrected_by = text, now, by
    _sign(correction, by, now)
    correction.save()
    mend(held_file=page.held_file_id)
    return correction


@transaction.atomic
def take_back(*, page: Page, by: User, now: datetime, seen: str | None = None) -> bool:
    """The page stands as it was read again; False where it did. Raises ChangedMeanwhile, as `correct_page` does."""
    page, standing = _standing(page, seen)
    if standing is None:
        return False
    _take_back(standing, by, now)
    return True


def _standing(page: Page, seen: str | None) -> tuple[Page, PageCorrection | None]:
    """The page, locked until the transaction ends, and its correction."""
    page = Page.objects.select_for_update().get(pk=page.pk)
    standing = PageCorrection.objects.filter(page=page).first()
    shown = standing.text if standing else page.text
    if seen is not None and seen != fingerprint(shown):
        raise ChangedMeanwhile(shown)
    return page, standing


def _take_back(standing: PageCorrection, by: User, now: datetime) -> None:
    _sign(standing, by, now)
    held_file = standing.page.held_file_id
    standing.delete()
    mend(held_file=held_file)


def _sign(correction: Any, by: User, now: datetime) -> None:
    """Names whom the history is to name, and when: there may be no request to take them from."""
    correction._history_user, correction._history_date = by, now
