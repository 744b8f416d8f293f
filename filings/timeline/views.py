from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.models import CaseFile
from casefiles.prepared import Prepared
from casefiles.shortcuts import get_case_or_404
from filings.docket.controls import checkboxes, controls_of
from filings.timeline.dictionary import data_dictionary
from filings.timeline.events import Leaf, blocks, leaf
from filings.timeline.export import FIRST_BLOCK, Rows
from filings.timeline.filters import EVENTS, STATUSES, Chosen, choose, narrowed
from filings.timeline.jumps import years_of
from filings.timeline.month_html import html_of
from filings.timeline.overview import overview_of
from filings.timeline.picture import lanes_for
from filings.timeline.rows import months_of, row_of
from filings.timeline.shapes import BadPlaceError, Place
from filings.timeline.storyboard import board_of
from filings.timeline.window import BadWindowError, Window
from parties.models import Appearance

PAGE = 200
# Of an address: where list and picture stand; the others are the filter.
PLACES = ("from", "zoom")
_appearances_in = Prepared(lambda case: Appearance.objects.filter(case=case).values_list("slug", "party__name"))


def today_in(case: CaseFile) -> date:
    """The day it is at the court."""
    return datetime.now(ZoneInfo(case.timezone)).date()


def appearances_of(case: CaseFile) -> list[tuple[str, str]]:
    return _appearances_in(case.pk)


@require_safe
@open_to_readers
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the case stands."""
    case = get_case_or_404(request, slug)
    today = today_in(case)
    found = overview_of(case, today=today)
    docket_url = reverse("docket", args=[case.slug])
    context = {
        "case": case,
        "tab": "overview",
        "overview": found,
        "latest": [row_of(event, docket_url=docket_url, today=today) for event in found.latest],
        "today": today,
        "days_since_seen": (today - case.as_of).days,
    }
    return render(request, "filings/timeline/overview.html", context)


def listed(page: Leaf, *, docket_url: str, today: date) -> SafeString:
    """The list of a page, month by month."""
    goes_on = page.previous is not None
    months = months_of(page.events, docket_url=docket_url, today=today, goes_on=goes_on)
    return html_of(months, today=today, is_whole=not goes_on and page.next is None)


def offered(data: QueryDict, chosen: Chosen, appearances: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What the filter offers, ready to print."""
    return {
        "controls": controls_of(data, appearances=appearances, faults=chosen.faults) | {"kept": [], "any": bool(data)},
        "event_boxes": [
            {"value": word, "label": label, "is_chosen": word in chosen.events} for word, label in EVENTS.items()
        ],
        "statuses": checkboxes("fact_status", tuple(STATUSES.items()), tuple(data.getlist("fact_status"))),
    }


@require_safe
@open_to_readers
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """Filings, deadlines and hearings by date, filtered by the address; `?from=2025-10-01` starts at a day."""
    case = get_case_or_404(request, slug)
    today = today_in(case)
    appearances = appearances_of(case)
    chosen = choose(request.GET, case=case, appearances=appearances)
    since, misplaced = place_asked(request.GET)
    zoom, misplaced_zoom = zoom_asked(request.GET)
    if zoom and since is None:
        # The list begins where the picture does.
        since = Place(zoom.first)
    page = leaf(chosen.selection, since=since, size=PAGE)
    is_whole = page.previous is None and page.next is None
    context = {
        "case": case,
        "tab": "timeline",
        "today": today,
        "months": listed(page, docket_url=reverse("docket", args=[case.slug]), today=today),
        "lanes": lanes_for(page.events),
        "ends_before_today": ends_before(page, today),
        "tally": tally_of(page),
        "is_whole": is_whole,
        "chosen": chosen,
        "misplaced": misplaced,
        "misplaced_zoom": misplaced_zoom,
        **offered(request.GET, chosen, appearances),
        "board": board_of(
            chosen.selection,
            page,
            zoom=zoom,
            is_whole=is_whole,
            today=today,
            kept=kept_in(request.GET, is_faulty=bool(chosen.faults)),
            within=narrowed,
        ),
        "jumps": [] if is_whole else years_of(chosen.selection),
        "links": links_of(request.GET, page, case=case, is_faulty=bool(chosen.faults)),
    }
    return render(request, "filings/timeline/timeline.html", context)


