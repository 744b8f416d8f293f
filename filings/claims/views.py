from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.shortcuts import get_case_or_404
from filings.claims.dispute import dispute, numbers, sources_of
from filings.claims.pleaded import pleaded


@require_safe
@open_to_readers
def claims(request: HttpRequest, slug: str) -> HttpResponse:
    """Each claim with its history, then what each side says and what answers it; `?claim=II` keeps to one claim."""
    case = get_case_or_404(request, slug)
    everything = pleaded(case)
    asked = request.GET.get("claim", "").strip()
    chosen = (
        next((one for one in everything if one.claim.number.casefold() == asked.casefold()), None) if asked else None
    )
    shown = [chosen] if chosen else everything
    told = dispute(case, claim=chosen.claim if chosen else None)
    figures = numbers(case)
    context = {
        "case": case,
        "tab": "claims",
        "claims": everything,
        "shown": shown,
        "chosen": chosen,
        "unknown_claim": asked if asked and not chosen else None,
        "dispute": told,
        "figures": figures,
        "sources": sources_of(shown, told, figures),
    }
    return render(request, "filings/claims/claims.html", context)
