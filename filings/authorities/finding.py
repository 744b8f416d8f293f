"""Which authorities the pages of one paper cite, and where. Pure.

A full citation is followed by others of the same authority: `901 F.3d at 1149`, `Cobbler, supra, at 5`, `Id. at 6`,
`§ 504(c)`. They belong to the paper's own full ones. A paper of the docket is no authority, nor is the `Id.` behind it.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version

from filings.authorities import spelling
from filings.authorities.cases import Full, Short, cases
from filings.authorities.codes import Cited, bare_sections, statutes_and_rules
from filings.authorities.flat import REACH, Flat, flat, seam
from filings.authorities.names import is_short_for
from filings.authorities.spelling import Spelled

logger = logging.getLogger(__name__)

# What found them: a new one makes every paper to be looked through again.
READER = f"casefiles authorities 1, eyecite {version('eyecite')}"
_ID = re.compile(
    r"(?<![\w.])[Ii](?:d|bid)\.(?:,? (?:at (?P<pin>\*?\d+(?:[-–, ]+\*?\d+)*)|§§? ?(?P<section>\d[\w.-]*(?:\(\w+\))*)|"
    r"(?P<sub>(?:\(\w{1,4}\))+)))?"
    r"(?P<record>,? (?:at )?(?:¶|[Ee]x\.|Dkt|ECF))?"
)
_SUPRA = re.compile(
    r"(?P<name>(?:[A-Z][\w'&.-]*|\d+)(?: (?:[A-Z&][\w'&.-]*|\d+|of|the|and)){0,5}),? supra,?"
    r"(?: at (?P<pin>\*?\d+(?:[-–, ]+\*?\d+)*))?"
)
# Papers of the docket: what an `Id.` behind them means is no authority.
_RECORD = re.compile(
    r"\b(?:(?:Dkt|ECF|D\.E\.|Doc(?:ket)?)\.?(?: Nos?\.?)? \d|(?:Compl|FAC|SAC|Answer|Decl|Mot|Opp'n|Opp|Reply|Tr|Dep)\.?,? "
    r"(?:¶|at \d)|"
    r"Exs?\. [A-Z0-9]\b)"
)
# The tables before a brief repeat what it cites, with page numbers that are not its own.
_TABLE = re.compile(r"\bTABLE OF (?:AUTHORITIES|CONTENTS)\b")
_LEADERS = re.compile(r"\.(?: ?\.){4,}|\bpassim\b")


@dataclass(frozen=True)
class Found:
    """A citation on a page: its place in the words of the page, and what it cites. `others`: its parallel citations."""

    page: int
    start: int
    end: int
    text: str
    authority: Spelled
    pin: str | None
    name: str | None = None
    year: str | None = None
    others: tuple[Spelled, ...] = ()


@dataclass
class _Known:
    """What the paper has cited so far."""

    fulls: list[Full] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    last: Spelled | None = None
    begun: str | None = None
    """The key of the case whose name stood at the end of the page before: its citation is known already."""

    def note(self, one: Full | Cited) -> None:
        if isinstance(one, Full):
            self.fulls.append(one)
        elif one.authority and (match := re.fullmatch(r"(\d+)-usc-(.+)", one.authority.key)):
            self.titles[match[2]] = match[1]

    def of_short(self, short: Short) -> Spelled | None:
        like = [
            full.cited
            for full in self.fulls
            if any(one.cite.startswith(f"{short.volume} {short.reporter} ") for one in full.all)
        ]
        named = [
            one for one in like if one.name and any(is_short_for(word, one.name) for word in _last_words(short.before))
        ]
        chosen = (named or like)[-1:] if len({one.authority for one in like}) > 1 else like[-1:]
        return chosen[0].authority if chosen else None

    def of_name(self, words: str) -> Spelled | None:
        """The case that goes by these words, or by the last of them: a sentence may begin before the name."""
        tokens = words.split()
        for first in range(len(tokens)):
            called = " ".join(tokens[first:])
            for full in reversed(self.fulls):
                if full.cited.name and is_short_for(called, full.cited.name):
                    return full.cited.authority
        return None


def find(pages: Sequence[str]) -> Iterator[Found]:
    """Every citation, in order. A page that cannot be searched is logged and left out."""
    known = _Known()
    for number, words in enumerate(pages, 1):
        if _is_table(words):
            continue
        own = _without_faults(number, partial(_on_page, number, words, known))
        yield from own
        following = pages[number] if number < len(pages) else ""
        if following and not _is_table(following):
            near = {one.authority.key for one in own[-3:]}
            yield from _without_faults(number, partial(_over_the_end, number, words, following, known, near))


def _without_faults(number: int, search: Callable[[], Iterable[Found]]) -> list[Found]:
    try:
        return list(search())
    except Exception:
        # Whatever a page holds, it is outside input: the others are still to be read.
        logger.exception("The citations of page %d could not be found.", number)
        return []


def _on_page(number: int, words: str, known: _Known) -> list[Found]:
    page = flat(words)
    found = [one for one in _resolved(page.text, known) if one[0].authority]
    placed = [_placed(number, page, words, cited, others) for cited, others in found]
    again = next((one for one in placed if one.authority.key == known.begun and one.start < REACH), None)
    known.begun = None
    return [one for one in placed if one is not again]


def _over_the_end(number: int, words: str, following: str, known: _Known, near: set[str]) -> Iterator[Found]:
    """What begins on this page and ends on the next."""
    joined, own = seam(words, following)
    for one in _cited(joined.text, known):
        if isinstance(one, Short):
            continue
        cited = one.cited if isinstance(one, Full) else one
        if not cited.authority or not cited.start < own - 1 < cited.end:
            continue
        # Its first words may have been enough: `545 U.S. 913, | 930 (2005)`.
        if cited.authority.key in near:
            continue
        known.note(one)
        known.last = cited.authority
        if isinstance(one, Full) and one.volume_at >= own:
            known.begun = cited.authority.key
        here = _placed(number, joined, words, replace(cited, end=min(cited.end, own - 1)), _others(one))
        yield replace(here, text=joined.text[cited.start : cited.end])


def _is_table(words: str) -> bool:
    return bool(_TABLE.search(words[:400])) or len(_LEADERS.findall(words)) >= 5


def _cited(text: str, known: _Known) -> list[Full | Short | Cited]:
    """The citations that need no other to be understood, and the short ones with a reporter; in order, none within another."""
    found: list[Full | Short | Cited] = list(cases(text))
    taken = [(_start(one), _end(one)) for one in found]
    for cited in statutes_and_rules(text):
        if not any(cited.start < end and start < cited.end for start, end in taken):
            found.append(cited)
    return sorted(found, key=_start)


def _resolved(text: str, known: _Known) -> Iterator[tuple[Cited, tuple[Spelled, ...]]]:
    found = _cited(text, known)
    titles = dict(known.titles)
    for one in found:
        if isinstance(one, Cited) and one.authority and (match := re.fullmatch(r"(\d+)-usc-(.+)", one.authority.key)):
            titles[match[2]] = match[1]
    taken = [(_start(one), _end(one)) for one in found]
    more = [*bare_sections(text, titles), *_followers(text)]
    found += [one for one in more if not any(one.start < end and start < one.end for start, end in taken)]
    for one in sorted(found, key=_start):
        if isinstance(one, Short):
            cited = Cited(one.start, one.end, known.of_short(one), one.page)
        elif isinstance(one, Full):
            cited = one.cited
        else:
            cited = _follow(text, one, known) if one.authority is None else one
        known.note(one if isinstance(one, Full) else cited)
        known.last = cited.authority
        yield cited, _others(one)


def _followers(text: str) -> Iterator[Cited]:
    """`Id.`, `supra` and papers of the docket: what they mean depends on what came before."""
    for pattern in (_ID, _SUPRA, _RECORD):
        for match in pattern.finditer(text):
            yield Cited(*match.span(), None)


def _follow(text: str, one: Cited, known: _Known) -> Cited:
    words = text[one.start : one.end]
    if (match := _ID.fullmatch(words)) and not match["record"]:
        authority, pin = known.last, match["pin"] or match["sub"]
        title = re.match(r"(\d+)-usc-", authority.key) if authority else None
        if match["section"]:
            number = re.match(r"[\w.-]+", match["section"])
            authority = spelling.code(title[1], number[0].rstrip(".")) if title and number else None
            pin = match["section"][number.end() :] or None if number else None
        return replace(one, authority=authority, pin=pin)
    if match := _SUPRA.fullmatch(words):
        return replace(one, authority=known.of_name(match["name"]), pin=match["pin"])
    return one


def _placed(number: int, page: Flat, words: str, cited: Cited, others: tuple[Spelled, ...]) -> Found:
    assert cited.authority is not None
    start, end = page.span(cited.start, cited.end)
    text = " ".join(words[start:end].split())
    return Found(number, start, end, text, cited.authority, cited.pin, cited.name, cited.year, others)


def _others(one: Full | Short | Cited) -> tuple[Spelled, ...]:
    return one.all[1:] if isinstance(one, Full) else ()


def _start(one: Full | Short | Cited) -> int:
    return one.cited.start if isinstance(one, Full) else one.start


def _end(one: Full | Short | Cited) -> int:
    return one.cited.end if isinstance(one, Full) else one.end


def _last_words(text: str) -> list[str]:
    """What may be the short name of a case, before its short citation: the last words, one, two, three."""
    tokens = re.findall(r"[\w'&.-]+", text)[-3:]
    return [" ".join(tokens[first:]) for first in range(len(tokens))]
