"""What holds of every merge, on files that hypothesis makes of the shipped one by edits of a person and of a court."""

from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filings.importing.case_format import Document, dumps, parse, validate
from filings.importing.merging import REMOVED, merge
from filings.importing.positions import in_docket_order
from filings.importing.records import RecordType
from filings.importing.sections import SECTIONS
from tests.filings.importing.documents import CASE

Edit = tuple[str, Any]
Path = tuple[str, ...]

# Records that nothing in the shipped case points to.
LOOSE = {"judges", "deadlines", "figures", "related_cases"}
TEXTS = st.sampled_from(["A word", "Another", "A third"])
DAYS = st.sampled_from(["2025-08-01", "2025-12-31", "2026-09-30"])

# Values for a field, whatever the record: each leaves a valid file valid.
VALUES: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("case", "stage"): st.none() | TEXTS,
    ("case", "trial_date"): st.none() | DAYS,
    ("case", "operative_answer_entry"): st.none() | st.sampled_from([73, "u2025-09-19"]),
    ("judges", "start"): st.none() | st.sampled_from(["2025-07-01", "2025-07-24"]),
    ("parties", "confidence"): st.sampled_from(["confirmed", "single-source", "inferred"]),
    ("parties", "date_terminated"): st.none() | DAYS,
    ("attorneys", "firm"): st.none() | st.builds(lambda name: {"name": name, "confidence": "inferred"}, TEXTS),
    ("attorneys", "start"): st.none() | DAYS,
    ("attorneys", "end"): st.none() | DAYS,
    ("filings", "title"): TEXTS,
    ("filings", "note"): TEXTS,
    ("filings", "outcome"): st.sampled_from([None, "granted", "denied"]),
    ("filings", "filed_by"): st.sampled_from([[], ["court"], ["meta-platforms"], ["court", "john-doe"]]),
    ("filings", "page_count"): st.none() | st.integers(1, 3),
    ("filings", "attachments_complete"): st.booleans(),
    ("filings", "position"): st.integers(70, 100),
    ("deadlines", "met_by_entry"): st.sampled_from([None, 34, 61]),
    ("deadlines", "changed_by_entry"): st.sampled_from([None, 26, 52]),
    ("deadlines", "status"): st.sampled_from(["met", "moved", "pending", "unknown"]),
    ("deadlines", "due"): st.none() | DAYS,
    ("figures", "value"): st.sampled_from([0, 1, 2.5]),
    ("figures", "sources"): st.sampled_from([["S1"], ["S2", "S1"], ["S1", "S2"]]),
    ("related_cases", "formal"): st.booleans(),
    ("related_cases", "docket_number"): st.none() | st.just("5:26-cv-00001"),
}  # fmt: skip
FIELD_EDITS = st.one_of(
    *(
        st.tuples(st.just("set"), st.just(section), st.integers(0, 9), st.just(name), values)
        for (section, name), values in VALUES.items()
    )
)
RECORD_EDITS = st.one_of(
    st.tuples(st.just("remove"), st.sampled_from(sorted(LOOSE)), st.integers(0, 9)),
    st.tuples(
        st.just("add"), st.sampled_from(["filings", "figures", "deadlines"]), st.integers(0, 9), st.integers(1, 3)
    ),
    st.tuples(st.just("swap"), st.sampled_from(["filings", "deadlines", "sources"]), st.integers(0, 9)),
    st.tuples(st.just("detach"), st.integers(0, 9)),
    st.tuples(st.just("relate"), st.integers(1, 9), st.sampled_from(["amends", "corrects"]), st.sampled_from([1, 34])),
)
EDITS = st.lists(FIELD_EDITS | RECORD_EDITS, max_size=12)


def edited(document: Document, edits: list[tuple[Any, ...]]) -> Document:
    """A copy with what of the edits can be done to it; an edit that would break the file is left out."""
    result = deepcopy(document)
    for edit in edits:
        _DO[edit[0]](result, *edit[1:])
    for deadline in result["deadlines"]:
        if deadline["status"] in {"met", "held"}:
            deadline["met_by_entry"] = deadline["met_by_entry"] or 34
        if deadline["status"] in {"moved", "vacated"}:
            deadline["changed_by_entry"] = deadline["changed_by_entry"] or 26
    for one in result["judges"] + result["attorneys"]:
        if one["start"] and one["end"] and one["end"] < one["start"]:
            one["end"] = one["start"]
    result["filings"] = in_docket_order(result["filings"])
    return result


def _set(document: Document, section: str, index: int, name: str, value: Any) -> None:
    records = document[section]
    if name == "docket_number":
        # Another number where one was known would be another suit.
        records = [one for one in records if one["caption"] in {"Cambronne v. Meta", "Cognella v. Meta"}]
    if isinstance(records, dict):
        records[name] = deepcopy(value)
    elif records:
        # Filings from the end: that is where entries are added, too.
        records[(-1 - index if section == "filings" else index) % len(records)][name] = deepcopy(value)


def _remove(document: Document, section: str, index: int) -> None:
    document[section].pop(index % len(document[section]))


def _add(document: Document, section: str, index: int, number: int) -> None:
    records = document[section]
    new = deepcopy(records[index]) | {"key": f"new-{number}"}
    if section == "filings":
        new |= {"key": str(900 + number), "entry": 900 + number, "relates_to": []}
    if all(record["key"] != new["key"] for record in records):
        records.insert(len(records) - index, new)


