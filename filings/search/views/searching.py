from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casefiles.access import SEE_SEALED, open_to_readers
from casefiles.models import CaseFile, User
from casefiles.paging import pager
from casefiles.shortcuts import get_case_or_404
from filings.query.language import Query, parse
from filings.search.answering import Answer, Group, answer
from filings.search.beside import facets_html, records_html
from filings.search.engine import BOUND, Asked, find_records
from filings.search.facets import facets_of
from filings.search.jumping import Place, cases_numbered, papers_numbered, place_of
from filings.search.models import SavedSearch
from filings.search.passages import ROWS, rows_of
from filings.search.records import Record, records_of

NEWEST, BEST = "newest", "best"


@require_safe
@open_to_readers
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """The search of one case: `?q=` the query, `order=best|newest`, `full=1` to rank all of very many hits, `page=2`.

    A query that names a paper leads to it."""
    case = get_case_or_404(request, slug)
    query = parse(request.GET.get("q", ""))
    place = place_of(query.jump, case=case) if query.jump else Place()
    if place.address:
        return redirect(place.address)
    numbered = cases_numbered(query.text)
    faults = (place.fault,) if place.fault and not numbered else ()
    return _page(request, query, case=case, sees_sealed=case.sees_sealed, faults=faults, numbered=numbered)


@require_safe
@open_to_readers
def search_all(request: HttpRequest) -> HttpResponse:
    """The search of all cases. A docket number leads to its case; the number of a paper to it, where one case alone has it."""
    query = parse(request.GET.get("q", ""))
    sees_sealed = request.user.is_authenticated and request.user.has_perm(SEE_SEALED)
    numbered = cases_numbered(query.text)
    if len(numbered) == 1:
        return redirect(numbered[0])
    papers = papers_numbered(query.jump) if query.jump else []
    faults: tuple[str, ...] = ()
    if len(papers) == 1 and query.jump:
        case, _ = papers[0]
        case.sees_sealed = sees_sealed
        place = place_of(query.jump, case=case)
        if place.address:
            return redirect(place.address)
        faults = (place.fault,)
    return _page(request, query, case=None, sees_sealed=sees_sealed, faults=faults, papers=papers, numbered=numbered)


def _page(
    request: HttpRequest,
    query: Query,
    *,
    case: CaseFile | None,
    sees_sealed: bool,
    faults: tuple[str, ...],
    numbered: list[CaseFile],
    papers: Sequence[tuple[CaseFile, str]] = (),
) -> HttpResponse:
    newest_first = request.GET.get("order") == NEWEST
    in_full = request.GET.get("full") == "1"
    found = answer(query, case=case, sees_sealed=sees_sealed, newest_first=newest_first, in_full=in_full)
    here = reverse("search", args=[case.slug]) if case else reverse("search-all")
    context: dict[str, Any] = {
        "base": "base_case.html" if case else "base.html",
        "case": case,
        "tab": "search",
        "here": here,
        "text": query.text,
        "query": query,
        "answer": found,
        "faults": (*faults, *found.faults),
        "order": NEWEST if newest_first else BEST,
        "papers": papers,
        "numbered": numbered,
        "bound": BOUND,
        "saved": _saved(request, case),
    }
    if query.text:
        context |= _results(found, request, here, case=case, sees_sealed=sees_sealed)
    return render(request, "filings/search/search.html", context)


def _results(
    found: Answer, request: HttpRequest, here: str, *, case: CaseFile | None, sees_sealed: bool
) -> dict[str, Any]:
    groups: Paginator[Group] = Paginator(found.groups, ROWS)
    page = groups.get_page(request.GET.get("page"))
    text, is_newest = found.query.text, request.GET.get("order") == NEWEST
    kept = (
        {"q": text}
        | ({"order": NEWEST} if is_newest else {})
        | ({"full": "1"} if request.GET.get("full") == "1" else {})
    )
    order = {"order": NEWEST} if is_newest else {}
    return {
        "rows": rows_of(list(page), found.query, sees_sealed=sees_sealed, names_case=case is None),
        "pager": pager(page, urlencode(kept)),
        "facets": facets_html(facets_of(found, sees_sealed=sees_sealed), here=here, order=order),
        "records": records_html(_records(found, case=case, sees_sealed=sees_sealed), names_case=case is None),
        "links": {
            "best": f"{here}?{urlencode({'q': text})}",
            "newest": f"{here}?{urlencode({'q': text, 'order': NEWEST})}",
            "full": f"{here}?{urlencode({'q': text, 'full': '1'})}",
        },
    }


def _records(found: Answer, *, case: CaseFile | None, sees_sealed: bool) -> list[Record]:
    """None where the query asks for filings of a sort."""
    if found.has_limits:
        return []
    hits = find_records(Asked(found.query, case.pk if case else None, sees_sealed))
    return records_of(hits, sees_sealed=sees_sealed)


def _saved(request: HttpRequest, case: CaseFile | None) -> list[SavedSearch]:
    """Of this reader, those of this case and those of all cases."""
    user = request.user
    if not isinstance(user, User):
        return []
    return [one for one in user.saved_searches.select_related("case") if case is None or one.case_id in (None, case.pk)]
