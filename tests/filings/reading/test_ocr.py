import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from filings.reading import ocr
from filings.reading.margin import Margin
from tests.shared import shared

needs_tesseract = pytest.mark.skipif(ocr.version() is None, reason="tesseract is not on this machine: make ocr")

TABLE = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "1\t1\t0\t0\t0\t0\t0\t0\t1700\t2200\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t200\t100\t100\t20\t96.5\tHello\n"
    "5\t1\t1\t1\t1\t2\t320\t100\t100\t20\t92.5\twor\x00ld\n"
    "5\t1\t1\t1\t2\t1\t200\t166\t100\t20\t80\tagain\n"
    "5\t1\t1\t1\t3\t1\t200\t166\t100\t20\t80\t \n"
    "5\t1\tx\t1\t3\t1\t200\t166\t100\t20\t80\tbroken\n"
    "5\t1\t1\n"
)


def read(name: str, page: int) -> dict[str, Any]:
    *_, said = ocr.read({"path": str(shared("pdfs", "court", name)), "page": page})
    assert isinstance(said, dict)
    return said


def test_words_of_the_table_have_boxes_in_points() -> None:
    words = ocr.words_in(TABLE, 2.0)
    assert [(word.text, word[1:5], word.confidence) for word in words] == [
        ("Hello", (100, 50, 150, 60), 96.5),
        ("world", (160, 50, 210, 60), 92.5),
        ("again", (100, 83, 150, 93), 80),
    ]
    margin = Margin([180] * 20, first=110, step=66, last=28)
    assert ocr.lines_in(words, margin, 2.0) == [("Hello world", 1), ("again", 2)]
    assert ocr.lines_in(words, None, 2.0) == [("Hello world", None), ("again", None)]


@needs_tesseract
def test_a_scan_on_pleading_paper_is_read_with_its_line_numbers() -> None:
    said = read("doctor__gov.uscourts.cand.203070.27.0.pdf", 1)
    lines = [(line["mark"], line["text"]) for line in said["lines"]]
    assert said["printed_lines"] == 28
    assert said["confidence"] > 85
    assert (19, "AGREED by and between plaintiff Shimmick Construction Company, Inc. and defendant RLI") in lines
    word, left, top, right, bottom = next(word for word in said["words"] if word[0] == "AGREED")
    assert (word, 100 < left < right < 200, 400 < top < bottom < 600) == ("AGREED", True, True)


@needs_tesseract
def test_it_names_its_version() -> None:
    version = ocr.version()
    assert version
    assert version.startswith("tesseract ")


def test_without_the_program_there_is_no_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ocr.version() is None
    assert "fault" in read("doctor__image-pdf.pdf", 1)


def a_program(tmp_path: Path, script: str) -> None:
    path = tmp_path / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_a_program_that_fails_or_never_ends_is_a_fault_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert shutil.which("sleep")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    a_program(tmp_path, "cat >/dev/null; exit 3")
    assert "failed" in read("doctor__image-pdf.pdf", 1)["fault"]
    monkeypatch.setattr(ocr, "SECONDS_A_PAGE", 1)
    monkeypatch.setattr(ocr, "SECONDS_TO_SAY_SO", 0.5)
    a_program(tmp_path, "exec sleep 60")
    answers = list(ocr.read({"path": str(shared("pdfs", "court", "doctor__image-pdf.pdf")), "page": 1}))
    assert {"busy": True} in answers
    assert isinstance(answers[-1], dict)
    assert "longer than" in answers[-1]["fault"]
    assert subprocess.run(["pgrep", "-f", "sleep 60"], capture_output=True, check=False).returncode == 1