def _swap(document: Document, section: str, index: int) -> None:
    records = document[section]
    records[index], records[index + 1] = records[index + 1], records[index]


def _detach(document: Document, index: int) -> None:
    for owner in document["filings"][index:]:
        if owner["attachments"]:
            owner["attachments"].pop()
            return


def _relate(document: Document, index: int, relation: str, entry: int) -> None:
    filing = document["filings"][index]
    stated = {(one["entry"], one["relation"]) for one in filing["relates_to"]}
    if (entry, relation) not in stated and filing["entry"] != entry:
        filing["relates_to"].append({"entry": entry, "relation": relation})


_DO: dict[str, Any] = {"set": _set, "remove": _remove, "add": _add, "swap": _swap, "detach": _detach, "relate": _relate}


def spread(document: Document) -> dict[Path, Any]:
    """Every fact by its path, unknown ones left out: how this test sees a document, apart from the code."""
    facts: dict[Path, Any] = {}
    for kind in SECTIONS:
        held = document.get(kind.name, [])
        for record in [held] if isinstance(held, dict) else held:
            _spread(facts, kind, record, (kind.name,))
    return facts


def _spread(facts: dict[Path, Any], kind: RecordType, record: dict[str, Any], path: Path) -> None:
    path = (*path, *(str(record[name]) for name in kind.identity))
    if kind.twins:
        path = (*path, str(record.get("note", "")), str(record.get("source_entry")), str(record.get("relation")))
    facts[path] = True
    children = {child.name: child for child in kind.children}
    for name, value in record.items():
        if name in children:
            for one in value:
                _spread(facts, children[name], one, (*path, name))
        elif value not in (None, [], "") and name != "position" and (name, value) != ("confidence", "confirmed"):
            facts[(*path, name)] = sorted(value) if name in kind.bags else value


LIMITS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LIMITS
@given(here=EDITS, file=EDITS)
def test_the_outcome_is_a_valid_file_and_settles(here: list[tuple[Any, ...]], file: list[tuple[Any, ...]]) -> None:
    mine, theirs = edited(CASE, here), edited(CASE, file)
    merged = merge(CASE, mine, theirs)
    validate(merged.document)
    assert parse(dumps(merged.document).encode()) == merged.document
    again = merge(theirs, merged.document, theirs)
    assert again.changes == []
    assert again.document == merged.document
    assert {one.why for one in again.kept} <= {REMOVED}


@LIMITS
@given(here=EDITS, file=EDITS)
def test_nothing_is_dropped_and_nothing_a_person_did_is_undone(
    here: list[tuple[Any, ...]], file: list[tuple[Any, ...]]
) -> None:
    mine, theirs = edited(CASE, here), edited(CASE, file)
    base, ours, out = spread(CASE), spread(mine), spread(merge(CASE, mine, theirs).document)
    for path, value in ours.items():
        assert path in out or path[-1] == "confidence", path
        if base.get(path) != value:
            assert out[path] == value, path
    for path in base.keys() - ours.keys():
        assert path not in out, path


@LIMITS
@given(here=EDITS, file=EDITS)
def test_what_nobody_touched_follows_the_file_and_each_change_is_told(
    here: list[tuple[Any, ...]], file: list[tuple[Any, ...]]
) -> None:
    mine, theirs = edited(CASE, here), edited(CASE, file)
    merged = merge(CASE, mine, theirs)
    base, ours, new, out = spread(CASE), spread(mine), spread(theirs), spread(merged.document)
    together = {one.path.rsplit(".", 1)[-1] for one in merged.kept}
    for path in out.keys() | ours.keys():
        if base.get(path) == ours.get(path) and path in new and path[-1] not in together:
            assert out[path] == new[path], path
    differ = {path for path in out.keys() | ours.keys() if out.get(path) != ours.get(path)}
    assert bool(differ) <= bool(merged.changes)
    if not merged.changes:
        assert [one["key"] for one in merged.document["filings"]] == [one["key"] for one in mine["filings"]]


@LIMITS
@given(here=EDITS)
def test_a_file_that_was_dumped_here_changes_nothing(here: list[tuple[Any, ...]]) -> None:
    mine = edited(CASE, here)
    for base in (None, CASE, mine):
        merged = merge(base, mine, deepcopy(mine))
        assert merged.document == mine
        assert merged.changes == []
        assert {one.why for one in merged.kept} <= {REMOVED}


@LIMITS
@given(file=EDITS)
def test_where_no_person_did_anything_only_silence_is_told(file: list[tuple[Any, ...]]) -> None:
    theirs = edited(CASE, file)
    merged = merge(CASE, deepcopy(CASE), theirs)
    out, new = spread(merged.document), spread(theirs)
    assert {path: out.get(path) for path in new} == new
    assert {one.why for one in merged.kept} <= {"the file is silent; kept"}


@LIMITS
@given(here=EDITS, file=EDITS)
def test_a_first_load_over_what_is_here_keeps_all_of_it(
    here: list[tuple[Any, ...]], file: list[tuple[Any, ...]]
) -> None:
    mine, theirs = edited(CASE, here), edited(CASE, file)
    merged = merge(None, mine, theirs)
    validate(merged.document)
    out, ours = spread(merged.document), spread(mine)
    assert {path: out.get(path) for path in ours} == ours
