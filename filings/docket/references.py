"""References in docket text to other entries of the same docket: `re 34`, `[22] MOTION`, `granting 413 and 415`,
`Dkt. No. 61`, `ECF 34-2`. Pure.

CM/ECF prints a reference as the number and the title of the entry (`granting 12 Motion to Seal`); some courts turn it
round (`Motion to Seal 12 by`); clerks and lawyers write it as they like. A number is taken only where the words beside
it say that it is an entry: one link to the wrong paper does more harm than one missing.
"""

import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple

from filings.docket.attachmentlist import lists_in
from filings.docket.classifying import classify
from filings.docket.numbers import BLOT, blotted
from filings.docket.relating import Bond, bond_of

# Far beyond any docket text: what is longer, or lists more, is not worth a reader's wait.
LONGEST_TEXT = 60_000
MOST_NUMBERS = 2000
LONGEST_RANGE = 500
REACH = 160


class Reference(NamedTuple):
    start: int
    end: int
    """`text[start:end]` is the number as printed: 34, or 34-2."""
    entry: int
    attachment: int | None
    relation: str
    """One of kinds.RELATIONS; `concerns` where the words do not say more."""


class Stated(NamedTuple):
    entry: int
    relation: str
    is_sure: bool
    """The words themselves say it; else it is taken from the kind of paper."""


_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_/$:%+~])(?<!\d[.,-])(?<!\d\s-)(?<!\d-\s)(\d{1,5})(?:-(\d{1,4}))?"
    r"(?![A-Za-z0-9_/%~(]|['’]\w|[:.]\d|,\d{3}(?!\d)|-[A-Za-z\d])"
)

_NOUNS = (
    "motions?|complaints?|petitions?|answers?|orders?|judgments?|stipulations?|notices?|responses?|oppositions?"
    "|repl(?:y|ies)|memorand(?:um|a)|briefs?|declarations?|affidavits?|reports?|recommendations?|findings?|requests?"
    "|objections?|statements?|transcripts?|certificates?|applications?|letters?|indictments?|informations?"
    "|summons(?:es)?|warrants?|minutes?|minute entr(?:y|ies)|verdicts?|bonds?|mandates?|appeals?|disclosures?"
    "|subpoenas?|consents?|waivers?|joinders?|errata|transmittals?|remarks?|abstracts?|transfers?|probation|plans?"
    "|charts?|proofs?|opinions?|agreements?|pleadings?|memos?|endorsements?|acknowledge?ments?|returns?|writs?"
    "|suggestions?|withdrawals?|crossclaims?|counterclaims?|schedules?|lists?|meetings?|redactions?|supplements?"
    "|traverses?|bills?|pleas?|addend(?:um|a)"
)
_NOUN = rf"(?i:{_NOUNS})\b"
_ONE_NOUN = (
    r"(?:motion|complaint|petition|answer|order|judgment|stipulation|notice|response|opposition|reply|memorandum|brief"
    r"|declaration|affidavit|report|request|objection|statement|transcript|certificate|application|letter|indictment"
    r"|document)\b(?! hearing)"
)
_COMPANY = r"LLC|L\.L|LLP|Inc|Corp|Ltd|Co\b|Holdings|LP\b"
_SMALL_WORDS = r"(?:(?:of|for|to|and|the|in|on|re|or|a|an|by|with)\s+)*"
# `12 Motion to Seal`, `The 781 motion`; and `58 Acme's Third Unopposed Motion`, in which no company may stand, for the
# number may be a part of its name (`Strike 3 Holdings, LLC`).
_TITLED = re.compile(
    rf"(?:(?:,|\s+and|\s+&|,\s+and)\s+\d{{1,5}})*\s+(?:{_ONE_NOUN}|(?=[A-Z\"“])[\"“]?"
    rf"(?:(?!(?:{_COMPANY}))[A-Z][\w'’./&-]*,?\s+{_SMALL_WORDS}){{0,8}}?{_NOUN})"
)
# After a capital that may be a part of a name: `MOTION to Strike 1 Complaint`.
_TITLED_SOON = re.compile(rf"\s+(?:{_ONE_NOUN}|(?=[A-Z])(?:[A-Z][\w'’./&-]*\s+)?{_NOUN})")
_AFTER_CAPITAL = re.compile(r"(?<![.:;] )\b[A-Z][\w&.-]*\s+$")
_UNITS = re.compile(
    r"\s*-?\s*(?:(?:business|calendar|court|additional|more|full)\s+)?(?:(?i:days?|months?|years?|hours?|minutes|mins?"
    r"|weeks?|pages?|pgs?|times|counts?)|defendants|plaintiffs|actions?|cases|volumes?|boxes|witnesses|attorneys"
    r"|copies|persons|parties|parts?|jurors?|motions|MB|KB|et seq|of \d)\b(?!['’])"
    r"|\)?(?:\s+\w+)?\s+in (?:case )?(?:~|No)"
)

