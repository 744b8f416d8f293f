"""The page of the rules: the file itself, for a lawyer to read and to search."""

import html
import re
from typing import Any

import pytest

from filings.deadlines.holidays import states_held
from filings.deadlines.rulebook import rulebook
from filings.deadlines.rulespage.shown import STATES, closures_shown, holidays_shown
from tests import actors

PAGE = "/rules/"
BOOK = rulebook()


def page(query: str = "") -> str:
    response = actors.anonymous().get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


def words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def found(query: str) -> list[str]:
    return re.findall(r'<article class="law" id="([^"]+)"', page(query))


def law(rule_id: str) -> str:
    """The words of one rule with its older texts."""
    _, _, rest = page().partition(f'<article class="law" id="{rule_id}"')
    return words(rest.partition("</article>")[0])


def test_every_rule_stands_on_it_once_with_an_anchor() -> None:
    assert sorted(found("")) == sorted(BOOK.ids())
    anchors = re.findall(r' id="([^"]+)"', page())
    assert len(anchors) == len(set(anchors))


def test_every_link_within_leads_to_an_anchor() -> None:
    text = page()
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r' id="([^"]+)"', text))


def test_a_rule_says_all_that_it_holds() -> None:
    told = law("cand.civlr.7-3.c")
    for said in (
        "Reply Civ. L.R. 7-3(c)",
        "7 days after “Opposition, or statement of nonopposition” was due",
        "Who must act the moving party",
        "Rule 6(d) adds nothing",
        "since about Jul 21, 2011",
        "Satisfied by reply",
        "Pages 15 of text",
        "Can be extended by order or so-ordered stipulation (Civ. L.R. 6-2, 6-3)",
        "How sure read in an order, a notice or a docket that applies it [ 12 , 52 ] (looked at on Nov 22, 2026)",
        "Tue, Oct 28, 2025 (cand, ecf) → Wed, Nov 19, 2025 : the opposition is due on November 12",
        "Earlier text (1)",
        "14 days before the day of a hearing on a motion",
        "until Jul 20, 2011",
    ):
        assert said in told, said
    assert "unchecked" not in told


def test_a_rule_that_was_not_read_is_unchecked() -> None:
    assert "cand.civlr.37-3 unchecked" in law("cand.civlr.37-3")
    assert "unchecked : its text was not read; from memory" in law("cand.civlr.37-3")


@pytest.mark.parametrize(
    ("rule_id", "said"),
    [
        ("frcp.59.e", "Can be extended by nobody"),
        ("frcp.15.a.3", "The latest of: 14 days after an amended pleading is served; or:"),
        ("frcp.45.d.2.B", "The earliest of: 14 days after a subpoena is served; or:"),
        ("frcp.33.b.2", "Rule 6(d) adds three days where it was by mail"),
        ("frcp.12.a.4", "It does not run until the court rules"),
        ("cand.civlr.72-2", "On the day after 14 days have run"),
        ("cand.civlr.7-2.a", "Not before 35 days after a motion is filed (not administrative motions,"),
        ("cand.civlr.7-11.b", "4 days after a motion is filed (only administrative motions)"),
        ("cand.civlr.16-9.a", "Gives way to Judge Eumi K. Lee, Standing Order for Civil Cases"),
        ("standing.cand.lee.cmc-statement", "Stands in for cand.civlr.16-9.a"),
        ("frap.4.a.1.A", "The United States is a party: 60 days after"),
        ("frap.4.a.4.A", "or, starting anew for everybody"),
        ("frcp.62.a", "it happens by itself"),
        ("frcp.12.a.1.A.ii", "Mon, Sep 29, 2025 , safe Fri, Sep 26, 2025"),
        ("frcp.12.a.4", "no date yet"),
    ],
)
def test_what_is_special_about_a_rule_is_said(rule_id: str, said: str) -> None:
    assert said in law(rule_id)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("?q=reply", {"cand.civlr.7-3.c", "cand.civlr.7-3.d.1", "frcp.12.a.1.C"}),
        ("?q=REPLY+evidence", {"cand.civlr.7-3.d.1"}),
        ("?q=7-3%28c%29", {"cand.civlr.7-3.c"}),
        ("?q=attorney%27s+fees", {"frcp.54.d.2.B.i", "cand.civlr.54-5"}),
        ("?layer=standing", {"standing.cand.lee.cmc-statement"}),
        ("?layer=local&sure=unchecked&q=costs", {"cand.civlr.54-1"}),
        ("?q=no+such+words", set()),
    ],
)
def test_it_is_searched_and_filtered_by_its_address(query: str, ids: set[str]) -> None:
    assert set(found(query)) == ids


def test_the_rules_of_a_court_are_its_own_and_the_federal_ones() -> None:
    assert set(found("?court=cand")) == set(BOOK.ids())
    assert {rule_id.split(".")[0] for rule_id in found("?layer=federal&court=cand")} == {"frcp", "frap", "transcript"}


def test_nothing_found_is_said_and_a_bad_value_filters_nothing() -> None:
    assert "No rule is like that." in page("?q=no+such+words")
    assert "“moon” is not one of these; all are shown." in words(page("?layer=moon"))
    assert len(found("?layer=moon")) == len(BOOK)


def test_what_is_looked_for_is_escaped() -> None:
    text = page("?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_a_search_that_never_ends_is_refused_on_the_page() -> None:
    assert "at most 100 characters" in words(page("?q=" + "a" * 101))


def test_the_closed_days_are_told_with_their_states() -> None:
    told = words(page())
    for said in (
        "Washington’s Birthday 3rd Monday of February",
        "California (",
        "Nevada Day",
        "prevailing: a federal court took it for a legal holiday",
        "Day of mourning for President Bush",
        "disputed: moves the latest arguable date alone",
    ):
        assert said in told, said
    assert set(STATES) >= set(states_held())
    assert len(holidays_shown()) == len(states_held()) + 1
    days = [closure.day for closure, _ in closures_shown()]
    assert days == sorted(days, reverse=True)


def test_what_was_read_is_told() -> None:
    assert set(re.findall(r'<dt id="source-([^"]+)"', page())) == set(BOOK.sources)
    assert "Song v. Drenberg" in words(page())


def test_it_asks_the_database_nothing(django_assert_num_queries: Any, db: None) -> None:
    with django_assert_num_queries(0):
        page("?q=reply")


def test_it_works_without_scripts_and_styles_of_its_own() -> None:
    text = page()
    assert "<script" not in text
    assert " style=" not in text
