"""Deadlines to the rows of deadlines.csv. Unknown is empty; nothing in a row depends on the day on which it is asked for."""

from collections.abc import Iterable, Iterator
from typing import Any

from casefiles.models import CaseFile
from filings.deadlines.agenda import Due
from filings.docket.models import Filing

HEADER = (
    "case", "docket_number",
    # `key` names the row for good. `kind`: deadline, hearing.
    "key", "title", "kind",
    # `state`: computed, confirmed, satisfied, extended, vacated, superseded, ...; `status` is the word of the case format.
    "state", "status",
    # What the docket prints, or an order fixes; the hour on the court's wall clock.
    "due", "time", "location",
    # What the rule gives: federal holidays only, as courts read it, the last day that can be argued; kept, or counted from
    # what the record cites. `computed`: the date that the record itself counted. `falls_on`: a closed day that `due` is.
    "safe", "prevailing", "latest", "computed", "falls_on",
    # `rule_version`: the day from which its text is in force; empty where the count was not made here.
    "rule", "rule_days", "rule_version", "trigger", "trigger_date",
    # The names of those who must act, and their sides, in the order of the record.
    "who_must_act", "sides",
    # Filings by their keys: 34, u2025-09-19, 34_2.
    "set_by", "met_by", "met_on", "changed_by", "moved_to",
    # How the docket's date stands to the computed one: agrees, or how many days it lies apart.
    "docket_word",
    "confidence", "note", "address", "as_of",
)  # fmt: skip


def rows_of(case: CaseFile, dues: Iterable[Due], *, site: str) -> Iterator[tuple[Any, ...]]:
    """`site`: scheme and host, which all addresses begin with."""
    for row in dues:
        one = row.deadline
        yield (
            case.slug, case.docket_number, one.key, one.title, one.kind, row.state.word if row.state else None, one.status,
            one.due, f"{one.time:%H:%M}" if one.time else None, one.location,
            *_counted(row), one.rule, one.rule_days, one.computation.rule_version if one.computation else None,
            key_of(one.trigger_entry), one.trigger_date,
            *_who(row), key_of(one.set_by_entry),
            key_of(one.met_by_entry), one.met_by_entry.date_filed if one.met_by_entry else None,
            key_of(one.changed_by_entry), one.moved_to, row.agreement,
            one.confidence, one.note, f"{site}{one.get_absolute_url()}", case.as_of,
        )  # fmt: skip


def key_of(filing: Filing | None) -> str | None:
    return filing.key if filing else None


def _counted(row: Due) -> tuple[Any, ...]:
    return (*(row.readings or (None, None, None)), row.deadline.computed_due, row.falls_on)


def _who(row: Due) -> tuple[list[str] | None, list[str] | None]:
    names = ["Court"] if row.deadline.court_responsible else []
    names += [one.appearance.party.name for one in row.deadline.responsibles.all()]
    return names or None, [chip.side for chip in row.chips if chip.side] or None
