"""Whether two names, or two docket texts, mean the same. Pure."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from filings.docket.entrytext import plain

LABEL_WORDS = 14
# What a court's own text ends in, or who entered it: a short description has neither.
_TAILS = re.compile(r"\((?:Entered|Filed on|Attachments?)\b|COURT STAFF", re.IGNORECASE)
_TITLES = re.compile(r"^(?:(?:chief|senior|district|magistrate|circuit|bankruptcy|the|hon(?:orable)?|judge|justice) )+")
_SUFFIXES = frozenset("jr sr ii iii iv esq phv".split())
NEAR_NAME, NEAR_TEXT = 0.82, 0.72
LONGEST = 1500  # letters compared: a text is told from another well before


@lru_cache(maxsize=4096)
def folded(name: str | None) -> str:
    """`Meta Platforms, Inc.` and `META PLATFORMS INC` alike."""
    flat = unicodedata.normalize("NFKD", name or "").casefold()
    kept = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+", " ", kept.replace("'", "").replace(".", "")).split())


def is_near_name(one: str, other: str) -> bool:
    return _ratio(folded(one), folded(other)) >= NEAR_NAME


def is_longer_name(one: str, other: str) -> bool:
    """One goes on where the other ends: Meta Platforms, Meta Platforms Incorporated."""
    first, second = sorted((folded(one), folded(other)), key=len)
    return bool(first) and second.startswith(f"{first} ")


def judge_of(name: str) -> str:
    """The name to compare: without the office."""
    return _TITLES.sub("", folded(name))


def is_same_person(one: str, other: str) -> bool:
    """Equal but for a middle name that one of the two leaves out or shortens; `Jr` is a difference only where both say."""
    first, second = _parts(one), _parts(other)
    if len(first) < 2 or len(second) < 2 or (first[0], first[-1]) != (second[0], second[-1]):
        return first == second
    middle, their_middle = first[1:-1], second[1:-1]
    return (
        not middle
        or not their_middle
        or all(a.startswith(b) or b.startswith(a) for a, b in zip(middle, their_middle, strict=False))
    )


def _parts(name: str) -> list[str]:
    return [part for part in folded(name).split() if part not in _SUFFIXES]


def is_label(text: str) -> bool:
    """A short description of the event, not the court's text: `Order on Stipulation`."""
    return len(text.split()) <= LABEL_WORDS and not _TAILS.search(text)


def key_of(text: str) -> str:
    """Equal for texts of the same words: `relief [7]` and `relief7` are one."""
    return plain(text).casefold().replace(" ", "")


def says_news(held: str | None, new: str | None, *, is_cut: bool = False) -> bool:
    """Whether `new` should replace the docket text that is held: it says something else, and not only less.

    A text that the source cut says nothing new where it is how the held one begins; a label never replaces a text.
    """
    if not new or not new.strip():
        return False
    if not held:
        return True
    ours, theirs = key_of(held), key_of(new)
    if ours == theirs or (ours.startswith(theirs) and (is_cut or is_label(new))):
        return False
    if is_cut and _spaced(held).startswith(_spaced(new)):
        return False
    return not (is_label(new) and not is_label(held))


def _spaced(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def text_likeness(one: str | None, other: str | None) -> float:
    """0 to 1, of the texts without the court's tails; 1 where one of them is how the other begins."""
    first, second = plain(one or "").casefold()[:LONGEST], plain(other or "").casefold()[:LONGEST]
    if not first or not second:
        return 0.0
    if first == second or (
        min(len(first), len(second)) > 20 and (first.startswith(second) or second.startswith(first))
    ):
        return 1.0
    return _ratio(first, second)


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # The quick one is never below the true one.
    quick = matcher.quick_ratio()
    return quick if quick < 0.5 else matcher.ratio()


def words_shared(one: str, other: str) -> int:
    """How many words of four letters and more both have."""
    return len({word for word in folded(one).split() if len(word) > 3} & set(folded(other).split()))
