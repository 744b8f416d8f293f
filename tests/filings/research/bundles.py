"""A case with a row in every table of a bundle, and ways to make bundles of it."""

import hashlib
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from casefiles.models import CaseFile, DocketNumber, JudgeAssignment, RelatedCase
from filings.deadlines.models import Override
from filings.documents.actions.files import choose_current
from filings.documents.models import HeldFile, Page, PageCorrection
from filings.models import Authority, Citation, CitationReading, ClaimEvent, ClaimPoint, Fact, Figure
from filings.research.folder import export
from tests import factories
from tests.filings.timeline.mixed import make_mixed_case

WORD = "xyzzysecret"
ODD = "=HYPERLINK(1)\r\n'quoted' \"twice\", and a\u2028line ＝ § 😀 \ttab\n"


def fill(case: CaseFile) -> CaseFile:
    """Adds to a case that has filings, papers and dates what else a bundle holds, with awkward words."""
    source = case.sources_known.first() or factories.make_source(case)
    filing = case.filings.filter(documents__number=0).exclude(sealed="full").order_by("position").first()
    appearance = case.appearances.order_by("position", "id").first()
    assert filing
    assert appearance
    papers(filing)
    dispute(case, filing, appearance, source)
    DocketNumber.objects.create(case=case, number="5:25-cv-1-EKL", start=date(2025, 7, 1), position=90)
    factories.make_representation(case, appearance, slug="bo-firm", firm="Firm & Co.", roles=["LEAD"], position=90)
    JudgeAssignment.objects.create(case=case, name="Ida Mann", role="presiding", source_entry=filing, position=90)
    related = RelatedCase.objects.create(case=case, caption=ODD, relation="same films", formal=True, position=90)
    related.sources.add(source)
    case.operative_complaint_entry = filing
    case.note = "'" + ODD
    case.save()
    return case


def papers(filing: Any) -> None:
    document = filing.documents.get(number=0)
    document.held_files.all().delete()
    held = factories.make_held_file(
        document,
        pages=(ODD, "", "x" * 200_000),
        intake={"metadata": {"Title": "Ω"}, "outline": []},
        sha256=hashlib.sha256(b"a paper").hexdigest(),
        reader="reader 1",
        added_at=datetime.fromisoformat("2026-01-15T12:00:00.123456+00:00"),
    )
    page = held.pages.get(number=1)
    Page.objects.filter(pk=page.pk).update(marks=[1, "turned", None], stamp="", ocr_confidence=7, width=0.1)
    PageCorrection.objects.create(
        page=page, text="as corrected", corrected_at=factories.NOON, corrected_by=factories.make_user(username="editor")
    )
    authority = Authority.objects.create(
        case=filing.case, key="545-us-913", sort="case", name="MGM", cite="545 U.S. 913"
    )
    Citation.objects.create(authority=authority, page=page, start=3, end=9, text="545 U.S.", pin="at 936")
    CitationReading.objects.create(held_file=held, read_at=factories.NOON, fingerprint="0" * 64, reader="finder 1")
    factories.make_held_file(
        document, pages=("being read",), state="reading", lease_until=factories.NOON, lease_token="t", is_sample=True
    )
    choose_current(document=document)


def dispute(case: CaseFile, filing: Any, appearance: Any, source: Any) -> None:
    claim = factories.make_claim(case, pleaded_in=filing, number="XC")
    claim.asserted_by.add(appearance)
    ClaimPoint.objects.create(claim=claim, aspect="theory", name="", text="a; b")
    ClaimEvent.objects.create(claim=claim, date=date(2026, 1, 1), status="tested", entry=filing)
    first = factories.make_contention(case, key="one; two", by=(appearance,), raised_in=filing)
    second = factories.make_contention(case, key="-an answer", answers=(first,))
    first.answers.add(second)
    second.about_claims.add(claim)
    second.sources.add(source)
    for key, value in (("cents", Decimal("-0.000001")), ("round", Decimal("1000000"))):
        Figure.objects.create(case=case, key=key, label="=1+1", value=value, unit="U.S. dollars", source_kind="press")
    counted = factories.make_computation(case, trigger=filing, identity="a count", digest="0" * 64)
    deadline = factories.make_deadline(
        case,
        key="counted/one",
        responsible=(appearance,),
        computation=counted,
        time=time(13, 30, 1),
        set_by_entry=filing,
    )
    Override.objects.create(
        deadline=deadline, due=date(2026, 2, 3), reason="+so", source="elsewhere", made_at=factories.NOON,
        made_by=factories.make_user(username="overruler"),
    )  # fmt: skip
    fact = Fact.objects.create(
        case=case, key="downloads", title="@Downloads", date=date(2018, 1, 1), precision="year", status="alleged",
        said_by="Doe", source_entry=filing, source_document=filing.documents.get(number=0), source_page=1, text="",
    )  # fmt: skip
    fact.sources.add(source)


def full_case() -> CaseFile:
    return fill(make_mixed_case())


def exported(case: CaseFile, folder: Path, *, sees_sealed: bool = False) -> dict[str, bytes]:
    """The bundle, written to the folder; each file's bytes by its path."""
    case = CaseFile.objects.get(pk=case.pk)
    case.sees_sealed = sees_sealed
    export(case, folder)
    return read(folder)


def read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def forget(case: CaseFile) -> None:
    """Out of the way: a load must look at nothing that is there."""
    CaseFile.objects.filter(pk=case.pk).update(slug=f"{case.slug}-before")


def states(case: CaseFile) -> list[str]:
    return list(HeldFile.objects.filter(document__filing__case=case).order_by("pk").values_list("state", flat=True))
