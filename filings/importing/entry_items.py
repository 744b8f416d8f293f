"""The entries of a source as items: each beside its filing, with what it would add; and the relations their words state.
Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from filings.docket import entrytext
from filings.docket.classifying import classify
from filings.docket.references import relations
from filings.importing.asking import day_of
from filings.importing.exact import Pair, same_document, title_for
from filings.importing.likeness import folded, is_same_person, says_news
from filings.importing.pairing import pair
from filings.importing.people import differences
from filings.importing.proposal import ENTRIES, LEAVE_OUT, RELATIONS, SAME_AS, FieldChange, Item, Turns, item_of
from filings.importing.records import Document, Record
from filings.importing.sheet import Sheet, SheetEntry

CONFIRMED, INFERRED = "confirmed", "inferred"


class EntryItems:
    """One source beside one case."""

    def __init__(
        self,
        sheet: Sheet,
        held: Document,
        answers: dict[str, str],
        *,
        parties: Sequence[Record],
        attorneys: Sequence[Record],
    ) -> None:
        self.sheet, self.answers = sheet, answers
        self.filings: dict[str, Record] = {record["key"]: record for record in held["filings"]}
        self.keys = set(self.filings)
        self.parties, self.attorneys = parties, attorneys
        self.names = [party["name"] for party in parties]
        self.texts: dict[str, str] = {}
        """By key: the texts that are new with this import."""
        self.made: dict[str, Record] = {}

    def items(self) -> Iterator[Item]:
        turns: Turns = Counter()
        for one in pair(self.sheet.entries, list(self.filings.values()), kind=self.sheet.kind):
            entry = self.sheet.entries[one.place]
            words = entry.text or entry.label or ""
            source = f"{entry.entry}|{entry.date_filed}|{entrytext.plain(words).casefold()}"
            label = f"No. {entry.entry}" if entry.entry else f"without a number, {day_of(entry.date_filed)}"
            item = item_of(ENTRIES, source, turns, label=label, title=words, place=one.place)
            self._settle(item, one, entry)
            yield item

    def _settle(self, item: Item, one: Pair, entry: SheetEntry) -> None:
        held = one.held
        if one.question is not None:
            item.question = one.question
            given = self.answers.get(item.token)
            item.answer = given if given in dict(one.question.choices) else None
            if item.answer in (None, LEAVE_OUT):
                item.state = "doubtful" if item.answer is None else "same"
                return
            held = self.filings[item.answer.removeprefix(SAME_AS)] if item.answer.startswith(SAME_AS) else None
        if held is not None:
            item.target, item.changes = held["key"], self._changes(entry, held, is_sure=one.question is None)
            item.state = "changed" if item.changes else "same"
        elif entry.date_filed is None:
            item.state = "doubtful"
        else:
            item.record = self._new(entry)
            item.state = "new"

    # What is held already

    def _changes(self, entry: SheetEntry, held: Record, *, is_sure: bool) -> list[FieldChange]:
        wanted: dict[str, Any] = {}
        # A short label without a number that was said to repeat a numbered entry knows little of it.
        is_own = is_sure or entry.entry == held["entry"]
        if is_own:
            wanted["date_filed"], wanted["date_entered"] = entry.date_filed, entry.date_entered
            wanted["url"] = entry.url if held["entry"] and held["url"] is None else None
            wanted["page_count"] = entry.page_count
            if entry.document_id and not same_document(entry.document_id, held.get("document_id")):
                wanted["document_id"] = entry.document_id
        if held["text_only"] is None or (held["text_only"] and entry.text_only is False):
            wanted["text_only"] = _is_text_only(entry)
        if (is_own or not held.get("docket_text")) and says_news(
            held.get("docket_text"), entry.text, is_cut=entry.is_cut
        ):
            wanted |= self._with_text(entry, held)
        found = differences(held, wanted)
        attachments = _attachments(entry, held["attachments"])
        if attachments != held["attachments"]:
            found.append(FieldChange("attachments", held["attachments"], attachments))
        return found

    def _with_text(self, entry: SheetEntry, held: Record) -> dict[str, Any]:
        """The new text; and what was made of the old one and nobody has changed since is made of it anew."""
        text, old = entry.text or "", held.get("docket_text")
        self.texts[held["key"]] = text
        wanted: dict[str, Any] = {"docket_text": text}
        if not entry.date_entered and not held.get("date_entered"):
            wanted["date_entered"] = _entered(entry)
        if old and held["title"] == entrytext.title_of(old, None, held["kind"]):
            wanted["title"] = entrytext.title_of(text, entry.label, held["kind"])
        guess = classify(text, entry.label)
        if old and held["kind"] == classify(old).kind and guess.is_sure:
            wanted["kind"] = guess.kind
        return wanted

    # What is new

    def _new(self, entry: SheetEntry) -> Record:
        guess = classify(entry.text, entry.label)
        text = entry.text or entry.label or ""
        by_court = entrytext.is_by_court(text, guess.kind)
        key = self._key(entry)
        filers = [] if by_court else [self.parties[place]["slug"] for place in entrytext.filers_in(text, self.names)]
        attorney = None if by_court else self._attorney(entrytext.attorney_in(text))
        if not filers and attorney and not by_court:
            filers = self._clients(attorney)
        record: Record = {
            "key": key,
            "entry": entry.entry,
            "date_filed": entry.date_filed,
            "date_entered": _entered(entry),
            "kind": guess.kind,
            "title": title_for(entry, guess.kind),
            "docket_text": entry.text,
            "filed_by": ["court"] if by_court else filers,
            "attorney": attorney,
            "judge": entrytext.judge_in(text),
            "text_only": _is_text_only(entry),
            "sealed": None,
            "relates_to": [],
            "outcome": None,
            "document_id": entry.document_id,
            "page_count": entry.page_count,
            "attachments": _attachments(entry, []),
            "url": entry.url if entry.entry else None,
        }
        if not guess.is_sure:
            record["inferred_fields"] = ["kind"]
        self.made[key] = record
        if entry.text:
            self.texts[key] = entry.text
        return record

    def _key(self, entry: SheetEntry) -> str:
        """`34`, `u2025-09-19`; `_2`, `_3` for a twin. Given once."""
        stem = str(entry.entry) if entry.entry else f"u{entry.date_filed}"
        key, number = stem, 1
        while key in self.keys:
            number += 1
            key = f"{stem}_{number}"
        self.keys.add(key)
        return key

    def _attorney(self, name: str | None) -> str | None:
        """`Brown, Trey` of the text's tail among the counsel of the case."""
        if not name:
            return None
        last, _, first = name.partition(",")
        turned = f"{first} {last}" if first else last
        found = [one["slug"] for one in self.attorneys if folded(one["name"]) == folded(turned)]
        found = found or [one["slug"] for one in self.attorneys if is_same_person(one["name"], turned)]
        return found[0] if len(found) == 1 else None

    def _clients(self, slug: str) -> list[str]:
        """Whoever an attorney stands for filed the paper, as far as all these are on one side."""
        represents: Sequence[str] = next((one["represents"] for one in self.attorneys if one["slug"] == slug), [])
        return list(represents) if len(represents) == 1 else []

    # What their words say of each other

    def relations(self) -> Iterator[Item]:
        """For texts that are new, and for what they are about and came only now. One between two filings is enough: where
        a person stated one, the words add none."""
        known: dict[int, str] = {}
        for key, record in (self.filings | self.made).items():
            if record["entry"]:
                known.setdefault(record["entry"], key)
        fresh = {record["entry"] for record in self.made.values()}
        turns: Turns = Counter()
        for key, record in (self.filings | self.made).items():
            text = self.texts.get(key) or (record.get("docket_text") if fresh else None)
            if not text:
                continue
            stated = {str(one["entry"]) for one in record["relates_to"]}
            for one in relations(text, kind=record["kind"], entry=record["entry"], known=known):
                other = known[one.entry]
                if other == key or (key not in self.texts and one.entry not in fresh):
                    continue
                source = f"{key}|{other}"
                item = item_of(
                    RELATIONS, source, turns, label=record["title"], title=f"{one.relation} {other}", place=0
                )
                if other not in stated:
                    grade = {} if one.is_sure else {"confidence": INFERRED}
                    item.state, item.target = "new", key
                    item.record = {"entry": _ref(other), "relation": one.relation} | grade
                yield item


