"""The filters of the timeline: those of the docket, under the same names, `event`, and `fact_status`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from casefiles.models import CaseFile
from filings.deadlines.models import DeadlineQuerySet, Responsible
from filings.docket.filters import find
from filings.timeline.events import Selection
from filings.timeline.models import Fact, FactQuerySet

Rows = TypeVar("Rows", bound=QuerySet[Any, Any])
# The last is the world outside the court.
EVENTS = {"filing": "Filings", "deadline": "Deadlines", "hearing": "Hearings", "fact": "Facts outside the court"}
STATUSES = dict(Fact.Status.choices)
# What these ask about, no deadline, no hearing and no fact has.
OF_FILINGS_ALONE = {
    "kind": "a kind of filing is chosen",
    "entry_min": "docket numbers are chosen",
    "entry_max": "docket numbers are chosen",
    "since": "only what is new on the docket is shown",
}


# How a tally says what was asked.
WORDS = {
    "q": "with “{}”",
    "side": "side {}",
    "filer": "filer {}",
    "filed_after": "from {}",
    "filed_before": "to {}",
    "entry_min": "from No. {}",
    "entry_max": "to No. {}",
    "routine": "without routine filings",
    "since": "new since {}",
}
A_FILER, A_STATUS = "a filer is chosen", "a status of facts is chosen"


@dataclass(frozen=True)
class Chosen:
    """What an address asks of the timeline. `faults`: a sentence for each bad value, and then everything is selected."""

    selection: Selection
    events: tuple[str, ...]
    faults: dict[str, str]
    is_filtered: bool
    # A sentence that says which events are kept out, and why; empty when nothing keeps any out.
    left_out: str
    # The filter in words, for a page on paper has no form.
    words: str = ""


def choose(data: QueryDict, *, case: CaseFile, appearances: Sequence[tuple[str, str]]) -> Chosen:
    """`appearances` are slug and name of who may be chosen as filer."""
    whole = Selection.all_of(case)
    asked, statuses = (tuple(dict.fromkeys(filter(None, data.getlist(name)))) for name in ("event", "fact_status"))
    found = find(data, case=case, appearances=appearances)
    faults = dict(found.faults)
    if unknown := [word for word in asked if word not in EVENTS]:
        faults["event"] = f"“{unknown[0]}” is no event: choose filing, deadline, hearing or fact."
    if unknown := [word for word in statuses if word not in STATUSES]:
        faults["fact_status"] = f"“{unknown[0]}” is no status of a fact: choose {in_a_row(list(STATUSES), 'or')}."
    if faults:
        return Chosen(whole, tuple(EVENTS), faults, is_filtered=False, left_out="")
    events = asked or tuple(EVENTS)
    kept, why = kept_of(events, found.chosen, statuses, whole)
    if len(kept) == len(EVENTS) and not found.is_filtered:
        selection = whole
    else:
        deadlines = passing_deadlines(_of_sorts(whole.deadlines, kept), found.chosen)
        facts = passing_facts(whole.facts, found.chosen, statuses) if "fact" in kept else whole.facts.none()
        selection = Selection(case, found.filings if "filing" in kept else found.filings.none(), deadlines, facts)
    return Chosen(
        selection,
        events,
        faults,
        is_filtered=found.is_filtered or bool(statuses) or len(events) < len(EVENTS),
        left_out=why,
        words=words_of(data, events),
    )


def kept_of(
    events: Sequence[str], chosen: dict[str, Any], statuses: Sequence[str], whole: Selection
) -> tuple[list[str], str]:
    """Those events that have what the filter asks about, and a sentence about the others; of facts only where some are."""
    why = next((why for name, why in OF_FILINGS_ALONE.items() if chosen.get(name)), "")
    having = {"filing"} if why else {"filing", "deadline", "hearing"} if chosen.get("filer") else set(EVENTS)
    if statuses:
        having &= {"fact"}
    kept = [event for event in events if event in having]
    missed = [event for event in events if event not in having]
    out = [EVENTS[event].lower() for event in missed if event != "fact" or whole.facts.exists()]
    if not out:
        return kept, ""
    reason = A_STATUS if statuses and not why else why or A_FILER
    names = in_a_row(out, "and")
    return kept, f"{names[0].upper()}{names[1:]} are left out, because {reason}: they have none of that."


def in_a_row(names: Sequence[str], word: str) -> str:
    """`alleged, denied or found`."""
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def words_of(data: QueryDict, events: Sequence[str]) -> str:
    """`motion, side plaintiff, from 2025-10-01`."""
    said = [EVENTS[event].lower() for event in events] if len(events) < len(EVENTS) else []
    said += [code.replace("-", " ") for name in ("kind", "fact_status") for code in data.getlist(name) if code]
    said += [words.format(data[name]) for name, words in WORDS.items() if data.get(name)]
    return ", ".join(said)


def _of_sorts(deadlines: DeadlineQuerySet, events: Sequence[str]) -> DeadlineQuerySet:
    sorts = [event for event in events if event in ("deadline", "hearing")]
    if not sorts:
        return deadlines.none()
    return deadlines if len(sorts) == 2 else deadlines.filter(kind=sorts[0])


def passing_deadlines(deadlines: DeadlineQuerySet, chosen: dict[str, Any]) -> DeadlineQuerySet:
    """The docket's filters as they read for a date: who must act, when it is due, its title and note."""
    responsible = Responsible.objects.filter(deadline=OuterRef("pk"))
    if (side := chosen.get("side")) == "court":
        deadlines = deadlines.filter(court_responsible=True)
    elif side == "unknown":
        deadlines = deadlines.filter(~Exists(responsible), court_responsible=False)
    elif side:
        deadlines = deadlines.filter(Exists(responsible.filter(appearance__side=side)))
    if slug := chosen.get("filer"):
        deadlines = deadlines.filter(Exists(responsible.filter(appearance__slug=slug)))
    if first := chosen.get("filed_after"):
        deadlines = deadlines.filter(due__gte=first)
    if last := chosen.get("filed_before"):
        deadlines = deadlines.filter(due__lte=last)
    return _with_words(deadlines, chosen, ("title", "note"))


