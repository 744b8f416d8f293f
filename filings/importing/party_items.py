"""Parties of a source beside those that are held. Pure; the records are those of casefiles/1."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from filings.importing.likeness import folded, is_longer_name, is_near_name
from filings.importing.people import changed, differences, free_slug
from filings.importing.proposal import LEAVE_OUT, NEW, PARTIES, SAME_AS, FieldChange, Item, Question, Turns, item_of
from filings.importing.records import Record
from filings.importing.sheet import Sheet, SheetParty
from parties.names import short_name
from parties.roles import side_of

CORRECTED = (
    "Nobody here has this name, but “{name}” is near it: the same party with its name corrected, or another one?"
)
REPLACED = "Nobody here has this name, and “{name}”, of the same role, is not in the source: renamed, or another one?"


def party_items(sheet: Sheet, held: Sequence[Record], answers: dict[str, str]) -> Iterator[Item]:
    """One for each party of the source, in its order."""
    taken: set[str] = set()
    slugs = {record["slug"] for record in held}
    paired = [_party_of(party, held, taken) for party in sheet.parties or []]
    newcomers = Counter(party.role_text for party, found in zip(sheet.parties or [], paired, strict=True) if not found)
    turns: Turns = Counter()
    for place, (party, found) in enumerate(zip(sheet.parties or [], paired, strict=True)):
        source = f"{folded(party.name)}|{party.role_text}"
        item = item_of(PARTIES, source, turns, label=party.name, title=party.role_text, place=place)
        record = found
        if found is None:
            free = [one for one in held if one["slug"] not in taken]
            record = _asked(item, party, free, newcomers[party.role_text] == 1, answers)
        if item.question is not None and item.answer in (None, LEAVE_OUT):
            item.state = "doubtful" if item.answer is None else "same"
        elif record is None:
            item.state, item.record = "new", _new_party(party, slugs)
        else:
            taken.add(record["slug"])
            changed(item, record, party_changes(party, record, renamed=item.question is not None))
        yield item


def _asked(
    item: Item, party: SheetParty, free: Sequence[Record], is_alone: bool, answers: dict[str, str]
) -> Record | None:
    """Asks where the party may be one that is here by another name, and gives the held record that was answered.

    `is_alone`: the only one of its role that is new in the source.
    """
    likely, text = "", CORRECTED
    candidates = [one for one in free if _is_near(party, one)]
    if not candidates and is_alone:
        gone = [one for one in free if one.get("role_text") == party.role_text and not one.get("date_terminated")]
        candidates, text, likely = gone if len(gone) == 1 else [], REPLACED, NEW
    if not candidates:
        return None
    choices = [(SAME_AS + one["slug"], f"The same party as {one['name']}, its name corrected") for one in candidates]
    choices += [(NEW, "Another party"), (LEAVE_OUT, "Leave it out")]
    item.question = Question(text.format(name=candidates[0]["name"]), tuple(choices), likely or choices[0][0])
    given = answers.get(item.token)
    item.answer = given if given in dict(choices) else None
    return next((one for one in candidates if SAME_AS + one["slug"] == item.answer), None)


def _party_of(party: SheetParty, held: Sequence[Record], taken: set[str]) -> Record | None:
    """The same name in the same role; else the same name in another role of the same side, as roles are printed anew."""
    named = [one for one in held if one["slug"] not in taken and folded(one["name"]) == folded(party.name)]
    role = role_of(party.role_text)
    found = next((one for one in named if one.get("role_text") == party.role_text), None)
    found = found or next((one for one in named if not one.get("role_text") and one["role"] == role), None)
    found = found or next((one for one in named if one["role"] == role), None)
    if found is None and len(named) == 1 and side_of(named[0]["role"]) == side_of(role):
        found = named[0]
    if found is not None:
        taken.add(found["slug"])
    return found


def _is_near(party: SheetParty, record: Record) -> bool:
    return side_of(record["role"]) == side_of(party.role_text) and (
        is_near_name(party.name, record["name"]) or is_longer_name(party.name, record["name"])
    )


def role_of(role_text: str) -> str:
    """The role as a code of the field: `third-party defendant` for ThirdParty Defendant."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", " ".join(role_text.split()))
    return spaced.replace("_", " ").lower() or "unknown"


def party_changes(party: SheetParty, record: Record, *, renamed: bool) -> list[FieldChange]:
    wanted = {"role_text": party.role_text, "extra": party.extra, "date_terminated": party.date_terminated}
    if renamed:
        wanted["name"] = party.name
    return differences(record, wanted)


def _new_party(party: SheetParty, slugs: set[str]) -> Record:
    record: Record = {
        "slug": free_slug(party.name, slugs),
        "name": party.name,
        "role": role_of(party.role_text),
        "role_text": party.role_text or None,
        "extra": party.extra,
        "kind": "company" if short_name(party.name) != " ".join(party.name.split()) else "unknown",
        "date_terminated": party.date_terminated,
    }
    return {name: value for name, value in record.items() if value is not None}
