"""The table of authorities, of a case or of one of its filings, as a reader may see it.

Only the version of each paper that is there to be read counts. An authority that only hidden papers cite is no row, and
names come from what the reader may read. Three queries, whatever the case holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from casefiles.models import CaseFile
from filings.authorities.models import Authority, Citation
from filings.authorities.names import best_name, cite_in
from filings.docket.models import Filer
from filings.documents.models import HeldFile

SORTS = {
    Authority.Sort.CASE.value: "Cases",
    Authority.Sort.STATUTE.value: "Statutes",
    Authority.Sort.RULE.value: "Rules and regulations",
    Authority.Sort.OTHER.value: "Other authorities",
}
# On more pages of one paper than these a brief says `passim`.
MOST_PAGES = 5
UNKNOWN = "unknown"


@dataclass
class Paper:
    """One document that cites an authority. `pages`: each once, in order; `sides`: of those who filed it."""

    key: str
    entry: int | None
    number: int
    name: str
    date_filed: str
    sides: tuple[str, ...]
    pages: list[int] = field(default_factory=list)
    citations: int = 0

    @property
    def is_passim(self) -> bool:
        return len(self.pages) > MOST_PAGES


@dataclass
class Row:
    sort: str
    key: str
    name: str | None
    cite: str
    url: str | None
    papers: list[Paper]

    @property
    def citations(self) -> int:
        return sum(paper.citations for paper in self.papers)

    @property
    def sides(self) -> dict[str, int]:
        """How often each side cites it; a joint paper counts for all that filed it."""
        found: dict[str, int] = {}
        for paper in self.papers:
            for side in paper.sides or (UNKNOWN,):
                found[side] = found.get(side, 0) + paper.citations
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def open_citations(case: CaseFile, *, filing: str | None = None) -> list[tuple[Any, ...]]:
    """The citations that this reader may see, in the order of the docket, of one filing or of all. One query."""
    cited = Citation.objects.filter(authority__case=case, page__held_file__document__current=F("page__held_file"))
    if not case.sees_sealed:
        cited = _open(cited)
    if filing is not None:
        cited = cited.filter(page__held_file__document__filing__key=filing)
    paper = "page__held_file__document__"
    return list(
        cited.order_by(f"{paper}filing__position", f"{paper}filing_id", f"{paper}number", "page__number", "start").values_list(
            "authority_id", "page__held_file__document_id", "page__number", "text", f"{paper}filing_id", f"{paper}filing__key",
            f"{paper}filing__entry", f"{paper}number", f"{paper}filing__date_filed", f"{paper}filing__by_court",
        )
    )  # fmt: skip


def _open(cited: QuerySet[Citation]) -> QuerySet[Citation]:
    cited = cited.exclude(page__held_file__document__filing__sealed="full")
    return cited.exclude(page__held_file__document__sealed=True).exclude(
        page__held_file__version=HeldFile.Version.UNREDACTED
    )


def _authorities(case: CaseFile) -> dict[int, Authority]:
    """Each with `is_cited_under_seal`: its citation may then say what only a hidden paper does."""
    found = Authority.objects.filter(case=case)
    own = Citation.objects.filter(authority=OuterRef("pk"))
    hidden = own.exclude(pk__in=_open(Citation.objects.filter(authority__case=case)).values("pk"))
    return {one.pk: one for one in found.annotate(is_cited_under_seal=Exists(hidden))}


def rows_of(case: CaseFile, *, filing: str | None = None) -> list[Row]:
    """By sort, then by name."""
    authorities = _authorities(case)
    sides = _sides(case)
    papers: dict[int, dict[int, Paper]] = {}
    texts: dict[int, list[str]] = {}
    for authority, document, page, text, filing_id, key, entry, number, filed, by_court in open_citations(
        case, filing=filing
    ):
        own = papers.setdefault(authority, {})
        if document not in own:
            acted = (("court",) if by_court else ()) + sides.get(filing_id, ())
            named = f"{key}-{number}" if number else key
            own[document] = Paper(key, entry, number, named, filed.isoformat(), acted)
        paper = own[document]
        paper.citations += 1
        if page not in paper.pages:
            paper.pages.append(page)
        texts.setdefault(authority, []).append(text)
    if not case.sees_sealed:
        for pk in [pk for pk in texts if pk in authorities and authorities[pk].sort == Authority.Sort.CASE]:
            if authorities[pk].is_cited_under_seal:  # type: ignore[attr-defined]  # _authorities
                authorities[pk].cite = cite_in(authorities[pk].cite, texts[pk])
    rows = [_row(authorities[pk], list(found.values()), texts[pk]) for pk, found in papers.items() if pk in authorities]
    order = list(SORTS)
    return sorted(rows, key=lambda row: (order.index(row.sort), _by_name(row.name or row.cite)))


def _row(authority: Authority, papers: list[Paper], texts: Iterable[str]) -> Row:
    name = best_name(texts) if authority.sort == Authority.Sort.CASE else None
    return Row(authority.sort, authority.key, name, authority.cite, authority.url, papers)


def _by_name(words: str) -> list[tuple[int, int, str]]:
    """`17 U.S.C. § 9` comes before `17 U.S.C. § 10`."""
    parts = "".join(letter if letter.isalnum() else " " for letter in words.lower()).split()
    return [(0, int(part), "") if part.isdigit() and part.isascii() else (1, 0, part) for part in parts]


def _sides(case: CaseFile) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    filers = Filer.objects.filter(filing__case=case).order_by("filing_id", "position", "id")
    for filing, side in filers.values_list("filing_id", "appearance__side"):
        known = found.get(filing, ())
        if side not in known:
            found[filing] = (*known, side)
    return found
