"""Hits of a search to rows: their filings, documents and pages are each asked for once, whatever their number."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from filings.docket.models import Filing, mask_sealed
from filings.documents.door import docket_url
from filings.documents.models import Document, HeldFile, Page
from filings.query.language import Query
from filings.query.passages import passage
from filings.search.engine import Hit, RecordHit
from filings.search.records import records_of


def hit_rows(
    hits: Sequence[Hit], query: Query, *, sees_sealed: bool, passages: bool, origin: str
) -> list[dict[str, Any]]:
    """Without those that the index still has and that are gone, or closed to this reader. Three queries at most."""
    known = Filing.objects.filter(pk__in={hit.filing for hit in hits}).select_related("case") if hits else []
    filings = {filing.pk: filing for filing in mask_sealed(known, sees_sealed=sees_sealed)}
    papers = _documents(hits, sees_sealed=sees_sealed)
    texts = _texts(hits, papers) if passages else {}
    found = []
    for hit in hits:
        filing, paper = filings.get(hit.filing), papers.get((hit.filing, hit.document))
        if filing is None or (_is_of_paper(hit) and (paper is None or (hit.page and paper.current is None))):
            continue
        text = ""
        if hit.page and paper:
            text = texts.get((paper.current_id, hit.page), "")
        elif not filing.is_masked:
            text = (paper.title or "") if hit.document and paper else _text_of(filing)
        found.append(_row(hit, filing, _shown(text, query) if passages else None, origin))
    return found


def record_rows(hits: Sequence[RecordHit], *, sees_sealed: bool, origin: str) -> list[dict[str, str]]:
    """Parties, counsel, claims, contentions, deadlines and facts that answer."""
    return [
        {
            "sort": record.sort,
            "title": record.title,
            "about": record.about,
            "address": origin + record.address,
        }
        for record in records_of(hits, sees_sealed=sees_sealed)
    ]


def _is_of_paper(hit: Hit) -> bool:
    return bool(hit.document or hit.page)


def _row(hit: Hit, filing: Filing, words: str | None, origin: str) -> dict[str, Any]:
    place = f"{hit.document}/" if _is_of_paper(hit) else ""
    anchor = f"#p{hit.page}" if hit.page else ""
    return {
        "case": filing.case.slug,
        "filing": filing.key,
        "document": hit.document if _is_of_paper(hit) else None,
        "page": hit.page or None,
        "date_filed": filing.date_filed,
        "kind": None if filing.is_masked else filing.kind_code,
        "title": None if filing.is_masked else filing.title,
        "passage": words,
        "address": f"{origin}{docket_url(filing.case)}{filing.key}/{place}{anchor}",
    }


def _documents(hits: Iterable[Hit], *, sees_sealed: bool) -> dict[tuple[int, int], Document]:
    """Those that this reader may open, by filing and number; `current` only where they may read that version."""
    ids = {hit.filing for hit in hits if _is_of_paper(hit)}
    if not ids:
        return {}
    found = Document.objects.filter(filing__in=ids).open_to(sees_sealed=sees_sealed).select_related("current")
    papers = {(document.filing_id, document.number): document for document in found}
    for document in papers.values():
        held = document.current
        if held is not None and held.version == HeldFile.Version.UNREDACTED and not sees_sealed:
            document.current = None
    return papers


def _texts(hits: Iterable[Hit], papers: dict[tuple[int, int], Document]) -> dict[tuple[int | None, int], str]:
    places = [
        (paper.current_id, hit.page)
        for hit in hits
        if hit.page and (paper := papers.get((hit.filing, hit.document))) and paper.current_id
    ]
    if not places:
        return {}
    wanted = reduce(or_, (Q(held_file=held, number=number) for held, number in places))
    rows: QuerySet[Any, Any] = Page.objects.with_words().filter(wanted).order_by()
    return {(held, number): words for held, number, words in rows.values_list("held_file", "number", "words")}


def _text_of(filing: Filing) -> str:
    return "\n".join(part for part in (filing.title, filing.docket_text) if part)


def _shown(text: str, query: Query) -> str | None:
    if not text:
        return None
    found = passage(text, query)
    words = "".join(piece for piece, _ in found.pieces)
    return f"{'… ' if found.cut_before else ''}{words}{' …' if found.cut_after else ''}"
