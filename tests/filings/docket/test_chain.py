from datetime import date

import pytest

from casefiles.models import CaseFile
from filings.docket.chain import MOST_STEPS, Chain, chain_of, links_of, node_of, statements_of
from filings.docket.models import Filing
from tests import factories

relate = factories.relate


@pytest.fixture
def suit(case: CaseFile) -> CaseFile:
    """Complaint 1, summons 2, motion 3, opposition 4, reply 5, hearing 6, order 7, transcript of the hearing 8; and 9 apart."""
    kinds = (
        "complaint", "summons", "motion", "opposition", "reply", "minute entry", "order", "transcript", "notice of appearance",
    )  # fmt: skip
    papers = {
        n: factories.make_filing(case, entry=n, kind=kind, title=f"The {kind}", date_filed=date(2025, n, 1))
        for n, kind in enumerate(kinds, 1)
    }
    relate(papers[2], "concerns", papers[1])
    relate(papers[3], "responds to", papers[1])
    relate(papers[4], "opposes", papers[3])
    relate(papers[5], "replies in support of", papers[3])
    relate(papers[6], "concerns", papers[3])
    relate(papers[7], "rules on", papers[3])
    relate(papers[8], "concerns", papers[6])
    return case


def chain(case: CaseFile, key: str, *, sees_sealed: bool = False) -> Chain:
    node = node_of(case.filings.get(key=key))
    return chain_of(node, links_of(node, sees_sealed=sees_sealed), sees_sealed=sees_sealed)


def keys(case: CaseFile, key: str) -> list[str]:
    return [node.key for node in chain(case, key).nodes]


@pytest.mark.parametrize("key", ["3", "4", "5", "7"])
def test_the_whole_motion_is_one_chain_from_each_of_its_papers(suit: CaseFile, key: str) -> None:
    assert keys(suit, key) == ["1", "3", "4", "5", "6", "7"]


def test_what_concerns_the_paper_itself_joins_its_chain(suit: CaseFile) -> None:
    assert keys(suit, "6") == ["1", "3", "4", "5", "6", "7", "8"]


def test_a_complaint_leads_to_the_motion_on_it_and_on_to_its_end(suit: CaseFile) -> None:
    # The summons merely concerns it: that stands among the relations in words.
    assert keys(suit, "1") == ["1", "3", "4", "5", "6", "7"]


def test_a_paper_that_only_concerns_the_complaint_stands_in_its_chain(suit: CaseFile) -> None:
    assert "2" in keys(suit, "2")
    assert "1" in keys(suit, "2")


def test_a_paper_without_relations_is_a_chain_of_one(suit: CaseFile) -> None:
    assert keys(suit, "9") == ["9"]


def test_the_order_of_the_docket_rules_even_where_positions_are_equal(suit: CaseFile) -> None:
    Filing.objects.filter(key__in=["4", "5"]).update(position=4)
    assert keys(suit, "3") == ["1", "3", "4", "5", "6", "7"]


def test_a_long_chain_keeps_the_closest_and_says_that_it_is_cut(case: CaseFile) -> None:
    motion = factories.make_filing(case, entry=1, kind="motion")
    for entry in range(2, 60):
        relate(factories.make_filing(case, entry=entry), "concerns", motion)
    order = factories.make_filing(case, entry=60, kind="order")
    relate(order, "rules on", motion)
    found = chain(case, "1")
    assert len(found.nodes) == MOST_STEPS
    assert found.is_cut
    assert found.nodes[-1].key == "60"


def test_what_a_sealed_paper_says_of_others_is_not_followed(suit: CaseFile) -> None:
    suit.filings.filter(key="7").update(sealed="full")
    assert "7" not in keys(suit, "3")
    assert "7" in [node.key for node in chain(suit, "3", sees_sealed=True).nodes]


def test_a_sealed_paper_that_others_speak_of_shows_no_more_than_its_number(suit: CaseFile) -> None:
    suit.filings.filter(key="3").update(sealed="full")
    nodes = {node.key: node for node in chain(suit, "4").nodes}
    assert (nodes["3"].title, nodes["3"].kind, nodes["3"].is_masked) == ("Sealed", "other", True)
    # That it answers the complaint is its own statement.
    assert "1" not in nodes


def test_relations_read_both_ways_with_the_days_between(suit: CaseFile) -> None:
    node = node_of(suit.filings.get(key="3"))
    links = links_of(node, sees_sealed=False)
    assert [(one["words"], one["key"], one["when"]) for one in statements_of(node, links)] == [
        ("responds to", "1", "after 59 days"),
        ("opposed by", "4", "after 31 days"),
        ("supported in reply by", "5", "after 61 days"),
        ("subject of", "6", "after 92 days"),
        ("ruled on by", "7", "after 122 days"),
    ]


def test_a_statement_about_a_sealed_paper_gives_no_title(suit: CaseFile) -> None:
    suit.filings.filter(key="3").update(sealed="full", title="Secret")
    node = node_of(suit.filings.get(key="4"))
    statement = statements_of(node, links_of(node, sees_sealed=False))[0]
    assert (statement["number"], statement["title"]) == ("3", "sealed")


def test_the_chain_costs_two_queries_at_most(suit: CaseFile, django_assert_max_num_queries: object) -> None:
    for key in ("1", "3", "7", "9"):
        node = node_of(suit.filings.get(key=key))
        with django_assert_max_num_queries(2):  # type: ignore[operator]
            chain_of(node, links_of(node, sees_sealed=False), sees_sealed=False)
