"""What a reader typed, cut into the pieces of the language. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
_SPACE = re.compile(r"\s+")
_SLOP = re.compile(r"~(\d{1,3})(?=[\s)]|$)")
_NEAR = re.compile(r"(?:w|near|within|pre)?/(\d{1,3}|[sp])(?=[\s)]|$)", re.IGNORECASE)
_LIMIT = re.compile(rf"([A-Za-z]{{2,12}}):(?:[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]|([^\s{QUOTES}()]+))")
_LEAVE_OUT = re.compile(rf"[-\u2212](?=[\w(§{QUOTES}])")


class Piece(NamedTuple):
    """sort: word, phrase (text, distance), near (distance in `number`; `text` s or p), limit (name in `text`, value in
    `value`), and, or, not, open, close, lone-quote."""

    sort: str
    text: str = ""
    number: int | None = None
    value: str = ""


OPERATORS = {"AND": "and", "&": "and", "&&": "and", "OR": "or", "|": "or", "||": "or", "NOT": "not", "+": "and"}


def pieces(text: str) -> Iterator[Piece]:
    at, depth = 0, 0
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
            continue
        if text[at] == "(":
            depth, at = depth + 1, at + 1
            yield Piece("open")
        elif text[at] == ")":
            depth, at = max(depth - 1, 0), at + 1
            yield Piece("close")
        elif text[at] in QUOTES:
            piece, at = _phrase(text, at)
            yield piece
        elif found := _NEAR.match(text, at):
            number = found[1]
            yield Piece("near", "" if number.isdigit() else number, int(number) if number.isdigit() else None)
            at = found.end()
        elif found := _LEAVE_OUT.match(text, at):
            yield Piece("not", "-")
            at = found.end()
        elif found := _LIMIT.match(text, at):
            yield Piece("limit", found[1].lower(), value=(found[2] if found[2] is not None else found[3]).strip())
            at = found.end()
        else:
            end = _end_of_word(text, at, depth)
            word = text[at:end]
            yield Piece(OPERATORS[word], word) if word in OPERATORS else Piece("word", word)
            at = end


def _phrase(text: str, at: int) -> tuple[Piece, int]:
    end = next((place for place in range(at + 1, len(text)) if text[place] in QUOTES), None)
    if end is None:
        return Piece("lone-quote"), at + 1
    slop = _SLOP.match(text, end + 1)
    return Piece("phrase", text[at + 1 : end], int(slop[1]) if slop else None), slop.end() if slop else end + 1


def _end_of_word(text: str, at: int, depth: int) -> int:
    """A word ends at white space, at a quotation mark, or at the parenthesis that closes a group: that of `12(b)(6)` does
    not."""
    own, end = 0, at
    while end < len(text) and not text[end].isspace() and text[end] not in QUOTES:
        if text[end] == "(":
            own += 1
        elif text[end] == ")":
            if own == 0 and depth:
                break
            own = max(own - 1, 0)
        end += 1
    return max(end, at + 1)
