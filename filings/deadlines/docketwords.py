"""The words by which docket text states a date: patterns, and what the thing so dated is. Pure.

CM/ECF joins fixed phrases (`Responses due by 11/10/2025.`, `Motion Hearing set for 1/21/2026 10:00 AM in San Jose`); clerks and
judges write sentences beside them (`the deadline ... is CONTINUED to 7/1/2026`). Every pattern below is tried on the few words
beside one date, never on a whole text, so that a hostile text costs no more than its length.
"""

import re
from datetime import date, time

from filings.docket.judges import JUDGE

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
DATE = re.compile(
    rf"(?<![\d/-])(?:(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})/(?P<y>\d{{2,6}})(?![\d/])"
    rf"|\b(?P<month>{_MONTH})\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<year>\d{{4}})(?!\d))",
    re.I,
)
TIME = r"(?:\d{1,2}(?::\d{2})?\s?[ap]\.?\s?m\b\.?|\d{1,2}:\d{2}|noon\b)"
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?\s?(?:([ap])\.?\s?m\b)?", re.I)

# What may stand between the words and their date: `for Friday, `, `for 9:00 `, `at 1:30 p.m. on `.
LEAD = (
    rf"[\s,:]*(?:(?:at|by)\s+)?(?P<time>{TIME})?(?:\s*[APM]{{2}}\b)?[\s,:]*(?:on\s+)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*)?(?:the\s+)?$"
)

AUX = r"(?:\b(?:is|are|was|were|be|been|being|has|have|will|shall|hereby|now|not|also|to|remains?)\s+)*+"
_BY = r"(?:by|on|or|before|no|not|later|than|date|per|local|rules?|is|at|noon|close|of|business)"
DUE = re.compile(
    rf"(?P<aux>{AUX})\bdue(?:\s+(?:from|for|to)\s+(?:[^.;]|\.(?=,|\s+(?:on|by)\b)|(?<=\b[A-Z])\.){{1,90}}?)?(?:\s+{_BY}\b)*{LEAD}",
    re.I,
)
_VERB = r"(?P<verb>re-?set|set|continued|re-?scheduled|scheduled|adjourned|extended|postponed|advanced|moved|calendared|noticed)"
SET = re.compile(
    rf"(?P<old>\b(?:previously|currently|presently|originally|formerly|now|already)\s+)?(?P<aux>{AUX})\b{_VERB}"
    rf"(?:\s+to\s+commence)?(?:\s+for\s+(?P<hearing>oral argument|argument|hearing|trial)\s+(?:on|for))?"
    rf"(?:\s+(?P<to>for|to|on|until|from|through))?(?:\s+the\s+{TIME}\s+(?:\w+\s+){{0,2}}calendar)?{LEAD}",
    re.I,
)
# `Court set the matter for a status conference on`, `reset telephone conference for 10:00 a.m. on`, `Setting ... for hearing on`.
SET_FIRST = re.compile(
    rf"(?<!to )\b(?P<verb>re-?set|set|sets|setting|continued|scheduled|will hold)\s+(?:[^.;]{{0,60}}?\bfor\s+)?(?:an?\s+|the\s+)?"
    rf"(?P<label>[A-Za-z][^.;:]{{2,90}}?)(?<!held)\s+(?:on|for){LEAD}",
    re.I,
)
TO_BE_HELD = re.compile(
    rf"(?P<aux>\b(?:(?:will|shall|is|are|would)\s+(?:now\s+)?(?:be\s+)?|to\s+be\s+))"
    rf"(?:held|heard|conducted|take place)?(?:\s+(?:in|by|via)\s+[^.;]{{2,60}}?)?{LEAD}",
    re.I,
)
# `shall be filed on or before`, `shall file a reply by`: a sentence, with what is to be done.
_DO = r"(?:fil(?:e|ed)|serv(?:e|ed)|submit(?:ted)?|lodge(?:d)?|respond|answer|amend|exchange|produce|complete(?:d)?|made|joined)"
ACT = re.compile(
    rf"\b(?:shall|must|will|may|to|is to|are to|should)\s+(?:then\s+|also\s+|each\s+)*(?:be\s+)?{_DO}\b(?P<rest>[^.;]{{0,170}}?)"
    rf"(?:\b(?:by|on or before|no later than|not later than)|(?<=iled )on|(?<=erved )on){LEAD}",
    re.I,
)
# `Discovery cut-off 10/16/2006`, `Last day to amend or add parties 5/10/2006`, `Noting Date 5/9/2014`.
DIRECT = re.compile(
    rf"(?P<label>\b(?:Last\s+day\s+(?:to|for)\s+[^.;:\d]{{3,70}}|[A-Z][^.;:()\d]{{0,60}}?(?:cut-?off(?:\s+date)?|deadline)"
    rf"|(?:Noting|(?:Motion\s+)?Docket|Return|Submission)\s+Date|(?:(?:Non-?)?Dispositive\s+|Pretrial\s+)?Motions\s+filed\s+by"
    rf"|presentment)\b(?:(?<=presentment)[^;]{{0,140}}?\bon)?)(?P<aux>(?:\s+(?:is|for|of))?){LEAD}",
    re.I,
)
UNTIL = re.compile(rf"[\s,]*(?:at\s+{TIME})?[\s,]*(?:to|until){LEAD}", re.I)
EVENT = re.compile(
    r"\b(?:served|sent|mailed|waived|by (?:mail|hand))\b[^.;]{0,120}?\bon\s*$|\b(?:served|sent)\s*$"
    r"|Returned Executed[^;]{0,200}?\bon\s*$",
    re.I,
)

