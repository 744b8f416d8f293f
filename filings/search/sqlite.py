"""The query as FTS5 reads it, and what to ask the table. Every word is quoted: nothing that a reader types is syntax."""

from collections.abc import Sequence

from django.db import connection

from filings.query.language import pairs_of
from filings.query.trees import HEAD, TAIL, And, Form, Near, Or, Term, Tree
from filings.search.places import Sought

WORDS, BRIDGE = "{words mended}", "bridge"
NOTHING = "words : zqxnothingxqz"
MOST_RANKED = 5_000


def expression(tree: Tree) -> str:
    if isinstance(tree, Term):
        found = [f"{WORDS} : {_form(form)}" for form in tree.forms]
        return _any(found + [f"{BRIDGE} : {_form(over)}" for form in tree.forms for over in form.over_the_end()])
    if isinstance(tree, Near):
        return _any([one for pair in pairs_of(tree) for one in _near(*pair, tree.distance)])
    if isinstance(tree, Or):
        return _any([expression(part) for part in tree.parts])
    assert isinstance(tree, And)
    wanted = " AND ".join(f"({expression(part)})" for part in tree.parts)
    return f"({wanted}) NOT ({_any([expression(part) for part in tree.without])})" if tree.without else wanted


def _near(left: Form, right: Form, distance: int) -> list[str]:
    """FTS5 counts the words between: of neighbours none."""
    pairs = [
        (WORDS, left, right),
        *((BRIDGE, one.at(TAIL), two.at(HEAD)) for one, two in ((left, right), (right, left))),
    ]
    return [f"{column} : NEAR({_form(one)} {_form(two)}, {distance - 1})" for column, one, two in pairs]


def _form(form: Form) -> str:
    return f'"{" ".join(form.words)}"{" *" if form.is_begun else ""}'


def _any(found: Sequence[str]) -> str:
    return " OR ".join(f"({one})" for one in found) if len(found) > 1 else found[0] if found else NOTHING


def scoped(tree: Tree, scope: Sequence[str], *, any_of: Sequence[str] = (), none_of: Sequence[str] = ()) -> str:
    """`scope`: words that the row's scope must hold; of `any_of` one of them, of `none_of` none."""
    limits = [f"scope : {word}" for word in scope]
    if any_of:
        limits.append(f"({_any([f'scope : {word}' for word in any_of])})")
    wanted = " AND ".join((*limits, f"({expression(tree)})"))
    return f"({wanted}) NOT ({_any([f'scope : {word}' for word in none_of])})" if none_of else wanted


def newest(sought: Sought, *, most: int) -> list[int]:
    """Numbers of rows, highest first. `narrowed`: further conditions on `rowid`, with their parameters."""
    return _numbers(sought, "rowid DESC", most)


def best(tree: Tree, sought: Sought, *, most: int) -> list[int]:
    return _numbers(sought, "rank", most)


def ranked(tree: Tree, sought: Sought, rows: Sequence[int]) -> list[int]:
    """The rows found, best first. To weigh its words FTS5 counts the rows of each, those of the scope too, which most rows
    have: where few rows at all have what is asked for, those are ranked, and whatever else they are is left out after."""
    words = expression(tree)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM filings_search WHERE filings_search MATCH %s LIMIT %s)",
            [words, MOST_RANKED + 1],
        )
        if cursor.fetchone()[0] > MOST_RANKED:
            return best(tree, sought, most=len(rows))
        # The plus keeps FTS5 from looking up each row for itself.
        cursor.execute(
            "SELECT rowid FROM filings_search WHERE filings_search MATCH %s "
            f"AND +rowid IN ({', '.join(map(str, rows))}) ORDER BY rank",
            [words],
        )
        return [number for (number,) in cursor.fetchall()]


def _numbers(sought: Sought, order: str, most: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM filings_search WHERE filings_search MATCH %s AND rowid >= %s AND rowid <= %s "
            f"{sought.condition} ORDER BY {order} LIMIT %s",
            [*sought.values, most],
        )
        return [number for (number,) in cursor.fetchall()]


def count(sought: Sought, *, shift: int) -> tuple[int, int]:
    """How many rows, and how many different numbers they are once shifted right."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT rowid >> %s) FROM filings_search "
            f"WHERE filings_search MATCH %s AND rowid >= %s AND rowid <= %s {sought.condition}",
            [shift, *sought.values],
        )
        rows, shifted = cursor.fetchone()
        return rows, shifted


KEY = "rowid"
