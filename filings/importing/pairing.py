"""Which entry of a source is which filing that is held. Pure.

A number, with the words where it stands for two papers; without a number the day and the words. What is not certain is
asked, with the filings that it may be: joining two entries that are not one loses one of them, and nobody sees it.
"""

from collections import defaultdict
from collections.abc import Sequence

from filings.importing import likeness
from filings.importing.asking import (
    ECHO,
    ELSEWHERE,
    MOST_CANDIDATES,
    MOVED,
    NEAR,
    REPEATED,
    TWICE,
    WORDLESS,
    day_of,
    name_of,
    question,
)
from filings.importing.exact import Pair, give_exact, same_document, words_held, words_of
from filings.importing.proposal import LEAVE_OUT, NEW, SAME_AS, Question
from filings.importing.records import Record
from filings.importing.sheet import SheetEntry

# Lists that the court itself makes: each of their rows is an entry. Others collect what they hear of, some of it twice.
OF_THE_COURT = frozenset({"docket-report", "docket-history-report", "attachment-page", "entries-csv"})


def pair(entries: Sequence[SheetEntry], held: Sequence[Record], *, kind: str) -> list[Pair]:
    """In the order of the source, one for each entry."""
    pairs = [Pair(place) for place in range(len(entries))]
    numbered: defaultdict[int, list[int]] = defaultdict(list)
    unnumbered: defaultdict[str | None, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        if entry.entry is None and entry.date_filed is None:
            pairs[place].held = _by_document(entry, held)
            continue
        (unnumbered[entry.date_filed] if entry.entry is None else numbered[entry.entry]).append(place)
    by_number: defaultdict[int, list[Record]] = defaultdict(list)
    by_day: defaultdict[str | None, list[Record]] = defaultdict(list)
    for record in held:
        (by_day[record["date_filed"]] if record["entry"] is None else by_number[record["entry"]]).append(record)
    for number, places in numbered.items():
        _numbered([pairs[place] for place in places], by_number[number], entries, kind)
    days = _Days(entries, held)
    for when, places in unnumbered.items():
        _unnumbered([pairs[place] for place in places], by_day[when], entries, kind, days)
    _moved([pairs[place] for places in unnumbered.values() for place in places], held, entries)
    return pairs


def _numbered(pairs: list[Pair], held: list[Record], entries: Sequence[SheetEntry], kind: str) -> None:
    free = give_exact(pairs, held, entries)
    if not held:
        _without(pairs, entries, kind)
        return
    # The best fit first; each filing is given once.
    fits = sorted(
        (
            (_fit(entries[one.place], record), -one.place, one, record)
            for one in pairs
            for record in free
            if not one.held
        ),
        key=lambda fit: fit[:2],
        reverse=True,
    )
    for fit, _, one, record in fits:
        if one.held is None and any(record is other for other in free) and fit >= likeness.NEAR_TEXT:
            one.held = record
            free = [other for other in free if other is not record]
    for one in pairs:
        if one.held is None and one.question is None:
            _ask_number(one, entries[one.place], free, held)


def _without(pairs: list[Pair], entries: Sequence[SheetEntry], kind: str) -> None:
    """Numbers that are new here. Where the source is not the court's own list, words that it repeats are asked about."""
    seen: list[SheetEntry] = []
    for one in pairs:
        entry = entries[one.place]
        if kind not in OF_THE_COURT and any(_fit(entry, {"docket_text": other.text}) == 1.0 for other in seen):
            choices = ((LEAVE_OUT, "The same entry again: leave it out"), (NEW, "A second paper of that number"))
            one.question = Question(REPEATED.format(number=entry.entry), choices, LEAVE_OUT)
        seen.append(entry)


def _by_document(entry: SheetEntry, held: Sequence[Record]) -> Record | None:
    """What has neither number nor day has at least the court's id of its paper, or nothing."""
    ids = ((record, record.get("document_id")) for record in held)
    return next((record for record, other in ids if other and same_document(entry.document_id, other)), None)


def _fit(entry: SheetEntry, record: Record) -> float:
    return likeness.text_likeness(entry.text or entry.label, record.get("docket_text"))


def _ask_number(one: Pair, entry: SheetEntry, free: list[Record], held: list[Record]) -> None:
    """A number that is held, with words that are not its own. One held and one in the source are the same unless all
    that is known of them differs."""
    if len(free) == 1 and _may_be(entry, free[0]):
        one.held = free.pop()
        return
    candidates = free or held
    choices = [(SAME_AS + record["key"], f"The same as {name_of(record)}") for record in candidates[:MOST_CANDIDATES]]
    choices += [(NEW, f"A second paper of the number {entry.entry}"), (LEAVE_OUT, "Leave it out")]
    if free:
        text = ELSEWHERE.format(number=entry.entry, date=day_of(free[0]["date_filed"]))
    else:
        again = entry.text is None or bool(set(words_of(entry)) & set(map(words_held, held)))
        text = (REPEATED if again else TWICE).format(number=entry.entry)
    one.question = Question(text, tuple(choices), LEAVE_OUT)


def _may_be(entry: SheetEntry, record: Record) -> bool:
    """Nothing speaks against it: of one day, or one of the two has no words to compare."""
    if entry.date_filed is None or record["date_filed"] == entry.date_filed:
        return True
    words = entry.text or entry.label
    return not words or (not record.get("docket_text") and not likeness.is_label(words))


class _Days:
    """All entries of a day, here and in the source, as an echo may repeat any of them."""

    def __init__(self, entries: Sequence[SheetEntry], held: Sequence[Record]) -> None:
        self.held: defaultdict[str | None, list[Record]] = defaultdict(list)
        self.listed: defaultdict[str | None, list[SheetEntry]] = defaultdict(list)
        for record in held:
            self.held[record["date_filed"]].append(record)
        for entry in entries:
            self.listed[entry.date_filed].append(entry)

    def others(self, entry: SheetEntry) -> bool:
        return bool(self.held[entry.date_filed]) or len(self.listed[entry.date_filed]) > 1


def _unnumbered(pairs: list[Pair], held: list[Record], entries: Sequence[SheetEntry], kind: str, days: _Days) -> None:
    free = give_exact(pairs, held, entries)
    open_pairs = [one for one in pairs if one.held is None]
    full = [one for one in open_pairs if not _is_short(entries[one.place])]
    wordless = [record for record in free if not record.get("docket_text")]
    if len(full) == 1 and len(wordless) == 1 and _speaks_of(entries[full[0].place], wordless[0]):
        full[0].held = wordless[0]
        free = [record for record in free if record is not wordless[0]]
    for one in open_pairs:
        entry = entries[one.place]
        if one.held is not None:
            continue
        near = [record for record in free if _fit(entry, record) >= likeness.NEAR_TEXT]
        if near:
            one.question = question(NEAR, near, entry, SAME_AS + near[0]["key"])
        elif kind not in OF_THE_COURT and _is_short(entry) and days.others(entry):
            one.question = question(ECHO, days.held[entry.date_filed], entry, LEAVE_OUT)
        elif wordless := [record for record in free if not (record.get("docket_text") and entry.text)]:
            is_only = len(wordless) == 1 == sum(other.held is None for other in open_pairs)
            one.question = question(WORDLESS, wordless, entry, SAME_AS + wordless[0]["key"] if is_only else NEW)


def _moved(pairs: list[Pair], held: Sequence[Record], entries: Sequence[SheetEntry]) -> None:
    """The same words on a day of their own, where the source shows the held one's day without it."""
    days = sorted(entry.date_filed for entry in entries if entry.date_filed)
    given = {one.held["key"] for one in pairs if one.held is not None}
    free: defaultdict[str, list[Record]] = defaultdict(list)
    for record in held:
        is_free = record["entry"] is None and record["key"] not in given and record.get("docket_text")
        if is_free and days and days[0] <= record["date_filed"] <= days[-1]:
            free[likeness.key_of(record["docket_text"])].append(record)
    for one in pairs:
        entry = entries[one.place]
        candidates = free[likeness.key_of(entry.text or "")] if one.held is None and one.question is None else []
        if candidates:
            text = MOVED.format(date=day_of(candidates[0]["date_filed"]))
            one.question = question(text, candidates, entry, SAME_AS + candidates[0]["key"])


def _is_short(entry: SheetEntry) -> bool:
    return entry.text is None or (likeness.is_label(entry.text) and not entry.is_cut)


def _speaks_of(entry: SheetEntry, record: Record) -> bool:
    """A text of the court and a title that a person gave: of one day, and of one thing."""
    return likeness.words_shared(entry.text or "", str(record.get("title"))) > 0
