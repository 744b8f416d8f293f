"""What is looked for in a paper: a phrase as typed, or the words of a search with its operators."""

import pytest

from filings.query.mending import additions
from filings.reading.sought import NO_EDGES, Edges, Sought, sought_in

PAGES = ("first line\nthe court finds willful infringement of the\ncopyright\n12", "holder's works\nwere taken\n13")
BRIDGE = additions(PAGES)[0].bridge


def shown(text: str, sought: Sought, edges: Edges = NO_EDGES) -> list[str]:
    return [text[start:end] for start, end in sought.spans(text, edges)]


def test_a_phrase_is_taken_as_typed_and_a_search_by_its_language() -> None:
    text = "kind:order infringing OR infringement"
    assert shown(text, Sought("infringing or")) == ["infringing OR"]
    assert shown(text, Sought("infringing or", is_search=True)) == ["infringing", "OR"]
    assert shown(text, Sought("kind:order infring!", is_search=True)) == ["infringing", "infringement"]
    assert shown(text, Sought("kind:order", is_search=True)) == []


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        ('"copyright holder"', ["copyright"], ["holder"]),
        ('"of the copyright holder\'s works"', ["of the\ncopyright"], ["holder's works"]),
        ("willful w/7 works", ["willful"], ["works"]),
        ('"willful infringement"', ["willful infringement"], []),
        ('"court finds" taken', ["court finds"], ["taken"]),
    ],
)
def test_what_runs_over_the_end_of_a_page_is_marked_on_both(query: str, first: list[str], second: list[str]) -> None:
    sought = Sought(query, is_search=True)
    assert shown(PAGES[0], sought, Edges(None, BRIDGE)) == first
    assert shown(PAGES[1], sought, Edges(BRIDGE, None)) == second


def test_a_bridge_of_other_words_marks_nothing() -> None:
    sought = Sought('"copyright holder"', is_search=True)
    assert shown("words that were corrected", sought, Edges(None, BRIDGE)) == []
    assert shown("", sought, Edges(BRIDGE, BRIDGE)) == []


def test_the_search_goes_before_the_phrase() -> None:
    assert sought_in("a  b", None).asking == "q=a%20b"
    assert sought_in("a", ' "b  c" ').asking == "find=%22b%20c%22"
    assert not sought_in(None, " ")
