"""A source beside a case: what is new, what changes, what stays, what is asked."""

from typing import Any

import pytest

from filings.importing.applying import apply
from filings.importing.case_format import validate
from filings.importing.proposal import ENTRIES, LEAVE_OUT, Item, Proposal
from filings.importing.proposing import propose
from filings.importing.records import Document
from filings.importing.sheet import NotADocket, Sheet, SheetAttachment, SheetJudge
from tests.filings.importing.sheets import COMPLAINT, MOTION, attorney, entry, filing, held, party, sheet

PEOPLE: dict[str, Any] = {
    "parties": [party("Doe Works, LLC"), party("Roe Systems, Inc.", "Defendant", extra="a Delaware corporation")],
    "attorneys": [attorney("Ann Lee", 0, firm="Lee LLP", roles=["LEAD ATTORNEY"]), attorney("Bea Poe", 1)],
}


def merged(source: Sheet, document: Document, **answers: str) -> Document:
    """The document after all is accepted; valid, and the same source again changes nothing."""
    result = apply(propose(source, document, answers), document, source, left_out=())
    validate(result)
    again = propose(source, result, answers)
    assert [item for item in again.items if item.state in ("new", "changed")] == []
    return result


def only(proposal: Proposal, section: str = ENTRIES) -> Item:
    [item] = proposal.of(section)
    return item


def test_a_docket_into_an_empty_case() -> None:
    source = sheet(entry(1, text=COMPLAINT), entry(2, "2025-07-03", MOTION, date_entered="2025-07-04"), **PEOPLE)
    result = merged(source, held())
    first, second = result["filings"]
    assert (first["key"], first["entry"], first["docket_text"]) == ("1", 1, COMPLAINT)
    assert (second["date_filed"], second["date_entered"]) == ("2025-07-03", "2025-07-04")
    assert [(one["number"], one["title"]) for one in second["attachments"]] == [
        (1, "Declaration of A. Lee"),
        (2, "Proposed Order"),
    ]
    assert first["filed_by"] == ["doe-works-llc"]
    assert second["attorney"] == "bea-poe"
    assert result["parties"][1]["extra"] == "a Delaware corporation"
    assert result["attorneys"][0]["firm"] == {"name": "Lee LLP", "confidence": "confirmed"}


@pytest.mark.parametrize(
    "again",
    [
        MOTION,
        MOTION.removesuffix(" (Entered: 07/04/2025)"),
        MOTION.replace("# 1", "# [1]"),
        MOTION + " (Entered: 07/05/2025)",
        MOTION.replace(" (Filed on", "  (Filed on"),
        MOTION[:90],
    ],
    ids=["equal", "without-tail", "brackets", "another-tail", "spaces", "cut"],
)
def test_the_same_words_again_change_nothing(again: str) -> None:
    document = merged(sheet(entry(2, "2025-07-03", MOTION)), held())
    source = sheet(entry(2, "2025-07-03", again, is_cut=len(again) < len(MOTION) - 30))
    assert only(propose(source, document, {})).state == "same"


def test_a_longer_text_takes_the_place_of_a_cut_one() -> None:
    document = merged(sheet(entry(2, text=MOTION[:80], is_cut=True)), held())
    result = merged(sheet(entry(2, text=MOTION)), document)
    assert result["filings"][0]["docket_text"] == MOTION


def test_a_label_never_takes_the_place_of_a_text() -> None:
    document = merged(sheet(entry(2, text=MOTION)), held())
    assert only(propose(sheet(entry(2, text="Motion to Dismiss"), kind="courtlistener"), document, {})).state == "same"


def test_what_a_person_set_stays() -> None:
    mine = filing("2", title="Our title", kind="motion", docket_text=MOTION[:60], url="https://example.org/2")
    result = merged(sheet(entry(2, text=MOTION, url="https://example.org/other")), held(mine))
    [one] = result["filings"]
    assert (one["title"], one["kind"], one["url"]) == ("Our title", "motion", "https://example.org/2")


def test_a_blank_replaces_nothing() -> None:
    mine = filing("2", date_entered="2025-07-02", docket_text=MOTION, document_id="035012", page_count=9)
    source = sheet(entry(2, text=MOTION), nature_of_suit="", cause=None)
    document = held(mine)
    document["case"]["cause"] = "17:101"
    result = merged(source, document)
    assert {name: result["filings"][0][name] for name in ("date_entered", "document_id", "page_count")} == {
        "date_entered": "2025-07-02",
        "document_id": "035012",
        "page_count": 9,
    }
    assert result["case"]["cause"] == "17:101"


@pytest.mark.parametrize("parties", [None, []])
def test_a_source_without_parties_removes_none(parties: list[Any] | None) -> None:
    document = merged(sheet(entry(1), **PEOPLE), held())
    result = merged(sheet(entry(1), parties=parties, attorneys=parties), document)
    assert (len(result["parties"]), len(result["attorneys"])) == (2, 2)


