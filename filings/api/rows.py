"""Records to the rows that the API tells, each with the names of its resource (resources.py)."""

from typing import Any

from django.urls import reverse

from casefiles.models import CaseFile
from filings.api.resources import DEADLINE, FILING, OF_DEADLINE, OF_FILING
from filings.claims.models import ClaimPoint
from filings.claims.pleaded import Pleaded, is_closed
from filings.documents.door import docket_url
from filings.documents.models import Document, HeldFile
from filings.documents.quotes import lines_of
from filings.timeline.columns import EVENT_COLUMNS, SEPARATOR
from filings.timeline.shapes import Event

COLUMNS = tuple((column.name, column.is_list, column.datatype) for column in EVENT_COLUMNS)
WORDS = {"true": True, "false": False, None: None}
LISTS = ("filings", "deadlines", "claims", "timeline")
PLAIN = (
    "slug", "caption", "short_caption", "court_id", "court", "timezone", "docket_number", "date_filed", "date_terminated",
    "as_of", "nature_of_suit", "cause", "jury_demand", "stage", "summary",
)  # fmt: skip


def case_row(case: CaseFile, *, origin: str) -> dict[str, Any]:
    """Wants the docket numbers prefetched."""
    links = {name: origin + reverse(f"api-{name}", args=[case.slug]) for name in LISTS}
    links["search"] = origin + reverse("api-case-search", args=[case.slug])
    numbers = [{"number": one.number, "start": one.start, "end": one.end} for one in case.docket_numbers.all()]
    found = {name: getattr(case, name) for name in PLAIN}
    return found | {
        "docket_numbers": numbers,
        "address": origin + case.get_absolute_url(),
        "self": origin + reverse("api-case", args=[case.slug]),
        "links": links,
    }


def event_row(event: Event) -> dict[str, Any]:
    """The cells of an event: lists as lists, yes and no as true and false."""
    found: dict[str, Any] = {}
    cells: tuple[Any, ...] = event
    for (name, is_list, datatype), cell in zip(COLUMNS, cells, strict=False):
        if is_list:
            found[name] = cell.split(SEPARATOR) if cell else None
        else:
            found[name] = WORDS[cell] if datatype == "boolean" else cell
    for name in ("filers", "responsible"):
        # A name may have the separator in it.
        if found[name] is not None:
            found[name] = list(event.actors.names)
    return found


def filing_row(event: Event, case: CaseFile, *, origin: str) -> dict[str, Any]:
    own = origin + reverse("api-filing", args=[case.slug, event.key])
    return _renamed(event_row(event) | {"self": own}, OF_FILING, FILING.names)


def deadline_row(event: Event, case: CaseFile, *, origin: str) -> dict[str, Any]:
    own = origin + reverse("api-deadline", args=[case.slug, event.key])
    return _renamed(event_row(event) | {"self": own}, OF_DEADLINE, DEADLINE.names)


def _renamed(row: dict[str, Any], names: dict[str, str], wanted: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[names.get(name, name)] for name in wanted}


def document_row(document: Document, held: HeldFile | None, case: CaseFile, *, origin: str) -> dict[str, Any]:
    """`held`: the version to read, where this reader may."""
    key, number = document.filing.key, document.number
    file = None
    if held is not None:
        names = ("sha256", "size", "version", "is_sample", "state", "page_count", "pages_read", "added_at")
        file = {name: getattr(held, name) for name in names}
    return {
        "number": number,
        "cite": None if document.is_masked else document.cite_number or None,
        "title": document.title,
        "page_count": document.page_count,
        "document_id": document.document_id,
        "sealed": document.sealed,
        "held": file,
        "address": f"{origin}{docket_url(case)}{key}/{number}/",
        "self": origin + reverse("api-document", args=[case.slug, key, number]),
    }


def page_row(page: dict[str, Any], *, paper: str, pages: str) -> dict[str, Any]:
    """`page`: the columns of views.papers. `paper` and `pages`: addresses of the document's page, and of this list."""
    found = {name: value for name, value in page.items() if name not in ("words", "text", "marks", "correction__id")}
    if "words" in page:
        lines = lines_of(page["text"], page["marks"], shown=page["words"])
        found |= {"text": page["words"], "line_numbers": [line.number for line in lines]}
    number = page["number"]
    return found | {
        "is_corrected": page["correction__id"] is not None,
        "address": f"{paper}#p{number}",
        "self": f"{pages}{number}/",
    }


def claim_row(one: Pleaded, case: CaseFile) -> dict[str, Any]:
    claim = one.claim
    found: dict[str, Any] = {
        "number": claim.number,
        "is_withheld": one.is_withheld,
        "pleaded_in": claim.pleaded_in.key,
    }
    if one.is_withheld:
        return found
    events = [event for event in claim.events.all() if not is_closed(event.entry, case=case)]
    return found | {
        "title": claim.title,
        "theory": claim.theory,
        "status": claim.status,
        "asserted_by": [appearance.party.name for appearance in claim.asserted_by.all()],
        "against": [appearance.party.name for appearance in claim.against.all()],
        "theories": [{"name": point.name} | _point(point) for point in one.theories],
        "bases": [_point(point) for point in one.bases],
        "relief": [_point(point) for point in one.relief],
        "events": [{"date": event.date, "status": event.status, "entry": event.entry.key} for event in events],
        "note": claim.note,
        "confidence": claim.confidence,
    }


def _point(point: ClaimPoint) -> dict[str, str | None]:
    return {"text": point.text, "confidence": point.confidence}
