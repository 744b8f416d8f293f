"""A research bundle: it says what it holds, holds nothing sealed, and loads back to the same bytes."""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from frictionless import Package, system

from casefiles.models import CaseFile
from filings.authorities.actions import read_citations
from filings.models import Document, Filing, Override, Page, PageCorrection
from filings.research import zipping
from filings.research.actions.loading import SIGNER, load_bundle
from filings.research.packing import snapshot
from filings.research.shapes import Named
from filings.research.tables import LEFT_OUT, TABLES
from tests import actors, factories
from tests.contracts.test_sealed import sealed_case
from tests.filings.research.bundles import WORD, exported, fill, forget, full_case, read, states

__all__ = ["sealed_case"]

ADDRESS = "/cases/doe-v-roe/research.zip"
OWN = ("casefiles", "parties", "filings")


def again(case: CaseFile, first: dict[str, bytes], folder: Path, **options: Any) -> CaseFile:
    """Loads what stands in the folder, and holds the bundle of that to the first."""
    forget(case)
    loaded = load_bundle(folder=folder, by=None, now=factories.NOON)
    second = exported(loaded, folder.with_name("again"), **options)
    assert list(second) == list(first)
    for path in sorted(first, key=lambda path: "/" not in path):
        assert second[path].decode().splitlines() == first[path].decode().splitlines(), path
        assert second[path] == first[path], path
    return loaded


@pytest.mark.parametrize("sees_sealed", [False, True])
def test_a_bundle_loads_back_and_is_the_same_bytes(db: None, tmp_path: Path, *, sees_sealed: bool) -> None:
    case = full_case()
    first = exported(case, tmp_path / "first", sees_sealed=sees_sealed)
    for table in TABLES:
        assert first[table.path].count(b"\r\n") > 1, f"{table.name} is empty: nothing is tested of it"
    loaded = again(case, first, tmp_path / "first", sees_sealed=sees_sealed)
    # What follows from the rows is there too.
    assert not Document.objects.filter(filing__case=loaded, held_files__isnull=False, current=None).exists()
    page = PageCorrection.objects.get(page__held_file__document__filing__case=loaded)
    assert (page.text, page.corrected_by.username, page.corrected_by.is_active) == ("as corrected", SIGNER, False)
    assert Override.objects.get(deadline__case=loaded).made_by.username == SIGNER
    assert "reading" not in states(loaded)
    filing = Filing.objects.get(case=loaded, key="1")
    assert [line.history_change_reason for line in filing.history.all()] == ["loaded from first"]


def test_the_shipped_case_loads_back_and_is_the_same_bytes(real_case: CaseFile, tmp_path: Path) -> None:
    case = fill(real_case)
    again(case, exported(case, tmp_path / "first"), tmp_path / "first")


def test_the_values_come_back_to_the_letter(db: None, tmp_path: Path) -> None:
    case = full_case()
    exported(case, tmp_path / "first", sees_sealed=True)
    forget(case)
    loaded = load_bundle(folder=tmp_path / "first", by=factories.make_user(username="me"), now=factories.NOON)
    for name in ("note", "docket_number"):
        assert getattr(loaded, name) == getattr(CaseFile.objects.get(pk=case.pk), name)
    texts = [
        list(
            Page.objects.filter(held_file__document__filing__case=one)
            .order_by(
                "held_file__document__filing__position", "held_file__document__number", "held_file__sha256", "number"
            )
            .values_list("number", "text", "marks", "stamp", "width", "held_file__intake")
        )
        for one in (case, loaded)
    ]
    assert texts[0] == texts[1]
    assert [*loaded.contentions.get(key="one; two").answers.values_list("key", flat=True)] == ["-an answer"]
    assert loaded.facts.get().text == ""
    assert PageCorrection.objects.filter(corrected_by__username="me").exists()


def test_it_is_a_valid_data_package_that_frictionless_reads(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = exported(full_case(), tmp_path / "bundle", sees_sealed=True)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "bundle" / "datapackage.json")).validate()
    assert report.flatten(["title", "note", "message"]) == []
    assert report.valid
    described = json.loads(files["datapackage.json"])
    for resource in described["resources"]:
        data = files[resource["path"]]
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        header = next(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["description"] for field in resource["schema"]["fields"])
        readme = files["README.md"].decode()
        assert all(f"| `{name}` |" in readme for name in header)
    assert {resource["path"] for resource in described["resources"]} == {path for path in files if "/" in path}


