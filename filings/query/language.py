"""What a reader asks the search for: the words with their operators, the filters, the paper to jump to. Pure.

    copyright "willful infringement" -seeding (bittorrent OR torrent*) infring! theft w/5 model "lee orders"~5
    kind:order side:defendant filer:meta judge:lee after:2026-01 before:2026-07 in:34

OR holds its neighbours closer than the space between words, as Westlaw and Google have it: `tesla OR meta motion` wants a
motion and one of the two. No text is an error: what cannot be meant is named in `faults`, a sentence each, and the rest is
searched.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise, product

from filings.query.jumps import Jump, jump_of
from filings.query.lexing import Piece, pieces
from filings.query.limits import NAMES, BadLimit, Gathered, Limits, nearest
from filings.query.tokens import words
from filings.query.trees import And, Form, Near, Or, Term, Tree
from filings.query.wordforms import numbers_of, root_of

__all__ = ["LONGEST", "Jump", "Limits", "Query", "parse"]

LONGEST = 500  # characters
MOST_TERMS = 40
MOST_PAIRS = 4_000
WIDEST = 50
DEEPEST = 20
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class Query:
    """`words` is the tree to match, None where the text asks for no words; `text` is what was typed, without control
    characters."""

    text: str
    words: Tree | None
    limits: Limits
    faults: tuple[str, ...] = ()
    jump: Jump | None = None


def parse(text: str) -> Query:
    text = _CONTROL.sub(" ", text).strip()
    parser = _Parser()
    if len(text) > LONGEST:
        parser.fault(f"A search has {LONGEST} characters at most: the rest was passed over.")
        text = text[:LONGEST]
    parser.left = list(pieces(text))
    found: list[Tree] = []
    while parser.left:
        found += [tree] if (tree := parser.conjunction(0)) else []
        if parser.left:
            parser.left.pop(0)
            parser.fault("A closing parenthesis has no opening one; it was passed over.")
    return Query(text, _all_of(found), parser.gathered.limits(), tuple(dict.fromkeys(parser.faults)), jump_of(text))


@dataclass
class _Parser:
    left: list[Piece] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    gathered: Gathered = field(default_factory=Gathered)
    terms: int = 0
    pairs: int = 0

    def fault(self, sentence: str) -> None:
        self.faults.append(sentence)

    def next_is(self, *sorts: str) -> bool:
        return bool(self.left) and self.left[0].sort in sorts

    def conjunction(self, depth: int) -> Tree | None:
        """All that stands side by side, up to the end or to the parenthesis that closes the group."""
        wanted: list[Tree] = []
        without: list[Tree] = []
        while self.left and not self.next_is("close"):
            if self.next_is("and"):
                self._operator(bool(wanted or without))
                continue
            is_left_out = False
            while self.next_is("not"):
                is_left_out = not is_left_out
                self.left.pop(0)
            if self.next_is("limit") and is_left_out:
                name = self.left.pop(0).text
                self.fault(f"{name}: can be asked for, not left out; it was passed over.")
                continue
            if (tree := self.alternatives(depth)) is not None:
                (without if is_left_out else wanted).append(tree)
        if without and not wanted:
            self.fault("There are only words to leave out: give one to look for.")
            return None
        return And(tuple(wanted), tuple(without)) if without else _all_of(wanted)

    def _operator(self, has_left: bool) -> None:
        word = self.left.pop(0).text
        if not has_left or not self.left or self.next_is("close", "and", "or"):
            self.fault(f'{word} has nothing on one of its sides; it was passed over. To look for the word: "and".')

    def alternatives(self, depth: int) -> Tree | None:
        found = [self.proximity(depth)]
        while self.next_is("or"):
            word = self.left.pop(0).text
            if not self.left or self.next_is("close", "and", "or") or found[-1] is None:
                self.fault(f'{word} has nothing on one of its sides; it was passed over. To look for the word: "or".')
                continue
            if self.next_is("not"):
                self.left.pop(0)
                self.fault("What is to be left out cannot stand beside OR; the minus was passed over.")
            found.append(self.proximity(depth))
        trees = [tree for tree in found if tree is not None]
        return Or(tuple(trees)) if len(trees) > 1 else trees[0] if trees else None

    def proximity(self, depth: int) -> Tree | None:
        found = self.unit(depth)
        chain: list[Tree] = []
        is_kept = False
        while self.next_is("near"):
            near = self.left.pop(0)
            distance = self._distance(near)
            right = self.unit(depth) if self.left and not self.next_is("close", "and", "or", "not", "near") else None
            found, right = _as_term(found), _as_term(right)
            if not isinstance(found, Term) or not isinstance(right, Term):
                self.fault("w/ stands between two words or phrases; both sides were searched without it.")
                chain += [tree for tree in (found,) if tree and not is_kept]
                found, is_kept = right, False
                continue
            chain.append(self._near(found, right, distance))
            found, is_kept = right, True
        if not chain:
            return found
        last = [found] if found is not None and not is_kept else []
        return _all_of([*chain, *last])

    def _near(self, left: Term, right: Term, distance: int) -> Tree:
        """An engine is told of each form beside each other, and PostgreSQL at each distance: there is an end to that."""
        self.pairs += len(left.forms) * len(right.forms) * distance
        if self.pairs > MOST_PAIRS:
            self.fault("There are too many words to be near each other: some were searched without it.")
            return And((left, right))
        return Near(left, right, distance)

    def _distance(self, near: Piece) -> int:
        if near.number is None:
            kind = "sentence" if near.text.lower() == "s" else "paragraph"
            self.fault(f"w/{near.text} is not known here, a page has no {kind}s: within {WIDEST} words was searched.")
        elif near.number > WIDEST:
            self.fault(f"w/{near.number} is too wide: within {WIDEST} words was searched.")
        return min(max(near.number or 1, 1), WIDEST) if near.number is not None else WIDEST

    def unit(self, depth: int) -> Tree | None:
        if not self.left:
            return None
        piece = self.left.pop(0)
        if piece.sort == "open":
            return self._group(depth)
        read = {"limit": self._limit, "phrase": self._phrase, "word": self._word_piece}
        if piece.sort in read:
            return read[piece.sort](piece)
        if piece.sort == "lone-quote":
            self.fault("A quotation mark has no partner: its words were searched one by one.")
        elif piece.sort == "near":
            self.fault("w/ stands between two words; it was passed over.")
        elif piece.sort != "not":
            self.fault(f"{piece.text} has nothing on one of its sides; it was passed over.")
        return None

    def _group(self, depth: int) -> Tree | None:
        if depth >= DEEPEST:
            self.fault("Parentheses stand too deep within each other; the inner ones were passed over.")
            return None
        found = self.conjunction(depth + 1)
        if self.left:
            self.left.pop(0)
        else:
            self.fault("A parenthesis is not closed; it was taken to close at the end.")
        return found

    def _limit(self, piece: Piece) -> Tree | None:
        if piece.text in NAMES:
            try:
                self.gathered.add(piece.text, piece.value)
            except BadLimit as fault:
                self.fault(str(fault))
            return None
        if meant := nearest(piece.text):
            self.fault(f"{piece.text}: is no filter, {meant}: is; it was searched as words.")
        return self._word(f"{piece.text}:{piece.value}")

    def _phrase(self, piece: Piece) -> Tree | None:
        found = words(piece.text)
        if piece.number is None or len(found) < 2:
            return self._term(_phrase_of(piece.text), f"“{piece.text}”")
        distance = self._distance(Piece("near", number=piece.number + 1))
        terms = [term for word in found if isinstance(term := self._term([Form((word,))], word), Term)]
        return _all_of([self._near(left, right, distance) for left, right in pairwise(terms)] or [*terms])

    def _word_piece(self, piece: Piece) -> Tree | None:
        return self._word(piece.text)

    def _word(self, text: str) -> Tree | None:
        ending = text[-1] if text[-1] in "*!" and len(text) > 1 else ""
        found = words(text)
        if "*" in text[:-1] or ("!" in text[:-1] and found):
            self.fault(f"In “{text}” a * or ! does not stand at the end of a word; it was passed over.")
        if not ending or not found:
            forms = tuple(Form((form,)) for form in numbers_of(found[0])) if len(found) == 1 else _phrase_of(text)
            return self._term(forms, f"“{text}”")
        last = root_of(found[-1]) if ending == "!" else found[-1]
        if len(last) < 2:
            self.fault(f"“{text}” is too short to be only the beginning of a word; it was searched as it is.")
            return self._term((Form(found),), f"“{text}”")
        return self._term((Form((*found[:-1], last), is_begun=True),), f"“{text}”")

    def _term(self, forms: Iterable[Form], shown: str) -> Tree | None:
        found = tuple(form for form in forms if form.words)
        if not found:
            if shown.strip("“”*!-–—.,;: "):
                self.fault(f"{shown} holds no letter and no digit to look for; it was passed over.")
            return None
        self.terms += 1
        if self.terms > MOST_TERMS:
            self.fault(f"A search has {MOST_TERMS} words and phrases at most: the rest was passed over.")
            return None
        return Term(found)


def _phrase_of(text: str) -> tuple[Form, ...]:
    """`"trade sec*"` may begin its last word."""
    return (Form(words(text), is_begun=text.rstrip().endswith("*") and len(words(text)[-1:] or "") > 0),)


def _as_term(tree: Tree | None) -> Tree | None:
    """`(model OR weights)` is a term with more forms."""
    if isinstance(tree, Or) and all(isinstance(part, Term) for part in tree.parts):
        return Term(tuple(form for part in tree.parts if isinstance(part, Term) for form in part.forms))
    return tree


def _all_of(trees: list[Tree]) -> Tree | None:
    return And(tuple(trees)) if len(trees) > 1 else trees[0] if trees else None


def pairs_of(near: Near) -> list[tuple[Form, Form]]:
    """Each form of the left with each of the right."""
    return list(product(near.left.forms, near.right.forms))
