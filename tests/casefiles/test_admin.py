"""The case itself, its users, and the fields that every form of the admin is made of."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from casefiles.admin_forms import InOrder, WordsField
from casefiles.models import CaseFile, Source, User
from parties.models import Appearance
from tests import actors, factories
from tests.filings.admin.posting import faults, send, shown, told

ADD = "/admin/casefiles/casefile/add/"
TYPED = {
    "short_caption": "Zed v. Ex", "slug": "zed-v-ex", "caption": "Zed v. Ex", "docket_number": "1:26-cv-1", "court": "A court",
    "court_id": "nysd", "timezone": "America/New_York", "as_of": "2026-01-01",
}  # fmt: skip


def page(case: CaseFile) -> str:
    return f"/admin/casefiles/casefile/{case.pk}/change/"


def test_a_case_is_entered_and_what_is_left_empty_is_unknown(admin: Client, db: None) -> None:
    response = send(admin, ADD, **TYPED)
    assert response.status_code == 302, faults(response)
    case = CaseFile.objects.get()
    assert (case.stage, case.summary, case.cause, case.courtlistener_url, case.date_filed) == (None,) * 5
    assert case.inferred_fields == []


def test_a_time_zone_that_is_none_is_refused(admin: Client, db: None) -> None:
    said = faults(send(admin, ADD, **TYPED | {"timezone": "California"}))
    assert said == {"timezone": ["“California” is no time zone. Write one such as America/Los_Angeles."]}


def test_its_slug_stands_in_addresses_and_stays(admin: Client, case: CaseFile) -> None:
    send(admin, page(case), slug="another", stage="Discovery")
    case.refresh_from_db()
    assert (case.slug, case.stage) == ("doe-v-roe", "Discovery")


def test_docket_numbers_judges_related_cases_and_sources_stand_on_its_page(admin: Client, case: CaseFile) -> None:
    order = factories.make_filing(case, entry=7)
    response = send(
        admin, page(case), operative_complaint_entry=order.pk,
        docket_numbers__TOTAL_FORMS="2", docket_numbers__0__number="4:25-cv-1-KAW", docket_numbers__0__start="2025-07-01",
        docket_numbers__0__confidence="confirmed", docket_numbers__0__inferred_fields="from",
        docket_numbers__1__number="5:25-cv-1", docket_numbers__1__start="2025-09-01", docket_numbers__1__confidence="inferred",
        judges__TOTAL_FORMS="1", judges__0__name="Ann Judge", judges__0__role="presiding",
        judges__0__source_entry=order.pk, judges__0__confidence="confirmed",
        related_cases__TOTAL_FORMS="1", related_cases__0__caption="Zed v. Ex", related_cases__0__relation="neighbour",
        sources_known__TOTAL_FORMS="1", sources_known__0__code="S1", sources_known__0__title="A page",
        sources_known__0__also="https://example.org/a,b\nhttps://example.org/c",
    )  # fmt: skip
    assert response.status_code == 302, faults(response)
    case.refresh_from_db()
    assert case.operative_complaint_entry == order
    assert [(found.number, found.position) for found in case.docket_numbers.all()] == [
        ("4:25-cv-1-KAW", 0),
        ("5:25-cv-1", 1),
    ]
    assert case.docket_numbers.all()[0].inferred_fields == ["from"]
    assert case.judges.get().source_entry == order
    assert case.related_cases.get().court_id is None
    assert case.sources_known.get().also == ["https://example.org/a,b", "https://example.org/c"]


def test_entries_and_sources_of_another_case_are_refused(admin: Client, case: CaseFile) -> None:
    other = factories.make_case(slug="other", short_caption="Other v. Case")
    theirs, source = factories.make_filing(other, title="Theirs"), factories.make_source(other)
    response = send(
        admin, page(case), operative_complaint_entry=theirs.pk, operative_answer_entry=theirs.pk, sources=[source.pk],
        judges__TOTAL_FORMS="1", judges__0__name="Ann Judge", judges__0__role="presiding", judges__0__confidence="confirmed",
        judges__0__source_entry=theirs.pk,
    )  # fmt: skip
    said = faults(response)
    assert set(said) == {"operative_complaint_entry", "operative_answer_entry", "sources", "judges-0-source_entry"}
    assert said["judges-0-source_entry"] == [
        "“No. 1 Theirs (Other v. Case)” belongs to another case, Other v. Case. Pick one of this case."
    ]


def test_a_new_case_has_no_entries_to_pick(admin: Client, case: CaseFile) -> None:
    theirs = factories.make_filing(case)
    assert list(faults(send(admin, ADD, **TYPED, operative_complaint_entry=theirs.pk))) == ["operative_complaint_entry"]


def test_a_judge_who_leaves_before_coming_is_refused_in_words(admin: Client, case: CaseFile) -> None:
    response = send(
        admin, page(case), judges__TOTAL_FORMS="1", judges__0__name="Ann Judge", judges__0__role="presiding",
        judges__0__start="2025-07-02", judges__0__end="2025-07-01", judges__0__confidence="confirmed",
    )  # fmt: skip
    assert "This breaks a rule: a judge leaves after coming." in response.content.decode()


def test_a_related_case_takes_sources_of_its_own_case_alone(admin: Client, case: CaseFile) -> None:
    add = "/admin/casefiles/relatedcase/add/"
    typed = {"caption": "Zed v. Ex", "relation": "neighbour"}
    theirs = factories.make_source(factories.make_case(slug="other"))
    assert list(faults(send(admin, add, **typed, case=case.pk, sources=[theirs.pk]))) == ["sources"]
    ours = factories.make_source(case)
    assert send(admin, add, **typed, case=case.pk, sources=[ours.pk]).status_code == 302


def test_a_source_is_named_once_in_a_case(admin: Client, case: CaseFile) -> None:
    factories.make_source(case)
    said = faults(send(admin, "/admin/casefiles/source/add/", code="S1", title="Again"))
    assert said == {"code": ["This breaks a rule: a source is named once in a case."]}
    assert Source.objects.count() == 1


def test_a_case_file_is_deleted_by_nobody(admin: Client, case: CaseFile) -> None:
    assert admin.post(f"/admin/casefiles/casefile/{case.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_list_of_cases_leads_to_the_form_of_a_filing_of_each(admin: Client, case: CaseFile) -> None:
    assert f"/admin/filings/filing/add/?case={case.pk}" in admin.get("/admin/casefiles/casefile/").content.decode()


def test_a_user_is_made_with_a_password_and_may_be_kept_from_what_is_sealed(admin: Client, db: None) -> None:
    password = "a long pass phrase 7"
    response = send(
        admin,
        "/admin/casefiles/user/add/",
        username="paula",
        password1=password,
        password2=password,
        usable_password="true",
    )
    assert response.status_code == 302, faults(response)
    user = User.objects.get(username="paula")
    assert user.check_password(password)
    assert send(admin, f"/admin/casefiles/user/{user.pk}/change/", is_staff="on").status_code == 302
    user.refresh_from_db()
    assert user.is_staff
    assert "Can see what is sealed" in admin.get(f"/admin/casefiles/user/{user.pk}/change/").content.decode()


def test_a_user_who_added_a_file_is_not_deleted(admin: Client, case: CaseFile) -> None:
    user = factories.make_user()
    factories.make_held_file(factories.make_document(factories.make_filing(case)), added_by=user)
    response = admin.post(f"/admin/casefiles/user/{user.pk}/delete/", {"post": "yes"})
    assert "would require deleting the following protected related objects" in response.content.decode()
    assert User.objects.filter(pk=user.pk).exists()


def test_a_change_of_the_case_is_told_and_kept(admin: Client, case: CaseFile) -> None:
    response = send(admin, page(case), stage="Discovery")
    assert "Doe v. Roe" in told(response)[0]
    version = case.history.first()
    assert (version.stage, str(version.history_user)) == ("Discovery", "admin")


@pytest.mark.parametrize("view", ["", "add/"])
def test_no_page_of_the_admin_has_inline_style_or_script(admin: Client, case: CaseFile, view: str) -> None:
    for address in ("/admin/", f"/admin/filings/filing/{view}", f"/admin/casefiles/casefile/{view}"):
        text = admin.get(address).content.decode()
        assert " style=" not in text
        assert " onclick=" not in text
        assert "<script>" not in text
        assert "<style" not in text


def test_the_sign_in_of_staff_says_whose_site_it_is(db: None) -> None:
    assert "Case files" in actors.anonymous().get("/admin/login/").content.decode()


class TestWords:
    def test_are_a_list_however_they_are_parted(self) -> None:
        assert WordsField(required=False).clean("one, two\nthree,,one") == ["one", "two", "three"]
        assert WordsField(required=False).clean("") == []

    def test_keep_their_commas_where_lines_part_them(self) -> None:
        field = WordsField(required=False, commas=False)
        assert field.clean("https://a/1,2\nhttps://b") == ["https://a/1,2", "https://b"]
        assert field.prepare_value(["a", "b"]) == "a\nb"

    def test_are_of_the_known_ones_where_those_are_known(self) -> None:
        with pytest.raises(ValidationError, match=r"“colour” is no field of a filing\. Its fields are: kind, title"):
            WordsField(allowed={"title", "kind"}, of_what="filing").clean("kind, colour")

    def test_are_changed_only_where_they_differ(self) -> None:
        field = WordsField(required=False)
        assert not field.has_changed(["a", "b"], "a,b")
        assert field.has_changed(["a", "b"], "b, a")


def test_several_records_come_in_the_order_of_picking(case: CaseFile) -> None:
    one, two = (factories.make_appearance(case, slug=slug) for slug in ("one", "two"))
    field: Any = InOrder(queryset=Appearance.objects.all())
    assert field.clean([str(two.pk), str(one.pk), str(two.pk)]) == [two, one]
    assert field.has_changed([one.pk, two.pk], [str(two.pk), str(one.pk)])


def test_a_form_that_is_only_looked_at_shows_no_field_to_type_in(case: CaseFile) -> None:
    assert shown(actors.viewer(), page(case)).keys() <= {
        f"{rows}-{name}" for rows in ("docket_numbers", "judges", "related_cases", "sources_known")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    } | set(TYPED) | {"date_filed", "inferred_fields"}  # fmt: skip