def test_an_authority_goes_by_what_open_papers_call_it(case: CaseFile, tmp_path: Path) -> None:
    for entry, sealed, text in ((1, None, "545 U.S. 913"), (2, "full", f"{WORD} v. Roe, 545 U.S. 913 (2005)")):
        paper = factories.make_document(factories.make_filing(case, entry=entry, sealed=sealed))
        read_citations(held_file=factories.make_held_file(paper, pages=(f"See {text}.",)).pk, now=factories.NOON)
    files = exported(case, tmp_path / "open")
    assert b"\r\n545-us-913,case,,545 U.S. 913,https" in files["data/authorities.csv"]
    assert all(WORD.encode() not in content.lower() for content in files.values())
    again(case, files, tmp_path / "open")
    whole = exported(case, tmp_path / "whole", sees_sealed=True)
    assert b"(2005)" in whole["data/authorities.csv"]


def test_no_cell_of_words_is_one_that_a_spreadsheet_runs(db: None, tmp_path: Path) -> None:
    files = exported(full_case(), tmp_path / "bundle", sees_sealed=True)
    for table in TABLES:
        for row in csv.reader(io.StringIO(files[table.path].decode("utf-8-sig"), newline="")):
            for cell in row:
                assert cell[:1] not in set("=+@|%\t\r\n＝"), table.name
                assert cell[:1] != "-" or cell == "-0.000001", table.name


def parts_of(model: Any) -> Iterator[str]:
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return (field.name for field in fields if not field.primary_key)


def test_each_field_is_in_the_bundle_or_left_out_for_a_reason() -> None:
    tables = {table.model: table for table in TABLES}
    left = set(LEFT_OUT)
    for model in apps.get_models():
        name = model.__name__
        if model._meta.app_label not in OWN or name.startswith("Historical"):
            continue
        if model not in tables:
            assert f"{model._meta.app_label}.{name}" in LEFT_OUT, f"{name} is in no table of the bundle"
            left.discard(f"{model._meta.app_label}.{name}")
            continue
        shown = {part.name for part in tables[model].columns if not isinstance(part, Named)}
        own = {"case"} if tables[model].case == "case" else set()
        for field in set(parts_of(model)) - shown - own:
            assert f"{name}.{field}" in LEFT_OUT, f"{name}.{field} is neither in the bundle nor left out"
            left.discard(f"{name}.{field}")
        assert not shown - set(parts_of(model))
    assert not left, "left out, and there is no such thing"
    assert all(LEFT_OUT.values())


@pytest.mark.parametrize("who", ["anonymous", "reader"])
def test_nothing_sealed_is_in_the_bundle(sealed_case: CaseFile, tmp_path: Path, who: str) -> None:
    response: Any = getattr(actors, who)().get(ADDRESS)
    files = unzipped(b"".join(response.streaming_content))
    for path, data in (exported(sealed_case, tmp_path / "public") | files).items():
        assert WORD not in data.decode().lower(), path
        # As a number: a digest may hold the same four figures.
        assert not re.search(r"\b7331\b", data.decode()), path
        assert "2025-07-09" not in data.decode(), path
    assert '"sealed": "left out"' in files["datapackage.json"].decode()
    sealed = next(row for row in rows(files, "filings") if row["key"] == "2")
    told = {name: value for name, value in sealed.items() if value and name not in {"confidence", "inferred_fields"}}
    assert told == {
        "key": "2", "entry": "2", "position": "2", "date_filed": "2025-07-08", "kind": "other", "title": "Sealed",
        "sealed": "full", "by_court": "false", "counsel_named": "[]",
    }  # fmt: skip
    whole: Any = actors.sealed_reader().get(ADDRESS)
    everything = unzipped(b"".join(whole.streaming_content))
    assert WORD in everything["data/pages.csv"].decode()
    assert "This bundle holds sealed matter." in everything["README.md"].decode()
    assert everything == exported(sealed_case, tmp_path / "sealed", sees_sealed=True)
    again(sealed_case, read(tmp_path / "public"), tmp_path / "public")


