import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.reading import hits


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Motion to dismiss the motion", "motion", ["Motion", "motion"]),
        ("a motion\nto  dismiss", " Motion To Dismiss ", ["motion\nto  dismiss"]),
        ("the “fair use” of it’s — or", '"fair use" of it\'s - or', ["“fair use” of it’s — or"]),
        ('the "fair" use', "“fair”", ['"fair"']),
        ("Straße und STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("the oﬃce and the office", "office", ["oﬃce", "office"]),
        ("soft\u00adhyphen", "softhyphen", ["soft\u00adhyphen"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("ß", "s", ["ß"]),
        ("words", "", []),
        ("words", "  \n", []),
        ("words", "\u00ad", []),
        ("words", "word or", []),
        ("a.c abc", "a.c", ["a.c"]),
    ],
)
def test_what_a_phrase_finds(text: str, query: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in hits.find(text, query)] == found


@given(st.text(max_size=80), st.text(max_size=4))
def test_hits_are_places_in_the_text_in_order(text: str, query: str) -> None:
    last = 0
    for start, end in hits.find(text, query):
        assert last <= start < end <= len(text)
        last = end


@given(st.text(alphabet="ab \n“ß", min_size=1, max_size=30))
def test_a_text_is_found_in_itself(text: str) -> None:
    assert bool(hits.find(text, text)) == bool(text.strip())


def test_hostile_text_costs_little_and_marks_have_a_bound() -> None:
    started = time.process_time()
    assert len(hits.find("a" * 200_000, "a")) == hits.MOST_HITS
    assert hits.find("ß\u00ad “" * 50_000, "ss" * 200) == []
    assert hits.find("ab" * 100_000, "b" * 100_000) == []
    assert time.process_time() - started < 2
