"""The versions of one document, and what differs between two of them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefiles.access import open_to_readers
from filings.docket.words import count_of
from filings.documents.door import open_document
from filings.documents.models import HeldFile, Page
from filings.documents.versions import Pair, align, diff

# Pages that differ, shown at once; the others have links.
PAGES_A_VIEW = 10
# Pages of a version that are compared.
MOST_PAGES = 3_000

ORDER = [version.value for version in HeldFile.Version]


class BadChoice(ValueError):
    """What was asked is not among the versions; the message is the sentence to show."""


@dataclass(frozen=True)
class Compared:
    old: HeldFile
    new: HeldFile
    pairs: list[Pair]
    texts: dict[int, list[str]]
    """By the id of the file, the words of its pages from page 1."""

    @property
    def differing(self) -> list[Pair]:
        return [pair for pair in self.pairs if not pair.same]


@require_safe
@open_to_readers
def document_versions(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponse:
    """The held files of a document, and what differs from `?a=` to `?b=`; `page=` is the place among those that differ."""
    opened = open_document(request, slug, key, number)
    context = opened.heading()
    if opened.is_sealed or opened.document is None:
        return render(request, "filings/documents/sealed.html", context)
    held = HeldFile.objects.filter(document=opened.document).open_to(sees_sealed=opened.case.sees_sealed)
    files = sorted(held.select_related("added_by"), key=_place)
    context |= {"files": files, "current": opened.held}
    try:
        old, new = _chosen(files, opened.held, request.GET.get("a", ""), request.GET.get("b", ""))
        if old is not None and new is not None:
            context |= _comparison(_compared(old, new), request.GET.get("page", ""))
    except BadChoice as fault:
        context |= {"fault": str(fault)}
    return render(request, "filings/documents/versions.html", context)


def _place(held: HeldFile) -> tuple[Any, ...]:
    """As filed, redacted, unredacted, corrected; one that nobody named stands with those as filed. Samples last."""
    rank = ORDER.index(held.version) if held.version in ORDER else 0
    return held.is_sample, rank, held.added_at, held.pk


def _chosen(
    files: Sequence[HeldFile], current: HeldFile | None, a: str, b: str
) -> tuple[HeldFile | None, HeldFile | None]:
    """The two to compare: those asked for, else the one to read and the one before it. Raises BadChoice."""
    by_id = {str(held.pk): held for held in files}
    for asked in filter(None, (a, b)):
        if asked not in by_id:
            raise BadChoice("This document has no such version.")
    if len(files) < 2:
        return None, None
    place = next((at for at, held in enumerate(files) if current is not None and held.pk == current.pk), len(files) - 1)
    new = by_id[b] if b else files[place]
    others = [held for held in files if held != new]
    before = [held for held in others if _place(held) < _place(new)]
    old = by_id[a] if a else (before[-1] if before else others[0])
    if a and not b and old == new:
        new = others[0]
    if old == new:
        raise BadChoice("A version does not differ from itself: choose two.")
    return old, new


def _compared(old: HeldFile, new: HeldFile) -> Compared:
    """Raises BadChoice where a version has no text, or too many pages."""
    for held in (old, new):
        if not held.pages_read:
            raise BadChoice(f"No text of {name_of(held)} has been read, so there is nothing to compare.")
        if (held.page_count or 0) > MOST_PAGES:
            raise BadChoice(f"Versions of more than {count_of(MOST_PAGES, 'page')} are not compared here.")
    texts: dict[int, list[str]] = {old.pk: [], new.pk: []}
    rows: Any = Page.objects.filter(held_file__in=[old, new], number__lte=MOST_PAGES).with_words().order_by("number")
    for file, number, words in rows.values_list("held_file_id", "number", "words"):
        # A page that was not read yet stands empty, so that each keeps its place.
        texts[file] += [""] * (number - len(texts[file]) - 1)
        texts[file].append(words)
    return Compared(old, new, align(texts[old.pk], texts[new.pk]), texts)


def _comparison(compared: Compared, asked: str) -> dict[str, Any]:
    """What the page shows of it: the pages that differ as links, and the words of PAGES_A_VIEW of them."""
    differing = compared.differing
    start = 0
    if asked:
        if not asked.isdecimal() or len(asked) > 6 or not 1 <= int(asked) <= max(1, len(compared.pairs)):
            raise BadChoice("There is no such page to show.")
        places = [at for at, pair in enumerate(compared.pairs, start=1) if not pair.same]
        start = min(bisect_left(places, int(asked)), max(0, len(places) - 1))
    address = f"?a={compared.old.pk}&b={compared.new.pk}"
    shown = differing[start : start + PAGES_A_VIEW]
    place_of = {pair: at for at, pair in enumerate(compared.pairs, start=1)}
    older = differing[max(0, start - PAGES_A_VIEW)] if start else None
    newer = differing[start + PAGES_A_VIEW] if start + PAGES_A_VIEW < len(differing) else None
    return {
        "a": compared.old,
        "b": compared.new,
        "names": {"a": name_of(compared.old), "b": name_of(compared.new)},
        "same_count": len(compared.pairs) - len(differing),
        "differing": [
            {"label": label_of(pair), "is_shown": pair in shown, "address": _to(pair, shown, address, place_of)}
            for pair in differing
        ],
        "changes": [_change(compared, pair) for pair in shown],
        "previous": f"{address}&page={place_of[older]}" if older else None,
        "next": f"{address}&page={place_of[newer]}" if newer else None,
    }


def _to(pair: Pair, shown: Sequence[Pair], address: str, place_of: dict[Pair, int]) -> str:
    return f"#{anchor_of(pair)}" if pair in shown else f"{address}&page={place_of[pair]}#{anchor_of(pair)}"


def _change(compared: Compared, pair: Pair) -> dict[str, Any]:
    old = compared.texts[compared.old.pk][pair.old - 1] if pair.old else ""
    new = compared.texts[compared.new.pk][pair.new - 1] if pair.new else ""
    sort = "removed" if pair.new is None else "added" if pair.old is None else "changed"
    return {
        "anchor": anchor_of(pair),
        "label": label_of(pair),
        "sort": sort,
        "pieces": diff(old, new),
        "is_blank": not (old.strip() or new.strip()),
    }


def anchor_of(pair: Pair) -> str:
    return f"a{pair.old or 0}-b{pair.new or 0}"


def label_of(pair: Pair) -> str:
    """`3`; `3 → 4` where the count has shifted; `−3`, `+4` for a page of one version alone."""
    if pair.new is None:
        return f"−{pair.old}"
    if pair.old is None:
        return f"+{pair.new}"
    return str(pair.old) if pair.old == pair.new else f"{pair.old} → {pair.new}"


def name_of(held: HeldFile) -> str:
    """`the redacted version`; `the file of Nov 3, 2025` where nobody has said which it is."""
    if held.is_sample:
        return "the sample"
    if held.version == HeldFile.Version.AS_FILED:
        return "the version as filed"
    if held.version:
        return f"the {held.version} version"
    return f"the file added {held.added_at:%b} {held.added_at.day}, {held.added_at.year}"
