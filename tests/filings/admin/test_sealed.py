"""Staff who may not see what is sealed learn from no page of the admin what it is."""

import re
from typing import Any

import pytest
from django.contrib import admin as django_admin
from django.test import Client
from django.urls import reverse

from casefiles.models import CaseFile, JudgeAssignment
from filings.claims.models import ClaimEvent, Figure
from filings.docket.models import Filing
from filings.importing.models import Load
from tests import actors, factories
from tests.filings.admin.posting import ADD, faults, send, shown, told
from tests.filings.admin.test_entering import MOTION

WORD = "xyzzysecret"
OURS = [model for model in django_admin.site._registry if model._meta.app_label in {"casefiles", "filings", "parties"}]


@pytest.fixture
def clerk(db: None) -> Client:
    return actors.clerk()


@pytest.fixture
def motion(case: CaseFile) -> Filing:
    """A fully sealed motion that every sort of record speaks of, and a partly sealed paper with one sealed attachment."""
    doe = factories.make_appearance(case)
    lawyer = factories.make_representation(case, doe)
    complaint = factories.make_filing(case, entry=1, title="Complaint", sealed="partly")
    motion = factories.make_filing(
        case, entry=2, sealed="full", kind="motion", title=f"Motion {WORD}", docket_text=WORD, note=WORD, judge=WORD,
        filers=(doe,), outcome="denied",
    )  # fmt: skip
    factories.relate(factories.make_filing(case, entry=3, title="An order"), "rules on", motion)
    factories.relate(motion, "opposes", complaint)
    for filing, number in ((motion, 0), (complaint, 1)):
        paper = factories.make_document(filing, number=number, title=f"Exhibit {WORD}", sealed=True)
        factories.make_held_file(paper, pages=(f"page {WORD}",), filename=f"{WORD}.pdf")
    factories.make_held_file(factories.make_document(complaint, title="Open paper"), pages=("open words",))
    claim = factories.make_claim(case, pleaded_in=motion)
    ClaimEvent.objects.create(claim=claim, date=case.as_of, status="sought", entry=motion)
    factories.make_contention(case, by=(doe,), raised_in=motion)
    factories.make_deadline(
        case, trigger_entry=motion, set_by_entry=motion, met_by_entry=motion, changed_by_entry=motion, status="met"
    )
    lawyer.source_entry = case.operative_complaint_entry = case.operative_answer_entry = motion
    lawyer.save()
    case.save()
    JudgeAssignment.objects.create(case=case, name="Ann Judge", role="presiding", source_entry=motion)
    Figure.objects.create(case=case, key="works", label="Works", value=1, unit="works", source_kind="pleading")
    Load.objects.create(
        case=case, loaded_at=factories.NOON, filename="case.json", document={"filings": [{"title": WORD}]}
    )
    return motion


def addresses() -> list[Any]:
    return [
        pytest.param(model, page, id=f"{model._meta.model_name}-{page}")
        for model in OURS
        for page in ("list", "records")
    ]


@pytest.mark.parametrize(("model", "page"), addresses())
def test_no_page_says_what_is_sealed(clerk: Client, motion: Filing, model: Any, page: str) -> None:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    if page == "list":
        assert WORD not in clerk.get(reverse(f"{name}_changelist")).content.decode()
        return
    for pk in model._default_manager.values_list("pk", flat=True):
        for view in ("change", "history", "delete"):
            assert WORD not in clerk.get(reverse(f"{name}_{view}", args=[pk])).content.decode()
        if hasattr(model, "history"):
            for version in model.history.filter(id=pk):
                address = reverse(f"{name}_simple_history", args=[pk, version.pk])
                assert WORD not in clerk.get(address).content.decode()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_nor_does_a_page_that_is_only_to_be_read(motion: Filing, model: Any) -> None:
    """Django shows the fields of a form that may not be changed as text, in another way."""
    client = actors.viewer()
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    for pk in model._default_manager.values_list("pk", flat=True):
        assert WORD not in client.get(reverse(f"{name}_change", args=[pk])).content.decode()


@pytest.mark.parametrize("page", ["filing", "document", "heldfile", "page"])
def test_a_search_finds_nothing_by_what_is_sealed(clerk: Client, admin: Client, motion: Filing, page: str) -> None:
    address = f"/admin/filings/{page}/?q={WORD}"
    assert clerk.get(address).context["cl"].result_count == 0
    assert admin.get(address).context["cl"].result_count == 2 - (page == "filing")


