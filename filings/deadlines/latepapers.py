"""Papers that came after their date, or that are not on the docket. `As of` the last look at it: a mirror lags, and of a docket
with papers that this reader may not see nothing is said to be absent."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from filings.deadlines.computing import compute
from filings.deadlines.docketeffect import vacated_in
from filings.deadlines.models import Deadline
from filings.deadlines.paperdocket import BESIDE, MOTIONS, Docket, Remark, name_of, rule_on, sort_of_motion, words_of
from filings.deadlines.triggers import sorts_of
from filings.deadlines.wording import days
from filings.docket.briefing import ANSWER, REPLY
from filings.docket.models import Filing
from filings.docket.words import day

_PROPOSED = re.compile(r"\bproposed\b.{0,40}\border\b|\border\b.{0,20}\bproposed\b", re.I)
_ANOTHERS = re.compile(r"another party.?s material|material (?:that )?belong(?:s|ing) to another party", re.I)
_STATEMENT = re.compile(r"\bcase management\b|\bcmc\b|\bjoint status\b|\b26\(f\)|\bplanning (?:meeting|report)\b", re.I)
_CONFERENCE = re.compile(r"\bcase management conference\b", re.I)
_HEARINGS = re.compile(r"\bcase management\b|\bconferences?\b|\ball\b.{0,40}\b(?:hearings?|dates|deadlines)\b", re.I)
# A docket text, and not the bare name of an event that a list of entries gives.
_WHOLE = re.compile(r"\bfiled\s*by|\(Attachments?:|\(Filed on|\(Entered:", re.I)
# A statement may come long before the conference that it is for, which may then be moved.
STATEMENT_REACH = timedelta(days=60)
FROM_THE_MOTION = ("motion.filed", "motion.served", "sealing_motion.filed")
# A proposed order may follow as a paper of its own.
ORDER_REACH = timedelta(days=3)


def late_or_absent(docket: Docket) -> Iterator[Remark]:
    for filing in docket.filings:
        if filing.kind in {"opposition", "response"}:
            yield from _after_its_date(docket, filing, ("opposes", "responds to"), ("response", "cand.civlr.7-3.a"))
        elif filing.kind == "reply":
            yield from _after_its_date(docket, filing, ("replies in support of",), ("reply", "cand.civlr.7-3.c"))
            yield from _without_opposition(docket, filing)
        elif filing.kind in MOTIONS:
            yield from _without_order(docket, filing)
            yield from _without_statement(docket, filing)
    yield from _conferences(docket)


def _remark(filing: Filing, text: str, rule_id: str, *, cite: str | None = None) -> Iterator[Remark]:
    rule = rule_on(rule_id, filing.date_filed)
    if rule is not None:
        yield Remark(filing, text, cite or rule.cite, rule_id, rule.confidence.status)


def _after_its_date(
    docket: Docket, paper: Filing, relations: tuple[str, ...], sort: tuple[str, str]
) -> Iterator[Remark]:
    what, rule_id = sort
    motion = docket.motion_of(paper, *relations)
    if motion is None or sort_of_motion(motion) != "motion" or sorts_of(motion) & BESIDE:
        return
    due, whence = _due(docket, motion, what, rule_id)
    if due is not None and paper.date_filed > due:
        after = days((paper.date_filed - due).days)
        text = (
            f"Filed on {day(paper.date_filed)}, {after} after {day(due)}, {whence}. An order or a stipulation that changed the "
            "date may not be known here."
        )
        yield from _remark(paper, text, rule_id)


def _due(docket: Docket, motion: Filing, what: str, rule_id: str) -> tuple[date | None, str]:
    """The day on which the answer to a motion was due at the latest, and whence it is known. None where it was replaced by
    one that was not captured, or where an order or a stipulation touches the schedule."""
    words = REPLY if what == "reply" else ANSWER
    rows = [
        one
        for one in docket.deadlines
        if one.trigger_entry_id == motion.pk and one.kind == Deadline.Kind.DEADLINE and words.search(one.title)
    ]
    if any(one.status in {"moved", "vacated"} and one.moved_to is None for one in rows):
        return None, ""
    recorded = [one.moved_to or one.due for one in rows if one.moved_to or one.due]
    if recorded:
        return max(one for one in recorded if one), "the date on record"
    if _is_touched(docket, motion):
        return None, ""
    printed = [one.due for filing in _about(docket, motion) for one in docket.said(filing) if one.what == what]
    if any(one < motion.date_filed for one in printed):
        return None, ""  # a later copy of a motion that was briefed before
    if printed:
        return max(printed), "the date that the docket prints"
    latest = _counted(docket, motion, rule_id)
    return (latest, "the latest date that a count gives") if latest else (None, "")


def _counted(docket: Docket, motion: Filing, rule_id: str) -> date | None:
    """The latest arguable date of what runs from the motion."""
    rule = head = rule_on(rule_id, motion.date_filed)
    while head is not None and head.trigger.rule:
        head = rule_on(head.trigger.rule, motion.date_filed)
    if rule is None or head is None or head.trigger.event not in FROM_THE_MOTION:
        return None  # until 2011 the briefs of a motion were counted back from its hearing
    try:
        latest = compute(rule_id, motion.date_filed, court=docket.case.court_id).latest.result
    except ValueError:
        return None
    return date(latest.year, latest.month, latest.day)


def _is_touched(docket: Docket, motion: Filing) -> bool:
    """An order or a stipulation between the motion and its briefs that may have set another schedule."""
    named = [filing for _, filing in docket.told.get(motion.pk, ())]
    return any(one.kind == "stipulation" or (one.kind == "order" and not one.outcome) for one in named) or any(
        re.search(r"\bschedul|\bbriefing\b|\bextend|\bextension|\btime\b", one.title, re.I)
        and one.kind in {"stipulation", "order"}
        and abs((one.date_filed - motion.date_filed).days) <= ORDER_REACH.days * 10
        for one in docket.filings
    )


def _about(docket: Docket, motion: Filing) -> Iterator[Filing]:
    """The motion, and the court's entries whose dates name it."""
    yield motion
    for filing in docket.filings:
        if filing.by_court and motion.entry and any(motion.entry in one.about for one in docket.said(filing)):
            yield filing


