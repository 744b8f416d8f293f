"""A source beside the case file that is held: what would be new, what would change, what must be asked. Pure.

    sheet + document of the case + answers given so far -> Proposal

A source that is silent on something removes nothing; a blank never replaces a value; what people set by hand (titles,
kinds, relations, outcomes) stays.
"""

from collections import Counter
from collections.abc import Iterable

from casefiles.docketnumbers import parse, same_case
from filings.importing.beginning import doubt_of
from filings.importing.entry_items import EntryItems
from filings.importing.likeness import folded
from filings.importing.party_items import party_items
from filings.importing.people import attorney_items, differences, judge_items
from filings.importing.proposal import CASE, LEAVE_OUT, SAME_AS, FieldChange, Item, Proposal, Question, Turns, item_of
from filings.importing.records import Document
from filings.importing.sheet import Sheet

# Fields of the case that a docket page prints.
PRINTED = ("date_filed", "date_terminated", "nature_of_suit", "cause", "jury_demand", "jurisdiction")


def propose(sheet: Sheet, held: Document, answers: dict[str, str]) -> Proposal:
    """`held`: the case as casefiles/1; of a case that is only beginning, one without records."""
    proposal = Proposal(as_of=max(filter(None, (held["as_of"], sheet.as_of))))
    proposal.items.append(_case_item(sheet, held, answers))
    proposal.items += judge_items(sheet, held["judges"])
    parties = list(party_items(sheet, held["parties"], answers))
    slugs = {item.place: item.target or item.record.get("slug") for item in parties}
    proposal.items += parties
    attorneys = list(attorney_items(sheet, held["attorneys"], slugs.get))
    proposal.items += attorneys
    people = [*held["parties"], *(item.record for item in parties if item.state == "new")]
    counsel = [*held["attorneys"], *(item.record for item in attorneys if item.state == "new")]
    entries = EntryItems(sheet, held, answers, parties=people, attorneys=counsel)
    proposal.items += entries.items()
    proposal.items += entries.relations()
    return proposal


def _case_item(sheet: Sheet, held: Document, answers: dict[str, str]) -> Item:
    case = held["case"]
    wanted = {name: getattr(sheet, name) for name in PRINTED}
    wanted["courtlistener_docket_id"], wanted["courtlistener_url"] = (
        sheet.courtlistener_docket_id,
        sheet.courtlistener_url,
    )
    # Written otherwise, it says nothing new: Federal Question, Federal question.
    changes = [
        change
        for change in differences(case, wanted)
        if not (isinstance(change.new, str) and folded(change.new) == folded(change.old))
    ]
    changes += _number_changes(sheet, held)
    turns: Turns = Counter()
    item = item_of(CASE, case["slug"], turns, label=case["short_caption"], title=sheet.docket_number or "", place=0)
    item.target, item.changes = case["slug"], changes
    item.state = "changed" if changes else "same"
    doubt = doubt_of(sheet, held)
    if doubt:
        choices = ((SAME_AS + case["slug"], "Yes, it is this case"), (LEAVE_OUT, "No, or not known: write nothing"))
        item.question = Question(doubt, choices, LEAVE_OUT)
        item.answer = answers.get(item.token)
        item.state = item.state if item.answer == choices[0][0] else "doubtful"
    return item


def _number_changes(sheet: Sheet, held: Document) -> Iterable[FieldChange]:
    """A number not seen before, as after a reassignment: a row of its own, from the day on which it was seen. One that
    says only more than the known one is no new number."""
    case, number = held["case"], sheet.docket_number
    if not number or any(_is_form_of(number, known) for known in _numbers(held)):
        return []
    row = {"number": number, "from": sheet.as_of or held["as_of"], "to": None, "inferred_fields": ["from"]}
    return [
        FieldChange("docket_numbers", case["docket_numbers"], [*case["docket_numbers"], row]),
        FieldChange("docket_number", case["docket_number"], number),
    ]


def _numbers(held: Document) -> list[str]:
    return [held["case"]["docket_number"], *(row["number"] for row in held["case"]["docket_numbers"])]


def _is_form_of(number: str, known: str) -> bool:
    """The same number, but for what one of the two leaves out: the office, the initials. Referrals come and go."""
    one, other = parse(number), parse(known)
    if one is None or other is None:
        return folded(number) == folded(known)
    pairs = ((one.office, other.office), (one.assigned, other.assigned))
    return same_case(number, known) and all(None in pair or len(set(pair)) == 1 for pair in pairs)
