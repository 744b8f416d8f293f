"""A fact outside the court, entered on its form."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.models import Fact, Filing
from tests import actors, factories
from tests.filings.admin.posting import faults, page, send, shown

ADD = "/admin/filings/fact/add/"
EMAIL = {"title": "The e-mail", "date": "2025-03-20", "status": "reported", "said_by": "The Gazette"}


@pytest.fixture
def paper(case: CaseFile) -> Filing:
    """The complaint of Doe Works, with an attachment of three pages."""
    doe = factories.make_appearance(case, name="Doe Works, LLC")
    complaint = factories.make_filing(case, filers=(doe,))
    factories.make_document(complaint)
    factories.make_held_file(factories.make_document(complaint, number=1), pages=("a", "b", "c"))
    return complaint


def test_title_date_status_and_who_says_so_are_enough(admin: Client, case: CaseFile) -> None:
    assert shown(admin, ADD)["precision"] == "day"
    assert send(admin, ADD, **EMAIL).status_code == 302
    fact = Fact.objects.get()
    assert (fact.case, fact.key, fact.precision, fact.side) == (case, "the-e-mail", "day", None)
    assert fact.history.get().history_user.username == "admin"


def test_a_paper_names_who_says_so(admin: Client, paper: Filing) -> None:
    assert send(admin, ADD, **EMAIL | {"said_by": None}, source_entry=paper.pk, source_page=2).status_code == 302
    fact = Fact.objects.get()
    assert (fact.said_by, fact.side) == ("Doe Works, LLC", "plaintiff")
    assert fact.source_document == paper.documents.get(number=0)
    assert send(admin, page(fact), document_number=1).status_code == 302
    fact.refresh_from_db()
    assert fact.source_document == paper.documents.get(number=1)
    assert shown(admin, page(fact))["document_number"] == "1"
    assert fact.history.count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"precision": "month"}, {"date": "A fact of a month stands on its first day: write 2025-03-01, or say day."}),
        ({"precision": "year"}, {"date": "A fact of a year stands on its first day: write 2025-01-01, or say day."}),
        (
            {"end": "2025-04-01"},
            {"end": "A fact with an end is a from-to: choose that as precision, or leave the end empty."},
        ),
        ({"precision": "range", "end": "2025-03-01"}, {"end": "It ends before it starts."}),
        ({"source_page": 3}, {"source_page": "Of which filing? Name it as the paper that says so."}),
        ({"document_number": 3}, {"document_number": "Of which filing? Name it as the paper that says so."}),
        ({"said_by": None}, {"said_by": "Say who says so, or name a paper whose filers are known."}),
        (
            {"paper": True, "document_number": 4},
            {"document_number": "No document 4 of that filing is known here, or it is sealed to you."},
        ),
        ({"paper": True, "document_number": 1, "source_page": 4}, {"source_page": "That paper has 3 pages."}),
    ],
)
def test_a_contradiction_is_refused_in_a_sentence(
    admin: Client, paper: Filing, typed: dict[str, Any], said: dict[str, str]
) -> None:
    typed = EMAIL | typed
    if typed.pop("paper", None):
        typed["source_entry"] = paper.pk
    found = faults(send(admin, ADD, **typed))
    assert {name: sentences[0] for name, sentences in found.items() if name != "__all__"} == said
    assert "__all__" not in found
    assert not Fact.objects.exists()


def test_a_page_counted_from_nought_is_refused(admin: Client, paper: Filing) -> None:
    assert send(admin, ADD, **EMAIL, source_entry=paper.pk, source_page=0).status_code == 200
    assert not Fact.objects.exists()


def test_what_a_sealed_paper_tells_is_closed_to_staff_without_the_right(case: CaseFile, paper: Filing) -> None:
    clerk = actors.clerk()
    sealed = factories.make_filing(case, entry=2, sealed="full")
    hushed = factories.make_fact(case, key="hushed", title="Xyzzysecret", source_entry=sealed)
    assert "Xyzzysecret" not in clerk.get("/admin/filings/fact/").content.decode()
    assert clerk.get(page(hushed)).status_code == 302
    assert clerk.get(page(hushed, "history")).status_code in {302, 404}
    found = faults(send(clerk, ADD, **EMAIL, source_entry=sealed.pk))
    assert found == {"source_entry": ["This filing is sealed to you: whoever may see it enters what it tells."]}
    paper.documents.filter(number=1).update(sealed=True)
    found = faults(send(clerk, ADD, **EMAIL, source_entry=paper.pk, document_number=1, source_page=9))
    assert found == {"document_number": ["No document 1 of that filing is known here, or it is sealed to you."]}


def test_a_month_is_entered_as_such(admin: Client, case: CaseFile) -> None:
    assert send(admin, ADD, **EMAIL | {"date": "2025-03-01", "precision": "month"}).status_code == 302
    assert Fact.objects.get().date == date(2025, 3, 1)
    assert "Mar 2025" in admin.get("/admin/filings/fact/").content.decode()
