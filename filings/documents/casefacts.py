"""A casefiles/1 document read by name, and the words in which a synopsis speaks of it.

Suits against a John Doe are no part of it: what touches one is left out.
"""

import json
import re
from datetime import date
from typing import Any

Record = dict[str, Any]

_ISO_DATE = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
_DOE = re.compile(r"(?i:john[ _-]?doe)|\bDoe\b|\bDOE\b|\bdoe_")


class CaseFile:
    """The document, its records found by what they are of."""

    def __init__(self, document: Record) -> None:
        self.case: Record = document["case"]
        self.as_of: str = document["as_of"]
        self.filings: list[Record] = document["filings"]
        self.claims = _without_doe(document["claims"])
        self.contentions = _without_doe(document.get("contentions", []))
        self.deadlines = _without_doe(document["deadlines"])
        self.figures = _without_doe(document["figures"])
        self.sources: dict[str, str] = {row["id"]: row["title"] for row in _without_doe(document["sources"])}
        self.parties = {row["slug"]: row for row in _without_doe(document["parties"])}

    def filing(self, reference: object) -> Record | None:
        return next((filing for filing in self.filings if filing["key"] == str(reference)), None)

    def names_in_role(self, role: str) -> list[str]:
        return [party["name"] for party in self.parties.values() if party["role"] == role]

    def who(self, slugs: list[str]) -> str:
        """The parties' names, a side of several by its role; the court is the court."""
        if slugs == ["court"]:
            return "the court"
        for role in ("plaintiff", "defendant"):
            side = {slug for slug, party in self.parties.items() if party["role"] == role}
            if len(side) > 1 and side == set(slugs):
                return f"the {role}s"
        return listed([self.parties[slug]["name"] for slug in slugs if slug in self.parties])


def _without_doe(records: list[Record]) -> list[Record]:
    return [record for record in records if not touches_doe(json.dumps(record))]


def touches_doe(text: str) -> bool:
    return _DOE.search(text) is not None


def spoken(day: str) -> str:
    """An ISO date as American lawyers write it: October 27, 2025."""
    parsed = date.fromisoformat(day)
    return f"{parsed:%B} {parsed.day}, {parsed.year}"


def days_between(earlier: str, later: str) -> str:
    days = (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    return "the same day" if days == 0 else "1 day" if days == 1 else f"{days} days"


def listed(names: list[str]) -> str:
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""


def doubt(record: Record) -> str:
    """How sure the case file is, in brackets; nothing where a fact is confirmed."""
    return {"single-source": " (one source)", "inferred": " (inferred)"}.get(record.get("confidence", ""), "")


def sentence(text: str, record: Record) -> str:
    """The text with the case file's doubt before its full stop."""
    return f"{text.rstrip('.')}{doubt(record)}."


def smooth(text: str) -> str:
    """Dates spoken, and one full stop where a name's own meets the sentence's."""
    text = _ISO_DATE.sub(lambda found: spoken(found.group()), text)
    return _TWO_STOPS.sub(".", text)


def amount(figure: Record) -> str:
    """At least 2,396 works; about $350,000,000; 2018."""
    value, unit = figure["value"], figure["unit"]
    if unit == "year":
        return str(value)
    number = f"{value:,}"
    number = f"${number}{unit.removeprefix('USD')}" if unit.startswith("USD") else f"{number} {unit}"
    return f"{figure['qualifier']} {number}" if figure["qualifier"] else number
