"""What a paper does to the entry that its docket text names: it opposes it, rules on it, extends it. Pure.

Said by the words right before the number (`granting 12`) or in its sentence (`the 781 motion ... is granted`); else by
the kind of paper (an opposition `re 34 MOTION to Dismiss` opposes 34). A number within the title of another reference
(`granting 19 Motion to extend time re 17 MOTION to Intervene`) is a mention and no more.
"""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple


class Bond(NamedTuple):
    relation: str
    """One of kinds.RELATIONS."""
    is_sure: bool
    """The words say it; False where it is taken from the kind of paper alone."""


class Place(NamedTuple):
    """Where a reference stands."""

    text: str
    lead: str
    """The words before the number, since the reference before it."""
    after: str
    is_nested: bool
    last: Bond | None
    """Of the reference before it."""


MENTION = Bond("concerns", is_sure=True)
RULES = Bond("rules on", is_sure=True)
REACH = 240

_DECISION = r"\b(?:grant|den(?=[yi])|adopt|approv|overrul|sustain)\w*"
# `Dkt. No.` between a word and the number it belongs to.
_NUMBERED = r"[\[(]?(?:(?:dkts?|docket|ecf|docs?|filings?|d\.?e)\b\.?\s*(?:(?:nos?|numbers?)\b\.?|#)?)?\s*[\[(]?\s*$"

