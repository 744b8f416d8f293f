"""What kind of filing an entry is, by its docket text or its short label: rules kept as data in events.toml. Pure."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import NamedTuple

from filings.docket.judges import JUDGE
from filings.docket.kinds import KINDS

EVENTS = Path(__file__).with_name("events.toml")
KEYS = {"name", "kind", "pattern", "example", "where"}
# A rule reads the first words; the longest caption before them, and the longest list of filers, fit in this.
LOOKS_AT = 400
LOOKS_THROUGH = 4000


class Guess(NamedTuple):
    kind: str
    """One of kinds.KINDS; `other` where the event has no kind of its own, and where it is not known."""
    event: str | None
    """Name of the event, None where no rule fits."""
    is_sure: bool
    """False where no rule fits."""


@dataclass(frozen=True, slots=True)
class Event:
    name: str
    kind: str
    pattern: str
    example: str
    is_anywhere: bool = False


class MalformedEvent(ValueError):
    """A row of events.toml that cannot be used; the message names the row and the fault."""


UNKNOWN = Guess("other", None, False)

_BANNERS = re.compile(
    r"^(?:[\W_]*\*+[A-Z][A-Z ,/-]*\*+|\((?:in chambers|court only|restricted|disregard[^)]*)\)|[\s\W_]+)+", re.I
)
_JUDGE_FIRST = re.compile(rf"^{JUDGE}\s*[:,]?\s+(?=(?:ELECTRONIC |TEXT |ENDORSED |PAPERLESS )?(?:ORDER|NOTICE))")
_LISTS = re.compile(r"\(\s*(?:Additional )?Attachments?\b.*", re.I | re.S)
_BRACKETS = re.compile(r"[\[\]]")
_LEADING_WORDS = re.compile(
    r"^(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|joint|unopposed|opposed|agreed"
    r"|assented[- ]to|emergency|urgent|renewed|amended|corrected|supplemental|revised|sealed|restricted|redacted"
    r"|unredacted|public|text|electronic|paperless|oral|docket|consent|ex ?-?parte(?:/consent)?|expedited|partial|cross"
    r"|letter|court'?s|government'?s?|(?:counter|cross|third[- ]party )?(?:defendant|plaintiff|petitioner|respondent"
    r"|movant|appellant|debtor|intervenor)s?['’]?s?['’]?|entry error|entry|document)(?:\b|(?<=['’]))[\s\W_]+)+",
    re.I,
)
_IS_LABELS = re.compile(r"~Util|^\s*\d+ - ")
_CHORE = re.compile(r"^\s*(?:~Util|\d+)\s*-\s*")


def classify(text: str | None, label: str | None = None) -> Guess:
    """By the text where it has one, else by the label, which may name several events (`1 - Terminate Hearings AND
    Motion Hearing`): the first that is more than the clerk's chores counts."""
    for words in (text, label):
        if not words or not words.strip():
            continue
        guess = _of_labels(words) if len(words) < LOOKS_AT and _IS_LABELS.search(words) else _of_text(words)
        if guess.is_sure:
            return guess
    return UNKNOWN


def _of_labels(words: str) -> Guess:
    parts = words.split(" AND ")
    guesses = [_of_text(part) for part in parts if not _CHORE.match(part)]
    return next((guess for guess in guesses if guess.is_sure), Guess("clerk notice", "Deadlines or hearings set", True))


def _of_text(text: str) -> Guess:
    events, beginnings, anywhere = _rules()
    start = head(text)
    if not start:
        return UNKNOWN
    found = beginnings.match(start) or beginnings.match(_LEADING_WORDS.sub("", start, count=1))
    if found is None:
        found = anywhere.search(text, 0, LOOKS_THROUGH)
    if found is None:
        return UNKNOWN
    event = events[int((found.lastgroup or "e0")[1:])]
    return Guess(event.kind, event.name, True)


def head(text: str) -> str:
    """The words that a rule is held against."""
    words = " ".join(unescape(text[: LOOKS_AT * 2]).split())
    words = _BANNERS.sub("", words)
    words = _JUDGE_FIRST.sub("", words)
    return _BRACKETS.sub("", _LISTS.sub("", words)).strip()[:LOOKS_AT]


def read_events(text: str) -> list[Event]:
    """The rows of an events.toml. Raises MalformedEvent."""
    table = tomllib.loads(text)
    macros: dict[str, str] = table.get("macros", {})
    events = [_event(row, macros) for row in table.get("event", [])]
    names = [event.name for event in events]
    if len(set(names)) != len(names):
        raise MalformedEvent(f"Two events are named {next(name for name in names if names.count(name) > 1)!r}.")
    return events


def _event(row: dict[str, str], macros: dict[str, str]) -> Event:
    name = row.get("name", "without a name")
    if missing := (KEYS - {"where"}) - row.keys():
        raise MalformedEvent(f"The event {name!r} has no {', '.join(sorted(missing))}.")
    if unknown := row.keys() - KEYS:
        raise MalformedEvent(f"The event {name!r} says {', '.join(sorted(unknown))}, which nobody reads.")
    if row["kind"] not in KINDS:
        raise MalformedEvent(f"The event {name!r} is of no known kind: {row['kind']!r}.")
    if row.get("where", "anywhere") != "anywhere":
        raise MalformedEvent(
            f"The event {name!r} is looked for {row['where']!r}, which is neither at the start nor anywhere."
        )
    pattern = row["pattern"]
    for macro, words in macros.items():
        pattern = pattern.replace(f"<{macro}>", words)
    try:
        compiled = re.compile(pattern, re.I)
    except re.error as error:
        raise MalformedEvent(f"The pattern of {name!r} is not a regular expression: {error}.") from error
    if compiled.groups:
        raise MalformedEvent(f"The pattern of {name!r} has a capturing group; write (?:...).")
    if compiled.match(""):
        raise MalformedEvent(f"The pattern of {name!r} fits an empty text.")
    return Event(name, row["kind"], pattern, row["example"], row.get("where") == "anywhere")


@lru_cache(maxsize=1)
def _rules() -> tuple[list[Event], re.Pattern[str], re.Pattern[str]]:
    """All rows as one pattern of alternatives, which are tried in their order: one call an entry and not one a row."""
    events = read_events(EVENTS.read_text(encoding="utf-8"))
    ways = [(f"(?P<e{place}>{event.pattern})", event.is_anywhere) for place, event in enumerate(events)]
    beginnings, anywhere = ("|".join(way for way, is_anywhere in ways if is_anywhere is side) for side in (False, True))
    return events, re.compile(beginnings, re.I), re.compile(anywhere, re.I)
