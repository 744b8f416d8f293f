"""Filings, deadlines and the timeline: all are read as the timeline reads them, so none tells more than another."""

from collections.abc import Callable
from itertools import chain, islice
from typing import Any

from django.http import Http404, QueryDict

from casefiles.models import CaseFile
from filings.api import cursors
from filings.api.faults import Refused, bad_parameter
from filings.api.gate import Asked, Page, cut, endpoint
from filings.api.rows import deadline_row, event_row, filing_row
from filings.deadlines.models import Deadline, DeadlineQuerySet
from filings.docket.models import Filing, FilingQuerySet
from filings.timeline.events import Selection, blocks
from filings.timeline.filters import choose
from filings.timeline.models import Fact
from filings.timeline.shapes import Event
from parties.models import Appearance

OWN = ("limit", "cursor", "fields", "omit")
# First and last of what a filter leaves: nothing is between two that are crossed.
PAIRS = (("filed_after", "filed_before"), ("entry_min", "entry_max"))


@endpoint("api-filings")
def filings(asked: Asked, slug: str) -> Page:
    case = asked.case(slug)
    selection = _selection(asked, case, {"after": "filed_after", "before": "filed_before"}, events=("filing",))
    return _page(asked, selection, lambda event: filing_row(event, case, origin=asked.origin))


@endpoint("api-filing")
def filing(asked: Asked, slug: str, key: str) -> dict[str, Any]:
    case = asked.case(slug)
    event = _first(_only(case, filings=Filing.objects.filter(case=case, key=key)), asked)
    if event is None:
        raise Http404("No entry of this docket has that number.")
    return filing_row(event, case, origin=asked.origin)


@endpoint("api-deadlines")
def deadlines(asked: Asked, slug: str) -> Page:
    case = asked.case(slug)
    kinds = (asked.values["kind"],) if "kind" in asked.values else ("deadline", "hearing")
    names = {"after": "filed_after", "before": "filed_before", "kind": ""}
    selection = _selection(asked, case, names, events=kinds)
    return _page(asked, selection, lambda event: deadline_row(event, case, origin=asked.origin))


@endpoint("api-deadline")
def deadline(asked: Asked, slug: str, key: str) -> dict[str, Any]:
    case = asked.case(slug)
    known = Deadline.objects.filter(case=case, key=key).open_to(sees_sealed=case.sees_sealed)
    event = _first(_only(case, deadlines=known), asked)
    if event is None:
        raise Http404("This case has no deadline or hearing by that key.")
    return deadline_row(event, case, origin=asked.origin)


@endpoint("api-timeline")
def timeline(asked: Asked, slug: str) -> Page:
    case = asked.case(slug)
    return _page(asked, _selection(asked, case, {}), event_row)


def _selection(asked: Asked, case: CaseFile, names: dict[str, str], *, events: tuple[str, ...] = ()) -> Selection:
    """What the timeline page would show. `names`: how it calls a filter, empty where it has none. Raises Refused."""
    data = QueryDict(mutable=True)
    for name, value in asked.values.items():
        if name not in OWN and (known := names.get(name, name)):
            data.setlist(known, [str(one) for one in (value if isinstance(value, list) else [value])])
    if events:
        data.setlist("event", list(events))
    for first, last in PAIRS:
        if first in data and last in data and _value(str(data[first])) > _value(str(data[last])):
            return _only(case)
    appearances = list(Appearance.objects.filter(case=case).values_list("slug", "party__name"))
    if "filer" in data and data["filer"] not in dict(appearances):
        raise Refused(404, "no-such-filer", f"Nobody in this case goes by “{data['filer']}”.")
    chosen = choose(data, case=case, appearances=appearances)
    if chosen.faults:
        raise bad_parameter(" ".join(chosen.faults.values()))
    return chosen.selection


def _value(text: str) -> tuple[int, str]:
    """Numbers by their size; days are alike long."""
    return len(text), text


def _only(
    case: CaseFile, *, filings: FilingQuerySet | None = None, deadlines: DeadlineQuerySet | None = None
) -> Selection:
    """Nothing of the case but these."""
    filings = Filing.objects.none() if filings is None else filings
    deadlines = Deadline.objects.none() if deadlines is None else deadlines
    return Selection(case, filings, deadlines, Fact.objects.none())


def _page(asked: Asked, selection: Selection, row: Callable[[Event], dict[str, Any]]) -> Page:
    since = cursors.place_after(asked.cursor) if asked.cursor else None
    wanted = asked.limit + 1
    found = chain.from_iterable(blocks(selection, since=since, first=wanted, origin=asked.origin))
    events, goes_on = cut(islice(found, wanted), asked)
    return Page([row(event) for event in events], cursors.of_place(events[-1].place) if goes_on else None)


def _first(selection: Selection, asked: Asked) -> Event | None:
    return next(chain.from_iterable(blocks(selection, first=1, origin=asked.origin)), None)
