"""Loading a case file into the tables and writing it out again."""

import copy
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from casefiles.models import CaseFile
from filings.importing.actions import loading
from filings.importing.case_format import CaseFormatError, dumps
from filings.importing.dumping import dump
from filings.importing.models import Load
from filings.models import Deadline, Filing, Relation
from parties.models import Party
from tests import factories

pytestmark = pytest.mark.django_db


def load(document: dict[str, Any] | bytes, **options: Any) -> loading.Loaded:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return loading.load_case(data=data, filename="case.json", by=None, now=factories.NOON, **options)


@pytest.fixture
def document(shipped: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shipped)
    return found


def test_the_shipped_case_comes_out_byte_for_byte_as_it_went_in(real_case: CaseFile, shipped: bytes) -> None:
    assert dumps(dump(real_case)).encode() == shipped


def test_a_second_load_writes_nothing(real_case: CaseFile, shipped: bytes, django_assert_max_num_queries: Any) -> None:
    rows = {model: model.objects.count() for model in (Filing, Relation, Deadline, Party, Load)}
    history = Filing.history.count()
    with django_assert_max_num_queries(60) as queries:
        loaded = load(shipped)
    assert not loaded.changes
    assert not loaded.kept
    assert rows == {model: model.objects.count() for model in rows}
    assert Filing.history.count() == history
    assert not [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_what_a_person_changed_stays_and_is_reported(real_case: CaseFile, document: dict[str, Any]) -> None:
    motion = real_case.filings.get(key="34")
    motion.title = "Meta's motion to dismiss"
    motion.save()
    newer = copy.deepcopy(document)
    entry = next(record for record in newer["filings"] if record["key"] == "34")
    entry["title"] = "Motion to dismiss the complaint for failure to state a claim"
    entry["note"] = "Noticed for 2026-01-21."
    loaded = load(newer)
    motion.refresh_from_db()
    assert motion.title == "Meta's motion to dismiss"
    assert motion.note == "Noticed for 2026-01-21."
    assert [kept.path for kept in loaded.kept] == ["filings[34].title"]
    assert [change.path for change in loaded.changes] == ["filings[34].note"]


def test_a_newer_file_adds_and_changes_and_deletes_nothing(real_case: CaseFile, document: dict[str, Any]) -> None:
    newer = copy.deepcopy(document)
    newer["as_of"] = "2026-11-01"
    newer["filings"] = [record for record in newer["filings"] if record["key"] != "81"]
    newer["filings"].append(
        newer["filings"][-1] | {"key": "83", "entry": 83, "date_filed": "2026-10-21", "title": "Joint status report",
                                "filed_by": ["meta-platforms"], "judge": None, "relates_to": []}
    )  # fmt: skip
    newer["deadlines"][-1] |= {"status": "met", "met_by_entry": 83}
    load(newer)
    assert real_case.filings.filter(key="81").exists()
    assert real_case.filings.filter(key="83").exists()
    report = real_case.deadlines.get(key="joint-status-report")
    assert (report.status, report.met_by_entry.key if report.met_by_entry else None) == ("met", "83")
    assert load(newer).changes == []


def test_a_changed_field_keeps_its_old_value_and_says_where_the_new_one_came_from(
    real_case: CaseFile, document: dict[str, Any]
) -> None:
    document["filings"][0]["title"] = "Complaint"
    load(document)
    new, old = Filing.history.filter(key="1").order_by("-history_id")[:2]
    assert (old.title, new.title) == ("Complaint against Meta (redacted)", "Complaint")
    assert new.history_change_reason == "loaded from case.json"


def test_only_a_case_that_is_absent_is_loaded_when_asked_so(real_case: CaseFile, document: dict[str, Any]) -> None:
    document["case"]["stage"] = "Trial"
    assert load(document, if_absent=True).skipped
    real_case.refresh_from_db()
    assert real_case.stage != "Trial"


def test_a_file_with_a_fault_writes_nothing(document: dict[str, Any]) -> None:
    document["filings"][40]["filed_by"] = ["meta-platform"]
    with pytest.raises(CaseFormatError) as refused:
        load(document)
    assert refused.value.faults[0].path == "filings[40].filed_by[0]"
    assert "meta-platforms" in str(refused.value)
    assert not CaseFile.objects.exists()
    assert not Party.objects.exists()


def test_what_the_tables_cannot_hold_is_refused_with_its_path(document: dict[str, Any]) -> None:
    document["figures"][0]["value"] = 0.12345678901
    with pytest.raises(CaseFormatError, match=r"figures\[0\]\.value"):
        load(document)
    assert not CaseFile.objects.exists()


def test_two_cases_with_the_same_names_stay_apart(real_case: CaseFile, document: dict[str, Any]) -> None:
    document["case"]["slug"] = "another-case"
    document["parties"][0]["name"] = "Strike Three Holdings"
    other = load(document).case
    assert real_case.appearances.get(slug="strike-3-holdings").party.name == "Strike 3 Holdings, LLC"
    assert dump(other) == document


def test_twins_places_and_what_a_court_page_gives_come_out_again(document: dict[str, Any]) -> None:
    twin = document["filings"][34] | {"key": "34_2", "url": None, "attachments": [], "title": "The same number again"}
    twin |= {
        "date_entered": "2025-10-28",
        "docket_text": "MOTION <b>bold</b>",
        "document_id": "035122",
        "page_count": 12,
    }
    document["filings"].insert(35, twin)
    document["filings"][36]["relates_to"].append({"entry": "34_2", "relation": "concerns"})
    for place, record in enumerate(document["filings"]):
        record["position"] = 10 * place + 5
    document["parties"][0] |= {"role_text": "Plaintiff", "extra": "a Delaware company", "date_terminated": "2026-01-01"}
    document["attorneys"][0] |= {"roles": ["LEAD ATTORNEY", "ATTORNEY TO BE NOTICED"], "date_terminated": "2026-02-02"}
    document["filings"][0]["attachments"][0] |= {"document_id": "0351", "page_count": 0}
    assert dump(load(document).case) == document


def test_the_commands_say_what_happened(shipped: bytes, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(shipped)
    out = StringIO()
    call_command("load_case", file, stdout=out)
    call_command("load_case", file, stdout=out)
    call_command("load_case", file, if_absent=True, stdout=out)
    assert out.getvalue().splitlines() == [
        "strike3-v-meta: loaded, 85 filings.",
        "strike3-v-meta: nothing changed.",
        "strike3-v-meta: already here; left as it is.",
    ]
    dumped = StringIO()
    call_command("dump_case", "strike3-v-meta", stdout=dumped)
    assert dumped.getvalue().encode() == shipped


def test_the_command_tells_what_changed_and_what_was_kept(document: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(document))
    call_command("load_case", file, stdout=StringIO())
    Filing.objects.filter(key="34").update(title="Ours")
    document["filings"][34] |= {"title": "Theirs", "note": "A note"}
    file.write_text(json.dumps(document))
    out = StringIO()
    call_command("load_case", file, stdout=out)
    assert out.getvalue().splitlines() == [
        "strike3-v-meta: 1 change.",
        "  filings[34].note: 'First noticed for 2026-01-21 10:00; argued 2026-02-11, den… → 'A note'",
        "  kept: filings[34].title: here 'Ours', in the file 'Theirs' (changed here since the last load)",
    ]


def test_the_commands_refuse_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text('{"format": "casefiles/2"}')
    with pytest.raises(CommandError, match=r"case\.json was refused; nothing was written") as refused:
        call_command("load_case", file)
    assert refused.value.returncode == 2
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_case", tmp_path / "absent.json")
    with pytest.raises(CommandError, match="No case has the slug nothing"):
        call_command("dump_case", "nothing")
