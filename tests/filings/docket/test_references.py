"""References in docket text, against made-up texts and against the links that courts themselves set."""

import json
import time
from collections import Counter
from pathlib import Path

import pytest

from filings.docket.classifying import classify
from filings.docket.kinds import RELATIONS
from filings.docket.references import Reference, find, relations
from tests.filings.docket.courtlinks import rows_of
from tests.shared import PROJECT, shared

# As the districts print them; with the entries meant, `34-2` an attachment.
MEANT = {
    "re 34 MOTION to Dismiss": "34",
    "(re 35 Request for Judicial Notice, re 34 MOTION to Dismiss)": "35 34",
    "[22] MOTION to Compel": "22",
    "[21-5] MOTION to Dismiss": "21-5",
    "ORDER granting 413 and 415 Motions to Seal": "413 415",
    "ORDER Denying relief re 375, 377 and 380 Discovery Letter Briefs": "375 377 380",
    "ORDER GRANTING *AS MODIFIED* 33 JOINT STIPULATION": "33",
    "Granting 786 DEFENDANT ACME, INC.'S ADMINISTRATIVE MOTION": "786",
    "ORDER granting in part and denying in part 36 Motion": "36",
    "denying as moot 55 Defendant's Motion": "55",
    "finding as moot 12 Motion": "12",
    "ORDER on 61 Joint Stipulation": "61",
    "Dkt. No. 61": "61",
    "(Dkt. #45)": "45",
    "Doc. # 12": "12",
    "D.E. 45": "45",
    "(DE 45)": "45",
    "R. Doc. 45": "45",
    "Docket Entry No. 7": "7",
    "docket no. 9": "9",
    "(Filing No. 22 )": "22",
    "has until 2/6/2015 to reply to filing 35 as to": "35",
    "ECF 34-2": "34-2",
    "ECF Nos. 34-2, 35": "34-2 35",
    "Docs. 12, 13-1, 14": "12 13-1 14",
    "CORRECTION OF DOCKET # [1-2]": "1-2",
    "(Related document(s) 5 )": "5",
    "BNC Certificate of Notice (RE: related document(s)8 Meeting": "8",
    "re: 12 , 13": "12 13",
    "(re: pldg. 1 )": "1",
    "Dkts. 12 through 15": "12 15",
    "docs. 3-7": "3",
    "docket entries 15, 16, 17, and 18 to remove": "15 16 17 18",
    "MEMORANDUM in Support re: 12 MOTION to Dismiss . . Document filed": "12",
    "MEMO ENDORSEMENT on re: 34 Letter filed by": "34",
    "REPLY TO RESPONSE to Motion re 9 MOTION for Hearing": "9",
    "7 MOTION to Strike 1 Complaint,, 10 MOTION to Seal Document 1 Complaint,": "7 1 10 1",
    "seal Plaintiff's ( 1 ) Complaint and Defendant's memoranda ( 8 & 11 )": "1 8 11",
    "regarding Indictment 1 . ACCESS": "1",
    "motion to amend complaint 24 filed by defendants": "24",
    "Complaint, 5 filed by plaintiff": "5",
    "BRIEF in support of MOTION in Limine 48  by Attorney": "48",
    "Having reviewed the parties' 58 stipulation": "58",
    "The 781 motion is granted": "781",
    "Plaintiffs' 12 and 13 Motions": "12 13",
    "Re: Dkt. Nos. 199, 402. Signed": "199 402",
    "ECF No. 2016": "2016",
}  # fmt: skip

