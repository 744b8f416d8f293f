import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from casefiles.models import CaseFile, User
from filings.documents.actions.corrections import ChangedMeanwhile, TooLong, correct_page, take_back
from filings.documents.corrected import LONGEST, fingerprint
from filings.documents.models import Page, PageCorrection
from tests import actors, factories

CORRECT = "/cases/doe-v-roe/docket/34/0/pages/1/correct/"
LATER = factories.NOON.replace(hour=15)


@pytest.fixture
def page(case: CaseFile) -> Page:
    paper = factories.make_document(factories.make_filing(case, entry=34, title="Motion"))
    return factories.make_held_file(paper, pages=("As it was read. ", "two")).pages.get(number=1)


@pytest.fixture
def ann(db: None) -> User:
    return factories.make_user(username="ann")


def shown(page: Page) -> str:
    words: str = Page.objects.with_words().get(pk=page.pk).words  # type: ignore[attr-defined]
    return words


class TestActions:
    def test_a_correction_stands_beside_the_reading_and_is_shown_in_its_place(self, page: Page, ann: User) -> None:
        correction = correct_page(page=page, text="As it is.\r\n", by=ann, now=factories.NOON)
        assert correction is not None
        assert (correction.text, correction.corrected_by, correction.corrected_at) == ("As it is.", ann, factories.NOON)
        page.refresh_from_db()
        assert page.text == "As it was read. "
        assert shown(page) == "As it is."
        searched: Any = Page.objects.with_words()
        assert searched.filter(words__icontains="it is").get() == page
        assert shown(page.held_file.pages.get(number=2)) == "two"

    def test_its_history_says_who_and_when(self, page: Page, ann: User) -> None:
        bob = factories.make_user(username="bob")
        correct_page(page=page, text="one", by=ann, now=factories.NOON)
        correct_page(page=page, text="two", by=bob, now=LATER)
        assert take_back(page=page, by=ann, now=LATER)
        steps = PageCorrection.history.filter(page_id=page.pk).order_by("history_id")
        assert [(step.history_type, step.text, step.history_user.username, step.history_date) for step in steps] == [
            ("+", "one", "ann", factories.NOON), ("~", "two", "bob", LATER), ("-", "two", "ann", LATER),
        ]  # fmt: skip
        assert shown(page) == "As it was read. "

    def test_what_changes_nothing_leaves_no_trace(self, page: Page, ann: User) -> None:
        assert correct_page(page=page, text="As it was read.", by=ann, now=factories.NOON) is None
        assert not take_back(page=page, by=ann, now=factories.NOON)
        first = correct_page(page=page, text="one", by=ann, now=factories.NOON)
        assert correct_page(page=page, text="one", by=ann, now=LATER) == first
        assert PageCorrection.history.count() == 1

    def test_the_reading_typed_in_again_takes_the_correction_back(self, page: Page, ann: User) -> None:
        correct_page(page=page, text="one", by=ann, now=factories.NOON)
        assert correct_page(page=page, text="As it was read.", by=ann, now=factories.NOON) is None
        assert not PageCorrection.objects.exists()

    def test_a_page_may_be_said_to_be_blank(self, page: Page, ann: User) -> None:
        correct_page(page=page, text=" \n", by=ann, now=factories.NOON)
        assert shown(page) == ""

    def test_whoever_saw_another_text_is_told(self, page: Page, ann: User) -> None:
        seen = fingerprint(page.text)
        correct_page(page=page, text="one", by=ann, now=factories.NOON, seen=seen)
        with pytest.raises(ChangedMeanwhile) as told:
            correct_page(page=page, text="mine", by=ann, now=LATER, seen=seen)
        assert told.value.text == "one"
        with pytest.raises(ChangedMeanwhile):
            take_back(page=page, by=ann, now=LATER, seen=seen)
        assert shown(page) == "one"

    def test_a_text_longer_than_any_page_is_refused(self, page: Page, ann: User) -> None:
        with pytest.raises(TooLong):
            correct_page(page=page, text="x" * (LONGEST + 1), by=ann, now=factories.NOON)


