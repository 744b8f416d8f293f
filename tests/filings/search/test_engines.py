"""The same hits on SQLite and on PostgreSQL: the suite runs on both, and this one table holds them to the same answers."""

from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefiles.models import CaseFile
from filings.models import Document, Filing, HeldFile, Page, PageCorrection
from filings.query.language import parse
from filings.query.marks import holds
from filings.search.engine import Asked, find, find_records
from tests import factories
from tests.filings.search.papers import hold, make_papers

pytestmark = pytest.mark.django_db

# (entry, document, page); page 0 is the entry itself.
QUERIES: dict[str, set[tuple[int, int, int]]] = {
    "copyright": {(1, 0, 1)},
    "COPYRIGHT infringement": {(1, 0, 1)},
    '"copyright infringement"': {(1, 0, 1)},
    '"infringement copyright"': set(),
    "infringement": {(1, 0, 1), (1, 0, 2), (2, 0, 1)},
    "infringement -copyright": {(1, 0, 2), (2, 0, 1)},
    "infringement NOT copyright": {(1, 0, 2), (2, 0, 1)},
    "copyright OR theft": {(1, 0, 1), (3, 0, 1)},
    "(copyright OR theft) trade": {(3, 0, 1)},
    "copyright OR theft trade": {(3, 0, 1)},
    "download*": {(1, 0, 1), (1, 0, 2)},
    "infringement!": {(1, 0, 1), (1, 0, 2), (2, 0, 1)},
    "seed": {(2, 1, 1)},  # seeds, but not seeded
    "seed*": {(1, 0, 2), (2, 1, 1)},
    "party": {(2, 1, 1)},
    '"party"': {(2, 1, 1)},
    '"parties case"': {(2, 1, 1)},
    "theft w/2 trade": {(3, 0, 1)},
    "trade w/2 theft": {(3, 0, 1)},
    "theft w/1 trade": set(),
    "theft w/3 secrets": {(3, 0, 1)},
    '"theft secrets"~2': {(3, 0, 1)},
    '"theft secrets"~1': set(),
    '"trade secrets" w/3 unproved': {(3, 0, 1)},
    '"trade secrets" w/1 unproved': set(),
    "methodology": {(2, 0, 1)},
    '"methodology of the complaint"': {(2, 0, 1)},
    '"an infringement where there"': {(2, 0, 1)},
    '"bad faith"': {(1, 0, 2)},
    '"in bad faith throughout"': {(1, 0, 2)},
    '"faith throughout"': {(1, 0, 3)},
    '"in bad"': {(1, 0, 2)},
    "bad w/3 throughout": {(1, 0, 2)},
    "throughout w/2 bad": {(1, 0, 2)},
    "bad w/1 throughout": set(),
    "bad faith": set(),  # words that no page has both of
    "Rule 12(b)(6)": {(1, 0, 3)},
    "17 U.S.C. § 504(c)": {(1, 0, 3)},
    "5:25-cv-06213": {(2, 1, 1)},
    "2,396": {(1, 0, 1)},
    "cafe": {(2, 0, 2)},
    "CAFÉ NAIVE muller": {(2, 0, 2)},
    "e-mail": {(2, 0, 2)},
    "a@example.org": {(2, 0, 2)},
    "AND/OR": {(2, 0, 2)},
    '"Exhibit A"': {(2, 1, 0), (2, 1, 1)},
    "dismiss": {(2, 0, 0), (2, 0, 1)},
    "motion": {(2, 0, 0), (2, 0, 1), (3, 0, 0), (3, 0, 1)},
    "motion after:2026-01": {(3, 0, 0), (3, 0, 1)},
    "motion before:2026": {(2, 0, 0), (2, 0, 1)},
    "motion in:2": {(2, 0, 0), (2, 0, 1)},
    "motion in:99": set(),
    "motion -order": {(2, 0, 0), (2, 0, 1)},
    "meta -infringement -dismiss": {(1, 0, 0)},
    "'": set(),
    '"': set(),
    '"copyright': {(1, 0, 1)},
    "AND": set(),
    "copyright AND": {(1, 0, 1)},
    "copyright\0": {(1, 0, 1)},
    "NEAR(copyright": set(),
    "words : copyright": set(),
    "c1 open": set(),
    "copyright*\"'; --": {(1, 0, 1)},
    "\\": set(),
    "copyright & !infringement": {(1, 0, 1)},
    "meta:*": {(1, 0, 0), (1, 0, 1), (2, 0, 0)},
}

