"""Real pages of PACER, field by field against the values that juriscraper's own tests hold them to."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from filings.importing.contact import PRO_SE
from filings.importing.printed import document_id
from filings.importing.sheet import NotADocket, Sheet
from tests.filings.importing.here import read_here as read
from tests.shared import shared

FOLDERS = ("district", "docket_history_reports", "attachment_pages")


def pages(folder: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each page with its values; a page whose values are empty is no docket."""
    for page in sorted(shared("dockets", folder).glob("*.html")):
        yield page, json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))


def entries(expected: dict[str, Any]) -> list[tuple[Any, ...]]:
    found = [
        (int(one["document_number"] or 0) or None, one["date_filed"], one["date_entered"], one["description"] or None,
         one.get("short_description") or None, one["pacer_doc_id"])
        for one in expected["docket_entries"]
    ]  # fmt: skip
    # A report printed with the newest first is turned round.
    return found[::-1] if found and found[0][1] > found[-1][1] else found


def parties(expected: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (one["name"], one["type"], one["extra_info"] or None, one["date_terminated"])
        for one in expected.get("parties", [])
    ]


def counsel(expected: dict[str, Any]) -> Counter[tuple[Any, ...]]:
    """Each attorney of each party, with the roles; a date of termination stands among them on the page."""
    return Counter(
        (place, one["name"], role)
        for place, party in enumerate(expected.get("parties", []))
        for one in party.get("attorneys", [])
        for role in ["", *dict.fromkeys(one["roles"])]
    )


def counsel_of(sheet: Sheet) -> Counter[tuple[Any, ...]]:
    def roles(one: Any) -> list[str]:
        ended = one.date_terminated and "TERMINATED: {1}/{2}/{0}".format(*one.date_terminated.split("-"))
        return ["", *(role for role in one.roles if role != PRO_SE), *([ended] if ended else [])]

    return Counter(
        (place, one.name, role) for one in sheet.attorneys or [] for place in one.represents for role in roles(one)
    )


def compared(sheet: Sheet, expected: dict[str, Any]) -> list[str]:
    """What the sheet does not have as the values say."""
    stored = [
        (one.entry, one.date_filed, one.date_entered, one.text, one.label, one.document_id) for one in sheet.entries
    ]
    said = {
        "entries": stored == entries(expected),
        "parties": [(p.name, p.role_text, p.extra, p.date_terminated) for p in sheet.parties or []]
        == parties(expected),
        "attorneys": counsel_of(sheet) == counsel(expected),
        "court": sheet.court_id == expected["court_id"],
        "number": (sheet.docket_number or "").startswith(expected["docket_number"]),
        "name": (sheet.case_name or "Unknown Case Title") == expected["case_name"],
        "filed": sheet.date_filed == expected["date_filed"],
        "terminated": sheet.date_terminated == expected["date_terminated"],
    }
    for name in ("cause", "nature_of_suit", "jury_demand", "jurisdiction"):
        said[name] = (getattr(sheet, name) or "") == expected.get(name, "")
    judges = {one.role: one.name.lower() for one in sheet.judges}
    for name, role in (("assigned_to_str", "presiding"), ("referred_to_str", "referred")):
        wanted = expected[name].lower()
        # A clerk of the court to whom a case goes is named in full.
        said[name] = judges.get(role, "").endswith(wanted) if wanted != "not assigned" else role not in judges
    return [name for name, is_so in said.items() if not is_so]