NO_ENTRY = (
    "Hearing set for 1/21/2026 10:00 AM in San Jose, Courtroom 7, 4th Floor.",
    "Pursuant to Local Rule 7-11 and Civil L.R. 72-2; NECivR 12.5; CrimLR 1.1(e)(5)",
    "under 28 USC 1331 and 28 U.S.C. § 636(c); 18 U.S.C. Sections 952 and 960; Section 1983 claim",
    "( Filing fee $ 405, receipt number ACANDC-00000000.) receipt number 5461101434, Receipt # 101 4847",
    "Responses due within 14 days. Replies due in 7 days. 4-day Jury Trial; estimated length 5-7 days",
    "Jury Trial set for November 10 at 9:00; on 26 September 2025, March 6, March 22, or March 23, 2018",
    "Case 5:25-cv-00001-EKL; USCA Case Number 10-30767; Nos. 16-30192 and 16-30258; [2:17-mj-01117-JFM]",
    "Fed. R. Civ. P. 12(b)(6), FRCP 41(a)(1), Rule 26(f) Report, Rule 30 Motion",
    "General Order No. 59; Case Management Order No. 1 (this document relates to all actions)",
    "Exhibit 3 to Declaration; Exhibits 4 and 5; Ex. 6; Exs. 7-9",
    "Total Number of Pages: 37. 25 pages; page 12 of 34; Volume 1 of transcript",
    "telephone number 801-555-5440, (801) 555 5440",
    "on Count 1 of the Indictment; Counts 1-2, 4, 5-6, Dismissed; (1) count(s) 1.",
    "Filed by Strike 3 Holdings, LLC, Acme Corp. MOTION by Forever 21, Inc. for Summary Judgment",
    "by 7-Eleven, Inc. and 3M Company, Does 1 through 100; Doe 1; Juror No. 8; Defendant 2 Motion",
    "100 Centennial Mall North, Lincoln, NE; 450 Golden Gate Ave., San Francisco, CA 94102",
    "granting 30 days to answer; granting a 60 day extension; GRANTING 14-day extension; 36 MONTHS PROBATION",
    "Chapter 13 Plan; Title VII; Title 18 Section 3; Form AO 435; CJA 20; MDL 2741; Phase 2 Discovery Order",
    "MOTION to Reduce Sentence - USSC Amendment 782 by A. B.",
    "Interrogatory No. 5; Interrogatories 3 and 4; Request No. 12; First Set of Requests 1-25",
    "(Re (789 in 3:23-cv-03417-VC) Transcript Order )",
    "Order denying (113) motion in case 3:25-cv-09579-VC; (92) motion in case 3:26-cv-02333-VC",
    "(Attachments: # 1 Exhibit A, # 2 Exhibit 34 to Motion re 12, # 3 Order)",
    "1 - Terminate Hearings AND Motion Hearing",
    "Summary Judgment Brief 1 (Plaintiff's Opening Brief) due by 12/16/2026",
    "Modified on 10/28/2025 (lrt, COURT STAFF). (Entered: 10/28/2025)",
)


def cites(text: str) -> str:
    found = find(text)
    return " ".join(f"{one.entry}-{one.attachment}" if one.attachment else str(one.entry) for one in found)


@pytest.mark.parametrize("text", MEANT)
def test_a_reference_is_found(text: str) -> None:
    assert cites(text) == MEANT[text]
    for one in find(text):
        assert text[one.start : one.end].startswith(str(one.entry))
        assert one.relation in RELATIONS


@pytest.mark.parametrize("text", NO_ENTRY)
def test_a_number_that_is_no_entry_is_not_taken_for_one(text: str) -> None:
    assert find(text) == []


RELATED = {
    "ORDER granting 19 Motion for Extension of Time re 17 MOTION to Intervene": {19: "rules on", 17: "concerns"},
    "ORDER granting 12 Motion to Seal and 13 Motion to Strike": {12: "rules on", 13: "rules on"},
    "ORDER: The parties' 66 Stipulation is GRANTED.": {66: "rules on"},
    "ORDER amending 99 Findings of Fact": {99: "amends"},
    "ORDER re 12 Motion to Compel. Signed by Judge A. B.": {12: "rules on"},
    "ORDER that the hearing will be on the briefs re 19 MOTION for Summary Judgment": {19: "concerns"},
    "ORDER: In light of Acme's 433 Statement, the transcript may be unsealed": {433: "responds to"},
    "Minute Entry for proceedings held before Judge A. B.: Motion Hearing re 34 Motion to Dismiss.": {34: "concerns"},
    "Minute Entry: 7 Motion for Leave - Granted; denying 21 Motion to Dismiss": {7: "rules on", 21: "rules on"},
    "OPPOSITION (re 34 MOTION to Dismiss ) filed by Acme": {34: "opposes"},
    "OPPOSITION (re 473 MOTION to Withdraw Motion re 342 MOTION to Intervene )": {473: "opposes", 342: "concerns"},
    "REPLY (re 34 MOTION to Dismiss ) filed by Acme": {34: "replies in support of"},
    "REPLY re 37 Opposition/Response to Motion by Acme": {37: "responds to"},
    "RESPONSE re 45 Order to Show Cause by Acme": {45: "responds to"},
    "ANSWER to 12 Amended Complaint by Acme": {12: "responds to"},
    "FIRST AMENDED COMPLAINT amending 1 Complaint against Acme": {1: "amends"},
    "Declaration of Pat Counsel in Support of 26 MOTION to Compel": {26: "supports"},
    "Request for Judicial Notice re 34 MOTION to Dismiss": {34: "supports"},
    "Proposed Order Granting 34 Motion by Acme": {34: "supports"},
    "STIPULATION WITH PROPOSED ORDER re 52 Order re: Extending Deadline": {52: "extends"},
    "STIPULATION re 1 Complaint, extending time to answer": {1: "concerns"},
    "CORRECTED Proposed Order re 423 Opposition": {423: "corrects"},
    "Civil Cover Sheet by Acme CORRECTION OF DOCKET # [1-2]": {1: "corrects"},
    "ADMINISTRATIVE MOTION to Withdraw Motion to Intervene re 342 MOTION to Intervene": {342: "withdraws"},
    "Transcript of Proceedings held on 2/11/2026. (Re 43 Transcript Order ) (Related documents(s) 43 )": {
        43: "implements"
    },
}  # fmt: skip


