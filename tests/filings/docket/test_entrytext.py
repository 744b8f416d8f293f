"""What docket text says of its entry, against made-up texts and against the values that real pages hold."""

import json
import re
import time

import pytest

from filings.docket.entrytext import (
    attachments_in,
    attorney_in,
    filers_in,
    is_by_court,
    judge_in,
    outcome_in,
    plain,
    tails_in,
    title_of,
)
from filings.docket.kinds import OUTCOMES
from filings.docket.references import find
from tests.shared import shared

TAIL = "(Brown, Pat) (Filed on 7/23/2025) (Entered: 07/24/2025)"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("(Attachments: # 1 Declaration of X, # 2 Proposed Order)" + TAIL, ["1 Declaration of X", "2 Proposed Order"]),
        ("(Attachments: # 1 Exhibit A (part 1, of 2), # 2 B)" + TAIL, ["1 Exhibit A (part 1, of 2)", "2 B"]),
        ("(Attachments: # 1 Complaint in A v. B, 5:24-cv-1 (N.D. Cal. Nov. 4, 2024))" + TAIL,
         ["1 Complaint in A v. B, 5:24-cv-1 (N.D. Cal. Nov. 4, 2024)"]),
        ("(Attachments: # (1) Exhibit s A-F, # (2) Cover Sheet)(Brown, Pat)", ["1 Exhibit s A-F", "2 Cover Sheet"]),
        ("(Attachments: # (1) Exhibit 1# (2) Exhibit 2# (3) C)" + TAIL, ["1 Exhibit 1", "2 Exhibit 2", "3 C"]),
        ("(Attachments: # 1 Exhibit A# 2 Exhibit B)" + TAIL, ["1 Exhibit A", "2 Exhibit B"]),
        ("(Attachments: #1 Exhibit #1 - Report, #2 Exhibit #2)", ["1 Exhibit #1 - Report", "2 Exhibit #2"]),
        ("(Attachments: # 1 Exhibit (A, # 2 B)" + TAIL, ["1 Exhibit (A", "2 B"]),
        ("(Attachments: # 1 a) first, # 2 b) second)" + TAIL, ["1 a) first", "2 b) second"]),
        ("(kp, ) (Additional attachment(s) added on 4/20/2016: # 1 envelope) (las, ).", ["1 envelope"]),
        ("(Attachments: # 1 A)" + TAIL + " (Additional attachment(s) added on 4/20/16: # 2 B)", ["1 A", "2 B"]),
        ("Exhibit added on 12/22/2016: # 1 Restricted Exhibit 1) (CS). (Entered: 05/26/2016)",
         ["1 Restricted Exhibit 1"]),
        # Cut by the source: what is left of a title is no title, and of a number perhaps no number.
        ("(Attachments: # 1 Exhibit A, # 2 Exhi", ["1 Exhibit A", "2 "]),
        ("(Attachments: # 1 Exhibit A, # 2", ["1 Exhibit A"]),
        ("(Attachments: # 1 Exhibit A, # 2 Exhibit (B", ["1 Exhibit A", "2 "]),
        ("(Attachments: # 1", []),
        ("Additional attachment(s) added on 1/11/2008 (Price, Pat).", []),
        ("MOTION to Dismiss # 3 by Acme", []),
        ("", []),
    ],
)  # fmt: skip
def test_attachments_are_read_with_their_titles(text: str, named: list[str]) -> None:
    assert [f"{number} {title}" for number, title in attachments_in("MOTION to Seal filed by Acme. " + text)] == named


def test_the_attachments_of_real_pages_are_those_of_the_court() -> None:
    seen = 0
    for page in shared("dockets", "district").glob("*.json"):
        for entry in json.loads(page.read_text()).get("docket_entries", []):
            if listed := entry.get("attachments"):
                expected = [(one["attachment_number"], one["description"]) for one in listed]
                assert attachments_in(entry["description"]) == expected
                seen += len(expected)
    assert seen


def test_every_attachment_that_a_court_links_is_read() -> None:
    """Each `# 1 ...` of a list counts up from 1, as far as the text goes."""
    lists = 0
    for page in (*shared("dockets", "district").glob("*.json"), *shared("dockets", "courtlistener").glob("*.json")):
        for entry in json.loads(page.read_text()).get("docket_entries", []):
            text = entry["description"] or ""
            if re.search(r"\(Attachments: # 1 ", text) and not entry.get("truncated"):
                numbers = [number for number, _ in attachments_in(text)]
                marks = [int(number) for number in re.findall(r"(?:: |, )# (\d+)(?= )", text)]
                assert numbers == marks, text[:80]
                lists += 1
    assert lists > 150


