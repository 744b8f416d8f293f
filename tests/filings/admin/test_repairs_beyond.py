"""Claims, contentions, figures and deadlines are entered and put right, within their case."""

from django.test import Client

from casefiles.models import CaseFile
from filings.claims.models import Claim, ClaimEvent, ClaimPoint, Contention, Figure
from filings.deadlines.models import Deadline
from filings.docket.models import Filing
from parties.models import Appearance
from tests import factories
from tests.filings.admin.posting import faults, page, refused, send, shown


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
            admin,
            page(factories.make_deadline(case)),
            responsibles__0__appearance=stranger.pk,
            **dict.fromkeys(entries, theirs.pk),
        )
        refused(response, *entries, "responsibles-0-appearance")

    def test_what_is_met_names_the_filing_that_met_it(self, admin: Client, case: CaseFile) -> None:
        said = faults(send(admin, page(factories.make_deadline(case)), status="met"))
        assert said == {"__all__": ["This breaks a rule: what is met or held names its filing."]}


def test_a_claim_of_one_case_is_not_moved_to_another(admin: Client, case: CaseFile, filing: Filing) -> None:
    claim = factories.make_claim(case, pleaded_in=filing)
    send(admin, page(claim), case=factories.make_case(slug="other").pk)
    assert Claim.objects.get().case == case