@pytest.mark.parametrize("folder", ["district", "docket_history_reports"])
def test_every_value_of_every_page_arrives(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines, faults = [], {}
    for page, expected in pages(folder):
        if not expected:
            with pytest.raises(NotADocket):
                read(page.read_bytes())
            continue
        sheet = read(page.read_bytes())
        if found := compared(sheet, expected):
            faults[page.name] = found
        persons = {name for _, name, _ in counsel(expected)}
        lines.append(
            f"{page.stem:16} {len(expected['docket_entries']):7} {len(sheet.entries):6}"
            f" {len(expected.get('parties', [])):9} {len(sheet.parties or []):6}"
            f" {len(persons):9} {len({one.name for one in sheet.attorneys or []}):6}"
            f" {sum(len(one.attachments or []) for one in sheet.entries):11}"
        )
    heading = f"\n{folder:16} entries stored   parties stored attorneys stored attachments"
    with capsys.disabled():
        print(heading, *lines, sep="\n")  # noqa: T201 - the table that the issue asks for
    assert lines
    assert faults == {}


def test_attachments_that_a_page_lists_arrive_with_titles_and_pages() -> None:
    found = 0
    for page, expected in pages("district"):
        listed = {
            (int(one["document_number"]), row["attachment_number"]):
                (row["description"], row["pacer_doc_id"], row["page_count"])
            for one in expected.get("docket_entries", [])
            for row in one.get("attachments", [])
            if row["attachment_number"]
        }  # fmt: skip
        if listed:
            sheet = read(page.read_bytes())
            stored = {
                (one.entry, row.number): (row.title, row.document_id, row.page_count)
                for one in sheet.entries
                for row in one.attachments or []
            }
            assert listed.items() <= stored.items(), page.name
            found += len(listed)
            for one, said in zip(sheet.entries, expected["docket_entries"], strict=True):
                assert not said.get("page_count") or one.page_count == said["page_count"]
    assert found


def test_links_in_the_words_name_the_documents_of_attachments() -> None:
    sheet = read(shared("dockets", "district", "laed_127926.html").read_bytes())
    links = {row.document_id for one in sheet.entries for row in one.attachments or []}
    assert len(links) >= 40
    assert all(link and link.startswith("0850") for link in links)


def test_attachment_pages() -> None:
    for page, expected in pages("attachment_pages"):
        sheet = read(page.read_bytes())
        (entry,) = sheet.entries
        assert sheet.kind == "attachment-page"
        assert sheet.court_id == page.stem.split("_")[0]
        assert sheet.pacer_case_id == expected["pacer_case_id"]
        assert (entry.entry, entry.date_filed) == (expected["document_number"], None)
        assert entry.page_count == expected["page_count"]
        assert [(row.number, row.title or "", row.document_id, row.page_count) for row in entry.attachments or []] == [
            (row["attachment_number"], row["description"], row["pacer_doc_id"], row["page_count"])
            for row in expected["attachments"]
        ]


def test_what_the_page_says_beyond_juriscraper() -> None:
    sheet = read(shared("dockets", "district", "cand_7.html").read_bytes())
    assert sheet.docket_number == "3:23-cv-04557-JCS"
    assert (sheet.pacer_case_id, sheet.as_of, sheet.is_whole) == ("417880", "2023-09-06", True)
    assert [entry.text_only for entry in sheet.entries] == [False, True, False, False, False, False]
    # Of an entry without attachments the pages stand in a hidden field.
    assert [entry.page_count for entry in sheet.entries] == [121, None, 14, 2, 2, 2]
    assert read(shared("dockets", "district", "cacd_2.html").read_bytes()).as_of == "2010-02-03"
    part = read(shared("dockets", "district", "akd.html").read_bytes())
    assert not part.is_whole


def test_text_only_entries() -> None:
    sheet = read(shared("dockets", "district", "ned.html").read_bytes())
    assert all(
        entry.text_only for entry in sheet.entries if entry.text and entry.text.startswith(("TEXT ORDER", "TEXT ENTRY"))
    )
    assert all(entry.text_only is False for entry in sheet.entries if entry.document_id)
    old = read(shared("dockets", "district", "cacd_2.html").read_bytes())
    # Of 2006: papers that the court does not link.
    assert not any(entry.text_only for entry in old.entries)


def test_repeated_and_unnumbered_entries_stay_where_they_are() -> None:
    sheet = read(shared("dockets", "district", "nysd_4606.html").read_bytes())
    numbers = [entry.entry for entry in sheet.entries]
    assert numbers.count(12) == 2
    assert numbers.count(None) == 7


def test_the_id_of_a_document_and_of_its_page_of_attachments_are_one() -> None:
    assert document_id("035123515222") == document_id("035023515222") == "035023515222"


def test_a_clerk_who_types_an_error_message_does_not_lose_the_docket() -> None:
    """juriscraper takes a page for an error page by these words, wherever they stand."""
    page = shared("dockets", "district", "cand_7.html").read_text(encoding="utf-8")
    sheet = read(page.replace("Proposed Summons.", "Proposed Summons. Case not found. Format: text").encode())
    assert len(sheet.entries) == 6
    assert "Case not found" in (sheet.entries[2].text or "")


def test_a_row_that_cannot_be_read_costs_that_row() -> None:
    page = shared("dockets", "district", "cand_7.html").read_text(encoding="utf-8")
    sheet = read(page.replace("nowrap>09/06/2023</td>", "nowrap>13/76/2023</td>", 1).encode())
    assert [entry.entry for entry in sheet.entries] == [1, 3, 4, 5, 6]
    assert len(sheet.remarks) == 1
    assert sheet.remarks[0].startswith("One row of the page was left out")


def test_a_row_without_a_date_or_number_is_told() -> None:
    page = shared("dockets", "district", "cand_7.html").read_text(encoding="utf-8")
    page = page.replace("nowrap>09/06/2023</td>", "nowrap> </td>", 1).replace(">4</a>", ">doc</a>", 1)
    sheet = read(page.encode())
    assert [entry.entry for entry in sheet.entries] == [1, 3, 5, 6]
    assert sheet.remarks[0].startswith("2 rows of the page were left out")


def test_a_page_with_the_newest_first_is_turned_round() -> None:
    sheet = read(shared("dockets", "docket_history_reports", "ilnd_330732.html").read_bytes())
    days = [entry.date_filed or "" for entry in sheet.entries]
    assert days == sorted(days)
