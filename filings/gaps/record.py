"""What the search for gaps looks at: one case, as far as a reader may see it. Each table is asked once, and if wanted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, F, Min, Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse

from casefiles.models import CaseFile
from filings.deadlines.models import Deadline
from filings.docket.lifecycle import Life, until_of
from filings.docket.models import Filing
from filings.docket.words import outside
from filings.documents.models import Document, HeldFile, Page
from filings.motions.listing import lives_of
from parties.models import Appearance


class Paper(NamedTuple):
    """A filing as far as a gap must know it; the fields are the columns to ask for."""

    id: int
    key: str
    entry: int | None
    date_filed: date
    kind: str
    title: str
    text_only: bool | None
    sealed: str | None
    url: str | None
    attachments_complete: bool | None
    inferred: str


class Held(NamedTuple):
    """A document, and the file of it to read."""

    id: int
    filing: int
    number: int
    sealed: bool | None
    current: int | None
    is_sample: bool | None
    state: str | None
    fault: str | None
    version: str | None
    page_count: int | None


class Mend(NamedTuple):
    """A way out: a page of this site, or of another."""

    label: str
    url: str
    is_outside: bool = False


@dataclass(frozen=True)
class Gap:
    """What is missing, of which object, and the ways to mend it that are open to this reader."""

    name: str
    url: str
    text: str
    mends: tuple[Mend, ...] = ()


class Record:
    """`may`: whether the reader has a permission; `is_staff`: whether the admin lets them in. `today`: of the court."""

    def __init__(self, case: CaseFile, *, may: Callable[[str], bool], is_staff: bool, today: date) -> None:
        self.case, self.may, self.is_staff, self.today = case, may, is_staff, today
        self.sees_sealed = case.sees_sealed
        self.case_url = case.get_absolute_url()
        self.docket = f"{self.case_url}docket/"

    # Filings

    @cached_property
    def everything(self) -> list[Paper]:
        """In docket order, sealed ones too: that there are such, everybody may know."""
        found = Filing.objects.filter(case=self.case).annotate(inferred=Cast("inferred_fields", TextField()))
        return [Paper._make(row) for row in found.in_docket_order().values_list(*Paper._fields)]

    @cached_property
    def papers(self) -> list[Paper]:
        """Those whose content the reader may know."""
        return [paper for paper in self.everything if self.sees_sealed or paper.sealed != "full"]

    @cached_property
    def by_id(self) -> dict[int, Paper]:
        return {paper.id: paper for paper in self.papers}

    @cached_property
    def texts_with_attachments(self) -> dict[int, str]:
        wanted = Q(docket_text__icontains="attachment") | Q(docket_text__icontains="added on")
        rows = Filing.objects.filter(wanted, case=self.case).order_by().values_list("id", "docket_text")
        return {pk: text or "" for pk, text in rows}

    # Documents

    @cached_property
    def documents(self) -> dict[int, list[Held]]:
        """By filing and number; each of which at least the number may be known."""
        found: dict[int, list[Held]] = {}
        rows = Document.objects.filter(filing__case=self.case).order_by("filing_id", "number")
        for row in rows.values_list(
            "id", "filing_id", "number", "sealed", "current_id", "current__is_sample", "current__state",
            "current__fault_text", "current__version", "current__page_count",
        ):  # fmt: skip
            held = Held._make(row)
            if held.filing in self.by_id:
                found.setdefault(held.filing, []).append(held)
        return found

    def is_open(self, held: Held) -> bool:
        """Whether the reader may see the document and the file of it."""
        return self.sees_sealed or not (held.sealed or held.version == HeldFile.Version.UNREDACTED)

    @cached_property
    def readable(self) -> list[tuple[Paper, Held]]:
        """Documents of which the court's own paper is held, open to the reader."""
        return [
            (paper, held)
            for paper in self.papers
            for held in self.documents.get(paper.id, ())
            if held.current and not held.is_sample and self.is_open(held)
        ]

    @property
    def _pages(self) -> Any:
        return Page.objects.filter(
            held_file__document__filing__case=self.case, held_file__document__current=F("held_file")
        )

    @cached_property
    def docket_numbers(self) -> tuple[str, ...]:
        """The one it has now first."""
        return tuple(
            dict.fromkeys((self.case.docket_number, *self.case.docket_numbers.values_list("number", flat=True)))
        )

    @cached_property
    def first_stamps(self) -> dict[int, str]:
        """By held file."""
        stamped = self._pages.filter(number=1, stamp__isnull=False).order_by()
        return dict(stamped.values_list("held_file_id", "stamp"))

    @cached_property
    def pages_without_text(self) -> dict[int, tuple[int, int]]:
        """By held file, how many pages have words on them that no search finds, and the first of these."""
        silent = Q(fault__isnull=False) | Q(needs_ocr=True, ocr_confidence__isnull=True)
        rows = self._pages.filter(silent, correction=None).order_by().values("held_file")
        return {
            file: (count, first)
            for file, count, first in rows.annotate(count=Count("id"), first=Min("number")).values_list(
                "held_file", "count", "first"
            )
        }

    # Motions, dates, people

    @cached_property
    def lives(self) -> list[Life]:
        return lives_of(self.case, until=until_of(self.case, today=self.today))

    @cached_property
    def deadlines(self) -> list[Deadline]:
        found = self.case.deadlines.open_to(sees_sealed=self.sees_sealed)
        return list(found.filter(kind=Deadline.Kind.DEADLINE, rule=None).by_date().select_related("set_by_entry"))

    @cached_property
    def appearances(self) -> list[Appearance]:
        found = self.case.appearances.select_related("party").prefetch_related("representations")
        return list(found.filter(side__in=["plaintiff", "defendant"]))

    # Ways out

    def admin(self, model: str, pk: int, label: str = "change it in the admin") -> list[Mend]:
        """`model`: filings.deadline."""
        app, _, name = model.partition(".")
        if not self.is_staff or not self.may(f"{app}.change_{name}"):
            return []
        return [Mend(label, reverse(f"admin:{app}_{name}_change", args=[pk]))]

    def courtlistener(self) -> list[Mend]:
        address = outside(self.case.courtlistener_url)
        return [Mend("look on CourtListener", address, is_outside=True)] if address else []

    def importing(self) -> list[Mend]:
        return [Mend("import a docket page", f"{self.case_url}import/")] if self.may("filings.add_import") else []

    def tray(self) -> list[Mend]:
        return [Mend("take the PDF in", f"{self.case_url}tray/")] if self.may("filings.change_document") else []


def mends(*ways: Iterable[Mend]) -> tuple[Mend, ...]:
    return tuple(mend for way in ways for mend in way)
