from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from filings.api.description import SENTENCES, described
from filings.api.gate import Asked, endpoint
from filings.api.resources import RESOURCES

# Five lines that work anywhere: a test runs them.
EXAMPLE = """\
import json, urllib.request
url = "{cases}"
while url:
    page = json.load(urllib.request.urlopen(url)); url = page["next"]
    print(*(case["caption"] for case in page["results"]), sep="\\n")
"""


@endpoint("api")
def description(asked: Asked) -> dict[str, Any]:
    """OpenAPI."""
    return described(base=asked.address(reverse("api")).rstrip("/"))


@require_safe
@open_to_readers
def docs(request: HttpRequest) -> HttpResponse:
    """The description for people."""
    base = request.build_absolute_uri(reverse("api"))
    found = described(base=base.rstrip("/"))
    operations = [{"path": path, **methods["get"]} for path, methods in found["paths"].items()]
    context = {
        "base": base,
        "about": found["info"]["description"],
        "operations": operations,
        "resources": RESOURCES,
        "errors": SENTENCES,
        "example": EXAMPLE.format(cases=base + "cases/"),
        "limits": {"stranger": settings.CASEFILES_API_LIMIT, "token": settings.CASEFILES_API_TOKEN_LIMIT},
    }
    return render(request, "filings/api/docs.html", context)
