"""Parties and counsel in the admin."""

from django.test import Client

from casefiles.models import CaseFile
from parties.models import Appearance, Attorney, Firm, Party, Representation
from tests import factories
from tests.filings.admin.posting import faults, send, shown

APPEARANCE = "/admin/parties/appearance/add/"
REPRESENTATION = "/admin/parties/representation/add/"


def test_a_party_appears_in_a_case_under_a_slug_made_from_its_name(admin: Client, case: CaseFile) -> None:
    party = Party.objects.create(name="Zed Industries, Inc.", kind="company")
    response = send(admin, APPEARANCE, party=party.pk, role="Interested Party")
    assert response.status_code == 302, faults(response)
    found = Appearance.objects.get()
    assert (found.slug, found.side, found.position, found.role_text, found.extra) == (
        "zed-industries-inc", "other", 1, None, None,
    )  # fmt: skip


def test_a_slug_that_is_taken_is_counted_on_or_refused(admin: Client, case: CaseFile) -> None:
    factories.make_appearance(case, slug="zed", name="Zed")
    party = Party.objects.create(name="Zed")
    said = faults(send(admin, APPEARANCE, party=party.pk, role="plaintiff", slug="zed"))
    assert said == {"slug": ["This breaks a rule: an appearance has a slug of its own in a case."]}
    send(admin, APPEARANCE, party=party.pk, role="plaintiff")
    assert Appearance.objects.get(party=party).slug == "zed-2"


def test_the_role_of_a_party_is_repaired_and_its_side_follows(admin: Client, case: CaseFile) -> None:
    found = factories.make_appearance(case)
    address = f"/admin/parties/appearance/{found.pk}/change/"
    assert not {"case", "party", "slug", "side"} & set(shown(admin, address))
    send(admin, address, role="Counter Claimant", note="As printed.")
    found.refresh_from_db()
    assert (found.role, found.side, found.note) == ("Counter Claimant", "defendant", "As printed.")


def test_what_ends_before_it_starts_is_refused_in_words(admin: Client, case: CaseFile) -> None:
    found = factories.make_appearance(case)
    address = f"/admin/parties/appearance/{found.pk}/change/"
    said = faults(send(admin, address, start="2025-08-02", date_terminated="2025-08-01"))
    assert said == {"__all__": ["This breaks a rule: an appearance ends after it starts."]}


def test_counsel_is_entered_with_firm_roles_and_those_represented(admin: Client, case: CaseFile) -> None:
    doe = factories.make_appearance(case)
    attorney, firm = Attorney.objects.create(name="Ann Lee"), Firm.objects.create(name="Lee LLP")
    response = send(
        admin, REPRESENTATION, attorney=attorney.pk, represents=[doe.pk], firm=firm.pk, firm_confidence="inferred",
        roles="lead attorney, attorney to be noticed", pro_hac_vice="true",
    )  # fmt: skip
    assert response.status_code == 302, faults(response)
    found = Representation.objects.get()
    assert (found.slug, found.roles, found.pro_hac_vice) == (
        "ann-lee",
        ["lead attorney", "attorney to be noticed"],
        True,
    )
    assert list(found.represents.all()) == [doe]


def test_a_firm_comes_with_its_confidence(admin: Client, case: CaseFile) -> None:
    doe, attorney = factories.make_appearance(case), Attorney.objects.create(name="Ann Lee")
    firm = Firm.objects.create(name="Lee LLP")
    said = faults(send(admin, REPRESENTATION, attorney=attorney.pk, represents=[doe.pk], firm=firm.pk))
    assert said == {"__all__": ["This breaks a rule: a firm is given with its confidence."]}


def test_picks_from_another_case_are_refused(admin: Client, case: CaseFile) -> None:
    other = factories.make_case(slug="other")
    theirs, paper, source = factories.make_appearance(other), factories.make_filing(other), factories.make_source(other)
    found = factories.make_representation(case, factories.make_appearance(case))
    response = send(
        admin, f"/admin/parties/representation/{found.pk}/change/", represents=[theirs.pk], source_entry=paper.pk,
        sources=[source.pk],
    )  # fmt: skip
    assert set(faults(response)) == {"represents", "source_entry", "sources"}


def test_a_party_that_appears_somewhere_is_not_deleted(admin: Client, case: CaseFile) -> None:
    party = factories.make_appearance(case).party
    response = admin.post(f"/admin/parties/party/{party.pk}/delete/", {"post": "yes"})
    assert "would require deleting the following protected related objects" in response.content.decode()
    assert Party.objects.filter(pk=party.pk).exists()


def test_where_a_party_and_an_attorney_stand_is_shown_on_their_pages(admin: Client, case: CaseFile) -> None:
    doe = factories.make_appearance(case)
    counsel = factories.make_representation(case, doe)
    for record in (doe.party, counsel.attorney):
        text = admin.get(f"/admin/parties/{record._meta.model_name}/{record.pk}/change/").content.decode()
        assert "Doe v. Roe" in text
        assert '-TOTAL_FORMS" value="1"' in text


def test_a_name_is_repaired_with_a_trace(admin: Client, case: CaseFile) -> None:
    party = factories.make_appearance(case).party
    send(admin, f"/admin/parties/party/{party.pk}/change/", name="Doe Works, LLC")
    assert [version.name for version in party.history.all()] == ["Doe Works, LLC", "Doe Works"]
