import json
from typing import Any

import pytest

from filings.importing.sheet import NotADocket, SheetAttachment
from tests.filings.importing.here import read_here as read
from tests.shared import shared

# The shapes of CourtListener's REST API v4, with invented values.
PAPER = {
    "id": 1, "document_type": 1, "document_number": "34", "attachment_number": None, "pacer_doc_id": "035025123456",
    "page_count": 31, "is_available": True, "filepath_local": "recap/gov.uscourts.cand.1.34.0.pdf",
    "description": "Motion to Dismiss",     "absolute_url": "/docket/7/34/doe-v-roe/",
}  # fmt: skip
EXHIBIT = PAPER | {
    "id": 2, "document_type": 2, "attachment_number": 1, "pacer_doc_id": "035025123457", "page_count": 4,
    "description": "Declaration of A. Lee", "is_available": False, "absolute_url": "/docket/7/34/1/doe-v-roe/",
}  # fmt: skip
ENTRY = {
    "resource_uri": "https://www.courtlistener.com/api/rest/v4/docket-entries/9/", "id": 9,
    "docket": "https://www.courtlistener.com/api/rest/v4/dockets/7/", "date_filed": "2025-10-27", "time_filed": None,
    "entry_number": 34, "recap_sequence_number": "2025-10-27.001", "pacer_sequence_number": 120,
    "description": "MOTION to Dismiss filed by Roe, Inc. (Poe, Bea) (Filed on 10/27/2025)",
    "recap_documents": [EXHIBIT, PAPER],
}  # fmt: skip
DOCKET = {
    "id": 7, "court": "https://www.courtlistener.com/api/rest/v4/courts/cand/", "court_id": "cand",
    "docket_number": "5:25-cv-00001", "pacer_case_id": "451234", "case_name": "Doe v. Roe, Inc.",
    "date_filed": "2025-07-01", "date_terminated": None, "assigned_to_str": "Ann Lee", "referred_to_str": "",
    "cause": "17:101 Copyright Infringement",
    "nature_of_suit": "820 Copyright", "jury_demand": "Both", "jurisdiction_type": "Federal Question",
    "absolute_url": "/docket/7/doe-v-roe/", "date_modified": "2026-01-02T03:04:05.678-08:00",
}  # fmt: skip


def refused(value: Any) -> str:
    with pytest.raises(NotADocket) as refusal:
        read(json.dumps(value).encode())
    return str(refusal.value)


def test_our_own_case_as_courtlistener_has_it() -> None:
    sheet = read(shared("dockets", "courtlistener", "strike3_v_meta.json").read_bytes())
    assert (sheet.kind, sheet.court_id, sheet.docket_number) == ("courtlistener", "cand", "5:25-cv-06213")
    assert sheet.courtlistener_docket_id == 70899478
    assert sheet.courtlistener_url == (
        "https://www.courtlistener.com/docket/70899478/strike-3-holdings-llc-v-meta-platforms-inc/"
    )
    assert [judge.name for judge in sheet.judges] == ["Eumi K. Lee", "Susan Van Keulen"]
    assert (sheet.parties, sheet.attorneys) == (None, None)
    numbered = [entry for entry in sheet.entries if entry.entry]
    assert (len(sheet.entries), len(numbered)) == (106, 82)
    assert all(entry.text and not entry.label for entry in numbered)
    labels = [entry for entry in sheet.entries if entry.label]
    assert len(labels) == 21
    assert "Case Referred to Mediation" in {entry.label for entry in labels}
    assert any(entry.attachments for entry in sheet.entries)


@pytest.mark.parametrize("name", ["google_generative_ai", "kadrey_v_meta", "strike3_v_meta"])
def test_every_entry_arrives_in_order(name: str) -> None:
    data = shared("dockets", "courtlistener", f"{name}.json").read_bytes()
    said = json.loads(data)["docket_entries"]
    sheet = read(data)
    assert [(one.entry, one.date_filed, one.text or one.label, one.is_cut) for one in sheet.entries] == [
        (one["entry_number"], one["date_filed"], one["description"].strip(), bool(one.get("truncated"))) for one in said
    ]


def test_the_shapes_of_the_api() -> None:
    sheet = read(json.dumps(DOCKET | {"docket_entries": [ENTRY]}).encode())
    assert (sheet.court_id, sheet.pacer_case_id, sheet.date_filed) == ("cand", "451234", "2025-07-01")
    assert (sheet.jurisdiction, sheet.jury_demand, sheet.as_of) == ("Federal Question", "Both", "2026-01-02")
    assert [(judge.name, judge.role) for judge in sheet.judges] == [("Ann Lee", "presiding")]
    (entry,) = sheet.entries
    assert (entry.entry, entry.document_id, entry.page_count, entry.text_only) == (34, "035025123456", 31, False)
    assert (entry.label, entry.url) == ("Motion to Dismiss", "https://www.courtlistener.com/docket/7/34/doe-v-roe/")
    assert entry.attachments == [
        SheetAttachment(number=1, title="Declaration of A. Lee", document_id="035025123457", page_count=4)
    ]


def test_a_page_of_the_list_of_entries() -> None:
    older = ENTRY | {"entry_number": 2, "recap_sequence_number": "2025-07-01.001", "date_filed": "2025-07-01"}
    page = {"count": 900, "next": "https://www.courtlistener.com/…", "previous": None, "results": [ENTRY, older]}
    sheet = read(json.dumps(page).encode())
    assert (sheet.docket_number, sheet.courtlistener_docket_id) == (None, 7)
    assert [entry.entry for entry in sheet.entries] == [2, 34]
    assert len(sheet.remarks) == 1
    assert "next pages" in sheet.remarks[0]


def test_numbers_in_quotes_and_names_of_nobody() -> None:
    docket = DOCKET | {"case_name": "Unknown Case Title", "assigned_to_str": None}
    sheet = read(json.dumps({"docket": docket, "docket_entries": [ENTRY | {"entry_number": "34"}]}).encode())
    assert (sheet.case_name, sheet.judges, sheet.entries[0].entry) == (None, [], 34)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (DOCKET, "lacks docket_entries"),
        ({"docket": {"court_id": "cand"}, "docket_entries": []}, "lacks docket_number"),
        ({"docket": DOCKET, "docket_entries": [{"entry_number": 1}]}, "Entry 1 of this JSON lacks date_filed and"),
        ({"docket": DOCKET, "docket_entries": [ENTRY, ENTRY | {"date_filed": None}]}, "date_filed of entry 2 is empty"),
        ({"docket": DOCKET, "docket_entries": [ENTRY | {"date_filed": "27 Oct"}]}, "date_filed of entry 1 is no date"),
        ({"docket": DOCKET, "docket_entries": [ENTRY | {"entry_number": "x"}]}, "entry_number of entry 1 is no whole"),
        ({"docket": DOCKET, "docket_entries": ["x"]}, "Entry 1 of this JSON is no object"),
        ({"docket": DOCKET, "docket_entries": [ENTRY | {"recap_documents": "x"}]}, "recap_documents that are no list"),
        ({"count": 0, "next": None, "previous": None, "results": []}, "empty result"),
        ({"count": 1, "results": [DOCKET]}, "list of dockets without their entries"),
        ({"detail": "Not found."}, "Not found"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(value: Any, says: str) -> None:
    assert says in refused(value)
