"""The rows of an answer, ready to print: each filing with its best pages, each page with its passage.

Texts are read for the rows shown and no others, and whatever is not our own word goes through `escape`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.safestring import SafeString

from casefiles.prepared import Prepared
from filings.docket.models import Filer, Filing
from filings.docket.rows import UNNUMBERED
from filings.docket.sides import chips_html, chips_of, lane_of
from filings.docket.words import count_of, day, kind_name, number_of
from filings.documents.models import Document, HeldFile, Page
from filings.documents.room import address_of
from filings.query.language import Query
from filings.query.marks import spans
from filings.query.passages import passage
from filings.reading.sought import NOTHING, Edges, Sought, Span
from filings.search.answering import Group
from filings.search.engine import Hit

PAGES_SHOWN = 3
ROWS = 10
LEAD = 160  # characters before what is marked at the end of a page
# Pages are asked for in one query of one shape: held file and number of each.
MOST_PAGES = ROWS * PAGES_SHOWN


class Paper(NamedTuple):
    """What a row shows of a filing; its fields are the columns to ask for."""

    id: int
    key: str
    entry: int | None
    date_filed: date
    kind: str
    title: str
    by_court: bool
    judge: str | None
    sealed: str | None
    docket_text: str | None
    case__slug: str
    case__short_caption: str


class Attached(NamedTuple):
    title: str | None
    sealed: bool | None
    current: int | None
    version: str | None
    is_sample: bool | None


_papers_of = Prepared(lambda ids: Filing.objects.filter(id__in=ids).order_by().values_list(*Paper._fields))
_actors_of = Prepared(
    lambda ids: (
        Filer.objects.filter(filing__in=ids)
        .order_by("filing_id", "position", "id")
        .values_list("filing_id", "appearance__side", "appearance__party__name")
    )
)
_documents_of = Prepared(
    lambda ids, numbers: (
        Document.objects.filter(filing__in=ids, number__in=numbers)
        .order_by()
        .values_list("filing_id", "number", "title", "sealed", "current_id", "current__version", "current__is_sample")
    )
)


def _these_pages(*places: int) -> Any:
    wanted = Q()
    for file, number in zip(places[::2], places[1::2], strict=True):
        wanted |= Q(held_file=file, number=number)
    rows = Page.objects.filter(wanted).order_by()
    return rows.values_list("held_file_id", "number", "text", "correction__text", "bridge")


_pages_of = Prepared(_these_pages)


@dataclass(frozen=True)
class Shelf:
    """What other tables say of the filings of a page of the answer."""

    papers: dict[int, Paper]
    actors: dict[int, list[tuple[str, str]]]
    documents: dict[tuple[int, int], Attached]
    pages: dict[tuple[int, int], tuple[str, str | None]]


def rows_of(groups: Sequence[Group], query: Query, *, sees_sealed: bool, names_case: bool) -> SafeString:
    """Four queries for ROWS groups at most."""
    shelf = _shelf_of(groups, sees_sealed=sees_sealed)
    rows = (
        _row(group, shelf, query, sees_sealed=sees_sealed, names_case=names_case)
        for group in groups
        if group.filing in shelf.papers
    )
    return SafeString("\n".join(rows))


def _shelf_of(groups: Sequence[Group], *, sees_sealed: bool) -> Shelf:
    ids = [group.filing for group in groups]
    actors: dict[int, list[tuple[str, str]]] = {}
    for filing, side, name in _actors_of(ids):
        actors.setdefault(filing, []).append((side, name))
    papers = {row[0]: Paper._make(row) for row in _papers_of(ids)}
    shown = [
        hit for group in groups if group.filing in papers for hit in _told(group, papers[group.filing])[:PAGES_SHOWN]
    ]
    rows = _documents_of(ids, sorted({hit.document for hit in shown}))
    documents = {(filing, number): Attached(*rest) for filing, number, *rest in rows}
    # The index knows what is open; a text that is not is not even asked for.
    documents = {place: one for place, one in documents.items() if sees_sealed or _is_open(one)}
    places = [(documents[hit[:2]].current, hit.page) for hit in shown if hit.page and hit[:2] in documents]
    return Shelf(
        papers=papers,
        actors=actors,
        documents=documents,
        pages=_texts_of([(file, number) for file, number in places if file]),
    )


def _told(group: Group, paper: Paper) -> list[Hit]:
    """The hits that have a line of their own: where the entry has no docket text, its title says it all."""
    return [hit for hit in group.hits if hit.page or hit.document or paper.docket_text]


def _is_open(document: Attached) -> bool:
    return not document.sealed and document.version != HeldFile.Version.UNREDACTED


def _texts_of(places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], tuple[str, str | None]]:
    padded = [*places, *[(0, 0)] * (MOST_PAGES - len(places))]
    return {
        (file, number): (text if corrected is None else corrected, bridge)
        for file, number, text, corrected, bridge in _pages_of(*(value for place in padded for value in place))
    }


def _row(group: Group, shelf: Shelf, query: Query, *, sees_sealed: bool, names_case: bool) -> str:
    paper = shelf.papers[group.filing]
    url = f"/cases/{paper.case__slug}/docket/{paper.key}/"
    number = UNNUMBERED if paper.entry is None else number_of(paper.entry, paper.key, paper.date_filed)
    case = f' · <a href="/cases/{paper.case__slug}/">{escape(paper.case__short_caption)}</a>' if names_case else ""
    when = f'<time datetime="{paper.date_filed}">{day(paper.date_filed)}</time>'
    if paper.sealed == "full" and not sees_sealed:
        return (
            f'<li class="found unknown"><h2><span class="no">{number}</span> <a class="title" href="{url}">Sealed</a></h2>'
            f'<p class="about">{when}{case}</p></li>'
        )
    actors = tuple(shelf.actors.get(paper.id, ()))
    kind = kind_name(paper.kind)
    chips = chips_html(chips_of(actors, by_court=paper.by_court, judge=paper.judge))
    told = _told(group, paper)
    hits = "".join(_hit(hit, paper, url, shelf, query) for hit in told[:PAGES_SHOWN])
    return (
        f'<li class="found {lane_of(actors, by_court=paper.by_court)}"><h2><span class="no">{number}</span> '
        f'<a class="title" href="{url}">{_marked(paper.title, spans(paper.title, query))}</a></h2>'
        f'<p class="about">{when} · <span class="kind">{escape(kind[0].upper() + kind[1:])}</span> {chips}{case}</p>'
        f'<ul class="passages">{hits}</ul>{_rest(len(told) - PAGES_SHOWN)}</li>'
    )


def _rest(left: int) -> str:
    return f'<p class="rest">and {count_of(left, "more hit")}</p>' if left > 0 else ""


def _hit(hit: Hit, paper: Paper, url: str, shelf: Shelf, query: Query) -> str:
    document = shelf.documents.get((hit.filing, hit.document))
    if hit.page == 0 and hit.document == 0:
        return f'<li><span class="where">docket text</span> {_passage(paper.docket_text or "", query)}</li>'
    if document is None:
        return ""
    home = f"{url}{hit.document}/"
    if hit.page == 0:
        title = document.title or ""
        words = f'<span class="passage">{_marked(title, spans(title, query))}</span>'
        return f'<li><a class="where" href="{home}">{_named(paper, hit)}</a> {words}</li>'
    text, bridge = shelf.pages.get((document.current or 0, hit.page), ("", None))
    sought = Sought(query.text, is_search=True)
    address = escape(f"{address_of(home, hit.page, sought)}#p{hit.page}")
    sample = " <small>sample</small>" if document.is_sample else ""
    where = f'<a class="where" href="{address}">{_named(paper, hit)}{sample}</a>'
    return f"<li>{where} {_passage(text, query, sought, bridge)}</li>"


def _named(paper: Paper, hit: Hit) -> str:
    """`34-2 at 7`; of an entry without a number `attachment 2, page 7`."""
    if paper.entry is None:
        parts = [f"attachment {hit.document}" if hit.document else "", f"page {hit.page}" if hit.page else ""]
        return ", ".join(part for part in parts if part)
    name = f"{paper.entry}-{hit.document}" if hit.document else f"{paper.entry}"
    return f"{name} at {hit.page}" if hit.page else name


def _passage(text: str, query: Query, sought: Sought = NOTHING, bridge: str | None = None) -> str:
    found = passage(text, query)
    if bridge and not any(is_marked for _, is_marked in found.pieces):
        # It was found by what runs on over the end of the page.
        over = sought.spans(text, Edges(None, bridge))
        first = text.rfind(" ", 0, max(over[0][0] - LEAD, 0)) + 1 if over else 0
        if over:
            return (
                f'<span class="passage">… {_marked(text[first:], [(a - first, b - first) for a, b in over])} …</span>'
            )
    before, after = ("… " if found.cut_before else ""), (" …" if found.cut_after else "")
    return f'<span class="passage">{before}{_pieces(found.pieces)}{after}</span>'


def _marked(text: str, marked: Sequence[Span]) -> str:
    """The whole of a short text."""
    pieces, at = [], 0
    for first, last in marked:
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    return _pieces([*pieces, (text[at:], False)])


def _pieces(pieces: Iterable[tuple[str, bool]]) -> str:
    return "".join(f"<mark>{escape(piece)}</mark>" if is_marked else escape(piece) for piece, is_marked in pieces)
