"""What reading gives on the real files beside the project, against figures that may only get better."""

import json
import os
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

from tests.filings.reading import measuring
from tests.shared import PROJECT, shared

Reports = dict[str, dict[str, Any]]
Manifest = dict[str, dict[str, str]]


def test_every_bad_file_has_an_answer_in_time(bad: Reports) -> None:
    assert len(bad) > 100
    for name, said in bad.items():
        assert said["seconds"] < 20 + 0.2 * (said["page_count"] or 0) + 10, name
        if said["pages"]:
            assert said["status"] in ("read", "partly", "picture-only", "damaged"), name
            assert len(said["pages"]) == said["page_count"], name
        else:
            assert said["status"] in ("locked", "not-a-pdf", "damaged", "too-big", "timed-out"), name
        assert (said["error"] is None) == (said["status"] in ("read", "picture-only")), name
        assert said["error"] is None or said["error"].endswith("."), name
    status = {name: said["status"] for name, said in bad.items()}
    assert status["synth_zero_bytes.pdf"] == "not-a-pdf"
    assert status["synth_html_pacer_login.pdf"] == "not-a-pdf"
    assert "web page" in bad["synth_html_pacer_login.pdf"]["error"]
    assert status["synth_enc_AES-256_user.pdf"] == "locked"
    assert status["synth_enc_RC4-128_user.pdf"] == "locked"
    assert status["synth_enc_AES-256_owneronly.pdf"] == "read"
    assert status["synth_trunc50_tax.pdf"] == "damaged"
    assert status["synth_pagetree_10pow10.pdf"] == "too-big"
    assert status["synth_ok_control.pdf"] == "read"
    assert "timed-out" not in status.values()


def test_text_comes_from_nearly_every_bad_file_that_some_engine_reads(readable: tuple[list[str], list[str]]) -> None:
    ours, theirs_alone = readable

    assert len(ours) > 75
    assert len(theirs_alone) <= 0.05 * (len(ours) + len(theirs_alone)), theirs_alone
    assert theirs_alone == []  # where measured


def test_no_text_holds_a_control_character(bad: Reports, court: Reports, general: Reports) -> None:
    for said in (*bad.values(), *court.values(), *general.values()):
        for page in said["pages"]:
            assert not [c for c in page["text"] if ord(c) < 32 and c != "\n"], said["file"]
            assert len(page["lines"]) == (page["text"].count("\n") + 1 if page["text"] else 0), said["file"]
        assert "\\u0000" not in json.dumps(said)


def test_a_page_box_of_ten_million_points_is_read(bad: Reports) -> None:
    assert bad["synth_mediabox_huge.pdf"]["status"] == "read"
    assert bad["synth_mediabox_zero.pdf"]["status"] == "read"


def test_the_courts_papers_give_text(court: Reports, manifest: Manifest) -> None:
    for name, said in court.items():
        assert said["page_count"] == len(said["pages"]) == int(manifest[name]["pages"]), name
        assert all(page["error"] is None for page in said["pages"]), name
        # One complaint's fonts have no map to Unicode: its text is garbage to every reader.
        if manifest[name]["kind"] == "born" and "Doc.No.1-" not in name:
            assert said["status"] == "read", name
            assert sum(len(page["text"]) for page in said["pages"]) > 100 * len(said["pages"]), name
            assert not any(page["needs_ocr"] for page in said["pages"]), name
        if manifest[name]["kind"] == "scan":
            assert said["status"] == "picture-only", name
    garbage = next(said for name, said in court.items() if "Doc.No.1-" in name)
    assert all(page["needs_ocr"] for page in garbage["pages"])


def test_words_are_those_that_other_readers_agree_on(court: Reports) -> None:
    """Three of five independent readers agree on these words."""
    measured = measuring.compare(court, shared("pdfs", "words.jsonl"))

    assert measured.expected > 20_000
    assert measured.f1 >= 0.997, measured  # 0.9996 where measured
    assert measured.split_per_thousand <= 0.05, measured  # 0.00 where measured


