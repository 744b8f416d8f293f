from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.models import CaseFile
from casefiles.prepared import Prepared
from casefiles.shortcuts import get_case_or_404
from filings.docket.controls import controls_of, in_words
from filings.docket.filters import find
from filings.docket.keyset import Listing, Slice, size_of
from filings.docket.looks import Glance, LookedAt, look, marks_of
from filings.docket.past import midnight
from filings.docket.rows import rows_of
from filings.docket.tally import total_of
from filings.docket.words import day
from parties.models import Appearance

# What an address says of the place in the list, not of what is listed.
PLACES = ("after", "before", "page")

appearances_of = Prepared(
    lambda case: Appearance.objects.filter(case=case).order_by("position", "id").values_list("slug", "party__name")
)


@require_safe
@open_to_readers
def docket(request: HttpRequest, slug: str) -> HttpResponse:
    """The docket sheet, filtered by its address."""
    case = get_case_or_404(request, slug)
    appearances = [(slug, name) for slug, name in appearances_of(case.pk)]
    found = find(request.GET, case=case, appearances=appearances)
    newest_first = found.chosen.get("sort") != "asc"
    total = found.filings.count() if found.is_filtered else total_of(case)
    listing = Listing(
        case,
        found.filings,
        whole=not found.is_filtered,
        newest_first=newest_first,
        size=size_of(request.GET.get("size")),
        total=total,
    )
    page = listing.page(request.GET)
    docket_url = reverse("docket", args=[case.slug])
    return render(
        request,
        "filings/docket/docket.html",
        {
            "case": case,
            "tab": "docket",
            "total": total,
            "is_filtered": found.is_filtered,
            "in_words": in_words(found.chosen, appearances=appearances) if found.is_filtered else "",
            "faults": found.faults,
            "controls": controls_of(request.GET, appearances=appearances, faults=found.faults),
            "links": links_of(request.GET, page, docket_url=docket_url, newest_first=newest_first),
            "newest_first": newest_first,
            "shown": shown(page),
        }
        | rows_and_news(request, case, page, day=found.chosen.get("since"), docket_url=docket_url),
    )


def rows_and_news(
    request: HttpRequest, case: CaseFile, page: Slice, *, day: date | None, docket_url: str
) -> dict[str, Any]:
    """The rows, what is new marked: since the day in the address, else since a reader who signed in last looked."""
    looked = LookedAt(None)
    if request.user.is_authenticated:
        looked = look(case, user=request.user.pk, now=datetime.now(UTC), writes=request.method == "GET")
    glance = Glance(midnight(day, zone=case.timezone), day) if day else Glance(looked.since)
    marks = marks_of(page.entries, glance, case=case)
    told: dict[str, Any] = {
        "rows": rows_of(page.entries, docket_url=docket_url, sees_sealed=case.sees_sealed, marks=marks)
    }
    if looked.since and not day:
        told |= {"looked": looked, "looked_on": looked.since.astimezone(ZoneInfo(case.timezone)).date()}
    return told


def shown(page: Slice) -> str:
    return f"{day(page.entries[0].date_filed)} to {day(page.entries[-1].date_filed)}" if page.entries else ""


def links_of(asked: QueryDict, page: Slice, *, docket_url: str, newest_first: bool) -> dict[str, str]:
    """The neighbouring pages, the other order and the export, all under the filter of this page."""
    kept = [(name, value) for name, values in asked.lists() for value in values if value and name not in PLACES]
    query = urlencode(kept)
    unsorted = [(name, value) for name, value in kept if name != "sort"]
    links = {
        "turned": f"{docket_url}?{urlencode([*unsorted, ('sort', 'asc' if newest_first else 'desc')])}",
        "csv": f"{docket_url}../timeline.csv" + (f"?{query}" if query else ""),
        "all": docket_url,
    }
    if page.previous:
        links |= {"first": f"?{query}", "previous": f"?{urlencode([*kept, ('before', page.previous)])}"}
    if page.next:
        links |= {
            "next": f"?{urlencode([*kept, ('after', page.next)])}",
            "last": f"?{urlencode([*kept, ('page', 'last')])}",
        }
    return links
