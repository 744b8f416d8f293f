"""Folders that are no bundle, or a bad one: refused in a sentence, and nothing is written."""

import csv
import hashlib
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casefiles.models import CaseFile
from filings.models import Filing
from filings.research import packing, records
from filings.research.actions.loading import load_bundle
from filings.research.folder import export
from filings.research.refusing import Refused
from parties.models import Party
from tests import factories
from tests.filings.research.bundles import exported, forget, full_case, read


@pytest.fixture
def bundle(db: None, tmp_path: Path) -> Path:
    case = full_case()
    exported(case, tmp_path / "bundle")
    forget(case)
    return tmp_path / "bundle"


def resum(bundle: Path) -> None:
    """The checksums made to fit, as who tampers would."""
    lines = [f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in read(bundle).items() if path != SUMS]
    (bundle / SUMS).write_text("".join(lines))


SUMS = "checksums.sha256"


def refusal(bundle: Path) -> str:
    before = Filing.objects.count(), Party.objects.count(), CaseFile.objects.count()
    with pytest.raises(Refused) as refused:
        load_bundle(folder=bundle, by=None, now=factories.NOON)
    assert (Filing.objects.count(), Party.objects.count(), CaseFile.objects.count()) == before
    return str(refused.value)


def link(bundle: Path) -> None:
    (bundle / "data" / "firms.csv").unlink()
    (bundle / "data" / "firms.csv").symlink_to("/etc/passwd")


def linked_data(bundle: Path) -> None:
    (bundle / "data").rename(bundle.with_name("elsewhere"))
    (bundle / "data").symlink_to(bundle.with_name("elsewhere"))


def append(path: str, text: str) -> Callable[[Path], None]:
    def change(bundle: Path) -> None:
        with (bundle / path).open("a", newline="") as file:
            file.write(text)

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (link, "'firms.csv' is a link"),
        (linked_data, "'data' is a link"),
        (lambda bundle: os.mkfifo(bundle / "pipe"), "'pipe' is a link, a folder or the like"),
        (lambda bundle: (bundle / "data" / "filings.csv").unlink(), "data/filings.csv is missing"),
        (lambda bundle: (bundle / SUMS).unlink(), "checksums.sha256 is missing"),
        (append("data/extra.csv", "x"), "'data/extra.csv' is no part of the bundle"),
        (append("data/filings.csv", "x"), "data/filings.csv is not what the bundle was made with"),
        (append("README.md", "x"), "README.md is not what the bundle was made with"),
        (append(SUMS, f"{'0' * 64}  ../../etc/passwd\n"), "this is no checksum of a file of a bundle"),
        (append(SUMS, f"{'0' * 64}  /etc/passwd\n"), "this is no checksum of a file of a bundle"),
        (append(SUMS, "\0" * (1 << 17)), "larger than that of any bundle"),
        (lambda bundle: (bundle / SUMS).write_bytes(b"\xff"), "not text in UTF-8"),
        (lambda bundle: [(bundle / f"{n}").touch() for n in range(300)], "more files than a bundle has"),
    ],
)  # fmt: skip
def test_a_folder_that_is_not_what_it_says_is_refused(
    bundle: Path, change: Callable[[Path], object], sentence: str
) -> None:
    change(bundle)
    assert sentence in refusal(bundle)


