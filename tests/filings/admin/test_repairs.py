"""Whatever else is wrong in a case is put right in the admin, within its case and with a trace."""

from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.claims.models import Claim, ClaimEvent, ClaimPoint, Contention, Figure
from filings.deadlines.models import Deadline
from filings.docket.models import Filing
from parties.models import Appearance
from tests import actors, factories
from tests.filings.admin.posting import faults, pdf, send, shown, told


def page(record: Any, view: str = "change") -> str:
    return f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/{view}/"


@pytest.fixture
def doe(case: CaseFile) -> Appearance:
    return factories.make_appearance(case)


@pytest.fixture
def filing(case: CaseFile, doe: Appearance) -> Filing:
    return factories.make_filing(case, entry=34, filers=(doe,), title="Motion")


@pytest.fixture
def stranger(db: None) -> Appearance:
    return factories.make_appearance(factories.make_case(slug="other", short_caption="Other v. Case"), name="Zed, Inc.")


def refused(response: Any, *fields: str) -> None:
    said = faults(response)
    assert set(said) == set(fields)
    assert all("belongs to another case, Other v. Case. Pick one of this case." in said[field][0] for field in fields)


class TestAFiling:
    def test_saved_as_it_is_nothing_changes_and_nothing_is_written_down(self, admin: Client, filing: Filing) -> None:
        relation = factories.relate(filing, "opposes", factories.make_filing(filing.case))
        paper = factories.make_document(filing, title="Motion")
        assert send(admin, page(filing)).status_code == 302
        for record in (relation, paper, filing.filers.get()):
            assert record.history.count() == 1  # type: ignore[attr-defined]
        first, second = filing.history.all()
        assert not second.diff_against(first).changes

    def test_an_emptied_text_is_unknown_again_not_blank(self, admin: Client, filing: Filing) -> None:
        filing.docket_text, filing.judge, filing.url, filing.outcome = "text", "Ann", "https://example.org/", "moot"
        filing.save()
        send(admin, page(filing), docket_text="", judge=" ", url="", outcome="", note="")
        filing.refresh_from_db()
        assert (filing.docket_text, filing.judge, filing.url, filing.outcome, filing.note) == (None,) * 5

    def test_keeps_number_key_and_case(self, admin: Client, filing: Filing) -> None:
        other = factories.make_case(slug="other")
        assert not {"entry", "key", "case"} & set(shown(admin, page(filing)))
        send(admin, page(filing), entry="35", key="35", case=other.pk)
        filing.refresh_from_db()
        assert (filing.entry, filing.key, filing.case.slug) == (34, "34", "doe-v-roe")

    def test_takes_another_place_and_other_filers_in_their_order(
        self, admin: Client, filing: Filing, doe: Appearance
    ) -> None:
        roe = factories.make_appearance(filing.case, slug="roe", role="defendant")
        send(admin, page(filing), position="7", filed_by=[roe.pk, doe.pk])
        filing.refresh_from_db()
        assert filing.position == 7
        assert [row.appearance for row in filing.filers.all()] == [roe, doe]
        assert shown(admin, page(filing))["filed_by"] == [str(roe.pk), str(doe.pk)]

    def test_new_relations_stand_behind_the_others_and_wrong_ones_go(self, admin: Client, filing: Filing) -> None:
        one, two = (factories.make_filing(filing.case, entry=entry) for entry in (1, 2))
        factories.relate(filing, "opposes", one)
        send(admin, page(filing), relates_to__1__relation="supports", relates_to__1__entry=two.pk)
        assert [(row.relation, row.position) for row in filing.relates_to.all()] == [("opposes", 0), ("supports", 1)]
        send(admin, page(filing), relates_to__0__DELETE="on")
        assert [row.entry for row in filing.relates_to.all()] == [two]

    def test_a_pick_from_another_case_is_refused(self, admin: Client, filing: Filing, stranger: Appearance) -> None:
        refused(send(admin, page(filing), filed_by=[stranger.pk]), "filed_by")
        paper = factories.make_filing(stranger.case)
        response = send(admin, page(filing), relates_to__0__relation="opposes", relates_to__0__entry=paper.pk)
        refused(response, "relates_to-0-entry")

    def test_inferred_fields_are_typed_as_words_and_must_be_fields(self, admin: Client, filing: Filing) -> None:
        send(admin, page(filing), inferred_fields="kind, filed_by,\nrelates_to, kind,")
        filing.refresh_from_db()
        assert filing.inferred_fields == ["kind", "filed_by", "relates_to"]
        assert shown(admin, page(filing))["inferred_fields"] == "kind, filed_by, relates_to"
        said = faults(send(admin, page(filing), inferred_fields="colour"))["inferred_fields"][0]
        assert said.startswith("“colour” is no field of a filing. Its fields are: attachments, attachments_complete, ")

    def test_what_others_rest_on_is_not_deleted(self, admin: Client, filing: Filing) -> None:
        factories.make_claim(filing.case, pleaded_in=filing)
        response = admin.post(page(filing, "delete"), {"post": "yes"})
        assert "would require deleting the following protected related objects" in response.content.decode()
        assert Filing.objects.filter(pk=filing.pk).exists()


