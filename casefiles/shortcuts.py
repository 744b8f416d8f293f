"""The one door to a case file: a view gets it here or nowhere."""

from django.http import Http404, HttpRequest

from casefiles.access import SEE_SEALED
from casefiles.models import CaseFile
from casefiles.prepared import PreparedRecords

_by_slug = PreparedRecords(CaseFile, lambda slug: CaseFile.objects.filter(slug=slug).order_by())


def get_case_or_404(request: HttpRequest, slug: str) -> CaseFile:
    """The case file, knowing whether this reader may see what is sealed in it (`case.sees_sealed`)."""
    case = next(iter(_by_slug(slug)), None)
    if case is None:
        raise Http404("No case file goes by that name.")
    case.sees_sealed = request.user.is_authenticated and request.user.has_perm(SEE_SEALED)
    return case