HAPPENING = re.compile(
    r"\b(?:hearings?|hrg|conferences?|trial|selection|tutorial|arraignment|sentenc(?:e|ing)|argument|docket call|calendar call"
    r"|appearance|mediation|evaluation|meeting|plea|return date|examination|inspection|arbitration|voir dire|presentment|cmc)\b",
    re.I,
)
_DEADLINE = re.compile(
    r"\b(?:deadlines?|ddl|cut-?offs?|restriction|time|dates?|designation|response|reply|answer|briefs?)\b", re.I
)

# The date before this one no longer holds: what follows it moves or drops it.
UNDONE = (
    r"(?:vacat|strick|continu|re-?set|re-?schedul|cancel|adjourn|postpon|terminat|mov(?:ed|ing)\b|advanc|off calendar"
    r"|withdrawn|taken under|taken off|converted)"
)
DROPPED = re.compile(
    rf"^[^.;(]{{0,140}}?\b(?:is|are|was|were|be|been|hereby|has|have|and)\b"
    rf"(?:\s+\w+){{0,3}}?\s+(?:\w+\s+)?{UNDONE}|^[\s,]*(?:{TIME}\s*)?{UNDONE}",
    re.I,
)
FILLER = re.compile(
    rf"(?:\s|,|;|:|{TIME}|\b(?:at|AM|PM|PST|PDT|is|are|be|been|has|have|was|hereby|now|and|stricken|vacated|the|matter|will|shall|it|to|"
    r"same|which|but|therefore|also|on)\b)*+",
    re.I,
)
WHERE = re.compile(
    rf"[\s,]*(?:at\s+)?(?P<time>{TIME})?(?:\s*"
    r"(?:\([A-Z]{2,3}\)|(?:Pacific|Eastern|Central|Mountain)(?:\s+Time)?|P[SD]?T|E[SD]?T))?[\s,]*(?:or soon thereafter\s+)?"
    r"(?:(?:in|at|by|via|-)\s+(?P<place>(?:(?!\s+before\s|\s{0,3}\(\w+, COURT|\s-\s+Notified)"
    r"(?:[^.;()]|\(\w{2,4}\)|(?<=\b[A-Z])\.|(?<=\bU\.S)\.|(?<=\bSt)\.)){1,140}))?",
    re.I,
)
BEFORE_JUDGE = re.compile(rf"[^.;]{{0,40}}?\b(?i:before\s+(?:the\s+)?)(?:{JUDGE})")
_SHORT_FORMS = r"(?<!\bvs)(?<!\bNo)(?<!\bNos)(?<!\bHon)(?<!\bDr)(?<!\bCiv)(?<!\bv)"
BOUNDARY = re.compile(
    r"(?:[!?;]|:(?!\d\d))+[\"'”’]?\s*|\.{2,}\s*|"
    + _SHORT_FORMS
    + r"\.[\"'”’]?\s*(?=[A-Z\d(\"'“])|(?<=[)\x00])\s*\.?\s+(?=[A-Z\d])|[()]\s*"
    r"|,\s+(?=(?!(?:Inc|LLC|Ltd|Corp|LLP|L\.P)\b)[A-Z])|\s-\s(?=[A-Z])|\n|~"
)
_TYPE_WORDS = re.compile(
    r"^(?:(?:NOTICE|ORDER|MINUTES?|ENTRY|CLERK['’]?S|AMENDED|TEXT|ONLY"
    r"|MINUTE|SECOND|SCHEDULING|ELECTRONIC|CASE MANAGEMENT)\s+)+(?=[A-Z][a-z]|that\b)"
    r"|^(?:Set/Reset|Reset|Set)\s+(?:(?:Scheduling Order\s+)?"
    r"(?:Deadlines|Hearings?|Deadlines/Hearings|Motion and)[/A-Za-z]*)\s+(?=[A-Z])"
    r"|^(?:\d+,\s*)+(?=[A-Za-z])|^(?:at\s+)?\d{1,2}(?::\d\d)? [ap]m\b[.,\s]*"
    r"|^(?:re)?set\s+(?=[a-z])|^(?:and|or|that|with|but|then|also|Additionally,?)\s+"
)
NAMED = re.compile(rf"\b(?:the|said|this)\s+(?:[\w'’/-]+\s+){{0,5}}?{HAPPENING.pattern}|^(?:the|said|this)\b", re.I)
DUE_NOUN = re.compile(r"\b(?:Objections?|Responses?|Repl(?:y|ies)|Answers?|Oppositions?)\b[^.;]{0,60}$")
DEFINITE = re.compile(r"(?:(?:that|of|at|and)\s+)?(?:the|said|this)\b", re.I)
VACATES = re.compile(r"\b(?:vacat|strik|cancel)\w*\b", re.I)
_ABOUT = re.compile(r",?\s+(?:as to|re:?|regarding|with respect to|concerning)\s", re.I)


