"""The rows of a docket table, ready to print.

A page has 200 of them, so they are put together here: a template's tag and escape for each word would take three times
as long. Whatever is not our own word goes through `escape`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from casefiles.prepared import Prepared
from filings.docket.fates import untold
from filings.docket.kinds import ROUTINE
from filings.docket.models import Filer, Filing, Relation
from filings.docket.papers import Paper, line_of
from filings.docket.sides import chips_html, chips_of, lane_of
from filings.docket.words import day, kind_name, number_of, outside, time_between


class Entry(NamedTuple):
    """What a row shows of a filing; its fields are the columns to ask for, and the docket text is not among them."""

    id: int
    key: str
    entry: int | None
    date_filed: date
    date_entered: date | None
    kind: str
    title: str
    by_court: bool
    judge: str | None
    text_only: bool | None
    sealed: str | None
    outcome: str | None
    url: str | None
    confidence: str


_actors_of = Prepared(
    lambda ids: (
        Filer.objects.filter(filing__in=ids)
        .order_by("filing_id", "position", "id")
        .values_list("filing_id", "appearance__side", "appearance__party__name")
    )
)
_relations_of = Prepared(
    lambda ids: (
        Relation.objects.filter(filing__in=ids)
        .order_by("filing_id", "position", "id")
        .values_list("filing_id", "relation", "confidence", "entry__key", "entry__entry", "entry__date_filed")
    )
)
_papers_of = Prepared(
    lambda ids: (
        Filing.objects.filter(id__in=ids, documents__isnull=False)
        .order_by()
        .values_list(
            "id",
            "documents__sealed",
            "documents__page_count",
            "documents__current__state",
            "documents__current__page_count",
            "documents__current__pages_read",
            "documents__current__is_sample",
        )
    )
)
_due_dates_met = Prepared(
    lambda ids: (
        Filing.objects.filter(id__in=ids, meets__due__isnull=False, meets__kind="deadline")
        .order_by("id", "meets__due")
        .values_list("id", "meets__due")
    )
)


class Around(NamedTuple):
    """What other tables say of the filings of a page, by filing."""

    actors: dict[int, list[Any]]
    relations: dict[int, list[Any]]
    papers: dict[int, list[Any]]
    due: dict[int, list[Any]]


@dataclass(frozen=True)
class Marks:
    """What is said of the past of the filings of a page: which are new to this reader, the day on which each was last
    edited here, and which of those were edited since the reader's last look."""

    new: frozenset[int] = frozenset()
    edited: Mapping[int, date] = field(default_factory=dict)
    freshly: frozenset[int] = frozenset()


UNNUMBERED = '<span aria-hidden="true">—</span><span class="hidden-text">unnumbered</span>'


NEW = ' <span class="badge ok">new</span>'


def rows_of(entries: Sequence[Entry], *, docket_url: str, sees_sealed: bool, marks: Marks) -> SafeString:
    """A fully sealed one shows its key, its date and the word, unless the reader may see more."""
    closed = {entry.id for entry in entries if entry.sealed == "full" and not sees_sealed}
    ids = [entry.id for entry in entries if entry.id not in closed]
    secret = untold([entry.id for entry in entries if entry.outcome], sees_sealed=sees_sealed)
    entries = [entry._replace(outcome=None) if entry.id in secret else entry for entry in entries]
    around = Around(*(_by_filing(query(ids)) for query in (_actors_of, _relations_of, _papers_of, _due_dates_met)))
    rows = (
        _sealed_row(entry, docket_url) if entry.id in closed else _row(entry, around, marks, docket_url, sees_sealed)
        for entry in entries
    )
    return SafeString("\n".join(rows))


def _by_filing(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row[1:])
    return found


