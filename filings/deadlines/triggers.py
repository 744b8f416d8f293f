"""What on a docket sets a rule running: the events of `ruleterms.EVENTS`, found in filings and in the hearings on record."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from filings.deadlines.docketdates import Said, dates_in
from filings.deadlines.docketeffect import starts_a_period
from filings.deadlines.models import Deadline
from filings.deadlines.periods import Service
from filings.docket.models import Filing
from filings.docket.outcomes import outcome_in

# Sorts of motion that rules tell apart (rules.SORTS), by the words of title and docket text.
SORTS = {
    "rule12": r"\bto dismiss\b(?!.{0,30}\bvoluntar)|\b12\([bcef]\)|more definite statement|\bto strike\b"
    r"|judgment on the pleadings",
    "administrative": r"\badministrative motion\b",
    "change_time": r"\b(?:extension of time|extend (?:the )?time|change (?:of )?time|enlarg\w+ (?:of )?time)\b"
    r"|\bshorten(?:ing)? time\b",
    "default_judgment": r"\bdefault judgment\b",
    "new_trial": r"\bnew trial\b",
    "relief_from_mj_order": r"\brelief from (?:a )?(?:(?:non-?)?dispositive )?(?:pretrial )?order of (?:a |the )?magist",
    "reconsideration_leave": r"\bleave to file (?:a )?motion for reconsideration\b",
    "sanctions": r"\bsanctions\b",
    "sealing": r"\bseal\b|\bunder seal\b|\bsealing\b|\bsealed\b",
}
_SORTS = {name: re.compile(words, re.I) for name, words in SORTS.items()}
# Civil L.R. 79-5(f): the material is somebody else's, who must say why it should stay closed.
_ANOTHERS = re.compile(r"another party.?s material|material (?:that )?belong(?:s|ing) to another party", re.I)
# What a docket text says first is what the paper is; the rest names other papers.
HEAD = 400

_PLEADING = {"complaint": "complaint.filed", "answer": "answer.served", "transcript": "transcript.filed"}
_JUDGMENT = re.compile(r"^\W*(?:clerk.?s |final |default |partial )*judgment\b(?! on the pleadings)", re.I)
_RECOMMENDATION = re.compile(r"\breport and recommendations?\b|\bfindings and recommendations?\b|\bR&R\b", re.I)
_CONFERENCE = re.compile(r"\bcase management conference\b", re.I)
_ASSIGNED = re.compile(r"\W*(?:initial |notice of )*(?:case )?assign\w*\b.{0,60}\bmagistrate\b", re.I)
_BY_MAGISTRATE = re.compile(
    r"\b(?:signed |ordered |entered )?by (?:the )?(?:hon\w*\.? )?(?:u\S+ s\S+ |chief )?magistrate judge", re.I
)
_DEFERRED = re.compile(r"\b(?:defer|postpon)\w*\b.{0,80}\btrial\b", re.I)
# Of one found moot the next pleading decides when it is answered (Rule 15(a)(3)).
_DENIED = frozenset({"denied", "denied without prejudice", "granted in part"})


@dataclass(frozen=True)
class Event:
    """Something that a rule may run from. `day` is None where the docket tells that it happened and not when."""

    name: str
    filing: Filing
    day: date | None
    sorts: frozenset[str] = frozenset()
    service: Service | None = None
    # The motion that an order is on; the hearing that stands on record.
    about: Filing | None = None
    hearing: Deadline | None = None


def sorts_of(filing: Filing) -> frozenset[str]:
    words = f"{filing.title} {(filing.docket_text or '')[:HEAD]}"
    found = {name for name, pattern in _SORTS.items() if pattern.search(words)}
    if filing.kind == "administrative motion":
        found.add("administrative")
    return frozenset(found)


def events_of(filing: Filing) -> Iterator[Event]:
    """What this entry sets off. Wants `relates_to__entry`; a masked filing sets nothing off."""
    text = filing.docket_text or ""
    day = filing.date_filed
    if filing.is_masked:
        return
    if filing.kind == "clerk notice" and (_ASSIGNED.match(filing.title) or _ASSIGNED.match(text)):
        yield Event("assignment.noticed", filing, day)
    if not starts_a_period(text, filing.kind):
        return
    if filing.kind in _PLEADING:
        service = Service.ECF if filing.kind == "answer" else None
        yield Event(_PLEADING[filing.kind], filing, day, service=service)
    elif filing.kind == "amended complaint":
        yield Event("amended_complaint.served", filing, day, service=Service.ECF)
    elif filing.kind in {"motion", "administrative motion"}:
        yield from _of_a_motion(filing)
    elif filing.kind in {"waiver of service", "summons"}:
        yield from _of_service(filing, dates_in(text, kind=filing.kind))
    elif filing.kind in {"order", "report"} and _RECOMMENDATION.search(f"{filing.title} {text[:HEAD]}"):
        yield Event("recommendation.served", filing, day, service=Service.ECF)
    elif filing.kind == "order":
        yield from _of_an_order(filing)
    elif filing.kind == "other" and filing.by_court and _JUDGMENT.match(text or filing.title):
        yield Event("judgment.entered", filing, filing.date_entered or day)


def _of_a_motion(filing: Filing) -> Iterator[Event]:
    sorts = sorts_of(filing)
    yield Event("motion.filed", filing, filing.date_filed, sorts)
    yield Event("motion.served", filing, filing.date_filed, sorts, Service.ECF)
    if _ANOTHERS.search(f"{filing.title} {(filing.docket_text or '')[:HEAD]}"):
        yield Event("sealing_motion.filed", filing, filing.date_filed, sorts)


def _of_service(filing: Filing, said: Iterable[Said]) -> Iterator[Event]:
    """A return says on which day somebody was served or was sent the request; without its text nobody knows here."""
    name = "waiver.sent" if filing.kind == "waiver of service" else "complaint.served"
    days = [one.event_day for one in said if one.what == "answer" and one.event_day]
    for day in dict.fromkeys(days):
        yield Event(name, filing, day, service=Service.WAIVER if name == "waiver.sent" else Service.PERSONAL)
    if not days and filing.kind == "waiver of service":
        yield Event(name, filing, None, service=Service.WAIVER)


def _of_an_order(filing: Filing) -> Iterator[Event]:
    text = filing.docket_text or filing.title
    entered = filing.date_entered or filing.date_filed
    if _JUDGMENT.match(text):
        yield Event("judgment.entered", filing, entered)
    if _BY_MAGISTRATE.search(f"{text} by {filing.judge or ''}"):
        yield Event("magistrate_order.served", filing, filing.date_filed, service=Service.ECF)
    for relation in filing.relates_to.all():
        motion = relation.entry
        if relation.relation != "rules on" or "rule12" not in sorts_of(motion):
            continue
        outcome = motion.outcome or outcome_in(text, motion.entry) or outcome_in(f"Order: {filing.title}", motion.entry)
        if outcome in _DENIED or _DEFERRED.search(text):
            yield Event("rule12_motion.denied", filing, entered, sorts_of(motion), about=motion)


def events_of_hearing(hearing: Deadline) -> Iterator[Event]:
    """A conference or a hearing on record, from which periods are counted back."""
    filing = hearing.set_by_entry or hearing.trigger_entry
    if hearing.kind != Deadline.Kind.HEARING or hearing.due is None or filing is None:
        return
    name = "conference.set" if _CONFERENCE.search(hearing.title) else "hearing.set"
    event = Event(name, filing, hearing.due, hearing=hearing)
    motion = hearing.trigger_entry
    yield replace(event, sorts=sorts_of(motion), about=motion) if name == "hearing.set" and motion else event