def edit(table: str, heading: str, value: str, place: int = 0) -> Callable[[Path], None]:
    def change(bundle: Path) -> None:
        path = bundle / "data" / f"{table}.csv"
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        rows[place][heading] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)

    return change


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(bundle: Path) -> None:
        file = bundle / path
        file.write_bytes(file.read_bytes().replace(old.encode(), new.encode(), 1))

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (edit("filings", "date_filed", "yesterday"), "data/filings.csv, row 1, date_filed: 'yesterday' is no date."),
        (edit("filings", "kind", "poem"), "data/filings.csv, row 1, kind: it is none of the words"),
        (edit("filings", "key", "2"), "data/filings.csv, rows 1 to"),
        (edit("filings", "title", "=1"), "row 1, title: '=1' is a string that is not written as a bundle writes it."),
        (edit("filings", "position", "-1"), "data/filings.csv, row 1, position:"),
        (edit("filers", "appearance", "nobody"), "data/filers.csv, row 1, appearance: 'nobody' is in no row"),
        (edit("appearances", "side", "court"), "data/appearances.csv, row 1, side:"),
        (edit("contentions", "answers", '["nothing"]'), "answers: 'nothing' is in no row of data/contentions.csv."),
        (edit("contentions", "answers", '[["deep"]]'), "is in no row of data/contentions.csv."),
        (edit("case", "slug", "other"), "data/case.csv, row 1: a bundle is of one case"),
        (edit("case", "operative_complaint_entry", "99"), "operative_complaint_entry: '99' is in no row"),
        (edit("sources", "code", "S" * 11), "data/sources.csv, row 1, code:"),
        (append("data/firms.csv", '"open'), "data/firms.csv, row"),
        (append("data/firms.csv", "a,b\r\n"), "it has 2 cells; 1 belong there."),
        (append("data/firms.csv", "\x00\r\n"), "data/firms.csv, row"),
        (replace("data/firms.csv", "name", "nome"), "its columns are not those of this format"),
        (lambda bundle: (bundle / "data" / "case.csv").write_bytes(b""), "its columns are not those of this format"),
        (lambda bundle: (bundle / "data" / "firms.csv").write_bytes(b"name\r\n\xff"), "this is not CSV in UTF-8"),
        (replace("datapackage.json", "casefiles-bundle/1", "casefiles-bundle/9"), "this program reads"),
        (lambda bundle: (bundle / "datapackage.json").write_text("[" * 99999), "describes no bundle"),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_by_its_place_though_the_checksums_fit(
    bundle: Path, change: Callable[[Path], object], sentence: str
) -> None:
    change(bundle)
    resum(bundle)
    assert sentence in refusal(bundle)


@pytest.mark.parametrize("text", ["x" * 3000, '"' + "x\r\n" * 1000, '"a"' + ',"\n"' * 1000])
def test_no_row_is_read_without_a_bound(bundle: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    append("data/firms.csv", text)(bundle)
    resum(bundle)
    monkeypatch.setattr(records, "LONGEST_ROW", 2000)
    told = refusal(bundle)
    assert "longer than any of a bundle" in told or "this is not CSV" in told


def test_a_folder_with_other_things_in_it_is_left_alone(case: CaseFile, tmp_path: Path) -> None:
    target = tmp_path / "bundle"
    target.mkdir()
    (target / "letter.txt").write_text("mine")
    with pytest.raises(Refused, match="holds no bundle"):
        export(case, target)
    (target / "letter.txt").unlink()
    export(case, target)
    (target / "letter.txt").write_text("mine")
    with pytest.raises(Refused, match=r"'letter.txt' is no part"):
        export(case, target)
    (target / "letter.txt").unlink()
    with pytest.raises(Refused, match="bundle of another case, doe-v-roe"):
        export(factories.make_case(slug="other"), target)
    (tmp_path / "link").symlink_to(target)
    with pytest.raises(Refused, match="is no folder"):
        export(case, tmp_path / "link")


def test_an_older_bundle_gives_way_and_nothing_is_left_beside(case: CaseFile, tmp_path: Path) -> None:
    target = tmp_path / "bundle"
    export(case, target)
    factories.make_filing(case, title="Later")
    export(case, target)
    assert "Later" in (target / "data" / "filings.csv").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]


def test_an_export_that_breaks_off_leaves_what_was_there(
    case: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "bundle"
    before = exported(case, target)

    def breaking(case: CaseFile) -> Iterator[Any]:
        for count, found in enumerate(packing.files(case)):
            if count == 5:
                raise KeyboardInterrupt
            yield found

    monkeypatch.setattr("filings.research.folder.files", breaking)
    factories.make_filing(case, title="Later")
    with pytest.raises(KeyboardInterrupt):
        export(case, target)
    assert read(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]