OVER_THE_END = {'"bad faith"', '"in bad faith throughout"', "bad w/3 throughout", "throughout w/2 bad"}


def asked(text: str, case: CaseFile | None = None, *, sees_sealed: bool = False, **more: Any) -> Asked:
    return Asked(parse(text), case.pk if case else None, sees_sealed, **more)


def places(question: Asked) -> set[tuple[int | None, int, int]]:
    entries = dict(Filing.objects.values_list("pk", "entry"))
    return {(entries[hit.filing], hit.document, hit.page) for hit in find(question).hits}


def is_true() -> bool:
    """The index holds what the tables hold, to the letter."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO filings_search(filings_search, rank) VALUES('integrity-check', 1)")
            return True
        views = "search_entries search_titles search_pages search_party search_counsel search_claim search_point "
        views += "search_contention search_deadline search_fact"
        rows = " UNION ALL ".join(
            f"SELECT id, casefiles_vector(words, mended, bridge, scope) FROM {view}" for view in views.split()
        )
        cursor.execute(f"({rows}) EXCEPT SELECT id, vector FROM filings_search")
        missing = cursor.fetchall()
        cursor.execute(f"SELECT id, vector FROM filings_search EXCEPT ({rows})")
        return not missing and not cursor.fetchall()


def test_the_table_of_queries() -> None:
    make_papers()
    wrong = {text: places(asked(text)) for text, hits in QUERIES.items() if places(asked(text)) != hits}
    assert wrong == {}


def test_what_is_marked_is_what_was_found() -> None:
    """The matcher of the pages agrees with the engine on every page and every query, but for phrases over a page's end."""
    make_papers()
    pages = list(Page.objects.with_words().select_related("held_file__document__filing"))
    for text in set(QUERIES) - OVER_THE_END:
        query = parse(text)
        if query.words is None or query.limits != type(query.limits)():
            continue
        found = places(asked(text))
        held = {
            (page.held_file.document.filing.entry, page.held_file.document.number, page.number)
            for page in pages
            if holds(page.words, query)  # type: ignore[attr-defined]  # with_words
        }
        assert {hit for hit in found if hit[2]} == held, text


WORDS = st.sampled_from("motion motions order party parties trade secret infring infringement 12 b 6 é cafe".split())
TERMS = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=2, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    WORDS.map("{}*".format),
    WORDS.map("-{}".format),
    st.tuples(WORDS, st.integers(1, 4), WORDS).map(lambda parts: f"{parts[0]} w/{parts[1]} {parts[2]}"),
    st.tuples(WORDS, WORDS).map(lambda parts: f"({parts[0]} OR {parts[1]})"),
    st.tuples(WORDS, WORDS, st.integers(0, 4)).map(lambda parts: f'"{parts[0]} {parts[1]}"~{parts[2]}'),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4),
    query=st.lists(TERMS, min_size=1, max_size=3).map(" ".join),
)
def test_an_engine_finds_what_the_matcher_holds(texts: list[str], query: str) -> None:
    CaseFile.objects.all().delete()
    held = hold(factories.make_document(factories.make_filing(factories.make_case(), title="-")), tuple(texts))
    question = parse(query)
    expected = {(1, 0, page.number) for page in held.pages.all() if question.words and holds(page.text, question)}
    assert places(asked(query)) == expected, (texts, query)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80) | st.text(alphabet="ab\"()-*!~/w5:| &ORANDT'\\\0<>", max_size=40))
def test_no_text_is_an_error(text: str) -> None:
    find(asked(text))
    find_records(asked(text))


def test_a_word_ends_at_the_figure_of_a_note_and_at_a_bullet() -> None:
    held = hold(
        factories.make_document(factories.make_filing(factories.make_case(), title="-")), ("\uf0b7Meta² paid ½¹.",)
    )
    for text in ("meta", "meta²", '"meta paid"', "paid"):
        assert (places(asked(text)), holds(held.pages.get().text, parse(text))) == ({(1, 0, 1)}, True), text


