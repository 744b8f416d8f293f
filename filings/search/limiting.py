"""The filters of a query as filings: `kind:order side:defendant filer:meta judge:lee`, and days and numbers where no word is
asked for (with words the index knows those itself)."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Exists, OuterRef, Q
from django.utils.text import slugify

from casefiles.models import CaseFile
from filings.docket.kinds import KIND_OF
from filings.docket.models import Filer, Filing, FilingQuerySet
from filings.docket.sides import SIDES
from filings.query.limits import Limits
from filings.search.querytext import coded
from parties.models import Appearance

COURT, UNKNOWN = "court", "unknown"
MOST_PEOPLE = 1_000


@dataclass(frozen=True)
class Limited:
    """`filings`: those that may answer, None where no filter looks at what they are. `faults`: a sentence for each value that
    is none; it is passed over."""

    filings: FilingQuerySet | None
    kinds: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def limited(limits: Limits, *, case: CaseFile | None, sees_sealed: bool) -> Limited:
    """At most one query: who the filers asked for are."""
    faults: list[str] = []
    kinds = _known(limits.kinds, "kind", {code: code for code in KIND_OF}, faults)
    sides = _known(limits.sides, "side", {code: code for code in SIDES}, faults)
    conditions = []
    if kinds:
        conditions.append(Q(kind__in=[KIND_OF[code] for code in kinds]))
    if sides:
        conditions.append(_any([_of_side(side) for side in sides]))
    if limits.filers:
        conditions.append(_of_filers(limits.filers, case, faults))
    if limits.judges:
        conditions.append(_any([_part_of("judge", name) for name in limits.judges]))
    if not conditions:
        return Limited(None, faults=tuple(faults))
    # A match would tell what a sealed paper is.
    found = within(case).open_to(sees_sealed=sees_sealed).filter(*conditions)
    return Limited(found, kinds, sides, tuple(faults))


def within(case: CaseFile | None) -> FilingQuerySet:
    filings = Filing.objects.all()
    return filings.filter(case=case) if case else filings


def dated(filings: FilingQuerySet, limits: Limits) -> FilingQuerySet:
    """Of these the ones of the days and numbers asked for, newest first. Key and day of a sealed filing are open."""
    if limits.entries:
        filings = filings.filter(entry__in=limits.entries)
    if limits.after:
        filings = filings.filter(date_filed__gte=limits.after)
    if limits.before:
        filings = filings.filter(date_filed__lte=limits.before)
    return filings.order_by("-date_filed", "-position", "-id")


def _known(asked: tuple[str, ...], name: str, known: dict[str, str], faults: list[str]) -> tuple[str, ...]:
    found = []
    for value in asked:
        code = coded(value)
        meant = next((one for one in (code, code.removesuffix("s")) if one in known), None)
        if meant:
            found.append(meant)
            continue
        close = get_close_matches(code, known, 1, 0.5)
        nearest = f" The nearest is {name}:{close[0]}." if close else f" There are {', '.join(known)}."
        faults.append(f"“{value}” is no {name}{' of filing' if name == 'kind' else ''}; it was passed over.{nearest}")
    return tuple(dict.fromkeys(found))


def _of_side(side: str) -> Q:
    filers = Filer.objects.filter(filing=OuterRef("pk"))
    if side == COURT:
        return Q(by_court=True)
    if side == UNKNOWN:
        return Q(~Exists(filers), by_court=False)
    return Q(Exists(filers.filter(appearance__side=side)))


def _of_filers(names: tuple[str, ...], case: CaseFile | None, faults: list[str]) -> Q:
    people = Appearance.objects.filter(case=case) if case else Appearance.objects.all()
    parts = [_part_of("party__name", name) | _slug(name) for name in names if name.lower() != COURT]
    found = list(people.filter(_any(parts)).order_by("pk").values_list("pk", flat=True)[:MOST_PEOPLE]) if parts else []
    if parts and not found:
        faults.append(f"Nobody {'in this case' if case else 'here'} goes by “{names[0]}”.")
    wanted = Q(Exists(Filer.objects.filter(filing=OuterRef("pk"), appearance__in=found)))
    return wanted | Q(by_court=True) if any(name.lower() == COURT for name in names) else wanted


def _slug(name: str) -> Q:
    slug = slugify(name)
    return Q(slug__contains=slug) if slug else Q(pk__in=[])


def _part_of(field: str, value: str) -> Q:
    # SQLite's LIKE knows the two cases of the English letters only.
    return Q((f"{field}__icontains", value)) if value.isascii() else Q((f"{field}__iregex", re.escape(value)))


def _any(conditions: list[Q]) -> Q:
    found = conditions[0]
    for condition in conditions[1:]:
        found |= condition
    return found
