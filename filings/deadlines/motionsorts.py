"""The sorts of motion that rules tell apart, by what a motion asks for itself. Pure."""

import re

# What a docket text says first is what the paper is; the rest names other papers.
HEAD = 400

_STRIKE = (
    r"to strike\b(?!.{0,80}?\b(?:testimony|declarations?|experts?|repl(?:y|ies)|evidence|exhibits?|affidavits?|briefs?"
    r"|notices?|contentions?|demand|reports?|oppositions?|errata|responses?)\b)"
)
# By the words of title and docket text (ruleterms.SORTS).
_BY_WORDS = {
    "administrative": r"\badministrative motion\b",
    "change_time": r"\b(?:extension of time|extend (?:the )?time|change (?:of )?time|enlarg\w+ (?:of )?time)\b"
    r"|\bshorten(?:ing)? time\b",
    "reconsideration_leave": r"\bleave to file (?:a )?motion for reconsideration\b",
    "sealing": r"\bseal\b|\bunder seal\b|\bsealing\b|\bsealed\b",
}
# By its own words alone: a motion for more time to oppose a motion to dismiss is no motion to dismiss.
_BY_OWN_WORDS = {
    "rule12": r"\bto dismiss\b(?!.{0,30}\bvoluntar)(?! (?:the )?(?:indictment|information|counts?\b.{0,20}indict))"
    rf"|\b12\([bcef]\)|more definite statement|\b{_STRIKE}|judgment on the pleadings",
    "default_judgment": r"\bdefault judgment\b",
    "post_judgment": r"\bnew trial\b|\b(?:alter|amend)(?: or amend)? (?:the )?judgment\b"
    r"|\brelief from (?:the )?(?:final )?judgment\b|\brenewed (?:motion )?for judgment as a matter\b",
    "relief_from_mj_order": r"\brelief from (?:a )?(?:(?:non-?)?dispositive )?(?:pretrial )?order of (?:a |the )?magist",
    "sanctions": r"\bsanctions\b",
}
_WORDS = {name: re.compile(words, re.I) for name, words in _BY_WORDS.items()}
_OWN = {name: re.compile(words, re.I) for name, words in _BY_OWN_WORDS.items()}
_MOTION = re.compile(r"\bmotions?\b", re.I)
# Where the words begin that name another paper: `re 17 MOTION to Dismiss`, `at hearing on Intervenor's motion`.
_ANOTHER = re.compile(
    r"\b(?:re|regarding|as to|in support of|in opposition to|respon\w+|supporting|relating to|filed by)\b"
    r"|\bto (?:appear|withdraw|intervene|file|unseal|consolidate|relate|continue)\b|\[?\b\d{1,4}\]? MOTION\b|\S['’]s motion\b",
    re.I,
)
# Such a motion asks for leave, for time or for a seal, whatever else it speaks of.
_ALONE = frozenset({"administrative", "change_time"})
_OF_SUBSTANCE = frozenset({"rule12", "default_judgment", "post_judgment", "relief_from_mj_order", "sanctions"})


def sorts_in(title: str, text: str, kind: str) -> frozenset[str]:
    """The sorts (`ruleterms.SORTS`, and two more) that a motion of this title and docket text is of."""
    words = f"{title} {text[:HEAD]}"
    own = f"{_own(title)} \n {_own(text[:HEAD])}"
    found = {name for name, pattern in _WORDS.items() if pattern.search(words)}
    found |= {name for name, pattern in _OWN.items() if pattern.search(own)}
    if kind == "administrative motion":
        found.add("administrative")
    return frozenset(found - _OF_SUBSTANCE if found & _ALONE else found)


def _own(words: str) -> str:
    """Up to where another paper is named, after the first `motion`."""
    motion = _MOTION.search(words)
    another = _ANOTHER.search(words, motion.end() if motion else 0)
    return words[: another.start()] if another else words
