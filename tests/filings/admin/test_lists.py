"""Every list of the admin asks the database as often for three rows as for one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib import admin as django_admin
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from casefiles.models import CaseFile, RelatedCase, Source, User
from filings.claims.models import Claim, Contention, Figure
from filings.deadlines.models import ClosedDay, Deadline
from filings.docket.models import Filing
from filings.documents.models import Document, HeldFile, Page
from filings.importing.models import Load
from filings.timeline.models import Fact
from parties.models import Appearance, Attorney, Firm, Party, Representation
from tests import factories

# Session, user, count, rows and the choices of the filters; then one for each relation that the columns name.
QUERIES: dict[Any, int] = {
    CaseFile: 8,
    Source: 5,
    RelatedCase: 5,
    User: 5,
    Party: 7,
    Appearance: 8,
    Attorney: 7,
    Firm: 4,
    Representation: 11,
    Filing: 10,
    Document: 6,
    HeldFile: 7,
    Page: 5,
    Claim: 6,
    Contention: 8,
    Figure: 5,
    Deadline: 14,
    Fact: 8,
    ClosedDay: 7,
    Load: 7,
    Group: 5,
}


def one_more(case: CaseFile, number: int) -> None:
    """A row of every table, with all that its list shows."""
    doe = factories.make_appearance(case, slug=f"doe-{number}")
    roe = factories.make_appearance(case, slug=f"roe-{number}", role="defendant")
    lawyer = factories.make_representation(case, doe, roe, slug=f"lee-{number}", firm=f"Firm {number}")
    first = factories.make_filing(case, entry=2 * number + 1, filers=(doe, roe))
    second = factories.make_filing(case, entry=2 * number + 2, filers=(roe, doe), attorney=lawyer)
    factories.relate(second, "opposes", first)
    factories.make_held_file(factories.make_document(first), pages=("text",))
    lawyer.source_entry = first
    lawyer.save()
    claim = factories.make_claim(case, number=str(number), pleaded_in=first)
    claim.asserted_by.add(doe)
    said = factories.make_contention(case, key=f"said-{number}", by=(doe, roe), raised_in=first)
    factories.make_contention(case, key=f"answer-{number}", by=(roe,), raised_in=second, answers=(said,))
    factories.make_deadline(
        case, key=f"due-{number}", responsible=(doe, roe), trigger_entry=first, set_by_entry=first, met_by_entry=second,
        changed_by_entry=second,
    )  # fmt: skip
    Figure.objects.create(case=case, key=f"f{number}", label="Works", value=1, unit="works", source_kind="pleading")
    factories.make_fact(case, key=f"fact-{number}", source_entry=first)
    factories.make_source(case, code=f"S{number}")
    RelatedCase.objects.create(case=case, caption=f"Zed v. {number}", relation="neighbour")
    loaded = factories.NOON + timedelta(minutes=number)
    ClosedDay.objects.create(day=date(2026, 1, number + 1), effect="none", why="Snow", source="Notice")
    Load.objects.create(case=case, loaded_at=loaded, filename="case.json", document={"filings": []})
    factories.make_user(username=f"user-{number}")
    Group.objects.create(name=f"group-{number}")
    other = factories.make_case(slug=f"other-{number}", operative_complaint_entry=None)
    other.operative_complaint_entry = factories.make_filing(other)
    other.save()


def ours() -> list[Any]:
    apps = {"casefiles", "filings", "parties", "auth"}
    return [model for model in django_admin.site._registry if model._meta.app_label in apps]


def test_every_list_of_ours_stands_in_the_table() -> None:
    assert set(ours()) == set(QUERIES)


@pytest.mark.parametrize("model", QUERIES, ids=lambda model: model._meta.model_name)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_asks_as_often_for_three_rows_as_for_one(
    admin: Client, case: CaseFile, django_assert_num_queries: Any, model: Any, rows: int
) -> None:
    for number in range(rows):
        one_more(case, number)
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    with django_assert_num_queries(QUERIES[model]):
        response = admin.get(address)
    assert response.context["cl"].result_count >= rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_of_a_filing_asks_as_often_for_three_rows_as_for_one(
    admin: Client, case: CaseFile, django_assert_num_queries: Any, rows: int
) -> None:
    appearances = [factories.make_appearance(case, slug=f"doe-{number}") for number in range(rows)]
    counsel = [factories.make_representation(case, slug=f"lee-{number}", firm="Firm") for number in range(rows)]
    filing = factories.make_filing(case, entry=99, filers=tuple(appearances), attorney=counsel[0])
    filing.counsel_named.set(counsel)
    for number in range(rows):
        factories.relate(filing, "opposes", factories.make_filing(case, entry=number + 1))
        factories.make_held_file(factories.make_document(filing, number=number))
    address = f"/admin/filings/filing/{filing.pk}/change/"
    admin.get(address)  # content types are kept in memory from the first page on
    with django_assert_num_queries(15):
        assert admin.get(address).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("field", "queries"), [("relation&field_name=entry", 4), ("filing&field_name=filed_by", 4)])
def test_a_picker_asks_as_often_for_three_names_as_for_one(
    admin: Client, case: CaseFile, django_assert_num_queries: Any, rows: int, field: str, queries: int
) -> None:
    for number in range(rows):
        factories.make_filing(case, entry=number + 1)
        factories.make_appearance(case, slug=f"doe-{number}")
    with django_assert_num_queries(queries):
        response = admin.get(f"/admin/autocomplete/?app_label=filings&model_name={field}&term=")
    assert len(response.json()["results"]) == rows


def search(client: Client, query: str, table: str = "filing") -> list[str]:
    response = client.get(f"/admin/filings/{table}/?q={query}")
    return [str(getattr(row, "key", row)) for row in response.context["cl"].result_list]


def test_a_number_finds_that_entry_and_its_twins(admin: Client, case: CaseFile) -> None:
    for entry, key in ((3, "3"), (34, "34"), (34, "34_2"), (134, "134")):
        factories.make_filing(case, entry=entry, key=key, title="About 34 films")
    for typed in ("34", "No. 34", "no 34", "%2334", "Dkt. 34", "ECF No. 34", " 34 "):
        assert sorted(search(admin, typed)) == ["34", "34_2"]
    assert len(search(admin, "34 films")) == 4


def test_filings_are_filtered_by_side(admin: Client, case: CaseFile) -> None:
    doe = factories.make_appearance(case)
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    factories.make_filing(case, entry=1, filers=(doe,))
    factories.make_filing(case, entry=2, filers=(roe, doe))
    factories.make_filing(case, entry=3, by_court=True)
    factories.make_filing(case, entry=4)
    found = {}
    for side in ("plaintiff", "defendant", "court", "other", "unknown"):
        rows = admin.get(f"/admin/filings/filing/?side={side}").context["cl"].result_list
        found[side] = sorted(row.key for row in rows)
    assert found == {"plaintiff": ["1", "2"], "defendant": ["2"], "court": ["3"], "other": [], "unknown": ["4"]}


def test_nothing_is_deleted_by_the_dozen(admin: Client, case: CaseFile) -> None:
    factories.make_filing(case)
    for model in ours():
        if model is not Group:
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            assert "delete_selected" not in admin.get(address).content.decode()


def test_the_admin_passes_djangos_own_checks() -> None:
    call_command("check")
