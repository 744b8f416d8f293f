"""Where a query leads that names a paper (`34-2`, `ECF No. 34 at 3`) or a case by its number, in any spelling."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from casefiles import docketnumbers
from casefiles.models import CaseFile, DocketNumber
from filings.docket.models import Filing
from filings.documents.models import Document, HeldFile
from filings.documents.room import address_of
from filings.query.jumps import Jump

MOST_PLACES = 20


@dataclass(frozen=True)
class Place:
    """`address` is empty where no paper is there, and `fault` says so."""

    address: str = ""
    fault: str = ""


def place_of(jump: Jump, *, case: CaseFile) -> Place:
    """The paper and its page. Two queries at most."""
    filing = Filing.objects.filter(case=case, entry=jump.entry).order_by("position", "id").first()
    if filing is None:
        return Place(fault=f"No entry of this docket has the number {jump.entry}. The words were searched instead.")
    home = reverse("filing", args=[case.slug, filing.key])
    # Not even how many documents it has: any number of a fully sealed filing leads to the same place.
    is_closed = filing.sealed == "full" and not case.sees_sealed
    if is_closed or (jump.attachment is None and jump.page is None):
        return Place(home)
    number = jump.attachment or 0
    document = Document.objects.filter(filing=filing, number=number).select_related("current").first()
    if document is None:
        if number == 0:
            return Place(home)
        return Place(fault=f"No. {jump.entry} has no attachment {number} on record. The words were searched instead.")
    return _page_of(jump, document, reverse("document", args=[case.slug, filing.key, number]), case=case)


def _page_of(jump: Jump, document: Document, url: str, *, case: CaseFile) -> Place:
    held = document.current
    is_sealed = document.sealed or (held is not None and held.version == HeldFile.Version.UNREDACTED)
    if jump.page is None or held is None or (is_sealed and not case.sees_sealed):
        return Place(url)
    total = held.page_count
    if total is not None and jump.page > total:
        pages = "1 page" if total == 1 else f"{total:,} pages"
        none = f"No. {document.cite_number} has {pages}, so there is no page {jump.page}."
        return Place(fault=f"{none} The words were searched instead.")
    line = f"-{jump.line}" if jump.line else ""
    return Place(f"{address_of(url, max(jump.page, 1))}#p{max(jump.page, 1)}{line}")


def papers_numbered(jump: Jump) -> list[tuple[CaseFile, str]]:
    """The cases that have an entry of that number, each with the address of the paper. One query."""
    found = (
        Filing.objects.filter(entry=jump.entry).select_related("case").order_by("case__short_caption", "position", "id")
    )
    places = {
        one.case_id: (one.case, reverse("filing", args=[one.case.slug, one.key]))
        for one in reversed(found[:MOST_PLACES])
    }
    return list(reversed(places.values()))


def cases_numbered(text: str) -> list[CaseFile]:
    """The cases that have or had this docket number; empty where the text is none, or says more. Two queries for one that is."""
    asked = docketnumbers.whole(text)
    if asked is None:
        return []
    serial = str(asked.serial)
    own = CaseFile.objects.filter(docket_number__contains=serial)
    former = DocketNumber.objects.filter(number__contains=serial).select_related("case")
    found = {case.pk: case for case in _same(text, ((case.docket_number, case) for case in own))}
    found |= {case.pk: case for case in _same(text, ((row.number, row.case) for row in former))}
    return sorted(found.values(), key=lambda case: (case.short_caption, case.pk))


def _same(text: str, numbered: Iterable[tuple[str, CaseFile]]) -> list[CaseFile]:
    return [case for number, case in numbered if docketnumbers.same_case(text, number)]
