from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from casefiles.models import CaseFile


@require_safe
@open_to_readers
def case_list(request: HttpRequest) -> HttpResponse:
    """The list of cases; the only case opens at once."""
    cases = list(CaseFile.objects.all())
    if len(cases) == 1:
        return redirect(cases[0])
    return render(request, "casefiles/case_list.html", {"cases": cases})


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """The process answers, and so does its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