_DETERMINER = re.compile(r"\b(?:the|an?|that|this|any|for|set)\s+", re.I)


def day_of(found: re.Match[str]) -> date | None:
    """The day that a date printed names; None for 2/30/2025, 13/45/25, 5/22/20107."""
    if found["month"]:
        month, number, year = MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"]), found["year"]
    else:
        month, number, year = int(found["m"]), int(found["d"]), found["y"]
    if len(year) not in {2, 4}:
        return None
    # CM/ECF came in 1996: a year of two digits is of this century unless it is of the last years before.
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) > 80 else 2000)
    try:
        return date(full, month, number) if 1900 <= full <= 2199 else None
    except ValueError:
        return None


def time_of(text: str | None) -> time | None:
    """`01:30 PM`, `9 a.m.`, `noon`; without am or pm an hour of the court's day, else None."""
    if not text:
        return None
    if "noon" in text.lower():
        return time(12)
    found = _CLOCK.match(text.strip())
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 99
    elif not 7 <= hour <= 19:
        return None
    return time(hour, minute) if hour <= 23 and minute <= 59 else None


def label_in(head: str) -> tuple[int, str, str]:
    """Where in `head`, the words before `due by` or `set for`, the name of the thing begins; its name as printed; and the
    `as to 34 MOTION` after it."""
    closed = re.sub(r"\([^()]{0,90}\)(?=\s*$)", lambda found: "\x01" * len(found[0]), head)
    closed = re.sub(r"\([^()]{0,90}\)", lambda found: "\x00" * len(found[0]), closed)
    start = 0
    about = [found.start() for found in _ABOUT.finditer(closed)]
    for found in BOUNDARY.finditer(closed):
        # A boundary among the papers of `Motion Hearing as to 34 MOTION by Acme, Inc. reset for` parts nothing.
        within = [place for place in about if start < place < found.start() and HAPPENING.search(closed, start, place)]
        if (within and found[0][0] in "(),\x00") or not re.search(r"[A-Za-z]", head[found.end() :]):
            continue
        start = found.end()
    start += len(head[start:]) - len(head[start:].lstrip(" \t\n,;.)"))
    while kind := _TYPE_WORDS.match(head[start:]):
        start += kind.end()
    label = head[start:]
    own = _ABOUT.search(label)
    if own:
        return start, _tidy(label[: own.start()]), label[own.start() :]
    return start, _tidy(label), ""


