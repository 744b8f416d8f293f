"""A rule is known however somebody cites it, and no other is taken for it."""

import pytest

from filings.deadlines.citing import rule_cited
from filings.deadlines.rulebook import rulebook


@pytest.mark.parametrize(
    ("cite", "rule"),
    [
        ("FRCP 12(a)(1)(A)(ii)", "frcp.12.a.1.A.ii"),
        ("Fed. R. Civ. P. 12(a)(1)(A)(ii)", "frcp.12.a.1.A.ii"),
        ("Federal Rule of Civil Procedure 12(a)(1)(A)(ii)", "frcp.12.a.1.A.ii"),
        ("Rule 12(a)(1)(A)(ii)", None),
        ("Civil L.R. 7-3(a)", "cand.civlr.7-3.a"),
        ("Civ. L.R. 7-3(a)", "cand.civlr.7-3.a"),
        ("Civil Local Rule 7-3(a)", "cand.civlr.7-3.a"),
        ("N.D. Cal. Civ. L.R. 7-3(c)", "cand.civlr.7-3.c"),
        ("Civil L.R. 7-11(b)", "cand.civlr.7-11.b"),
        ("FRCP 15(a)(3)", "frcp.15.a.3"),
        ("FRCP 12(a)(4)(A)", "frcp.12.a.4.A"),
        ("Civil L.R. 7-1", None),
        ("FRCP 1", None),
        ("", None),
        ("the usual rule", None),
    ],
)
def test_a_citation_names_its_rule(cite: str, rule: str | None) -> None:
    assert rule_cited(rulebook(), cite, court="cand") == rule


def test_a_local_rule_is_one_of_its_own_court() -> None:
    assert rule_cited(rulebook(), "Civil L.R. 7-3(a)", court="nysd") is None
