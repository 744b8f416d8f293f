from datetime import UTC, datetime
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casefiles.access import SEE_SEALED, open_to_readers
from casefiles.models import CaseFile, User
from casefiles.shortcuts import get_case_or_404
from filings.calendar.actions import following
from filings.calendar.chains import Chain, chains_of
from filings.calendar.ics import calendar_of, etag_of
from filings.calendar.models import Feed
from filings.deadlines.forms import DeadlineFilter
from parties.chips import chips

NOT_FOUND = "There is no calendar at this address: it was replaced or revoked, or never was.\n"


@require_safe
@open_to_readers
def deadlines_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """The dates of one case, for a calendar; `?kind=hearing&side=defendant` as on the page. What is past stays in."""
    case = get_case_or_404(request, slug)
    form = DeadlineFilter(request.GET)
    if not form.is_valid():
        faults = "\n".join(str(errors[0]) for errors in form.errors.values())
        return HttpResponse(faults, status=400, content_type="text/plain; charset=utf-8")
    kind, side = form.chosen.get("kind"), form.chosen.get("side")
    found = chains_of([case], sees_sealed=case.sees_sealed)
    chosen = [one for one in found if kind in (None, one.last.kind) and concerns(one, side)]
    response = calendar(request, chosen, name=f"{case.short_caption}: deadlines")
    response["Cache-Control"] = "private, no-cache" if case.sees_sealed else "no-cache"
    response["Content-Disposition"] = f'inline; filename="{case.slug}-deadlines.ics"'
    return response


def concerns(chain: Chain, side: str | None) -> bool:
    """As on the page of the deadlines: `unknown` is nobody's that is named."""
    who = chips((one.appearance for one in chain.last.responsibles.all()), court=chain.last.court_responsible)
    return side is None or any((chip.side or "unknown") == side for chip in who)


def calendar(request: HttpRequest, chains: list[Chain], *, name: str, is_private: bool = False) -> HttpResponse:
    """The file, or 304 to a calendar that has it."""
    origin = request.build_absolute_uri("/").rstrip("/")
    now = datetime.now(UTC)
    made = calendar_of(chains, name=name, origin=origin, now=now, is_private=is_private)
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8", headers={"ETag": etag_of(made)})
    return cast(HttpResponse, get_conditional_response(request, etag=response["ETag"], response=response))


@require_safe
@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What one person follows. The address is the key: nobody signs in here, and nothing is said to a wrong one."""
    digest = following.digest_of(token)
    found = Feed.objects.filter(digest=digest, revoked_at=None, user__is_active=True).select_related("user").first()
    if found is None:
        return discreet(HttpResponse(NOT_FOUND, status=404, content_type="text/plain; charset=utf-8"))
    cases = list(CaseFile.objects.filter(followers__user=found.user).order_by("short_caption", "id"))
    chains = chains_of(cases, sees_sealed=found.user.has_perm(SEE_SEALED))
    return discreet(calendar(request, chains, name="Case deadlines", is_private=True))


def discreet(response: HttpResponse) -> HttpResponse:
    """Kept by nobody on the way, listed by nobody, and named to no other site."""
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_page(request: HttpRequest) -> HttpResponse:
    """The cases that one follows, and the secret address. POST makes, replaces or revokes it; a new one is shown in the
    answer and nowhere again."""
    by, now, address = request.user, timezone.now(), ""
    assert isinstance(by, User)  # the middleware lets nobody else in
    if request.method == "POST":
        if request.POST.get("do") == "revoke":
            was_open = following.revoke_feed(by=by, now=now)
            messages.success(request, "The address is shut." if was_open else "There was no address to shut.")
            return redirect("calendar")
        if request.POST.get("do") != "make":
            return HttpResponse("Neither make nor revoke.", status=400, content_type="text/plain; charset=utf-8")
        token = following.make_feed(by=by, now=now)
        address = request.build_absolute_uri(reverse("feed", args=[token]))
    followed = dict(by.follows.values_list("case_id", "since"))
    cases = [(case, followed.get(case.pk)) for case in CaseFile.objects.only("slug", "short_caption", "docket_number")]
    context = {
        "cases": cases,
        "count": len(followed),
        "feed": Feed.objects.filter(user=by, revoked_at=None).first(),
        "address": address,
        "webcal": f"webcal:{address.partition(':')[2]}" if address else "",
    }
    response = discreet(render(request, "filings/calendar/calendar.html", context))
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Follows a case, or with `do=unfollow` no longer; leads back to the page whose button it was."""
    case = get_case_or_404(request, slug)
    by = request.user
    assert isinstance(by, User)
    if request.POST.get("do") == "unfollow":
        following.unfollow(case=case, by=by)
        messages.success(request, f"You no longer follow {case.short_caption}.")
    else:
        following.follow(case=case, by=by, now=timezone.now())
        messages.success(request, f"You follow {case.short_caption}: its dates are in your calendar and in your mail.")
    return redirect("calendar") if request.POST.get("back") == "calendar" else redirect("deadlines", case.slug)
