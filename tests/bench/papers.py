"""A case of any size with a paper of three pages to each filing, about 2 kB a page, and what to ask of it. Seeded.

The words are those of no language, as often as Zipf has them. A thousand papers are written and then used over and over, each
time with a number of its own on its pages: else making them would take longer than measuring.
"""

import hashlib
import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate

from django.db.models import OuterRef, Subquery

from casefiles.models import CaseFile
from filings.docket.kinds import KINDS
from filings.models import Document, Filer, Filing, HeldFile, Page
from filings.query.mending import Added, additions
from parties.models import Appearance, Party
from tests.bench.generate import create

PAPERS, PAGES = 1_000, 3
LINES, WORDS_A_LINE = 26, 12
KNOWN = 20_000
QUERIES = 50
SYLLABLES = [f"{first}{vowel}" for first in "b c d f g l m n p r s t v st tr".split() for vowel in "aeiou"]


def text_of(words: Sequence[str]) -> str:
    lines = [" ".join(words[at : at + WORDS_A_LINE]) for at in range(0, len(words), WORDS_A_LINE)]
    return "\n".join(line.capitalize() + "." for line in lines)


class Writer:
    """Words by rank, the commonest first, and the papers made of them."""

    def __init__(self) -> None:
        self.chance = random.Random("papers")
        found: dict[str, None] = {}
        while len(found) < KNOWN:
            found["".join(self.chance.choices(SYLLABLES, k=self.chance.choice((2, 2, 3, 3, 4))))] = None
        self.words = list(found)
        self._weights = list(accumulate(1 / rank for rank in range(1, KNOWN + 1)))
        self.papers = [[self._drawn(LINES * WORDS_A_LINE) for _ in range(PAGES)] for _ in range(PAPERS)]
        self.texts = [[text_of(page) for page in paper] for paper in self.papers]
        self.added: list[list[Added]] = [additions(paper) for paper in self.texts]

    def _drawn(self, count: int) -> list[str]:
        return self.chance.choices(self.words, cum_weights=self._weights, k=count)

    def sentence(self, count: int) -> str:
        return " ".join(self._drawn(count)).capitalize()

    def asked(self, filings: int) -> dict[str, list[str]]:
        """Queries by their form. A rare word is on nine pages, a mid one on one in a hundred or so, a common one on most."""
        chance = random.Random(f"asked {filings}")

        def word(first: int, last: int) -> str:
            return self.words[chance.randrange(first, last)]

        def stretch(length: int) -> list[str]:
            page = chance.choice(chance.choice(self.papers))
            at = chance.randrange(len(page) - length)
            return page[at : at + length]

        def near() -> str:
            five = stretch(5)
            return f"{five[0]} w/5 {five[4]}"

        forms = {
            "rare": lambda: mark(chance.randrange(filings)),
            "mid": lambda: word(2_000, 6_000),
            "two words": lambda: f"{word(100, 1_000)} {word(100, 1_000)}",
            "phrase": lambda: f'"{" ".join(stretch(2))}"',
            "common": lambda: word(4, 40),
            "prefix": lambda: f"{word(2_000, 6_000)[:4]}*",
            "near": near,
        }
        return {form: [ask() for _ in range(QUERIES)] for form, ask in forms.items()}


@lru_cache(maxsize=1)
def writer() -> Writer:
    return Writer()


def mark(place: int) -> str:
    """Three filings have it on each of their pages."""
    return f"bates{place // 3:06}"


def case_of_papers(filings: int) -> CaseFile:
    """The case of that size; made where it is not there yet."""
    slug = f"papers-{filings}"
    if found := CaseFile.objects.filter(slug=slug).first():
        return found
    case = CaseFile.objects.create(
        slug=slug, caption="Generated Works, LLC v. Sample Systems, Inc.", short_caption=f"Papers {filings}", court_id="cand",
        court="U.S. District Court, Northern District of California", timezone="America/Los_Angeles",
        docket_number="5:25-cv-00001", as_of=date(2026, 1, 1), date_filed=date(2018, 1, 2),
    )  # fmt: skip
    sides = [_appearance(case, number) for number in range(2)]
    create(Filing, (_filing(case, place, filings) for place in range(1, filings + 1)))
    ids = list(case.filings.in_docket_order().values_list("pk", flat=True))
    create(Filer, (Filer(filing_id=pk, appearance=sides[n % 2]) for n, pk in enumerate(ids) if n % 3))
    _papers(case, ids)
    return case


def _appearance(case: CaseFile, number: int) -> Appearance:
    party = Party.objects.create(name=f"Company {number}, Inc.", kind="company")
    side = ("plaintiff", "defendant")[number]
    return Appearance.objects.create(case=case, party=party, slug=f"company-{number}", role=side, position=number)


def _filing(case: CaseFile, place: int, filings: int) -> Filing:
    filed = date(2018, 1, 2) + timedelta(days=place * 8 * 365 // filings)
    return Filing(
        case=case, key=str(place), entry=place, position=place, date_filed=filed, date_entered=filed, kind=KINDS[place % 15],
        title=writer().sentence(8), docket_text=f"{writer().sentence(40)}.", by_court=place % 3 == 1, sealed="none",
        text_only=False,
    )  # fmt: skip


def _papers(case: CaseFile, ids: list[int]) -> None:
    create(Document, (Document(filing_id=pk) for pk in ids))
    documents = Document.objects.filter(filing__case=case)
    create(HeldFile, (_held(pk) for pk in documents.order_by("filing_id").values_list("pk", flat=True).iterator()))
    of_it = HeldFile.objects.filter(document=OuterRef("pk")).values("pk")
    documents.update(current=Subquery(of_it))
    files = HeldFile.objects.filter(document__filing__case=case).order_by("document__filing_id")
    create(Page, (page for n, pk in enumerate(list(files.values_list("pk", flat=True))) for page in _pages(pk, n)))


def _held(document: int) -> HeldFile:
    return HeldFile(
        document_id=document, sha256=hashlib.sha256(str(document).encode()).hexdigest(), size=1000, filename="paper.pdf",
        added_at=datetime(2026, 1, 1, tzinfo=UTC), state="read", page_count=PAGES, pages_read=PAGES, reader="generated",
    )  # fmt: skip


def _pages(held_file: int, place: int) -> list[Page]:
    at = place * 7 % PAPERS  # neighbours in time have papers of their own
    return [
        Page(
            held_file_id=held_file,
            number=number,
            text=f"{text}\n{mark(place)}",
            mended=added.mended,
            bridge=added.bridge,
        )
        for number, (text, added) in enumerate(zip(writer().texts[at], writer().added[at], strict=True), 1)
    ]
