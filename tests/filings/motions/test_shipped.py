"""Every motion and stipulation of the shipped case beside its true state, walked by hand from the case file's own JSON."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.docket.lifecycle import ASKING

CASE = "/cases/strike3-v-meta/"

NONE = "none on the docket"
# Key: what became of it; days; opposition; reply; hearing. As the page words it; as of Oct 1, 2026.
TABLE = {
    "6": ("Denied without prejudice by No. 18 after 43 days", 43, NONE, "", ""),
    "8": ("Granted by No. 15 after 5 days", 5, "", "", ""),
    "9": ("Granted by No. 16 after 5 days", 5, "", "", ""),
    "19": ("Granted by No. 44 after 153 days", 153, NONE, "", ""),
    "26": ("No order; in effect all the same, for the record has a date that it moved or set", None, "", "", ""),
    "33": ("Granted as modified by No. 36 after 1 day", 1, "", "", ""),
    "34": (
        "Denied by No. 61 after 227 days", 227, "No. 37, Nov 10, 2025 due Nov 10, 2025",
        "No. 39, Nov 20, 2025 due Nov 17, 2025, moved to a date not captured",
        "Feb 11, 2026 held minutes No. 42, Feb 11, 2026",
    ),
    "35": ("Pending 339 days: no order through Oct 1, 2026", 339, "No. 38, Nov 10, 2025", "No. 40, Nov 20, 2025", ""),
    "54": ("Pending 189 days: no order through Oct 1, 2026", 189, f"{NONE} due Mar 30, 2026", "", ""),
    "58": ("Granted by No. 59 after 1 day", 1, "", "", ""),
    "62": ("Granted as modified by No. 64 after 2 days", 2, "", "", ""),
    "63": ("Granted as modified by No. 65 after 2 days", 2, "", "", ""),
    "66": ("Granted by No. 67 on the same day", 0, "", "", ""),
    "68": ("Granted by No. 69 after 5 days", 5, "", "", ""),
    "72": ("Ruled on by No. 74 after 12 days: an order exists, result not known", 12, "", "", ""),
    "78": (
        "Ruled on by No. 82 after 7 days: an order exists, result not known inferred", 7, "No. 80, Sep 1, 2026", "", "",
    ),
    "79": ("Ruled on by No. 82 after 5 days: an order exists, result not known inferred", 5, NONE, "", ""),
}  # fmt: skip
STATES = {"26": "in-effect", "35": "pending", "54": "pending"}
NOT_CAPTURED = ("72", "78", "79")


def words(html: str) -> str:
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    return re.sub(r" ([,:;.])", r"\1", text)


def rows(text: str) -> dict[str, list[str]]:
    """The cells of each motion, by its key."""
    found = {}
    for key, row in re.findall(r'(?s)<tr id="motion-([^"]+)"(.*?)</tr>', text):
        found[key] = [words(cell) for cell in re.findall(r"(?s)<td[^>]*>(.*?)</td>", row)]
    return found


def test_the_table_has_every_motion_and_stipulation_of_the_case(shipped: bytes) -> None:
    filings = json.loads(shipped)["filings"]
    assert {str(one["entry"]) for one in filings if one["kind"] in ASKING} <= set(TABLE)
    # The joint statement asks, too: an order rules on it.
    assert set(TABLE) - {str(one["entry"]) for one in filings if one["kind"] in ASKING} == {"72"}
    outcomes = {str(one["entry"]): one["outcome"] for one in filings if str(one["entry"]) in TABLE}
    for key, (said, *_) in TABLE.items():
        outcome = outcomes[key]
        starts: dict[str | None, tuple[str, ...]] = {"not captured": ("Ruled on",), None: ("Pending", "No order")}
        assert said.startswith(starts.get(outcome, (str(outcome).capitalize(),))), key


def test_each_motion_shows_its_true_state_in_the_list(real_case: CaseFile, anonymous: Client) -> None:
    found = rows(anonymous.get(CASE + "motions/").text)
    assert set(found) == set(TABLE)
    for key, (said, days, opposition, reply, hearing) in TABLE.items():
        _, _, opposed, replied, heard, fate, counted = found[key]
        assert fate.startswith(said), (key, fate)
        assert counted == ("" if days is None else str(days)), key
        assert opposed.removesuffix("due date not known").strip() == opposition, (key, opposed)
        assert replied.removesuffix("due date not known").strip() == reply, (key, replied)
        assert heard == hearing, (key, heard)
    assert "supports No. 34" in found["35"][1]


def test_each_motion_shows_the_same_on_its_own_page(real_case: CaseFile, anonymous: Client) -> None:
    for key, (said, *_) in TABLE.items():
        text = anonymous.get(f"{CASE}docket/{key}/").text
        states = [words(one) for one in re.findall(r'(?s)<p class="fate">(.*?)</p>', text)]
        assert states == [said], key


@pytest.mark.parametrize(
    ("key", "motions"),
    [("61", ["34"]), ("82", ["78", "79"]), ("37", ["34"]), ("38", ["35"]), ("42", ["34"]), ("36", ["33"]), ("11", [])],
)
def test_an_order_or_an_opposition_shows_the_state_of_what_it_is_about(
    real_case: CaseFile, anonymous: Client, key: str, motions: list[str]
) -> None:
    text = anonymous.get(f"{CASE}docket/{key}/").text
    states = [words(one) for one in re.findall(r'(?s)<p class="fate">(.*?)</p>', text)]
    assert len(states) == len(motions)
    for state, motion in zip(states, motions, strict=True):
        said = TABLE[motion][0]
        assert state.startswith(f"No. {motion}, ")
        assert state.endswith(said[0].lower() + said[1:])


def test_the_csv_says_the_same(real_case: CaseFile, anonymous: Client) -> None:
    response: Any = anonymous.get(CASE + "motions.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    found = {row["key"]: row for row in csv.DictReader(io.StringIO(text))}
    assert set(found) == set(TABLE)
    for key, (_, days, *_) in TABLE.items():
        row = found[key]
        assert row["state"] == STATES.get(key, "decided"), key
        pending = row["state"] == "pending"
        assert (row["days_pending"] if pending else row["days_to_decision"]) == ("" if days is None else str(days)), key
        assert (row["result"] == "not captured") is (key in NOT_CAPTURED), key
    first = found["34"]
    assert (first["result"], first["order"], first["order_date"]) == ("denied", "61", "2026-06-11")
    assert (first["opposition_due"], first["oppositions"], first["opposition_filed"]) == (
        "2025-11-10",
        "37",
        "2025-11-10",
    )
    assert (first["hearing"], first["hearing_status"], first["minutes"]) == ("2026-02-11", "held", "42")
    assert found["78"]["order_confidence"] == "inferred"
