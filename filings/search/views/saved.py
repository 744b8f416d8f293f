from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casefiles.models import CaseFile, User
from filings.query.language import LONGEST
from filings.search.actions import saving
from filings.search.letters import address_of

LONGEST_ID = 18  # digits


@require_http_methods(["GET", "HEAD", "POST"])
def saved_searches(request: HttpRequest) -> HttpResponse:
    """The searches that one keeps. POST `do=` save, rename, mails, delete."""
    by = request.user
    assert isinstance(by, User)  # the middleware lets nobody else in
    if request.method != "POST":
        found = [(one, address_of(one)) for one in by.saved_searches.select_related("case")]
        return render(request, "filings/search/saved.html", {"searches": found})
    try:
        told = _save(request, by) if request.POST.get("do") == "save" else _change(request, by)
    except saving.NotYours:
        told = "You keep no such search."
    except saving.TooMany as full:
        told = str(full)
    if not told:
        return HttpResponse("Nothing that can be done.", status=400, content_type="text/plain; charset=utf-8")
    messages.success(request, told)
    return redirect("saved-searches")


def _save(request: HttpRequest, by: User) -> str:
    query = request.POST.get("q", "").replace("\0", " ").strip()[:LONGEST]
    if not query:
        return "An empty search finds nothing, so it is not kept."
    slug = request.POST.get("case", "")
    case = get_object_or_404(CaseFile, slug=slug) if slug else None
    name, mails = _name(request), request.POST.get("mails") == "on"
    found = saving.save_search(query=query, name=name, case=case, mails=mails, by=by, now=timezone.now())
    return f"“{found.name}” is kept{', and mail tells you of new filings' if found.mails else ''}."


def _change(request: HttpRequest, by: User) -> str:
    """Empty: nothing that was asked for can be done."""
    number, do = request.POST.get("search", ""), request.POST.get("do")
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_ID):
        raise saving.NotYours
    pk = int(number)
    if do == "rename":
        return f"It is now called “{saving.rename_search(pk=pk, name=_name(request), by=by).name}”."
    if do == "mails":
        found = saving.set_mails(pk=pk, mails=request.POST.get("mails") == "on", by=by)
        return (
            f"Mail tells you of new filings under “{found.name}”."
            if found.mails
            else f"No more mail for “{found.name}”."
        )
    if do == "delete":
        return f"“{saving.delete_search(pk=pk, by=by).name}” is deleted."
    return ""


def _name(request: HttpRequest) -> str:
    return " ".join(request.POST.get("name", "").replace("\0", " ").split())