def test_each_stamped_page_gives_its_stamp(court: Reports, manifest: Manifest) -> None:
    for name, said in court.items():
        found = sum(page["stamp"] is not None for page in said["pages"][:12])
        # One scan of an appeal court bears a stamp that the manifest does not count.
        assert found == int(manifest[name]["stamped_pages"]) + (name == "doctor__ocr_pdf_variation.pdf"), name
        for page in said["pages"]:
            assert not (page["stamp"] and page["stamp"]["text"] in page["text"]), name


def test_papers_of_no_court_bear_no_stamp(general: Reports) -> None:
    for name, said in general.items():
        assert said["status"] in ("read", "picture-only"), name
        assert [page["stamp"] for page in said["pages"] if page["stamp"]] == [], name


def test_of_two_stamps_the_last_counts(court: Reports) -> None:
    said = court["doctor__gov.uscourts.cand.203070.27.0.pdf"]

    assert [(page["stamp"]["document"], page["stamp"]["page"]) for page in said["pages"]] == [(27, 1), (27, 2)]


def test_pleading_paper_is_known_by_its_numbers(court: Reports, general: Reports, manifest: Manifest) -> None:
    for name, said in (court | general).items():
        found = sum(page["pleading"] for page in said["pages"][:12])
        # A transcript of the Supreme Court has 25 numbered lines; the manifest counts those of 28.
        assert found == int(manifest[name]["pleading_pages"] or 0) + (name == "pdfplumber__scotus-transcript-p1.pdf"), (
            name
        )


@pytest.mark.parametrize("judge", ["pdftotext", "pypdf"])
def test_lines_stand_beside_the_number_that_the_court_printed(court: Reports, judge: str) -> None:
    if judge == "pdftotext" and not measuring.has_pdftotext():
        pytest.skip("pdftotext (Debian: poppler-utils) is not here; pypdf judges alone.")
    judged = [
        (name, *one)
        for name, said in court.items()
        for one in measuring.lines_judged(shared("pdfs", "court", name), said["pages"], judge)
    ]

    wrong = [one[:3] for one in judged if not one[3]]
    assert len(judged) > 300
    assert len(wrong) <= 0.01 * len(judged), wrong


def test_lines_read_by_eye_have_their_numbers(court: Reports) -> None:
    """Looked up on the picture of the page."""
    said = court["nibiru__Doc.No.13-2024-12-04-CaseManagementStatement.pdf"]
    numbers = {line["text"]: line["number"] for line in said["pages"][0]["lines"]}

    expected = {
        "IN THE UNITED STATES DISTRICT COURT": 14,
        "FOR THE NORTHERN DISTRICT OF CALIFORNIA": 15,
        "Plaintiff,   CASE MANAGEMENT STATEMENT": 17,
        "v.": 18,
        "Defendants.": 20,
        "CASE MANAGEMENT STATEMENT": None,
    }
    assert {text: numbers[text] for text in expected} == expected
    assert said["pages"][0]["printed_page"] == "1"


# What Linux says of a process itself; getrusage counts that of the process it was started from.
MEMORY = """
import re, sys
from pathlib import Path
from filings.management.commands.read_pdf import Command
Command().run_from_argv(["manage.py", "read_pdf", "--json", *sys.argv[1:]])
sys.stdout.flush()
sys.stderr.write("PEAK " + re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Looks where Linux says how large a process was.")
def test_the_parent_stays_small_and_says_a_line_for_each_file(bad: Reports) -> None:
    """In batches of all kinds; the largest peak of the process that asks, in megabytes."""
    files = [path for folder in ("court", "general") for path in sorted(shared("pdfs", folder).glob("*.pdf"))]
    files += [shared("pdfs", "bad", name) for name in list(bad)[::3]]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("SECRET", "DATABASE", "DJ"))
    }

    done = subprocess.run(
        [sys.executable, "-c", MEMORY, *files],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        check=True,
        timeout=300,
    )

    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == [str(path) for path in files]
    peak = int(done.stderr.rpartition(b"PEAK ")[2]) / 1024
    assert peak <= 200, peak  # 30 where measured


def test_each_status_of_the_bad_files_is_as_measured(bad: Reports) -> None:
    """A change of these is to be looked at, then written here."""
    counts = Counter(said["status"] for said in bad.values())

    assert counts["locked"] == 12
    assert counts["too-big"] == 1
    assert counts["read"] + counts["partly"] + counts["picture-only"] >= 122, counts
