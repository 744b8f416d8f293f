"""Remarks on the papers of a case, offered beside its deadlines: page limits, notice of a hearing, what came late or is not
there. A remark tells what is on the docket and what the rule says; it never says that a rule was broken.

The limits are those of N.D. Cal., and are remarked on there alone. Sources: RULES.md, section 7, and the rows of rules.toml.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from casefiles.models import CaseFile
from filings.deadlines.latepapers import late_or_absent
from filings.deadlines.models import Deadline
from filings.deadlines.paperdocket import BESIDE, MOTIONS, Docket, Remark, docket_of, rule_on, sort_of_motion
from filings.deadlines.triggers import sorts_of
from filings.docket.models import Filing
from filings.docket.words import day
from filings.documents.models import HeldFile

__all__ = ["Remark", "remarks_of", "remarks_on"]

COURT = "cand"
HEARING = ("cand.civlr.7-2.a", "Civ. L.R. 7-2(a)")
# What a paper is: the rule whose row holds its page limit, and the words that set it.
LIMITS = {
    "motion": ("cand.civlr.7-2.a", "Civ. L.R. 7-2(b)"),
    "opposition": ("cand.civlr.7-3.a", "Civ. L.R. 7-4(b)"),
    "reply": ("cand.civlr.7-3.c", "Civ. L.R. 7-4(b)"),
    "administrative": ("cand.civlr.7-11.b", "Civ. L.R. 7-11"),
    "change_time": ("cand.civlr.6-3.b", "Civ. L.R. 6-3"),
    "reply_evidence": ("cand.civlr.7-3.d.1", "Civ. L.R. 7-3(d)(1)"),
    "relief_from_mj_order": ("cand.civlr.72-2", "Civ. L.R. 72-2"),
}


def remarks_on(case: CaseFile) -> list[Remark]:
    """All remarks on the papers of the case, in docket order; none in a court whose rules are not held."""
    if case.court_id != COURT:
        return []
    docket = docket_of(case)
    found = [*page_limits(docket), *short_notice(docket), *late_or_absent(docket)]
    return sorted(found, key=lambda one: (one.filing.position, one.filing.pk))


def remarks_of(filing: Filing, remarks: Iterable[Remark]) -> list[Remark]:
    return [one for one in remarks if one.filing.pk == filing.pk]


def page_limits(docket: Docket) -> Iterator[Remark]:
    for filing in docket.filings:
        sort = sort_of(docket, filing)
        pages = pages_of(filing, sees_sealed=docket.case.sees_sealed) if sort else None
        if not sort or not pages:
            continue
        rule_id, cite = LIMITS[sort]
        rule = rule_on(rule_id, filing.date_filed)
        if rule and rule.page_limit and pages > rule.page_limit:
            text = (
                f"{rule.page_limit}-page limit ({cite}); the document has {pages} pages, cover, tables and signature "
                "included. The limit is on the text."
            )
            yield Remark(filing, text, cite, rule_id, rule.confidence.status)


def sort_of(docket: Docket, filing: Filing) -> str | None:
    """Which page limit a paper is under; None for papers without one, and where the motion it answers is not known."""
    if "reply evidence" in filing.title.lower():
        return "reply_evidence" if "objection" in filing.title.lower() else None
    if filing.kind in MOTIONS:
        return sort_of_motion(filing)
    if filing.kind in {"opposition", "response"}:
        motion = docket.motion_of(filing, "opposes", "responds to")
        sort = sort_of_motion(motion) if motion else None
        return "opposition" if sort == "motion" else sort if sort in {"administrative", "change_time"} else None
    if filing.kind == "reply":
        motion = docket.motion_of(filing, "replies in support of")
        return "reply" if motion and sort_of_motion(motion) == "motion" else None
    return None


def pages_of(filing: Filing, *, sees_sealed: bool) -> int | None:
    """Of the main document: of the file held, if it is real and read; else as the court states it."""
    main = next((one for one in filing.documents.all() if one.number == 0), None)
    if main is None:
        return None
    held = main.current
    is_open = sees_sealed or (held is not None and held.version != HeldFile.Version.UNREDACTED)
    if held is not None and is_open and not held.is_sample and held.page_count:
        return held.page_count
    return main.page_count


def short_notice(docket: Docket) -> Iterator[Remark]:
    """A hearing noticed fewer days after the motion than the rule asks for. One before the motion was filed is that of an
    earlier copy of it."""
    rule_id, cite = HEARING
    for filing in docket.filings:
        if filing.kind not in MOTIONS or sorts_of(filing) & BESIDE:
            continue
        rule = rule_on(rule_id, filing.date_filed)
        heard = _noticed(docket, filing)
        if rule is None or rule.period is None or heard is None or heard < filing.date_filed:
            continue
        after = (heard - filing.date_filed).days
        if heard < filing.date_filed + timedelta(days=rule.period.n):
            text = (
                f"Noticed for hearing on {day(heard)}, {after} days after it was filed; {rule.period.n} days are the least "
                f"({cite}), unless the court orders otherwise."
            )
            yield Remark(filing, text, cite, rule_id, rule.confidence.status)


def _noticed(docket: Docket, motion: Filing) -> date | None:
    """The hearing that the motion itself notices: later settings are the court's."""
    said = [one.due for one in docket.said(motion) if one.what == "hearing" and not one.is_ordered]
    recorded = [
        one.due
        for one in docket.deadlines
        if one.kind == Deadline.Kind.HEARING and one.set_by_entry_id == motion.pk and one.due is not None
    ]
    return min([*said, *recorded], default=None)
