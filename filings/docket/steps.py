"""The chain of a filing, ready to print: who acted in each step, and the days between them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString

from casefiles.prepared import Prepared
from filings.docket.chain import Node
from filings.docket.due import Due
from filings.docket.models import Filer
from filings.docket.sides import Actors, chips_of, lane_of
from filings.docket.words import count_of, day, number_of


class Actor(NamedTuple):
    """Who filed a paper, in the role under which it was filed."""

    side: str
    name: str
    role: str
    slug: str


_actors_of = Prepared(
    lambda filings: (
        Filer.objects.filter(filing__in=filings)
        .order_by("filing_id", "position", "id")
        .values_list("filing_id", "appearance__side", "appearance__party__name", "appearance__role", "appearance__slug")
    )
)


def actors_in(nodes: Iterable[Node]) -> dict[int, list[Actor]]:
    """Who filed each, the first filer first, in one query; nothing of what is masked."""
    found: dict[int, list[Actor]] = {}
    for pk, *actor in _actors_of([node.id for node in nodes if not node.is_masked]):
        found.setdefault(pk, []).append(Actor._make(actor))
    return found


def named(actors: Iterable[Actor]) -> Actors:
    return tuple((actor.side, actor.name) for actor in actors)


def steps_of(
    nodes: Sequence[Node], actors: Mapping[int, list[Actor]], coming: Iterable[Due], *, current: int, docket_url: str
) -> SafeString:
    """The items of `ol.chain` in docket order; what is still to come stands at the end."""
    steps: list[str] = []
    before: date | None = None
    for node in nodes:
        steps.append(
            _step(node, actors.get(node.id, []), _gap(before, node.date_filed), node.id == current, docket_url)
        )
        before = node.date_filed
    for due in coming:
        steps.append(_to_come(due, before))
        before = due.due
    return SafeString("\n".join(steps))


def _step(node: Node, actors: list[Actor], gap: str, is_current: bool, docket_url: str) -> str:
    side, who = "", ""
    if not node.is_masked:
        side = lane_of(named(actors), by_court=node.by_court)
        # The judge's name is on the judge's own papers, and too long for each step.
        chips = chips_of(named(actors), by_court=node.by_court, judge=None)
        who = f'<span class="who">{escape(" · ".join(chip.label for chip in chips))}</span> · '
    number = "unnumbered" if node.entry is None else f"No. {number_of(node.entry, node.key, node.date_filed)}"
    mark = ' aria-current="step"' if is_current else ""
    return (
        f'<li class="step {side}"{mark}>{gap}<a class="box" href="{docket_url}{node.key}/"><b>{escape(node.title)}</b>'
        f'{who}{day(node.date_filed)} · <span class="nowrap">{number}</span></a></li>'
    )


def _to_come(due: Due, before: date | None) -> str:
    side = "open court" if due.court_responsible else "open"
    when = day(due.due) if due.due else "no date"
    gap = _gap(before, due.due) if due.due else ""
    sort = "hearing to come" if due.kind == "hearing" else "due"
    return (
        f'<li class="step {side}">{gap}<span class="box"><b>{escape(due.title)}</b>'
        f'{when} · <span class="nowrap">{sort}</span></span></li>'
    )


def _gap(before: date | None, then: date) -> str:
    """A docket's order is not always that of its dates."""
    if before is None:
        return ""
    days = (then - before).days
    words = count_of(days, "day") if days > 0 else f"{count_of(-days, 'day')} earlier"
    return f'<span class="gap">{"same day" if days == 0 else words}</span>'