@pytest.mark.parametrize("text", RELATED)
def test_the_words_around_say_what_the_paper_does(text: str) -> None:
    stated = relations(text, kind=classify(text).kind, entry=500, known=range(1, 1000))
    assert {one.entry: one.relation for one in stated} == RELATED[text]
    for one in find(text):
        assert one.relation in (RELATED[text][one.entry], "concerns")


def test_a_range_relates_to_every_entry_of_it_that_is_known() -> None:
    stated = relations("ORDER granting Dkts. 12 through 15", kind="order", entry=20, known={12, 13, 15, 20})
    assert [one.entry for one in stated] == [12, 13, 15]
    assert [one.entry for one in relations("docs. 3-6", kind="other", entry=5, known=range(9))] == [3, 4, 6]


def test_a_paper_does_not_relate_to_itself_nor_to_what_is_not_there() -> None:
    assert relations("re 34 MOTION, 35 Order, 99 Order", kind="other", entry=35, known={34, 35}) == [
        (34, "concerns", True)
    ]


@pytest.mark.parametrize(
    "text", ["12, " * 60_000, "1-2-" * 60_000, "re 1 " * 50_000, "[1]" * 80_000, "1 Motion " * 20_000, "~" * 300_000]
)
def test_a_hostile_text_takes_no_longer_than_a_reader_waits(text: str) -> None:
    start = time.perf_counter()
    find(text)
    assert time.perf_counter() - start < 10


def test_found_are_the_links_of_the_courts_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    """By entry: which entries the court links in its text, which `find` names. Two things are no fault of `find` and
    are counted apart: a number whose entry has no link on the page (a text-only entry), which the court cannot link;
    and references typed by hand, which CM/ECF does not link, each read and listed in references_read.json."""
    read = json.loads((Path(__file__).parent / "data" / "references_read.json").read_text())
    total: Counter[str] = Counter()
    lines = []
    for page in sorted(shared("dockets", "district").glob("*.html")):
        counted = _counted(page, {tuple(one) for one in read.get(page.name, [])})
        if counted["linked"]:
            lines.append(_line(page.name, counted))
        total += counted
    with capsys.disabled():
        print("\nReferences: the courts' own links", *lines, _line("all", total), sep="\n")  # noqa: T201
    assert total["linked"] > 200
    precision = total["found"] / (total["found"] + total["wrong"])
    assert precision >= 0.98
    assert total["found"] / (total["found"] + total["wrong"] + total["by hand"]) >= 0.95
    assert total["found"] / total["linked"] >= 0.95


def _counted(page: Path, read: set[tuple[int, int]]) -> Counter[str]:
    rows = rows_of(page)
    known = {row.entry for row in rows if row.entry}
    linkable = {row.entry for row in rows if row.is_link}
    counted: Counter[str] = Counter()
    for place, row in enumerate(rows):
        linked = set(row.linked.values()) & known
        named = {one.entry for one in find(row.text)} & known - {row.entry}
        counted["linked"] += len(linked)
        counted["found"] += len(linked & named)
        for extra in named - linked:
            said = "by hand" if (place, extra) in read else "wrong" if extra in linkable else "no link possible"
            counted[said] += 1
    return counted


def _line(name: str, counted: Counter[str]) -> str:
    found, wrong, by_hand = counted["found"], counted["wrong"], counted["by hand"]
    recall = found / max(1, counted["linked"])
    strict, read = (found / max(1, found + others) for others in (wrong + by_hand, wrong))
    return (
        f"{name:22} {counted['linked']:4} linked, recall {recall:.3f}, precision {read:.3f}"
        f" ({strict:.3f} with the {by_hand} typed by hand), {counted['no link possible']} that cannot be linked"
    )


def test_relations_are_those_set_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    """The shipped case relates its entries by hand: what the text states must be among it."""
    case = json.loads((PROJECT / "casefiles" / "data" / "strike3_v_meta.json").read_text())
    docket = json.loads(shared("dockets", "courtlistener", "strike3_v_meta.json").read_text())
    held = {row["entry"]: row for row in case["filings"] if row["entry"]}
    agreed, differing = 0, []
    for row in docket["docket_entries"]:
        number, text = row["entry_number"], row["description"]
        if number not in held:
            continue
        by_hand = {(one["entry"], one["relation"]) for one in held[number]["relates_to"]}
        for one in relations(text, kind=classify(text).kind, entry=number, known=held):
            if (one.entry, one.relation) in by_hand:
                agreed += 1
            else:
                differing.append(f"{number} {one.relation} {one.entry}")
    with capsys.disabled():
        print(f"\nRelations of our own case: {agreed} as set by hand, not: {', '.join(differing)}")  # noqa: T201
    assert agreed >= 24
    assert len(differing) <= 3


def test_a_reference_says_where_its_number_stands() -> None:
    assert find("ORDER granting 12 Motion") == [Reference(15, 17, 12, None, "rules on")]
    assert find("NOTICE re ECF No. 333-1") == [Reference(18, 23, 333, 1, "concerns")]
