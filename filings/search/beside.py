"""What stands beside an answer, ready to print: the facets that narrow it, the records that answer it too.

Put together here as the rows of the docket are: a template would take longer than the search. Whatever is not our own word
goes through `escape`.
"""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from filings.search.facets import Choice, Facet
from filings.search.records import Record

RECORDS_SHOWN = 12
TAKEN_AWAY = ' <span class="hidden-text">chosen: take this filter away</span><span aria-hidden="true">×</span>'


def facets_html(facets: Sequence[Facet], *, here: str, order: dict[str, str]) -> SafeString:
    """`here`: the address of the search; `order`: what its parameters say of the order."""
    return SafeString(
        "".join(
            f'<nav class="card facet" aria-label="{facet.name}"><h2>{facet.name}</h2><ul class="lines">'
            f"{''.join(_choice(choice, here, order) for choice in facet.choices)}</ul></nav>"
            for facet in facets
        )
    )


def _choice(choice: Choice, here: str, order: dict[str, str]) -> str:
    address = escape(f"{here}?{urlencode({'q': choice.query} | order)}")
    label = f'<span class="side {choice.side}">{choice.label}</span>' if choice.side else escape(choice.label)
    chosen, away = (' aria-current="true"', TAKEN_AWAY) if choice.is_chosen else ("", "")
    return f'<li><a href="{address}"{chosen}>{label}{away}</a> <span class="num muted">{choice.count:,}</span></li>'


def records_html(records: Sequence[Record], *, names_case: bool) -> SafeString:
    """The first of them at once, the others on demand. Empty where there is none."""
    if not records:
        return SafeString("")
    lines = [_record(record, names_case=names_case) for record in records]
    first, others = lines[:RECORDS_SHOWN], lines[RECORDS_SHOWN:]
    more = (
        f'<details class="more"><summary>{len(others)} more</summary><ul class="lines records">{"".join(others)}</ul></details>'
        if others
        else ""
    )
    return SafeString(
        f'<section class="card"><h2>In the record</h2><ul class="lines records">{"".join(first)}</ul>{more}</section>'
    )


def _record(record: Record, *, names_case: bool) -> str:
    said = escape(" · ".join(part for part in (record.about, record.case if names_case else "") if part))
    about = f'<div class="small">{said}</div>' if said else ""
    link = f'<a href="{escape(record.address)}">{escape(record.title)}</a>'
    return f'<li><span class="small muted">{record.sort.capitalize()}</span> {link}{about}</li>'
