"""A case of any size, seeded: the same every time. Written in bulk, without history: what is measured is reading."""

import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from casefiles.models import CaseFile
from filings.docket.kinds import KINDS
from filings.models import Deadline, Document, Filer, Filing, HeldFile, Page, Relation, Responsible
from parties.models import Appearance, Attorney, Party, Representation

BLOCK = 2000
WORDS = [
    "court",
    "motion",
    "order",
    "party",
    "claim",
    "address",
    "network",
    "evidence",
    "discovery",
    "counsel",
    "record",
    "judgment",
    "rule",
    "filed",
]


def batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while block := list(islice(rows, BLOCK)):
        yield block


def create(model: type, rows: Iterator[object]) -> None:
    for block in batches(rows):
        model.objects.bulk_create(block)  # type: ignore[attr-defined]


def generate(filings: int) -> CaseFile:
    """A case with that many filings over eight years, a tenth of them unnumbered, six parties, a deadline for each tenth."""
    chance = random.Random(filings)
    case = CaseFile.objects.create(
        slug=f"generated-{filings}", caption="Generated Works, LLC v. Sample Systems, Inc.",
        short_caption=f"Generated {filings}", court_id="cand", court="U.S. District Court, Northern District of California",
        timezone="America/Los_Angeles", docket_number="5:25-cv-00001", as_of=date(2026, 1, 1), date_filed=date(2018, 1, 2),
    )  # fmt: skip
    sides = [_appearance(case, number) for number in range(6)]
    lawyer = Representation.objects.create(
        case=case, attorney=Attorney.objects.create(name="Ann Lee"), slug="ann-lee", pro_hac_vice=False
    )
    create(Filing, (_filing(case, lawyer, place, filings, chance) for place in range(1, filings + 1)))
    ids = list(case.filings.in_docket_order().values_list("pk", flat=True))
    create(
        Filer,
        (
            Filer(filing_id=pk, appearance=sides[(n + k) % 6], position=k)
            for n, pk in enumerate(ids)
            if n % 3
            for k in range(1 + n % 2)
        ),
    )
    create(
        Relation,
        (Relation(filing_id=pk, entry_id=ids[n - 1 - n % 7], relation="concerns") for n, pk in enumerate(ids) if n > 7),
    )
    _papers(ids)
    create(Deadline, (_deadline(case, ids, n) for n in range(filings // 10)))
    deadlines = case.deadlines.values_list("pk", flat=True)
    create(Responsible, (Responsible(deadline_id=pk, appearance=sides[n % 6]) for n, pk in enumerate(deadlines)))
    return case


def _appearance(case: CaseFile, number: int) -> Appearance:
    party = Party.objects.create(name=f"Company {number}, Inc.", kind="company")
    role = ("plaintiff", "defendant", "interested party")[number % 3]
    return Appearance.objects.create(case=case, party=party, slug=f"company-{number}", role=role, position=number)


def _filing(case: CaseFile, lawyer: Representation, place: int, filings: int, chance: random.Random) -> Filing:
    filed = date(2018, 1, 2) + timedelta(days=place * 8 * 365 // filings)
    unnumbered = place % 10 == 0
    return Filing(
        case=case, key=f"u{filed}_{place}" if unnumbered else str(place), entry=None if unnumbered else place,
        position=place, date_filed=filed, date_entered=filed, kind=KINDS[place % 15],
        title=" ".join(chance.choices(WORDS, k=8)).capitalize(), docket_text=" ".join(chance.choices(WORDS, k=60)),
        by_court=place % 3 == 1, attorney=lawyer if place % 3 else None, sealed="none", text_only=False,
        url=f"https://www.courtlistener.com/docket/1/{place}/generated/", outcome="granted" if place % 9 == 0 else None,
    )  # fmt: skip


def _papers(ids: list[int]) -> None:
    create(Document, (Document(filing_id=pk, number=number) for n, pk in enumerate(ids) for number in range(1 + n % 3)))
    main = Document.objects.filter(filing_id__gte=ids[0], filing_id__lte=ids[-1], number=0)
    documents = list(main.only("pk").order_by("pk"))
    now = datetime(2026, 1, 1, tzinfo=UTC)
    create(
        HeldFile,
        (
            HeldFile(
                document=document,
                sha256=hashlib.sha256(str(document.pk).encode()).hexdigest(),
                size=1000,
                filename="paper.pdf",
                added_at=now,
                state="read",
                page_count=3,
                pages_read=3,
                reader="generated",
            )
            for document in documents
        ),
    )
    text = "\n".join(" ".join(WORDS) for _ in range(25))
    # Text for the filings round the middle, which are measured: as much at each size. More would only fill the disk.
    middle = len(documents) // 2
    held = HeldFile.objects.filter(document__in=documents[max(middle - 450, 0) : middle + 450])
    create(Page, (Page(held_file=file, number=number, text=text) for file in held for number in (1, 2, 3)))
    for block in batches(iter(documents)):
        files = dict(HeldFile.objects.filter(document__in=block).values_list("document_id", "pk"))
        for document in block:
            document.current_id = files[document.pk]
        Document.objects.bulk_update(block, ["current"])


def _deadline(case: CaseFile, ids: list[int], n: int) -> Deadline:
    return Deadline(
        case=case, key=f"due-{n}", title=f"Response number {n}", kind="hearing" if n % 4 == 0 else "deadline",
        due=date(2018, 2, 1) + timedelta(days=n % 2900), status="unknown", set_by_entry_id=ids[n], position=n,
    )  # fmt: skip