def test_what_only_sealed_papers_tell_is_not_in_other_tables(case: CaseFile, tmp_path: Path) -> None:
    motion = factories.make_filing(case, entry=1, kind="motion", outcome="granted")
    order = factories.make_filing(case, entry=2, sealed="full", title=WORD)
    factories.relate(order, "rules on", motion)
    hidden = factories.make_claim(case, pleaded_in=order, number="IX")
    shown = factories.make_contention(case, key="open")
    shown.about_claims.add(hidden)
    shown.answers.add(factories.make_contention(case, key="hush", raised_in=order))
    moved: dict[str, Any] = {"status": "moved", "changed_by_entry": order, "moved_to": date(2026, 3, 1)}
    count = factories.make_computation(case, trigger=order, identity="hush")
    factories.make_deadline(case, key="moved", set_by_entry=motion, trigger_entry=order, computation=count, **moved)
    files = exported(case, tmp_path / "public")
    assert rows(files, "filings")[0]["outcome"] == ""
    [contention] = rows(files, "contentions")
    assert (contention["about_claims"], contention["answers"]) == ("[]", "[]")
    [deadline] = rows(files, "deadlines")
    assert (deadline["status"], deadline["moved_to"], deadline["computation_identity"]) == ("unknown", "", "")
    assert rows(files, "claims") == rows(files, "computations") == rows(files, "relations") == []
    again(case, files, tmp_path / "public")


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"].decode("utf-8-sig"), newline="")))


def unzipped(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    return {name.removeprefix("doe-v-roe/"): archive.read(name) for name in sorted(archive.namelist())}


def test_the_button_sends_what_the_command_writes_the_same_each_time(db: None, tmp_path: Path) -> None:
    files = exported(full_case(), tmp_path / "bundle")
    page = actors.anonymous().get("/cases/doe-v-roe/").content.decode()
    assert f'href="{ADDRESS}"' in page
    first, second = (actors.anonymous().get(ADDRESS) for _ in range(2))
    data = b"".join(first.streaming_content)  # type: ignore[attr-defined]
    assert unzipped(data) == files
    assert b"".join(second.streaming_content) == data  # type: ignore[attr-defined]
    assert first.headers["Content-Disposition"] == 'attachment; filename="doe-v-roe-research-2026-01-01.zip"'


def test_few_zips_are_made_at_once_and_none_for_long(case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    held = [zipping.Zip(case) for _ in range(zipping.AT_ONCE)]
    busy = actors.anonymous().get(ADDRESS)
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "60")
    assert actors.anonymous().head(ADDRESS).status_code == 200
    for one in held:
        one.close()
        one.close()
    monkeypatch.setattr(zipping, "LONGEST", -1.0)
    slow: Any = actors.anonymous().get(ADDRESS)
    with pytest.raises(TimeoutError, match="too slowly"):
        b"".join(slow.streaming_content)


def test_the_commands_say_what_they_did_and_why_not(case: CaseFile, tmp_path: Path, capsys: Any) -> None:
    target = str(tmp_path / "bundle")
    call_command("export_case", "doe-v-roe", target)
    assert "without what is sealed" in capsys.readouterr().out
    with pytest.raises(CommandError, match="is here already"):
        call_command("load_bundle", target)
    with pytest.raises(CommandError, match="Nobody here is called nemo"):
        call_command("load_bundle", target, "--by", "nemo")
    with pytest.raises(CommandError, match="No case has the slug nemo; here are: doe-v-roe"):
        call_command("export_case", "nemo", target)
    with pytest.raises(CommandError, match="is no folder"):
        call_command("load_bundle", str(tmp_path / "nowhere"))
    forget(case)
    call_command("load_bundle", target)
    assert "doe-v-roe: loaded, 0 filings." in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_while_a_bundle_is_made_it_sees_one_state_and_holds_up_no_writer() -> None:
    mode = getattr(connection, "transaction_mode", None)
    with CaptureQueriesContext(connection) as told, snapshot():
        assert CaseFile.objects.count() == 0
    begun = [query["sql"] for query in told.captured_queries]
    if connection.vendor == "sqlite":
        assert begun[0] == "BEGIN DEFERRED"
        assert connection.transaction_mode == mode == "IMMEDIATE"  # type: ignore[attr-defined]
    else:
        assert "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY" in begun
