"""The query as a tsquery, and what to ask the table. Every word is quoted: nothing that a reader types is syntax."""

from collections.abc import Sequence

from django.db import connection

from filings.query.language import pairs_of
from filings.query.trees import HEAD, TAIL, And, Form, Near, Or, Term, Tree
from filings.search.places import Sought

WORDS, BRIDGE = "CD", "B"
NOTHING = "'zqxnothingxqz'"


def expression(tree: Tree, *, is_weighed: bool = False) -> str:
    """`is_weighed`: for the order of the rows, where words that must be near need only be there."""
    if isinstance(tree, Near) and is_weighed:
        tree = And((tree.left, tree.right))
    if isinstance(tree, Term):
        found = [_form(form, WORDS) for form in tree.forms]
        return _any(found + [_form(over, BRIDGE) for form in tree.forms for over in form.over_the_end()])
    if isinstance(tree, Near):
        return _any([one for pair in pairs_of(tree) for one in _near(*pair, tree.distance)])
    if isinstance(tree, Or):
        return _any([expression(part, is_weighed=is_weighed) for part in tree.parts])
    assert isinstance(tree, And)
    wanted = " & ".join(f"({expression(part, is_weighed=is_weighed)})" for part in tree.parts)
    if is_weighed:
        return wanted
    return f"({wanted}) & !({_any([expression(part) for part in tree.without])})" if tree.without else wanted


def _form(form: Form, letters: str) -> str:
    last = len(form.words) - 1
    words = [
        f"'{word}':{'*' if form.is_begun and place == last else ''}{letters}" for place, word in enumerate(form.words)
    ]
    return f"({' <-> '.join(words)})" if last else words[0]


def _near(left: Form, right: Form, distance: int) -> list[str]:
    """PostgreSQL knows exact distances alone, and counts to the last word of a phrase on the left, from the first of one on
    the right."""
    found = [_form(both, WORDS) for both in left.overlaid(right)]
    for one, other in ((left, right), (right, left)):
        sides = ((_form(one, WORDS), _form(other, WORDS)), (_form(one.at(TAIL), BRIDGE), _form(other.at(HEAD), BRIDGE)))
        found += [f"({first} <{step}> {second})" for first, second in sides for step in range(1, distance + 1)]
    return found


def _any(found: Sequence[str]) -> str:
    return " | ".join(f"({one})" for one in found) if len(found) > 1 else found[0] if found else NOTHING


def scoped(tree: Tree, scope: Sequence[str], *, any_of: Sequence[str] = (), none_of: Sequence[str] = ()) -> str:
    """`scope`: words that the row's scope must hold; of `any_of` one of them, of `none_of` none."""
    limits = [f"'{word}':A" for word in scope]
    if any_of:
        limits.append(f"({_any([f'{chr(39)}{word}{chr(39)}:A' for word in any_of])})")
    limits += [f"!'{word}':A" for word in none_of]
    return " & ".join((*limits, f"({expression(tree)})"))


def newest(sought: Sought, *, most: int) -> list[int]:
    """Numbers of rows, highest first. Whether there are few is found out without their order, by the index of words; where
    they are many, the index of numbers meets them soon."""
    found = _numbers(sought, "", most)
    if len(found) < most:
        return sorted(found, reverse=True)
    return _numbers(sought, "ORDER BY id DESC", most)


def best(tree: Tree, sought: Sought, *, most: int) -> list[int]:
    # To rank, the server keeps in memory each place of each word of the query: of all the distances of w/50 gigabytes.
    weighed = expression(tree, is_weighed=True)
    return _numbers(sought, "ORDER BY ts_rank_cd(vector, CAST(%s AS tsquery)) DESC, id DESC", most, weighed)


def ranked(tree: Tree, sought: Sought, rows: Sequence[int]) -> list[int]:
    """The rows found, best first."""
    return best(tree, sought, most=len(rows))


def _numbers(sought: Sought, order: str, most: int, *of_order: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM filings_search, CAST(%s AS tsquery) AS match "
            f"WHERE vector @@ match AND id >= %s AND id <= %s {sought.condition} {order} LIMIT %s",
            [*sought.values, *of_order, most],
        )
        return [number for (number,) in cursor.fetchall()]


def count(sought: Sought, *, shift: int) -> tuple[int, int]:
    """How many rows, and how many different numbers they are once shifted right."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT id >> %s) FROM filings_search "
            f"WHERE vector @@ CAST(%s AS tsquery) AND id >= %s AND id <= %s {sought.condition}",
            [shift, *sought.values],
        )
        rows, shifted = cursor.fetchone()
        return rows, shifted


KEY = "id"
