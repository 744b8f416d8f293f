"""Tokens: made, told once, revoked."""

import secrets
from datetime import datetime

from django.db import transaction

from casefiles.models import User
from filings.api.models import ApiToken
from filings.api.tokens import PREFIX, digest_of

TOKEN_BYTES = 24  # 192 random bits
MOST_TOKENS = 20


class TooManyTokens(Exception):
    """A reader has as many open tokens as one may have."""


@transaction.atomic
def make_token(*, by: User, name: str, now: datetime) -> str:
    """The token, which is told this once. Raises TooManyTokens."""
    # Two windows of one person wait for each other here.
    User.objects.select_for_update().get(pk=by.pk)
    if ApiToken.objects.filter(user=by, revoked_at=None).count() >= MOST_TOKENS:
        raise TooManyTokens
    token = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    ApiToken.objects.create(user=by, name=name, digest=digest_of(token), made_at=now)
    return token


def revoke_token(*, by: User, pk: int, now: datetime) -> bool:
    """Whether it was one of theirs, and open."""
    return bool(ApiToken.objects.filter(pk=pk, user=by, revoked_at=None).update(revoked_at=now))
