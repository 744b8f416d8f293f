"""Whose dates a person wants, and the secret address at which a calendar fetches them."""

import base64
import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from casefiles.models import CaseFile, User
from filings.calendar.models import Feed, Follow

TOKEN_BYTES = 16  # 128 random bits, which nobody guesses


def follow(*, case: CaseFile, by: User, now: datetime) -> bool:
    """Whether it is new: following twice is following."""
    return Follow.objects.get_or_create(user=by, case=case, defaults={"since": now})[1]


def unfollow(*, case: CaseFile, by: User) -> bool:
    return bool(Follow.objects.filter(user=by, case=case).delete()[0])


def digest_of(token: str) -> str:
    """What is kept of a token. It is random enough that no salt and no slow hash would make it safer; and whoever finds a
    feed by the digest learns nothing from how long that took."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def make_feed(*, by: User, now: datetime) -> str:
    """The token of a new address, which is told this once; the one before is shut."""
    token = base64.b32encode(secrets.token_bytes(TOKEN_BYTES)).decode().rstrip("=").lower()
    revoke_feed(by=by, now=now)
    Feed.objects.create(user=by, digest=digest_of(token), made_at=now)
    return token


@transaction.atomic
def revoke_feed(*, by: User, now: datetime) -> bool:
    """Whether there was one open."""
    # Two windows of one person wait for each other here.
    User.objects.select_for_update().get(pk=by.pk)
    return bool(Feed.objects.filter(user=by, revoked_at=None).update(revoked_at=now))