def _entered(entry: SheetEntry) -> str | None:
    """As the source gives it; else as the court's own tail says it, `(Entered: 07/23/2025)`."""
    said = entry.date_entered or (entrytext.tails_in(entry.text)[1] if entry.text else None)
    try:
        return said and date.fromisoformat(said).isoformat()
    except ValueError:
        return None


def _is_text_only(entry: SheetEntry) -> bool | None:
    """As the source shows it; else as N.D. Cal. says it in so many words."""
    if entry.text_only is None and entry.text and "text-only entry" in entry.text:
        return True
    return entry.text_only


def _ref(key: str) -> int | str:
    return int(key) if key.isdigit() else key


def _attachments(entry: SheetEntry, held: Sequence[Record]) -> list[Record]:
    """Those held, with what the source adds: its own rows, and those that the text names. Titles given here stay."""
    found: dict[int, Record] = {one["number"]: dict(one) for one in held}
    rows = [(one.number, one.title, one.document_id, one.page_count) for one in entry.attachments or []]
    named = entrytext.attachments_in(entry.text) if entry.text else []
    for number, title, document_id, page_count in [*rows, *((number, title, None, None) for number, title in named)]:
        if number < 1:
            continue
        one = found.setdefault(number, {"number": number, "title": None})
        if one["title"] is None and title:
            one["title"] = title
        for name, value in (("document_id", document_id), ("page_count", page_count)):
            if value is not None and one.get(name) is None:
                one[name] = value
    return [found[number] for number in sorted(found)]