@pytest.mark.parametrize("query", ["kind=motion", "outcome=denied", "side=plaintiff", "title__startswith=Motion"])
def test_a_filter_finds_nothing_by_what_is_sealed(clerk: Client, motion: Filing, query: str) -> None:
    assert clerk.get(f"/admin/filings/filing/?{query}").context["cl"].result_count == 0


def test_whoever_may_see_it_sees_it(admin: Client, motion: Filing) -> None:
    for address in ("", f"{motion.pk}/change/", f"{motion.pk}/history/"):
        assert WORD in admin.get(f"/admin/filings/filing/{address}").content.decode()


def pick(client: Client, term: str) -> list[str]:
    address = "/admin/autocomplete/?app_label=filings&model_name=relation&field_name=entry&term="
    return [result["text"] for result in client.get(address + term).json()["results"]]


def test_a_picker_finds_a_sealed_filing_by_its_number_alone(clerk: Client, admin: Client, motion: Filing) -> None:
    assert pick(clerk, "2") == ["No. 2 Sealed (Doe v. Roe)"]
    assert pick(clerk, WORD) == []
    assert pick(clerk, "motion") == []
    assert pick(clerk, "") == ["No. 3 An order (Doe v. Roe)", "No. 1 Complaint (Doe v. Roe)"]
    assert pick(admin, "2") == [f"No. 2 Motion {WORD} (Doe v. Roe)"]


def test_a_record_that_speaks_of_a_sealed_filing_is_repaired_without_losing_it(clerk: Client, motion: Filing) -> None:
    deadline = motion.case.deadlines.get()
    address = f"/admin/filings/deadline/{deadline.pk}/change/"
    assert clerk.get(address).content.decode().count("No. 2 Sealed (Doe v. Roe)") == 4
    assert send(clerk, address, title="Better").status_code == 302
    deadline.refresh_from_db()
    assert (deadline.title, deadline.trigger_entry, deadline.met_by_entry) == ("Better", motion, motion)


def test_a_sentence_that_refuses_a_sealed_pick_does_not_say_what_it_is(clerk: Client, motion: Filing) -> None:
    other = factories.make_case(slug="other", short_caption="Other v. Case")
    response = send(
        clerk, ADD, **MOTION, case=other.pk, relates_to__0__relation="opposes", relates_to__0__entry=motion.pk
    )
    assert WORD not in response.content.decode()
    assert faults(response)["relates_to-0-entry"][0].startswith("“No. 2 Sealed (Doe v. Roe)” belongs to another case")


def test_a_paper_is_not_added_to_a_filing_that_is_sealed_to_whoever_adds_it(clerk: Client, motion: Filing) -> None:
    response = send(clerk, "/admin/filings/document/add/", filing=motion.pk, number="0")
    assert faults(response) == {"filing": ["This filing is sealed to you, and so are its papers."]}


def test_a_partly_sealed_filing_is_repaired_around_its_sealed_paper(clerk: Client, motion: Filing) -> None:
    complaint = motion.case.filings.get(key="1")
    address = f"/admin/filings/filing/{complaint.pk}/change/"
    assert shown(clerk, address)["documents-INITIAL_FORMS"] == "1"
    assert send(clerk, address, title="Complaint, redacted").status_code == 302
    assert complaint.documents.get(number=1).title == f"Exhibit {WORD}"


def test_nothing_is_deleted_by_whoever_does_not_see_what_goes_with_it(
    clerk: Client, admin: Client, motion: Filing
) -> None:
    complaint = motion.case.filings.get(key="1")
    address = f"/admin/filings/filing/{complaint.pk}/delete/"
    assert clerk.get(address).status_code == 403
    assert admin.get(address).status_code == 200


def test_the_history_of_a_sealed_filing_that_is_gone_is_gone_too(clerk: Client, admin: Client, case: CaseFile) -> None:
    filing = factories.make_filing(case, sealed="full", title=WORD)
    pk = filing.pk
    filing.delete()
    assert clerk.get(f"/admin/filings/filing/{pk}/history/").status_code == 404
    assert WORD in admin.get(f"/admin/filings/filing/{pk}/history/").content.decode()


def test_the_first_page_keeps_no_list_of_titles(admin: Client, case: CaseFile) -> None:
    told(send(admin, ADD, **MOTION, sealed="full"))
    assert not re.search("Motion to dismiss|Recent actions", admin.get("/admin/").content.decode())
