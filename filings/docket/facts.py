"""What is known of one filing, as label and value; what is not known is said so.

Ready to print, as the rows of the docket are: whatever is not our own word goes through `escape`.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString

from casefiles.models import Confidence
from casefiles.prepared import Prepared
from filings.docket.models import Filing
from filings.docket.steps import Actor
from filings.docket.words import day, kind_name, outside
from parties.models import Representation

UNKNOWN = '<span class="unknown-value">not known</span>'
SEALED = {
    "none": "no part of it",
    "partly": "partly: the entry and its open documents show, the sealed documents do not",
    "full": "fully: open to those who may see what is sealed",
    None: UNKNOWN,
}

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


# Label, the field it tells of, and its value: HTML, nothing where there is nothing to say.
Fact = tuple[str, str, str]
INFERRED = ' <span class="confidence" title="Our reading; no source says so outright.">inferred</span>'
NOT_VERIFIED = '<span class="confidence" title="No source says so of this docket.">firm not verified</span>'


def facts_of(filing: Filing, actors: Iterable[Actor], *, outcome: str | None, case_url: str) -> SafeString:
    """The pairs of `dl.facts`, in the order of reading. Wants a filing that is not masked. One query."""
    inferred = set(filing.inferred_fields)
    return SafeString(
        "".join(
            f"<dt>{label}</dt><dd>{value}{INFERRED if field in inferred else ''}</dd>"
            for label, field, value in (*_who(filing, actors, f"{case_url}parties/"), *_what(filing, outcome or ""))
            if value
        )
    )


def _who(filing: Filing, actors: Iterable[Actor], parties_url: str) -> Iterator[Fact]:
    filers = ["the court"] if filing.by_court else []
    filers += [
        f'<a href="{parties_url}#party-{actor.slug}">{escape(actor.name)}</a> ({escape(actor.role)})'
        for actor in actors
    ]
    yield "Filed by", "filed_by", "<br>".join(filers) or UNKNOWN
    rows = _counsel(filing.attorney_id or 0, filing.pk)
    signed = [row for row in rows if row[0] == filing.attorney_id]
    yield "Attorney", "attorney", "<br>".join(_attorney(row, parties_url) for row in signed)
    named = [row for row in rows if row[0] != filing.attorney_id]
    yield "Counsel named", "counsel_named", "<br>".join(_attorney(row, parties_url) for row in named)
    yield "Judge", "judge", escape(filing.judge or "")


def _attorney(row: tuple[Any, ...], parties_url: str) -> str:
    _, slug, name, firm, firm_confidence = row
    link = f'<a href="{parties_url}#counsel-{slug}">{escape(name)}</a>'
    if not firm:
        return link
    doubt = "" if firm_confidence == Confidence.CONFIRMED else f" {NOT_VERIFIED}"
    return f"{link}, {escape(firm)}{doubt}"


def _what(filing: Filing, outcome: str) -> Iterator[Fact]:
    yield "Filed", "date_filed", day(filing.date_filed)
    if filing.date_entered != filing.date_filed:
        yield "Entered", "date_entered", day(filing.date_entered) if filing.date_entered else UNKNOWN
    # A kind that no rule could tell is no kind of "other paper", and nobody read it so.
    not_known = filing.kind == "other" and "kind" in filing.inferred_fields
    yield "Kind", "" if not_known else "kind", UNKNOWN if not_known else kind_name(filing.kind)
    yield "Outcome", "outcome", outcome
    yield "Sealed", "sealed", SEALED[filing.sealed]
    if filing.text_only is not False:
        yield "Paper", "text_only", "none: the entry is its own text" if filing.text_only else UNKNOWN
    if filing.attachments_complete is False:
        yield "Attachments", "attachments_complete", "more may exist than are listed here"
    if address := outside(filing.url):
        host = escape(address.split("/")[2].removeprefix("www."))
        yield "Source", "url", f'<a href="{escape(address)}" rel="external noreferrer">{host}</a>'
    yield "Note", "note", escape(filing.note or "")
