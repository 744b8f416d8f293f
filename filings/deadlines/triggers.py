"""What on a docket sets a rule running: the events of `ruleterms.EVENTS`, found in filings and in the hearings on record."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from filings.deadlines.docketdates import Said, dates_in
from filings.deadlines.docketeffect import starts_a_period
from filings.deadlines.models import Deadline
from filings.deadlines.motionsorts import HEAD, sorts_in
from filings.deadlines.periods import Service
from filings.docket.models import Filing
from filings.docket.outcomes import outcome_in

# Civil L.R. 79-5(f): the material is somebody else's, who must say why it should stay closed.
_ANOTHERS = re.compile(r"another party.?s material|material (?:that )?belong(?:s|ing) to another party", re.I)

_PLEADING = {"complaint": "complaint.filed", "answer": "answer.served", "transcript": "transcript.filed"}
# Of a district court, entered: no mandate that comes back from an appeal, no return of a writ, no sentence.
_JUDGMENT = re.compile(
    r"^\W*(?:clerk.?s |final |default |partial )*judgment\b(?! on the pleadings)"
    r"(?!.{0,40}\b(?:USCA|U\.?S\.? court of appeals|court of appeals|returned|commitment|criminal|satisf\w+|debtor)\b)",
    re.I,
)
_RECOMMENDATION = re.compile(
    r"^(?:(?!\b(?:adopt|accept|approv|reject|overrul|respon|object)\w*).){0,120}?"
    r"\b(?:reports? and recommendations?|findings and recommendations?|R&R)\b",
    re.I | re.S,
)
# An order that decides something; one that sets a date or enters a stipulation is objected to by nobody.
_DECIDES = re.compile(
    r"\b(?:grant|den(?:y|ies|ied)|compel|quash|sanction|protective order|strik|overrul|sustain)\w*", re.I
)
_AGREED = re.compile(r"\bstipulat|\bpro hac vice\b|\bunopposed\b|\bjoint motion\b|\bforma pauperis\b", re.I)
_PETITION = re.compile(r"^\W*(?:\w+ )?petition for (?:a )?writ\b", re.I)
# Who has 60 days, from service on the United States attorney (Rule 12(a)(2)); not U.S. Bank, not United States Steel.
_FEDERAL = re.compile(
    r"\bUnited States of America\b|\bUSA\b|\bInternal Revenue\b|\bSocial Security\b|\bAttorney General of the United States\b"
    r"|\b(?:U\.? ?S\.?|United States|Federal)\s+(?:Department|Dept|Attorney|Environmental|Postal|Customs|Citizenship|Immigration"
    r"|Army|Navy|Air Force|Forest|Fish|Patent|Securities|Small Business|Office|Bureau|Trade|Aviation|Communications|Food)\b"
    r"|\bSecretary of (?:the )?(?:U\.?S\.? )?(?:Army|Navy|Health|Labor|State|Defense|Homeland|Interior|Agriculture|Commerce"
    r"|Education|Energy|Transportation|Treasury|Veterans|Housing)\b",
    re.I,
)
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
    # Of several such events in one filing, which; and the words that tell of it.
    place: int = 0
    words: str = ""


def sorts_of(filing: Filing) -> frozenset[str]:
    return sorts_in(filing.title, filing.docket_text or "", filing.kind)


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
        if filing.kind == "complaint" and _PETITION.match(filing.title):
            return  # nobody serves a summons with it
        service = Service.ECF if filing.kind == "answer" else None
        yield Event(_PLEADING[filing.kind], filing, day, service=service)
    elif filing.kind == "amended complaint":
        yield Event("amended_complaint.served", filing, day, service=Service.ECF)
    elif filing.kind in {"motion", "administrative motion"}:
        yield from _of_a_motion(filing)
    elif filing.kind in {"waiver of service", "summons"}:
        yield from _of_service(filing, dates_in(text, kind=filing.kind))
    elif filing.kind in {"order", "report"} and _RECOMMENDATION.match(text or filing.title):
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
    """A return says on which day somebody was served or was sent the request; without its text nobody knows here. Several
    may be served in one: an event a day, each with the words that name them."""
    name = "waiver.sent" if filing.kind == "waiver of service" else "complaint.served"
    text, told, since = filing.docket_text or "", dict[date, str](), 0
    for one in said:
        if one.what == "answer" and one.event_day:
            told[one.event_day] = told.get(one.event_day, "") + text[since : one.end]
            since = one.end
    service = Service.WAIVER if name == "waiver.sent" else Service.PERSONAL
    for place, (day, words) in enumerate(told.items()):
        is_federal = name == "complaint.served" and _FEDERAL.search(words)
        yield Event(
            "us_attorney.served" if is_federal else name, filing, day, service=service, place=place, words=words
        )
    if not told and filing.kind == "waiver of service":
        yield Event(name, filing, None, service=Service.WAIVER)


def _of_an_order(filing: Filing) -> Iterator[Event]:
    text = filing.docket_text or filing.title
    entered = filing.date_entered or filing.date_filed
    if _JUDGMENT.match(text):
        yield Event("judgment.entered", filing, entered)
    if _BY_MAGISTRATE.search(f"{text} by {filing.judge or ''}") and _is_decision(f"{filing.title} {text[:HEAD]}"):
        yield Event("magistrate_order.served", filing, filing.date_filed, service=Service.ECF)
    for relation in filing.relates_to.all():
        motion = relation.entry
        if relation.relation != "rules on" or "rule12" not in sorts_of(motion):
            continue
        outcome = motion.outcome or outcome_in(text, motion.entry) or outcome_in(f"Order: {filing.title}", motion.entry)
        if outcome in _DENIED or _DEFERRED.search(text):
            yield Event("rule12_motion.denied", filing, entered, sorts_of(motion), about=motion)


def _is_decision(words: str) -> bool:
    return bool(_DECIDES.search(words)) and not _AGREED.search(words)


def events_of_hearing(hearing: Deadline) -> Iterator[Event]:
    """A conference or a hearing on record, from which periods are counted back."""
    filing = hearing.set_by_entry or hearing.trigger_entry
    if hearing.kind != Deadline.Kind.HEARING or hearing.due is None or filing is None:
        return
    name = "conference.set" if _CONFERENCE.search(hearing.title) else "hearing.set"
    event = Event(name, filing, hearing.due, hearing=hearing)
    motion = hearing.trigger_entry
    yield replace(event, sorts=sorts_of(motion), about=motion) if name == "hearing.set" and motion else event
