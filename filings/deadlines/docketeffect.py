"""What an entry does to dates, beside stating them: whether a period runs from it, which hearing it vacates, which other
entries it speaks of. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from filings.deadlines.docketwords import BOUNDARY, HAPPENING, label_in, shortened
from filings.docket.references import Reference, find

# What only tells of a date, or of another paper, starts no period.
_TELLS = re.compile(
    r"^\W*(?:(?:amended|corrected|second|third|joint|re)\W+)*(?:re-?notice|notice\b|clerk['’]?s?['’]?\s+notice|modified\b|set/reset|set\s+(?:motion|deadlines?|hearings?)"
    r"|terminate\b|reset\b|errata\b|correction\b|stipulation\b|docket annotation|remark\b|~util)",
    re.I,
)
# Notices that are themselves the event of a rule.
_STARTS = re.compile(
    r"^\W*(?:(?:amended|corrected|second|third|joint)\W+)*notice\s+of\s+"
    r"(?:motions?\b(?!\s+hearing)|(?:and\s+)?joint\s+motion|removal|appeal|cross[- ]appeal"
    r"|filing\s+of\s+(?:official\s+)?transcript|assignment|entry\s+of\s+(?:judgment|default)|judgment|voluntary|suggestion\s+of\s+death)",
    re.I,
)
_KINDS = ("clerk notice", "stipulation", "notice of appearance", "withdrawal of counsel", "change of address")


def starts_a_period(text: str, kind: str = "") -> bool:
    """False for a renotice, a notice of something, a clerk's setting, a modification, a bare stipulation: the period that a
    motion set running runs on, whatever its hearing does."""
    if kind in _KINDS:
        return False
    opening = text[:300]
    return bool(_STARTS.match(opening)) or not _TELLS.match(opening)


@dataclass(frozen=True)
class Vacated:
    """A hearing or a deadline that a text takes off; the text gives no new date for it. Its briefing stands.
    `text[start:end]` reads from its name to the word that vacates it, or the other way round."""

    label: str
    about: tuple[int, ...]
    start: int
    end: int


_VOID = re.compile(
    r"\b(?:vacat(?:ed|es|ing)|stricken|cancell?(?:ed|ing)|taken off(?: the)? calendar|off calendar|terminated?)\b", re.I
)
_ACTIVE = re.compile(r"vacates|vacating|cancell?ing|terminate", re.I)
_ANEW = re.compile(
    r"[^.;]{0,80}?\b(?:and|is|are)\s+(?:\w+\s+){0,2}?(?:re-?set|re-?scheduled|continued)\b(?!\s+if)", re.I
)
_NAMED = re.compile(
    rf"[^.;:]{{0,60}}?(?:{HAPPENING.pattern}|\b(?:deadlines|(?:scheduling|briefing) dates?)\b)(?:\s+dates?)?", re.I
)
_THINGS = re.compile(rf"{HAPPENING.pattern}|\bdeadlines?\b", re.I)
MOST = 500


def vacated_in(text: str) -> list[Vacated]:
    """Hearings, conferences, trials and deadlines vacated; judgments and orders that are vacated are none of these."""
    found = []
    references: list[Reference] | None = None
    since = 0
    for void in (one for _, one in zip(range(MOST), _VOID.finditer(text), strict=False)):
        named = _named(text, max(since, void.start() - 220), void)
        since = void.end()
        if named is None or _ANEW.match(text, void.end()):
            continue
        references = find(text) if references is None else references
        start, end, label = named
        about = tuple(dict.fromkeys(one.entry for one in references if start <= one.start < end + 120))
        found.append(Vacated(label, about, start, end))
    return found


def _named(text: str, since: int, void: re.Match[str]) -> tuple[int, int, str] | None:
    if _ACTIVE.fullmatch(void[0]):
        after = _NAMED.match(text, void.end(), void.end() + 160)
        return (void.start(), after.end(), " ".join(after[0].split())) if after else None
    head = text[since : void.start()]
    stops = [one.end() for one in BOUNDARY.finditer(head) if one[0].strip().startswith((".", ";"))]
    sentence = max(stops, default=0)
    things = list(_THINGS.finditer(head, sentence))
    if not things:
        return None
    # `dates presently scheduled are vacated`: the name ends with the last of the things named.
    place, label, _ = label_in(head[sentence : things[-1].end()])
    return since + sentence + place, void.end(), label if len(label) <= 50 else shortened(label)


def concerns(clear: str, spans: Sequence[tuple[int, int]], *, is_courts: bool) -> list[tuple[int, ...]]:
    """Of each span, from the name of a thing to its date, the entries that it is about: those named in it, `as to 34
    MOTION`; else those that the text named before, outside of all spans."""
    references = find(clear)
    # A party's motion that names others has its dates for itself; a renotice has them for what it names.
    is_all = is_courts or not starts_a_period(clear)
    free = [one for one in references if is_all and not any(start <= one.start < end for start, end in spans)]
    found = []
    for start, end in spans:
        own = [one.entry for one in references if start <= one.start < end]
        found.append(tuple(dict.fromkeys(own or [one.entry for one in free if one.start < start])))
    return found
