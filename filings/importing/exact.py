"""Entries of a source that are certainly a filing that is held: by the court's id of the paper, or by day and words. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from filings.docket.classifying import classify
from filings.docket.entrytext import title_of
from filings.importing.likeness import key_of
from filings.importing.proposal import Question
from filings.importing.records import Record
from filings.importing.sheet import SheetEntry

UNTITLED = "Untitled entry"
Words = tuple[str, str | None, str]
Key = tuple[str | None, Words | None]


@dataclass(slots=True)
class Pair:
    """An entry (by its place in the source) and the filing that it is; or what must be asked of it."""

    place: int
    held: Record | None = None
    question: Question | None = None


def give_exact(pairs: Iterable[Pair], held: Iterable[Record], entries: Sequence[SheetEntry]) -> list[Record]:
    """Gives each filing to the entry with its document id or its very words; returns those that stay free. Of filings
    that nothing tells apart, the first that came goes first."""
    free = sorted(held, key=lambda record: (len(record["key"]), record["key"]))
    for by_id, by_words in ((True, True), (True, False), (False, True)):
        waiting: defaultdict[Key, list[Record]] = defaultdict(list)
        for record in free:
            paper = _paper(record.get("document_id"))
            if paper or not by_id:
                waiting[paper if by_id else None, words_held(record) if by_words else None].append(record)
        for one in pairs if waiting else ():
            if one.held is None:
                _give(one, entries[one.place], waiting, by_id=by_id, by_words=by_words)
        given = {one.held["key"] for one in pairs if one.held is not None}
        free = [record for record in free if record["key"] not in given]
    return free


def _give(one: Pair, entry: SheetEntry, waiting: dict[Key, list[Record]], *, by_id: bool, by_words: bool) -> None:
    paper = _paper(entry.document_id)
    if by_id and not paper:
        return
    for words in words_of(entry) if by_words else [None]:
        records = waiting[paper if by_id else None, words]
        for place, record in enumerate(records):
            if not paper or _paper(record.get("document_id")) in (None, paper):
                one.held = records.pop(place)
                return


def words_of(entry: SheetEntry) -> Iterator[Words]:
    """By what a filing of the same words is found: its day, with the docket text, or the title where it has no text."""
    if entry.text or entry.label:
        yield "text", entry.date_filed, key_of(entry.text or entry.label or "")
    yield "title", entry.date_filed, title_for(entry, classify(entry.text, entry.label).kind).casefold()


def words_held(record: Record) -> Words:
    text = record.get("docket_text")
    if text:
        return "text", record["date_filed"], key_of(text)
    return "title", record["date_filed"], str(record["title"]).casefold()


def title_for(entry: SheetEntry, kind: str) -> str:
    return title_of(entry.text, entry.label, kind) or entry.label or UNTITLED


def _paper(document_id: str | None) -> str | None:
    """The court's id without its fourth digit, which is 0 or 1 for the same paper (DOMAIN.md)."""
    return document_id[:3] + document_id[4:] if document_id else None


def same_document(one: str | None, other: str | None) -> bool:
    return _paper(one) == _paper(other)
