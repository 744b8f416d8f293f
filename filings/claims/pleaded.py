"""The claims of a case as a reader may see them: what is asked, by whom of whom, and each step with its filing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from casefiles.models import CaseFile
from filings.claims.models import Claim, ClaimEvent, ClaimPoint
from filings.docket.models import Filing
from parties.chips import Chip, chips
from parties.models import Side


@dataclass
class Step:
    """One step in the life of a claim; `side` is that of the filing behind it."""

    event: ClaimEvent
    side: str


@dataclass
class Pleaded:
    """A claim. Of one pleaded in a filing that is sealed to this reader `is_withheld` is true and no more is told."""

    claim: Claim
    is_withheld: bool = False
    asserted_by: list[Chip] = field(default_factory=list)
    against: list[Chip] = field(default_factory=list)
    theories: list[ClaimPoint] = field(default_factory=list)
    bases: list[ClaimPoint] = field(default_factory=list)
    relief: list[ClaimPoint] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    # Steps that only a sealed filing shows.
    steps_withheld: int = 0


def is_closed(filing: Filing | None, *, case: CaseFile) -> bool:
    """Sealed to this reader: then what the filing says is not told anywhere, for it would tell what the filing is."""
    return filing is not None and filing.sealed == "full" and not case.sees_sealed


def pleaded(case: CaseFile) -> list[Pleaded]:
    claims = case.claims.select_related("pleaded_in").prefetch_related(
        "asserted_by__party", "against__party", "points", "events__entry__filers__appearance", "sources"
    )
    return [one_claim(claim, case=case) for claim in claims]


def one_claim(claim: Claim, *, case: CaseFile) -> Pleaded:
    if is_closed(claim.pleaded_in, case=case):
        return Pleaded(claim, is_withheld=True)
    points = list(claim.points.all())
    steps = steps_of(claim.events.all(), case=case)
    return Pleaded(
        claim,
        asserted_by=chips(claim.asserted_by.all()),
        against=chips(claim.against.all()),
        theories=[point for point in points if point.aspect == ClaimPoint.Aspect.THEORY],
        bases=[point for point in points if point.aspect == ClaimPoint.Aspect.BASIS],
        relief=[point for point in points if point.aspect == ClaimPoint.Aspect.RELIEF],
        steps=steps,
        steps_withheld=len(claim.events.all()) - len(steps),
    )


def steps_of(events: Iterable[ClaimEvent], *, case: CaseFile) -> list[Step]:
    return [Step(event, side_of(event.entry)) for event in events if not is_closed(event.entry, case=case)]


def side_of(filing: Filing) -> str:
    """The lane of a filing: the court's, or that of the first who filed it; `unknown` when nobody is named."""
    if filing.by_court:
        return Side.COURT.value
    return next((filer.appearance.side for filer in filing.filers.all()), "unknown")
