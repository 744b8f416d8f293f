"""What the timeline shows under a query string, to take away. timeline.csv stands with the page itself."""

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, urlencode
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.models import CaseFile
from casefiles.shortcuts import get_case_or_404
from filings.docket.filters import DocketFilter
from filings.timeline.events import Selection, blocks
from filings.timeline.export import FIRST_BLOCK
from filings.timeline.exports import as_atom, as_ics, as_json, as_timelinejs
from filings.timeline.exports.schema import json_schema
from filings.timeline.filters import Chosen, choose
from filings.timeline.shapes import Event
from parties.models import Appearance

# What chooses events; the order of a list and where its page starts do not.
FILTERS = ({*DocketFilter.base_filters} - {"sort"}) | {"event", "fact_status"}


@require_safe
@open_to_readers
def timeline_json(request: HttpRequest, slug: str) -> HttpResponseBase:
    schema = request.build_absolute_uri(reverse("timeline-schema", args=[slug]))
    link = f'<{schema}>; rel="describedby"; type="application/schema+json"'

    def written(found: Iterable[list[Event]], selection: Selection) -> Iterator[bytes]:
        return as_json.written(found, case=selection.case, asked=asked_of(request), schema=schema)

    return streamed(request, slug, written, kind="application/json", ending="json", link=link)


@require_safe
@open_to_readers
def timeline_schema(request: HttpRequest, slug: str) -> HttpResponse:
    """What each member of timeline.json means, for a person and for a machine."""
    get_case_or_404(request, slug)
    found = json_schema(address=request.build_absolute_uri(request.path))
    options = {"indent": 2, "ensure_ascii": False}
    return JsonResponse(found, json_dumps_params=options, content_type="application/schema+json")


@require_safe
@open_to_readers
def timeline_ics(request: HttpRequest, slug: str) -> HttpResponseBase:
    def written(found: Iterable[list[Event]], selection: Selection) -> Iterator[bytes]:
        return as_ics.written(found, selection=selection)

    return streamed(request, slug, written, kind="text/calendar; charset=utf-8", ending="ics")


@require_safe
@open_to_readers
def timelinejs_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    def written(found: Iterable[list[Event]], selection: Selection) -> Iterator[bytes]:
        return as_timelinejs.written(found)

    return streamed(request, slug, written, kind="text/csv; charset=utf-8; header=present", ending="timelinejs.csv")


@require_safe
@open_to_readers
def feed_atom(request: HttpRequest, slug: str) -> HttpResponse:
    """The 50 last changes under the filter, or 304 to a reader who has them."""
    case, chosen = asked(request, slug)
    if chosen.faults:
        return refused(chosen)
    query = urlencode(asked_of(request), doseq=True)
    page = request.build_absolute_uri(reverse("timeline", args=[slug]))
    address = request.build_absolute_uri(request.path)
    text, updated = as_atom.feed_of(
        chosen.selection,
        origin=request.build_absolute_uri("/").rstrip("/"),
        address=f"{address}?{query}" if query else address,
        page=f"{page}?{query}" if query else page,
        asked=query,
    )
    etag, modified = as_atom.etag_of(text), int(updated.timestamp())
    headers = {"ETag": etag, "Last-Modified": http_date(modified), "Cache-Control": cached(case)}
    response = HttpResponse(text, content_type=as_atom.Feed.content_type, headers=headers)
    return cast(HttpResponse, get_conditional_response(request, etag, modified, response))


def asked(request: HttpRequest, slug: str) -> tuple[CaseFile, Chosen]:
    case = get_case_or_404(request, slug)
    appearances = list(Appearance.objects.filter(case=case).values_list("slug", "party__name"))
    return case, choose(request.GET, case=case, appearances=appearances)


def asked_of(request: HttpRequest) -> dict[str, list[str]]:
    """The filter, by the names of the query string and in one order of them."""
    lists = {name: [value for value in request.GET.getlist(name) if value] for name in sorted(FILTERS)}
    return {name: values for name, values in lists.items() if values}


def streamed(
    request: HttpRequest,
    slug: str,
    write: Callable[[Iterable[list[Event]], Selection], Iterator[bytes]],
    *,
    kind: str,
    ending: str,
    link: str = "",
) -> HttpResponseBase:
    """All events under the filter, as `write` makes them bytes."""
    case, chosen = asked(request, slug)
    if chosen.faults:
        return refused(chosen)
    origin = request.build_absolute_uri("/").rstrip("/")
    found = blocks(chosen.selection, first=FIRST_BLOCK, origin=origin)
    pieces = write(found, chosen.selection) if request.method == "GET" else iter(())
    name = f"{case.slug}-timeline-{case.as_of}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": cached(case)}
    return StreamingHttpResponse(pieces, content_type=kind, headers=headers | ({"Link": link} if link else {}))


def refused(chosen: Chosen) -> HttpResponse:
    return HttpResponse("\n".join(chosen.faults.values()), status=400, content_type="text/plain; charset=utf-8")


def cached(case: CaseFile) -> str:
    """Asked for again each time; what shows more than all may see is kept by nobody on the way."""
    return "private, no-cache" if case.sees_sealed else "no-cache"