def _tidy(label: str) -> str:
    words = " ".join(label.replace("\x00", " ").split()).strip(" ,.-–")
    return re.sub(r"^(?:the|an?)\s+", "", words, flags=re.I)


def shortened(label: str) -> str:
    """The name of a hearing out of a sentence: `next case management conference`."""
    happenings = list(HAPPENING.finditer(label))
    if not happenings or re.search(r"\bdeadline\b", label, re.I):
        return label
    start = max((one.end() for one in _DETERMINER.finditer(label, 0, happenings[-1].start())), default=0)
    return _tidy(label[start : happenings[-1].end()])


def is_dated(label: str) -> bool:
    """Whether the words name something that can have a date."""
    return bool(HAPPENING.search(label) or _DEADLINE.search(label))


_PARTY = (
    r"(?:(?:the|any|all|joint|sur)\s+)?"
    r"(?:[\w.&-]+['’]s?\s+|(?:govt|government|plaintiffs?|defendants?|dft|pltf)['’]?s?\s+)?(?:initial\s+)?"
)
_WHAT = (
    ("redaction_request", re.compile(r"^Redaction Request", re.I)),
    ("redacted_transcript", re.compile(r"^Redacted Transcript", re.I)),
    ("transcript_release", re.compile(r"^Release of (?:Transcript|Restriction)", re.I)),
    ("statement", re.compile(r"\b(?:case management|cmc)\b.{0,30}\bstatements?$", re.I)),
    ("consent", re.compile(r"^Consent(?:s|s?/| or )\s*(?:Declinations?)?$|^Declination", re.I)),
    ("answer", re.compile(
        rf"^{_PARTY}answers?\b|\bto answer\b|(?<!interrogatory )\banswers?$"
        r"|\brespon(?:se|d|sive pleading)\b.{0,60}\b(?:to|complaint)"
        r".{0,60}\b(?:complaint|petition|crossclaim|counterclaim)s?\b", re.I,
    )),
    ("reply", re.compile(
        rf"^{_PARTY}(?:repl(?:y|ies)(?! (?:expert|report))|reply (?:brief|papers|memorand\w+))\b"
        r"|\b(?:file|serve|submit)s? (?:(?:a|any|its|his|her|their|the) )?reply\b(?! expert)", re.I,
    )),
    ("response", re.compile(
        rf"^{_PARTY}(?:responses?|oppositions?|suggestions in opposition|answering brief"
        r"|brief in opposition|memorandum in opposition"
        r"|objections? to (?:motion|R&R|report))\b(?! to (?:discovery|interrog|request|RFP))"
        r"|\b(?:file|serve|submit)s? (?:(?:a|an|any|its|his|her|their|the) )?(?:opposition|response)\b", re.I,
    )),
)  # fmt: skip


def what_of(label: str, verb: str) -> str:
    """One of a few codes for what is due or set; `other` where the words name none of them."""
    for what, pattern in _WHAT:
        if pattern.search(label) and not (what == "response" and "show cause" in label.lower()):
            return what
    if verb != "due" and re.fullmatch(r"motions?", label, re.I):
        return "hearing"
    found = HAPPENING.findall(label)
    if verb == "due" or not found or re.search(r"\b(?:deadline|cut-?off|restriction|designation)\b", label, re.I):
        return "other"
    return "conference" if found[-1].lower().startswith(("conference", "cmc")) else "hearing"