class TestPage:
    def post(self, client: Client, text: str, seen: str, **more: str) -> Any:
        return client.post(CORRECT, {"text": text, "seen": fingerprint(seen), **more})

    def test_an_editor_sees_the_picture_the_text_and_its_history(self, page: Page, ann: User, admin: Client) -> None:
        page.width, page.height = 612, 792
        page.save()
        html = admin.get(CORRECT).content.decode()
        assert "As it was read. </textarea>" in html
        assert '<img src="/cases/doe-v-roe/docket/34/0/1-1.webp" width="935" height="1210"' in html
        assert "It has not been corrected." in html
        correct_page(page=page, text="<b>one", by=ann, now=factories.NOON)
        html = admin.get(CORRECT).content.decode()
        assert "&lt;b&gt;one</textarea>" in html
        assert "Corrected by ann, " in html
        assert "Take it back to the reading" in html

    def test_saving_goes_back_to_the_page(self, page: Page, admin: Client) -> None:
        response = self.post(admin, "Better.", page.text)
        assert response.headers["Location"] == "/cases/doe-v-roe/docket/34/0/#p1"
        assert shown(page) == "Better."
        step = PageCorrection.history.get()
        assert step.history_user is not None
        assert step.history_user.username == "admin"
        self.post(admin, "ignored", "Better.", **{"take-back": ""})
        assert shown(page) == page.text

    def test_the_second_of_two_is_told_and_loses_nothing(self, page: Page, ann: User, admin: Client) -> None:
        correct_page(page=page, text="Theirs\nand the same", by=ann, now=factories.NOON)
        response = self.post(admin, "Mine\nand the same", page.text)
        assert response.status_code == 409
        html = response.content.decode()
        assert "Not saved yet." in html
        assert "Mine\nand the same</textarea>" in html
        assert "-Theirs\n+Mine" in html
        assert shown(page) == "Theirs\nand the same"
        seen = re.search(r'name="seen" value="(\w+)"', html)
        assert seen
        assert admin.post(CORRECT, {"text": "Mine and theirs", "seen": seen[1]}).status_code == 302
        assert shown(page) == "Mine and theirs"

    def test_a_form_that_is_not_whole_saves_nothing(self, page: Page, admin: Client) -> None:
        response = admin.post(CORRECT, {"text": "Mine"})
        assert response.status_code == 400
        assert "Mine</textarea>" in response.content.decode()
        assert self.post(admin, "x" * (LONGEST + 1), page.text).status_code == 400
        assert not PageCorrection.objects.exists()

    def test_it_is_for_editors(self, page: Page, reader: Client, sealed_reader: Client) -> None:
        for client in (reader, sealed_reader):
            assert client.get(CORRECT).status_code == 403
            assert self.post(client, "x", page.text).status_code == 403
        assert actors.anonymous().get(CORRECT).headers["Location"] == f"/login/?next={CORRECT}"
        assert actors.clerk().get(CORRECT).status_code == 200

    @pytest.mark.parametrize("address", ["34/0/pages/3/correct/", "34/0/pages/0/correct/", "34/1/pages/1/correct/"])
    def test_what_is_not_there_is_not_found(self, page: Page, admin: Client, address: str) -> None:
        assert admin.get(f"/cases/doe-v-roe/docket/{address}").status_code == 404
        factories.make_document(page.held_file.document.filing, number=1)
        assert admin.get(f"/cases/doe-v-roe/docket/{address}").status_code == 404

    def test_the_number_of_queries_does_not_grow_with_the_history(
        self, page: Page, ann: User, admin: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        correct_page(page=page, text="one", by=ann, now=factories.NOON)
        admin.get(CORRECT)
        with django_assert_num_queries(8):
            admin.get(CORRECT)
        for number in range(5):
            user = factories.make_user(username=f"user{number}")
            correct_page(page=page, text=f"more {number}", by=user, now=LATER)
        with django_assert_num_queries(8):
            admin.get(CORRECT)
