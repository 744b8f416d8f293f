"""A text as the index sees it: runs of letters and digits, without case and accents. Pure.

Small figures (of notes: `Meta²`), fractions, figures in circles and the letters of a font's own are no part of a word.

The tokenizer `unicode61` of SQLite and the function `casefiles_words` of PostgreSQL cut alike; a shared table of queries holds
the three to it.
"""

import re
import unicodedata
from typing import NamedTuple

# Combining marks stand within a word and are dropped.
_FIGURES = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070\u2074-\u2079\u2080-\u2089\u2150-\u215f\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
_LETTER = f"[^\\W_{_FIGURES}]"
WORD = re.compile(f"{_LETTER}(?:{_LETTER}|[\u0300-\u036f])*")
PLAIN = re.compile("[a-z0-9]+")


class Token(NamedTuple):
    """A word of a text, folded, and where it stands there."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    if text.isascii():
        return [Token(found[0], found.start(), found.end()) for found in PLAIN.finditer(text.lower())]
    return [Token(fold(found[0]), found.start(), found.end()) for found in WORD.finditer(text)]


def words(text: str) -> tuple[str, ...]:
    return tuple(fold(found) for found in WORD.findall(text))


def fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(character for character in apart if not "\u0300" <= character <= "\u036f")