_DESIGNATED = re.compile(
    r"(?:\b(?:dkts?|docket(?: entr(?:y|ies))?|docs?|documents?|d\.?\s?e|e\.?c\.?f|filings?|entr(?:y|ies)|pldgs?"
    r"|pleadings?|rec\. docs?|r\. docs?|papers?)\b|\b(?:related )?documents?\(s\))"
    r"\.?\s*(?:entr(?:y|ies)\b\.?\s*)?(?:nos?\b|numbers?\b|\(s\))?\.?\s*:?\s*[#\[(]?\s*$",
    re.I,
)
_PLURAL = re.compile(r"(?:s|nos\.|\(s\)|ies)\W*$", re.I)
_ABOUT = re.compile(
    r"\b(?:re|regarding|concerning|(?:respon\w+|opposition|repl(?:y|ies)|objections?|answer|joinder|amendment"
    r"|supplement|correction)\s+to|support of|as to|with respect to|relat(?:ing|ed) to|addressing|resolving"
    r"|responding to|referencing|see)\s*:?\s*[\[(]?\s*$",
    re.I,
)
_RULED = re.compile(
    r"(?:\b(?:grant|den(?=[yi])|adopt|amend|correct|strik(?=es|ing)|stricken|terminat|withdr[ae]w|vacat|overrul|sustain"
    r"|unseal|seal|refer|reject|approv|modif|resolv|quash|renotic|enforc|supersed)\w*|\bin part|\b(?:as )?moot"
    r"|\bwithout prejudice|\bas modified)[\s*_:]*[\[(]?\s*$",
    re.I,
)
_LABELLED = re.compile(
    r"(?:\b(?:no|nos|number|requests|admissions|set|day|defendant|plaintiff|year|ages?|years?|#)\.?|[#¶§-])\s*$", re.I
)
_LOOSE = re.compile(
    r"\b(?:at|least|than|over|under|about|within|for|next|last|first|by|until|through|before|after|from|of|to|on|in|and"
    r"|or|the|a|an|is|are|was|set|total|approximately|up)\s*$",
    re.I,
)
_AFTER_NOUN = re.compile(rf"\b{_NOUN}[,)]*\s+$")
_AFTER_WORD = re.compile(r"[A-Za-z)\"'”’][,)\"]*\s+$")
_NOUN_NEAR = re.compile(rf"\b{_NOUN}[^.;~]{{0,120}}$")
_ENDS = re.compile(r"\s*(?:[.,;)]|$|(?:filed|by|as to|is|are|was|were|and|upon|sent|jury|shall|has|on)\b)", re.I)
# CM/ECF leaves a space after a number that it made a link.
_LINKED = re.compile(r"\s+[.,;)](?!\d)|\s{2,}by\b")
_FILED = re.compile(r"\s+(?:filed|by|as to)\b")
_JOINED = re.compile(r"[\])]?\s*(?:(?:,|;|&|\band\b|\bor\b)\s*)+[\[(]?\s*$", re.I)
_THROUGH = re.compile(r"[\])]?\s*(?:-|–|\bthrough\b|\bthru\b|\bto\b)\s*[\[(]?\s*$", re.I)


class _Found(NamedTuple):
    start: int
    end: int
    entry: int
    attachment: int | None
    upto: int
    """Last entry of a range (`12 through 15`), else the entry itself."""
    is_joined: bool
    """One of a list of numbers, and does as the first of them does."""


