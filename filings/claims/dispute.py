"""What each side says and what answers it, point by point, as a reader may see it; and the figures in dispute."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from casefiles.models import CaseFile, Source
from filings.claims.figures import written
from filings.claims.models import Claim, Contention, Figure
from filings.claims.pleaded import Pleaded, is_closed
from filings.claims.points import Point, points
from parties.chips import Chip, chips
from parties.models import Side

# Whose points come first, and who answers first: plaintiffs make the case, the court has the last word.
ORDER = (Side.PLAINTIFF, Side.DEFENDANT, Side.OTHER, None, Side.COURT)


@dataclass(frozen=True)
class Said:
    """A contention where it stands: in which other points it stands as well, and what it replies to further down."""

    contention: Contention
    chips: list[Chip]
    also: list["OpenPoint"] = field(default_factory=list)
    to: Contention | None = None

    @property
    def side(self) -> str | None:
        return self.chips[0].side


@dataclass(frozen=True)
class Answer:
    """What answers the opening of a point itself, and all that replies to it, one after the other."""

    said: Said
    replies: list[Said] = field(default_factory=list)


@dataclass(frozen=True)
class OpenPoint:
    """What is said, on the left of the page, and what answers it, on the right. Numbered from 1 down the page."""

    number: int
    said: Said
    answers: list[Answer] = field(default_factory=list)

    @property
    def is_plaintiffs(self) -> bool:
        return self.said.side == Side.PLAINTIFF


@dataclass(frozen=True)
class Dispute:
    points: list[OpenPoint]
    contentions: list[Contention]
    # How many were raised in a filing that is sealed to this reader.
    withheld: int


def dispute(case: CaseFile, *, claim: Claim | None = None) -> Dispute:
    """All points, or those about one claim; what is about no claim in particular is about each."""
    found = list(
        case.contentions.select_related("raised_in").prefetch_related("by__party", "about_claims", "answers", "sources")
    )
    if claim is not None:
        found = [one for one in found if not one.about_claims.all() or claim in one.about_claims.all()]
    told = [one for one in found if not is_closed(one.raised_in, case=case)]
    said = {one.pk: Said(one, chips(one.by.all(), court=one.by_court)) for one in told}
    shown = sorted(said.values(), key=lambda one: ORDER.index(Side(one.side) if one.side else None))
    arranged = points({one.contention.pk: [other.pk for other in one.contention.answers.all()] for one in shown})
    return Dispute(written_out(arranged, said), contentions=told, withheld=len(found) - len(told))


def written_out(arranged: Sequence[Point], said: dict[int, Said]) -> list[OpenPoint]:
    bare = [OpenPoint(number, said[point.opening]) for number, point in enumerate(arranged, 1)]
    places: dict[int, list[OpenPoint]] = {}
    for open_point, point in zip(bare, arranged, strict=True):
        for reply in point.replies:
            places.setdefault(reply.id, []).append(open_point)
    found = []
    for open_point, point in zip(bare, arranged, strict=True):
        answers: list[Answer] = []
        for reply in point.replies:
            also = [other for other in places[reply.id] if other is not open_point]
            # One level is indented and no more: from the third on, a reply says in words what it replies to.
            to = said[reply.to].contention if reply.depth > 2 else None
            placed = replace(said[reply.id], also=also, to=to)
            if reply.depth == 1:
                answers.append(Answer(placed))
            else:
                answers[-1].replies.append(placed)
        found.append(replace(open_point, answers=answers))
    return found


@dataclass(frozen=True)
class Number:
    """A figure as it is written, and who says so; nobody in particular where no party does."""

    figure: Figure
    written: str
    chips: list[Chip]


def numbers(case: CaseFile) -> list[Number]:
    return [
        Number(
            figure,
            written(figure.value, qualifier=figure.qualifier, unit=figure.unit),
            chips(figure.claimed_by.all()) if figure.claimed_by.all() else [],
        )
        for figure in case.figures.prefetch_related("claimed_by__party", "sources")
    ]


def sources_of(claims: Iterable[Pleaded], told: Dispute, figures: Iterable[Number]) -> list[Source]:
    """All that the page names, each once, in the order of the record."""
    records: tuple[Claim | Contention | Figure, ...] = (
        *(one.claim for one in claims if not one.is_withheld),
        *told.contentions,
        *(one.figure for one in figures),
    )
    named = {source for record in records for source in record.sources.all()}
    return sorted(named, key=lambda source: (source.position, source.pk))
