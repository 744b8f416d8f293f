"""The main job of the admin: a new motion on one form."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.docket.models import Filing
from filings.documents import storage
from parties.models import Appearance
from tests import factories
from tests.filings.admin.posting import ADD, faults, pdf, send, shown, told

MOTION = {
    "entry": "34", "date_filed": "2025-10-27", "kind": "motion", "title": "Motion to dismiss",
}  # fmt: skip


@pytest.fixture
def roe(case: CaseFile) -> Appearance:
    return factories.make_appearance(case, slug="roe", name="Roe Systems, Inc.", role="defendant")


def test_a_motion_with_three_attachments_is_entered_on_one_form(admin: Client, case: CaseFile, roe: Appearance) -> None:
    complaint = factories.make_filing(case, entry=1, kind="complaint", title="Complaint")
    doe = factories.make_appearance(case)
    counsel = factories.make_representation(case, roe)
    response = send(
        admin, ADD, **MOTION, date_entered="2025-10-28", docket_text="MOTION to Dismiss", filed_by=[roe.pk, doe.pk],
        attorney=counsel.pk, counsel_named=[counsel.pk], judge="Ann Judge", sealed="none", text_only="false", note="Noticed.",
        relates_to__0__relation="responds to", relates_to__0__entry=complaint.pk,
        documents__0__file=pdf("34.pdf", pages=2), documents__1__file=pdf("34-1.pdf"), documents__1__title="Declaration",
        documents__2__file=pdf("34-2.pdf"), documents__3__title="Proposed order", documents__3__sealed="true",
    )  # fmt: skip
    assert response.status_code == 302, faults(response)
    filing = case.filings.get(key="34")
    assert (filing.entry, filing.position, filing.date_entered) == (34, 2, date(2025, 10, 28))
    assert [row.appearance for row in filing.filers.all()] == [roe, doe]
    assert (filing.attorney, list(filing.counsel_named.all())) == (counsel, [counsel])
    assert [(row.relation, row.entry) for row in filing.relates_to.all()] == [("responds to", complaint)]
    assert [(paper.number, paper.title, paper.sealed) for paper in filing.documents.all()] == [
        (0, None, None), (1, "Declaration", None), (2, None, None), (3, "Proposed order", True),
    ]  # fmt: skip
    assert [paper.current.filename if paper.current else None for paper in filing.documents.all()] == [
        "34.pdf", "34-1.pdf", "34-2.pdf", None,
    ]  # fmt: skip
    assert filing.url is None
    assert filing.outcome is None


def test_the_files_are_held_by_their_bytes_and_by_whom_they_came(admin: Client, case: CaseFile) -> None:
    paper = pdf("34.pdf")
    send(admin, ADD, **MOTION, documents__0__file=paper)
    held = case.filings.get().documents.get().current
    assert held is not None
    assert held.state == "waiting"
    assert held.added_by is not None
    assert held.added_by.username == "admin"
    paper.seek(0)
    assert storage.path_of(held.sha256).read_bytes() == paper.read()


def test_it_says_how_many_files_it_took(admin: Client, case: CaseFile) -> None:
    response = send(admin, ADD, **MOTION, documents__0__file=pdf(), documents__1__file=pdf("other.pdf"))
    assert "2 files were added; the text is being read." in told(response)


def test_neither_key_nor_place_is_asked(admin: Client, case: CaseFile) -> None:
    assert not {"key", "position"} & set(shown(admin, ADD))


def test_the_only_case_is_chosen_at_once(admin: Client, case: CaseFile) -> None:
    assert shown(admin, ADD)["case"] == str(case.pk)


def test_of_several_cases_none_is_chosen_unless_the_address_names_it(admin: Client, case: CaseFile) -> None:
    other = factories.make_case(slug="other")
    assert "case" not in shown(admin, ADD)
    assert shown(admin, f"{ADD}?case={other.pk}")["case"] == str(other.pk)


def test_a_case_in_the_address_limits_the_pickers_to_it(admin: Client, case: CaseFile) -> None:
    other = factories.make_case(slug="other")
    text = admin.get(f"{ADD}?case={other.pk}").content.decode()
    # case, filers, attorney, counsel, and a filing in each row of relations with the empty one.
    assert text.count(f'data-ajax--url="/admin/autocomplete/?case={other.pk}"') == 7
    response = send(admin, f"{ADD}?case={other.pk}", **MOTION, case=case.pk)
    assert list(faults(response)) == ["case"]


@pytest.mark.parametrize("address", [f"{ADD}?case=nonsense", f"{ADD}?case=999999", f"{ADD}?case="])
def test_a_case_that_is_not_there_does_no_harm(admin: Client, case: CaseFile, address: str) -> None:
    assert admin.get(address).status_code == 200


def test_rows_come_numbered_and_a_number_alone_is_no_paper(admin: Client, case: CaseFile) -> None:
    page = shown(admin, ADD)
    assert [page[f"documents-{row}-number"] for row in range(4)] == ["0", "1", "2", "3"]
    send(admin, ADD, **MOTION, documents__3__number="7")
    assert not case.filings.get().documents.exists()


def test_an_entry_that_is_more_than_its_text_has_a_main_document_though_none_is_held(
    admin: Client, case: CaseFile
) -> None:
    send(admin, ADD, **MOTION, text_only="false")
    assert [(paper.number, paper.current) for paper in case.filings.get().documents.all()] == [(0, None)]


def test_an_entry_without_a_number_is_named_by_its_date(admin: Client, case: CaseFile) -> None:
    send(admin, ADD, **MOTION | {"entry": None})
    send(admin, ADD, **MOTION | {"entry": None})
    assert [filing.key for filing in case.filings.all()] == ["u2025-10-27", "u2025-10-27_2"]


def test_one_that_was_left_out_finds_its_place(admin: Client, case: CaseFile) -> None:
    for entry in (33, 35):
        factories.make_filing(case, entry=entry)
    send(admin, ADD, **MOTION)
    assert [filing.key for filing in case.filings.in_docket_order()] == ["33", "34", "35"]


def test_its_history_says_who_entered_it(admin: Client, case: CaseFile, roe: Appearance) -> None:
    send(admin, ADD, **MOTION, filed_by=[roe.pk], documents__0__title="Motion")
    filing = case.filings.get()
    for record in (filing, filing.filers.get(), filing.documents.get()):
        assert [str(version.history_user) for version in record.history.all()] == ["admin"]


def test_a_date_before_the_case_began_is_saved_with_a_warning(admin: Client, case: CaseFile) -> None:
    response = send(admin, ADD, **MOTION | {"date_filed": "2025-06-30"})
    assert case.filings.count() == 1
    assert told(response)[0] == (
        "No. 34 is dated Jun 30, 2025, before the case began on Jul 1, 2025. It is saved; please check the date."
    )


def test_nothing_is_saved_where_a_file_cannot_be_kept(admin: Client, case: CaseFile, monkeypatch: Any) -> None:
    def fail(**anything: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("filings.admin.papers.add_file", fail)
    with pytest.raises(OSError, match="the disk is full"):
        send(admin, ADD, **MOTION, documents__0__file=pdf())
    assert not Filing.objects.exists()


def test_an_entry_that_is_its_own_text_has_no_papers(admin: Client, case: CaseFile) -> None:
    assert send(admin, ADD, **MOTION, text_only="true").status_code == 302
    response = send(admin, ADD, **MOTION | {"entry": "35"}, text_only="true", documents__0__file=pdf())
    assert faults(response)["documents"] == [
        "This entry is marked as text only, which says that no paper is behind it. Either unmark it above, or leave the "
        "papers away."
    ]
