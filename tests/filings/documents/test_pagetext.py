import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from filings.documents.pagetext import Link, html_of, is_numbered
from filings.reading.hits import find
from filings.reading.pages import Mark


def test_a_number_is_an_attribute_of_its_line_and_no_text() -> None:
    html = html_of("one & two\nthree", [1, 2], anchor="p3")
    assert html == (
        '<span class="ln" id="p3-1" data-n="1">one &amp; two</span>\n<span class="ln" id="p3-2" data-n="2">three</span>'
    )


def test_several_lines_of_one_number_have_it_once() -> None:
    assert html_of("a\nb\nc\nd", [1, 1, None, 1], anchor="p1") == (
        '<span class="ln" id="p1-1" data-n="1">a\nb</span>\nc\nd'
    )


def test_text_without_numbers_stays_as_it_is() -> None:
    assert html_of("a <b>\nc", [], anchor="p1") == html_of("a <b>\nc", [None, None], anchor="p1") == "a &lt;b&gt;\nc"
    assert not is_numbered([None, "turned"])
    assert is_numbered([None, 3])


def test_what_stands_apart_says_so() -> None:
    html = html_of("a\nDistrict\nCourt\nJane", [1, "turned", "turned", "typed"], anchor="p1")
    assert html == (
        '<span class="ln" id="p1-1" data-n="1">a</span>'
        '<div class="apart"><b class="label">Printed sideways or across the page</b>District\nCourt</div>'
        '<div class="apart"><b class="label">Typed into the form</b>Jane</div>'
    )


def test_hits_are_marked_and_counted_on() -> None:
    text = "the <plaintiff>\nand the plaintiff"
    html = html_of(text, [1, 2], anchor="p1", hits=find(text, "plaintiff"), first_hit=4)
    assert '&lt;<mark id="hit-4">plaintiff</mark>&gt;</span>' in html
    assert '<mark id="hit-5">plaintiff</mark></span>' in html


def test_a_hit_over_a_line_end_is_a_mark_on_each_line_with_one_id() -> None:
    text = "made by the\nplaintiff today"
    html = html_of(text, [1, 2], anchor="p1", hits=find(text, "the plaintiff"))
    assert (
        '<mark id="hit-1">the</mark></span>\n<span class="ln" id="p1-2" data-n="2"><mark>plaintiff</mark> today' in html
    )
    assert html.count("<mark") == html.count("</mark>") == 2


MARKS: st.SearchStrategy[Mark] = st.one_of(st.none(), st.integers(1, 28))


@given(
    st.text(alphabet="ab <&'\"\n\x02\x03", max_size=60),
    st.lists(MARKS, max_size=8),
    st.sampled_from(["a", "ab", "b a", "<"]),
)
def test_the_text_of_the_page_is_the_text_and_nothing_else(text: str, marks: list[Mark], query: str) -> None:
    assert unescape(re.sub(r"<[^>]+>", "", html_of(text, marks, anchor="p1"))) == text
    hits = find(text, query)
    marked = html_of(text, marks, anchor="p1", hits=hits)
    assert unescape(re.sub(r"<[^>]+>", "", marked)) == text
    assert len(re.findall(r'<mark id="hit-\d+">', marked)) == len(hits)


@given(
    st.text(alphabet="ab <&'\"\n", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
    st.sampled_from(["a", "ab", "b a", "<"]),
)
def test_links_and_hits_nest_and_leave_the_text_alone(text: str, spans: list[tuple[int, int]], query: str) -> None:
    ends = sorted({min(at, len(text)) for span in spans for at in span})
    links = [Link(start, end, "/x?a&b") for start, end in zip(ends[::2], ends[1::2], strict=False)]
    marked = html_of(text, [1, None, 2], anchor="p1", hits=find(text, query), links=links)
    assert unescape(re.sub(r"<[^>]+>", "", marked)) == text
    open_tags: list[str] = []
    for closing, tag in re.findall(r"<(/?)(\w+)[^>]*>", marked):
        if closing:
            assert open_tags.pop() == tag
        else:
            open_tags.append(tag)
    assert not open_tags


def test_a_link_that_runs_over_a_line_end_is_one_on_each_line() -> None:
    html = html_of(
        "see Dkt.\n34 at 5", [1, 2], anchor="p1", hits=find("see Dkt.\n34 at 5", "34"), links=[Link(4, 16, "/x")]
    )
    assert html == (
        '<span class="ln" id="p1-1" data-n="1">see <a href="/x">Dkt.</a></span>\n'
        '<span class="ln" id="p1-2" data-n="2"><a href="/x"><mark id="hit-1">34</mark> at 5</a></span>'
    )
