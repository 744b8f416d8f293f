"""Importing into the database: what is written, what is kept, what is refused, and the way back."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from casefiles.models import CaseFile, DocketNumber, User
from filings.importing import journal, recognising
from filings.importing.actions.imports import ChangedMeanwhile, NotMerged, merge, preview, read, take_in
from filings.importing.actions.undoing import NotUndone, undo
from filings.importing.case_format import dumps, validate
from filings.importing.dumping import dump
from filings.importing.models import Import, import_of
from filings.importing.sheet import NotADocket, Sheet, SheetAttachment, SheetEntry
from filings.models import Document, Filing, Relation
from tests import factories
from tests.filings.importing.sheets import COMPLAINT, MOTION, attorney, entry, party, sheet
from tests.shared import shared

NOW = factories.NOON


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a sheet in place of what a file would say."""

    def put(made: Sheet) -> None:
        monkeypatch.setattr(recognising, "read", lambda data, **options: made)

    return put


def docket(*more: Any, **fields: Any) -> Sheet:
    people: dict[str, Any] = {
        "parties": [party("Doe Works, LLC"), party("Roe Systems, Inc.", "Defendant")],
        "attorneys": [attorney("Ann Lee", 0, roles=["LEAD ATTORNEY"]), attorney("Bea Poe", 1)],
    }
    return sheet(entry(1, text=COMPLAINT), entry(2, "2025-07-03", MOTION), *more, **people | fields)


def imported(case: CaseFile | None = None, new_slug: str | None = None, *, by: User | None = None) -> Import:
    made = take_in(reading=read(data=b"x", filename="docket.html"), case=case, new_slug=new_slug, by=by, now=NOW)
    merge(made=made, by=by, now=NOW)
    return Import.objects.get(pk=made.pk)


def test_a_case_begins_with_its_docket(db: None, source: Any) -> None:
    source(docket())
    made = imported(new_slug="doe-v-roe")
    case = CaseFile.objects.get(slug="doe-v-roe")
    assert (made.case, made.state, made.merged_at) == (case, "merged", NOW)
    assert list(case.filings.values_list("key", "position")) == [("1", 10), ("2", 20)]
    assert (case.court, case.timezone) == (
        "U.S. District Court, Northern District of California",
        "America/Los_Angeles",
    )
    validate(json.loads(dumps(dump(case))))


def test_the_same_file_again_changes_nothing(db: None, source: Any) -> None:
    source(docket())
    case = imported(new_slug="doe-v-roe").case
    before = [model.objects.count() for model in (Filing.history.model, Document.history.model)]
    made = imported(case)
    assert made.journal == []
    assert made.counts["entries"] == {"new": 0, "changed": 0, "same": 2, "doubtful": 0}
    assert [model.objects.count() for model in (Filing.history.model, Document.history.model)] == before


def test_the_history_says_which_import_and_whose(db: None, source: Any) -> None:
    user = factories.make_user(username="paralegal")
    source(docket())
    made = imported(new_slug="doe-v-roe", by=user)
    written = Filing.history.first()
    assert written.history_user == user
    assert import_of(written.history_change_reason) == made.pk
    assert import_of("loaded from a.json") is None
    assert import_of(None) is None


def test_a_file_finds_its_case_by_court_and_number(db: None, source: Any) -> None:
    source(docket())
    case = imported(new_slug="doe-v-roe").case
    source(docket(docket_number="4:25-cv-00001-XYZ (ABC)"))
    assert imported().case == case


@pytest.mark.parametrize(
    ("new_slug", "said"),
    [
        (None, "No case here has the number"),
        ("other-name", "is here already, as doe-v-roe"),
        ("Other_Name", "cannot name a case"),
    ],
)
def test_a_file_without_its_case_is_refused(db: None, source: Any, new_slug: str | None, said: str) -> None:
    source(docket())
    if new_slug:
        imported(new_slug="doe-v-roe")
    with pytest.raises(NotADocket, match=said):
        imported(new_slug=new_slug)
    assert Import.objects.count() == (1 if new_slug else 0)


def test_a_name_that_another_case_has_is_refused(case: CaseFile, source: Any) -> None:
    source(docket(docket_number="5:25-cv-09999"))
    with pytest.raises(NotADocket, match="There is a case doe-v-roe already"):
        imported(new_slug=case.slug)


