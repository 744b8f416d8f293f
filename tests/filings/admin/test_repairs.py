"""A filing and its papers are put right in the admin, within their case and with a trace."""

from django.test import Client

from filings.docket.models import Filing
from parties.models import Appearance
from tests import actors, factories
from tests.filings.admin.posting import faults, page, pdf, refused, send, shown, told


class TestAFiling:
    def test_saved_as_it_is_nothing_changes_and_nothing_is_written_down(self, admin: Client, filing: Filing) -> None:
        relation = factories.relate(filing, "opposes", factories.make_filing(filing.case))
        paper = factories.make_document(filing, title="Motion")
        assert send(admin, page(filing)).status_code == 302
        for record in (filing, relation, paper, filing.filers.get()):
            assert record.history.count() == 1

    def test_an_emptied_text_is_unknown_again_not_blank(self, admin: Client, filing: Filing) -> None:
        Filing.objects.update(docket_text="text", judge="Ann", url="https://example.org/", outcome="moot")
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
        assert (
            "is not a PDF" in faults(send(admin, add, filing=filing.pk, number="1", file=pdf(content=b"no")))["file"][0]
        )

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
        assert admin.post(page(held.pages.get()), {}).status_code == 403
        assert actors.viewer().post(page(held), {"version": "redacted"}).status_code == 403

    def test_of_a_held_file_a_person_says_which_version_it_is(self, admin: Client, filing: Filing) -> None:
        paper = factories.make_document(filing)
        held = factories.make_held_file(paper, pages=("The words.",))
        assert admin.post(page(held), {"version": "redacted", "filename": "other.pdf"}).status_code == 302
        held.refresh_from_db()
        assert (held.version, held.filename) == ("redacted", "paper.pdf")
        admin.post(page(held), {"version": "unredacted"})
        paper.refresh_from_db()
        assert paper.current is None
        assert actors.clerk().get(page(held)).status_code == 302
        admin.post(page(held), {"version": ""})
        held.refresh_from_db()
        paper.refresh_from_db()
        assert held.version is None
        assert paper.current == held

    def test_a_document_that_is_unsealed_is_no_longer_read_from_its_unredacted_version(
        self, admin: Client, filing: Filing
    ) -> None:
        paper = factories.make_document(filing, sealed=True)
        redacted = factories.make_held_file(paper, pages=("redacted",), version="redacted")
        factories.make_held_file(
            paper, pages=("all of it",), version="unredacted", added_at=factories.NOON.replace(hour=13)
        )
        send(admin, page(paper), sealed="false")
        paper.refresh_from_db()
        assert (paper.sealed, paper.current) == (False, redacted)

    def test_a_file_that_came_to_the_wrong_paper_goes_and_an_earlier_one_is_read(
        self, admin: Client, filing: Filing
    ) -> None:
        paper = factories.make_document(filing)
        right = factories.make_held_file(paper, pages=("right",))
        wrong = factories.make_held_file(paper, pages=("wrong",), added_at=factories.NOON.replace(hour=13))
        assert actors.clerk().post(page(wrong, "delete"), {"post": "yes"}).status_code == 403
        assert admin.post(page(wrong, "delete"), {"post": "yes"}).status_code == 302
        paper.refresh_from_db()
        assert (list(paper.held_files.all()), paper.current) == ([right], right)

    def test_a_filing_entered_by_mistake_goes_with_its_papers(self, admin: Client, filing: Filing) -> None:
        factories.make_held_file(factories.make_document(filing), pages=("words",))
        assert admin.post(page(filing, "delete"), {"post": "yes"}).status_code == 302
        assert not Filing.objects.exists()

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
