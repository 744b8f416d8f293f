"""What was accepted of a proposal, into the document of a case. Pure."""

from collections.abc import Collection, Iterable, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from filings.importing import positions
from filings.importing.pairing import OF_THE_COURT
from filings.importing.proposal import ATTORNEYS, CASE, ENTRIES, JUDGES, PARTIES, RELATIONS, Item, Proposal
from filings.importing.records import Document, Record
from filings.importing.sheet import Sheet

# The section of the document, and the field that names a record in it.
PLACES = {
    PARTIES: ("parties", "slug"),
    ATTORNEYS: ("attorneys", "slug"),
    ENTRIES: ("filings", "key"),
    JUDGES: ("judges", "name"),
}
# Free places between entries, so that one that comes late moves no other.
STEP = 10


def apply(proposal: Proposal, held: Document, sheet: Sheet, *, left_out: Collection[str]) -> Document:
    """The document with what is new and changed, but for the items and fields whose token is left out."""
    document = deepcopy(held)
    taken = [item for item in proposal.items if item.state in ("new", "changed") and item.token not in left_out]
    for item in taken:
        if item.section in PLACES and item.state == "new":
            # A copy of its own, as fields of it are set below; what is in them is only read.
            document[PLACES[item.section][0]].append(dict(item.record))
    found = {
        section: {str(record[identity]): record for record in document[name]}
        for section, (name, identity) in PLACES.items()
    } | {CASE: {document["case"]["slug"]: document["case"]}}
    for item in taken:
        for change in item.changes if item.state == "changed" else ():
            if item.change_token(change) not in left_out:
                found[item.section][str(item.target)][change.name] = change.new
    _let_go(document)
    _relate(found[ENTRIES], [item for item in taken if item.section == RELATIONS])
    document["filings"] = placed(document["filings"], held["filings"], order_of(proposal, sheet))
    if document != held:
        document["as_of"] = proposal.as_of or held["as_of"]
    return document


def _let_go(document: Document) -> None:
    """What pointed to a party or an attorney that was left out points to nobody."""
    parties = {record["slug"] for record in document["parties"]}
    for record in document["attorneys"]:
        record["represents"] = [slug for slug in record["represents"] if slug in parties]
    document["attorneys"] = [record for record in document["attorneys"] if record["represents"]]
    counsel = {record["slug"] for record in document["attorneys"]}
    for record in document["filings"]:
        record["filed_by"] = [slug for slug in record["filed_by"] if slug in parties or slug == "court"]
        record["attorney"] = record["attorney"] if record["attorney"] in counsel else None


def _relate(filings: dict[str, Record], items: Iterable[Item]) -> None:
    for item in items:
        filing = filings.get(str(item.target))
        if filing is not None and str(item.record["entry"]) in filings:
            filing["relates_to"] = [*filing["relates_to"], dict(item.record)]


def order_of(proposal: Proposal, sheet: Sheet) -> list[str]:
    """The keys of the source's entries in docket order, the oldest first: as the court lists them; where the source is
    not the court's own list, by day and number."""
    keyed = [(item.place or 0, item.target or item.record.get("key")) for item in proposal.of(ENTRIES)]
    entries = sheet.entries
    if sheet.kind not in OF_THE_COURT:
        keyed.sort(
            key=lambda one: (entries[one[0]].date_filed or "", not entries[one[0]].entry, entries[one[0]].entry or 0)
        )
    elif _is_newest_first([entry.date_filed or "" for entry in entries]):
        keyed.reverse()
    return [key for _, key in keyed if key]


def _is_newest_first(days: Sequence[str]) -> bool:
    return sum(one > other for one, other in pairwise(days)) > sum(one < other for one, other in pairwise(days))


def placed(filings: Sequence[Record], held: Sequence[Record], order: Sequence[str]) -> list[Record]:
    """All filings in docket order: one that is new stands behind the entry that it follows in the source."""
    line = positions.in_docket_order(held)
    numbers = {record["key"]: record.get(positions.FIELD, place) for place, record in enumerate(line, 1)}
    by_key = {record["key"]: record for record in filings}
    first = next((key for key in order if key in numbers), None)
    followers: dict[str | None, list[str]] = {}
    leader = None
    for key in order:
        if key in numbers:
            leader = key
        elif key in by_key:
            followers.setdefault(leader, []).append(key)
    # What comes before all that is held of the source stands right before the first of these.
    ahead = followers.pop(None, [])
    sequence: list[str] = []
    for record in line:
        sequence += ahead if record["key"] == first else []
        sequence += [record["key"], *followers.get(record["key"], [])]
    if first is None:
        sequence += ahead
    is_dense = bool(held) and not any(positions.FIELD in record for record in line)
    return _numbered([by_key[key] for key in sequence], numbers, step=1 if is_dense else STEP)


def _numbered(records: Sequence[Record], numbers: dict[str, int], *, step: int) -> list[Record]:
    """Positions rise; those that stand stay where they can."""
    upcoming: list[int | None] = []
    following: int | None = None
    for record in reversed(records):
        upcoming.append(following)
        following = numbers.get(record["key"], following)
    found: list[Record] = []
    last = 0
    for place, (record, ahead) in enumerate(zip(records, reversed(upcoming), strict=True), 1):
        free = last + step if ahead is None else min(last + step, (last + ahead) // 2)
        last = max(last + 1, numbers.get(record["key"], free))
        silent: dict[str, Any] = {name: value for name, value in record.items() if name != positions.FIELD}
        found.append(silent if last == place else silent | {positions.FIELD: last})
    return found
