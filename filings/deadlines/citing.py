"""Which rule a citation names, however it is written. Pure."""

import re

from filings.deadlines.rulebook import RuleBook
from filings.deadlines.rules import Rule

# The spellings of one body of rules, and the one that stands for all.
_BODIES = tuple(
    (re.compile(words, re.I), body)
    for words, body in (
        (r"fed(?:eral|\.)?\s*r(?:ules?|\.)?\s*(?:of\s*)?civ(?:il|\.)?\s*p(?:rocedure|\.)?|f\.?r\.?c\.?p\.?", "frcp"),
        (
            r"fed(?:eral|\.)?\s*r(?:ules?|\.)?\s*(?:of\s*)?app(?:ellate|\.)?\s*p(?:rocedure|\.)?|f\.?r\.?a\.?p\.?",
            "frap",
        ),
        (r"(?:n\.\s*d\.\s*cal\.\s*)?(?:civ(?:il|\.)?\s*)?(?:l\.?\s*r\.?|local\s+rules?)(?=\s|\d|$)", "lr"),
    )
)
_NOISE = re.compile(r"[\s.]|\brule\b", re.I)


def plain(cite: str) -> str:
    """`lr7-3(a)`, `frcp12(a)(1)(A)(ii)`."""
    for spelled, body in _BODIES:
        cite = spelled.sub(body, cite)
    return _NOISE.sub("", cite)


def is_cited_as(rule: Rule, cite: str) -> bool:
    """Whether these words name this rule: the whole of its citation, or the first of several."""
    asked, ours = plain(cite), plain(rule.cite)
    return (
        bool(asked)
        and ours.startswith(asked)
        and not ours[len(asked) :].startswith(("(", "-"))
        and not ours[len(asked) : len(asked) + 1].isalnum()
    )


def rule_cited(book: RuleBook, cite: str, *, court: str) -> str | None:
    """The id of the rule that the words name in this court; a local one only in its own."""
    found = [rule.id for rule in book if rule.applies_in(court, judge=rule.judge) and is_cited_as(rule, cite)]
    return found[0] if found else None
