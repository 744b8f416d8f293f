"""What the form of a filing refuses, in a sentence beside the field."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.admin import kept_files
from filings.docket import forms as docket_forms
from tests import actors, factories
from tests.filings.admin.posting import ADD, faults, pdf, send, shown
from tests.filings.admin.test_entering import MOTION


def test_a_pick_from_another_case_is_refused_beside_its_field(admin: Client, case: CaseFile) -> None:
    other = factories.make_case(slug="other", short_caption="Other v. Case")
    stranger = factories.make_appearance(other, name="Zed, Inc.")
    counsel = factories.make_representation(other, stranger)
    paper = factories.make_filing(other, title="Its paper")
    response = send(
        admin, ADD, **MOTION, case=case.pk, filed_by=[stranger.pk], attorney=counsel.pk, counsel_named=[counsel.pk],
        relates_to__0__relation="opposes", relates_to__0__entry=paper.pk,
    )  # fmt: skip
    end = "belongs to another case, Other v. Case. Pick one of this case."
    assert faults(response) == {
        "filed_by": [f"“Zed, Inc., plaintiff, in Other v. Case” {end}"],
        "attorney": [f"“Ann Lee, in Other v. Case” {end}"],
        "counsel_named": [f"“Ann Lee, in Other v. Case” {end}"],
        "relates_to-0-entry": [f"“No. 1 Its paper (Other v. Case)” {end}"],
    }
    assert not case.filings.exists()


def test_what_was_picked_is_still_there_when_the_form_comes_back(admin: Client, case: CaseFile) -> None:
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    doe = factories.make_appearance(case)
    text = send(admin, ADD, **MOTION | {"kind": None}, filed_by=[doe.pk, roe.pk]).content.decode()
    assert text.index("Doe Works, plaintiff, in Doe v. Roe</option>") < text.index(
        "Roe, defendant, in Doe v. Roe</option>"
    )


class TestANumberInUse:
    @pytest.fixture(autouse=True)
    def taken(self, case: CaseFile) -> None:
        factories.make_filing(case, entry=34, title="The first 34", date_filed=date(2025, 9, 1))

    def test_asks_whether_the_court_used_it_twice(self, admin: Client, case: CaseFile) -> None:
        response = send(admin, ADD, **MOTION)
        assert faults(response) == {
            "entry": [
                "Number 34 is taken by “The first 34”, filed Sep 1, 2025. Correct the number, or say that the court used "
                "it twice."
            ]
        }
        assert "The court used number 34 twice" in response.content.decode()
        assert case.filings.count() == 1

    def test_is_taken_once_somebody_says_so(self, admin: Client, case: CaseFile) -> None:
        assert send(admin, ADD, **MOTION, used_twice="on").status_code == 302
        assert [filing.key for filing in case.filings.all()] == ["34", "34_2"]

    def test_is_not_asked_about_before_it_comes_up(self, admin: Client) -> None:
        assert "used number" not in admin.get(ADD).content.decode()

    def test_loses_nothing_not_even_the_files(self, admin: Client, case: CaseFile) -> None:
        response = send(admin, ADD, **MOTION, documents__0__file=pdf("34.pdf"), documents__1__file=pdf("34-1.pdf"))
        text = response.content.decode()
        assert "34.pdf is kept; pick another to replace it." in text
        tokens = {f"documents-{row}-kept": token_of(response, row) for row in (0, 1)}
        again = admin.post(ADD, shown(admin, ADD) | MOTION | {"used_twice": "on"} | tokens)
        assert again.status_code == 302, faults(again)
        papers = case.filings.get(key="34_2").documents.all()
        assert [paper.current.filename for paper in papers if paper.current] == ["34.pdf", "34-1.pdf"]

    def test_keeps_the_file_through_a_second_fault_and_lets_another_replace_it(
        self, admin: Client, case: CaseFile
    ) -> None:
        first = send(admin, ADD, **MOTION, documents__0__file=pdf("34.pdf"))
        kept = {"documents__0__kept": token_of(first, 0)}
        second = send(admin, ADD, **MOTION, **kept)
        assert "34.pdf is kept" in second.content.decode()
        assert token_of(second, 0) == kept["documents__0__kept"]
        send(admin, ADD, **MOTION, **kept, used_twice="on", documents__0__file=pdf("better.pdf"))
        current = case.filings.get(key="34_2").documents.get().current
        assert current is not None
        assert current.filename == "better.pdf"

    def test_names_a_sealed_twin_by_its_number_alone_to_whoever_may_not_see_it(self, case: CaseFile) -> None:
        case.filings.update(sealed="full")
        response = send(actors.clerk(), ADD, **MOTION)
        assert "The first 34" not in response.content.decode()
        assert "“Sealed”" in faults(response)["entry"][0]


def token_of(response: Any, row: int) -> str:
    papers = next(
        inline for inline in response.context["inline_admin_formsets"] if inline.formset.prefix == "documents"
    )
    return str(papers.formset.forms[row]["kept"].value())


def test_a_kept_file_serves_nobody_else_and_no_forged_token(admin: Client, case: CaseFile) -> None:
    clerk = factories.make_user(username="somebody-else")
    token = kept_files.keep(pdf("theirs.pdf"), filename="theirs.pdf", by=clerk, now=datetime.now(UTC))
    for given in (token, "forged", token[:-1]):
        response = send(admin, ADD, **MOTION, documents__0__kept=given)
        assert faults(response) == {
            "documents-0-file": ["The file of this row is no longer kept. Please pick it again."]
        }


def test_kept_files_go_after_a_day(case: CaseFile) -> None:
    user = factories.make_user()
    kept_files.keep(pdf(), filename="old.pdf", by=user, now=datetime.now(UTC))
    kept_files.keep(pdf(), filename="new.pdf", by=user, now=datetime(2100, 1, 1, tzinfo=UTC))
    assert len(list(kept_files.folder().iterdir())) == 1


def test_a_day_that_has_not_come_at_the_court_is_refused(admin: Client, case: CaseFile, monkeypatch: Any) -> None:
    # Early in London is the day before in California.
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2025, 10, 28, 3, tzinfo=UTC))
    response = send(admin, ADD, **MOTION | {"date_filed": "2025-10-28"}, date_entered="2025-10-29")
    assert faults(response) == {
        "date_filed": ["Oct 28, 2025 is in the future: at the court it is Oct 27, 2025."],
        "date_entered": ["Oct 29, 2025 is in the future: at the court it is Oct 27, 2025."],
    }
    assert send(admin, ADD, **MOTION).status_code == 302


def test_an_entry_is_not_entered_before_it_is_filed(admin: Client, case: CaseFile) -> None:
    response = send(admin, ADD, **MOTION, date_entered="2025-10-26")
    assert faults(response) == {"date_entered": ["It cannot be entered before it is filed, which was Oct 27, 2025."]}


def test_an_old_oddity_does_not_stand_in_the_way_of_another_repair(admin: Client, case: CaseFile) -> None:
    filing = factories.make_filing(case, date_filed=date(2025, 8, 2), date_entered=date(2025, 8, 1))
    assert send(admin, f"/admin/filings/filing/{filing.pk}/change/", title="Better").status_code == 302


@pytest.mark.parametrize("entry", ["0", "-3", str(docket_forms.HIGHEST_NUMBER + 1), "34a"])
def test_a_number_is_a_number(admin: Client, case: CaseFile, entry: str) -> None:
    assert list(faults(send(admin, ADD, **MOTION | {"entry": entry}))) == ["entry"]


def test_kind_and_outcome_are_of_the_known_ones(admin: Client, case: CaseFile) -> None:
    assert set(faults(send(admin, ADD, **MOTION | {"kind": "poem"}, outcome="liked"))) == {"kind", "outcome"}


def test_a_filing_does_not_respond_to_itself(admin: Client, case: CaseFile) -> None:
    filing = factories.make_filing(case)
    address = f"/admin/filings/filing/{filing.pk}/change/"
    response = send(admin, address, relates_to__0__relation="opposes", relates_to__0__entry=filing.pk)
    assert "This breaks a rule: a filing does not relate to itself." in response.content.decode()
    assert not filing.relates_to.exists()


class TestPapers:
    def test_an_attachment_needs_a_main_document(self, admin: Client, case: CaseFile) -> None:
        response = send(admin, ADD, **MOTION, documents__1__file=pdf())
        assert faults(response) == {
            "documents-1-number": ["Attachment 1 needs a main document: give one row the number 0."]
        }

    def test_two_papers_do_not_share_a_number(self, admin: Client, case: CaseFile) -> None:
        response = send(
            admin, ADD, **MOTION, documents__0__file=pdf(), documents__1__title="X", documents__1__number="0"
        )
        assert faults(response) == {"documents-1-number": ["Two papers have the number 0."]}

    def test_a_number_that_stands_on_the_filing_already_is_refused(self, admin: Client, case: CaseFile) -> None:
        filing = factories.make_filing(case)
        for number in (0, 1):
            factories.make_document(filing, number=number)
        response = send(
            admin, f"/admin/filings/filing/{filing.pk}/change/", documents__0__number="1", documents__1__number="0"
        )
        said = "This filing has a paper with the number {} already."
        assert faults(response) == {
            "documents-0-number": [said.format(1)],
            "documents-1-number": [said.format(0)],
        }

    def test_a_sealed_paper_keeps_its_number_to_itself(self, case: CaseFile) -> None:
        filing = factories.make_filing(case, sealed="partly")
        factories.make_document(filing, title="Open")
        factories.make_document(filing, number=1, sealed=True, title="Hidden")
        address = f"/admin/filings/filing/{filing.pk}/change/"
        clerk = actors.clerk()
        assert shown(clerk, address)["documents-1-number"] == "2"
        response = send(clerk, address, documents__1__title="New", documents__1__number="1")
        assert faults(response)["documents-1-number"] == ["This filing has a paper with the number 1 already."]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"PK\x03\x04 a word processor's file", "brief.pdf is not a PDF. Print or scan it to PDF and pick that."),
            (b"\0" * 1024 + b"%PDF-1.7", "brief.pdf is not a PDF. Print or scan it to PDF and pick that."),
            (b"", "brief.pdf is empty."),
            (b"%PDF-1.7" + b" " * (2 << 20), "brief.pdf is larger than 2 MiB."),
        ],
    )
    def test_a_file_that_is_no_use_is_refused(
        self, admin: Client, case: CaseFile, settings: Any, content: bytes, said: str
    ) -> None:
        settings.CASEFILES_LARGEST_FILE = 2 << 20
        response = send(admin, ADD, **MOTION, documents__0__file=pdf("brief.pdf", content=content))
        assert faults(response) == {"documents-0-file": [said]}
        assert "is kept" not in response.content.decode()

    def test_something_before_the_header_is_no_fault(self, admin: Client, case: CaseFile) -> None:
        paper = pdf("brief.pdf", content=b"\0" * 1019 + b"%PDF-1.7")
        assert send(admin, ADD, **MOTION, documents__0__file=paper).status_code == 302

    def test_a_sound_file_is_kept_beside_a_bad_one(self, admin: Client, case: CaseFile) -> None:
        response = send(
            admin, ADD, **MOTION, documents__0__file=pdf("good.pdf"), documents__1__file=pdf("bad.pdf", content=b"no")
        )
        text = response.content.decode()
        assert "good.pdf is kept" in text
        assert "bad.pdf is kept" not in text
