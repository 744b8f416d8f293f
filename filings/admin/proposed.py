"""What is said in the admin of dates that were proposed."""

from collections.abc import Collection

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from casefiles.admin_base import sees_sealed
from casefiles.models import CaseFile
from filings.deadlines.models import Proposal
from filings.docket.words import count_of


def tell_of_proposals(request: HttpRequest, case: CaseFile, made: Collection[Proposal]) -> None:
    """As many of them as this reader may know of."""
    if made and not sees_sealed(request):
        ids = [one.pk for one in made]
        made = case.proposals.filter(pk__in=ids).open_to(sees_sealed=False)
    if made:
        address = reverse("proposals", args=[case.slug])
        told = count_of(len(made), "date")
        messages.info(
            request,
            format_html(
                '{} {} proposed, counted, to be ticked: <a href="{}">look at what is proposed</a>.',
                told,
                "is" if len(made) == 1 else "are",
                address,
            ),
        )
