"""A newer file onto what people made of the older one: record by record."""

from copy import deepcopy
from typing import Any

import pytest

from filings.importing.case_format import CaseFormatError, Document, validate
from filings.importing.merging import Change, Kept, merge
from tests.filings.importing.documents import ABSENT, CASE, MOTION, TITLE, Edit, changed, merged


def keys(document: Document) -> list[str]:
    return [filing["key"] for filing in document["filings"]]


def new_filing(number: int, **fields: Any) -> dict[str, Any]:
    last: dict[str, Any] = CASE["filings"][-1]
    return last | {"key": str(number), "entry": number, "title": "New", "relates_to": [], "attachments": []} | fields


def test_fields_that_must_agree_are_kept_together() -> None:
    """Met by 80, says the file; that nothing met it, said a person. Half of each would be no valid deadline."""
    place = next(index for index, one in enumerate(CASE["deadlines"]) if one["status"] == "unknown")
    key = CASE["deadlines"][place]["key"]
    base = changed((f"deadlines[{place}].met_by_entry", 34))
    mine = changed((f"deadlines[{place}].met_by_entry", None))
    theirs = deepcopy(base)
    theirs["deadlines"][place] |= {"status": "met", "location": "Courtroom 7"}
    result = merged(mine, theirs, base)
    assert result.changes == [Change(f"deadlines[{key}].location", None, "Courtroom 7")]
    assert result.kept == [
        Kept(f"deadlines[{key}].status", "unknown", "met", "kept, as it must agree with what was changed here")
    ]


def test_dates_that_would_run_backwards_are_kept_together() -> None:
    result = merged([("judges[2].start", "2026-05-01")], [("judges[2].end", "2026-01-01")])
    assert result.changes == []
    assert [(one.path, one.ours, one.theirs) for one in result.kept] == [
        ("judges[Susan van Keulen, referred].end", None, "2026-01-01")
    ]


def test_fields_that_agree_are_merged_one_by_one() -> None:
    result = merged([("judges[2].start", "2025-09-20")], [("judges[2].end", "2026-01-01")])
    assert result.changes == [Change("judges[Susan van Keulen, referred].end", None, "2026-01-01")]


def test_a_new_record_is_one_change() -> None:
    new = new_filing(83, relates_to=[{"entry": 34, "relation": "concerns"}])
    result = merged([], [("filings[+]", new)])
    assert result.changes == [Change("filings[83]", None, new, "new record")]
    assert result.document["filings"][-1] == new


def test_a_record_of_ours_stays_where_it_is() -> None:
    ours, theirs = new_filing(83, title="Ours"), new_filing(84)
    result = merged([("filings[+]", ours)], [("filings[+]", theirs)])
    assert keys(result.document) == [*keys(CASE), "83", "84"]
    assert result.kept == []
    assert result.document["filings"][-2] == ours


def test_a_record_that_the_file_drops_stays_and_is_told_once() -> None:
    newer = changed(("figures[0]", ABSENT))
    result = merged([], newer)
    assert result.kept == [Kept("figures[works_original]", CASE["figures"][0], None, "the file is silent; kept")]
    assert not merged(result.document, newer, newer).kept


def test_a_record_removed_here_is_not_put_back() -> None:
    newer = changed(("figures[0].value", 2400))
    result = merged([("figures[0]", ABSENT)], newer)
    assert result.changes == []
    assert result.kept == [
        Kept("figures[works_original]", None, newer["figures"][0], "removed here since the last load; not put back")
    ]
    assert len(result.document["figures"]) == len(CASE["figures"]) - 1


def test_an_attachment_removed_here_is_not_put_back() -> None:
    result = merged(
        [("filings[0].attachments[1]", ABSENT)], [("filings[0].attachments[+]", {"number": 3, "title": "New"})]
    )
    assert [one["number"] for one in result.document["filings"][0]["attachments"]] == [1, 3]
    assert [one.path for one in result.kept] == ["filings[1].attachments[2]"]


def test_what_points_to_a_removed_record_is_refused() -> None:
    mine = changed(("attorneys[4]", ABSENT))
    for filing in mine["filings"]:
        if filing["attorney"] == "brian-ginter":
            filing["attorney"] = None
    mine["filings"] = [
        {field: value for field, value in filing.items() if field != "counsel_named"} for filing in mine["filings"]
    ]
    validate(mine)
    assert not merged(mine, []).changes
    with pytest.raises(CaseFormatError) as caught:
        merge(CASE, mine, changed(("filings[+]", new_filing(83, attorney="brian-ginter"))))
    assert [fault.path for fault in caught.value.faults] == ["filings[83].attorney"]
    assert (
        "no attorney has the slug 'brian-ginter', which was removed here since the last load and is not put back"
        in str(caught.value)
    )


