"""Two people who import at the same moment end as if one came after the other."""

import json
import threading
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections

from casefiles.models import CaseFile
from filings.importing.actions.imports import NotMerged, merge, preview, read, take_in
from filings.importing.dumping import dump
from filings.importing.models import Import
from tests import factories
from tests.filings.importing.sheets import COMPLAINT, MOTION

DOCKET = {"id": 7, "court_id": "cand", "docket_number": "5:25-cv-00001", "case_name": "Doe v. Roe"}

at_once = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")


def docket(folder: Path, name: str, *texts: str) -> Path:
    listed = [
        {"entry_number": number, "date_filed": "2025-07-01", "description": text, "recap_documents": []}
        for number, text in enumerate(texts, 1)
    ]
    file = folder / name
    file.write_text(json.dumps({"docket": DOCKET, "docket_entries": listed}), encoding="utf-8")
    return file


def together(*acts: Callable[[], object]) -> list[object]:
    """What each returned or raised, in threads that begin at once."""
    start = threading.Barrier(len(acts))
    ends: list[object] = [None] * len(acts)

    def run(place: int) -> None:
        start.wait()
        try:
            ends[place] = acts[place]()
        except BaseException as fault:
            ends[place] = fault
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def command(file: Path, *options: str) -> dict[str, dict[str, int]]:
    out = StringIO()
    call_command("import_docket", str(file), "--json", *options, stdout=out)
    told: dict[str, dict[str, int]] = json.loads(out.getvalue())
    return told


@at_once
@pytest.mark.django_db(transaction=True)
def test_two_imports_into_one_case(tmp_path: Path) -> None:
    short, long = docket(tmp_path, "a.json", COMPLAINT), docket(tmp_path, "b.json", COMPLAINT, MOTION)
    command(docket(tmp_path, "none.json", COMPLAINT[:40]), "--new", "doe-v-roe")
    ends = together(*(lambda file=file: command(file) for file in (short, long)))
    assert [end for end in ends if isinstance(end, BaseException)] == []
    listed = dump(CaseFile.objects.get())["filings"]
    assert [(one["key"], one["docket_text"]) for one in listed] == [("1", COMPLAINT), ("2", MOTION)]
    assert command(long)["entries"] == {"new": 0, "changed": 0, "same": 2, "doubtful": 0}


@at_once
@pytest.mark.django_db(transaction=True)
def test_two_who_begin_one_case_at_once(tmp_path: Path) -> None:
    file = docket(tmp_path, "a.json", COMPLAINT, MOTION)
    ends = together(*[lambda: command(file, "--new", "doe-v-roe")["entries"]["new"]] * 2)
    assert sorted(ends, key=str) == [0, 2]
    assert CaseFile.objects.get().filings.count() == 2


@at_once
@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_the_same_button_one_is_told(tmp_path: Path) -> None:
    case = factories.make_case(court_id="cand", docket_number="5:25-cv-00001")
    file = docket(tmp_path, "a.json", COMPLAINT, MOTION)
    made = take_in(reading=read(data=file.read_bytes(), filename=file.name), case=case, by=None, now=factories.NOON)
    seen = preview(made=made).proposal.digest
    ends = together(*[lambda: merge(made=Import.objects.get(pk=made.pk), by=None, now=factories.NOON, seen=seen)] * 2)
    assert sorted(isinstance(end, NotMerged) for end in ends) == [False, True]
    assert case.filings.count() == 2
