"""What a picture shows: the events of a stretch of days one by one, or how many of them; and the motions under way.

A fixed number of queries, and a bounded number of marks, however long the case.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from casefiles.prepared import Prepared
from filings.deadlines.models import Deadline
from filings.docket.briefing import Dates
from filings.docket.chain import FATE, Node, read, relations
from filings.docket.kinds import KIND_OF, ROUTINE
from filings.docket.lifecycle import ASKING, ASKING_IF_RULED_ON, Life, State, Until, asks, life_of
from filings.docket.lifewords import outcome_of, words_of
from filings.docket.models import Filing, FilingQuerySet, Relation
from filings.docket.words import day
from filings.timeline import papers
from filings.timeline.events import Selection, blocks
from filings.timeline.models import Fact
from filings.timeline.picture_axis import Scale, unit_for
from filings.timeline.picture_counts import counts
from filings.timeline.picture_marks import LANES, OUTSIDE, Lane, arranged, binned
from filings.timeline.picture_spans import Stretch, lasting
from filings.timeline.shapes import Event
from filings.timeline.window import Window, shifted
from parties.roles import COURT, OTHER

# More events are drawn as bins, more motions not at all.
MOST_MARKS, MOST_MOTIONS, MOST_BINS = 400, 120, 40
DEEDS = tuple(code for code, kind in KIND_OF.items() if kind in (*ASKING, *ASKING_IF_RULED_ON))
_deciding = Prepared(lambda ids: relations(Q(entry__in=ids, relation__in=sorted(FATE))))


@dataclass(frozen=True)
class Scene:
    """`stretches` by lane; `has_more_motions`: more than are drawn, and so none is."""

    scale: Scale
    lanes: Mapping[str, Lane]
    stretches: Mapping[str, Sequence[Stretch]]
    # Those drawn one by one; none where there are bins.
    events: Sequence[Event]
    has_more_motions: bool


def extent_of(selection: Selection) -> tuple[Window | None, Window | None]:
    """The days of the docket's events, and those of all events, facts outside the court among them."""
    filed, due, told = selection.ends
    docket = [*(filed or ()), *(due or ())]
    return window_of(docket), window_of([*docket, *(told or ())])


def extent_in(events: Sequence[Event]) -> tuple[Window | None, Window | None]:
    """The same of events that are all there are."""
    dated = [event for event in events if event.date]
    docket = [event.place.day for event in dated if event.event != "fact"]
    return window_of(docket), window_of([event.place.day for event in dated])


def window_of(days: Sequence[date]) -> Window | None:
    return Window.of(min(days), max(days)) if days else None


def scene_of(events: Sequence[Event], window: Window, *, until: Until) -> Scene:
    """The picture of events that are all there are in these days."""
    shown = [event for event in events if event.date and event.place.day <= window.last]
    asking = [event for event in shown if event.kind in DEEDS and not event.is_masked]
    return _scene(shown, asking if len(asking) <= MOST_MOTIONS else None, window, until=until)


def scene_in(selection: Selection, inside: Selection, window: Window, *, until: Until) -> Scene:
    """The same, looked up. `inside`: what of the selection stands in the window."""
    asking = under_way(selection, window)
    if not is_crowded(inside):
        return _scene(list(chain.from_iterable(blocks(inside))), asking, window, until=until)
    scale, unit = Scale(window), unit_for(window, MOST_BINS)
    scene = _scene([], asking, window, until=until)
    return replace(scene, lanes=binned(counts(selection, inside, window, unit), scale, unit))


def is_crowded(inside: Selection) -> bool:
    """More than MOST_MARKS; counts no further than it must."""
    room = MOST_MARKS
    for rows in (inside.filings, inside.deadlines, inside.facts):
        room -= rows.order_by()[: room + 1].count()
        if room < 0:
            return True
    return False


def _scene(events: Sequence[Event], asking: Sequence[Event] | None, window: Window, *, until: Until) -> Scene:
    scale = Scale(window)
    facts = lasting(events, until=until.day)
    lasting_ones = {stretch.event.place for stretch in facts}
    points = [event for event in events if event.place.day >= window.first and event.place not in lasting_ones]
    stretches: dict[str, list[Stretch]] = {OUTSIDE: facts} if facts else {}
    for stretch in motions(asking or (), until=until):
        lane = stretch.side if stretch.side in LANES else OTHER
        stretches.setdefault(lane, []).append(stretch)
    return Scene(
        scale, arranged(points, scale), stretches, [*points, *(stretch.event for stretch in facts)], asking is None
    )