def _sealed_row(entry: Entry, docket_url: str) -> str:
    return (
        f'<tr id="entry-{entry.key}"><td class="no">{_number(entry)}</td><td class="date">{day(entry.date_filed)}</td>'
        f'<td class="what"><a class="title" href="{docket_url}{entry.key}/">Sealed</a></td><td class="docs"></td></tr>'
    )


def _row(entry: Entry, around: Around, marks: Marks, docket_url: str, sees_sealed: bool) -> str:
    actors = tuple(around.actors.get(entry.id, ()))
    routine = " routine" if entry.kind in ROUTINE else ""
    return (
        f'<tr id="entry-{entry.key}" class="acted {lane_of(actors, by_court=entry.by_court)}{routine}">'
        f'<td class="no">{_number(entry)}</td><td class="date">{day(entry.date_filed)}</td>'
        f'<td class="what"><a class="title" href="{docket_url}{entry.key}/">{escape(entry.title)}</a>'
        f"{_marked(entry, marks, docket_url)} {chips_html(chips_of(actors, by_court=entry.by_court, judge=entry.judge))}"
        f'<div class="relations">{_small(entry, around, docket_url)}</div></td>'
        f'<td class="docs">{_papers(entry, around.papers.get(entry.id, ()), sees_sealed)}</td></tr>'
    )


def _marked(entry: Entry, marks: Marks, docket_url: str) -> str:
    """What is new is new as a whole: that it was edited as well says nothing more."""
    if entry.id in marks.new:
        return NEW
    when = marks.edited.get(entry.id)
    if when is None:
        return ""
    css, word = ("badge warn", "newly edited") if entry.id in marks.freshly else ("badge quiet", "edited")
    return f' <a class="{css}" href="{docket_url}{entry.key}/changes/">{word} {day(when)}</a>'


def _number(entry: Entry) -> str:
    if entry.entry is None:
        return UNNUMBERED
    return number_of(entry.entry, entry.key, entry.date_filed)


def _small(entry: Entry, around: Around, docket_url: str) -> str:
    """The quiet line under the title: kind, relations, outcome, how sure we are."""
    kind = kind_name(entry.kind)
    parts = [kind[0].upper() + kind[1:]]
    if entry.sealed == "full":
        parts.append("<b>fully sealed</b>")
    for relation, confidence, key, number, date_filed in around.relations.get(entry.id, ()):
        after = f" {time_between(date_filed, entry.date_filed)}" if relation == "rules on" else ""
        doubt = " (inferred)" if confidence == "inferred" else ""
        name = number_of(number, key, date_filed)
        parts.append(f'{relation} <a href="{docket_url}{key}/">{name}</a>{after}{doubt}')
    due_dates = [due for (due,) in around.due.get(entry.id, ())]
    if due_dates:
        parts.append("on its due date" if entry.date_filed in due_dates else f"was due {day(due_dates[0])}")
    if entry.outcome:
        parts.append(
            "an order exists, result not known" if entry.outcome == "not captured" else f"<b>{entry.outcome}</b>"
        )
    if entry.date_entered and entry.date_entered != entry.date_filed:
        parts.append(f"entered {day(entry.date_entered)}")
    if entry.confidence != "confirmed":
        parts.append(f'<span class="confidence">{entry.confidence.replace("-", " ")}</span>')
    return " · ".join(parts)


def _papers(entry: Entry, papers: Sequence[tuple[Any, ...]], sees_sealed: bool) -> str:
    line = line_of(tuple(map(Paper._make, papers)), text_only=entry.text_only, sees_sealed=sees_sealed)
    parts = [line.words]
    if line.sealed:
        parts.append(f"<b>{line.sealed}</b>")
    address = outside(entry.url)
    if line.missing:
        where = f': <a href="{escape(address)}" rel="external noreferrer">where to get it</a>' if address else ""
        parts.append(f"{line.missing}{where}")
    elif address and not papers and not entry.text_only:
        parts[-1] += f': <a href="{escape(address)}" rel="external noreferrer">where to look</a>'
    return " · ".join(parts)
