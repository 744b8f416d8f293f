"""What an event is made of. Pure. Unknown is None throughout."""

import datetime
from typing import NamedTuple

# Stands for the unknown date of a deadline, so that it sorts last; no court sits on it.
UNDATED = datetime.date.max
FILING, HEARING, DEADLINE = range(3)


class BadPlaceError(ValueError):
    """The text is no place on a timeline."""


class Place(NamedTuple):
    """Where an event stands; unique in a case, and in addresses as `2025-10-27_0_00:00:00_34_1290`.

    Its order is the order of the timeline: by date; on one day the filings as the docket has them, then the hearings by
    their time, then the deadlines; what has no date stands last.
    """

    day: datetime.date
    rank: int = FILING
    clock: datetime.time = datetime.time.min
    position: int = 0
    id: int = 0

    @classmethod
    def read(cls, text: str) -> "Place":
        """The place, or the start of the day where the text is a date alone. Raises BadPlaceError."""
        try:
            day, *rest = text.split("_")
            if not rest:
                return cls(datetime.date.fromisoformat(day))
            rank, clock, position, pk = rest
            return cls(
                datetime.date.fromisoformat(day), int(rank), datetime.time.fromisoformat(clock), int(position), int(pk)
            )
        except ValueError as error:
            raise BadPlaceError(text) from error

    def __str__(self) -> str:
        return "_".join(str(part) for part in self)


class Actors(NamedTuple):
    """Who filed a paper, or must act on a date. Each side once: the court first, then as the record names them."""

    names: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    # (side, the names on it), in the order of `sides`.
    by_side: tuple[tuple[str, tuple[str, ...]], ...] = ()
    # As the export writes them; None when nobody is known.
    names_text: str | None = None
    sides_text: str | None = None

    @property
    def lane(self) -> str:
        """The side whose lane it stands in; empty when nobody is known."""
        return self.sides[0] if self.sides else ""


NOBODY = Actors()


class Papers(NamedTuple):
    """The documents of a filing, counted."""

    known: int = 0
    held: int = 0
    # None when a held file has not been counted yet.
    pages: int | None = 0
    samples: int = 0


class Paper(NamedTuple):
    """What an event that is a filing has beside the rest."""

    entry: int | None = None
    kind: str | None = None
    filers: str | None = None
    attorney: str | None = None
    judge: str | None = None
    # (opposes, key of the other filing)
    relations: tuple[tuple[str, str], ...] = ()
    relations_text: str | None = None
    outcome: str | None = None
    documents: int | None = None
    held: int | None = None
    pages: int | None = None
    samples: int | None = None
    attachments_complete: bool | None = None
    sealed: str | None = None
    text_only: bool | None = None
    date_entered: datetime.date | None = None
    docket_text: str | None = None
    url: str | None = None


class Due(NamedTuple):
    """What an event that is a deadline or a hearing has beside the rest. Other filings stand by their keys."""

    time: datetime.time | None = None
    status: str | None = None
    responsible: str | None = None
    location: str | None = None
    rule: str | None = None
    rule_days: int | None = None
    trigger_entry: str | None = None
    trigger_date: datetime.date | None = None
    computed_due: datetime.date | None = None
    set_by_entry: str | None = None
    met_by_entry: str | None = None
    changed_by_entry: str | None = None
    moved_to: datetime.date | None = None


NO_PAPER, NO_DUE = Paper(), Due()


class Event(NamedTuple):
    """A filing by its filing date, or a deadline or hearing by its due date."""

    place: Place
    event: str
    key: str
    # The page of it, from the root of the site.
    path: str
    date: datetime.date | None
    actors: Actors = NOBODY
    # The lane it stands in: a hearing in the court's. Empty: nobody is known to have acted.
    lane: str = ""
    title: str | None = None
    note: str | None = None
    confidence: str | None = None
    inferred: str | None = None
    paper: Paper = NO_PAPER
    due: Due = NO_DUE
    # True where this reader may not see what the filing is.
    is_masked: bool = False
