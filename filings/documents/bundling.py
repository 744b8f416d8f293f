"""Several papers as one PDF: which are asked for, which of them may be had."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from casefiles.models import CaseFile
from filings.docket.models import Filing, mask_sealed
from filings.docket.words import count_of, day
from filings.documents import storage
from filings.documents.cites import PaperCite, ecf_cite
from filings.documents.models import Document, HeldFile, mask_sealed_documents
from filings.reading.limits import Limits

# What fits in an address, in the patience of a reader, and on his disk. The work needs memory for one paper at a time.
MOST_PAPERS = 150
MOST_PAGES = 5_000
MOST_BYTES = 300 << 20
# A job whose client is slow waits for it, and counts that as its own time.
SLOWEST_BYTES_A_SECOND = 250_000

SAMPLE = "A sample made by this project, not the court's paper."
_TOKEN = re.compile(r"((?:[0-9]{1,9}|u[0-9]{4}-[0-9]{2}-[0-9]{2})(?:_[0-9]{1,4})?)-([0-9]{1,5})")
_KEY = re.compile(r"(?:[0-9]{1,9}|u[0-9]{4}-[0-9]{2}-[0-9]{2})(?:_[0-9]{1,4})?")


class Refused(Exception):
    """The message is the sentence to show; `status` that of the answer."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


class Token(NamedTuple):
    """What an address calls a paper: `34-2` is attachment 2 of filing 34, `u2025-09-19-0` the main paper of an unnumbered
    one. The key comes first and has one of two shapes, so no token can be read in two ways."""

    key: str
    number: int

    def __str__(self) -> str:
        return f"{self.key}-{self.number}"


def token_of(text: str) -> Token | None:
    found = _TOKEN.fullmatch(text)
    return Token(found[1], int(found[2])) if found else None


@dataclass(frozen=True)
class Paper:
    """A paper that this reader may have."""

    token: Token
    document: Document
    held: HeldFile

    @property
    def pages(self) -> int | None:
        return self.held.page_count if self.held.page_count is not None else self.document.page_count

    @property
    def label(self) -> str:
        """`34-2`; empty for a paper of an entry without a number."""
        return self.document.cite_number

    @property
    def title(self) -> str:
        return title_of(self.document)

    def asked(self) -> dict[str, Any]:
        """What the job is told of it."""
        return {
            "path": str(storage.path_of(self.held.sha256)),
            "number": self.label or "none",
            "name": name_of(self.document.filing, self.document.number),
            "title": self.title,
            "filed": day(self.document.filing.date_filed),
            "note": " ".join(self._notes()),
        }

    def _notes(self) -> Iterator[str]:
        if self.document.sealed or self.document.filing.sealed == "full":
            yield "This paper is sealed."
        if self.held.version:
            yield f"The {self.held.get_version_display().lower()} version."
        if self.held.is_sample:
            yield SAMPLE


@dataclass
class Bundle:
    """The papers in the docket's order, and those that were asked for and cannot be had, with the reason."""

    papers: list[Paper] = field(default_factory=list)
    left_out: list[dict[str, str]] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return sum(paper.pages or 0 for paper in self.papers)

    @property
    def size(self) -> int:
        return sum(paper.held.size for paper in self.papers)

    def check(self) -> None:
        """Raises Refused for a bundle that holds nothing, or more than one may."""
        if not self.papers:
            raise Refused("No file is held, open to you, of any paper that you chose.", 404)
        if len(self.papers) > MOST_PAPERS:
            raise Refused(
                f"You chose {len(self.papers):,} papers; a bundle takes {MOST_PAPERS}. Make two of it, or more."
            )
        if self.pages > MOST_PAGES:
            raise Refused(f"These papers have {self.pages:,} pages; a bundle takes {MOST_PAGES:,}. Choose fewer.")
        if self.size > MOST_BYTES:
            raise Refused(
                f"These papers take {self.size >> 20:,} MiB; a bundle takes {MOST_BYTES >> 20}. Choose fewer."
            )

    def arguments(self, case: CaseFile, today: date) -> dict[str, Any]:
        heading = {
            "caption": case.caption,
            "court": case.court or "",
            "docket_number": case.docket_number or "",
            "made_on": day(today),
        }
        title = f"{case.short_caption or case.caption}: {count_of(len(self.papers), 'paper')}"
        papers = [paper.asked() for paper in self.papers]
        return {"title": title, "heading": heading, "papers": papers, "left_out": self.left_out}

    @property
    def seconds(self) -> float:
        """What the work may take, the waiting for a slow client included."""
        return Limits().seconds(self.pages) + self.size / SLOWEST_BYTES_A_SECOND