_PRIMARY = re.compile(
    r"(?:[,;&:.]|[,;(.)]\s*(?:re|regarding|as to|on):?"
    r"|\b(?:and|grant\w*|deny\w*|denie\w*|moot|part|adopt\w*|amend\w*|modified|correct\w*)\b)[\s*]*[\[(]?\s*$"
    r"|(?:^|[,;])\s*(?:and )?(?:the |parties'|plaintiffs?'s?|defendants?'s?|\w+'s)\s*$",
    re.I,
)
_JUST_RULED = re.compile(
    r"\b(?:grant|den(?=[yi])|adopt|overrul|sustain|resolv|approv|reject|strik|quash|enter)\w*[\s*:]*[\[(]?\s*$"
    r"|\b(?:in part|moot|without prejudice|as modified|grant\w* (?:the|filing|dkt\.?|docket no\.?))[\s*:]*[\[(]?\s*$",
    re.I,
)
_RULED_AFTER = re.compile(
    r"[^.;]{0,200}?(?:\b(?:is|are|be)\b[^.;]{0,40}?|-\s*)\b(?:grant|den(?=[yi])|moot|approv|overrul|sustain|adopt"
    r"|withdrawn)|[^.]{0,160}?\b(?:court|judge) (?:hereby )?(?:grants|denies|approves|adopts)\b",
    re.I,
)
_ASKED = re.compile(
    r"\W{0,3}(?:\w[\w'’.,&-]*\s+){0,8}?(?:motions?|applications?|stipulat\w+|requests?|petitions?|letter briefs?"
    r"|report and recommendations?|findings)\b",
    re.I,
)
_ORDER_ABOUT = re.compile(
    rf"\W*(?:[\w&/]+ ){{0,4}}?orders?\b(.{{0,160}}?)\b(?:on|re|regarding)\b:?\s*{_NUMBERED}", re.I | re.S
)
# N.D. Cal.: the caption of an order names the motion it decides, `Re: Dkt. No. 34`.
_CAPTION = re.compile(r"\bre:?\s*(?:dkt|docket|ecf)\b\.?\s*(?:nos?\b\.?)?\s*$", re.I)
_DECIDES = re.compile(_DECISION, re.I)
_DECIDES_BEFORE = re.compile(rf"{_DECISION}\b[^.;]{{0,160}}$", re.I)
# The number ends a title: `granting the motion to seal 12`, `granting Motion to Dismiss (Doc. 12)`.
_TITLE_BEFORE = re.compile(
    r"[a-z),](?<!\bof)(?<!\bto)(?<!\bre)(?<!\bin)(?<!\bfor)(?<!\bon)(?<!\band)(?<!\bper)(?<!\bregarding)\s+"
    + _NUMBERED,
    re.I,
)
_SCHEDULES = re.compile(
    r"\b(?:hearing|conference|brief|schedul|deadline|set|setting|respon|time|refer|transfer|show cause)", re.I
)
_LISTED = re.compile(r"[^.;]{0,200}(?:,|\band\b|&)\s*(?:and )?[\[(]?\s*$", re.I)
_AMENDS = re.compile(r"\b(?:amend(?:s|ing)?|modif(?:y|ies|ying)|supersed\w+)\s*[\[(]?\s*$", re.I)
_CORRECTS = re.compile(
    r"\b(?:correct(?:s|ing|ion of(?: the)? docket(?: entry| no\.?)?|ion to)?|corrects filing no\.)[\s#]*[\[(]?\s*$",
    re.I,
)
_WITHDRAWS = re.compile(
    r"\b(?:withdr[ae]w(?:s|ing|al)?|vacat(?:es|ing)|rescind\w*)\b(?! as\b)(?:(?! as (?:attorney|counsel)\b).){0,90}$",
    re.I,
)
_IMPLEMENTS = re.compile(
    r"\b(?:pursuant to|in accordance with|in compliance with|as ordered in|follows)\W{1,3}(?:\w+\W+){0,3}$", re.I
)
_IN_LIGHT = re.compile(
    r"\b(?:in light of|having (?:reviewed|considered)|in response to|upon (?:review|receipt) of)\b.{0,120}$", re.I
)
_SUPPORTS = re.compile(r"\bin (?:further )?support(?: thereof)?\b(?: of)?.{0,220}$", re.I | re.S)
_BESIDE = re.compile(
    r"\W*(?:\[?proposed\]?|(?:\w+ ){0,3}?(?:exhibits?|appendix|index|addendum|attachments?|declaration|affidavit"
    r"|memorandum|brief|supplement))\b",
    re.I,
)
_AGAINST = re.compile(r"\bin opposition\b", re.I)
_ANSWERED = re.compile(r"\W{0,3}(?:\w+ )?(?:opposition|response|memorandum in opposition|objection|order)", re.I)
_EXTENDS = re.compile(r"\b(?:exten[ds]\w*|enlarg\w+|continu(?:e|ing|ance))\b", re.I)
_COMPLAINT = re.compile(r"\W{0,3}(?:\w+ ){0,3}complaint", re.I)
_MOTION = re.compile(r"\W{0,3}(?:\w[\w'’-]* ){0,4}?motion", re.I)
_TRANSCRIPT_ORDER = re.compile(r"\W*transcript (?:order|request)", re.I)
_CORRECTED = re.compile(r"\W*(?:notice of )?(?:correct(?:ed|ion)|errata)\b", re.I)
_AMENDED = re.compile(r"\W*amended\b|[^.]{0,60}\(amended\)", re.I)

_ANY = ("opposition", "reply", "response", "answer", "request for judicial notice", "transcript", "amended complaint")
_MAY_WITHDRAW = ("motion", "administrative motion", "stipulation", "other")

