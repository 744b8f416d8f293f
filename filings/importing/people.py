"""Counsel and judges of a source beside those that are held. Pure; the records are those of casefiles/1."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from filings.importing.likeness import folded, is_same_person, judge_of
from filings.importing.proposal import (
    ATTORNEYS,
    JUDGES,
    FieldChange,
    Item,
    Turns,
    item_of,
)
from filings.importing.records import Record
from filings.importing.sheet import Sheet, SheetAttorney, SheetJudge

PRO_HAC_VICE = "PRO HAC VICE"
# Printed below the address of a party without counsel; no role of an attorney.
PRO_SE, PRO_SE_NOTE = "PRO SE", "Pro se."
LONGEST_SLUG = 90


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
            changed(item, found[place], attorney_changes(attorney, found[place], represents))
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


def changed(item: Item, record: Record, changes: list[FieldChange]) -> None:
    item.target, item.changes = record["slug"], changes
    item.state = "changed" if changes else "same"
