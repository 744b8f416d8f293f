"""What is known of one filing, as label and value; what is not known is said so."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from casefiles.models import Confidence
from casefiles.prepared import Prepared
from filings.docket.chain import ASKING, PLEADINGS
from filings.docket.models import Filing
from filings.docket.steps import Actor
from filings.docket.words import day, outside
from parties.models import Representation

UNKNOWN = SafeString('<span class="unknown-value">not known</span>')
SEALED = {
    "none": "no part of it",
    "partly": "partly: the entry and its open documents show, the sealed documents do not",
    "full": "fully: open to those who may see what is sealed",
    None: UNKNOWN,
}
OUTCOMES = {"not captured": "an order exists; its result is not known"}

_counsel = Prepared(
    lambda attorney, filing: (
        Representation.objects.filter(
            Q(id=attorney)
            | Q(id__in=Filing.counsel_named.through._default_manager.filter(filing=filing).values("representation"))
        )
        .order_by("position", "id")
        .values_list("id", "slug", "attorney__name", "firm__name", "firm_confidence")
    )
)


# Label, the field it tells of, and its value.
Fact = tuple[str, str, str | SafeString]
INFERRED = SafeString(' <span class="confidence" title="Our reading; no source says so outright.">inferred</span>')


def facts_of(filing: Filing, actors: Iterable[Actor], *, parties_url: str) -> list[tuple[str, SafeString]]:
    """Label and value, in the order of reading. Wants a filing that is not masked. One query."""
    inferred = set(filing.inferred_fields)
    return [
        (label, SafeString(conditional_escape(value) + (INFERRED if field in inferred else "")))
        for label, field, value in (*_who(filing, actors, parties_url), *_what(filing))
        if value
    ]


def _who(filing: Filing, actors: Iterable[Actor], parties_url: str) -> Iterator[Fact]:
    filers = [
        format_html('<a href="{}#party-{}">{}</a> ({})', parties_url, actor.slug, actor.name, actor.role)
        for actor in actors
    ]
    if filing.by_court:
        filers.insert(0, SafeString("the court"))
    yield "Filed by", "filed_by", _joined(filers) or UNKNOWN
    rows = _counsel(filing.attorney_id or 0, filing.pk)
    signed = [row for row in rows if row[0] == filing.attorney_id]
    yield "Attorney", "attorney", _joined([_attorney(row, parties_url) for row in signed])
    named = [row for row in rows if row[0] != filing.attorney_id]
    yield "Counsel named", "counsel_named", _joined([_attorney(row, parties_url) for row in named])
    yield "Judge", "judge", filing.judge or ""


def _attorney(row: tuple[Any, ...], parties_url: str) -> SafeString:
    _, slug, name, firm, firm_confidence = row
    link = format_html('<a href="{}#counsel-{}">{}</a>', parties_url, slug, name)
    if not firm:
        return link
    if firm_confidence == Confidence.CONFIRMED:
        return format_html("{}, {}", link, firm)
    return format_html('{}, {} <span class="confidence" title="{}">firm not verified</span>', link, firm, NOT_VERIFIED)


NOT_VERIFIED = "No source says so of this docket."


def _what(filing: Filing) -> Iterator[Fact]:
    yield "Filed", "date_filed", day(filing.date_filed)
    if filing.date_entered != filing.date_filed:
        yield "Entered", "date_entered", day(filing.date_entered) if filing.date_entered else UNKNOWN
    yield "Kind", "kind", filing.kind
    asks = filing.kind in ASKING and filing.kind not in PLEADINGS
    outcome = OUTCOMES.get(filing.outcome or "", filing.outcome)
    yield "Outcome", "outcome", outcome or ("no order on it is on the docket" if asks else "")
    yield "Sealed", "sealed", SEALED[filing.sealed]
    if filing.text_only is not False:
        yield "Paper", "text_only", "none: the entry is its own text" if filing.text_only else UNKNOWN
    if filing.attachments_complete is False:
        yield "Attachments", "attachments_complete", "more may exist than are listed here"
    if address := outside(filing.url):
        host = address.split("/")[2].removeprefix("www.")
        yield "Source", "url", format_html('<a href="{}" rel="external noreferrer">{}</a>', address, host)
    yield "Note", "note", filing.note or ""


def _joined(parts: list[SafeString]) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((part,) for part in parts))
