from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.models import CaseFile
from casefiles.shortcuts import get_case_or_404
from filings.deadlines.agenda import due
from filings.deadlines.arguments import Argument, argument_of, ground_of
from filings.deadlines.closeddays import CourtDays
from filings.deadlines.courtcalendar import Calendar
from filings.deadlines.door import EDIT, today_in
from filings.deadlines.drafts import ORDER
from filings.deadlines.paperchecks import Remark, remarks_on
from filings.deadlines.shown import drawn, quote_of, readings_of, steps_of
from filings.docket.livetext import live_text
from filings.docket.models import Filing

# The checks read the whole docket: a second's work on one of two thousand papers.
MOST_PAPERS = 500
# How the comparison with the docket is colored; its words say the same.
VERDICTS = {"match": "ok", "explained": "quiet", "discrepancy": "late"}


@require_safe
@open_to_readers
def deadline(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One deadline, and how it is argued. Of one that a sealed filing alone states nothing is found."""
    case = get_case_or_404(request, slug)
    today = today_in(case)
    ground = ground_of(case)
    found = next((one for one in ground.known if one.key == key), None)
    if found is None:
        raise Http404("No deadline of this case goes by that key.")
    argument = argument_of(found, ground=ground, today=today)
    calendar = Calendar(case.court_id, ground.bench.closures)
    context = {
        "case": case,
        "tab": "deadlines",
        "deadline": found,
        "row": due(found, today=today, others=ground.known, court=CourtDays(calendar, today)),
        "argument": argument,
        "today": today,
        "picture": drawn(argument, calendar),
        "may_edit": request.user.has_perm(EDIT),
        "shows_names": request.user.is_authenticated,
        "remarks": remarks(argument, case, is_asked="check" in request.GET),
        **counted(argument),
        **words_of(argument, case),
    }
    return render(request, "filings/deadlines/deadline.html", context)


def counted(argument: Argument) -> dict[str, Any]:
    """The steps and the readings; nothing of a date that an order fixes."""
    count = argument.count
    if count is None or count.get("rule") == ORDER:
        return {"steps": (), "readings": (), "questions": ()}
    return {"steps": steps_of(count), "readings": readings_of(count), "questions": count["questions"]}


def remarks(argument: Argument, case: CaseFile, *, is_asked: bool) -> list[Remark] | None:
    """Those on the papers that it runs from, that set it and that met it; None on a long docket, where nobody asked."""
    found = argument.deadline
    ids = {found.trigger_entry_id, found.set_by_entry_id, found.met_by_entry_id} - {None}
    if not ids:
        return []
    if not is_asked and case.filings.count() > MOST_PAPERS:
        return None
    return [one for one in remarks_on(case) if one.filing.pk in ids]


def words_of(argument: Argument, case: CaseFile) -> dict[str, Any]:
    """What is quoted from filings: of one that is sealed to this reader nothing is."""
    trigger, word = argument.trigger, argument.word
    docket_url = f"{case.get_absolute_url()}docket/"
    is_told = trigger is not None and is_open(trigger, case)
    is_quoted = word is not None and word.filing is not None and is_open(word.filing, case)
    return {
        "trigger_text": live_text(trigger, case=case.pk, docket_url=docket_url, sees_sealed=case.sees_sealed)
        if trigger is not None and is_told
        else "",
        "verdict_css": VERDICTS.get(argument.verdict.word, "") if argument.verdict else "",
        "quote": quote_of(argument) if is_quoted else "",
    }


def is_open(filing: Filing, case: CaseFile) -> bool:
    return filing.sealed != "full" or case.sees_sealed
