"""The dates read out of all real dockets, against a plain search of another make for the lines that state them."""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest

from filings.deadlines.docketdates import dates_in, vacated_in
from tests.shared import shared

FOLDERS = ("district", "docket_history_reports", "courtlistener", "internet_archive")

DATE = r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)"
DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
# What CM/ECF joins, as a person would search for it. `continued to`, `set for` and the rest without any look at their subject.
DUE = re.compile(rf"\bdue(?: by| on| to [A-Za-z/ ]{{3,40}})? {DAY}{DATE}", re.I)
SET = re.compile(
    rf"(?P<old>previously )?\b(?:re-?set|set|continued|rescheduled) (?:for|to|until) (?:hearing on )?{DAY}(?:\d?\d:\d\d )?{DATE}",
    re.I,
)
ANSWERS = re.compile(rf"\banswer due (?:on )?{DATE}", re.I)
# Of a date so found, what follows tells that it holds no longer, or is only spoken of.
GONE = re.compile(r"[ ,]*(?:at [\d: apm.]+,? |before [\w. ]{3,40})?(?:is|are|was|has been|will be) ", re.I)


def texts() -> Iterator[tuple[str, str, str]]:
    """File, number and text of each entry."""
    for folder in FOLDERS:
        for file in sorted(shared("dockets", folder).glob("*.json")):
            held = json.loads(file.read_text(encoding="utf-8"))
            for place, entry in enumerate(held.get("docket_entries") or []):
                number = entry.get("document_number") or entry.get("entry_number") or f"({place})"
                yield file.stem, str(number), entry["description"] or ""


def day(month: str, number: str, year: str) -> date | None:
    try:
        return date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(number))
    except ValueError:
        return None


def searched(text: str) -> tuple[set[date], set[date]]:
    """The due dates and the dates set, found by plain search."""
    clear = re.sub(r"\s+", " ", unescape(unescape(text)))
    due = {day(*found.groups()[-3:]) for pattern in (DUE, ANSWERS) for found in pattern.finditer(clear)}
    placed = {
        day(*found.groups()[-3:])
        for found in SET.finditer(clear)
        if not found["old"] and not GONE.match(clear, found.end())
    }
    return {one for one in due if one}, {one for one in placed if one}


# Read by eye: a setting that the text only speaks of ("waived presence at the hearing set for"),
SPOKEN_OF = {("utd", "47", date(2009, 6, 18))}
# and dates that are stated in words that the plain search does not know.
STATED_OTHERWISE = {
    ("cacd_2", "17", date(2006, 10, 16)),  # cut-off
    ("cacd_2", "17", date(2006, 11, 6)),  # cutoff date
    ("jpml", "2", date(2010, 4, 26)),  # due by noon: April 26
    ("jpml", "2", date(2010, 5, 3)),  # due on or before: May 3
    ("ned", "6", date(2013, 12, 16)),  # Trial set 12/16
    ("ned", "87", date(2016, 5, 24)),  # continued to 9:00 a.m. on
    ("ned", "91", date(2016, 5, 25)),
    ("ned", "100", date(2016, 9, 7)),  # set for September 7
    ("txsd", "2", date(2019, 5, 6)),  # Motion Docket Date
    ("wawd", "122", date(2017, 5, 5)),  # Noting Date
    ("wawd", "123", date(2017, 5, 12)),
    ("ilnd_330732", "8", date(2016, 10, 11)),  # for presentment before ... on
    ("ilnd_330732", "12", date(2016, 11, 8)),
    ("ilnd_330732", "19", date(2016, 12, 1)),
}


