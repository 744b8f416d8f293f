"""A judge's name as dockets print it: `Magistrate Judge Ann B. Clerk`, `the Honorable John J. Roe, Jr`. Pure."""

import re

_OFFICE = (
    r"(?:(?:the|U\.?S\.?|United States|District|Magistrate|Bankruptcy|Chief|Senior|Mag\.|Visiting"
    r"|Hon(?:orable|\.))\s+)*"
)
# A word after the name that a name cannot be.
_NOT_A_NAME = (
    r"(?!(?i:on|and|in|re|dated|entered|at|for|granting|denying|signed|motion|minute|this|the|court|order|as|to|with"
    r"|cc|adopting)\b)"
)
_WORD = rf"{_NOT_A_NAME}[A-Z][a-zA-Z'’-]+"
_MORE = rf"\s+(?:{_NOT_A_NAME}(?:[A-Z]\.?(?![a-zA-Z'’])|v[ao]n|de[lr]?|la|du|ten|{_WORD}))"
_PERSON = rf"((?:[A-Z]\.\s?){{0,2}}{_WORD}(?:,?\s+(?:Jr|Sr)\b\.?|{_MORE}){{0,5}})"
JUDGE = rf"(?i:{_OFFICE}(?:Judges?|Hon(?:orable|\.)|Justice)\s+{_OFFICE}(?:Judge\s+)?(?:Hon(?:orable|\.)\s+)?){_PERSON}"

_SIGNED = re.compile(
    r"\b(?i:(?:signed|entered|ordered|order|endorsed|issued|judgment|granted|denied)(?:\s+electronically)?\s*by\s*:?)"
    rf"\s*{JUDGE}"
)
_BEFORE = re.compile(rf"^.{{0,160}}?\b(?i:(?:before|by))\s+{JUDGE}", re.S)
_LEADING = re.compile(rf"^\s*{JUDGE}\s*:")
_MINUTES = re.compile(r"^\W*(?:(?:TEXT|CIVIL|CRIMINAL|SEALED|AMENDED)\s+)*MINUTES?\b", re.I)


def judge_in(text: str) -> str | None:
    """The judge who signed an order or held a hearing: `Ann B. Clerk`. A judge before whom something is set
    did not act here."""
    found = _SIGNED.search(text) or _LEADING.match(text)
    if not found and _MINUTES.match(text):
        found = _BEFORE.match(text)
    if not found:
        return None
    name = " ".join(found[1].split())
    name = name if name.endswith(("Jr.", "Sr.")) else name.rstrip(".")
    return name.title() if name.isupper() else name