@require_safe
@open_to_readers
def timeline_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All events that the timeline shows under the same query string, on all its pages."""
    case = get_case_or_404(request, slug)
    chosen = choose(request.GET, case=case, appearances=appearances_of(case))
    if chosen.faults:
        return HttpResponse("\n".join(chosen.faults.values()), status=400, content_type="text/plain; charset=utf-8")
    origin = request.build_absolute_uri("/").rstrip("/")
    found = blocks(chosen.selection, first=FIRST_BLOCK, origin=origin)
    pieces = Rows(case).written(found) if request.method == "GET" else iter(())
    metadata = reverse("timeline-csv-metadata", args=[case.slug])
    return StreamingHttpResponse(
        pieces,
        content_type="text/csv; charset=utf-8; header=present",
        headers={
            "Content-Disposition": f'attachment; filename="{case.slug}-timeline-{today_in(case)}.csv"',
            "Link": f'<{metadata}>; rel="describedby"; type="application/csvm+json"',
        },
    )


@require_safe
@open_to_readers
def timeline_csv_metadata(request: HttpRequest, slug: str) -> HttpResponse:
    """What each column of the export means, for a person and for a machine."""
    case = get_case_or_404(request, slug)
    found = data_dictionary(case=case.short_caption, csv_address="timeline.csv")
    options = {"indent": 2, "ensure_ascii": False}
    return JsonResponse(found, json_dumps_params=options, content_type="application/csvm+json")


def place_asked(asked: QueryDict) -> tuple[Place | None, str]:
    """Where the page is to start; and what was asked, if that is no place."""
    text = asked.get("from", "")
    try:
        return (Place.read(text), "") if text else (None, "")
    except BadPlaceError:
        return None, text


def zoom_asked(asked: QueryDict) -> tuple[Window | None, str]:
    """The days that the picture is to show; and what was asked, if these are none."""
    text = asked.get("zoom", "")
    try:
        return (Window.read(text), "") if text else (None, "")
    except BadWindowError:
        return None, text


def kept_in(asked: QueryDict, *, is_faulty: bool) -> list[tuple[str, str]]:
    """The filter of this page, for links; where that is bad, none."""
    if is_faulty:
        return []
    return [(name, value) for name, values in asked.lists() for value in values if value and name not in PLACES]


def ends_before(page: Leaf, today: date) -> bool:
    """Whether today's line stands below the last event of the page."""
    if not page.events or page.events[-1].place.day >= today:
        return False
    return page.next is None or page.next.day >= today


def tally_of(page: Leaf) -> dict[str, int]:
    return {sort: sum(1 for event in page.events if event.event == sort) for sort in EVENTS}


def links_of(asked: QueryDict, page: Leaf, *, case: CaseFile, is_faulty: bool) -> dict[str, str]:
    """The neighbouring pages and the export, all under the filter of this page; where that is bad, under none."""
    here, csv = reverse("timeline", args=[case.slug]), reverse("timeline-csv", args=[case.slug])
    kept = kept_in(asked, is_faulty=is_faulty)
    query = urlencode(kept)
    links = {"all": here, "csv": f"{csv}?{query}" if query else csv, "start": f"?{urlencode([*kept, ('from', '')])}"}
    links["query"] = f"?{query}" if query else ""
    if page.previous:
        links |= {"first": f"?{query}", "previous": f"?{urlencode([*kept, ('from', page.previous)])}"}
    if page.next:
        links["next"] = f"?{urlencode([*kept, ('from', page.next)])}"
    return links
