from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casefiles.models import User
from filings.api.actions import MOST_TOKENS, TooManyTokens, make_token, revoke_token
from filings.api.forms import NewToken
from filings.api.models import ApiToken


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens. POST makes or revokes one; a new one is shown in the answer and nowhere again."""
    by, form, token = request.user, NewToken(label_suffix=""), ""
    assert isinstance(by, User)  # the middleware lets nobody else in
    if request.method == "POST" and "revoke" in request.POST:
        pk = request.POST["revoke"]
        is_number = pk.isascii() and pk.isdigit() and len(pk) < 19
        was_open = is_number and revoke_token(by=by, pk=int(pk), now=timezone.now())
        messages.success(request, "The token is revoked." if was_open else "There was no such token to revoke.")
        return redirect("api-tokens")
    if request.method == "POST":
        form = NewToken(request.POST, label_suffix="")
        if form.is_valid():
            try:
                token = make_token(by=by, name=form.cleaned_data["name"], now=timezone.now())
                form = NewToken(label_suffix="")
            except TooManyTokens:
                form.add_error(None, f"You have {MOST_TOKENS} tokens, and more one cannot have: revoke one first.")
    context = {"form": form, "token": token, "tokens": ApiToken.objects.filter(user=by, revoked_at=None)}
    response = render(request, "filings/api/tokens.html", context)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
