"""The one door to a case file: a view gets it here or nowhere."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from casefiles.access import SEE_SEALED
from casefiles.models import CaseFile


def get_case_or_404(request: HttpRequest, slug: str) -> CaseFile:
    """The case file, knowing whether this reader may see what is sealed in it (`case.sees_sealed`)."""
    case = get_object_or_404(CaseFile, slug=slug)
    case.sees_sealed = request.user.is_authenticated and request.user.has_perm(SEE_SEALED)
    return case