@pytest.mark.parametrize(
    ("text", "filed", "entered"),
    [
        ("X (Filed on 7/23/2025) (Entered: 07/24/2025)", "2025-07-23", "2025-07-24"),
        ("X (Date Filed: 2/11/2026) (Entered: 02/11/2026)", "2026-02-11", "2026-02-11"),
        ("X filed on 10/20/08 in case. (Entered: 10/21/2008)", None, "2008-10-21"),
        ("X (Filed on 1/2/98)", "1998-01-02", None),
        ("X (Entered: 01/02/2020) Modified (Entered: 01/03/2020)", None, "2020-01-03"),
        ("X (Entered: 13/45/2020)", None, None),
        ("X", None, None),
    ],
)
def test_the_dates_of_the_tails(text: str, filed: str | None, entered: str | None) -> None:
    assert tails_in(text) == (filed, entered)


def test_the_dates_of_real_pages_are_those_of_the_court() -> None:
    pages = [json.loads(page.read_text()) for page in shared("dockets", "district").glob("*.json")]
    entries = [entry for page in pages for entry in page.get("docket_entries", [])]
    assert len(entries) > 600
    for entry in entries:
        filed, entered = tails_in(entry["description"])
        assert entered in (None, entry["date_entered"])
        assert filed in (None, entry["date_filed"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CLAIM[17] (Weller, J.)", "CLAIM 17 (Weller, J.)"),
        ("X (Attachments: # (1) A, # (2) B)", "X (Attachments: # 1 A, # 2 B)"),
        ("re [1] Complaint,, by A", "re 1 Complaint,, by A"),
        ("X (bp, )", "X (bp, ) (Entered: 01/25/2006)"),
        ("X (bp, )", "X (bp, ) (Entered: 01/25/2006) (Entered: 01/26/2006)"),
        ("fee &#036; 350.00 R&amp;D", "fee $ 350.00 R&D"),
        ("X <i>of Y</i> by Z", "X of Y by Z"),
        ("X  of\n Y", "X of Y"),
        ("Indictment 1 . ACCESS", "Indictment 1. ACCESS"),
    ],
)
def test_one_entry_from_two_sources_compares_alike(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_what_differs_stays_apart() -> None:
    assert plain("granting 12 Motion") != plain("granting 13 Motion")
    assert plain("X (Filed on 1/2/2020)") != plain("X (Filed on 1/3/2020)")


def test_a_cut_text_is_the_beginning_of_the_whole() -> None:
    whole = "MOTION to Seal [12] Order filed by Acme. (Brown, Pat) (Filed on 1/2/2020) (Entered: 01/02/2020)"
    for end in range(len(whole) - 30, len(whole)):
        assert plain(whole).startswith(plain(whole[:end]).rstrip(")"))


def test_tails_and_brackets_of_real_texts_are_folded_away() -> None:
    seen = 0
    for page in shared("dockets", "district").glob("*.json"):
        for entry in json.loads(page.read_text()).get("docket_entries", []):
            text = re.sub(r"\s*\(Entered: [\d/]+\)$", "", entry["description"])
            bracketed = text
            for one in reversed(find(text)):
                if one.attachment is None and text[one.start - 1 : one.start] == " ":
                    bracketed = f"{bracketed[: one.start]}[{one.entry}]{bracketed[one.end :]}"
            assert plain(bracketed + " (Entered: 01/02/2020)") == plain(text)
            seen += bracketed != text
    assert seen > 150


@pytest.mark.parametrize(
    ("text", "attorney"),
    [
        ("MOTION to Dismiss filed by Acme. (Attachments: # 1 Exhibit (Roe, Jane))" + TAIL, "Brown, Pat"),
        ("NOTICE of Appearance (Chun, Ye Eun) (Filed on 9/16/2025)", "Chun, Ye Eun"),
        ("MOTION by Acme (O'Brien-Smith, Mary Jo) (lao). (Entered: 01/10/2011)", "O'Brien-Smith, Mary Jo"),
        (
            "ANSWER by Acme.(Kugell, Jaclyn) Modified on 1/5/2018 (Healy, Bethaney). (Entered: 01/03/2018)",
            "Kugell, Jaclyn",
        ),
        ("COMPLAINT against Acme (bp, ) (Entered: 01/25/2006)", None),
        ("Summons Issued as to Acme (dhm, COURT STAFF) (Filed on 7/24/2025)", None),
        ("ORDER granting 5 Motion. Signed by Judge A. B. Clerk. (Price, Jackie) (Entered: 03/25/2008)", None),
        ("MOTION to Dismiss filed by Acme. (Bro", None),
    ],
)
def test_the_attorney_is_the_one_of_the_tail(text: str, attorney: str | None) -> None:
    assert attorney_in(text) == attorney


@pytest.mark.parametrize(
    ("text", "judge"),
    [
        ("ORDER granting 9 Motion. Signed by Magistrate Judge Ann B. Clerk on 7/29/2025.", "Ann B. Clerk"),
        ("ORDER by Judge Ann B. Clerk Granting 776 STIPULATION.", "Ann B. Clerk"),
        ("Order. Signed by Judge Susan van Keulen on June 24, 2026.", "Susan van Keulen"),
        ("Signed by the Honorable John J. Tharp, Jr on 4/5/2017.", "John J. Tharp, Jr"),
        ("Judge Mark G. Mastro: ELECTRONIC ORDER entered granting 5", "Mark G. Mastro"),
        ("SIGNED BY HONORABLE ANN CLERK ON 1/2/2020.", "Ann Clerk"),
        ("Minute Entry for proceedings held before Judge Ann B. Clerk: Motion Hearing held", "Ann B. Clerk"),
        ("MINUTES before Senior Judge Coyle RE: hearing", "Coyle"),
        ("TEXT ORDER. Ordered by Senior Judge Richard G. Kopf. (JAB)", "Richard G. Kopf"),
        ("MOTION to Dismiss. Motion Hearing set for 1/21/2026 before Judge Ann B. Clerk.", None),
        ("TRANSCRIPT ORDER for proceedings held on 1/2/2026 before Judge Ann B. Clerk", None),
    ],
)
def test_the_judge_is_the_one_who_acted(text: str, judge: str | None) -> None:
    assert judge_in(text) == judge


@pytest.mark.parametrize(
    ("text", "kind", "by_court"),
    [
        ("ORDER denying 34 Motion", None, True),
        ("Case assigned to Judge A. (cv, COURT STAFF)", None, True),
        ("PETITION for Writ. Filed by A. B. (sis, COURT STAFF)", None, False),
        ("OPPOSITION by Acme (Brown, Pat) Modified on 1/2/2020 (krp, COURT STAFF).", None, False),
        ("STIPULATION WITH PROPOSED ORDER filed by Acme", None, False),
        ("Statement re 396 Order by Acme (Brown, Pat)", None, False),
        ("TRANSCRIPT ORDER by Acme (Brown, Pat)", None, False),
        ("Summons Issued as to Acme (dhm, COURT STAFF)", "summons", True),
        ("", "order", True),
        ("ORDER granting", "motion", False),
    ],
)
def test_who_made_the_entry(text: str, kind: str | None, by_court: bool) -> None:
    assert is_by_court(text, kind) is by_court


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("ORDER granting 9 Motion", "granted"),
        ("ORDER denying 34 Motion to Dismiss. Signed by Judge A.", "denied"),
        ("Order Denying Without Prejudice 6 Motion", "denied without prejudice"),
        ("ORDER Denying 77 Defendant's Motion without Prejudice", "denied without prejudice"),
        ("ORDER GRANTING *AS MODIFIED* 33 STIPULATION", "granted as modified"),
        ("ORDER Granting as modified 63 Stipulated Order", "granted as modified"),
        ("ORDER granting in part and denying in part 36 Motion", "granted in part"),
        ("ORDER denying as moot 55 Motion", "moot"),
        ("ORDER: The parties' 66 Stipulation is GRANTED.", "granted"),
        ("ORDER: finding good cause, the Court GRANTS the request", "granted"),
        ("ORDER deeming 5 Motion withdrawn.", "withdrawn"),
        ("SO ORDERED", "granted"),
        ("ORDER granting 12 Motion; denying 13 Motion", None),
        ("DISCOVERY ORDER. Persons granted access to court proceedings are reminded", None),
        ("Order on Stipulation", None),
        ("STIPULATION granting 30 days", None),
        ("[PROPOSED] ORDER granting 5 Motion", None),
        ("MOTION for an order denying access", None),
    ],
)
def test_what_an_order_decides(text: str, outcome: str | None) -> None:
    assert outcome_in(text) == outcome
    assert outcome is None or outcome in OUTCOMES


