"""Docket text with its references as links: `granting 34 Motion`, `ECF No. 34-2`.

Docket text is outside input: all of it goes through `escape`, and a link is made of our own address alone.
"""

from html import escape
from typing import NamedTuple

from django.db.models import FilteredRelation, Q
from django.utils.safestring import SafeString

from casefiles.prepared import Prepared
from filings.docket.fates import SECRET
from filings.docket.models import Filing
from filings.docket.references import find


class Named(NamedTuple):
    """An entry that a text may name; `paper` is one of its attachments, 0 or None without."""

    entry: int
    key: str
    title: str
    sealed: str | None
    outcome: str | None
    paper: int | None
    paper_sealed: bool | None
    is_secret: bool


_named = Prepared(
    lambda case, entries, papers: (
        Filing.objects.filter(case=case, entry__in=entries)
        .annotate(secret=SECRET, paper=FilteredRelation("documents", condition=Q(documents__number__in=papers)))
        .order_by("entry", "position", "id", "paper__number")
        .values_list("entry", "key", "title", "sealed", "outcome", "paper__number", "paper__sealed", "secret")
    )
)


def live_text(filing: Filing, *, case: int, docket_url: str, sees_sealed: bool) -> SafeString:
    """The docket text of this filing as HTML. At most one query: none where the text names no entry."""
    text = filing.docket_text or ""
    found = [one for one in find(text) if one.entry != filing.entry]
    known: dict[int, str] = {}
    titles: dict[int, str] = {}
    papers: dict[tuple[int, int], str] = {}
    if found:
        rows = _named(case, sorted({one.entry for one in found}), sorted({one.attachment or 0 for one in found} - {0}))
        for row in (Named(*values) for values in rows):
            key = known.setdefault(row.entry, row.key)  # of twins, the first
            if key != row.key or (row.sealed == "full" and not sees_sealed):
                continue
            titles[row.entry] = _title(row, sees_sealed=sees_sealed)
            if row.paper and (sees_sealed or not row.paper_sealed):
                papers[row.entry, row.paper] = f"{docket_url}{key}/{row.paper}/"
    pieces: list[str] = []
    done = 0
    for one in found:
        if one.entry not in known:
            continue
        url = papers.get((one.entry, one.attachment or 0), f"{docket_url}{known[one.entry]}/")
        says = f' title="{escape(titles[one.entry])}"' if one.entry in titles else ""
        pieces += [escape(text[done : one.start]), f'<a href="{url}"{says}>{escape(text[one.start : one.end])}</a>']
        done = one.end
    return SafeString("".join((*pieces, escape(text[done:]))))


def _title(row: Named, *, sees_sealed: bool) -> str:
    """`Motion to dismiss: denied`."""
    told = row.outcome if sees_sealed or not row.is_secret else None
    return f"{row.title}: {told}" if told and told != "not captured" else row.title