# What the words right before the number say, whatever the paper; and what a paper of some kind does to the entry that
# it names first. Kinds (None: all), when, and what then; the first that fits counts.
_Way = tuple[Collection[str] | None, Callable[[Place], object], Bond]
_SAID: tuple[_Way, ...] = (
    (
        _MAY_WITHDRAW,
        lambda at: at.last is None and not _BESIDE.match(at.text) and _WITHDRAWS.search(at.lead),
        Bond("withdraws", is_sure=True),
    ),
    (None, lambda at: _AMENDS.search(at.lead), Bond("amends", is_sure=True)),
    (None, lambda at: _CORRECTS.search(at.lead), Bond("corrects", is_sure=True)),
)
_OF_KIND: tuple[_Way, ...] = (
    (("opposition",), lambda at: True, Bond("opposes", is_sure=True)),
    (("reply",), lambda at: _ANSWERED.match(at.after), Bond("responds to", is_sure=True)),
    (("reply",), lambda at: _ASKED.match(at.after), Bond("replies in support of", is_sure=True)),
    # Not named as a motion, it may be what is replied to.
    (("reply",), lambda at: True, Bond("replies in support of", is_sure=False)),
    (("response", "answer"), lambda at: True, Bond("responds to", is_sure=True)),
    (("request for judicial notice",), lambda at: True, Bond("supports", is_sure=True)),
    (("transcript",), lambda at: _TRANSCRIPT_ORDER.match(at.after), Bond("implements", is_sure=True)),
    (("amended complaint",), lambda at: _COMPLAINT.match(at.after), Bond("amends", is_sure=True)),
    (_ANY, lambda at: True, MENTION),
    (None, lambda at: _CORRECTED.match(at.text), Bond("corrects", is_sure=True)),
    (("motion", "administrative motion", "order", "minute entry", "clerk notice"), lambda at: True, MENTION),
    (None, lambda at: _AMENDED.match(at.text), Bond("amends", is_sure=False)),
    (
        ("stipulation",),
        lambda at: _EXTENDS.search(at.text) and not _COMPLAINT.match(at.after) and not _MOTION.match(at.after),
        Bond("extends", is_sure=False),
    ),
    (("other",), lambda at: _AGAINST.search(at.lead), MENTION),
    (("other",), lambda at: _SUPPORTS.search(at.lead), Bond("supports", is_sure=True)),
    (("other",), lambda at: _BESIDE.match(at.text), Bond("supports", is_sure=False)),
)
# What an order does to the entry that it names first.
_OF_AN_ORDER: tuple[_Way, ...] = (
    (None, lambda at: _DECIDES_BEFORE.search(at.lead) and _TITLE_BEFORE.search(at.lead), RULES),
    (None, lambda at: _CAPTION.search(at.lead), Bond("rules on", is_sure=False)),
    (None, lambda at: _decides(_about(at)), RULES),
    (None, lambda at: (about := _about(at)) and not _SCHEDULES.search(about), Bond("rules on", is_sure=False)),
    (None, lambda at: _IMPLEMENTS.search(at.lead), Bond("implements", is_sure=False)),
    (None, lambda at: _IN_LIGHT.search(at.lead), Bond("responds to", is_sure=False)),
)


def bond_of(kind: str, text: str, start: int, end: int, *, since: int, last: Bond | None) -> Bond:
    """Of the paper of this kind to the entry whose number is `text[start:end]`; `since` is the end of the reference
    before it, 0 for the first, and `last` what was said there."""
    lead = text[max(since, start - REACH) : start]
    place = Place(text, lead, text[end : end + REACH], since > 0 and not _PRIMARY.search(lead), last)
    said = _first(_SAID, place, kind) or _ruled(place, kind)
    if said is None and not place.is_nested:
        said = _first(_OF_KIND, place, kind)
    return said or MENTION


def _first(ways: tuple[_Way, ...], place: Place, kind: str) -> Bond | None:
    return next((bond for kinds, holds, bond in ways if (kinds is None or kind in kinds) and holds(place)), None)


def _ruled(place: Place, kind: str) -> Bond | None:
    if kind not in ("order", "minute entry"):
        return None
    if _JUST_RULED.search(place.lead):
        return RULES
    if place.is_nested:
        return None
    # `granting 12 Motion to Seal and 13 Motion to Strike`
    goes_on = place.last == RULES and _LISTED.match(place.lead) and _ASKED.match(place.after)
    if goes_on or _RULED_AFTER.match(place.after):
        return RULES
    return _first(_OF_AN_ORDER, place, kind) if kind == "order" and place.last is None else None


def _about(place: Place) -> str | None:
    """The words between `ORDER` and `re 12 Motion`."""
    about = _ORDER_ABOUT.match(place.lead)
    return f" {about[1]}" if about and _ASKED.match(place.after) else None


def _decides(about: str | None) -> bool:
    return bool(about and _DECIDES.search(about))
