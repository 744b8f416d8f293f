"""The rows of a docket table, ready to print.

A page has 200 of them, so their marks are put together here and the template only lays them out: a tag and an escape
for each word would take three times as long.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from typing import Any, NamedTuple, TypedDict

from django.utils.safestring import SafeString

from casefiles.prepared import Prepared
from filings.docket.kinds import ROUTINE
from filings.docket.models import Filer, Filing, Relation
from filings.docket.papers import Paper, line_of
from filings.docket.sides import chips_html, chips_of, lane_of
from filings.docket.words import day, number_of, outside, time_between


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


class Row(TypedDict):
    """A dictionary, because a template finds a key faster than an attribute. All of it is escaped."""

    key: SafeString
    css: SafeString
    number: SafeString
    date: SafeString
    url: SafeString
    title: SafeString
    chips: SafeString
    small: SafeString
    papers: SafeString


class Around(NamedTuple):
    """What other tables say of the filings of a page, by filing."""

    actors: dict[int, list[Any]]
    relations: dict[int, list[Any]]
    papers: dict[int, list[Any]]
    due: dict[int, list[Any]]


UNNUMBERED = '<span aria-hidden="true">—</span><span class="hidden-text">unnumbered</span>'
NOTHING = SafeString()


def rows_of(entries: Sequence[Entry], *, docket_url: str, sees_sealed: bool) -> list[Row]:
    """A fully sealed one shows its key, its date and the word, unless the reader may see more."""
    closed = {entry.id for entry in entries if entry.sealed == "full" and not sees_sealed}
    ids = [entry.id for entry in entries if entry.id not in closed]
    around = Around(*(_by_filing(query(ids)) for query in (_actors_of, _relations_of, _papers_of, _due_dates_met)))
    return [
        _sealed_row(entry, docket_url) if entry.id in closed else _row(entry, around, docket_url, sees_sealed)
        for entry in entries
    ]


def _by_filing(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row[1:])
    return found


def _sealed_row(entry: Entry, docket_url: str) -> Row:
    return {
        "key": SafeString(entry.key),
        "css": SafeString("sealed-row"),
        "number": _number(entry),
        "date": SafeString(day(entry.date_filed)),
        "url": SafeString(f"{docket_url}{entry.key}/"),
        "title": SafeString("Sealed"),
        "chips": NOTHING,
        "small": NOTHING,
        "papers": NOTHING,
    }


def _row(entry: Entry, around: Around, docket_url: str, sees_sealed: bool) -> Row:
    actors = tuple(around.actors.get(entry.id, ()))
    return {
        "key": SafeString(entry.key),
        "css": SafeString(
            f"acted {lane_of(actors, by_court=entry.by_court)}{' routine' if entry.kind in ROUTINE else ''}"
        ),
        "number": _number(entry),
        "date": SafeString(day(entry.date_filed)),
        "url": SafeString(f"{docket_url}{entry.key}/"),
        "title": SafeString(escape(entry.title)),
        "chips": chips_html(chips_of(actors, by_court=entry.by_court, judge=entry.judge)),
        "small": _small(entry, around, docket_url),
        "papers": _papers(entry, around.papers.get(entry.id, ()), sees_sealed),
    }


def _number(entry: Entry) -> SafeString:
    if entry.entry is None:
        return SafeString(UNNUMBERED)
    return SafeString(number_of(entry.entry, entry.key, entry.date_filed))


def _small(entry: Entry, around: Around, docket_url: str) -> SafeString:
    """The quiet line under the title: kind, relations, outcome, how sure we are."""
    parts = [entry.kind.capitalize()]
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
    return SafeString(" · ".join(parts))


def _papers(entry: Entry, papers: Iterable[tuple[Any, ...]], sees_sealed: bool) -> SafeString:
    line = line_of(tuple(map(Paper._make, papers)), text_only=entry.text_only, sees_sealed=sees_sealed)
    parts = [line.words]
    if line.sealed:
        parts.append(f"<b>{line.sealed}</b>")
    if line.missing:
        address = outside(entry.url)
        where = f': <a href="{escape(address)}" rel="external noreferrer">where to get it</a>' if address else ""
        parts.append(f"{line.missing}{where}")
    return SafeString(" · ".join(parts))
