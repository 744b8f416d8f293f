"""Real docket pages through the command into the database and out again, against the values that they hold."""

import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from casefiles.models import CaseFile
from filings.importing.case_format import validate
from filings.importing.dumping import dump
from filings.importing.exact import same_document
from filings.models import Relation
from tests.shared import shared


def run(file: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """Exit status and what it printed."""
    out = StringIO()
    try:
        call_command("import_docket", str(file), "--json", *options, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def pages() -> list[tuple[Path, dict[str, Any]]]:
    found = []
    for page in sorted(shared("dockets", "district").glob("*.html")):
        held = page.with_suffix(".json")
        value = json.loads(held.read_text(encoding="utf-8")) if held.exists() else None
        if value is not None:
            found.append((page, value))
    return found


def compared(expected: dict[str, Any], case: dict[str, Any]) -> list[str]:
    """What differs between a page's values and the case file made of it."""
    faults = []
    for place, (said, kept) in enumerate(zip(expected["docket_entries"], case["filings"], strict=True)):
        number = int(said["document_number"]) if str(said["document_number"] or "").isdigit() else None
        for name, wanted, held in (
            ("number", number, kept["entry"]),
            ("filed", said["date_filed"] or said["date_entered"], kept["date_filed"]),
            ("entered", said["date_entered"], kept.get("date_entered")),
            ("text", said["description"] or None, kept.get("docket_text")),
            ("document", said["pacer_doc_id"] or None, kept.get("document_id")),
            ("pages", said.get("page_count", kept.get("page_count")), kept.get("page_count")),
        ):
            same = name == "document" and wanted and held and same_document(str(wanted), str(held))
            if wanted != held and not same:
                faults.append(f"entry {place}, {name}: {wanted!r}, kept {held!r}")
        numbers = {one["number"] for one in kept["attachments"]}
        faults += [
            f"entry {place}: attachment {one['attachment_number']} is missing"
            for one in said.get("attachments", [])
            if one["attachment_number"] not in numbers
        ]
    parties = Counter((one["name"], one["type"], one["date_terminated"]) for one in expected["parties"])
    kept_parties = Counter((one["name"], one.get("role_text"), one.get("date_terminated")) for one in case["parties"])
    if parties != kept_parties:
        faults.append(f"parties: {parties - kept_parties}, kept {kept_parties - parties}")
    return faults


def test_every_page_arrives_whole(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    rows, faults = [], []
    for page, expected in pages():
        slug = page.stem.replace("_", "-")
        status, told = run(page, "--new", slug)
        if not expected:
            assert (status, bool(told["refused"])) == (2, True), page.name
            continue
        assert status == 0, (page.name, told)
        case = dump(CaseFile.objects.get(slug=slug))
        validate(case)
        listed = expected["docket_entries"]
        counsel = {one["name"] for one in expected["parties"] for one in one.get("attorneys", [])}
        relations = Relation.objects.filter(filing__case__slug=slug).count()
        rows.append((page.stem, len(listed), len(case["filings"]), len(expected["parties"]), len(case["parties"]),
                     len(counsel), len({one["name"] for one in case["attorneys"]}), relations))  # fmt: skip
        faults += [f"{page.stem}: {fault}" for fault in compared(expected, case)]
        again = run(page)[1]
        assert again["case"] == slug
        for section in ("entries", "parties", "attorneys", "relations"):
            assert (again[section]["new"], again[section]["changed"], again[section]["doubtful"]) == (0, 0, 0), (
                page.name
            )
    with capsys.disabled():
        print("\npage              entries expected/stored   parties   counsel   relations")  # noqa: T201
        for name, *found in rows:
            print("{:<18}{:>8} / {:<8}{:>8} / {:<6}{:>4} / {:<6}{:>6}".format(name, *found))  # noqa: T201
    assert faults == []
    assert all(row[5] == row[6] for row in rows)


@pytest.mark.parametrize("name", ["kadrey_v_meta", "google_generative_ai"])
def test_a_courtlistener_docket_begins_a_case(db: None, name: str) -> None:
    file = shared("dockets", "courtlistener", f"{name}.json")
    said = json.loads(file.read_text(encoding="utf-8"))["docket_entries"]
    status, told = run(file, "--new", "a-case")
    assert status == 0
    assert told["entries"]["new"] + told["entries"]["doubtful"] == len(said)
    numbers = sorted(one["entry_number"] for one in said if one["entry_number"])
    case = dump(CaseFile.objects.get())
    assert sorted(one["entry"] for one in case["filings"] if one["entry"]) == numbers
    again = run(file, "--case", "a-case")[1]
    assert (again["entries"]["new"], again["entries"]["changed"]) == (0, 0)


def test_what_is_no_docket_is_refused(db: None, real_case: CaseFile) -> None:
    before = dump(real_case)
    for page in sorted(shared("dockets", "not_dockets").glob("*.html")):
        for options in (["--case", real_case.slug], ["--new", "another"]):
            status, told = run(page, *options)
            assert (status, bool(told["refused"])) == (2, True), page.name
    assert dump(real_case) == before
    assert CaseFile.objects.count() == 1


def test_another_case_is_refused(db: None, real_case: CaseFile) -> None:
    status, told = run(shared("dockets", "district", "cand_7.html"), "--case", real_case.slug)
    assert (status, told["kind"]) == (2, None)
    assert "3:23-cv-04557" in told["refused"]


def test_a_dry_run_writes_nothing(db: None) -> None:
    status, told = run(shared("dockets", "district", "cand_7.html"), "--new", "a-case", "--dry-run")
    assert (status, told["entries"]["new"]) == (0, 6)
    assert not CaseFile.objects.exists()


def test_an_attachment_page_adds_to_its_entry(db: None) -> None:
    assert run(shared("dockets", "district", "cand_7.html"), "--new", "a-case")[0] == 0
    status, told = run(shared("dockets", "attachment_pages", "cand_035023513538.html"), "--case", "a-case")
    assert (status, told["kind"]) == (0, "attachment-page")
    assert told["entries"]["new"] == 0
    said = json.loads(shared("dockets", "attachment_pages", "cand_035023513538.json").read_text(encoding="utf-8"))
    complaint = dump(CaseFile.objects.get())["filings"][0]
    assert complaint["page_count"] == said["page_count"]
    assert [one.get("page_count") for one in complaint["attachments"]] == [2]


def test_a_history_report_begins_a_case_too(db: None) -> None:
    for page in sorted(shared("dockets", "docket_history_reports").glob("*.html")):
        expected = page.with_suffix(".json")
        if not expected.exists():
            continue
        said = json.loads(expected.read_text(encoding="utf-8"))["docket_entries"]
        status, told = run(page, "--new", page.stem.replace("_", "-"))
        assert (status, told["entries"]["new"], told["entries"]["doubtful"]) == (0, len(said), 0), page.name
        again = run(page)[1]["entries"]
        assert (again["new"], again["changed"]) == (0, 0), page.name
