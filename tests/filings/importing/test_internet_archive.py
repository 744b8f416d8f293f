import json
from html import unescape

import pytest

from filings.importing.sheet import NotADocket
from tests.filings.importing.here import read_here as read
from tests.shared import shared

XML = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE gov_uscourts_docket SYSTEM "docket.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yyyyyyyy">]>
<gov_uscourts_docket>
  <case_details><court>cand</court><docket_num>5:07-cv-00001</docket_num><case_name>Doe &amp; Sons v. Roe</case_name>
    <date_case_filed>2007-08-01</date_case_filed><date_case_terminated>0000-00-00</date_case_terminated>
    <assigned_to>Ann Lee</assigned_to></case_details>
  <party_list><party><name>Doe</name><type>Plaintiff</type><extra_info>a corporation
TERMINATED: 5/6/2008</extra_info><attorney_list><attorney><attorney_name>Bea Poe</attorney_name>
<contact>Poe LLP
1 Main Street</contact><attorney_role>LEAD ATTORNEY
TERMINATED: 01/02/2008</attorney_role></attorney></attorney_list></party></party_list>
  <document_list>
    <document doc_num="1" attachment_num="0"><date_filed>2007-08-01</date_filed>
      <long_desc>COMPLAINT &x;&y; $</long_desc></document>
    <document doc_num="1" attachment_num="2"><short_desc>Exhibit</short_desc></document>
    <document doc_num="2" attachment_num="0"><date_filed>0000-00-00</date_filed><long_desc>LOST</long_desc></document>
  </document_list>
</gov_uscourts_docket>
"""


def test_the_real_one() -> None:
    folder = shared("dockets", "internet_archive")
    sheet = read((folder / "cand_194617.xml").read_bytes())
    said = json.loads((folder / "cand_194617.json").read_text(encoding="utf-8"))
    assert (sheet.kind, sheet.court_id, sheet.docket_number) == ("internet-archive", "cand", said["docket_number"])
    assert (sheet.pacer_case_id, sheet.date_filed, sheet.is_whole) == ("194617", said["date_filed"], False)
    assert [(one.entry, one.date_filed, one.text or "", one.label or "", one.document_id) for one in sheet.entries] == [
        (int(one["document_number"]), one["date_filed"], unescape(one["description"]),
         unescape(one["short_description"]), one["pacer_doc_id"])
        for one in said["docket_entries"]
    ]  # fmt: skip
    assert [
        (one.entry, row.number, row.title or "", row.document_id)
        for one in sheet.entries
        for row in one.attachments or []
    ] == [
        (int(one["document_number"]), int(row["attachment_number"]), unescape(row["description"]), row["pacer_doc_id"])
        for one in said["docket_entries"]
        for row in one.get("attachments", [])
    ]


def test_people_and_no_entity_of_the_file_s_own() -> None:
    sheet = read(XML.encode())
    assert (sheet.case_name, sheet.date_terminated) == ("Doe & Sons v. Roe", None)
    (party,) = sheet.parties or []
    assert (party.name, party.role_text, party.date_terminated) == ("Doe", "Plaintiff", "2008-05-06")
    (attorney,) = sheet.attorneys or []
    assert (attorney.name, attorney.firm, attorney.roles) == ("Bea Poe", "Poe LLP", ["LEAD ATTORNEY"])
    assert (attorney.represents, attorney.date_terminated) == ([0], "2008-01-02")
    (entry,) = sheet.entries
    assert entry.text
    assert "root:" not in entry.text
    assert "yyyy" not in entry.text
    assert [(one.number, one.title) for one in entry.attachments or []] == [(2, "Exhibit")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (XML[:900], "cut off"),
        ("<?xml version='1.0'?><gov_uscourts_docket></gov_uscourts_docket>", "lacks docket_num"),
        ("<?xml version='1.0'?><feed><entry/></feed>", "not a docket of the Internet Archive"),
    ],
)
def test_what_is_no_docket(text: str, says: str) -> None:
    with pytest.raises(NotADocket, match=says):
        read(text.encode())