def _without_opposition(docket: Docket, reply: Filing) -> Iterator[Remark]:
    motion = docket.motion_of(reply, "replies in support of")
    if motion is None or docket.hides:
        return
    answering = {"opposes", "responds to", "supports", "concerns"}
    answers = [one for how, one in docket.told.get(motion.pk, ()) if how in answering and not one.by_court]
    if not answers:
        as_of = day(docket.case.as_of)
        text = f"A reply for {name_of(motion)}; no opposition to it is on this docket as of {as_of}."
        yield from _remark(reply, text, "cand.civlr.7-3.c")


def _without_order(docket: Docket, motion: Filing) -> Iterator[Remark]:
    """Only of a motion whose attachments are known, by its docket text or by its papers."""
    papers = list(motion.documents.all())
    text = motion.docket_text or ""
    is_told = bool(_WHOLE.search(text)) or any(one.number for one in papers)
    if "administrative" not in sorts_of(motion) or docket.hides or not is_told or motion.attachments_complete is False:
        return
    near = [
        one
        for one in docket.filings
        if abs(one.date_filed - motion.date_filed) <= ORDER_REACH and _PROPOSED.search(one.title)
    ]
    if near or _PROPOSED.search(text) or any(_PROPOSED.search(one.title or "") for one in papers):
        return
    if any(one.number and not one.title for one in papers) and not text:
        return
    words = "No proposed order is named among its attachments (Civ. L.R. 7-11(a))."
    yield from _remark(motion, words, "cand.civlr.7-11.b", cite="Civ. L.R. 7-11(a)")


def _without_statement(docket: Docket, motion: Filing) -> Iterator[Remark]:
    """Civ. L.R. 79-5(f): who designated another party's material says why it should stay sealed."""
    rule_id = "cand.civlr.79-5.f.3"
    if not _ANOTHERS.search(words_of(motion)) or docket.hides:
        return
    due = _counted(docket, motion, rule_id)
    if due is None:
        return
    came = [one.date_filed for how, one in docket.told.get(motion.pk, ()) if not one.by_court and how != "rules on"]
    if not came and docket.case.as_of > due:
        as_of = day(docket.case.as_of)
        text = f"No statement on the designated material is on this docket as of {as_of}; one was due {day(due)}."
        yield from _remark(motion, text, rule_id)
    elif came and min(came) > due:
        after = days((min(came) - due).days)
        yield from _remark(
            motion, f"The first statement on it came on {day(min(came))}, {after} after {day(due)}.", rule_id
        )


def _conferences(docket: Docket) -> Iterator[Remark]:
    """Case management conferences that no statement came before."""
    if docket.hides:
        return
    statements = [
        one.date_filed
        for one in docket.filings
        if one.kind in {"statement", "joint statement", "report"} and _STATEMENT.search(words_of(one))
    ]
    for filing, when in _held(docket):
        if when < docket.case.as_of and not any(when - STATEMENT_REACH <= one <= when for one in statements):
            as_of = day(docket.case.as_of)
            text = f"No case management statement for the conference of {day(when)} is on this docket as of {as_of}."
            yield from _remark(filing, text, "cand.civlr.16-9.a")


def _held(docket: Docket) -> list[tuple[Filing, date]]:
    """The conferences that stood, with what set each: by the record, and by the court's entries, of which a later one that
    sets another day before the day came, or vacates the hearings, undoes the earlier."""
    found: dict[date, Filing] = {}
    for filing in docket.filings:
        text = filing.docket_text or ""
        anew = [one.due for one in docket.said(filing) if _CONFERENCE.search(one.label)] if filing.by_court else []
        voids = filing.by_court and any(_HEARINGS.search(one.label) for one in vacated_in(text))
        if anew or voids:
            found = {when: by for when, by in found.items() if when <= filing.date_filed}
        found |= dict.fromkeys(anew, filing)
    for row in docket.deadlines:
        set_by = docket.by_id.get(row.set_by_entry_id or 0)
        if row.due is None or row.kind != Deadline.Kind.HEARING or not _CONFERENCE.search(row.title):
            continue
        if row.status in {"moved", "vacated"}:
            found.pop(row.due, None)
        elif set_by is not None:
            found.setdefault(row.due, set_by)
    return [(filing, when) for when, filing in sorted(found.items())]
