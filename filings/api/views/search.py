"""The search of the search page, a hit a row."""

from casefiles.access import SEE_SEALED
from casefiles.models import CaseFile
from filings.api.gate import Asked, Page, cut, endpoint
from filings.api.hits import hit_rows, record_rows
from filings.query.language import parse
from filings.search.answering import answer
from filings.search.engine import Asked as Sought
from filings.search.engine import Hit, find_records


@endpoint("api-search")
def search(asked: Asked) -> Page:
    user = asked.request.user
    return _search(asked, None, sees_sealed=user.is_authenticated and user.has_perm(SEE_SEALED))


@endpoint("api-case-search")
def case_search(asked: Asked, slug: str) -> Page:
    case = asked.case(slug)
    return _search(asked, case, sees_sealed=case.sees_sealed)


def _search(asked: Asked, case: CaseFile | None, *, sees_sealed: bool) -> Page:
    query = parse(asked.values["q"])
    answered = answer(query, case=case, sees_sealed=sees_sealed, newest_first=asked.values.get("sort") == "newest")
    found, first = answered.found, _start(answered.found.hits, asked.cursor)
    hits, goes_on = cut(found.hits[first : first + asked.limit + 1], asked)
    shown = hit_rows(hits, query, sees_sealed=sees_sealed, passages=asked.wants("passage"), origin=asked.origin)
    is_first = asked.cursor is None
    records = find_records(Sought(query, case.pk if case else None, sees_sealed)) if is_first else []
    more = {
        "query": query.text,
        "faults": list(answered.faults),
        "count": found.pages,
        "filings": found.filings,
        "is_exact": found.is_exact,
        "newest_first": found.newest_first,
        "records": record_rows(records, sees_sealed=sees_sealed, origin=asked.origin),
    }
    return Page(shown, (first + len(hits), *hits[-1]) if goes_on else None, more)


def _start(hits: list[Hit], cursor: list[int] | None) -> int:
    """Behind the last hit read, wherever it stands by now; where it is gone, as many hits on."""
    if cursor is None:
        return 0
    count, *last = cursor
    return next((place + 1 for place, hit in enumerate(hits) if [*hit] == last), min(count, len(hits)))