def test_of_several_motions_each_has_its_own_outcome() -> None:
    text = "ORDER granting 12 Motion to Seal; denying 13 Motion to Dismiss. Signed by Judge A."
    assert (outcome_in(text, 12), outcome_in(text, 13)) == ("granted", "denied")
    minutes = "Minute Entry: Hearing held re 34 Motion to Dismiss. Request for more time is granted."
    assert outcome_in(minutes, 34) is None


PARTIES = ("Strike Works, LLC", "Roe Platforms, Inc.", "Roe", "Doe Media, LLC", "USA")


@pytest.mark.parametrize(
    ("text", "filers"),
    [
        ("MOTION to Dismiss filed by Roe Platforms, Inc.. Hearing set (Brown, Pat)", [1]),
        ("Request filed byRoe Platforms Inc (Brown, Pat)", [1]),
        (
            "COMPLAINT against Roe. Filed by Strike Works, LLC, Doe Media, LLC. (Attachments: # 1 by Roe)",
            [0, 3],
        ),
        ("OPPOSITION re 34 MOTION to Dismiss by Doe Media, LLC, Strike Works, LLC. (Brown, Pat)", [3, 0]),
        ("ADDENDUM by USA as to Roe to 93 Response filed by Doe Media, LLC", [4]),
        ("NOTICE of Appearance filed by Pat Brown on behalf of Roe Platforms, Inc.", [1]),
        ("MOTION by Defendant Roe for extension", [2]),
        ("ANSWER filed by defendants' Strike Works LLC and Doe Media LLC.", [0, 3]),
        ("ORDER on MOTION filed by Roe", []),
        ("MOTION by Roebuck Holdings", []),
        ("MOTION to Dismiss", []),
    ],
)
def test_who_filed_it(text: str, filers: list[int]) -> None:
    assert filers_in(text, PARTIES) == filers


