"""A proposal as a page shows it: what must be asked first, then what changes, then what is new; so many a page."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from filings.docket.words import count_of
from filings.importing.asking import day_of
from filings.importing.proposal import CASE, ENTRIES, LEAVE_OUT, RELATIONS, SAME_AS, STATES, FieldChange, Item, Proposal

# Each may have a tick for each of its fields, and Django takes a thousand fields of a form.
PAGE = 80
LONGEST = 900
FIELDS = {
    "as_of": "last seen", "attachments": "attachments", "caption": "caption", "cause": "cause", "date_entered": "entered",
    "date_filed": "filed", "date_terminated": "terminated", "docket_number": "docket number", "docket_numbers": "docket numbers",
    "docket_text": "docket text", "document_id": "court’s document id", "extra": "description", "filed_by": "filed by",
    "jury_demand": "jury demand", "nature_of_suit": "nature of suit", "page_count": "pages", "pro_hac_vice": "pro hac vice",
    "relates_to": "relations", "role_text": "role as printed", "text_only": "text only", "url": "address",
    "courtlistener_docket_id": "CourtListener’s number", "courtlistener_url": "CourtListener’s address",
}  # fmt: skip
HEADINGS = {
    CASE: "The case",
    "judges": "Judges",
    "parties": "Parties",
    "attorneys": "Counsel",
    ENTRIES: "Docket entries",
    RELATIONS: "Relations",
}
NOUNS = {
    "parties": "party",
    ENTRIES: "docket entry",
    CASE: "case",
    RELATIONS: "relation",
    "attorneys": "attorney",
    "judges": "judge",
}


@dataclass(frozen=True)
class ShownChange:
    token: str
    name: str
    old: str
    new: str
    is_taken: bool


@dataclass(frozen=True)
class Shown:
    """One item. `words`: what the source says of it; `facts`: of a new one, what else comes along."""

    token: str
    state: str
    sort: str
    label: str
    words: str
    facts: str = ""
    changes: list[ShownChange] = field(default_factory=list)
    question: str = ""
    choices: list[tuple[str, str, bool]] = field(default_factory=list)
    is_taken: bool = True
    is_closed: bool = False

    @property
    def has_tick(self) -> bool:
        """One tick for all of it: it changes no single fields, and nothing is asked."""
        return not (self.question or self.changes or self.is_closed)


@dataclass(frozen=True)
class ShownPage:
    items: list[Shown]
    number: int
    pages: int
    tallies: list[tuple[str, list[int]]]
    open_questions: int

    @property
    def tokens(self) -> str:
        """Of each tick on the page."""
        ticks = (
            [change.token for change in item.changes] if item.changes else [item.token] if item.has_tick else []
            for item in self.items
        )
        return " ".join(token for tokens in ticks for token in tokens)


def page_of(proposal: Proposal, answers: Mapping[str, str], *, number: int, closed: Collection[str]) -> ShownPage:
    """`closed`: the keys of filings that this reader may not see: of these only the number is told."""
    asked = [item for item in proposal.items if item.question is not None]
    told = [item for item in proposal.items if item.state != "same" and item.question is None]
    ranked = [*asked, *sorted(told, key=lambda item: STATES.index(item.state) == 0)]
    pages = max(1, -(-len(ranked) // PAGE))
    number = min(max(number, 1), pages)
    counts = proposal.counts()
    tallies = [(HEADINGS[name], list(found.values())) for name, found in counts.items() if any(found.values())]
    return ShownPage(
        items=[_shown(item, answers, closed) for item in ranked[(number - 1) * PAGE : number * PAGE]],
        number=number,
        pages=pages,
        tallies=tallies,
        open_questions=sum(1 for item in asked if item.answer is None),
    )


def _shown(item: Item, answers: Mapping[str, str], closed: Collection[str]) -> Shown:
    name = "doubtful" if item.question else item.state
    sort = NOUNS.get(item.section, item.section)
    if item.section in (ENTRIES, RELATIONS) and any(key in closed for key in _filings_of(item)):
        return Shown(
            item.token, name, sort, item.label if item.section == ENTRIES else "relation", "Sealed.", is_closed=True
        )
    question, choices = item.question, list[tuple[str, str, bool]]()
    if question:
        chosen = item.answer or question.likely
        choices = [(value, words, value == chosen) for value, words in question.choices]
    changes = [_change(item, change, answers) for change in (item.changes if item.state == "changed" else [])]
    return Shown(
        token=item.token,
        state=name,
        sort=sort,
        label=f"No. {item.target}" if item.section == RELATIONS else item.label,
        words=_cut(item.title),
        facts="; ".join(_facts(item)) if item.state == "new" else "",
        changes=changes,
        question=question.text if question else "",
        choices=choices,
        is_taken=answers.get(item.token) != LEAVE_OUT,
    )


def _filings_of(item: Item) -> Iterator[str]:
    """The keys of the filings that it is of, or may be."""
    yield from (item.target or "", str(item.record.get("key")))
    yield from (value.removeprefix(SAME_AS) for value, _ in (item.question.choices if item.question else ()))


def _change(item: Item, change: FieldChange, answers: Mapping[str, str]) -> ShownChange:
    token = item.change_token(change)
    name = FIELDS.get(change.name, change.name.replace("_", " "))
    old, new = change.old, change.new
    if isinstance(new, list) and isinstance(old, list):
        old, new = [one for one in old if one not in new], [one for one in new if one not in old]
    return ShownChange(token, name, in_words(old), in_words(new), answers.get(token) != LEAVE_OUT)


def _facts(item: Item) -> Iterator[str]:
    record = item.record
    if item.section == ENTRIES:
        yield f"filed {day_of(record['date_filed'])}"
        if record["date_entered"] and record["date_entered"] != record["date_filed"]:
            yield f"entered {day_of(record['date_entered'])}"
        yield f"{record['kind']}{' (not sure)' if 'kind' in record.get('inferred_fields', []) else ''}: {record['title']}"
        if record["attachments"]:
            yield count_of(len(record["attachments"]), "attachment")
    for name in ("role_text", "extra", "date_terminated", "roles"):
        if item.section != ENTRIES and record.get(name):
            yield in_words(record[name])


def in_words(value: Any) -> str:
    """A value of a record as a person reads it."""
    if value is None or value in ("", []):
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return _cut("; ".join(in_words(one) for one in value))
    if isinstance(value, dict):
        return _of_record(value)
    return _cut(str(value))


def _of_record(record: Mapping[str, Any]) -> str:
    if "relation" in record:
        return f"{record['relation']} {record['entry']}"
    if "number" in record:
        title = record.get("title")
        pages = f", {count_of(record['page_count'], 'page')}" if record.get("page_count") else ""
        return f"{record['number']}{f' {title}' if title else ''}{pages}"
    return str(record.get("name") or ", ".join(f"{name} {value}" for name, value in record.items()))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
