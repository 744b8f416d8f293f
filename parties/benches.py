"""The people of a case on a day, side by side: who is in it, who speaks for them, who is not yet or no longer there."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from casefiles.models import CaseFile, JudgeAssignment, Source
from parties.models import Appearance, Representation, Side
from parties.standing import Standing, standing

Who = TypeVar("Who", Appearance, Representation, JudgeAssignment)

HEADINGS = {
    Side.PLAINTIFF: ("Plaintiff", "Plaintiffs"),
    Side.DEFENDANT: ("Defendant", "Defendants"),
    Side.COURT: ("The court", "The court"),
    Side.OTHER: ("Others named", "Others named"),
}


@dataclass
class Member(Generic[Who]):
    """Somebody in a role, and how that role stands on the day."""

    who: Who
    start: date | None
    end: date | None
    standing: Standing
    # Carries the anchor: counsel of parties in two groups stand twice on the page.
    is_first: bool = True


@dataclass
class Group:
    """Parties for whom the same counsel stand, and that counsel; those not there on the day apart."""

    parties: list[Member[Appearance]] = field(default_factory=list)
    counsel: list[Member[Representation]] = field(default_factory=list)

    @property
    def parties_there(self) -> list[Member[Appearance]]:
        return there(self.parties)

    @property
    def parties_away(self) -> list[Member[Appearance]]:
        return away(self.parties)

    @property
    def counsel_there(self) -> list[Member[Representation]]:
        return there(self.counsel)

    @property
    def counsel_away(self) -> list[Member[Representation]]:
        return away(self.counsel)


@dataclass
class Bench:
    """One side of the case; `side` is None for counsel whose client is not known."""

    side: str | None
    heading: str
    groups: list[Group]
    judges: list[Member[JudgeAssignment]] = field(default_factory=list)

    @property
    def judges_there(self) -> list[Member[JudgeAssignment]]:
        return there(self.judges)

    @property
    def judges_away(self) -> list[Member[JudgeAssignment]]:
        return away(self.judges)


@dataclass
class People:
    """All people of a case on a day, the days on which somebody came or left, and the sources named."""

    benches: list[Bench]
    changes: list[date]
    sources: list[Source]


def there(members: list[Member[Who]]) -> list[Member[Who]]:
    return [member for member in members if member.standing is Standing.IN]


def away(members: list[Member[Who]]) -> list[Member[Who]]:
    return [member for member in members if member.standing is not Standing.IN]


def people(case: CaseFile, *, on: date) -> People:
    def member(who: Who, end: date | None) -> Member[Who]:
        return Member(who, who.start, end, standing(start=who.start, end=end, on=on))

    parties = [
        member(appearance, appearance.date_terminated)
        for appearance in case.appearances.select_related("party").prefetch_related("sources")
    ]
    counsel = [
        member(lawyer, lawyer.end or lawyer.date_terminated)
        for lawyer in case.representations.select_related("attorney", "firm", "source_entry").prefetch_related(
            "represents", "sources"
        )
    ]
    judges = [member(judge, judge.end) for judge in case.judges.select_related("source_entry")]
    named = {source for one in parties for source in one.who.sources.all()}
    named |= {source for one in counsel for source in one.who.sources.all()}
    return People(
        benches=benches(parties, counsel, judges),
        changes=sorted(changes(parties) | changes(counsel) | changes(judges)),
        sources=sorted(named, key=lambda source: (source.position, source.pk)),
    )


def changes(members: list[Member[Who]]) -> set[date]:
    return {day for one in members for day in (one.start, one.end) if day is not None}


def benches(
    parties: list[Member[Appearance]],
    counsel: list[Member[Representation]],
    judges: list[Member[JudgeAssignment]],
) -> list[Bench]:
    """Plaintiffs, defendants, court, others; last, counsel whose client is not known. No empty bench."""
    found: list[Bench] = []
    named: set[int] = set()
    for side, (single, several) in HEADINGS.items():
        members = [one for one in parties if one.who.side == side]
        here = judges if side is Side.COURT else []
        if members or here:
            found.append(
                Bench(side.value, several if len(members) > 1 else single, groups(members, counsel, named), here)
            )
    lost = [one for one in counsel if not one.who.represents.all()]
    if lost:
        found.append(Bench(None, "Counsel whose client is not known", [Group(counsel=lost)]))
    return found


def groups(parties: list[Member[Appearance]], counsel: list[Member[Representation]], named: set[int]) -> list[Group]:
    """The parties of a side, those together for whom the same counsel stand. Adds them to `named`."""
    clients = {lawyer.who.pk: {client.pk for client in lawyer.who.represents.all()} for lawyer in counsel}
    found: dict[tuple[int, ...], Group] = {}
    for party in parties:
        theirs = [lawyer for lawyer in counsel if party.who.pk in clients[lawyer.who.pk]]
        key = tuple(lawyer.who.pk for lawyer in theirs)
        if key not in found:
            found[key] = Group(counsel=[replace(lawyer, is_first=lawyer.who.pk not in named) for lawyer in theirs])
            named.update(key)
        found[key].parties.append(party)
    return list(found.values())
