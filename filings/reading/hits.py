"""Where a phrase stands in a text: the one matcher behind the marks in a page's text and on its picture.

Letters match whatever their case, any white space matches any other (a phrase may run over a line end), typographic
quotes and dashes match the plain ones, and what prints nothing (a soft hyphen) is passed over.
"""

import re

# More marks than these on one page help nobody find anything.
MOST_HITS = 1_000
LONGEST_QUERY = 500

_FOLDED = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), ""),
}
_RUNS = re.compile(r"\S+|\s+")


def find(text: str, query: str) -> list[tuple[int, int]]:
    """The hits from first to last, as (start, end) in the text as given; none overlaps another. At most MOST_HITS.

    The phrase is taken as typed, but for white space at its ends. No phrase, or one past all sense, has no hits.
    """
    wanted = fold(query[: LONGEST_QUERY + 1])[0].strip()
    if not wanted or len(query) > LONGEST_QUERY:
        return []
    folded, origins = fold(text)
    hits: list[tuple[int, int]] = []
    at = folded.find(wanted)
    while at >= 0 and len(hits) < MOST_HITS:
        after = at + len(wanted)
        hits.append((origins[at], origins[after - 1] + 1))
        # One letter may fold to two (ß, ﬁ): the next hit begins with a letter of its own.
        while after < len(folded) and origins[after] < hits[-1][1]:
            after += 1
        at = folded.find(wanted, after)
    return hits


def fold(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters the place it came from."""
    parts: list[str] = []
    origins: list[int] = []
    for run in _RUNS.finditer(text):
        word, start = run.group(), run.start()
        if word[0].isspace():
            parts.append(" ")
            origins.append(start)
        elif word.isascii():
            parts.append(word.lower())
            origins.extend(range(start, run.end()))
        else:
            for place, character in enumerate(word, start):
                folded = _FOLDED.get(ord(character))
                folded = character.casefold() if folded is None else folded
                parts.append(folded)
                origins.extend([place] * len(folded))
    return "".join(parts), origins
