"""Text that a database, a web page and a feed will take."""

import unicodedata

_NEW_LINES = {ord(character): "\n" for character in "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"}
# Marks that turn the direction of text around: in a hostile file they make a line read as what it does not say.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Line ends as newlines, tabs as spaces, control characters, lone surrogates and non-characters dropped, no space at
    a line's ends."""
    text = text.replace("\r\n", "\n").translate(_NEW_LINES).replace("\t", " ")
    return "\n".join(line.strip() for line in clean_word(text).split("\n"))


def clean_word(text: str) -> str:
    """The same for a piece of a line."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    # Joins the surrogates that make a pair, drops those that do not.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return "".join(character for character in text if _is_kept(character))


def _is_kept(character: str) -> bool:
    if character == "\n":
        return True
    if character in _TURNING or unicodedata.category(character) in ("Cc", "Cs"):
        return False
    return ord(character) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(character) <= 0xFDEF
