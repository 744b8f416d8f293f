"""The order of a docket, through a merge."""

from copy import deepcopy
from typing import Any

import pytest

from filings.importing.case_format import Document
from filings.importing.matching import unsteady
from filings.importing.merging import Change, Kept, merge
from tests.filings.importing.documents import CASE


def docket(text: str) -> Document:
    """`1 2 5@40`: the filings of these keys, in this order; @ says a position."""
    document = deepcopy(CASE)
    document["filings"] = []
    for word in text.split():
        key, _, position = word.partition("@")
        filing: dict[str, Any] = {"key": key, "entry": int(key), "title": "A paper"}
        document["filings"].append(filing | ({"position": int(position)} if position else {}))
    for section in ("judges", "attorneys", "claims", "contentions", "deadlines"):
        document[section] = []
    document["case"] |= {"operative_complaint_entry": None, "operative_answer_entry": None}
    return document


def told(document: Document) -> str:
    return " ".join(
        filing["key"] + (f"@{filing['position']}" if "position" in filing else "") for filing in document["filings"]
    )


# The last load, what is here, the newer file; what comes of it, the changes and what was kept.
ORDERS = {
    "an entry put in the middle moves the rest": ("1 2 3 4", "1 2 3 4", "1 2 9 3 4", "1 2 9 3 4", ["9"], []),
    "one here, one in the file": ("1 2 3", "1 2 7 3", "1 9 2 3", "1 9 2 7 3", ["9"], []),
    "ours at the end, theirs at the end": ("1 2", "1 2 7 8", "1 2 9", "1 2 7 8 9", ["9"], []),
    "ours at the beginning": ("1 2", "7 1 2", "1 2 9", "7 1 2 9", ["9"], []),
    "two moved here": ("1 2 3 4", "1 3 2 4", "1 2 3 4 9", "1 3 2 4 9", ["9"], []),
    "two moved in the file": ("1 2 3 4", "1 2 3 4", "1 3 2 4", "1 3 2 4", ["3.position 3 2"], []),
    "moved to the end here, a new one in the middle": ("1 2 3 4", "1 3 4 2", "1 2 3 9 4", "1 3 9 4 2", ["9"], []),
    "moved here and otherwise in the file": ("1 2 3 4", "2 3 4 1", "2 1 3 4", "2 3 4 1", [], ["1.position 4 2"]),
    "moved alike": ("1 2 3 4", "2 3 4 1", "2 3 4 1", "2 3 4 1", [], []),
    "a first load keeps the order that is here": (None, "1 3 2", "1 2 3 4", "1 3 2 4", ["4"], ["3.position 2 3"]),
    "one removed here": ("1 2 3 4", "1 3 4", "1 2 3 4 9", "1 3 4 9", ["9"], ["2"]),
    "one removed here, its gap left": ("1 2 3 4", "1 3@3 4@4", "1 2 3 4 9", "1 3@3 4@4 9@5", ["9"], ["2"]),
    "one removed here, a new one before its gap": ("1 2 3", "1 3@3", "1 9 2 3", "1 9 3", ["9"], ["2"]),
    "a gap that a person made stays": ("1 2 3", "1 2 3@50", "1 2 9 3", "1 2 9 3@50", ["9"], []),
    "after the gap that a person made": ("1 2", "1 2@50", "1 2 9", "1 2@50 9@51", ["9"], []),
    "a position that the file gives": ("1 2", "1 2", "1 2 9@40", "1 2 9@40", ["9"], []),
    "a count from nought": ("1@0 2@1 3@2", "1@0 2@1 3@2", "1@0 9@1 2@2 3@3", "1@0 9@1 2@2 3@3", ["9"], []),
    "a position given later": ("1 2 3", "1 2 3", "1 2 3@40", "1 2 3@40", ["3.position 3 40"], []),
    "a position given later, ours moved up": (
        "1 2 3", "7 1 2 3", "1 2 3@40", "7 1 2 3@40", ["3.position 4 40"], [],
    ),
    "a position no longer given": ("1 2@50 3@51", "1 2@50 3@51", "1 2 3", "1 2 3", ["2.position 50 2"], []),
    "the file counts from nought now": ("1 2 3", "1 2 3", "1@0 2@1 3@2", "1@0 2@1 3@2", ["1.position 1 0"], []),
    "two of one position": ("1 2 3@2", "1 2 3@2", "1 2 3@2 4@3", "1 2 3@2 4@3", ["4"], []),
    "two of one position, one unsaid": ("1 2@3 3", "1 2@3 3", "1 2@3 3 4", "1 2@3 3 4", ["4"], []),
    "a position said that need not be": ("1 2", "1 2", "1@1 2@2", "1 2", [], []),
    "a file that lists the newest first": ("2@2 1@1", "1 2", "3@3 2@2 1@1", "1 2 3", ["3"], []),
    "set here and otherwise in the file": ("1 2", "1 2@50", "1 2@60", "1 2@50", [], ["2.position 50 60"]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "result", "changes", "kept"), list(ORDERS.values()), ids=list(ORDERS)
)
def test_the_order(base: str | None, mine: str, theirs: str, result: str, changes: list[str], kept: list[str]) -> None:
    merged = merge(docket(base) if base else None, docket(mine), docket(theirs))
    assert told(merged.document) == result
    assert [short(one) for one in merged.changes] == changes
    assert [short(one) for one in merged.kept] == kept
    again = merge(docket(theirs), merged.document, docket(theirs))
    assert told(again.document) == result
    assert not again.changes


def short(one: Change | Kept) -> str:
    """`2.position 3 2`, or `9` for a whole record"""
    path = one.path.removeprefix("filings[").replace("]", "")
    if not path.endswith("position"):
        return path
    return f"{path} {one.old} {one.new}" if isinstance(one, Change) else f"{path} {one.ours} {one.theirs}"


@pytest.mark.parametrize(
    ("numbers", "moved"),
    [([], set()), ([1], set()), ([1, 2, 3], set()), ([3, 1, 2], {0}), ([1, 3, 2, 4], {1}), ([2, 3, 4, 1], {3})],
)
def test_the_fewest_that_moved(numbers: list[int], moved: set[int]) -> None:
    assert unsteady(numbers) == moved