def test_two_of_one_caption_are_told_apart_when_one_is_removed() -> None:
    newer = changed(("related_cases[7].note", "Number still not found."))
    result = merged([("related_cases[6]", ABSENT)], newer)
    assert [one.kind for one in result.changes] == ["changed"]
    assert result.document["related_cases"][-1]["note"] == "Number still not found."
    assert [one.theirs["docket_number"] for one in result.kept] == ["5:24-cv-07642"]


def test_another_suit_of_that_caption_is_another_suit() -> None:
    third = CASE["related_cases"][6] | {"docket_number": "5:26-cv-00001"}
    result = merged([("related_cases[7].docket_number", "5:25-cv-00009")], [("related_cases[+]", third)])
    assert len(result.document["related_cases"]) == 9
    assert [one.kind for one in result.changes] == ["new record"]


def test_a_second_term_of_a_judge_is_a_record_of_its_own() -> None:
    second = CASE["judges"][0] | {"start": "2027-01-01", "end": None}
    result = merged([("judges[0].note", "Ours")], [("judges[+]", second)])
    assert [one.path for one in result.changes] == ["judges[Kandis A. Westmore, presiding, 2]"]
    assert [judge.get("note") for judge in result.document["judges"]].count("Ours") == 1


def test_a_first_load_over_what_people_entered_fills_what_is_unknown() -> None:
    mine = changed((f"{MOTION}.title", "Ours"), (f"{MOTION}.judge", None), (f"{MOTION}.note", ABSENT))
    theirs = changed(
        (f"{MOTION}.judge", "Eumi K. Lee"), (f"{MOTION}.note", "Noticed."), ("case.trial_date", "2027-11-01")
    )
    result = merged(mine, theirs, None)
    assert [(one.path, one.new) for one in result.changes] == [
        ("case.trial_date", "2027-11-01"), ("filings[34].judge", "Eumi K. Lee"), ("filings[34].note", "Noticed."),
    ]  # fmt: skip
    assert result.kept == [
        Kept("filings[34].title", "Ours", CASE["filings"][34]["title"], "entered here; the file differs")
    ]


def test_an_entry_typed_here_before_the_file_had_it() -> None:
    typed = new_filing(83, title="Typed", judge=None, filed_by=[], url=None)
    newer = new_filing(83, judge="Eumi K. Lee", filed_by=["court"])
    result = merged([("filings[+]", typed)], [("filings[+]", newer)])
    assert {one.path for one in result.changes} == {"filings[83].judge", "filings[83].filed_by", "filings[83].url"}
    assert [one.path for one in result.kept] == ["filings[83].title"]


def test_the_last_day_seen_never_goes_back() -> None:
    older = changed(("as_of", "2026-01-01"), (f"{MOTION}.title", TITLE))
    result = merged([], older)
    assert result.document["as_of"] == CASE["as_of"]
    assert result.kept == [Kept("as_of", CASE["as_of"], "2026-01-01", "the file is older than the one loaded before")]
    assert [one.path for one in result.changes] == ["filings[34].title"]
    assert not merged(result.document, older, older).kept


def test_a_later_day_is_a_change() -> None:
    assert merged([], [("as_of", "2026-11-01")]).changes == [Change("as_of", CASE["as_of"], "2026-11-01")]


SUPERSET: list[Edit] = [
    ("case.docket_numbers[1].confidence", "confirmed"),
    ("case.trial_date", "2027-11-01"),
    ("claims[1].events[+]", {"date": "2026-10-01", "status": "tried", "entry": 82}),
    ("filings[3].date_entered", "2025-07-24"),
    ("filings[3].docket_text", "DISCLOSURE"),
    ("filings[3].document_id", None),
    ("filings[+]", new_filing(83, position=200)),
    ("parties[0].role_text", "Plaintiff"),
    ("parties[0].date_terminated", None),
    ("attorneys[0].roles", []),
    ("sources[0].also", ["https://example.org/"]),
]


def test_a_file_that_holds_all_of_the_older_is_what_comes_out() -> None:
    newer = changed(*SUPERSET)
    newer["filings"].insert(20, new_filing(900))
    newer["deadlines"].insert(0, newer["deadlines"][3] | {"key": "new"})
    result = merged([], newer)
    assert result.document == newer
    assert result.kept == []
