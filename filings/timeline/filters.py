"""The filters of the timeline: those of the docket, under the same names, and `event`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from casefiles.models import CaseFile
from filings.deadlines.models import DeadlineQuerySet, Responsible
from filings.docket.filters import find
from filings.timeline.events import Selection

EVENTS = {"filing": "Filings", "deadline": "Deadlines", "hearing": "Hearings"}
# What these ask about, no deadline and no hearing has.
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


@dataclass(frozen=True)
class Chosen:
    """What an address asks of the timeline. `faults`: a sentence for each bad value, and then everything is selected."""

    selection: Selection
    events: tuple[str, ...]
    faults: dict[str, str]
    is_filtered: bool
    # Why no deadline and no hearing is among the events; empty when nothing keeps them out.
    left_out: str
    # The filter in words, for a page on paper has no form.
    words: str = ""


def choose(data: QueryDict, *, case: CaseFile, appearances: Sequence[tuple[str, str]]) -> Chosen:
    """`appearances` are slug and name of who may be chosen as filer."""
    whole = Selection.all_of(case)
    asked = tuple(dict.fromkeys(word for word in data.getlist("event") if word))
    found = find(data, case=case, appearances=appearances)
    faults = dict(found.faults)
    if unknown := [word for word in asked if word not in EVENTS]:
        faults["event"] = f"“{unknown[0]}” is no event: choose filing, deadline or hearing."
    if faults:
        return Chosen(whole, tuple(EVENTS), faults, is_filtered=False, left_out="")
    events = asked or tuple(EVENTS)
    filings = found.filings if "filing" in events else found.filings.none()
    deadlines = _of_sorts(whole.deadlines, events)
    left_out = next((why for name, why in OF_FILINGS_ALONE.items() if found.chosen.get(name)), "")
    deadlines = deadlines.none() if left_out else _passing(deadlines, found.chosen)
    return Chosen(
        Selection(case, filings, deadlines),
        events,
        faults,
        is_filtered=found.is_filtered or len(events) < len(EVENTS),
        left_out=left_out if set(events) - {"filing"} else "",
        words=words_of(data, events),
    )


def words_of(data: QueryDict, events: Sequence[str]) -> str:
    """`motion, side plaintiff, from 2025-10-01`."""
    said = [EVENTS[event].lower() for event in events] if len(events) < len(EVENTS) else []
    said += [code.replace("-", " ") for code in data.getlist("kind") if code]
    said += [words.format(data[name]) for name, words in WORDS.items() if data.get(name)]
    return ", ".join(said)


def _of_sorts(deadlines: DeadlineQuerySet, events: Sequence[str]) -> DeadlineQuerySet:
    sorts = [event for event in events if event != "filing"]
    if not sorts:
        return deadlines.none()
    return deadlines if len(sorts) == 2 else deadlines.filter(kind=sorts[0])


def _passing(deadlines: DeadlineQuerySet, chosen: dict[str, Any]) -> DeadlineQuerySet:
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
    for word in (chosen.get("q") or "").split():
        # As on the docket: SQLite's LIKE knows the two cases of the English letters only.
        lookup, value = ("icontains", word) if word.isascii() else ("iregex", re.escape(word))
        deadlines = deadlines.filter(Q((f"title__{lookup}", value)) | Q((f"note__{lookup}", value)))
    return deadlines
