"""Where a filing stands among the others: its chain, the state of the motion in it, its relations, its dates."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from casefiles.models import CaseFile
from filings.docket.briefing import Dates
from filings.docket.chain import Statement, chain_of, links_of, node_of, statements_of
from filings.docket.due import Tied, tied_to, ties_of
from filings.docket.lifecycle import lives_in, motions_in, papers_of, until_of
from filings.docket.lifewords import Line, lines_of, outcome_of
from filings.docket.models import Filing
from filings.docket.steps import Actor, actors_in, steps_of


@dataclass(frozen=True)
class Story:
    has_chain: bool
    # The items of `ol.chain`.
    steps: SafeString
    is_cut: bool
    # The state of the motion; of an order or an opposition, of the motions that it is about.
    states: list[Line]
    statements: list[Statement]
    deadlines: list[Tied]
    # Who filed the paper on the page.
    acted: list[Actor]
    # Of a motion in words; of any other paper as recorded. Nothing where there is nothing to say.
    outcome: str | None


def story_of(filing: Filing, case: CaseFile, *, docket_url: str, today: date) -> Story:
    """Wants a filing that is not masked. Five queries at most."""
    node = node_of(filing)
    links = links_of(node, sees_sealed=case.sees_sealed)
    chain = chain_of(node, links, sees_sealed=case.sees_sealed)
    motions = motions_in(chain, node)
    papers = {node.id, *chain.hubs} | papers_of(motions, chain.links.told)
    ties = ties_of(papers, sees_sealed=case.sees_sealed)
    tied, coming = tied_to(node.id, sorted(chain.hubs), ties, today=today)
    lives = lives_in(chain, node, Dates(ties), until=until_of(case, today=today)) if motions else []
    own = next((life for life in lives if life.motion.id == node.id), None)
    actors = actors_in(chain.nodes)
    return Story(
        has_chain=len(chain.nodes) + len(coming) > 1,
        steps=steps_of(chain.nodes, actors, coming, current=node.id, docket_url=docket_url),
        is_cut=chain.is_cut,
        states=lines_of(lives, node, docket_url=docket_url),
        statements=statements_of(node, links),
        deadlines=tied,
        acted=actors.get(node.id, []),
        outcome=outcome_of(own) if own else None if node.id in chain.links.untold else filing.outcome,
    )