def bundle_of(case: CaseFile, papers: Sequence[str], filings: Sequence[str]) -> Bundle:
    """What was asked for by tokens and by keys of whole filings, in two queries. Raises Refused, too, for what the docket
    does not have; what is sealed to the reader answers the same whatever its number."""
    tokens = [(text, token_of(text)) for text in dict.fromkeys(papers)]
    wrong = [text for text, token in tokens if token is None] + [key for key in filings if not _KEY.fullmatch(key)]
    if wrong:
        raise Refused(f"“{wrong[0][:40]}” names no paper of a docket.")
    asked = {token for _, token in tokens if token is not None}
    keys = {token.key for token in asked} | set(filings)
    if not keys:
        raise Refused("You have chosen no paper yet.")
    if len(asked) + len(filings) > 2 * MOST_PAPERS:
        raise Refused(f"A bundle takes {MOST_PAPERS} papers. Choose fewer.")
    found = {
        filing.key: filing
        for filing in mask_sealed(
            Filing.objects.filter(case=case, key__in=keys).in_docket_order(), sees_sealed=case.sees_sealed
        )
    }
    documents = Document.objects.filter(filing__in=list(found.values())).order_by("number").select_related("current")
    by_filing: dict[int, list[Document]] = {}
    for document in mask_sealed_documents(documents, sees_sealed=case.sees_sealed):
        by_filing.setdefault(document.filing_id, []).append(document)
    _refuse_unknown(asked, filings, found, by_filing)
    bundle = Bundle()
    for filing in found.values():
        filing.case = case
        _add(bundle, filing, by_filing.get(filing.pk, []), asked, whole=filing.key in filings)
    return bundle


def _refuse_unknown(
    asked: set[Token], filings: Sequence[str], found: dict[str, Filing], documents: dict[int, list[Document]]
) -> None:
    for token in sorted(asked):
        filing = found.get(token.key)
        if filing is None or not (
            filing.is_masked or any(one.number == token.number for one in documents.get(filing.pk, []))
        ):
            raise Refused(f"This docket has no paper {token}.", 404)
    missing = [key for key in filings if key not in found]
    if missing:
        raise Refused(f"This docket has no entry {missing[0]}.", 404)


def _add(bundle: Bundle, filing: Filing, documents: list[Document], asked: set[Token], *, whole: bool) -> None:
    if filing.is_masked:
        bundle.left_out.append(_left_out(filing, 0, "", "Sealed."))
        return
    for document in documents:
        token = Token(filing.key, document.number)
        if not whole and token not in asked:
            continue
        document.filing = filing
        held = readable(document, sees_sealed=filing.case.sees_sealed)
        if held is not None:
            bundle.papers.append(Paper(token, document, held))
        elif document.is_masked:
            bundle.left_out.append(_left_out(filing, document.number, "", "Sealed."))
        else:
            bundle.left_out.append(
                _left_out(filing, document.number, title_of(document), "No file of it is held here.")
            )


def readable(document: Document, *, sees_sealed: bool) -> HeldFile | None:
    """The version to read, where this reader may see it."""
    held = document.current
    if held is None or (held.version == HeldFile.Version.UNREDACTED and not sees_sealed):
        return None
    return held


def _left_out(filing: Filing, number: int, title: str, why: str) -> dict[str, str]:
    entry = filing.entry
    label = "none" if entry is None else f"{entry}-{number}" if number else str(entry)
    if not title:
        title = name_of(filing, number) if not filing.is_masked else f"Entry filed {day(filing.date_filed)}"
    return {"number": label, "title": title, "why": why}


def name_of(filing: Filing, number: int) -> str:
    """`ECF No. 34-2`; `minute entry of Sept. 19, 2025, attachment 2`."""
    named = ecf_cite(PaperCite(filing.entry, filing.kind, filing.date_filed, number))
    if filing.entry is None:
        named = named[0].upper() + named[1:] + (f", attachment {number}" if number else "")
    return named


def title_of(document: Document) -> str:
    return document.title or (document.label if document.number else document.filing.title)
