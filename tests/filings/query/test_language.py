"""What a reader types, and what is made of it."""

from datetime import date

import pytest

from filings.query.language import Jump, parse
from filings.query.limits import Limits
from filings.query.tokens import words
from filings.query.trees import Form, Near, Or, Term, Tree, wanted
from filings.query.wordforms import numbers_of, root_of


def shape(tree: Tree | None) -> str:
    """The tree in a line; of a bare word its first form alone."""
    if tree is None:
        return ""
    if isinstance(tree, Term):
        first = tree.forms[0]
        return f"{'_'.join(first.words)}{'*' if first.is_begun else ''}"
    if isinstance(tree, Near):
        return f"{shape(tree.left)}~{tree.distance}~{shape(tree.right)}"
    if isinstance(tree, Or):
        return f"({'|'.join(map(shape, tree.parts))})"
    return f"[{' '.join(map(shape, tree.parts))}{''.join(f' -{shape(part)}' for part in tree.without)}]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("motion", "motion"),
        ("motion dismiss", "[motion dismiss]"),
        ("motion AND dismiss", "[motion dismiss]"),
        ("motion & dismiss", "[motion dismiss]"),
        ("“motion to dismiss”", "motion_to_dismiss"),
        ("motion -denied", "[motion -denied]"),
        ("motion NOT denied", "[motion -denied]"),
        ("e-mail", "e_mail"),
        ("a OR b c", "[(a|b) c]"),
        ("a | b", "(a|b)"),
        ("(a b) OR c", "([a b]|c)"),
        ("-(a OR b) c", "[c -(a|b)]"),
        ("a w/5 b", "a~5~b"),
        ("a /5 b w/2 c", "[a~5~b b~2~c]"),
        ("a w/3 (b OR c)", "a~3~b"),
        ('"a b"~5', "a~6~b"),
        ('"a b c"~0', "[a~1~b b~1~c]"),
        ("infring!", "infring*"),
        ("infringement!", "infring*"),
        ("torrent*", "torrent*"),
        ('"trade sec*"', "trade_sec*"),
        ("Rule 12(b)(6)", "[rule 12_b_6]"),
        ("(Rule 12(b)(6))", "[rule 12_b_6]"),
        ("5:25-cv-06213", "5_25_cv_06213"),
        ("O'Brien’s", "o_brien_s"),
        ("Müller", "muller"),
        ("http://example.org", "http_example_org"),
        ("and or not", "[and or not]"),
    ],
)
def test_trees(text: str, expected: str) -> None:
    query = parse(text)
    assert (shape(query.words), query.faults) == (expected, ())


def test_a_bare_word_is_looked_for_in_both_numbers_and_a_quoted_one_as_it_is() -> None:
    assert list(wanted(parse("party").words)) == [Term((Form(("party",)), Form(("parties",))))]
    assert list(wanted(parse('"party"').words)) == [Term((Form(("party",)),))]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("order", {"order", "orders"}),
        ("orders", {"orders", "order"}),
        ("parties", {"parties", "party"}),
        ("day", {"day", "days"}),
        ("brief", {"brief", "briefs"}),
        ("process", {"process", "processes"}),
        ("boxes", {"boxes", "box", "boxe"}),
        ("basis", {"basis", "basises"}),
        ("12", {"12"}),
        ("b", {"b"}),
    ],
)
def test_numbers(word: str, forms: set[str]) -> None:
    assert set(numbers_of(word)) == forms


def test_a_root_that_was_typed_as_a_root_stays() -> None:
    assert [root_of(word) for word in ("infring", "infringement", "orders", "filing", "motion")] == [
        "infring", "infring", "order", "filing", "motion",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected", "says"),
    [
        ('"motion to', "[motion to]", "quotation mark"),
        ("AND", "", "AND has nothing"),
        ("motion OR", "motion", "OR has nothing"),
        ("OR motion", "motion", "OR has nothing"),
        ("-motion", "", "only words to leave out"),
        ("(motion", "motion", "not closed"),
        (") motion", "motion", "no opening one"),
        ("a OR -b", "(a|b)", "beside OR"),
        ("w/5 b", "b", "stands between two words"),
        ("a w/5", "a", "both sides were searched"),
        (" w/50 ".join("(a OR b OR c OR d)" for _ in range(8)), None, "too many words to be near"),
        ('"'+"a "*50+'"~0', None, "40 words and phrases"),
        ("a w/99 b", "a~50~b", "too wide"),
        ("a w/p b", "a~50~b", "no paragraph"),
        ("e*", "e", "too short"),
        ("wom*n", "wom_n", "does not stand at the end"),
        ("§§", "", "no letter and no digit"),
        ("knd:order", "knd_order", "kind: is"),
        ("after:May", "", "wants a day"),
        ("before:2026-02-30", "", "no calendar"),
        ("in:Lee", "", "number of a docket entry"),
        ("-kind:order motion", "motion", "not left out"),
        ("x " * 300, None, "500 characters"),
        (" ".join(f"w{n}" for n in range(60)), None, "40 words"),
        ("(" * 60 + "a" + ")" * 60, None, "too deep"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_named_and_the_rest_is_searched(text: str, expected: str | None, says: str) -> None:
    query = parse(text)
    assert any(says in fault for fault in query.faults), query.faults
    if expected is not None:
        assert shape(query.words) == expected


def test_limits() -> None:
    found = parse(
        'kind:order,motion side:Defendant filer:meta judge:"Eumi Lee" after:2026-01 before:2026-07 in:34 stay'
    )
    assert found.limits == Limits(
        kinds=("order", "motion"),
        sides=("Defendant",),
        filers=("meta",),
        judges=("Eumi Lee",),
        entries=(34,),
        after=date(2026, 1, 1),
        before=date(2026, 6, 30),
    )
    assert shape(found.words) == "stay"


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("after:2026", date(2026, 1, 1), None),
        ("before:2026-03-02", None, date(2026, 3, 1)),
        ("until:2026-02", None, date(2026, 2, 28)),
        ("until:2026", None, date(2026, 12, 31)),
        ("since:7/4/2026", date(2026, 7, 4), None),
        ("after:2026-01 after:2026-05", date(2026, 5, 1), None),
    ],
)
def test_days(text: str, after: date | None, before: date | None) -> None:
    limits = parse(text).limits
    assert (limits.after, limits.before) == (after, before)


@pytest.mark.parametrize(
    ("text", "jump"),
    [
        ("34", Jump(34)),
        ("34-2", Jump(34, 2)),
        ("Dkt. 34-2", Jump(34, 2)),
        ("Dkt. No. 34–2", Jump(34, 2)),
        ("ECF No. 34 at 3", Jump(34, None, 3)),
        ("ecf 34 p. 3", Jump(34, None, 3)),
        ("ECF No. 34-2 at 3:12-18", Jump(34, 2, 3, 12)),
        ("D.E. 7", Jump(7)),
        ("Docket Entry No. 7", Jump(7)),
        ("Doc. #7", Jump(7)),
        ("[34]", Jump(34)),
        ("No. 34", Jump(34)),
        ("34 motion", None),
        ("0", None),
        ("5:25-cv-06213", None),
        ("12(b)(6)", None),
        ("2025-10-27", None),
    ],
)
def test_jumps(text: str, jump: Jump | None) -> None:
    assert parse(text).jump == jump


def test_words_are_cut_as_the_index_cuts_them() -> None:
    assert words("Café_naïve CO-OP's 12(b)") == ("cafe", "naive", "co", "op", "s", "12", "b")