def test_no_date_of_a_real_docket_is_missed_and_none_is_invented(capsys: pytest.CaptureFixture[str]) -> None:
    rows: dict[str, list[int]] = {}
    missed: list[tuple[str, str, date]] = []
    invented: list[tuple[str, str, date]] = []
    for name, number, text in texts():
        read = dates_in(text)
        due, placed = searched(text)
        printed = [one for one in read if not one.is_prose]
        found = (len(due), len(placed), len(printed), len(read) - len(printed), len(vacated_in(text)))
        rows[name] = [sum(pair) for pair in zip(rows.get(name, [0] * 5), found, strict=True)]
        missed += [(name, number, one) for one in due - {said.due for said in read}]
        missed += [(name, number, one) for one in placed - {said.due for said in read}]
        invented += [(name, number, one.due) for one in printed if one.due not in due | placed]
    wanted, told = (sum(row[0] + row[1] for row in rows.values()), sum(row[2] for row in rows.values()))
    recall = 1 - len(set(missed) - SPOKEN_OF) / wanted
    precision = 1 - len(set(invented) - STATED_OTHERWISE) / told
    with capsys.disabled():
        print("\ndocket                     due   set   read  prose  vacated")  # noqa: T201
        for name, row in rows.items():
            print(f"{name:<24}" + "".join(f"{one:>6}" for one in row))  # noqa: T201
        print(f"{wanted} dates searched, {told} printed dates read: recall {recall:.3f}, precision {precision:.3f}")  # noqa: T201
    assert (recall, precision) == (1, 1), (set(missed) - SPOKEN_OF, set(invented) - STATED_OTHERWISE)
    assert set(missed) <= SPOKEN_OF
    assert set(invented) == STATED_OTHERWISE


def test_each_line_of_the_court_is_named_for_what_it_is() -> None:
    """`Responses due by` is a response, whatever stands before it."""
    lines = {
        "response": r"(?:Responses?|Oppositions?) due by",
        "reply": r"(?<!Sur)Repl(?:y|ies) due by",
        "statement": r"Case Management (?:Conference )?Statement due by",
        "consent": r"Consent/Declination due by",
        "answer": r"answer due(?: on)?",
        "redaction_request": r"Redaction Request due",
        "redacted_transcript": r"Redacted Transcript Deadline set for",
        "transcript_release": r"Release of Transcript Restriction set for",
        "conference": r"(?:Scheduling|Management|Pretrial|Settlement|Status) Conference (?:re)?set for",
        "hearing": r"(?<!/)(?:Motion|Discovery|Status|Plea|Cause) Hearing (?:re)?set for|Jury Trial (?:re)?set for",
    }
    for name, number, text in texts():
        clear = re.sub(r"\s+", " ", unescape(unescape(text)))
        said = dates_in(text)
        for what, words in lines.items():
            found = re.finditer(rf"\b(?:{words}) (?:\d?\d:\d\d )?{DATE}", clear, re.I)
            wanted = {one for hit in found if (one := day(*hit.groups()[-3:])) and not GONE.match(clear, hit.end())}
            read = {one.due for one in said if one.what == what}
            assert wanted <= read, (name, number, what)


def test_a_span_points_into_the_text_as_given() -> None:
    for name, number, text in texts():
        for said in dates_in(text):
            piece = text[said.start : said.end]
            assert re.search(r"\d$", piece), (name, number, piece)
            assert re.search(str(said.due.day), piece), (name, number, piece)


def test_the_dates_of_our_case() -> None:
    entries = {number: text for name, number, text in texts() if name == "strike3_v_meta"}
    waiver = dates_in(entries["17"])[0]
    assert (waiver.what, waiver.due, waiver.event_day) == ("answer", date(2025, 9, 26), date(2025, 7, 28))
    motion = {one.what: one for one in dates_in(entries["34"])}
    assert [(what, one.due, one.is_ordered) for what, one in motion.items()] == [
        ("hearing", date(2026, 1, 21), False),
        ("response", date(2025, 11, 10), False),
        ("reply", date(2025, 11, 17), False),
    ]
    reset = dates_in(entries["41"])
    assert [(one.what, one.due, one.about, one.is_ordered, one.verb) for one in reset] == [
        ("hearing", date(2026, 2, 11), (34,), True, "reset"),
        ("conference", date(2026, 3, 4), (), True, "reset"),
        ("statement", date(2026, 2, 18), (), True, "due"),
    ]
    assert dates_in(entries["36"]) == []  # its dates are in its paper
    assert [(one.due, one.is_prose) for one in dates_in(entries["59"])] == [(date(2026, 7, 1), True)]
    assert [one.due for one in dates_in(entries["55"])] == [date(2026, 4, 20), date(2026, 4, 30), date(2026, 6, 29)]
