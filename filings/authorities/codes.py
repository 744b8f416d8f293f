"""Statutes and rules in running text, in the spellings of briefs. Pure.

The text has single spaces and straight apostrophes (filings.authorities.flat).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from filings.authorities import spelling
from filings.authorities.spelling import Spelled


@dataclass(frozen=True)
class Cited:
    """A citation in a text. `authority` None: something is cited there that is none (a paper of the docket)."""

    start: int
    end: int
    authority: Spelled | None
    pin: str | None = None
    name: str | None = None
    year: str | None = None


_SUBS = r"(?:\s?\([0-9A-Za-z]{1,5}\))*"
# `504(c)`, `2000e-5`, `1030(a)(2)(C)`.
_SECTION = rf"\d+[A-Za-z]{{0,2}}(?:[-–]\d+[a-z]?)?{_SUBS}"
_MORE = r"(?:,? (?:and|or|&) |, ?)"
_SIGN = r"(?:§§? ?|[Ss]ections? |[Ss]ecs?\. )"
_USC = re.compile(
    rf"\b(?P<title>\d{{1,2}}) ?U\. ?S\. ?C\.?(?: ?A\.| ?S\.)? ?{_SIGN}?(?P<list>{_SECTION}(?:{_MORE}(?:§§? ?)?{_SECTION}"
    rf"(?![\w.]* ?(?:U\.|F\.|C\.|S\.)))*)|\b(?P<title2>\d{{1,2}}) ?USC ?(?:{_SIGN})?(?P<list2>{_SECTION})"
)
_CFR = re.compile(
    r"\b(?P<title>\d{1,2}) ?C\. ?F\. ?R\.? ?(?:§§? ?|[Pp]arts? |[Pp]ts?\. )?(?P<section>\d+(?:\.\d+[a-z]?(?:-\d+)?)?)"
    rf"(?P<pin>{_SUBS})"
)
_NUMBER = rf"\d{{1,4}}(?:\.\d)?{_SUBS}(?![\w-]|\.\d)"
_LIST = rf"(?P<list>{_NUMBER}(?:{_MORE}{_NUMBER})*)"
_FEDERAL = re.compile(
    r"\bFed(?:eral|\.)? ?R(?:ules?|\.)? ?(?:of )?(?P<of>Civ|Evid|Crim|App|Bankr)(?:il|ence|inal|ellate|uptcy|\.)? ?"
    rf"(?:P(?:rocedure|roc\.|\.)? ?)?(?:Rules? )?{_LIST}"
)
_SHORT = re.compile(rf"\b(?P<of>F\. ?R\. ?C\. ?P\.|FRCP|F\. ?R\. ?E\.|FRE|FRAP|F\. ?R\. ?A\. ?P\.) ?(?:Rule )?{_LIST}")
_BARE = re.compile(rf"(?P<before>\b[\w.'&]+ )?\bRules? {_LIST}")
_OF = {
    "Civ": "frcp", "Evid": "fre", "Crim": "frcrmp", "App": "frap", "Bankr": "frbp",
    "FRCP": "frcp", "FRE": "fre", "FRAP": "frap",
}  # fmt: skip
# `Local Rule 7`, `Circuit Rule 36`: of another collection than the Federal Rules.
_OTHER_RULES = re.compile(
    r"^(?:local|l\.r\.|court|circuit|cir\.|standing|bar|sec|conduct|criminal|crim\.|bankruptcy|cal\.|state|model|aaa)$",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"(?:\b(?P<of>Civ(?:il|\.)?|Crim(?:inal|\.)?|Pat(?:ent|\.)|Admiralty|Bankr(?:uptcy|\.)|ADR) ?)?"
    r"\b(?:L\. ?R\.|LR|Local (?:Civil )?Rules?) ?(?P<list>\d{1,3}-\d{1,2}(?:\([a-z0-9]{1,3}\))*"
    r"(?:(?:,? (?:and|or|&) |, )\d{1,3}-\d{1,2}(?:\([a-z0-9]{1,3}\))*)*)"
)
_LOCAL_KINDS = {"cri": "Crim.", "pat": "Patent", "adm": "Admiralty", "ban": "Bankr.", "adr": "ADR"}
_STATE = re.compile(
    r"\bCal(?:\.|ifornia) (?P<name>(?:[A-Z][A-Za-z.]*,? (?:& |and )?){1,4})Code,? (?:§§? ?|[Ss]ections? )"
    r"(?P<section>\d+(?:\.\d+)?)"
    rf"(?P<pin>{_SUBS})"
)
_STATE_NAMES = (
    ("Bus. & Prof.", r"bus"), ("Civ. Proc.", r"(?:code of )?civ\w*\.? p"), ("Civ.", r"civ"), ("Penal", r"penal"),
    ("Evid.", r"evid"), ("Lab.", r"lab"), ("Corp.", r"corp"), ("Gov't", r"gov"), ("Fam.", r"fam"),
)  # fmt: skip
_CONSTITUTION = re.compile(
    r"\bU\. ?S\. Const\.,? (?P<part>art|amend)\. (?P<number>[IVX]+)(?P<pin>(?:, (?:§|cl\.) ?\d+)*)", re.IGNORECASE
)
_ACT = re.compile(
    rf"(?:Copyright Act(?:'s)?,? (?:§§? ?|[Ss]ection )(?P<a>{_SECTION})|"
    rf"(?:§§? ?|[Ss]ection )(?P<b>{_SECTION}) of the Copyright Act)"
)
_BARE_SECTION = re.compile(rf"(?P<before>[\w.)]+ )?(?:§§? ?|\b[Ss]ections? )(?P<list>{_SECTION}(?:{_MORE}{_SECTION})*)")
_OTHER_CODE = re.compile(r"(?:Code|Stat\.|Reg\.|Act|C\.|R\.|Const\.|U\.S\.C\.?|[Ii]d\.|supra) $")


def statutes_and_rules(text: str) -> list[Cited]:
    """In order; none lies within another."""
    found: list[Cited] = []
    for cited in (*_codes(text), *_rules(text)):
        if not any(cited.start < one.end and one.start < cited.end for one in found):
            found.append(cited)
    return sorted(found, key=lambda one: one.start)


def bare_sections(text: str, titles: dict[str, str]) -> Iterator[Cited]:
    """`Section 504(c)`, `§ 504` of a title that was named before: `titles` has it by the section."""
    for match in _BARE_SECTION.finditer(text):
        if _OTHER_CODE.search(match["before"] or ""):
            continue
        for start, end, section, pin in _each(match.start("list"), match["list"]):
            if title := titles.get(section.lower()):
                yield Cited(start, end, spelling.code(title, section), pin)


def _codes(text: str) -> Iterator[Cited]:
    for match in _USC.finditer(text):
        title = match["title"] or match["title2"]
        first = match.start()
        group = "list" if match["title"] else "list2"
        for start, end, section, pin in _each(match.start(group), match[group]):
            yield Cited(first or start, end, spelling.code(title, section), pin)
            first = 0
            if not 1 <= int(title) <= 54:
                break
    for match in _CFR.finditer(text):
        yield Cited(*match.span(), spelling.regulation(match["title"], match["section"]), match["pin"].strip() or None)
    for match in _STATE.finditer(text):
        name = match["name"].strip()
        known = next((short for short, like in _STATE_NAMES if re.match(like, name, re.IGNORECASE)), name)
        yield Cited(*match.span(), spelling.state_code(known, match["section"]), match["pin"].strip() or None)
    for match in _CONSTITUTION.finditer(text):
        found = spelling.constitution(match["part"].lower(), match["number"])
        yield Cited(*match.span(), found, match["pin"].strip(", ") or None)
    for match in _ACT.finditer(text):
        for _, _, section, pin in _each(match.start(), match["a"] or match["b"]):
            yield Cited(*match.span(), spelling.code("17", section), pin)


def _rules(text: str) -> Iterator[Cited]:
    for match in _LOCAL.finditer(text):
        kind = _LOCAL_KINDS.get((match["of"] or "")[:3].lower(), "Civil")
        for start, end, number, pin in _each(match.start("list"), match["list"]):
            at = match.start() if start == match.start("list") else start
            yield Cited(at, end, spelling.local_rule(kind, number), pin)
    for pattern in (_FEDERAL, _SHORT):
        for match in pattern.finditer(text):
            yield from _numbered(match, _OF[re.sub(r"[. ]", "", match["of"])], match.start())
    for match in _BARE.finditer(text):
        if not _OTHER_RULES.match((match["before"] or "").strip()):
            yield from _numbered(match, None, match.end("before") if match["before"] else match.start())


def _numbered(match: re.Match[str], collection: str | None, begin: int) -> Iterator[Cited]:
    for start, end, number, pin in _each(match.start("list"), match["list"]):
        # Of bare numbers those of the civil rules end at 87, and those of evidence begin at 101.
        of = collection or ("frcp" if float(number) < 88 else "fre" if 101 <= float(number) <= 1103 else None)
        if of:
            yield Cited(begin if start == match.start("list") else start, end, spelling.rule(of, number), pin)


_ONE = re.compile(rf"(?P<number>\d[\w.]*(?:[-–]\d+[a-z]?)?)(?P<pin>{_SUBS})")


def _each(offset: int, words: str) -> Iterator[tuple[int, int, str, str | None]]:
    """Start, end, number and pin of each of a list. Of a range (`501-505`) the first, with the whole as its pin."""
    for match in _ONE.finditer(words):
        number, pin = match["number"].rstrip("."), match["pin"].replace(" ", "") or None
        ends = re.fullmatch(r"(\d{2,})[-–](\d{2,})", number)
        if ends and int(ends[2]) > int(ends[1]):
            number, pin = ends[1], f"{ends[1]}–{ends[2]}"
        yield offset + match.start(), offset + match.end(), number, pin