def test_another_case_s_page_is_refused_and_nothing_is_kept(case: CaseFile, source: Any) -> None:
    source(docket(docket_number="5:25-cv-09999", case_name="Moe v. Koe"))
    with pytest.raises(NotADocket, match="This is 5:25-cv-09999"):
        imported(case)
    assert not Import.objects.exists()


def test_the_court_s_own_count_of_cases_tells_another_one(db: None, source: Any) -> None:
    source(docket(pacer_case_id="417880"))
    case = imported(new_slug="doe-v-roe").case
    source(Sheet(kind="attachment-page", court_id="cand", pacer_case_id="999", entries=[entry(2)]))
    with pytest.raises(NotADocket, match="counts this case as 999"):
        imported(case)


def attachments(**fields: Any) -> Sheet:
    facts = {
        "entry": 2,
        "date_filed": None,
        "attachments": [SheetAttachment(number=3, title="Exhibit A", page_count=7)],
    }
    return Sheet(kind="attachment-page", court_id="cand", entries=[SheetEntry(**facts | fields)])


@pytest.mark.parametrize("fields", [{}, {"entry": None, "document_id": "03502222"}])
def test_an_attachment_page_adds_to_the_entry_of_its_number_or_document(db: None, source: Any, fields: Any) -> None:
    source(docket())
    case = imported(new_slug="doe-v-roe").case
    Document.objects.filter(filing__key="2", number=0).update(document_id="03512222")
    source(attachments(**fields))
    assert imported(case).counts["entries"]["changed"] == 1
    assert Document.objects.get(filing__key="2", number=3).page_count == 7


@pytest.mark.parametrize("fields", [{"entry": 9}, {"entry": None, "document_id": "03509999"}, {"entry": None}])
def test_an_attachment_page_of_no_entry_is_refused(db: None, source: Any, fields: Any) -> None:
    source(docket())
    case = imported(new_slug="doe-v-roe").case
    source(attachments(**fields))
    with pytest.raises(NotADocket, match="is not on the docket here"):
        imported(case)


def test_a_doubtful_case_number_stops_the_merge_until_it_is_answered(db: None, source: Any) -> None:
    source(docket())
    case = imported(new_slug="doe-v-roe").case
    assert case
    source(docket(docket_number="5:26-cv-07777"))
    made = take_in(reading=read(data=b"x", filename="docket.html"), case=case, by=None, now=NOW)
    with pytest.raises(NotMerged, match="whether it is this case"):
        merge(made=made, by=None, now=NOW)
    token = preview(made=made).proposal.of("case")[0].token
    merge(made=made, by=None, now=NOW, answers={token: "same:doe-v-roe"})
    assert DocketNumber.objects.filter(case=case, number="5:26-cv-07777").exists()


