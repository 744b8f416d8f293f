"""A text as the index sees it: runs of letters and digits, without case and accents. Pure.

The tokenizer `unicode61` of SQLite and the function `casefiles_words` of PostgreSQL cut alike; a shared table of queries holds
the three to it.
"""

import re
import unicodedata
from typing import NamedTuple

# Combining marks stand within a word and are dropped.
WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
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