def passing_facts(facts: FactQuerySet, chosen: dict[str, Any], statuses: Sequence[str]) -> FactQuerySet:
    """As they read for a fact: the side that says so, any day of its time, what is told and who tells it."""
    if statuses:
        facts = facts.filter(status__in=statuses)
    if side := chosen.get("side"):
        facts = facts.filter(Q(side=None) if side == "unknown" else Q(side=side))
    if first := chosen.get("filed_after"):
        facts = facts.filter(
            Q(date__gte=first)
            | Q(precision=Fact.Precision.MONTH, date__gte=first.replace(day=1))
            | Q(precision=Fact.Precision.YEAR, date__gte=first.replace(month=1, day=1))
            | Q(Q(end=None) | Q(end__gte=first), precision=Fact.Precision.RANGE)
        )
    if last := chosen.get("filed_before"):
        facts = facts.filter(date__lte=last)
    return _with_words(facts, chosen, ("title", "text", "said_by", "note"))


def _with_words(rows: Rows, chosen: dict[str, Any], fields: Sequence[str]) -> Rows:
    """Those in which each word stands in one of the fields."""
    for word in (chosen.get("q") or "").split():
        # As on the docket: SQLite's LIKE knows the two cases of the English letters only.
        lookup, value = ("icontains", word) if word.isascii() else ("iregex", re.escape(word))
        rows = rows.filter(reduce(or_, (Q((f"{field}__{lookup}", value)) for field in fields)))
    return rows


def narrowed(selection: Selection, first: date, last: date) -> Selection:
    """What stands in these days, facts that last into them among it."""
    days = {"filed_after": first, "filed_before": last}
    return Selection(
        selection.case,
        selection.filings.filter(date_filed__gte=first, date_filed__lte=last),
        passing_deadlines(selection.deadlines, days),
        passing_facts(selection.facts, days, ()),
    )
