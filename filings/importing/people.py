"""Parties, counsel and judges of a source beside those that are held. Pure; the records are those of casefiles/1."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from filings.importing.likeness import folded, is_near_name, is_same_person, judge_of
from filings.importing.proposal import (
    ATTORNEYS,
    JUDGES,
    LEAVE_OUT,
    NEW,
    PARTIES,
    SAME_AS,
    FieldChange,
    Item,
    Question,
    Turns,
    item_of,
)
from filings.importing.records import Record
from filings.importing.sheet import Sheet, SheetAttorney, SheetJudge, SheetParty
from parties.names import short_name
from parties.roles import side_of

CORRECTED = (
    "Nobody here has this name, but “{name}” is near it: the same party with its name corrected, or another one?"
)
PRO_HAC_VICE = "PRO HAC VICE"
# Printed below the address of a party without counsel; no role of an attorney.
PRO_SE, PRO_SE_NOTE = "PRO SE", "Pro se."
LONGEST_SLUG = 90


def party_items(sheet: Sheet, held: Sequence[Record], answers: dict[str, str]) -> Iterator[Item]:
    """One for each party of the source, in its order."""
    taken: set[str] = set()
    slugs = {record["slug"] for record in held}
    paired = [_party_of(party, held, taken) for party in sheet.parties or []]
    turns: Turns = Counter()
    for place, (party, found) in enumerate(zip(sheet.parties or [], paired, strict=True)):
        source = f"{folded(party.name)}|{party.role_text}"
        item = item_of(PARTIES, source, turns, label=party.name, title=party.role_text, place=place)
        record = found
        if found is None:
            near = [one for one in held if one["slug"] not in taken and _is_near(party, one)]
            record = _answered(item, near, answers) if near else None
        if item.question is not None and item.answer in (None, LEAVE_OUT):
            item.state = "doubtful" if item.answer is None else "same"
        elif record is None:
            _new(item, _new_party(party, slugs))
        else:
            taken.add(record["slug"])
            _changed(item, record, "slug", party_changes(party, record, renamed=item.question is not None))
        yield item


def _answered(item: Item, near: list[Record], answers: dict[str, str]) -> Record | None:
    """Asks, and gives the held record that was answered."""
    choices = [(SAME_AS + one["slug"], f"The same party as {one['name']}, its name corrected") for one in near]
    text = CORRECTED.format(name=near[0]["name"])
    item.question = Question(text, (*choices, (NEW, "Another party"), (LEAVE_OUT, "Leave it out")), choices[0][0])
    given = answers.get(item.token)
    item.answer = given if given in dict(item.question.choices) else None
    return next((one for one in near if SAME_AS + one["slug"] == item.answer), None)


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
    return side_of(record["role"]) == side_of(party.role_text) and is_near_name(party.name, record["name"])


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


def attorney_items(sheet: Sheet, held: Sequence[Record], slug_of_party: Callable[[int], str | None]) -> Iterator[Item]:
    """One for each attorney of the source. `slug_of_party`: the party at a place of the source, None if left out."""
    slugs = {record["slug"] for record in held}
    turns: Turns = Counter()
    clients = [[slug for slug in map(slug_of_party, one.represents) if slug] for one in sheet.attorneys or []]
    found = _counsel(sheet.attorneys or [], clients, held)
    for place, (attorney, represents) in enumerate(zip(sheet.attorneys or [], clients, strict=True)):
        source = f"{folded(attorney.name)}|{folded(attorney.firm)}"
        item = item_of(ATTORNEYS, source, turns, label=attorney.name, title=attorney.firm or "", place=place)
        if place in found:
            _changed(item, found[place], "slug", attorney_changes(attorney, found[place], represents))
        elif represents:
            _new(item, _new_attorney(attorney, represents, slugs))
        yield item


def _counsel(
    attorneys: Sequence[SheetAttorney], clients: Sequence[Sequence[str]], held: Sequence[Record]
) -> dict[int, Record]:
    """Who of the source, by place, is who here: first those with a client in common, and the same name before a near one."""
    found: dict[int, Record] = {}
    free = list(held)
    for is_of_client, is_exact in ((True, True), (True, False), (False, True), (False, False)):
        for place, attorney in enumerate(attorneys):
            for record in free if place not in found else ():
                same = (
                    folded(record["name"]) == folded(attorney.name)
                    if is_exact
                    else is_same_person(record["name"], attorney.name)
                )
                if same and (not is_of_client or set(clients[place]) & set(record["represents"])):
                    found[place] = record
                    free.remove(record)
                    break
    return found


def attorney_changes(attorney: SheetAttorney, record: Record, represents: Sequence[str]) -> list[FieldChange]:
    """Whom they represent is added to; roles are replaced as a set; what the source does not say stays."""
    wanted: dict[str, Any] = {"date_terminated": attorney.date_terminated}
    more = [slug for slug in represents if slug not in record["represents"]]
    if more:
        wanted["represents"] = [*record["represents"], *more]
    if sorted(_roles(attorney)) != sorted(record.get("roles", [])):
        wanted["roles"] = _roles(attorney)
    if PRO_SE in attorney.roles and "note" not in record:
        wanted["note"] = PRO_SE_NOTE
    if PRO_HAC_VICE in attorney.roles and not record["pro_hac_vice"]:
        wanted["pro_hac_vice"] = True
    held_firm = (record["firm"] or {}).get("name")
    if attorney.firm and folded(attorney.firm) != folded(held_firm):
        wanted["firm"] = {"name": attorney.firm, "confidence": "confirmed"}
    return differences(record, wanted)


def _new_attorney(attorney: SheetAttorney, represents: Sequence[str], slugs: set[str]) -> Record:
    record: Record = {
        "slug": free_slug(attorney.name, slugs),
        "name": attorney.name,
        "represents": list(dict.fromkeys(represents)),
        "roles": _roles(attorney),
        "firm": {"name": attorney.firm, "confidence": "confirmed"} if attorney.firm else None,
        "pro_hac_vice": True if PRO_HAC_VICE in attorney.roles else None,
        "start": None,
        "end": None,
        "source_entry": None,
    }
    if PRO_SE in attorney.roles:
        record["note"] = PRO_SE_NOTE
    return record | ({"date_terminated": attorney.date_terminated} if attorney.date_terminated else {})


def _roles(attorney: SheetAttorney) -> list[str]:
    return [role for role in attorney.roles if role != PRO_SE]


def judge_items(sheet: Sheet, held: Sequence[Record]) -> Iterator[Item]:
    """A judge who sits now; another one before stays with his dates as they are known."""
    turns: Turns = Counter()
    for place, judge in enumerate(sheet.judges):
        source = f"{judge_of(judge.name)}|{judge.role}"
        item = item_of(JUDGES, source, turns, label=judge.name, title=judge.role, place=place)
        if not any(_is_judge(judge, one) for one in held):
            _new(item, {"name": judge.name, "role": judge.role, "start": None, "end": None, "source_entry": None})
        yield item


def _is_judge(judge: SheetJudge, record: Record) -> bool:
    return record["role"] == judge.role and is_same_person(judge_of(judge.name), judge_of(record["name"]))


def differences(record: Record, wanted: dict[str, Any]) -> list[FieldChange]:
    """What is said and differs: a blank never replaces a value."""
    return [
        FieldChange(name, record.get(name), value)
        for name, value in wanted.items()
        if value not in (None, "", []) and value != record.get(name)
    ]


def free_slug(name: str, slugs: set[str]) -> str:
    """`meta-platforms-inc`, `…-2` where that is taken; from now on it is."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-") or "party"
    # `court` is what the format calls the court itself.
    stem = "the-court" if stem == "court" else stem
    slug, number = stem, 1
    while slug in slugs:
        number += 1
        slug = f"{stem}-{number}"
    slugs.add(slug)
    return slug


def _new(item: Item, record: Record) -> None:
    item.state, item.record = "new", record


def _changed(item: Item, record: Record, identity: str, changes: list[FieldChange]) -> None:
    item.target, item.changes = record[identity], changes
    item.state = "changed" if changes else "same"
