"""The forms in which a word is looked for: singular and plural of a bare one, the root of `word!`. Pure.

The same on both engines because neither is asked for its own stemmer: what is searched is what these functions give.
"""

SIBILANT = ("s", "x", "z", "ch", "sh")
# Longest first; a root keeps five letters at least, so that one that was typed as a root (`infring!`) stays.
ENDINGS = sorted(
    "ements ement ations ation ingly edly ments ment ions ion ings ing ers er ors or ables able ibles ible ities ity "
    "ances ance ences ence ives ive ously ous ally al ly ed es s e".split(),
    key=len,
    reverse=True,
)
SHORTEST_ROOT = 5


def numbers_of(word: str) -> tuple[str, ...]:
    """`party`: party, parties; `works`: works, work. The word itself first."""
    if len(word) < 3 or not word.isalpha() or not word.isascii():
        return (word,)
    return (word, *(_singulars(word) or (_plural(word),)))


def _singulars(word: str) -> tuple[str, ...]:
    if word.endswith("ies") and len(word) > 4:
        return (f"{word[:-3]}y",)
    if word.endswith("es") and word[:-2].endswith(SIBILANT):
        return (word[:-2], word[:-1])
    return (word[:-1],) if word.endswith("s") and not word.endswith(("ss", "us", "is")) else ()


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(SIBILANT) else f"{word}s"


def root_of(word: str) -> str:
    """`infringement`: infring, of which infringe, infringed, infringing begin."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ROOT:
            return word[: -len(ending)]
    return word
