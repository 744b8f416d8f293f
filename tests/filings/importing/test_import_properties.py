"""Rules that hold for any docket and any case, tried on thousands of both: nothing lost, nothing twice, and a way back."""

from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from filings.importing import journal, positions
from filings.importing.applying import apply
from filings.importing.case_format import validate
from filings.importing.proposal import LEAVE_OUT, Item, Proposal
from filings.importing.proposing import propose
from filings.importing.records import Document
from filings.importing.sheet import (
    Sheet,
    SheetAttachment,
    SheetAttorney,
    SheetEntry,
    SheetJudge,
    SheetParty,
    as_json,
    from_json,
)
from tests.filings.importing.sheets import COMPLAINT, MOTION, held, sheet

TEXTS = [
    COMPLAINT, MOTION, MOTION.replace("# 2 Proposed Order", "# 2 Proposed Order, # 3 Exhibit A"), MOTION[:70],
    "ORDER granting 2 Motion to Dismiss. Signed by Judge Eve Moe on 7/9/2025. (abc, COURT STAFF) (Filed on 7/9/2025)",
    "Set/Reset Hearing: Mediation set for 7/23/2026 10:00 AM via Zoom. (abc, COURT STAFF)",
    "Set/Reset Hearing: Mediation set for 7/23/2026 11:30 AM via Zoom. (abc, COURT STAFF)",
    "Order on Motion to Dismiss", "Notice.", "-", "",
]  # fmt: skip
DAYS = ["2025-07-01", "2025-07-02", "2025-07-03"]
NAMES = ["Doe Works, LLC", "Does Works, LLC", "Roe Systems, Inc.", "ROE SYSTEMS INC", "Court", "李"]
COUNSEL = ["Ann Lee", "Ann M. Lee", "Bea Poe", "Cy Koe"]
ROLES = ["Plaintiff", "Defendant", "Counter Defendant", ""]

maybe_day = st.none() | st.sampled_from(DAYS)
attachments = st.builds(
    SheetAttachment,
    number=st.integers(0, 4),
    title=st.sampled_from([None, "", "Exhibit A", "Declaration"]),
    document_id=st.sampled_from([None, "03501234", "03511234"]),
    page_count=st.sampled_from([None, 1, 7]),
)
entries = st.builds(
    SheetEntry,
    entry=st.none() | st.integers(1, 6),
    date_filed=st.sampled_from(DAYS),
    date_entered=maybe_day,
    text=st.none() | st.sampled_from(TEXTS),
    label=st.none() | st.sampled_from(["Motion to Dismiss", "Order on Stipulation", "~Util - Set Deadlines"]),
    is_cut=st.booleans(),
    document_id=st.sampled_from([None, "03501111", "03511111", "03502222"]),
    page_count=st.sampled_from([None, 2, 9]),
    text_only=st.sampled_from([None, True, False]),
    url=st.sampled_from([None, "https://example.org/1"]),
    attachments=st.none() | st.lists(attachments, max_size=2),
)
parties = st.builds(
    SheetParty,
    name=st.sampled_from(NAMES),
    role_text=st.sampled_from(ROLES),
    extra=st.sampled_from([None, "", "a Delaware corporation"]),
    date_terminated=maybe_day,
)
judges = st.builds(
    SheetJudge, name=st.sampled_from(["Eve Moe", "Judge Eve K. Moe", "Ada Zoe"]), role=st.just("presiding")
)
KINDS = ["docket-report", "docket-history-report", "courtlistener", "internet-archive", "entries-csv"]
NUMBERS = ["5:25-cv-00001-ABC", "5:25-cv-00001", "4:25-cv-00001-XYZ", "25-1", None]


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    people: Any = {"parties": None, "attorneys": None}
    if draw(st.booleans()):
        listed = draw(st.lists(parties, max_size=4))
        counsel = st.builds(
            SheetAttorney,
            name=st.sampled_from(COUNSEL),
            represents=st.lists(st.integers(0, max(0, len(listed) - 1)), max_size=2, unique=True),
            firm=st.sampled_from([None, "Lee LLP", "LEE, LLP"]),
            roles=st.lists(st.sampled_from(["LEAD ATTORNEY", "PRO HAC VICE", "PRO SE"]), max_size=2, unique=True),
            date_terminated=maybe_day,
        )
        people = {"parties": listed, "attorneys": draw(st.lists(counsel, max_size=3)) if listed else []}
    listed_entries = draw(st.lists(entries, max_size=7))
    seen: set[str] = set()
    for one in listed_entries:
        # The court gives each paper an id of its own; its fourth digit says nothing.
        paper = (one.document_id or "")[4:]
        one.document_id = None if paper in seen else one.document_id
        seen.add(paper)
    made = sheet(
        *listed_entries,
        kind=draw(st.sampled_from(KINDS)),
        docket_number=draw(st.sampled_from(NUMBERS)),
        as_of=draw(maybe_day),
        cause=draw(st.sampled_from([None, "", "17:101 Copyright"])),
        judges=draw(st.lists(judges, max_size=2)),
        **people,
    )
    return from_json(as_json(made))


def answers_of(proposal: Proposal) -> dict[str, str]:
    return {item.token: item.question.likely for item in proposal.items if item.question}


def imported(source: Sheet, document: Document, *, likely: bool = True) -> tuple[Document, dict[str, str]]:
    """The document afterwards, and what was answered."""
    answers = answers_of(propose(source, document, {})) if likely else {}
    result = apply(propose(source, document, answers), document, source, left_out=left_out(answers))
    validate(result)
    return result, answers