def under_way(selection: Selection, window: Window) -> list[Event] | None:
    """The motions that were filed by the end of these days and not decided before them; None where they are too many."""
    case = selection.case
    if selection.is_all:
        last = [pk for (pk,) in _asking_in_all(case.sees_sealed)(case.pk, window.first, window.last)]
    else:
        filings = selection.filings.open_to(sees_sealed=case.sees_sealed)
        last = [pk for (pk,) in _asking_in(filings, window.first, window.last)]
    if len(last) > MOST_MOTIONS:
        return None
    found = Filing.objects.filter(pk__in=last)
    return list(chain.from_iterable(blocks(Selection(case, found, Deadline.objects.none(), Fact.objects.none()))))


def _asking_in(filings: FilingQuerySet, first: date, last: date) -> QuerySet[Filing, tuple[int]]:
    """The last of them, and one more than can be drawn."""
    ruled = Relation.objects.filter(entry=OuterRef("pk"), relation__in=sorted(FATE))
    is_asking = Q(kind__in=ASKING) | Q(
        Q(outcome__isnull=False) | Exists(ruled.filter(relation="rules on")), kind__in=ASKING_IF_RULED_ON
    )
    lasts = Q(date_filed__gte=first) | ~Exists(ruled) | Exists(ruled.filter(filing__date_filed__gte=first))
    found = filings.filter(is_asking, lasts, date_filed__lte=last)
    return found.order_by("-date_filed", "-position", "-id").values_list("pk")[: MOST_MOTIONS + 1]


@cache
def _asking_in_all(sees_sealed: bool) -> Prepared:
    return Prepared(
        lambda case, first, last: _asking_in(papers.all_in(case).open_to(sees_sealed=sees_sealed), first, last)
    )


def motions(asking: Sequence[Event], *, until: Until) -> Iterator[Stretch]:
    """Those with a beginning and an end, or still pending."""
    if not asking:
        return
    # Nothing that could be sealed to this reader is told: what `read` masks it leaves out.
    links = read(_deciding([event.place.id for event in asking]), sees_sealed=not until.is_limited)
    of: dict[int, list[Any]] = {}
    for link in links.told:
        of.setdefault(link.about.id, []).append(link)
    none = Dates(())
    for event in asking:
        motion, own = node_of(event), of.get(event.place.id, [])
        if not asks(motion, own):
            continue
        life = life_of(motion, own, none, until=until)
        if stretch := _stretch(event, life):
            yield stretch


def _stretch(event: Event, life: Life) -> Stretch | None:
    """None where nobody knows until when; a stipulation that no order is on may be in effect all the same."""
    pending = life.state is State.PENDING
    if (pending and (life.motion.kind == "stipulation" or life.days is None)) or (not pending and not life.last):
        return None
    last = life.last.paper.date_filed if life.last else life.closed_on
    result = "pending" if pending else outcome_of(life) if life.result else "ruled on"
    number = f"{event.entry} " if event.entry else ""
    words = f"{day(event.place.day)} to {day(last)}" if last else f"since {day(event.place.day)}"
    return Stretch(
        event, event.lane or "unknown", last, f"{number}{event.title}", result, f"{words}: {event.title}. {words_of(life)}.",
        life.until.day, event.kind is not None and KIND_OF[event.kind] in ROUTINE,
    )  # fmt: skip


def node_of(event: Event) -> Node:
    place = event.place
    kind = KIND_OF[event.kind or "other"]
    by_court = COURT in event.actors.sides
    return Node(
        place.id, event.key, event.entry, place.position, place.day, kind, event.title or "", by_court, event.sealed,
        event.outcome,
    )  # fmt: skip


def default_window(docket: Window | None, whole: Window | None, *, today: date) -> Window | None:
    """The docket's days, to today where that is near; with no docket those of the facts."""
    found = docket or whole
    if found and found.first <= today and (today - found.last).days <= found.days + 60:
        return Window.of(found.first, max(found.last, today))
    return found


def with_margins(window: Window) -> Window:
    """A little air, so that what stands at the edge is seen whole."""
    air = max(window.days // 50, 1)
    return Window(shifted(window.first, -air), shifted(window.last, air))
