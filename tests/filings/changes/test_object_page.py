from datetime import date
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.changes.kinds import KINDS, SECTIONS, label_of
from filings.documents.actions.corrections import correct_page, take_back
from filings.models import Document, Filing
from tests import factories
from tests.filings.changes.conftest import BEGAN, at, entry, imported, remove, save, written
from tests.filings.changes.test_changes_page import lines, words

CASE = "/cases/doe-v-roe/"


def page(client: Client, address: str) -> str:
    response = client.get(CASE + address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_it_shows_every_version_from_the_first_on(kept: CaseFile, anonymous: Client) -> None:
    made = imported(kept, when=at(3))
    save(entry(kept, 1), at(3), reason=made.reason, docket_text="COMPLAINT against Roe")
    save(entry(kept, 1), at(4), position=5)
    save(entry(kept, 1), at(5))
    save(entry(kept, 1), at(6), kind="amended complaint", attachments_complete=False)
    text = page(anonymous, "docket/1/changes/")
    assert "Changes of No. 1: Complaint" in words(text)
    newest, moved, brought, first = lines(text)
    assert "Kind complaint → became amended complaint" in newest
    assert "All attachments listed not known → became no" in newest
    assert moved.endswith("Place in the list 1 → became 5")
    assert f"import {made.pk} Docket text not known → became COMPLAINT against Roe" in brought
    assert "Added" in first
    assert "Title Complaint" in first
    assert "Filed Jul 1, 2025" in first
    assert "Docket text" not in first


def test_what_stands_under_a_record_stands_on_its_page(kept: CaseFile, anonymous: Client) -> None:
    doe = written(factories.make_appearance(kept, name="Doe Works, LLC"), BEGAN)
    filing = written(factories.make_filing(kept, entry=2, filers=(doe,)), at(2))
    factories.relate(filing, "responds to", entry(kept, 1))
    document = factories.make_document(filing, number=2, title="Exhibit B")
    text = words(page(anonymous, "docket/2/changes/"))
    assert "Filer added: Doe Works, LLC" in text
    assert "Relation added: responds to No. 1" in text
    assert "Exhibit B" not in text
    assert "Changes of Attachment 2 of No. 2: Exhibit B" in words(page(anonymous, f"changes/document/{document.pk}/"))


def test_a_corrected_page_is_told_against_its_reading(kept: CaseFile, anonymous: Client) -> None:
    ann = factories.make_user(username="ann")
    document = factories.make_document(entry(kept, 1))
    held = factories.make_held_file(document, pages=("first", "the quick brovvn fox"))
    correct_page(page=held.pages.get(number=2), text="the quick brown fox", by=ann, now=at(3))
    take_back(page=held.pages.get(number=2), by=ann, now=at(4))
    text = page(anonymous, f"changes/document/{document.pk}/")
    assert "Corrected page removed: page 2" in words(text)
    assert "<del>brovvn</del> <ins>brown</ins>" in text


def everything(case: CaseFile) -> dict[str, int]:
    """One record of each section; gives their ids."""
    roe = factories.make_appearance(case, slug="roe", name="Roe Systems, Inc.")
    lawyer = factories.make_representation(case, roe, firm="Lee LLP")
    filing = factories.make_filing(case, entry=2, filers=(roe,), attorney=lawyer, title="Motion")
    claim = factories.make_claim(case, pleaded_in=filing)
    claim.points.create(aspect="relief", text="money")
    claim.events.create(date=date(2025, 7, 1), status="pleaded", entry=filing)
    return {
        "filing": filing.pk,
        "document": factories.make_document(filing, number=3).pk,
        "party": roe.pk,
        "attorney": lawyer.pk,
        "judge": case.judges.create(name="Eumi K. Lee", role="presiding", source_entry=filing).pk,
        "deadline": factories.make_deadline(case, responsible=(roe,), trigger_entry=filing).pk,
        "claim": claim.pk,
        "contention": factories.make_contention(case, raised_in=filing).pk,
        "figure": case.figures.create(key="sum", label="The sum", value=5_000, unit="$", source_kind="press").pk,
        "fact": factories.make_fact(case, source_entry=filing).pk,
        "related-case": case.related_cases.create(caption="Doe v. Other", relation="same facts").pk,
        "case": case.pk,
    }


NAMES = {
    "filing": "No. 2: Motion",
    "document": "Attachment 3 of No. 2",
    "party": "Roe Systems, Inc.: plaintiff",
    "attorney": "Ann Lee",
    "judge": "Eumi K. Lee: presiding",
    "deadline": "Due: answer",
    "claim": "Count I: Count I",
    "contention": "They say point.",
    "figure": "The sum",
    "fact": "What happened: downloads",
    "related-case": "Doe v. Other",
    "case": "Doe v. Roe",
}


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_each_sort_of_record_has_a_page_also_when_it_is_gone(kept: CaseFile, anonymous: Client, section: str) -> None:
    ids = everything(kept)
    address = f"changes/{section}/{ids[section]}/"
    assert f"Changes of {NAMES[section]}" in words(page(anonymous, address))
    if section == "case":
        return
    for name in (
        "claim",
        "deadline",
        "contention",
        "judge",
        "figure",
        "related-case",
        "fact",
        "document",
        "filing",
        "attorney",
        "party",
    ):
        for kind in KINDS:
            if kind.is_head and kind.section == name:
                kind.model._default_manager.filter(pk=ids[name]).get().delete()
    text = words(page(anonymous, address))
    assert "Removed" in text
    assert "It is no longer in this case file" in text
    if section not in {"claim"}:
        assert f"Changes of {NAMES[section].split(':')[0]}" in text


def test_the_changes_of_a_name_stand_with_the_party_and_the_attorney(kept: CaseFile, anonymous: Client) -> None:
    ids = everything(kept)
    party, lawyer = kept.appearances.get().party, kept.representations.get().attorney
    save(party, at(3), name="Roe Systems, LLC")
    save(lawyer, at(3), name="Ann B. Lee")
    assert "Name Roe Systems, Inc. → became Roe Systems, LLC" in words(
        page(anonymous, f"changes/party/{ids['party']}/")
    )
    assert "Name Ann Lee → became Ann B. Lee" in words(page(anonymous, f"changes/attorney/{ids['attorney']}/"))
    assert "Name Ann Lee → became Ann B. Lee" in words(page(anonymous, "changes/"))


@pytest.mark.parametrize(
    "address", ["changes/poem/1/", "changes/filing/999999/", "changes/judge/999999/", "docket/77/changes/"]
)
def test_of_nothing_there_is_no_page(kept: CaseFile, anonymous: Client, address: str) -> None:
    assert anonymous.get(CASE + address).status_code == 404


def test_a_record_of_another_case_has_no_page_here(kept: CaseFile, anonymous: Client) -> None:
    other = factories.make_case(slug="other")
    ids = everything(other)
    for section, pk in ids.items():
        assert anonymous.get(f"{CASE}changes/{section}/{pk}/").status_code == 404, section


def test_a_filing_without_a_version_on_record_says_so(kept: CaseFile, anonymous: Client) -> None:
    Filing.history.filter(entry=1).delete()
    text = words(page(anonymous, "docket/1/changes/"))
    assert "Changes of No. 1: Complaint" in text
    assert "No version of it is on record." in text


def test_a_key_that_was_given_again_is_that_of_the_filing_that_is_there(kept: CaseFile, anonymous: Client) -> None:
    remove(factories.make_filing(kept, entry=2, title="First of that number"), at(3))
    factories.make_filing(kept, entry=2, title="Second of that number")
    assert "First of that number" not in words(page(anonymous, "docket/2/changes/"))


def test_one_version_and_three_cost_the_same_queries(
    kept: CaseFile, anonymous: Client, django_assert_num_queries: Any
) -> None:
    # case, filing, stream; the versions of its table, and its name
    for day in (3, 4, 5):
        save(entry(kept, 1), at(day), title=f"Title {day}")
        if day != 4:
            with django_assert_num_queries(5):
                page(anonymous, "docket/1/changes/")


def test_a_long_history_has_pages(kept: CaseFile, anonymous: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filings.changes.views.SIZE", 3)
    for day in range(3, 9):
        save(entry(kept, 1), at(day), title=f"Title {day}")
    text = page(anonymous, "docket/1/changes/")
    assert len(lines(text)) == 3
    assert 'rel="next"' in text


def test_each_field_of_each_table_has_a_label() -> None:
    for kind in KINDS:
        for name in kind.fields:
            label = label_of(kind, name)
            assert label[0].isupper(), (kind.code, name)
            assert "_" not in label
    assert "current" not in {name for kind in KINDS if kind.model is Document for name in kind.fields}
