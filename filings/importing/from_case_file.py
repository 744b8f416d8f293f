"""A casefiles/1 file as a proposal: its own three-way merge decides, and is told record by record. Pure."""

import re
from collections import Counter, defaultdict
from typing import Any

from filings.importing.merging import Change, merge
from filings.importing.proposal import (
    ATTORNEYS,
    CASE,
    ENTRIES,
    JUDGES,
    PARTIES,
    FieldChange,
    Item,
    Proposal,
    Turns,
    item_of,
)
from filings.importing.records import Document, labels_of
from filings.importing.sections import SECTIONS

# Of these the preview counts; the rest of a case file is told as what it is.
NAMES = {"filings": ENTRIES, "parties": PARTIES, "attorneys": ATTORNEYS, "judges": JUDGES}
PATH = re.compile(r"^(\w+)(?:\[(.*?)\])?(?:\.(.*))?$")


def propose_case_file(theirs: Document, held: Document | None, base: Document | None) -> Proposal:
    """`held`: None where the case is not there; `base`: the file as last loaded. Raises CaseFormatError, as `merge` does."""
    proposal = Proposal(as_of=theirs["as_of"])
    turns: Turns = Counter()
    merged = merge(base, held, theirs) if held else None
    proposal.document = merged.document if merged else theirs
    changes: defaultdict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in merged.changes if merged else []:
        section, label, _ = _parts(change.path)
        changes[section, label].append(change)
    for kind in SECTIONS:
        records: list[Any] = [theirs[kind.name]] if kind.is_single else theirs.get(kind.name, [])
        labels = [""] if kind.is_single else labels_of(kind, records)
        for place, (label, record) in enumerate(zip(labels, records, strict=True)):
            title = str(record.get("title") or record.get("name") or record.get("caption") or "")
            item = item_of(NAMES.get(kind.name, kind.name), label, turns, label=label or CASE, title=title, place=place)
            _settle(item, record, changes.get((kind.name, label), []), is_new=held is None)
            proposal.items.append(item)
    return proposal


def _settle(item: Item, record: Any, changes: list[Change], *, is_new: bool) -> None:
    whole = [change for change in changes if change.kind == "new record" and _parts(change.path)[2] == ""]
    if is_new or whole:
        item.state, item.record = "new", record
    elif changes:
        item.state, item.target = "changed", item.label
        item.changes = [FieldChange(_parts(change.path)[2], change.old, change.new) for change in changes]


def _parts(path: str) -> tuple[str, str, str]:
    """Section, label and field of a path: `filings[34].outcome`."""
    found = PATH.match(path)
    section, label, name = found.groups() if found else (path, "", "")
    return section, label or "", name or ""
