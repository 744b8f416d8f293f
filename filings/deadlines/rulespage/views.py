from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from filings.deadlines.rulebook import rulebook
from filings.deadlines.rulespage.forms import RuleFilter
from filings.deadlines.rulespage.shown import bodies, closures_shown, holidays_shown


@require_safe
@open_to_readers
def rules(request: HttpRequest) -> HttpResponse:
    """The rules that dates are counted by, out of the file itself: `?q=reply&layer=local&court=cand`. No query."""
    book = rulebook()
    form = RuleFilter(request.GET, label_suffix="")
    found = bodies(book, form.chosen)
    context = {
        "form": form,
        "bodies": found,
        "count": sum(len(body.rules) for body in found),
        "total": len(book),
        "versions": sum(1 for _ in book),
        "sources": book.sources,
        "holidays": holidays_shown(),
        "closures": closures_shown(),
    }
    return render(request, "filings/deadlines/rules.html", context)
