import json
import logging
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.models import CaseFile, DocketNumber
from casefiles.prepared import Prepared
from filings.docket.models import Filing
from filings.docket.words import count_of
from filings.documents import wayfinding
from filings.documents.cites import CaseCite, full_cite, patterns, short_cite
from filings.documents.crossrefs import serial
from filings.documents.door import EDIT, case_and_filing, docket_url, heading
from filings.documents.markup import notices, state_of
from filings.documents.page_markup import Desk, place
from filings.documents.pointing import Pointer
from filings.documents.room import BLOCK, Room, address_of, room_of
from filings.documents.sheets import versions_of
from filings.documents.shelf import Shelved, is_being_read, shelf_of
from filings.documents.stamps import Record
from filings.reading.sought import Sought, sought_in

logger = logging.getLogger(__name__)

# Where the pages go in the page's HTML. Words from outside are escaped, so that none of them can write it.
PAGES = "<!-- the pages of the document -->"
BROKEN = (
    '<p class="fault" role="alert"><strong>The document does not end here.</strong> Something went wrong on our side while '
    "its pages were sent. Reload the page to see the rest of them.</p>"
)

_docket_numbers = Prepared(
    lambda case: DocketNumber.objects.filter(case=case).order_by("position", "id").values_list("number")
)


@require_safe
@open_to_readers
def document(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponseBase:
    """One document, all its pages, sent as they are read from the database: the first ones at once.

    `?q=` marks a phrase, `?find=` what a search of the case finds; `?from=501` shows the pages from there of a document too
    long for one address; `?page=617` leads to a page, wherever it stands.
    """
    case, filing = case_and_filing(request, slug, key)
    context = heading(case, filing)
    # Not even how many documents it has: any number of a fully sealed filing answers the same.
    if filing.is_masked:
        return render(request, "filings/documents/sealed.html", context)
    shelf = shelf_of(case, filing)
    shown = next((one for one in shelf.documents() if one.held.number == number), None)
    if shown is None:
        raise Http404("This filing has no such document.")
    context |= {"document": shown, "part": shown.part, "title": shown.heading(filing.title)}
    if shown.held.is_masked:
        return render(request, "filings/documents/sealed.html", context)
    sought, page, to_page = _asked(request)
    if to_page is not None:
        to_page = max(1, min(to_page, shown.held.held_pages or to_page))
        return HttpResponseRedirect(f"{address_of(shown.url, to_page, sought)}#p{to_page}")
    named = CaseCite(case.caption, case.docket_number, case.court_id, case.court)
    context |= {
        "cites": {"short": short_cite(shown.cite), "full": full_cite(named, shown.cite)},
        "reading": is_being_read([shown]),
        "state": state_of(shown),
        "notices": notices(shown),
        "may_edit": request.user.has_perm(EDIT),
        "sought": sought,
        "query": sought.text,
    }
    if not shown.held.current_id or not shown.held.pages_read:
        return render(request, "filings/documents/document.html", context | {"pages": ""})
    room = _room(case, filing, shown, named=named, sought=sought, page=page, request=request)
    context |= _room_context(request, room, shown, sees_sealed=case.sees_sealed)
    return _sent(render_to_string("filings/documents/document.html", context, request), room)


def _room(
    case: CaseFile, filing: Filing, shown: Any, *, named: CaseCite, sought: Sought, page: int, request: HttpRequest
) -> Room:
    desk = Desk(
        case=named, paper=shown.cite, url=shown.url, timezone=case.timezone, total=shown.held.held_pages, sought=sought, hits=0,
        may_edit=request.user.has_perm(EDIT), shows_names=request.user.is_authenticated,
    )  # fmt: skip
    record = _record(case, filing, shown)
    own = frozenset(filter(None, map(serial, record.docket_numbers)))
    pointer = Pointer(case, filing.pk, docket_url(case), own)
    return room_of(shown.held.current_id, desk, record, page=page, pointer=pointer)


def _asked(request: HttpRequest) -> tuple[Sought, int, int | None]:
    """What to find, the page to show from, and the page to go to. Raises Http404 for numbers that are none."""
    sought = sought_in(request.GET.get("q"), request.GET.get("find"))
    to_page = request.GET.get("page")
    try:
        page = int(request.GET.get("from") or 1)
        return sought, page, int(to_page) if to_page else None
    except ValueError as senseless:
        raise Http404("A page is asked for by its number.") from senseless


def _record(case: CaseFile, filing: Filing, shown: Shelved) -> Record:
    numbers = (case.docket_number, *(number for (number,) in _docket_numbers(case.pk)))
    # Until the whole file is read nobody knows how many pages it has to have.
    total = shown.held.held_pages if shown.held.state == "read" else None
    return Record(tuple(dict.fromkeys(numbers)), filing.entry, shown.held.number, filing.date_filed, total)


def _room_context(request: HttpRequest, room: Room, shown: Shelved, *, sees_sealed: bool) -> dict[str, Any]:
    versions = versions_of(shown.held.id or 0, sees_sealed=sees_sealed)
    current = next((one for one in versions if one.file == room.file), None)
    intake = current.intake if current else {}
    return {
        "room": room,
        "url": SafeString(shown.url),
        "thumbnails": wayfinding.thumbnails(room) if len(room.shown) > 1 else "",
        "outline": wayfinding.outline(intake.get("outline") or [], room),
        "about": wayfinding.about(intake),
        "windows": wayfinding.other_windows(room),
        "versions": len(versions),
        "papers": wayfinding.papers(room) if room.checked.is_combined else [],
        "cite_patterns": _patterns(request, room),
        "found": count_of(room.hits.total, "hit"),
        "found_on": count_of(len(room.hits.first), "page"),
        "first_hit": room.hit(1),
        "without_text": count_of(room.without_text, "page") if room.desk.sought and room.without_text else "",
        "pages": SafeString(PAGES),
    }


def _patterns(request: HttpRequest, room: Room) -> str:
    """For the script that cites a selection: the forms of a cite to each paper of the file, by its number."""
    desk = room.desk
    address = request.build_absolute_uri(desk.url)
    named = {desk.paper.number: desk.paper}
    for number, stamp in room.checked.stamps.items() if room.checked.is_combined else ():
        paper = place(desk.paper, number, stamp, desk.case).paper
        named[paper.number] = paper
    return json.dumps({number: patterns(desk.case, paper, address) for number, paper in named.items()})


def _sent(page: str, room: Room) -> HttpResponseBase:
    head, _, tail = page.partition(PAGES)
    blocks = room.blocks()
    # Asked for before the first byte is sent: what goes wrong here is an error of the whole page.
    first = next(blocks, "")
    if len(room.shown) <= BLOCK:
        return HttpResponse("".join([head, first, *blocks, tail]))
    return StreamingHttpResponse(_stream(f"{head}{first}", blocks, tail, room))


def _stream(head: str, blocks: Iterator[str], tail: str, room: Room) -> Iterator[str]:
    yield head
    try:
        yield from blocks
    except Exception:
        # The first bytes are long gone: no status can say it. What must not happen is that the text seems to end here.
        logger.exception("The pages of %s could not be sent to the end.", room.desk.url)
        yield BROKEN
    yield tail
