"""What the description of a bundle is made of: tables and their columns."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models

from casefiles.models import CaseFile


class Origin(StrEnum):
    """Where the values of a column come from. The README prints these sentences."""

    COURT = "court", "As the court's docket or the court itself has it."
    PAPER = "paper", "Read from the PDF by a program; the reader is named with the page or the file."
    PERSON = "person", "The words or the reading of whoever keeps this record."
    PROGRAM = "program", "Computed by a program from other columns or from the text of the pages."
    TRACKER = "tracker", "Bookkeeping of the tracker that made this bundle: keys, order, states, times."

    sentence: str

    def __new__(cls, word: str, sentence: str) -> "Origin":
        one = str.__new__(cls, word)
        one._value_, one.sentence = word, sentence
        return one


@dataclass(frozen=True)
class Column:
    """A plain field of the model, under its own name."""

    name: str
    origin: Origin
    description: str
    # Written and checked, but set by the program when it is loaded.
    is_derived: bool = False


@dataclass(frozen=True)
class Ref:
    """A row of another table, by its key there: one column, or one for each part of the key."""

    name: str
    to: str
    origin: Origin
    description: str
    # The headings, where the key has several parts.
    columns: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        return self.columns or (self.name,)


@dataclass(frozen=True)
class Ties:
    """Rows of another table, by their keys, as a JSON list in the order in which they were tied."""

    name: str
    to: str
    origin: Origin
    description: str


@dataclass(frozen=True)
class Named:
    """A key that no field holds: rows shared by cases are named by what they are in this one."""

    name: str
    origin: Origin
    description: str
    # From the case, and the column that holds the row's pk.
    expression: Callable[[CaseFile, str], Any]


Part = Column | Ref | Ties | Named


@dataclass(frozen=True)
class Table:
    name: str
    model: type[models.Model]
    description: str
    # The lookup from a row to its case; of rows that cases share, the one through the rows that are of a case.
    case: str
    columns: tuple[Part, ...]
    order: tuple[str, ...]
    # The headings that name a row; empty: nothing does, and nothing refers to it.
    key: tuple[str, ...] = ()
    is_shared: bool = False
    # Shared rows that are the same in all cases, and found again by their key.
    is_common: bool = False
    # A person's name that the row must carry and the bundle does not.
    signed: str = ""

    @property
    def path(self) -> str:
        return f"data/{self.name}.csv"

    @property
    def headings(self) -> list[str]:
        return [name for part in self.columns for name in headings_of(part)]

    def part(self, name: str) -> Part:
        return next(part for part in self.columns if name in headings_of(part))


def headings_of(part: Part) -> tuple[str, ...]:
    return part.headings if isinstance(part, Ref) else (part.name,)
