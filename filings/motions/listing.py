"""The motions of a case, each with its life: three queries, however many there are."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from casefiles.models import CaseFile
from casefiles.prepared import Prepared
from filings.docket import due
from filings.docket.briefing import Dates
from filings.docket.chain import FIELDS, Link, Node, read, relations
from filings.docket.kinds import ROUTINE
from filings.docket.lifecycle import ASKING, ASKING_IF_RULED_ON, BESIDE, Life, Until, asks, life_of
from filings.docket.models import Filing, Relation

KINDS = (*ASKING, *ASKING_IF_RULED_ON)

_ruling = Relation.objects.filter(entry=OuterRef("pk"), relation="rules on")
_papers_in = Prepared(
    lambda case: (
        Filing.objects.filter(
            Q(kind__in=ASKING) | Q(Q(outcome__isnull=False) | Exists(_ruling), kind__in=ASKING_IF_RULED_ON), case=case
        )
        .latest_first()
        .values_list(*FIELDS)
    )
)
_links_in = Prepared(
    lambda case: relations(
        Q(filing__case=case) & (Q(entry__kind__in=KINDS) | Q(filing__kind__in=KINDS, relation__in=BESIDE))
    )
)
_deadlines_in = Prepared(lambda case: due.rows_of(due.deadlines().filter(case=case)))


def lives_of(case: CaseFile, *, until: Until) -> list[Life]:
    """The newest first, routine ones after all others. Without those that are sealed to this reader."""
    links = read(_links_in(case.pk), sees_sealed=case.sees_sealed)
    naming = _by_paper(links.told)
    dates = Dates(due.read(_deadlines_in(case.pk), sees_sealed=case.sees_sealed))
    found = []
    for row in _papers_in(case.pk):
        motion = Node(*row)
        if motion.sealed == "full" and not case.sees_sealed:
            continue
        if motion.id in links.untold:
            motion = motion._replace(outcome=None)
        own = naming.get(motion.id, [])
        if asks(motion, own):
            found.append(life_of(motion, own, dates, until=until))
    return sorted(found, key=is_routine)


def is_routine(life: Life) -> bool:
    return life.motion.kind in ROUTINE


def _by_paper(links: Iterable[Link]) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = {}
    for link in links:
        for pk in (link.stating.id, link.about.id):
            found.setdefault(pk, []).append(link)
    return found
