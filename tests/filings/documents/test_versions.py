import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from casefiles.models import CaseFile
from filings.documents.actions.corrections import correct_page
from filings.documents.actions.files import choose_current, name_version
from filings.documents.models import Document, HeldFile
from filings.documents.versions import MOST_WORDS, Pair, Piece, align, diff
from tests import factories

VERSIONS = "/cases/doe-v-roe/docket/34/0/versions/"


class TestAlign:
    @pytest.mark.parametrize(
        ("old", "new", "pairs"),
        [
            ("abc", "abc", [Pair(1, 1, True), Pair(2, 2, True), Pair(3, 3, True)]),
            ("abc", "axc", [Pair(1, 1, True), Pair(2, 2, False), Pair(3, 3, True)]),
            ("ac", "abc", [Pair(1, 1, True), Pair(None, 2, False), Pair(2, 3, True)]),
            ("abc", "ac", [Pair(1, 1, True), Pair(2, None, False), Pair(3, 2, True)]),
            ("abz", "axyz", [Pair(1, 1, True), Pair(2, 2, False), Pair(None, 3, False), Pair(3, 4, True)]),
            ("", "a", [Pair(None, 1, False)]),
            ("", "", []),
        ],
    )
    def test_equal_pages_stand_together_and_others_pair_in_order(self, old: str, new: str, pairs: list[Pair]) -> None:
        assert align(list(old), list(new)) == pairs

    def test_white_space_is_no_difference(self) -> None:
        assert align(["one  two\n"], ["one\ntwo"]) == [Pair(1, 1, True)]

    @given(st.lists(st.sampled_from("ab "), max_size=9), st.lists(st.sampled_from("ab "), max_size=9))
    def test_every_page_stands_once_and_in_order(self, old: list[str], new: list[str]) -> None:
        pairs = align(old, new)
        assert [pair.old for pair in pairs if pair.old] == list(range(1, len(old) + 1))
        assert [pair.new for pair in pairs if pair.new] == list(range(1, len(new) + 1))


class TestDiff:
    def test_words_are_marked_one_by_one(self) -> None:
        assert diff("The source is\n Jane Doe, of Ohio.", "The source is\n [REDACTED], of Iowa.") == [
            Piece("same", "The source is\n "), Piece("removed", "Jane Doe, "), Piece("added", "[REDACTED], "),
            Piece("same", "of "), Piece("removed", "Ohio. "), Piece("added", "Iowa. "),
        ]  # fmt: skip

    def test_of_equal_pages_all_is_the_same(self) -> None:
        assert diff("one two", "one\ntwo") == [Piece("same", "one\ntwo ")]
        assert diff("", "") == []
        assert diff("one", "") == [Piece("removed", "one ")]
        assert diff("", "one") == [Piece("added", "one ")]

    def test_a_very_long_page_is_compared_line_by_line_or_not_at_all(self) -> None:
        many = "\n".join(f"line {number} of it" for number in range(2000))
        assert diff(many, many.replace("line 1000 of", "line ten of")) == [
            Piece("same", "".join(f"line {number} of it\n" for number in range(1000))),
            Piece("removed", "line 1000 of it\n"), Piece("added", "line ten of it\n"),
            Piece("same", "".join(f"line {number} of it\n" for number in range(1001, 2000))),
        ]  # fmt: skip
        pieces = diff("\n".join("ab" * (MOST_WORDS * 2)), "\n".join("ba" * (MOST_WORDS * 2)))
        assert [piece.op for piece in pieces] == ["removed", "added"]

    words = st.lists(st.sampled_from(["the", "a", "Doe", "x,"]), max_size=20).map(" ".join)

    @given(words, words)
    def test_both_pages_are_whole_in_it(self, old: str, new: str) -> None:
        pieces = diff(old, new)
        assert "".join(p.text for p in pieces if p.op != "removed").split() == new.split()
        assert "".join(p.text for p in pieces if p.op != "added").split() == old.split()


def hold(document: Document, version: str | None, *pages: str, hours: int = 0, **fields: Any) -> HeldFile:
    return factories.make_held_file(
        document, pages=pages, version=version, added_at=factories.NOON + timedelta(hours=hours), **fields
    )


@pytest.fixture
def paper(case: CaseFile) -> Document:
    """Attachment 0 of 34: as filed, redacted and unredacted, added in another order."""
    made = factories.make_document(factories.make_filing(case, entry=34, title="Motion"))
    hold(made, "unredacted", "one", "Jane Doe said so", "three", hours=2, filename="whole.pdf")
    hold(made, "as-filed", "one", "[X] said so", "three", hours=1)
    hold(made, "redacted", "one", "<X> said so", "three", "four", hours=0)
    choose_current(document=made)
    return made


def ask(client: Client, query: str = "") -> str:
    response = client.get(VERSIONS + query)
    assert response.status_code == 200
    return response.content.decode()


