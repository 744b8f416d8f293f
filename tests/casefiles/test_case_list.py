"""The way in: the only case opens at once, several are listed, none is said to be none."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests import factories


def test_with_no_case_the_page_says_so(anonymous: Client, db: None) -> None:
    page = anonymous.get("/")
    assert page.status_code == 200
    assert "No case is loaded yet." in page.text


def test_the_only_case_opens_at_once(anonymous: Client, db: None) -> None:
    factories.make_case()
    assert anonymous.get("/").headers["Location"] == "/cases/doe-v-roe/"


def test_several_cases_are_listed_with_where_they_stand(anonymous: Client, db: None) -> None:
    factories.make_case(stage="Discovery", date_filed=None)
    factories.make_case(
        slug="poe", caption="Poe <b>Ltd</b> v. Low & Co.", short_caption="Poe v. Low", as_of=date(2026, 3, 9)
    )
    text = anonymous.get("/").text
    assert 'href="/cases/doe-v-roe/"' in text
    assert 'href="/cases/poe/"' in text
    assert "Discovery" in text
    assert "where it stands is not known" in text
    assert "Mar 9, 2026" in text
    assert "Jul 1, 2025" in text
    assert '<dt>Filed</dt><dd><span class="unknown-value">not known</span></dd>' in text
    assert "Poe &lt;b&gt;Ltd&lt;/b&gt; v. Low &amp; Co." in text


@pytest.mark.parametrize("count", [2, 4])
def test_the_list_takes_one_query(anonymous: Client, db: None, django_assert_num_queries: Any, count: int) -> None:
    for number in range(count):
        factories.make_case(slug=f"case-{number}")
    with django_assert_num_queries(1):
        assert anonymous.get("/").status_code == 200


def test_with_reading_closed_it_asks_for_a_login(anonymous: Client, reader: Client, settings: Any) -> None:
    factories.make_case()
    settings.CASEFILES_PUBLIC_READ = False
    assert anonymous.get("/").headers["Location"].startswith("/login/")
    assert reader.get("/").headers["Location"] == "/cases/doe-v-roe/"
