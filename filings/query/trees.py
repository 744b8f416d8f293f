"""The tree of a query: what a page must hold to answer it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

# Before a word in `bridge` of the index: it ends a page, or begins the next.
TAIL, HEAD = "t", "h"


class Form(NamedTuple):
    """One way to write what is looked for: words in a row, the last perhaps only begun."""

    words: tuple[str, ...]
    is_begun: bool = False

    def over_the_end(self) -> list["Form"]:
        """The ways in which a phrase runs over the end of a page, in the words of `bridge`."""
        marked = [(f"{TAIL}{word}", f"{HEAD}{word}") for word in self.words]
        return [
            Form(tuple(pair[place >= cut] for place, pair in enumerate(marked)), self.is_begun)
            for cut in range(1, len(marked))
        ]

    def at(self, side: str) -> "Form":
        """The phrase on one side of the end."""
        return Form(tuple(f"{side}{word}" for word in self.words), self.is_begun)

    def overlaid(self, other: "Form") -> list["Form"]:
        """The phrases in which both are found because the one begins within the other."""
        return [
            merged
            for first, second in ((self, other), (other, self))
            for start in range(len(first.words))
            if (merged := first._laid_over(second, start)) is not None
        ]

    def _laid_over(self, other: "Form", start: int) -> "Form | None":
        length = max(len(self.words), start + len(other.words))
        found = [_both(self._word(place), other._word(place - start)) for place in range(length)]
        words = [word for word in found if word is not None]
        if len(words) < length or any(is_begun for _, is_begun in words[:-1]):
            return None
        return Form(tuple(word for word, _ in words), words[-1][1])

    def _word(self, place: int) -> tuple[str, bool]:
        """The word at a place, and whether it is only begun: outside the phrase any word will do."""
        if not 0 <= place < len(self.words):
            return "", True
        return self.words[place], self.is_begun and place == len(self.words) - 1


def _both(one: tuple[str, bool], other: tuple[str, bool]) -> tuple[str, bool] | None:
    """The word that is both."""
    shorter, longer = sorted((one, other), key=lambda word: (len(word[0]), not word[1]))
    if shorter[1] and longer[0].startswith(shorter[0]):
        return longer[0], longer[1]
    return longer if longer[0] == shorter[0] and not (longer[1] or shorter[1]) else None


@dataclass(frozen=True)
class Term:
    """Any of its forms: a bare word is looked for in singular and plural, a phrase as it is."""

    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Near:
    """Two terms at most `distance` words apart, in either order; neighbours are one word apart."""

    left: Term
    right: Term
    distance: int


@dataclass(frozen=True)
class And:
    parts: tuple["Tree", ...]
    without: tuple["Tree", ...] = ()


@dataclass(frozen=True)
class Or:
    parts: tuple["Tree", ...]


Tree: TypeAlias = Term | Near | And | Or


def wanted(tree: Tree | None) -> Iterator[Term | Near]:
    """What is to be found and marked, first to last; not what is to be left out."""
    if isinstance(tree, Term | Near):
        yield tree
    elif tree is not None:
        for part in tree.parts:
            yield from wanted(part)
