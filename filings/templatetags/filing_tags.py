"""How other pages speak of a filing: its number as a link, and the chips of who acted."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from filings.docket.models import Filing
from filings.docket.sides import chips_html, chips_of
from filings.docket.words import number_of

register = template.Library()


@register.simple_tag(takes_context=True)
def filing_ref(context: Context, filing: Filing | None, what: str = "number") -> SafeString:
    """`34`, linked; with "title": `34, Motion to dismiss`. Of a sealed one, for whoever may not see it, `34, sealed`.

    Wants `case` in the context, as the door gave it, and nothing loaded of the filing beyond key, entry, date_filed and
    sealed, unless the title is asked for.
    """
    if filing is None:
        return SafeString()
    address = reverse("filing", args=[context["case"].slug, filing.key])
    number = number_of(filing.entry, filing.key, filing.date_filed)
    if is_closed(context, filing):
        return format_html('<a href="{}">{}</a>, sealed', address, number)
    if what == "title":
        return format_html('<a href="{}">{}, {}</a>', address, number, filing.title)
    return format_html('<a href="{}">{}</a>', address, number)


@register.simple_tag(takes_context=True)
def sides(context: Context, filing: Filing) -> SafeString:
    """One chip a side. Wants `filers__appearance__party` prefetched."""
    if is_closed(context, filing):
        return SafeString()
    actors = tuple((filer.appearance.side, filer.appearance.party.name) for filer in filing.filers.all())
    return chips_html(chips_of(actors, by_court=filing.by_court, judge=filing.judge))


def is_closed(context: Context, filing: Filing) -> bool:
    case: Any = context["case"]
    return filing.is_masked or (filing.sealed == "full" and not case.sees_sealed)