def find(text: str) -> list[Reference]:
    """Every reference of the text, in its order. Lists of attachments hold none."""
    return [
        Reference(one.start, one.end, one.entry, one.attachment, bond.relation)
        for one, bond in _bound(text[:LONGEST_TEXT], classify(text).kind)
    ]


def relations(text: str, *, kind: str, entry: int | None, known: Collection[int]) -> list[Stated]:
    """What the paper does to each entry of `known` that its text names: one statement for each, the first that says
    more than that it is named."""
    stated: dict[int, Stated] = {}
    for one, bond in _bound(text[:LONGEST_TEXT], kind):
        for target in range(one.entry, min(one.upto, one.entry + LONGEST_RANGE) + 1):
            if target == entry or target not in known:
                continue
            if target not in stated or (stated[target].relation == "concerns" != bond.relation):
                stated[target] = Stated(target, *bond)
    return list(stated.values())


def _bound(text: str, kind: str) -> Iterator[tuple[_Found, Bond]]:
    bond = None
    end = 0
    for one in _found(text):
        if not one.is_joined or bond is None:
            bond = bond_of(kind, text, one.start, one.end, since=end, last=bond)
        end = one.end
        yield one, bond


def _found(text: str) -> list[_Found]:
    clear = blotted(text)
    for start, end, _ in lists_in(text):
        clear = clear[:start] + re.sub(r"\d", BLOT, clear[start:end]) + clear[end:]
    found: list[_Found] = []
    for number in islice(_NUMBER.finditer(clear), MOST_NUMBERS):
        start, end = number.span()
        before, after = clear[max(0, start - REACH) : start], clear[end : end + REACH]
        entry, attachment = int(number[1]), int(number[2]) if number[2] else None
        last = found[-1] if found else None
        gap = clear[last.end : start] if last else ""
        if not entry or _UNITS.match(after):
            continue
        if last and attachment is None and last.entry < entry and _THROUGH.fullmatch(gap):
            found[-1] = last._replace(upto=entry - 1)
            found.append(_Found(start, end, entry, None, entry, is_joined=True))
        elif last and (_is_year(last.entry) or not _is_year(entry)) and _JOINED.fullmatch(gap):
            found.append(_Found(start, end, entry, attachment, entry, is_joined=True))
        elif _is_reference(before, after, entry):
            # `docs. 3-7` are five entries, `ECF Nos. 34-2, 35` an attachment and an entry.
            if attachment and attachment > entry and _is_plural(before) and not re.match(r"\s*(?:,|and|&)", after):
                found.append(_Found(start, end, entry, None, attachment, is_joined=False))
            else:
                found.append(_Found(start, end, entry, attachment, entry, is_joined=False))
    return found


def _is_reference(before: str, after: str, entry: int) -> bool:
    if _DESIGNATED.search(before) or (before.endswith("[") and after.startswith("]")):
        return True
    if _LABELLED.search(before) or (_is_year(entry) and not _TITLED.match(after)):
        return False
    if _ABOUT.search(before) or _RULED.search(before):
        return not before.endswith("(") or not after.startswith(")") or bool(_TITLED.match(after, 1))
    title = _TITLED_SOON if _AFTER_CAPITAL.search(before) else _TITLED
    is_titled = before.endswith("( ") or (title.match(after) and not before.endswith("("))
    return bool(is_titled) or _ends_a_title(before, after)


def _ends_a_title(before: str, after: str) -> bool:
    """`Motion to Seal 12 by`, `Judgment, 124`: some courts print the number last."""
    if _LOOSE.search(before) or not _AFTER_WORD.search(before):
        return False
    if _AFTER_NOUN.search(before):
        return bool(_ENDS.match(after))
    return bool(_LINKED.match(after)) or bool(_FILED.match(after) and _NOUN_NEAR.search(before))


def _is_plural(before: str) -> bool:
    return bool(_DESIGNATED.search(before) and _PLURAL.search(before))


def _is_year(entry: int) -> bool:
    return 1950 <= entry <= 2060