def test_of_two_people_the_second_sees_what_the_first_wrote(db: None, source: Any) -> None:
    source(docket())
    case = imported(new_slug="doe-v-roe").case
    source(docket(entry(3), entry(4)))
    first, second = (take_in(reading=read(data=b"x", filename="d.html"), case=case, by=None, now=NOW) for _ in range(2))
    seen = preview(made=second).proposal.digest
    merge(made=first, by=None, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        merge(made=second, by=None, now=NOW, seen=seen)
    merge(made=second, by=None, now=NOW)
    second.refresh_from_db()
    assert second.counts["entries"] == {"new": 0, "changed": 0, "same": 4, "doubtful": 0}


def test_two_who_begin_one_case(db: None, source: Any) -> None:
    source(docket())
    first, second = (
        take_in(reading=read(data=b"x", filename="d.html"), case=None, new_slug="doe-v-roe", by=None, now=NOW)
        for _ in range(2)
    )
    merge(made=first, by=None, now=NOW)
    with pytest.raises(NotMerged, match="began meanwhile"):
        merge(made=second, by=None, now=NOW)


def test_an_import_is_merged_once(db: None, source: Any) -> None:
    source(docket())
    with pytest.raises(NotMerged, match="merged already"):
        merge(made=imported(new_slug="doe-v-roe"), by=None, now=NOW)


def test_a_merge_that_dies_in_the_middle_leaves_nothing(db: None, source: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    source(docket())
    case = imported(new_slug="doe-v-roe").case
    assert case
    before = dump(case)
    source(docket(entry(3)))
    made = take_in(reading=read(data=b"x", filename="d.html"), case=case, by=None, now=NOW)

    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(journal, "difference", die)
        with pytest.raises(KeyboardInterrupt):
            merge(made=made, by=None, now=NOW)
    assert dump(CaseFile.objects.get()) == before
    assert Import.objects.get(pk=made.pk).state == "previewed"
    merge(made=made, by=None, now=NOW)
    assert case.filings.count() == 3


def test_an_answer_is_remembered_at_the_next_import(db: None, source: Any) -> None:
    source(docket())
    case = imported(new_slug="doe-v-roe").case
    source(docket(parties=[party("Does Works, LLC")], attorneys=None))
    made = take_in(reading=read(data=b"x", filename="d.html"), case=case, by=None, now=NOW)
    token = preview(made=made).proposal.of("parties", "doubtful")[0].token
    merge(made=made, by=None, now=NOW, answers={token: "leave-out"})
    assert imported(case).counts["parties"] == {"new": 0, "changed": 0, "same": 1, "doubtful": 0}


def test_a_case_file_is_imported_like_any_other(db: None, shipped: bytes) -> None:
    made = take_in(
        reading=read(data=shipped, filename="case.json"), case=None, new_slug="strike3-v-meta", by=None, now=NOW
    )
    shown = merge(made=made, by=None, now=NOW)
    assert shown.proposal.counts()["entries"]["new"] == 85
    case = CaseFile.objects.get()
    assert dump(case) == json.loads(shipped)
    newer = json.loads(shipped)
    newer["filings"][3]["title"] = "Another title"
    again = take_in(reading=read(data=json.dumps(newer).encode(), filename="case.json"), case=case, by=None, now=NOW)
    counts = preview(made=again).proposal.counts()["entries"]
    assert counts["same"] + counts["changed"] == 85


def test_a_newer_case_file_is_measured_against_the_one_imported_before(db: None, shipped: bytes) -> None:
    def bring(data: bytes) -> Any:
        return merge(
            made=take_in(reading=read(data=data, filename="case.json"), case=None, by=None, now=NOW), by=None, now=NOW
        )

    bring(shipped)
    newer = json.loads(shipped)
    newer["filings"][3]["title"] = "Another title"
    assert bring(json.dumps(newer).encode()).proposal.counts()["entries"]["changed"] == 1
    assert CaseFile.objects.get().filings.filter(title="Another title").exists()


# Undoing


def test_an_import_is_undone_to_the_letter(db: None, source: Any) -> None:
    source(docket())
    case = imported(new_slug="doe-v-roe").case
    assert case
    before = dump(case)
    longer = MOTION.replace("# 2 Proposed Order", "# 2 Proposed Order, # 3 Exhibit A")
    source(
        sheet(
            entry(1, text=COMPLAINT, page_count=12, date_entered="2025-07-02"),
            entry(None, "2025-07-02", "CASE REFERRED to ADR. (abc, COURT STAFF)"),
            entry(2, "2025-07-03", longer),
            entry(3, "2025-07-09", "ORDER granting 2 Motion to Dismiss. Signed by Judge Eve Moe. (abc, COURT STAFF)"),
            parties=[party("Doe Works, LLC", extra="a company"), party("Zed", "Movant")],
            attorneys=[attorney("Cy Koe", 1), attorney("Ann Lee", 0, 1)],
            docket_number="4:25-cv-00001-XYZ",
            as_of="2026-09-09",
        )
    )
    made = imported(case)
    assert Relation.objects.filter(filing__case=case, filing__key="3").exists()
    assert dump(CaseFile.objects.get()) != before
    undo(made=made, by=None, now=NOW + timedelta(days=1))
    assert dump(CaseFile.objects.get()) == before
    made.refresh_from_db()
    assert (made.state, made.undone_at) == ("undone", NOW + timedelta(days=1))
    assert Filing.history.filter(key="3", history_type="-").exists()


def test_an_attachment_that_was_here_before_stays_when_what_it_gained_is_undone(db: None, source: Any) -> None:
    source(docket(entry(3, attachments=[SheetAttachment(number=1)])))
    case = imported(new_slug="doe-v-roe").case
    assert case
    before = dump(case)
    rows = [SheetAttachment(number=1, title="Exhibit A", document_id="0350"), SheetAttachment(number=2)]
    source(docket(entry(3, attachments=rows)))
    undo(made=imported(case), by=None, now=NOW)
    assert dump(CaseFile.objects.get()) == before


def test_what_was_changed_since_stops_the_undoing(db: None, source: Any) -> None:
    source(docket())
    case = imported(new_slug="doe-v-roe").case
    source(docket(entry(3)))
    made = imported(case)
    Filing.objects.filter(key="3").update(title="A better title")
    with pytest.raises(NotUndone, match="filings 3 was changed since"):
        undo(made=made, by=None, now=NOW)
    assert Filing.objects.filter(key="3").exists()


def test_what_rests_on_an_entry_stops_the_undoing(db: None, source: Any) -> None:
    source(docket())
    case = imported(new_slug="doe-v-roe").case
    assert case
    source(docket(entry(3)))
    made = imported(case)
    factories.make_deadline(case, trigger_entry=case.filings.get(key="3"))
    with pytest.raises(NotUndone, match="rests on it"):
        undo(made=made, by=None, now=NOW)
    assert Import.objects.get(pk=made.pk).state == "merged"


def test_a_file_that_was_put_on_an_entry_stops_the_undoing(db: None, source: Any) -> None:
    source(docket())
    made = imported(new_slug="doe-v-roe")
    document, _ = Document.objects.get_or_create(filing=Filing.objects.get(key="1"), number=0)
    factories.make_held_file(document)
    with pytest.raises(NotUndone, match=r"holds the file paper\.pdf"):
        undo(made=made, by=None, now=NOW)


def test_a_case_that_began_with_an_import_ends_with_it(db: None, source: Any) -> None:
    source(docket())
    made = imported(new_slug="doe-v-roe")
    undo(made=made, by=None, now=NOW)
    assert not CaseFile.objects.exists()
    made.refresh_from_db()
    assert (made.case, made.new_slug, made.state) == (None, "doe-v-roe", "undone")


def test_nor_does_it_end_where_another_import_came_after(db: None, source: Any) -> None:
    source(docket())
    made = imported(new_slug="doe-v-roe")
    source(docket(entry(3)))
    imported(made.case)
    with pytest.raises(NotUndone):
        undo(made=made, by=None, now=NOW)
    assert CaseFile.objects.exists()


def test_what_is_not_merged_is_not_undone(db: None, source: Any) -> None:
    source(docket())
    made = take_in(reading=read(data=b"x", filename="d.html"), case=None, new_slug="doe-v-roe", by=None, now=NOW)
    with pytest.raises(NotUndone, match="nothing to undo"):
        undo(made=made, by=None, now=NOW)


# The real docket of the shipped case


@pytest.fixture
def ours() -> Path:
    return shared("dockets", "courtlistener", "strike3_v_meta.json")


def test_our_own_docket_onto_the_shipped_case(real_case: CaseFile, ours: Path) -> None:
    before = dump(real_case)
    made = take_in(reading=read(data=ours.read_bytes(), filename=ours.name), case=real_case, by=None, now=NOW)
    shown = merge(made=made, by=None, now=NOW)
    counts = shown.proposal.counts()["entries"]
    assert (counts["new"], counts["changed"], counts["doubtful"]) == (0, 85, 21)
    after = dump(CaseFile.objects.get())
    validate(after)
    assert len(after["filings"]) == 85
    for old, new in zip(before["filings"], after["filings"], strict=True):
        assert new["docket_text"]
        assert {name: old[name] for name in ("key", "title", "kind", "filed_by", "date_filed", "outcome")} == {
            name: new[name] for name in ("key", "title", "kind", "filed_by", "date_filed", "outcome")
        }
        assert [one for one in old["relates_to"] if one not in new["relates_to"]] == []
        assert {one["number"]: one["title"] for one in old["attachments"] if one["title"]}.items() <= {
            one["number"]: one["title"] for one in new["attachments"]
        }.items()
    assert [
        line for line in journal.difference(before, after) if line.section not in ("filings", "case", "as_of")
    ] == []
    again = take_in(reading=read(data=ours.read_bytes(), filename=ours.name), case=real_case, by=None, now=NOW)
    second = merge(made=again, by=None, now=NOW).proposal.counts()
    assert {(name, found["new"], found["changed"]) for name, found in second.items()} == {
        (name, 0, 0) for name in ("case", "judges", "parties", "attorneys", "entries", "relations")
    }
    undo(made=Import.objects.get(pk=made.pk), by=None, now=NOW)
    assert dump(CaseFile.objects.get()) == before


def test_nothing_is_written_by_a_preview(real_case: CaseFile, ours: Path) -> None:
    before = dump(real_case)
    made = take_in(reading=read(data=ours.read_bytes(), filename=ours.name), case=real_case, by=None, now=NOW)
    preview(made=made)
    assert dump(real_case) == before