# What they say, each at every distance of every pair, is gigabytes to PostgreSQL.
LARGE = (
    f'"{"a " * 240}"~50',
    " w/50 ".join("(" + " OR ".join(f"w{group}{word}" for word in range(4)) + ")" for group in range(10)),
    " w/50 ".join(f"ab{word}" for word in range(40)),
    "a (b OR (c " * 10 + "d" + "))" * 10,
)


@pytest.mark.parametrize("text", LARGE)
def test_a_large_query_is_answered_too(text: str) -> None:
    hold(factories.make_document(factories.make_filing(factories.make_case(), title="a")), ("a " * 300,))
    find(asked(text))
    find(asked(text, in_full=True))


def test_each_form_is_near_each_other_one() -> None:
    hold(factories.make_document(factories.make_filing(factories.make_case(), title="-")), ("last stands by zebra",))
    assert places(asked("(one OR two OR three OR last) w/3 (four OR five OR zebra)")) == {(1, 0, 1)}


class TestKeptTrue:
    def test_by_every_change_of_a_page(self) -> None:
        filings = make_papers()
        assert is_true()
        page = Page.objects.get(held_file__document__filing=filings[3])
        Page.objects.filter(pk=page.pk).update(text="The order names a walrus.")
        assert places(asked("walrus")) == {(3, 0, 1)}
        assert places(asked("theft")) == set()
        correction = PageCorrection.objects.create(
            page=page, text="The order names a dugong.", corrected_at=factories.NOON, corrected_by=factories.make_user()
        )
        assert (places(asked("walrus")), places(asked("dugong"))) == (set(), {(3, 0, 1)})
        correction.text = "The order names a manatee."
        correction.save()
        assert (places(asked("dugong")), places(asked("manatee"))) == (set(), {(3, 0, 1)})
        assert is_true()
        correction.delete()
        assert (places(asked("manatee")), places(asked("walrus"))) == (set(), {(3, 0, 1)})
        assert is_true()
        page.delete()
        assert places(asked("walrus")) == set()
        assert is_true()

    def test_by_the_reader_writing_over_pages(self) -> None:
        filings = make_papers()
        held = HeldFile.objects.get(document__filing=filings[3])
        Page.objects.bulk_create(
            [Page(held_file=held, number=1, text="a walrus"), Page(held_file=held, number=2, text="a dugong")],
            update_conflicts=True, unique_fields=["held_file", "number"], update_fields=["text"],
        )  # fmt: skip
        assert places(asked("walrus OR dugong OR theft")) == {(3, 0, 1), (3, 0, 2)}
        assert is_true()

    def test_by_a_newer_version(self) -> None:
        filings = make_papers()
        document = Document.objects.get(filing=filings[3])
        hold(document, ("A walrus instead.",))
        assert (places(asked("walrus")), places(asked("theft"))) == ({(3, 0, 1)}, set())
        Document.objects.filter(pk=document.pk).update(current=None)
        assert places(asked("walrus")) == set()
        assert is_true()

    def test_by_a_filing_that_moves_and_is_renamed(self) -> None:
        filings = make_papers()
        filings[1].date_filed, filings[1].title = filings[3].date_filed, "Walrus"
        filings[1].save()
        assert places(asked("walrus after:2026")) == {(1, 0, 0)}
        assert (1, 0, 1) in places(asked("copyright after:2026"))
        assert is_true()

    def test_by_deletion(self) -> None:
        make_papers()
        CaseFile.objects.all().delete()
        assert is_true()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM filings_search")
            assert cursor.fetchone() == (0,)

    def test_of_a_firm_that_goes_before_its_counsel(self) -> None:
        """As when all tables are flushed, in whatever order."""
        case = factories.make_case()
        factories.make_representation(case, factories.make_appearance(case), firm="Dugong LLP")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM parties_firm")
            cursor.execute("DELETE FROM parties_representation_represents")
            cursor.execute("DELETE FROM parties_representation")
        assert is_true()

    def test_of_records(self) -> None:
        case = factories.make_case()
        doe = factories.make_appearance(case)
        lee = factories.make_representation(case, doe, firm="Dugong LLP")
        claim = factories.make_claim(
            case, pleaded_in=factories.make_filing(case), number="I", title="Infringement", theory="Seeds"
        )
        assert {(hit.sort, hit.pk) for hit in find_records(asked("doe OR dugong OR seeds", case))} == {
            ("party", doe.pk), ("counsel", lee.pk), ("claim", claim.pk),
        }  # fmt: skip
        doe.party.name = "Walrus"
        doe.party.save()
        assert [(hit.sort, hit.pk) for hit in find_records(asked("walrus", case))] == [("party", doe.pk)]
        assert find_records(asked("doe", case)) == []
        assert is_true()
        claim.delete()
        assert find_records(asked("seeds", case)) == []
        assert is_true()

    def test_of_a_claim_that_moves_to_another_case(self) -> None:
        case, other = factories.make_case(), factories.make_case(slug="other")
        claim = factories.make_claim(case, pleaded_in=factories.make_filing(case))
        claim.points.create(aspect="relief", text="walrus")
        type(claim).objects.filter(pk=claim.pk).update(case=other)
        assert [hit.pk for hit in find_records(asked("walrus", other))] == [claim.pk]
        assert find_records(asked("walrus", case)) == []
        assert is_true()
        claim.delete()
        assert is_true()


