from typing import Any

from django.urls import reverse

from casefiles.models import CaseFile
from filings.api.gate import Asked, Page, cut, endpoint
from filings.api.rows import case_row, claim_row
from filings.claims.pleaded import pleaded


@endpoint("api")
def api(asked: Asked) -> dict[str, Any]:
    """Where everything begins."""
    names = {
        "cases": "api-cases",
        "search": "api-search",
        "description": "api-description",
        "documentation": "api-docs",
    }
    return {name: asked.address(reverse(route)) for name, route in names.items()}


@endpoint("api-not-here")
def not_here(asked: Asked, rest: str) -> dict[str, Any]:
    """All other addresses: a program gets no page of HTML. The gate lets none of them pass."""
    return {}


@endpoint("api-cases")
def cases(asked: Asked) -> Page:
    (after,) = asked.cursor or (0,)
    found = CaseFile.objects.filter(pk__gt=after).order_by("pk").prefetch_related("docket_numbers")
    rows, goes_on = cut(found[: asked.limit + 1], asked)
    return Page([case_row(case, origin=asked.origin) for case in rows], (rows[-1].pk,) if goes_on else None)


@endpoint("api-case")
def case(asked: Asked, slug: str) -> dict[str, Any]:
    return case_row(asked.case(slug), origin=asked.origin)


@endpoint("api-claims")
def claims(asked: Asked, slug: str) -> Page:
    """A case has a handful."""
    case = asked.case(slug)
    after = tuple(asked.cursor or (-1, -1))
    found = [one for one in pleaded(case) if (one.claim.position, one.claim.pk) > after]
    rows, goes_on = cut(found, asked)
    last = (rows[-1].claim.position, rows[-1].claim.pk) if goes_on else None
    return Page([claim_row(one, case) for one in rows], last)