@pytest.mark.parametrize("attachments", [None, []])
def test_a_source_without_attachments_removes_none(attachments: list[Any] | None) -> None:
    document = merged(sheet(entry(1, attachments=[SheetAttachment(number=1, title="Exhibit A", page_count=3)])), held())
    assert len(merged(sheet(entry(1, attachments=attachments)), document)["filings"][0]["attachments"]) == 1


def test_an_attachment_keeps_its_title_and_gains_what_is_known() -> None:
    mine = filing("1", attachments=[{"number": 1, "title": "Our exhibit"}])
    rows = [SheetAttachment(number=1, title="Exhibit A", document_id="0350", page_count=3), SheetAttachment(number=2)]
    result = merged(sheet(entry(1, attachments=rows)), held(mine))
    assert result["filings"][0]["attachments"] == [
        {"number": 1, "title": "Our exhibit", "document_id": "0350", "page_count": 3},
        {"number": 2, "title": None},
    ]


def test_a_date_that_the_court_corrected_is_shown_old_and_new() -> None:
    item = only(propose(sheet(entry(1, "2025-07-02", COMPLAINT)), held(filing("1", docket_text=COMPLAINT)), {}))
    assert [(change.name, change.old, change.new) for change in item.changes] == [
        ("date_filed", "2025-07-01", "2025-07-02")
    ]


def test_a_party_whose_name_is_near_is_asked_and_renamed_where_it_is_the_same() -> None:
    document = merged(sheet(**PEOPLE), held())
    source = sheet(parties=[party("Does Works, LLC")])
    asked = only(propose(source, document, {}), "parties")
    assert (asked.state, asked.question is not None) == ("doubtful", True)
    assert len(apply(propose(source, document, {}), document, source, left_out=())["parties"]) == 2
    result = merged(source, document, **{asked.token: "same:doe-works-llc"})
    assert (result["parties"][0]["name"], result["parties"][0]["slug"]) == ("Does Works, LLC", "doe-works-llc")
    assert len(merged(source, document, **{asked.token: "new"})["parties"]) == 3
    assert len(merged(source, document, **{asked.token: LEAVE_OUT})["parties"]) == 2


@pytest.mark.parametrize(
    ("name", "likely"),
    [("Doe Works, LLC, d/b/a Doe Films", "same:doe-works-llc"), ("U.S.A.", "new"), ("Roe Systems of Ohio", None)],
    ids=["longer", "another", "others-stay"],
)
def test_a_party_that_may_be_one_renamed_is_asked(name: str, likely: str | None) -> None:
    document = merged(sheet(**PEOPLE), held())
    named = [party(name), *([party("Doe Works, LLC")] if likely is None else [])]
    asked = propose(sheet(parties=named), document, {}).of("parties")[0]
    assert (asked.question.likely if asked.question else None) == likely
    assert asked.state == ("doubtful" if likely else "new")


def test_two_entries_of_counsel_stay_with_their_clients() -> None:
    people = {"parties": PEOPLE["parties"], "attorneys": [attorney("Ann Lee"), attorney("Ann Lee", 0)]}
    result = merged(sheet(**people), held())
    assert [one["slug"] for one in result["attorneys"]] == ["ann-lee"]


def test_a_short_label_that_repeats_an_entry_does_not_take_its_text() -> None:
    document = held(filing("5", docket_text="ORDER granting stipulation.", document_id="03501"))
    source = sheet(entry(None, text="Order on Stipulation", document_id="03502", page_count=3), kind="courtlistener")
    asked = only(propose(source, document, {}))
    assert merged(source, document, **{asked.token: "same:5"})["filings"] == document["filings"]


def test_a_date_that_was_corrected_for_a_paper_of_other_words_is_taken_with_the_answer() -> None:
    document = held(filing("5", docket_text=COMPLAINT))
    source = sheet(entry(5, "2025-09-09", MOTION))
    asked = only(propose(source, document, {}))
    [one] = merged(source, document, **{asked.token: "same:5"})["filings"]
    assert (one["date_filed"], one["docket_text"]) == ("2025-09-09", MOTION)


def test_a_party_in_two_roles_appears_twice() -> None:
    source = sheet(parties=[party("Doe Works, LLC"), party("Doe Works, LLC", "Counter Defendant")])
    result = merged(source, held())
    assert [(one["slug"], one["role"]) for one in result["parties"]] == [
        ("doe-works-llc", "plaintiff"),
        ("doe-works-llc-2", "counter defendant"),
    ]