def left_out(answers: dict[str, str]) -> set[str]:
    return {token for token, answer in answers.items() if answer == LEAVE_OUT}


def written(document: Document) -> Document:
    """The document as the tables give it back: each place said."""
    filings = positions.in_docket_order(document["filings"])
    said = [record | {"position": record.get("position", place)} for place, record in enumerate(filings, 1)]
    return document | {"filings": said}


def moves(item: Item) -> bool:
    return any(change.name == "date_filed" for change in item.changes)


many = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(first=sheets(), second=sheets(), likely=st.booleans())
def test_the_same_source_again_changes_nothing(first: Sheet, second: Sheet, likely: bool) -> None:
    document, _ = imported(first, held())
    # What moves to another day changes what stands beside the rest.
    assume(not any(moves(item) for item in propose(second, document, answers_of(propose(second, document, {}))).items))
    document, answers = imported(second, document, likely=likely)
    again = propose(second, document, answers)
    assert [(item.label, item.changes) for item in again.items if item.state in ("new", "changed")] == []
    assert apply(again, document, second, left_out=left_out(answers)) == document


@many
@given(first=sheets(), second=sheets())
def test_nothing_is_removed_and_no_value_made_blank(first: Sheet, second: Sheet) -> None:
    before, _ = imported(first, held())
    kept = deepcopy(before)
    after, _ = imported(second, before)
    assert before == kept
    for section, identity in (("parties", "slug"), ("attorneys", "slug"), ("filings", "key"), ("judges", "name")):
        found = {record[identity]: record for record in after[section]}
        for record in before[section]:
            for name, value in record.items():
                if isinstance(value, list):
                    assert len(found[record[identity]].get(name, [])) >= len(value) or name == "roles"
                elif value not in (None, "") and name != "position":
                    assert found[record[identity]][name] not in (None, "")
    for name in ("key", "entry"):
        ours = [record[name] for record in before["filings"]]
        assert [
            record[name] for record in after["filings"] if record["key"] in {r["key"] for r in before["filings"]}
        ] == ours


@many
@given(first=sheets(), second=sheets())
def test_places_rise_and_new_entries_stand_as_the_court_lists_them(first: Sheet, second: Sheet) -> None:
    before, _ = imported(first, held())
    second.entries.sort(key=lambda entry: entry.date_filed or "")
    answers = answers_of(propose(second, before, {}))
    proposal = propose(second, before, answers)
    after = apply(proposal, before, second, left_out=left_out(answers))
    places = [record.get("position", place) for place, record in enumerate(after["filings"], 1)]
    assert places == sorted(set(places))
    line = [record["key"] for record in after["filings"]]
    ours = {record["key"] for record in before["filings"]}
    assert [key for key in line if key in ours] == [record["key"] for record in before["filings"]]
    if not ours and second.kind in ("docket-report", "entries-csv"):
        assert line == [item.record["key"] for item in proposal.of("entries", "new")]


@many
@given(first=sheets(), second=sheets())
def test_where_all_is_left_out_nothing_changes(first: Sheet, second: Sheet) -> None:
    document, _ = imported(first, held())
    proposal = propose(second, document, {})
    tokens = {item.token for item in proposal.items}
    tokens |= {item.change_token(change) for item in proposal.items for change in item.changes}
    assert apply(proposal, document, second, left_out=tokens) == document


@many
@given(first=sheets(), second=sheets(), drawn=st.data())
def test_whatever_is_left_out_the_rest_is_valid_and_is_undone_to_the_letter(
    first: Sheet, second: Sheet, drawn: st.DataObject
) -> None:
    before, _ = imported(first, held())
    answers = answers_of(propose(second, before, {}))
    proposal = propose(second, before, answers)
    tokens = sorted({item.token for item in proposal.items} | left_out(answers))
    tokens += [item.change_token(change) for item in proposal.items for change in item.changes]
    chosen = drawn.draw(st.sets(st.sampled_from(tokens)) if tokens else st.just(set()))
    after = apply(proposal, before, second, left_out=chosen)
    validate(after)
    before, after = written(before), written(after)
    undone = journal.undo(journal.difference(before, after), after)
    assert undone.blockers == []
    assert journal.difference(before, written(undone.document)) == []


@many
@given(whole=sheets(), cut=st.integers(0, 7))
def test_the_halves_of_a_docket_make_the_whole_in_either_order(whole: Sheet, cut: int) -> None:
    whole.kind, whole.entries = "docket-report", unlike(whole.entries)
    numbers = [(entry.entry, entry.date_filed) for entry in whole.entries]
    first, second = deepcopy(whole), deepcopy(whole)
    first.entries, second.entries = whole.entries[:cut], whole.entries[cut:]
    for halves in ((first, second), (second, first)):
        document = held()
        for half in halves:
            document, _ = imported(half, document)
        listed = [(record["entry"], record["date_filed"]) for record in document["filings"]]
        assert sorted(listed, key=str) == sorted(numbers, key=str)


def unlike(found: list[SheetEntry]) -> list[SheetEntry]:
    """Entries that are certainly not one: of other numbers; without one, of other days and words."""
    by_day = {entry.entry or entry.date_filed: entry for entry in found}
    by_words = {entry.entry or entry.text: entry for entry in by_day.values()}
    return list(by_words.values())