class TestAPaper:
    def test_takes_a_new_version_and_leaves_no_trace_where_nothing_else_changed(
        self, admin: Client, filing: Filing
    ) -> None:
        paper = factories.make_document(filing, title="Motion")
        for address in (page(paper), page(filing)):
            field = "file" if address == page(paper) else "documents__0__file"
            assert send(admin, address, **{field: pdf(f"{field}.pdf")}).status_code == 302
        paper.refresh_from_db()
        assert paper.held_files.count() == 2
        assert paper.history.count() == 1
        assert paper.current is not None
        assert paper.current.filename == "documents__0__file.pdf"

    def test_the_same_file_again_changes_nothing_and_says_so(self, admin: Client, filing: Filing) -> None:
        paper = factories.make_document(filing)
        for _ in range(2):
            response = send(admin, page(paper), file=pdf("34.pdf"))
        assert "34.pdf is held already, so nothing changed." in told(response)
        assert paper.held_files.count() == 1

    def test_is_refused_where_its_number_stands_or_its_main_document_does_not(
        self, admin: Client, filing: Filing
    ) -> None:
        add = "/admin/filings/document/add/"
        said = faults(send(admin, add, filing=filing.pk, number="1"))["number"]
        assert said == ["Attachment 1 needs a main document: enter that first, with the number 0."]
        assert send(admin, add, filing=filing.pk, number="0").status_code == 302
        said = faults(send(admin, add, filing=filing.pk, number="0"))["number"]
        assert said == ["This filing has a paper with the number 0 already."]
        assert "is not a PDF" in faults(send(admin, add, filing=filing.pk, number="1", file=pdf(content=b"no")))["file"][0]

    def test_of_a_text_only_entry_is_refused(self, admin: Client, filing: Filing) -> None:
        filing.text_only = True
        filing.save()
        response = send(admin, "/admin/filings/document/add/", filing=filing.pk, number="0")
        assert "marked as text only" in faults(response)["__all__"][0]


class TestHeldFilesPagesAndLoads:
    def test_are_looked_at_not_typed(self, admin: Client, filing: Filing) -> None:
        held = factories.make_held_file(factories.make_document(filing), pages=("The words.",))
        assert "The words." in admin.get(page(held.pages.get())).content.decode()
        for record in (held, held.pages.get()):
            assert admin.get(f"/admin/filings/{record._meta.model_name}/add/").status_code == 403
            assert admin.post(page(record), {}).status_code == 403
            assert admin.get(page(record, "delete")).status_code == 403

    def test_a_failed_one_is_read_again_by_whoever_may(self, admin: Client, filing: Filing) -> None:
        held = factories.make_held_file(
            factories.make_document(filing), state="failed", fault="damaged", fault_text="It is damaged."
        )
        chosen = {"action": "read_again", "_selected_action": [held.pk]}
        actors.viewer().post("/admin/filings/heldfile/", chosen)
        held.refresh_from_db()
        assert held.state == "failed"
        response = admin.post("/admin/filings/heldfile/", chosen)
        assert told(response) == ["1 file is waiting to be read again."]
        held.refresh_from_db()
        assert (held.state, held.fault) == ("waiting", None)


