"""A token found again by its SHA-256."""

import hashlib
from datetime import datetime

from filings.api.models import ApiToken

# By which a log, and whoever finds one lying about, knows it for what it is (casefiles.logs blots it out).
PREFIX = "cft_"


def digest_of(token: str) -> str:
    """What is kept of a token. It is random enough that no salt and no slow hash would make it safer."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def use_token(*, token: str, now: datetime) -> ApiToken | None:
    """The open token of somebody who may still sign in; the day of its last use is kept, and written once a day."""
    found = ApiToken.objects.filter(digest=digest_of(token), revoked_at=None, user__is_active=True)
    known = found.select_related("user").first()
    if known is not None and known.last_used_on != now.date():
        ApiToken.objects.filter(pk=known.pk).update(last_used_on=now.date())
    return known
