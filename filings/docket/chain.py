"""The chain a filing stands in: complaint, motion, opposition, reply, hearing, order; and its relations in words.

Two queries whatever the docket: the relations of the paper itself, and those of the paper it is about.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, TypedDict

from django.db.models import Case, F, Q, QuerySet, When

from casefiles.prepared import Prepared
from filings.docket.kinds import RELATIONS
from filings.docket.models import Filing, Relation
from filings.docket.words import number_of, time_between

MOST_STEPS = 40
# A complaint may have thousands of papers that concern it.
MOST_RELATIONS = 300
MOST_HUBS = 8

# Papers that others are about; any other paper is about the one it relates to most closely.
PLEADINGS = ("complaint", "amended complaint")
ASKING = (
    *PLEADINGS, "motion", "administrative motion", "pro hac vice motion", "request for judicial notice", "stipulation",
    "joint statement",
)  # fmt: skip
# From the closest relation to the loosest.
CLOSENESS = (
    "rules on", "opposes", "replies in support of", "supports", "responds to", "amends", "corrects", "withdraws",
    "implements", "extends", "concerns",
)  # fmt: skip
SPINE = frozenset(CLOSENESS[:8])
# They decide what becomes of a paper.
FATE = frozenset({"rules on", "withdraws"})


class Node(NamedTuple):
    """A filing as far as the chain must know it."""

    id: int
    key: str
    entry: int | None
    position: int
    date_filed: date
    kind: str
    title: str
    by_court: bool
    sealed: str | None
    outcome: str | None
    is_masked: bool = False


@dataclass(frozen=True)
class Link:
    """`stating` says of itself that it opposes, rules on, amends `about`; `text`: of a ruling its docket text."""

    relation: str
    confidence: str
    stating: Node
    about: Node
    text: str | None = None


class Links(NamedTuple):
    """What this reader may know: the relations, and the filings whose fate a sealed paper decides: not told."""

    told: list[Link]
    untold: frozenset[int] = frozenset()


class Statement(TypedDict):
    """A relation in words, read from the paper on the page: `ruled on by` 61 `after 227 days`."""

    words: str
    key: str
    number: str
    title: str
    when: str
    confidence: str


@dataclass(frozen=True)
class Chain:
    """`hubs`: the ids of what the paper is about, as far as this reader may see it. `links`: all relations of the
    papers that were `looked_up`: this one, and of a great many hubs the first ones."""

    nodes: list[Node]
    hubs: frozenset[int]
    is_cut: bool
    links: Links
    looked_up: frozenset[int]


FIELDS = Node._fields[:-1]


def relations(which: Q) -> QuerySet[Relation, tuple[Any, ...]]:
    """The rows that `read` makes links of."""
    ends = [f"{end}__{name}" for end in ("filing", "entry") for name in FIELDS]
    ruling = Case(When(relation="rules on", then=F("filing__docket_text")))
    return Relation.objects.filter(which).order_by("id").values_list("relation", "confidence", ruling, *ends)


_links_of = Prepared(lambda filing: relations(Q(filing=filing) | Q(entry=filing))[:MOST_RELATIONS])
_links_of_all = Prepared(lambda filings: relations(Q(filing__in=filings) | Q(entry__in=filings))[:MOST_RELATIONS])


def node_of(filing: Filing) -> Node:
    return Node(*(getattr(filing, name) for name in FIELDS))


def links_of(filing: Node, *, sees_sealed: bool) -> Links:
    """What the filing says of others and what others say of it. What a sealed one says is its own content."""
    return read(_links_of(filing.id), sees_sealed=sees_sealed)


def read(rows: Iterable[tuple[Any, ...]], *, sees_sealed: bool) -> Links:
    width = len(FIELDS)
    nodes: dict[int, Node] = {}
    found = []
    for relation, confidence, text, *ends in rows:
        stating, about = (
            nodes.get(end[0]) or nodes.setdefault(end[0], _seen(Node(*end), sees_sealed=sees_sealed))
            for end in (ends[:width], ends[width:])
        )
        found.append(Link(relation, confidence, stating, about, text))
    untold = frozenset(link.about.id for link in found if link.stating.is_masked and link.relation in FATE)
    return Links([_without(link, untold) for link in found if not link.stating.is_masked], untold)


def _without(link: Link, untold: frozenset[int]) -> Link:
    """The link without the outcomes that a sealed paper decided."""
    if link.stating.id not in untold and link.about.id not in untold:
        return link
    stating, about = (node._replace(outcome=None) if node.id in untold else node for node in (link.stating, link.about))
    return replace(link, stating=stating, about=about)


def _seen(node: Node, *, sees_sealed: bool) -> Node:
    if node.sealed != "full" or sees_sealed:
        return node
    return node._replace(kind="other", title="Sealed", by_court=False, outcome=None, is_masked=True)


def statements_of(filing: Node, links: Links) -> list[Statement]:
    """Both ways, in docket order; those of the paper itself first."""
    found = []
    for link in sorted(
        links.told, key=lambda link: (link.stating.id != filing.id, link.stating.position, link.stating.id)
    ):
        is_own = link.stating.id == filing.id
        other = link.about if is_own else link.stating
        found.append(
            Statement(
                words=link.relation if is_own else RELATIONS[link.relation],
                key=other.key,
                number=number_of(other.entry, other.key, other.date_filed),
                title="sealed" if other.is_masked else other.title,
                when=time_between(link.about.date_filed, link.stating.date_filed),
                confidence=link.confidence,
            )
        )
    return found


def chain_of(filing: Node, links: Links, *, sees_sealed: bool) -> Chain:
    """In docket order, the paper on the page among them; 40 at most, the closest kept."""
    hubs = _hubs(filing, links.told)
    asked = sorted((hubs | _motions_on(filing, links.told)) - {filing.id})[:MOST_HUBS]
    wider = read(_links_of_all(asked), sees_sealed=sees_sealed) if asked else Links([])
    untold = links.untold | wider.untold
    links = Links(list(dict.fromkeys(_without(link, untold) for link in (*links.told, *wider.told))), untold)
    paper = filing._replace(outcome=None) if filing.id in untold else filing
    nodes, ranks = {filing.id: paper}, {filing.id: 0}
    for link in links.told:
        for node, rank in _ranked(link, filing, hubs):
            nodes[node.id], ranks[node.id] = node, min(rank, ranks.get(node.id, rank))
    closest = sorted(nodes.values(), key=lambda node: (ranks[node.id], abs(node.position - filing.position), node.id))
    kept = sorted(closest[:MOST_STEPS], key=lambda node: (node.position, node.id))
    # The dates that a sealed paper set are its own content.
    open_hubs = frozenset(hub for hub in hubs if hub in nodes and not nodes[hub].is_masked)
    return Chain(
        kept, open_hubs, is_cut=len(closest) > MOST_STEPS, links=links, looked_up=frozenset({filing.id, *asked})
    )


def _hubs(filing: Node, links: list[Link]) -> set[int]:
    """What this paper is about: itself if it asks for something, else the paper or papers it is closest to."""
    stated = [link for link in links if link.stating.id == filing.id]
    if filing.kind in ASKING or not stated:
        return {filing.id}
    closest = min(CLOSENESS.index(link.relation) for link in stated)
    return {link.about.id for link in stated if CLOSENESS.index(link.relation) == closest}


def _motions_on(filing: Node, links: list[Link]) -> set[int]:
    """What a complaint led to is told by the motions on it."""
    if filing.kind not in PLEADINGS:
        return set()
    return {
        link.stating.id
        for link in links
        if link.about.id == filing.id and link.relation in SPINE and link.stating.kind in (*PLEADINGS, "motion")
    }


def _ranked(link: Link, filing: Node, hubs: set[int]) -> Iterable[tuple[Node, int]]:
    """The ends of a link that belong in the chain, the lower the closer."""
    on_spine = link.relation in SPINE or link.stating.kind == "minute entry"
    if link.stating.id in hubs:
        return [(link.stating, 0), (link.about, 1)]
    if link.about.id in hubs:
        # Everything concerns a complaint; only what answers or changes it belongs here, and the paper on the page.
        if link.about.kind in PLEADINGS and not on_spine and link.stating.id != filing.id:
            return [(link.about, 0)]
        return [(link.about, 0), (link.stating, 2 if on_spine else 3)]
    if filing.id in (link.stating.id, link.about.id):
        return [(link.stating, 3), (link.about, 3)]
    return [(link.stating, 3)] if on_spine and filing.kind in PLEADINGS else []
