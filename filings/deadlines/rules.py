"""The law as data: what a row of `rules.toml` holds, one `Rule` a version of a rule. Pure.

`filings.deadlines.rulebook` reads the shipped file, `filings.deadlines.rulefaults` says in sentences what is wrong with one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from filings.deadlines.periods import Period, Service, adds_days


class UnknownRule(ValueError):
    """No rule has this id; the words name ids that are near it."""


class NotInForce(ValueError):
    """The rule was not law on that day."""


class Layer(StrEnum):
    """Who made a rule. An order, or a stipulation so ordered, outranks all; then a stipulation under Civil L.R. 6-1(a)."""

    FEDERAL = "federal"
    LOCAL = "local"
    STANDING = "standing"  # a judge's standing order


RANK = {Layer.FEDERAL: 0, Layer.LOCAL: 1, Layer.STANDING: 2}


class Basis(StrEnum):
    """What a period runs from. Rule 6(d) can add days to what runs from service alone."""

    FILING = "filing"
    SERVICE = "service"
    ENTRY = "entry"
    EVENT = "event"  # a hearing, a notice, a request sent
    DUE_DATE = "due_date"  # of another deadline


class Outcome(StrEnum):
    """What the date that comes out is."""

    DUE = "due"  # the last day to act
    EARLIEST = "earliest"  # the first day on which something may be: a hearing, a motion
    HAPPENS = "happens"  # something takes effect by itself, on a day that does not roll: deemed denied, a stay ends


class Combine(StrEnum):
    """How the branches of a rule make one date."""

    MIN = "min"
    MAX = "max"
    RESTART = "restart"  # runs anew from the order on a timely motion
    SUSPEND = "suspend"  # no date while a motion is pending; then from notice of the ruling
    DEEMED = "deemed"  # takes effect the day after, unrolled


@dataclass(frozen=True)
class Trigger:
    """What sets a period running: an `event` (listed in `ruleterms.EVENTS`), or the due date of another `rule`."""

    event: str | None = None
    rule: str | None = None
    # Sorts of motion that the event must be of, or must not be: "rule12", "administrative", ...
    only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    # "case": only the first answer or Rule 12 motion of the case sets it off; "party": only the first answer of its filers.
    first: str | None = None

    @property
    def what(self) -> str:
        return self.event or self.rule or ""


@dataclass(frozen=True)
class Branch:
    """One arm of a rule. `when` names an input that takes yes, no or unknown (us_party, served_abroad): the arm holds where it
    is yes. `given` names an input that is a date (remaining_time): the arm is that date, or runs `period` from it.
    """

    name: str
    period: Period | None = None
    when: str | None = None
    given: str | None = None
    cite: str | None = None
    ask: str | None = None  # the question, where the input is not known
    from_service: bool = True  # false: it runs from no service, so that no days are added to it


@dataclass(frozen=True)
class Example:
    """A case that the row must reproduce: from this day, this is the prevailing date, and `safe` the safe one where it is
    another. `inputs` as `compute` takes them. Without `due`, the rule gives no date.
    """

    start: date
    due: date | None = None
    safe: date | None = None
    service: Service | None = None
    court: str = "note"
    inputs: Mapping[str, str] = field(default_factory=dict, hash=False)
    why: str | None = None


# How sure a row can be, and whether somebody must have read for it what governs.
STATUSES = {"official": True, "applied": True, "secondary": False, "memory": False}


@dataclass(frozen=True)
class Confidence:
    """How sure a row is. `status`: "official" (its text was read), "applied" (a court order or docket applies it), "secondary"
    (another author says so), "memory". Of the last two the pages say *unchecked*."""

    status: str
    checked: date
    by: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def is_unchecked(self) -> bool:
        return not STATUSES[self.status]


@dataclass(frozen=True)
class Rule:
    """One version of one rule. `start` and `end` are the first and last day on which it was in force; `start_is` tells whether
    the first day is "exact", "approximate" or "unknown" (then earlier triggers are counted by it, with a question)."""

    id: str
    title: str
    cite: str
    url: str
    layer: Layer
    start: date
    trigger: Trigger
    actor: str
    confidence: Confidence
    examples: tuple[Example, ...]
    period: Period | None = None
    basis: Basis = Basis.EVENT
    outcome: Outcome = Outcome.DUE
    service_days: bool = False  # Rule 6(d) can add days
    own_service_days: bool = False  # the rule adds three days itself, unless it was served through ECF
    runs_out: bool = False  # what may be done may be done from the day after the period has run
    end: date | None = None
    start_is: str = "exact"
    courts: tuple[str, ...] = ()  # empty: every federal court
    judge: str | None = None  # of a standing order: the name as the docket writes it, without title
    combine: Combine | None = None
    branches: tuple[Branch, ...] = ()
    displaces: tuple[str, ...] = ()  # ids of rules that this one stands in for
    satisfied_by: tuple[str, ...] = ()  # kinds of filing
    titles: tuple[str, ...] = ()  # words by which a deadline of the record is known as this one
    page_limit: int | None = None
    moves_with: tuple[str, ...] = ()
    extendable_by: tuple[str, ...] = ()  # empty: not by anybody
    extension_cite: str | None = None
    cases: tuple[str, ...] = ()  # rows of the research's cases.csv
    note: str | None = None

    @property
    def version(self) -> str:
        """`2009-12-01`: the day from which this text is in force tells the versions of a rule apart."""
        return self.start.isoformat()

    @property
    def is_unchecked(self) -> bool:
        return self.confidence.is_unchecked

    @property
    def is_civil(self) -> bool:
        """Whether it is of civil cases alone; the policy on transcripts is of all."""
        return not self.id.startswith("transcript.")

    @property
    def depends_on_service(self) -> bool:
        """Whether the manner of service can move its date."""
        return self.service_days or self.own_service_days

    def adds_days(self, service: Service, *, on: date) -> bool:
        """Whether three days come on top for this manner of service, by the law of that day."""
        if self.own_service_days:
            return service in {Service.MAIL, Service.CLERK, Service.CONSENTED}
        return self.service_days and adds_days(service, on=on)

    def applies_in(self, court: str, *, judge: str | None = None) -> bool:
        return (not self.courts or court in self.courts) and (self.judge is None or self.judge == judge)