class TestSealed:
    def test_a_sealed_filing_is_found_by_those_alone_who_may_see_it(self) -> None:
        filings = make_papers()
        Filing.objects.filter(pk=filings[3].pk).update(sealed="full")
        assert places(asked("theft OR lee")) == set()
        assert places(asked("theft OR lee", sees_sealed=True)) == {(3, 0, 0), (3, 0, 1)}
        Filing.objects.filter(pk=filings[3].pk).update(sealed="none")
        assert places(asked("theft OR lee")) == {(3, 0, 0), (3, 0, 1)}
        assert is_true()

    def test_so_is_a_sealed_document_and_an_unredacted_version(self) -> None:
        filings = make_papers()
        Document.objects.filter(filing=filings[2], number=1).update(sealed=True)
        HeldFile.objects.filter(document__filing=filings[3]).update(version="unredacted")
        assert places(asked("exhibit OR theft")) == set()
        assert places(asked("exhibit OR theft", sees_sealed=True)) == {(2, 1, 0), (2, 1, 1), (3, 0, 1)}
        assert is_true()


class TestOrderAndBounds:
    def test_newest_first(self) -> None:
        filings = make_papers()
        found = find(asked("motion", newest_first=True))
        assert [hit.filing for hit in found.hits] == [filings[3].pk, filings[3].pk, filings[2].pk, filings[2].pk]
        assert (found.filings, found.pages, found.is_whole, found.is_exact) == (2, 4, True, True)

    def test_past_the_bound_it_is_newest_first_and_says_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("filings.search.engine.BOUND", 3)
        make_papers()
        found = find(asked("motion"))
        assert (len(found.hits), found.is_whole, found.is_exact, found.newest_first) == (3, False, False, True)
        days = [Filing.objects.get(pk=hit.filing).date_filed for hit in found.hits]
        assert all(later >= earlier for later, earlier in pairwise(days))
        whole = find(asked("motion", in_full=True))
        assert (len(whole.hits), whole.is_whole, whole.is_exact, whole.pages, whole.filings) == (3, False, True, 4, 2)

    def test_only_the_filings_that_may_answer(self) -> None:
        make_papers()
        orders = Filing.objects.filter(kind="order")
        assert places(asked("motion", filings=orders)) == {(3, 0, 0), (3, 0, 1)}

    def test_cases_apart(self) -> None:
        make_papers()
        other = factories.make_case(slug="other")
        factories.make_filing(other, title="Motion")
        assert places(asked("motion", other)) == {(1, 0, 0)}
        assert len(find(asked("motion")).hits) == 5


def test_the_index_can_be_made_anew(capsys: pytest.CaptureFixture[str]) -> None:
    make_papers()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO filings_search(filings_search) VALUES('delete-all')")
        else:
            cursor.execute("DELETE FROM filings_search")
    assert places(asked("copyright")) == set()
    call_command("remake_search")
    assert places(asked("copyright")) == {(1, 0, 1)}
    assert is_true()
    assert capsys.readouterr().out == "11 pages, entries and records can be found.\n"
