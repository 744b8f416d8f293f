"""Who asks: by token, by session, or a stranger; and how many requests they have made in this minute."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from filings.api.faults import Refused
from filings.api.limits import Standing, count
from filings.api.tokens import use_token

SCHEME = "bearer"
# Whoever has one address of these many has all of them.
IPV6_NETWORK = 64


@dataclass(frozen=True)
class Reader:
    standing: Standing
    refused: Refused | None = None


def reader_of(request: HttpRequest, *, now: datetime) -> Reader:
    """Counts the request; `request.user` is then whoever the token belongs to. A bad token counts as its address does."""
    given = request.headers.get("Authorization")
    scheme, _, word = (given or "").partition(" ")
    token = use_token(token=word.strip(), now=now) if scheme.lower() == SCHEME else None
    if token is not None:
        request.user = token.user
        who = f"token {token.pk}"
    elif given is None and request.user.is_authenticated:
        who = f"user {request.user.pk}"
    else:
        who = f"address {address_of(request)}"
    limit = settings.CASEFILES_API_LIMIT if who.startswith("address") else settings.CASEFILES_API_TOKEN_LIMIT
    standing = count(who, limit=limit, now=now.timestamp())
    if standing.is_over:
        return Reader(standing, _over(standing))
    return Reader(standing, _unknown() if given is not None and token is None else None)


def _unknown() -> Refused:
    message = "This token is not known: it was revoked, or never was. It goes after the word Bearer."
    return Refused(401, "bad-token", message, {"WWW-Authenticate": 'Bearer error="invalid_token"'})


def _over(standing: Standing) -> Refused:
    message = (
        f"This is more than {standing.limit} requests in a minute. Wait {standing.reset} seconds; with a token more are "
        "answered."
    )
    return Refused(429, "too-many-requests", message, {"Retry-After": str(standing.reset)})


def address_of(request: HttpRequest) -> str:
    """Of whoever sent it: as the last proxy that is ours wrote it down; what stands further left anybody may have made up."""
    proxies = settings.CASEFILES_PROXIES
    told = request.headers.get("X-Forwarded-For", "").split(",") if proxies else []
    text = told[-proxies].strip() if len(told) >= proxies > 0 else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, IPV6_NETWORK), strict=False))
    return str(address)
