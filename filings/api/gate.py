"""What each request to the API passes, and how its answer is put together: who asks, how often, what for; then JSON."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from casefiles.models import CaseFile
from casefiles.shortcuts import get_case_or_404
from filings.api import asking, cursors
from filings.api.endpoints import ENDPOINTS, NOT_HERE, SIZE, Endpoint
from filings.api.faults import Refused, bad_parameter, not_found
from filings.api.readers import reader_of

METHODS = "GET, HEAD, OPTIONS"
JSON = "application/json"


@dataclass(frozen=True)
class Page:
    """A page of a list. `next`: the numbers of the cursor that leads on, None at the end. `more`: what stands beside it."""

    results: list[dict[str, Any]]
    next: tuple[int, ...] | None = None
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A request, read. `values`: its parameters by name, those that were given."""

    request: HttpRequest
    endpoint: Endpoint
    values: Mapping[str, Any]

    @property
    def origin(self) -> str:
        return self.request.build_absolute_uri("/")[:-1]

    @property
    def limit(self) -> int:
        return int(self.values.get("limit") or min(SIZE, self.endpoint.most))

    @property
    def cursor(self) -> list[int] | None:
        """The numbers of the place behind which the page begins."""
        given = self.values.get("cursor")
        return cursors.numbers_of(given) if given else None

    def case(self, slug: str) -> CaseFile:
        return get_case_or_404(self.request, slug)

    def address(self, path: str) -> str:
        return self.origin + path

    def wants(self, name: str) -> bool:
        assert self.endpoint.resource
        chosen = self.values.get("fields")
        if "omit" in self.values and name in self.endpoint.resource.texts:
            return False
        return chosen is None or name in chosen.split(",")

    def picked(self, row: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in row.items() if self.wants(name)}


View = Callable[..., Page | dict[str, Any]]
Opened = Callable[..., HttpResponse]


def endpoint(name: str) -> Callable[[View], Opened]:
    """Makes a view of a function from what was asked to a page of rows, or to one thing."""

    def wrapped(view: View) -> Opened:
        # Neither a form nor a page to sign in: a program reads here, and is told so in JSON.
        @csrf_exempt
        @login_not_required
        @wraps(view)
        def opened(request: HttpRequest, **places: Any) -> HttpResponse:
            reader = reader_of(request, now=datetime.now(UTC))
            try:
                if reader.refused:
                    raise reader.refused
                response = _answer(request, ENDPOINTS.get(name, NOT_HERE), view, places)
            except Refused as refused:
                response = _refusal(refused)
            except Http404 as absent:
                response = _refusal(not_found(str(absent)))
            for header, value in reader.standing.headers.items():
                response[header] = value
            is_known = request.user.is_authenticated or "Authorization" in request.headers
            response["Cache-Control"] = "private, no-cache" if is_known else "no-cache"
            patch_vary_headers(response, ["Accept", "Authorization", "Cookie"])
            return response

        return opened

    return wrapped


def _answer(request: HttpRequest, endpoint: Endpoint, view: View, places: dict[str, Any]) -> HttpResponse:
    if request.method not in METHODS.split(", "):
        raise Refused(405, "method-not-allowed", "This API is only read: use GET.", {"Allow": METHODS})
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if not request.accepts(JSON):
        raise Refused(406, "not-acceptable", "The Accept header leaves out application/json, and JSON is all there is.")
    if not settings.CASEFILES_PUBLIC_READ and not request.user.is_authenticated:
        raise Refused(
            401, "sign-in", "Signed-in readers alone read here: send a token.", {"WWW-Authenticate": "Bearer"}
        )
    if any("\x00" in place for place in places.values() if isinstance(place, str)):
        raise not_found("No name here has a NUL in it.")
    if endpoint.is_nowhere:
        raise not_found("Nothing is at this address. Addresses end with a slash; /api/v1/ lists where to begin.")
    asked = Asked(request, endpoint, asking.read(endpoint.parameters, _given(request)))
    found = view(asked, **places)
    return _conditional(request, _told(asked, found))


def _given(request: HttpRequest) -> dict[str, list[str]]:
    try:
        return {str(name): [str(value) for value in values] for name, values in request.GET.lists()}
    except SuspiciousOperation:
        raise bad_parameter("There are too many parameters.") from None


def _told(asked: Asked, found: Page | dict[str, Any]) -> dict[str, Any]:
    if isinstance(found, dict):
        return asked.picked(found) if asked.endpoint.resource else found
    following = None
    if found.next is not None:
        query = asked.request.GET.copy()
        query["cursor"] = cursors.written(asked.endpoint.letter, found.next)
        following = f"{asked.address(asked.request.path)}?{query.urlencode()}"
    return found.more | {"next": following, "results": [asked.picked(row) for row in found.results]}


def _conditional(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    """The answer; 304 to whoever has it. The ETag is made from the answer itself, so it is true whoever wrote what: no column
    of the database says when anything that an answer shows was changed. Weak: a proxy may pack it."""
    body = _written(told)
    etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    held = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
    if held & {etag.removeprefix("W/"), "*"}:
        return HttpResponseNotModified(headers={"ETag": etag})
    response = HttpResponse(body, content_type=JSON, headers={"ETag": etag, "Content-Length": str(len(body))})
    if request.method == "HEAD":
        response.content = b""
    return response


def _refusal(refused: Refused) -> HttpResponse:
    return HttpResponse(_written(refused.body), status=refused.status, content_type=JSON, headers=dict(refused.headers))


def _written(told: dict[str, Any]) -> bytes:
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False).encode()


def cut(rows: Iterable[Any], asked: Asked) -> tuple[list[Any], bool]:
    """A page of the rows, of which there is one more than a page holds where the list goes on; and whether it does."""
    found = list(rows)
    return found[: asked.limit], len(found) > asked.limit