def test_counsel_gains_roles_dates_and_clients() -> None:
    document = merged(sheet(**PEOPLE), held())
    again = attorney("Ann M. Lee", 0, 1, firm="Poe & Lee LLP", roles=["PRO HAC VICE"], date_terminated="2026-02-02")
    result = merged(sheet(parties=PEOPLE["parties"], attorneys=[again]), document)
    [ann, _] = result["attorneys"]
    assert ann["name"] == "Ann Lee"
    assert ann["represents"] == ["doe-works-llc", "roe-systems-inc"]
    assert (ann["roles"], ann["pro_hac_vice"], ann["date_terminated"]) == (["PRO HAC VICE"], True, "2026-02-02")
    assert ann["firm"]["name"] == "Poe & Lee LLP"


def test_a_judge_who_is_here_is_not_added_again() -> None:
    document = merged(sheet(judges=[SheetJudge(name="Eve K. Moe", role="presiding")]), held())
    result = merged(sheet(judges=[SheetJudge(name="Judge Eve Moe", role="presiding")]), document)
    assert [judge["name"] for judge in result["judges"]] == ["Eve K. Moe"]


def test_a_new_number_of_the_case_is_a_row_of_its_own() -> None:
    result = merged(sheet(docket_number="4:25-cv-00001-XYZ", as_of="2026-03-03"), held())
    assert result["case"]["docket_number"] == "4:25-cv-00001-XYZ"
    assert [row["number"] for row in result["case"]["docket_numbers"]] == ["5:25-cv-00001-ABC", "4:25-cv-00001-XYZ"]


@pytest.mark.parametrize("number", ["5:25-cv-00001", "25-00001", "5:25-cv-00001-ABC (DEF)", "C 25-00001 ABC"])
def test_another_spelling_of_the_number_says_nothing_new(number: str) -> None:
    assert propose(sheet(docket_number=number), held(), {}).of("case")[0].state == "same"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"court_id": "nysd"}, "of the court nysd"),
        ({"docket_number": "5:25-cv-00002", "case_name": "Moe v. Koe"}, "This is 5:25-cv-00002, Moe v. Koe"),
        ({"docket_number": "5:25-cv-00002", "case_name": None}, "This is 5:25-cv-00002; the case here"),
    ],
)
def test_another_case_is_refused(facts: dict[str, Any], said: str) -> None:
    with pytest.raises(NotADocket, match=said):
        propose(sheet(**facts), held(), {})


def test_another_number_with_the_same_name_is_asked() -> None:
    source = sheet(entry(1), docket_number="5:26-cv-04444")
    asked = propose(source, held(), {}).of("case")[0]
    assert asked.state == "doubtful"
    assert propose(source, held(), {asked.token: "same:doe-v-roe"}).of("case")[0].state == "changed"


def test_a_new_entry_stands_behind_the_one_that_it_follows() -> None:
    document = merged(sheet(entry(1), entry(4)), held())
    result = merged(sheet(entry(1), entry(3), entry(2), entry(4), entry(5)), document)
    assert [one["key"] for one in result["filings"]] == ["1", "3", "2", "4", "5"]
    assert [one["position"] for one in result["filings"]][::3] == [10, 20]


def test_entries_before_all_that_is_here() -> None:
    document = merged(sheet(entry(3), entry(4)), held())
    assert [one["key"] for one in merged(sheet(entry(1), entry(2), entry(3)), document)["filings"]] == [
        "1",
        "2",
        "3",
        "4",
    ]


def test_a_docket_newest_first_is_turned() -> None:
    source = sheet(entry(3, "2025-07-03"), entry(2, "2025-07-02"), entry(1, "2025-07-01"))
    assert [one["key"] for one in merged(source, held())["filings"]] == ["1", "2", "3"]


def test_what_is_left_out_is_left_out_with_what_hangs_on_it() -> None:
    source = sheet(entry(1, text=COMPLAINT), entry(2, "2025-07-03", MOTION), **PEOPLE)
    proposal = propose(source, held(), {})
    tokens = [item.token for item in proposal.items if item.label in ("No. 2", "Doe Works, LLC")]
    result = apply(proposal, held(), source, left_out=tokens)
    validate(result)
    assert [one["key"] for one in result["filings"]] == ["1"]
    assert [one["slug"] for one in result["attorneys"]] == ["bea-poe"]
    assert result["filings"][0]["filed_by"] == []


def test_one_field_of_an_entry_is_left_out() -> None:
    document = held(filing("2", docket_text=MOTION[:60]))
    source = sheet(entry(2, text=MOTION, page_count=9))
    proposal = propose(source, document, {})
    item = only(proposal)
    token = next(item.change_token(change) for change in item.changes if change.name == "docket_text")
    [one] = apply(proposal, document, source, left_out=[token])["filings"]
    assert (one["docket_text"], one["page_count"]) == (MOTION[:60], 9)