def test_without_parties_nobody_filed_it() -> None:
    assert filers_in("MOTION filed by Roe", ()) == []
    assert filers_in("MOTION filed by Roe", ("", "--")) == []


TITLES = {
    "MOTION to Dismiss filed by Roe, Inc.. Motion to Dismiss Hearing set for 1/21/2026" + TAIL: "Motion to dismiss",
    "Order Granting 9 Application for Admission of Attorney Pro Hac Vice. Signed by Judge A.": (
        "Order granting 9 application for admission of attorney pro hac vice"
    ),
    "OPPOSITION/RESPONSE (re 34 MOTION to Dismiss ) filed byRoe." + TAIL: "Opposition/response re 34 motion to dismiss",
    "STIPULATION REGARDING DEFENDANT ROE PLATFORMS, INC.'S MOTION TO DISMISS filed by Roe": (
        "Stipulation regarding defendant ROE Platforms, Inc.'s motion to dismiss"
    ),
    "COMPLAINT [REDACTED] against Roe ( Filing fee $ 405, receipt number X-1.). Filed by Doe": (
        "Complaint [redacted] against Roe"
    ),
    "Minute Entry for proceedings held before Judge Ann B. Clerk: Motion Hearing held on 2/11/2026 re 34 Motion.": (
        "Minute entry: motion hearing held on 2/11/2026 re 34 motion"
    ),
    "NOTICE by Acme LLC of Filing of Redacted Documents re ECF No. 387 (Brown, Pat)": (
        "Notice of filing of redacted documents re ECF No. 387"
    ),
    "Judge Ann B. Clerk: ELECTRONIC ORDER entered granting 5 Motion for Extension of Time. (Clerk, C)": (
        "Order entered granting 5 motion for extension of time"
    ),
    "RESPONSE to Motion by USA as to Roe re 9 MOTION for Hearing (Brown, Pat)": (
        "Response to motion re 9 motion for hearing"
    ),
    "1 - Terminate Hearings AND Motion Hearing": "Terminate hearings and motion hearing",
    "": "Untitled entry",
}


@pytest.mark.parametrize("text", TITLES)
def test_a_title_is_short_and_in_sentence_case(text: str) -> None:
    assert title_of(text) == TITLES[text]


def test_a_title_is_taken_from_the_label_where_there_is_no_text() -> None:
    assert title_of(None, "~Util - Set Deadlines") == "Set deadlines"
    assert title_of("", "Order on Stipulation", "order") == "Order on stipulation"


def test_a_title_falls_back_on_the_kind() -> None:
    assert title_of(None, None, "order") == "Order"


def test_titles_of_real_entries_are_short_and_free_of_tails() -> None:
    for page in (*shared("dockets", "district").glob("*.json"), *shared("dockets", "courtlistener").glob("*.json")):
        for entry in json.loads(page.read_text()).get("docket_entries", []):
            title = title_of(entry["description"])
            assert 3 <= len(title) <= 160
            assert title[0] == title[0].upper()
            assert not re.search(r"\(Entered|\(Filed on|Attachments: #|COURT STAFF", title)


@pytest.mark.parametrize(
    "text",
    ["(Attachments: # 1 " * 12_000, "grant deny " * 20_000, "Ordered by " * 20_000, "<a " * 60_000,
     "filed by " * 20_000,
     "x) " * 60_000, "(A, B)" * 30_000, "Minute Entry " * 15_000, "Judge A. " * 20_000],
)  # fmt: skip
def test_a_hostile_text_takes_no_longer_than_a_reader_waits(text: str) -> None:
    start = time.perf_counter()
    title_of(text), plain(text), attachments_in(text), attorney_in(text), judge_in(text), is_by_court(text, None)
    outcome_in(text, 1), tails_in(text), filers_in(text, PARTIES)
    assert time.perf_counter() - start < 10
