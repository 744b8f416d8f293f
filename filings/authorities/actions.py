"""The citations of held files, found in the words of their pages and kept. No file is opened for it."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from casefiles.models import CaseFile
from filings.authorities import names, spelling
from filings.authorities.models import Authority, Citation, CitationReading
from filings.documents.models import HeldFile, Page, PageCorrection

if TYPE_CHECKING:
    from filings.authorities.finding import Found

LATER = -20  # the priority of these tasks: readings and looks go first
AT_ONCE = 500


def unread(*, again: bool = False) -> Iterable[int]:
    """Files whose citations were never looked for, or whose words may have changed since, or that another version of the
    finder looked through."""
    from filings.authorities.finding import READER  # noqa: PLC0415 - its tables are large

    files = HeldFile.objects.filter(state=HeldFile.State.READ).order_by("pk")
    if again:
        return files.values_list("pk", flat=True)
    done = CitationReading.objects.filter(held_file=OuterRef("pk"), reader=READER)
    history = PageCorrection.history.model.objects  # a correction that was taken back has no row of its own
    changed = history.filter(page__held_file=OuterRef("pk"), history_date__gt=OuterRef("citation_reading__read_at"))
    wanting = ~Exists(done) | Q(looked_at__gt=F("citation_reading__read_at")) | Exists(changed)
    return files.filter(wanting).values_list("pk", flat=True)


def take_up_uncited() -> int:
    """Puts such files in the queue, each once; how many."""
    queued = DBTaskResult.objects.ready().filter(task_path=read_citations_of_file.module_path)
    waiting = {call["args"][0] for call in queued.values_list("args_kwargs", flat=True)}
    found = set(unread()) - waiting
    for pk in sorted(found):
        read_citations_of_file.enqueue(pk)
    return len(found)


@task(priority=LATER)
def read_citations_of_file(held_file_id: int) -> None:
    """Safe to run twice, and at any time."""
    read_citations(held_file=held_file_id, now=timezone.now())


def read_citations(*, held_file: int, now: datetime) -> int | None:
    """Renews the citations of one file; how many it has. None: its words are those that were looked through before, or it
    is gone.

    The looking happens outside the transaction, which is short; should the words change meanwhile, the next round sees it.
    """
    # Its tables take seconds to load and much memory: only the worker and a command need them.
    from filings.authorities.finding import READER, find  # noqa: PLC0415

    held = HeldFile.objects.filter(pk=held_file).select_related("document__filing__case").first()
    if held is None:
        return None
    pages = list(Page.objects.filter(held_file=held).with_words().order_by("number").only("id", "text"))
    words: list[str] = [page.words for page in pages]  # type: ignore[attr-defined]  # with_words
    fingerprint = _fingerprint(words)
    marks = {"read_at": now, "fingerprint": fingerprint, "reader": READER}
    if CitationReading.objects.filter(held_file=held, fingerprint=fingerprint, reader=READER).update(**marks):
        return None
    return _keep(held, [page.pk for page in pages], list(find(words)), marks)


@transaction.atomic
def _keep(held: HeldFile, pages: Sequence[int], found: "Sequence[Found]", marks: dict[str, Any]) -> int:
    """Puts these in the place of the citations that were known of the file."""
    case = CaseFile.objects.select_for_update().get(pk=held.document.filing.case_id)
    touched = set(Authority.objects.filter(citations__page__held_file=held).values_list("pk", flat=True))
    Citation.objects.filter(page__held_file=held).delete()
    keeper = _Keeper(case)
    for one in found:
        keeper.note(one.authority, one.others, one.year)
    citations: dict[tuple[int, int, int], Citation] = {}
    for one in found:
        page, authority = pages[one.page - 1], keeper.of(one.authority.key)
        place = (page, one.start, authority.pk)
        pin = one.pin[:100] if one.pin else None
        citations[place] = Citation(
            authority=authority, page_id=page, start=one.start, end=one.end, text=one.text, pin=pin
        )
    Citation.objects.bulk_create(citations.values(), batch_size=AT_ONCE)
    _tidy(touched | {authority.pk for authority in keeper.used.values()})
    CitationReading.objects.update_or_create(held_file=held, defaults=marks)
    return len(citations)


def _fingerprint(words: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for text in words:
        # Which words stand on which page counts as well.
        digest.update(f"{len(text)}\n{text}".encode())
    return digest.hexdigest()


class _Keeper:
    """The authorities of a case by every key that they go by: parallel citations of one case are one row."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case
        self._by_key: dict[str, Authority] = {}
        self.used: dict[str, Authority] = {}
        for authority in Authority.objects.filter(case=case):
            for key in (authority.key, *map(spelling.slug, parallels(authority.cite))):
                self._by_key.setdefault(key, authority)

    def of(self, key: str) -> Authority:
        return self._by_key[key]

    def note(self, spelled: spelling.Spelled, others: Sequence[spelling.Spelled], year: str | None) -> None:
        keys = [spelled.key, *(one.key for one in others)]
        standing = list(dict.fromkeys(self._by_key[key] for key in keys if key in self._by_key))
        authority = standing[0] if standing else self._made(spelled)
        for double in standing[1:]:
            # Two rows until now, which this page shows to be one case.
            Citation.objects.filter(authority=double).update(authority=authority)
            double.delete()
            for key in [key for key, one in self._by_key.items() if one == double]:
                self._by_key[key] = authority
            others = (
                *others,
                *(spelling.Spelled(spelling.slug(cite), "case", cite) for cite in parallels(double.cite)),
            )
        for key in keys:
            self._by_key[key] = authority
        self.used[authority.key] = authority
        if authority.sort == Authority.Sort.CASE:
            _spell(authority, [spelled.cite, *(one.cite for one in others)], year or _year_of(authority.cite))

    def _made(self, spelled: spelling.Spelled) -> Authority:
        return Authority.objects.create(
            case=self._case, key=spelled.key, sort=spelled.sort, cite=spelled.cite, url=spelled.url
        )


def parallels(cite: str) -> list[str]:
    """`545 U.S. 913, 125 S. Ct. 2764 (2005)` is two citations."""
    return cite.rsplit(" (", 1)[0].split(", ")


def _year_of(cite: str) -> str | None:
    return cite[-5:-1] if cite.endswith(")") and cite[-5:-1].isdigit() else None


def _spell(authority: Authority, more: Sequence[str], year: str | None) -> None:
    """All its citations, the official one first: it gives the key and the address."""
    cites = sorted(dict.fromkeys([*parallels(authority.cite), *more]), key=spelling.rank)
    volume, reporter, page = spelling.parts(cites[0])
    first = spelling.case(volume, reporter, page)
    spelled = (first.key, ", ".join(cites) + (f" ({year})" if year else ""), first.url)
    if spelled != (authority.key, authority.cite, authority.url):
        authority.key, authority.cite, authority.url = spelled
        authority.save(update_fields=["key", "cite", "url"])


def _tidy(authorities: set[int]) -> None:
    """Those that nothing cites any more go; the others are called by the fullest name that a page gives them."""
    Authority.objects.filter(pk__in=authorities, citations__isnull=True).delete()
    texts: dict[int, list[str]] = {}
    cited = Citation.objects.filter(authority__in=authorities, authority__sort=Authority.Sort.CASE)
    for pk, text in cited.order_by("pk").values_list("authority", "text"):
        texts.setdefault(pk, []).append(text)
    for pk, said in texts.items():
        Authority.objects.filter(pk=pk).update(name=names.best_name(said))
