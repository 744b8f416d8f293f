"""The door to one paper: what each view of a filing or a document asks first, and what each of its pages starts with."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.safestring import SafeString

from casefiles.models import CaseFile
from casefiles.prepared import PreparedRecords
from casefiles.shortcuts import get_case_or_404
from filings.docket.keyset import with_neighbours
from filings.docket.models import Filing, mask_sealed
from filings.docket.words import day, number_of
from filings.documents.cites import CaseCite, PaperCite
from filings.documents.markup import neighbours
from filings.documents.models import Document, HeldFile, mask_sealed_documents

EDIT = "filings.change_document"

_by_key = PreparedRecords(
    Filing, lambda case, key: with_neighbours(Filing.objects.filter(case=case, key=key).order_by())
)


@dataclass(frozen=True)
class OpenedDocument:
    """A document of a filing, as this reader may see it. `document` None: the filing is sealed to them, documents and all."""

    case: CaseFile
    filing: Filing
    number: int
    document: Document | None

    @property
    def is_sealed(self) -> bool:
        """Nothing of it may show but that it is sealed (sealed.html)."""
        return self.document is None or self.document.is_masked

    @property
    def held(self) -> HeldFile | None:
        """The version to read, where this reader may see it."""
        held = self.document.current if self.document else None
        if held is not None and held.version == HeldFile.Version.UNREDACTED and not self.case.sees_sealed:
            return None
        return held

    @property
    def cite(self) -> PaperCite:
        return PaperCite(self.filing.entry, self.filing.kind, self.filing.date_filed, self.number)

    @property
    def case_cite(self) -> CaseCite:
        return CaseCite(self.case.caption, self.case.docket_number, self.case.court_id, self.case.court)

    @property
    def url(self) -> str:
        """Of the document's page, without the host."""
        return f"{docket_url(self.case)}{self.filing.key}/{self.number}/"

    def heading(self) -> dict[str, Any]:
        """What its pages start with; enough for sealed.html."""
        context = heading(self.case, self.filing)
        if self.document is None:
            return context
        part, title = self.document.label, self.document.title
        if self.is_sealed:
            title = "Sealed"
        # The main document goes by the name of its filing.
        named = title or (part if self.number else self.filing.title)
        label = self.document.cite_number if self.filing.entry else ""
        return context | {
            "document": {"label": label, "number": self.number},
            "document_url": self.url,
            "part": part,
            "title": named,
        }


def open_document(request: HttpRequest, slug: str, key: str, number: int) -> OpenedDocument:
    """The document with its file to read, in two queries. Raises Http404 where the docket knows no such paper.

    Any number of a filing that is sealed to the reader answers the same: not even how many documents it has may show.
    """
    case, filing = case_and_filing(request, slug, key)
    if filing.is_masked:
        return OpenedDocument(case, filing, number, None)
    found = Document.objects.filter(filing=filing.pk, number=number).select_related("current")
    document = next(iter(mask_sealed_documents(found, sees_sealed=case.sees_sealed)), None)
    if document is None:
        raise Http404("This filing has no such document.")
    document.filing = filing
    return OpenedDocument(case, filing, number, document)


def case_and_filing(request: HttpRequest, slug: str, key: str) -> tuple[CaseFile, Filing]:
    """Case and filing, masked where it is sealed to this reader. Raises Http404."""
    case = get_case_or_404(request, slug)
    filing = next(iter(_by_key(case.pk, key)), None)
    if filing is None:
        raise Http404("No entry of this docket has that number.")
    filing.case = case
    mask_sealed([filing], sees_sealed=case.sees_sealed)
    return case, filing


def heading(case: CaseFile, filing: Filing) -> dict[str, Any]:
    """What each page of a filing starts with: where it stands, and its neighbours on the docket."""
    name = f"No. {number_of(filing.entry, filing.key, filing.date_filed)}" if filing.entry else "Unnumbered entry"
    docket = docket_url(case)
    return {
        "case": case,
        "tab": "docket",
        "filing": filing,
        # Our own words, which need no escaping.
        "name": SafeString(name),
        "filed": SafeString(day(filing.date_filed)),
        "docket_url": SafeString(docket),
        "filing_url": SafeString(f"{docket}{filing.key}/"),
        "neighbours": neighbours(filing, docket_url=docket),
    }


def docket_url(case: CaseFile) -> str:
    return f"{case.get_absolute_url()}docket/"
