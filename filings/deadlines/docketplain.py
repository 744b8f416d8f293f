"""Docket text without entities and markup, and the way back to the text as given. Pure."""

import re
from bisect import bisect_right
from html import unescape

_ENTITY = re.compile(r"&(?:amp;){0,3}(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d{0,2});", re.I)
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
# A line that breaks within a sentence, and spaces that nobody sees.
_WRAPPED = re.compile(r"(?<=[A-Za-z,])\n(?=[a-z])|[\u200b-\u200d\u2060\ufeff]")
_HALF_DAY = re.compile(r"\b([APap])\.\s?([Mm])\.(?:()(?=\s*(?:[A-Z(]|$)))?")


def unescaped(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without entities, and where its pieces begin in it and in the text given. `a.m.` loses its points, which end
    no sentence."""
    pieces, places, done, length = [], [(0, 0)], 0, 0
    for found in _ENTITY.finditer(text):
        one = found[0]
        while (plain := unescape(one)) != one:
            one = plain
        pieces += [text[done : found.start()], one]
        length += found.start() - done + len(one)
        done = found.end()
        places.append((length, done))
    clear = _MARKUP.sub(lambda found: " " * len(found[0]), "".join([*pieces, text[done:]]))
    clear = _WRAPPED.sub(" ", clear)
    return _HALF_DAY.sub(
        lambda found: f"{found[1]}{found[2]}{'' if found[3] is None else '.'}".ljust(len(found[0])), clear
    ), places


def place_in_given(places: list[tuple[int, int]], at: int) -> int:
    clear, given = places[bisect_right(places, (at, 1 << 62)) - 1]
    return given + at - clear
