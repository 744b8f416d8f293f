"""The case format: what is read, what is refused and in which words, and what is written."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from filings.importing import sections
from filings.importing.case_format import SCHEMA, CaseFormatError, Document, Fault, dumps, parse, validate
from filings.importing.records import RecordType
from tests.filings.importing.broken_files import BROKEN, UNREADABLE
from tests.filings.importing.documents import ABSENT, CASE, SHIPPED, changed, put
from tests.shared import shared


def faults(document: Document) -> tuple[Fault, ...]:
    with pytest.raises(CaseFormatError) as caught:
        validate(document)
    return caught.value.faults


def refused(data: bytes) -> tuple[Fault, ...]:
    with pytest.raises(CaseFormatError) as caught:
        parse(data)
    return caught.value.faults


def test_what_the_project_ships_is_what_was_handed_to_it() -> None:
    assert shared("case", "strike3_v_meta.json").read_bytes() == SHIPPED


def test_the_shipped_case_is_valid() -> None:
    validate(CASE)


def test_the_shipped_case_is_written_byte_for_byte() -> None:
    assert dumps(CASE).encode() == SHIPPED


def test_the_schema_differs_from_the_shared_one_only_for_twins() -> None:
    handed = json.loads(shared("case", "case.schema.json").read_text(encoding="utf-8"))
    numbered = handed["$defs"]["filing"]["allOf"][0]["else"]
    numbered["properties"] = {"key": {"pattern": r"^\d+(_\d+)?$"}, "url": {"type": ["string", "null"]}}
    numbered["$comment"] = SCHEMA["$defs"]["filing"]["allOf"][0]["else"]["$comment"]
    assert handed == SCHEMA


@pytest.mark.parametrize(("change", "path", "words"), list(BROKEN.values()), ids=list(BROKEN))
def test_a_broken_file_is_refused_with_the_path_and_what_was_expected(
    change: tuple[str, Any], path: str, words: str
) -> None:
    told = {fault.path: str(fault) for fault in faults(changed(change))}
    assert path in told
    assert words in told[path]


@pytest.mark.parametrize(("data", "path", "words"), list(UNREADABLE.values()), ids=list(UNREADABLE))
def test_what_cannot_be_read_is_refused_with_its_place(data: bytes, path: str, words: str) -> None:
    fault = refused(data)[0]
    assert fault.path == path
    assert words in str(fault)


def test_a_single_fault_is_told_alone() -> None:
    assert [fault.path for fault in faults(changed(("filings[3].attorney", "nobody")))] == ["filings[3].attorney"]


def test_all_faults_are_told_and_the_first_few_in_the_sentence() -> None:
    broken = changed(
        ("as_of", "yesterday"),
        ("filings[3].attorney", "nobody"),
        ("filings[5].kind", "letter"),
        ("judges[0].end", "2025-07-01"),
        ("contentions[0].answers", ["nothing"]),
        ("case.timezone", "Mars"),
    )
    with pytest.raises(CaseFormatError) as caught:
        validate(broken)
    assert {fault.path for fault in caught.value.faults} == {
        "as_of", "filings[3].attorney", "filings[5].kind", "judges[0].end", "contentions[0].answers[0]",
        "case.timezone",
    }  # fmt: skip
    lines = str(caught.value).splitlines()
    assert lines[0] == "The case file has 6 faults."
    assert "as_of: found 'yesterday'; expected an ISO date such as 2025-07-23" in lines
    assert lines[-1] == "and 1 more"


def test_no_more_faults_are_told_than_a_person_reads() -> None:
    broken = deepcopy(CASE)
    for filing in broken["filings"]:
        filing["attorney"] = "nobody"
    assert len(faults(broken)) == 50


def test_a_section_of_the_wrong_shape_does_not_make_every_reference_a_fault() -> None:
    assert [fault.path for fault in faults(changed(("sources", {})))] == ["sources"]


def test_the_text_of_a_fault_can_be_printed_whatever_the_file_holds() -> None:
    broken = deepcopy(CASE)
    broken["filings"][3]["\x1b[2J\ud800" + "x" * 9000] = 1
    broken["filings"][3]["note"] = {"a": ["\x07" * 9000]}
    told = [str(fault) for fault in faults(broken)]
    assert len(told) == 2
    assert all(text.isprintable() and len(text) < 400 for text in told)


JUNK: list[Any] = [None, True, 2.5, "x", [[]], {}, {"key": []}, [{"entry": {}}]]


@pytest.mark.parametrize("value", JUNK, ids=repr)
def test_whatever_stands_in_a_place_is_refused_in_words_or_taken(value: Any) -> None:
    """No shape of a value, in any field of any record, makes us stumble."""
    for path in every_field():
        document = deepcopy(SMALL)
        put(document, path, deepcopy(value))
        told: tuple[Fault, ...] = ()
        try:
            validate(document)
        except CaseFormatError as error:
            told = error.faults
        assert all(fault.path and str(fault).isprintable() for fault in told), path


def every_field() -> Iterator[str]:
    for kind in sections.SECTIONS:
        owner = kind.name if kind.is_single else f"{kind.name}[0]"
        yield from (kind.name, owner, *(f"{owner}.{name}" for name in kind.fields))
        for child in kind.children:
            yield f"{owner}.{child.name}[0]"
            yield from (f"{owner}.{child.name}[0].{name}" for name in child.fields)


# One record of each sort, which is quick to check.
SMALL = {name: section[:1] if isinstance(section, list) else section for name, section in CASE.items()}
SMALL["filings"] = [CASE["filings"][5]]


TWIN = CASE["filings"][33] | {"key": "34_2", "entry": 34, "url": None, "title": "A second paper of that number"}
CONCERNS_TWIN = [{"entry": "34_2", "relation": "concerns"}]
ACCEPTED: dict[str, list[tuple[str, Any]]] = {
    "a twin, and references to it": [
        ("filings[+]", TWIN | {"relates_to": []}),
        ("filings[3].relates_to", CONCERNS_TWIN),
        ("case.operative_answer_entry", "34_2"),
    ],
    "a numbered entry with no address": [("filings[3].url", None)],
    "a filing date that was corrected, under its old key": [("filings[30].date_filed", "2025-09-22")],
    "one day in office": [("judges[0].end", "2025-07-24")],
    "a judge who came twice": [("judges[+]", CASE["judges"][0] | {"start": None, "end": None})],
    "two suits of one caption": [("related_cases[+]", CASE["related_cases"][0])],
    "the same relation to two entries": [
        ("filings[3].relates_to", [{"entry": 1, "relation": "amends"}, {"entry": 2, "relation": "amends"}])
    ],
    "no contentions at all": [("contentions", ABSENT)],
}


@pytest.mark.parametrize("edits", list(ACCEPTED.values()), ids=list(ACCEPTED))
def test_what_real_dockets_have_is_accepted(edits: list[tuple[str, Any]]) -> None:
    document = changed(*edits)
    validate(document)
    assert parse(dumps(document).encode()) == document


def test_a_byte_order_mark_is_passed_over() -> None:
    assert parse(b"\xef\xbb\xbf" + SHIPPED) == CASE


def test_a_whole_number_may_be_written_with_a_point() -> None:
    assert repr(parse(b'{"a": [34.0, 0.5, -0.0, 1e3]}')) == "{'a': [34, 0.5, 0, 1000]}"


def shuffled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: shuffled(value[key]) for key in reversed(value)}
    return [shuffled(one) for one in value] if isinstance(value, list) else value


def test_the_text_does_not_depend_on_the_order_of_keys() -> None:
    assert dumps(shuffled(CASE)).encode() == SHIPPED


def test_what_the_format_does_not_know_is_written_all_the_same() -> None:
    document = changed(("filings[3].later", 1))
    assert parse(dumps(document).encode()) == document


def test_no_text_is_written_that_is_not_json() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        dumps(changed(("figures[0].value", float("nan"))))


def properties(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return properties(SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[-1]])
    return dict(schema["properties"])


def kinds_with_properties() -> Iterator[tuple[RecordType, dict[str, Any]]]:
    for kind in sections.SECTIONS:
        held = SCHEMA["properties"][kind.name]
        of_kind = properties(held if kind.is_single else held["items"])
        yield kind, of_kind
        for child in kind.children:
            yield child, properties(of_kind[child.name]["items"])


def test_the_table_knows_every_field_of_the_schema() -> None:
    assert set(sections.TOP_KEYS) == set(SCHEMA["properties"])
    for kind, held in kinds_with_properties():
        assert sorted(kind.fields) == sorted(held), kind.name


def test_the_table_knows_every_reference_of_the_schema() -> None:
    """Each field that holds a slug, an entry or the id of a source points somewhere, but for a record's own name."""
    for kind, held in kinds_with_properties():
        own = {"slug", *kind.identity, *(child.name for child in kind.children)} - set(kind.references)
        pointing = {name for name, schema in held.items() if POINTING.search(str(schema))}
        assert pointing - own == set(kind.references) - {"about_claims", "answers"}, kind.name


POINTING = re.compile(r"/(ref|slug|actor|source_id)'")