def words(page: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def rows(page: str) -> list[str]:
    return [words(row) for row in re.findall(r"(?s)<th scope=\"row\">(.*?)<div", page)]


def test_versions_stand_in_order_and_an_unredacted_one_shows_by_right(
    paper: Document, anonymous: Client, sealed_reader: Client
) -> None:
    assert rows(ask(anonymous)) == ["As filed the one to read", "Redacted"]
    assert rows(ask(sealed_reader)) == ["As filed the one to read", "Redacted", "Unredacted shown to you by right"]


def test_what_differs_is_shown_page_by_page(paper: Document, anonymous: Client) -> None:
    page = ask(anonymous)
    # The one to read is the first of them, so it is compared with the next.
    assert "From the redacted version to the version as filed" in words(page)
    assert "2 pages differ; 2 are the same" in words(page)
    assert "<del>&lt;X&gt;</del> <ins>[X]</ins> said so" in page
    assert "Page 4: only in the redacted version" in words(page)
    assert re.findall(r'<li><a href="#([^"]+)" aria-current="true">([^<]+)', page) == [("a2-b2", "2"), ("a4-b0", "−4")]


def test_two_may_be_chosen(paper: Document, sealed_reader: Client) -> None:
    by_version = {held.version: held.pk for held in paper.held_files.all()}
    page = ask(sealed_reader, f"?a={by_version['unredacted']}&b={by_version['as-filed']}")
    assert "<del>Jane Doe</del> <ins>[X]</ins> said so" in page
    assert f'name="a" value="{by_version["unredacted"]}" aria-label="From version 3" checked' in page


def test_an_unredacted_version_is_no_choice_of_whoever_may_not_see_it(paper: Document, anonymous: Client) -> None:
    secret = paper.held_files.get(version="unredacted").pk
    for query in (f"?a={secret}", f"?b={secret}", f"?a={secret}&b={secret}"):
        page = ask(anonymous, query)
        assert "This document has no such version." in page
        assert "Jane" not in page
        assert "whole.pdf" not in page


def test_corrected_text_is_what_is_compared(paper: Document, anonymous: Client) -> None:
    read = paper.held_files.get(version="redacted").pages.get(number=2)
    correct_page(page=read, text="[X] said so", by=factories.make_user(), now=factories.NOON)
    assert "1 page differs; 3 are the same" in words(ask(anonymous))


@pytest.mark.parametrize("query", ["?a=x", "?b=999999", "?page=x", "?page=0", "?page=99999999999999", "?a=%00"])
def test_nonsense_gets_a_sentence(paper: Document, anonymous: Client, query: str) -> None:
    assert 'role="alert"' in ask(anonymous, query)


def test_a_version_is_not_compared_with_itself_nor_with_one_that_was_not_read(
    paper: Document, anonymous: Client
) -> None:
    held = paper.held_files.get(version="redacted")
    assert "choose two" in ask(anonymous, f"?a={held.pk}&b={held.pk}")
    HeldFile.objects.filter(pk=held.pk).update(pages_read=0)
    assert "No text of the redacted version has been read" in ask(anonymous)


def test_one_version_is_listed_and_none_is_said(case: CaseFile, anonymous: Client) -> None:
    made = factories.make_document(factories.make_filing(case, entry=34))
    assert "We hold no file of this paper." in ask(anonymous)
    hold(made, None, "one")
    page = words(ask(anonymous))
    assert "which version is not said" in page
    assert "This is the only version we hold" in page


def test_a_long_comparison_goes_over_several_views(case: CaseFile, anonymous: Client) -> None:
    made = factories.make_document(factories.make_filing(case, entry=34))
    hold(made, "as-filed", *(f"old {number}" for number in range(25)))
    hold(made, "redacted", *(f"new {number}" for number in range(25)), hours=1)
    page = ask(anonymous)
    assert page.count("<article") == 10
    following = re.search(r'rel="next" href="([^"#]+)', page)
    assert following
    page = ask(anonymous, html.unescape(following[1]))
    assert re.findall(r'<article class="page change" id="a(\d+)', page) == [str(number) for number in range(11, 21)]
    assert 'rel="prev"' in page
    assert 'href="#a11-b11"' in page
    assert ask(anonymous, "?page=25").count("<article") == 1


def test_it_asks_the_database_a_fixed_number_of_times(
    paper: Document, anonymous: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ask(anonymous)
    with django_assert_num_queries(5):
        ask(anonymous)
    user = factories.make_user()
    hold(paper, "corrected", *(f"words {number}" for number in range(40)), hours=9, added_by=user)
    hold(paper, None, "one", hours=10, added_by=user, is_sample=True)
    with django_assert_num_queries(5):
        ask(anonymous)


class TestTheOneToRead:
    def test_is_never_an_unredacted_one_of_an_open_document(self, paper: Document, anonymous: Client) -> None:
        assert paper.current is not None
        assert paper.current.version == "as-filed"
        assert anonymous.get("/cases/doe-v-roe/docket/34/0.txt").status_code == 200
        for held in paper.held_files.exclude(version="unredacted"):
            held.delete()
        choose_current(document=paper)
        assert Document.objects.get().current is None
        assert anonymous.get("/cases/doe-v-roe/docket/34/0.txt").status_code == 404
        assert "Jane" not in anonymous.get("/cases/doe-v-roe/docket/34/0/").content.decode()

    def test_may_be_one_of_a_document_that_is_sealed(self, paper: Document) -> None:
        paper.sealed = True
        choose_current(document=paper)
        assert paper.current is not None
        assert paper.current.version == "unredacted"

    def test_is_chosen_again_when_a_version_is_named(self, paper: Document) -> None:
        current = paper.current
        assert current is not None
        name_version(held_file=current, version="unredacted")
        paper.refresh_from_db()
        assert paper.current is not None
        assert paper.current.version == "redacted"
