import io
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from casefiles.models import CaseFile
from filings.documents import storage
from filings.management.commands import import_pdfs
from filings.models import Document, Filing, HeldFile, TrayPaper
from filings.tray import actions
from tests import factories
from tests.filings.documents.pdfs import drawn
from tests.filings.tray.papers import stamped
from tests.shared import shared

NIBIRU = "5:24-cv-06184-EKL"


@pytest.fixture
def docket(case: CaseFile) -> CaseFile:
    for entry in (34, 37):
        factories.make_document(factories.make_filing(case, entry=entry))
    return case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    files = {
        "motion.pdf": stamped("34", 2), "sub/exhibit.pdf": stamped("34-2"), "sub/copy of motion.pdf": stamped("34", 2),
        "gov.uscourts.cand.5.37.0.pdf": drawn("order"), "who.pdf": drawn("nobody knows"), "papers.zip": b"PK\3\4",
        "other.pdf": stamped("1", case="3:24-cv-00009-XY"),
    }  # fmt: skip
    for name, data in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(data)
    return made


def run(folder: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("import_pdfs", str(folder), "--case", "doe-v-roe", *options, stdout=out)
    return out.getvalue()


def rows(folder: Path, *options: str) -> dict[str, dict[str, Any]]:
    lines = [json.loads(line) for line in run(folder, "--json", *options).splitlines()]
    assert all(set(line) == {"file", "placed", "by", "why", "warning"} for line in lines)
    return {line["file"]: line for line in lines}


def test_a_folder_comes_in(docket: CaseFile, folder: Path) -> None:
    said = run(folder)
    assert said.splitlines() == [
        "gov.uscourts.cand.5.37.0.pdf: 37. By its name; no stamp was found.",
        "motion.pdf: 34. By its stamp.",
        "other.pdf: in the tray. It is stamped for another case, 3:24-cv-00009-XY, not 5:25-cv-00001.",
        "papers.zip: skipped. An archive is not opened. Unpack it, and take in what was in it.",
        "who.pdf: in the tray. The court’s stamp was not found on it, and its name does not say which paper it is.",
        "sub/copy of motion.pdf: Already held as 34: nothing changed.",
        "sub/exhibit.pdf: 34-2. By its stamp. The record had no attachment 2 there: it was added, without a title.",
        "3 placed, 1 already held, 2 in the tray, 1 skipped.",
    ]
    assert sorted(HeldFile.objects.values_list("filename", flat=True)) == [
        "exhibit.pdf", "gov.uscourts.cand.5.37.0.pdf", "motion.pdf",
    ]  # fmt: skip


def test_each_file_has_its_line_of_json(docket: CaseFile, folder: Path) -> None:
    found = rows(folder)
    assert {name: (row["placed"], row["by"]) for name, row in found.items()} == {
        "gov.uscourts.cand.5.37.0.pdf": ("37", "name"),
        "motion.pdf": ("34", "stamp"),
        "other.pdf": (None, None),
        "papers.zip": (None, None),
        "who.pdf": (None, None),
        "sub/copy of motion.pdf": ("34", None),
        "sub/exhibit.pdf": ("34-2", "stamp"),
    }
    assert all(row["warning"] is None for row in found.values())


def test_a_dry_run_says_the_same_and_writes_nothing(docket: CaseFile, folder: Path) -> None:
    dry = rows(folder, "--dry-run")
    assert not HeldFile.objects.exists()
    assert not TrayPaper.objects.exists()
    assert Document.objects.count() == 2
    assert not storage.folder().exists()
    assert run(folder, "--dry-run").endswith("Nothing was written: this was a dry run.\n")
    wet = rows(folder)
    assert {name: row["placed"] for name, row in dry.items()} == {name: row["placed"] for name, row in wet.items()}
    assert "The same file as one before it" in dry["sub/copy of motion.pdf"]["why"]


def test_a_second_run_changes_nothing(docket: CaseFile, folder: Path) -> None:
    run(folder)
    before = [list(model.objects.order_by("pk").values()) for model in (HeldFile, Document, TrayPaper)]
    assert run(folder).endswith("4 already held, 2 in the tray, 1 skipped.\n")
    assert [list(model.objects.order_by("pk").values()) for model in (HeldFile, Document, TrayPaper)] == before


@pytest.mark.parametrize("dies_in", ["sight", "_settle", "add_stored"])
def test_a_run_that_was_killed_goes_on_with_the_next(
    docket: CaseFile, folder: Path, dies_in: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    whole, calls = getattr(actions, dies_in), []

    def dies(*args: Any, **kwargs: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            raise Killed
        return whole(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(actions, dies_in, dies)
        with pytest.raises(Killed):
            run(folder)
    assert HeldFile.objects.count() < 3
    assert {row["placed"] for row in rows(folder).values()} == {"34", "34-2", "37", None}
    assert HeldFile.objects.count() == 3
    assert TrayPaper.objects.count() == 2
    assert Document.objects.count() == 3


def test_a_fault_of_ours_costs_one_file_its_answer(
    docket: CaseFile, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = actions.take_in

    def fails(**given: Any) -> Any:
        if given["filename"] == "motion.pdf":
            raise ZeroDivisionError("ours")
        return whole(**given)

    monkeypatch.setattr(import_pdfs, "take_in", fails)
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 file failed"):
        call_command("import_pdfs", str(folder), "--case", "doe-v-roe", stdout=out)
    assert "motion.pdf: skipped. The import itself failed on this file (ZeroDivisionError: ours)." in out.getvalue()
    assert HeldFile.objects.count() == 3


@pytest.mark.parametrize("as_json", [False, True])
def test_odd_files_are_said_and_the_others_come_in(docket: CaseFile, tmp_path: Path, as_json: bool) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "out.pdf").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.pdf")
    with open(os.fsencode(folder) + b"/caf\xe9.pdf", "wb") as file:
        file.write(stamped("37"))
    (folder / "z.pdf").write_bytes(stamped("34"))
    found = rows(folder)
    assert {name: row["placed"] for name, row in found.items()} == {
        "caf\ufffd.pdf": "37", "out.pdf": None, "pipe.pdf": None, "z.pdf": "34",
    }  # fmt: skip
    assert HeldFile.objects.filter(filename="caf\ufffd.pdf").exists()


@pytest.mark.parametrize(("folder_name", "slug"), [("in", "nobody"), ("gone", "doe-v-roe")])
def test_no_such_folder_or_case_is_refused(docket: CaseFile, folder: Path, folder_name: str, slug: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("import_pdfs", str(folder.parent / folder_name), "--case", slug)
    assert refused.value.returncode == 2


def test_an_empty_folder_is_said(case: CaseFile, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert run(tmp_path / "in") == "No file is there.\n"


def test_sealed_papers_are_placed_by_whoever_runs_commands(case: CaseFile, tmp_path: Path) -> None:
    factories.make_filing(case, entry=34, sealed="full")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(stamped("34"))
    assert rows(folder)["a.pdf"]["placed"] == "34"


class TestRealPapers:
    """The real filings of one case, beside the project; and files made to hurt."""

    @pytest.fixture
    def nibiru(self, case: CaseFile) -> CaseFile:
        CaseFile.objects.filter(pk=case.pk).update(docket_number="5:24-cv-06184")
        for entry, filed in {
            4: (2024, 9, 3), 8: (2024, 9, 11), 10: (2024, 9, 12), 12: (2024, 11, 29), 13: (2024, 12, 4),
            16: (2024, 12, 12), 22: (2025, 1, 2),
        }.items():  # fmt: skip
            factories.make_filing(case, entry=entry, date_filed=date(*filed))
        return case

    def test_they_find_their_entries(self, nibiru: CaseFile) -> None:
        found = rows(shared("pdfs", "court"))
        placed = {name: row for name, row in found.items() if row["placed"]}
        assert {name.partition("Doc.No.")[2].split("-")[0]: row["placed"] for name, row in placed.items()} == {
            entry: entry for entry in ("4", "8", "10", "12", "13", "16", "22")
        }
        assert {row["by"] for row in placed.values()} == {"stamp"}
        assert {row["placed"]: row["warning"] for row in placed.values() if row["warning"]} == {
            entry: f"It holds several papers ({entry}, {entry}-1): once it is read, its page offers to split it."
            for entry in ("10", "12")
        }
        others = [row["why"] for name, row in found.items() if not row["placed"]]
        assert all("another case" in why or "not found" in why or "of the court" in why for why in others), others
        assert TrayPaper.objects.count() == len(others)

    def test_no_library_file_is_placed(self, nibiru: CaseFile) -> None:
        assert not any(row["placed"] for row in rows(shared("pdfs", "general")).values())

    def test_hostile_files_cost_only_their_limit(self, nibiru: CaseFile, tmp_path: Path) -> None:
        folder = tmp_path / "in"
        folder.mkdir()
        for name in (
            "synth_pagetree_10pow10",
            "synth_xobject_billion_laughs",
            "synth_zero_bytes",
            "synth_html_pacer_login",
        ):
            (folder / f"{name}.pdf").write_bytes(shared("pdfs", "bad", f"{name}.pdf").read_bytes())
        (folder / "z.pdf").write_bytes(stamped("22", filed="01/02/25", case=NIBIRU))
        found = rows(folder)
        assert found["z.pdf"]["placed"] == "22"
        assert {name: row["placed"] for name, row in found.items() if name != "z.pdf"} == dict.fromkeys(
            [name for name in found if name != "z.pdf"]
        )
        assert Filing.objects.filter(case=nibiru).count() == 7
