"""What an event is made of. Pure. Unknown is None throughout."""

import datetime
from typing import Any, NamedTuple

# Stands for the unknown date of a deadline, so that it sorts last; no court sits on it.
UNDATED = datetime.date.max
FILING, HEARING, DEADLINE, FACT = range(4)


class BadPlaceError(ValueError):
    """The text is no place on a timeline."""


class Place(NamedTuple):
    """Where an event stands; unique in a case, and in addresses as `2025-10-27_0_00:00:00_34_1290`.

    Its order is the order of the timeline: by date; on one day the filings as the docket has them, then the hearings by
    their time, then the deadlines, then what happened outside the court; what has no date stands last.
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


class Event(NamedTuple):
    """A filing by its filing date, a deadline or hearing by its due date, or a fact by the first day that it may be. Other
    filings stand by their keys.

    First its cells, as the export writes them and in its order: dates and times as ISO text, yes and no as `true` and
    `false`, lists joined. An export of 100,000 rows then has to make each of them once only. Then what a page needs more.
    """

    date: str | None
    event: str
    time: str | None
    entry: int | None
    key: str
    kind: str | None
    title: str | None
    side: str | None
    filers: str | None
    attorney: str | None
    judge: str | None
    relations: str | None
    outcome: str | None
    status: str | None
    responsible: str | None
    location: str | None
    rule: str | None
    rule_days: int | None
    trigger_entry: str | None
    trigger_date: str | None
    computed_due: str | None
    set_by_entry: str | None
    met_by_entry: str | None
    changed_by_entry: str | None
    moved_to: str | None
    # Of a fact. Its last day where it lasted: None then means that it goes on.
    end: str | None
    precision: str | None
    fact_status: str | None
    said_by: str | None
    text: str | None
    source_entry: str | None
    source_document: int | None
    source_page: int | None
    source_address: str | None
    own_sources: str | None
    documents: int | None
    attachments_complete: str | None
    documents_held: int | None
    pages_held: int | None
    samples_held: int | None
    sealed: str | None
    text_only: str | None
    date_entered: str | None
    docket_text: str | None
    note: str | None
    confidence: str | None
    inferred_fields: str | None
    url: str | None
    address: str
    # No cells from here on.
    place: Place
    actors: Actors
    # The lane it stands in: a hearing in the court's. Empty: nobody is known to have acted.
    lane: str
    # True where this reader may not see what the filing is.
    is_masked: bool


# An event of which nothing is known: what a reader of rows fills in.
NOTHING: dict[str, Any] = dict.fromkeys(Event._fields)