class TestClaims:
    def test_a_claim_is_entered_with_its_points_and_its_history(
        self, admin: Client, case: CaseFile, filing: Filing, doe: Appearance
    ) -> None:
        claim = factories.make_claim(case, pleaded_in=filing, number="I")
        response = send(
            admin, page(claim), asserted_by=[doe.pk], points__TOTAL_FORMS="2", points__0__aspect="theory",
            points__0__name="direct", points__0__text="Copying.", points__0__confidence="confirmed",
            points__1__aspect="relief", points__1__text="Damages.", points__1__confidence="inferred",
            events__TOTAL_FORMS="1", events__0__date="2025-08-01", events__0__status="pleaded",
            events__0__entry=filing.pk, events__0__confidence="confirmed",
        )  # fmt: skip
        assert response.status_code == 302, faults(response)
        assert [(point.name, point.position) for point in ClaimPoint.objects.all()] == [("direct", 0), (None, 1)]
        assert ClaimEvent.objects.get().entry == filing

    def test_a_rule_that_is_broken_is_said_in_words(self, admin: Client, case: CaseFile, filing: Filing) -> None:
        claim = factories.make_claim(case, pleaded_in=filing)
        response = send(
            admin, page(claim), points__TOTAL_FORMS="1", points__0__aspect="relief", points__0__name="money",
            points__0__text="Damages.", points__0__confidence="confirmed",
        )  # fmt: skip
        assert "This breaks a rule: a theory and nothing else has a name." in response.content.decode()
        add = "/admin/filings/claim/add/"
        typed = {"title": "Again", "theory": "T", "status": "pending", "pleaded_in": filing.pk, "number": "I"}
        said = faults(send(admin, add, **typed))["number"]
        assert said == ["This breaks a rule: a claim has a number of its own in a case."]

    def test_picks_from_another_case_are_refused(
        self, admin: Client, case: CaseFile, filing: Filing, stranger: Appearance
    ) -> None:
        claim = factories.make_claim(case, pleaded_in=filing)
        theirs = factories.make_filing(stranger.case)
        source = factories.make_source(stranger.case)
        refused(
            send(
                admin, page(claim), asserted_by=[stranger.pk], against=[stranger.pk], pleaded_in=theirs.pk,
                sources=[source.pk], events__TOTAL_FORMS="1", events__0__date="2025-08-01", events__0__status="pleaded",
                events__0__entry=theirs.pk, events__0__confidence="confirmed",
            ),
            "asserted_by", "against", "pleaded_in", "sources", "events-0-entry",
        )  # fmt: skip
        contention = factories.make_contention(case)
        their_claim = factories.make_claim(stranger.case, pleaded_in=theirs)
        their_word = factories.make_contention(stranger.case)
        refused(
            send(
                admin, page(contention), by=[stranger.pk], raised_in=theirs.pk, about_claims=[their_claim.pk],
                answers=[their_word.pk], sources=[source.pk],
            ),
            "by", "raised_in", "about_claims", "answers", "sources",
        )  # fmt: skip
        figure = Figure.objects.create(case=case, key="f", label="Works", value=1, unit="works", source_kind="press")
        refused(send(admin, page(figure), claimed_by=[stranger.pk]), "claimed_by")

    def test_a_key_is_made_from_the_name_and_given_once(self, admin: Client, case: CaseFile) -> None:
        for _ in range(2):
            response = send(admin, "/admin/filings/contention/add/", text="They copied, and shared!")
            assert response.status_code == 302, faults(response)
        first, second = Contention.objects.all()
        assert (first.key, second.key) == ("they-copied-and-shared", "they-copied-and-shared-2")
        assert (first.position, second.position) == (1, 2)
        assert "key" not in shown(admin, page(first))

    def test_choices_name_their_case(self, admin: Client, case: CaseFile, filing: Filing, doe: Appearance) -> None:
        factories.make_claim(case, pleaded_in=filing)
        factories.make_contention(case)
        factories.make_source(case)
        factories.make_representation(case, doe, firm="Lee LLP")
        for model, field, name in (
            ("contention", "about_claims", "I. Count I (Doe v. Roe)"),
            ("contention", "answers", "They say point. (Doe v. Roe)"),
            ("contention", "sources", "S1 Source S1 (Doe v. Roe)"),
            ("contention", "by", "Doe Works, plaintiff, in Doe v. Roe"),
            ("filing", "attorney", "Ann Lee of Lee LLP, in Doe v. Roe"),
            ("claim", "pleaded_in", "No. 34 Motion (Doe v. Roe)"),
        ):
            address = f"/admin/autocomplete/?app_label=filings&model_name={model}&field_name={field}&term="
            assert [result["text"] for result in admin.get(address).json()["results"]] == [name]


