"""Gaps of the papers: files, attachments, stamps, text."""

from collections.abc import Iterator
from functools import lru_cache

from filings.docket.entrytext import attachments_in
from filings.docket.lifewords import name_of
from filings.docket.words import count_of, outside
from filings.documents.cites import attachment_address
from filings.documents.models import HeldFile
from filings.documents.stamps import Record as Stamped
from filings.gaps.record import Gap, Held, Mend, Paper, Record, mends
from filings.reading.stamp import find_stamp
from filings.tray.models import TrayPaper
from filings.tray.rows import rows_of

MOST_NAMED = 6
LONGEST_TITLE = 80
# Texts and stamps of which is kept what they say: a long docket has them looked at again with each page.
KEPT = 20_000


def without_pdf(record: Record) -> Iterator[Gap]:
    """Entries that have a paper of which no file is held. What is sealed we need not hold."""
    for paper in record.papers:
        if paper.text_only:
            continue
        wanted = [held for held in record.documents.get(paper.id, ()) if not held.sealed]
        missing = [held for held in wanted if held.current is None]
        samples = sum(1 for held in wanted if held.is_sample)
        is_known = any(held.number == 0 for held in record.documents.get(paper.id, ()))
        if is_known and not missing and not samples:
            continue
        where = outside(paper.url)
        yield Gap(
            _title(paper),
            f"{record.docket}{paper.key}/",
            _missing(wanted, missing, samples, is_known=is_known),
            mends([Mend("where to get it", where, is_outside=True)] if where else [], record.tray()),
        )


def _missing(wanted: list[Held], missing: list[Held], samples: int, *, is_known: bool) -> str:
    parts = []
    if not wanted and not is_known:
        parts.append("No document of it is known.")
    elif not is_known:
        parts.append("Its main document is not listed.")
    if missing:
        all_of = f"{len(missing):,} of {count_of(len(wanted), 'document')}"
        parts.append(f"{all_of} not held." if len(wanted) > 1 else "Its document is not held.")
    if samples:
        parts.append(f"{count_of(samples, 'document')} held as a sample of ours only.")
    return " ".join(parts)


def absent_attachments(record: Record) -> Iterator[Gap]:
    """Named in the docket text, or left out in the count of those listed, and not among the documents."""
    for paper in record.papers:
        listed = {held.number for held in record.documents.get(paper.id, ())}
        named = _named_in(record.texts_with_attachments.get(paper.id, ""))
        absent = {number: named.get(number, "") for number in {*named, *range(1, max(listed, default=0))} - listed}
        if not absent and paper.attachments_complete is not False:
            continue
        if absent:
            text = f"Not listed: {_named(absent)}."
        else:
            known = len(listed - {0})
            text = (
                f"{count_of(known, 'attachment')} listed; more may exist."
                if known
                else "None is listed; some may exist."
            )
        first = min(absent, default=0)
        address = outside(paper.url)
        where = attachment_address(address, paper.entry, first)
        yield Gap(
            _title(paper),
            f"{record.docket}{paper.key}/",
            text,
            mends(
                [Mend("where to look", where, is_outside=True)] if where else [],
                record.importing(),
                record.admin("filings.filing", paper.id),
            ),
        )


@lru_cache(maxsize=KEPT)
def _named_in(text: str) -> dict[int, str]:
    return dict(attachments_in(text))


def _named(absent: dict[int, str]) -> str:
    """`34-2 Exhibit B, 34-3`, the first few."""
    said = [f"# {number} {title[:LONGEST_TITLE]}".strip() for number, title in sorted(absent.items())]
    return ", ".join(said[:MOST_NAMED]) + (f" and {len(said) - MOST_NAMED} more" if len(said) > MOST_NAMED else "")


def differing_stamps(record: Record) -> Iterator[Gap]:
    """By the stamp on the first page of the file to read."""
    for paper, held in record.readable:
        total = held.page_count if held.state == HeldFile.State.READ else None
        known = Stamped(record.docket_numbers, paper.entry, held.number, paper.date_filed, total)
        if said := _differences(record.first_stamps.get(held.current or 0), known):
            yield Gap(
                _document(paper, held),
                f"{record.docket}{paper.key}/{held.number}/",
                f"Its stamp says {said}.",
                mends(
                    record.tray(), record.admin("filings.document", held.id), record.admin("filings.filing", paper.id)
                ),
            )


@lru_cache(maxsize=KEPT)
def _differences(printed: str | None, known: Stamped) -> str:
    stamp = find_stamp(printed) if printed else None
    return "; ".join(known.differences(stamp, 1)) if stamp else ""


def without_text(record: Record) -> Iterator[Gap]:
    for paper, held in record.readable:
        address = f"{record.docket}{paper.key}/{held.number}/"
        if held.state == HeldFile.State.FAILED:
            yield Gap(
                _document(paper, held), address, held.fault or "The file could not be read.", mends(record.tray())
            )
        elif silent := record.pages_without_text.get(held.current or 0):
            count, first = silent
            may_type = record.may("filings.change_document")
            correct = Mend(f"type page {first}", f"{address}pages/{first}/correct/")
            yield Gap(
                _document(paper, held),
                f"{address}?page={first}",
                f"{count_of(count, 'page')} without text, the first is page {first}.",
                mends([correct] if may_type else []),
            )


def in_the_tray(record: Record) -> Iterator[Gap]:
    """For those who may place them: of one that belongs to what is sealed, no more than that it waits."""
    if not record.may("filings.change_document"):
        return
    for row in rows_of(record.case, list(TrayPaper.objects.filter(case=record.case))):
        if row.is_closed:
            yield Gap("A paper", row.url, "It belongs to what is sealed, and waits for somebody who may see it.")
        else:
            yield Gap(row.paper.filename, row.url, row.why, (Mend("place it", row.url),))


def _title(paper: Paper) -> str:
    return f"{name_of(paper)}, {paper.title}"


def _document(paper: Paper, held: Held) -> str:
    if paper.entry is None:
        return f"{name_of(paper)}, {f'attachment {held.number}' if held.number else 'main document'}"
    return f"No. {paper.entry}-{held.number}" if held.number else name_of(paper)