class TestDeadlines:
    TYPED = {"title": "Answer due", "kind": "deadline", "status": "pending", "due": "2026-02-01"}

    def test_a_deadline_is_entered_with_who_must_act(self, admin: Client, case: CaseFile, doe: Appearance) -> None:
        response = send(admin, "/admin/filings/deadline/add/", **self.TYPED, responsibles__0__appearance=doe.pk)
        assert response.status_code == 302, faults(response)
        deadline = Deadline.objects.get()
        assert (deadline.key, [row.appearance for row in deadline.responsibles.all()]) == ("answer-due", [doe])

    def test_picks_from_another_case_are_refused(self, admin: Client, case: CaseFile, stranger: Appearance) -> None:
        theirs = factories.make_filing(stranger.case)
        entries = ("trigger_entry", "set_by_entry", "met_by_entry", "changed_by_entry")
        response = send(
            admin, page(factories.make_deadline(case)), responsibles__0__appearance=stranger.pk, **dict.fromkeys(entries, theirs.pk)
        )
        refused(response, *entries, "responsibles-0-appearance")

    def test_what_is_met_names_the_filing_that_met_it(self, admin: Client, case: CaseFile) -> None:
        said = faults(send(admin, page(factories.make_deadline(case)), status="met"))
        assert said == {"__all__": ["This breaks a rule: what is met or held names its filing."]}


def test_a_claim_of_one_case_is_not_moved_to_another(admin: Client, case: CaseFile, filing: Filing) -> None:
    claim = factories.make_claim(case, pleaded_in=filing)
    send(admin, page(claim), case=factories.make_case(slug="other").pk)
    assert Claim.objects.get().case == case


class TestHistory:
    def test_says_who_changed_what_and_what_it_was_before(self, admin: Client, filing: Filing, doe: Appearance) -> None:
        roe = factories.make_appearance(filing.case, slug="roe", name="Roe, Inc.", role="defendant")
        send(admin, page(filing), title="Better motion", filed_by=[roe.pk], note="Seen.")
        text = " ".join(admin.get(page(filing, "history")).content.decode().split())
        assert "<strong>Title:</strong> Motion → Better motion" in text
        assert "<strong>Note:</strong> unknown → Seen." in text
        assert "<td>admin</td><td>Filer added: Roe, Inc.</td>" in text
        assert "<td>admin</td><td>Filer removed: Doe Works</td>" in text

    def test_shows_a_version_and_undoes_nothing(self, admin: Client, filing: Filing) -> None:
        send(admin, page(filing), title="Better motion")
        address = page(filing, f"history/{filing.history.last().pk}")
        assert "<td>Motion</td>" in admin.get(address).content.decode()
        assert admin.post(address, {"title": "Back again"}).status_code == 405
        filing.refresh_from_db()
        assert filing.title == "Better motion"

    def test_names_filings_in_the_history_of_what_speaks_of_them(self, admin: Client, filing: Filing) -> None:
        deadline = factories.make_deadline(filing.case)
        send(admin, page(deadline), trigger_entry=filing.pk)
        filing.sealed = "full"
        filing.save()
        assert "→ No. 34 Motion (Doe v. Roe)" in admin.get(page(deadline, "history")).content.decode()
        assert "→ No. 34 Sealed (Doe v. Roe)" in actors.clerk().get(page(deadline, "history")).content.decode()

    def test_has_no_inline_style_or_script(self, admin: Client, filing: Filing) -> None:
        send(admin, page(filing), title="Better motion")
        for address in (page(filing, "history"), page(filing, f"history/{filing.history.last().pk}")):
            text = admin.get(address).content.decode()
            assert "style=" not in text
            assert "onclick=" not in text
