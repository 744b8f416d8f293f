"""References from the text of a page to other papers of the same docket: `Dkt. 34-2 at 5`, `Ex. D`, `Compl. ¶ 32`. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

MOST_ON_A_PAGE = 200
# How far back another case's number makes a docket entry one of that case.
REACH = 160


@dataclass(frozen=True)
class CrossRef:
    """One of `entry`, `exhibit` and `pleading` says what is meant; the span is of the page's words."""

    start: int
    end: int
    entry: int | None = None
    attachment: int | None = None
    exhibit: str | None = None
    """`D`, `12`."""
    of: str | None = None
    """Whose declaration the exhibit is said to be attached to."""
    pleading: str | None = None
    """complaint, amended complaint or answer."""
    page: int | None = None
    line: int | None = None
    paragraph: int | None = None


_NUMBER = r"\d{1,5}(?:-\d{1,4})?(?![\d/:]|-\w)"
_AT = (
    r"(?:,?\s+(?:at\s+)?(?:pp?\.\s*|pages?\s+)(?P<page2>\d{1,4})|,?\s+at\s+(?P<page>\d{1,4})(?::(?P<line>\d{1,2}))?"
    r"|,?\s+(?:at\s+)?(?:¶¶?|[Pp]aras?\.)\s*(?P<paragraph>\d{1,4}))?"
)
_DOCKET = re.compile(
    r"\b(?:(?:Docket|Dkt\.?|ECF|D\.\s?E\.|D\.I\.|Doc\.|DKT\.?|DOCKET)(?:\s+(?:Entry|Dkt\.|Doc\.))?)"
    rf"(?:\s*(?P<many>Nos\.|Numbers|NOS\.|\#\#)|\s*(?:Nos?\.|Number|NO\.|\#))?\s*\[?(?P<first>{_NUMBER})\]?{_AT}"
)
_NEXT = re.compile(
    rf"(?:\s*[,;]\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+)(?P<first>{_NUMBER})(?!\s*(?:[A-Z]\.|F\.|U\.S)){_AT}"
)
_EXHIBIT = re.compile(
    r"\b(?:Exhibit|Exh?\.|EXHIBIT|EX\.)\s+[\"“]?(?P<letter>[A-Z]{1,2}|\d{1,3})[\"”]?(?![\w-]|\.\d)"
    r"(?:\s+to\s+(?:the\s+)?(?:(?:Declaration|Decl\.)\s+of\s+)?(?P<of>[A-Z][A-Za-z'’-]+)(?:\s+(?:Decl\.|Declaration))?)?"
    r"(?:,?\s+at\s+(?P<page>\d{1,4})(?::(?P<line>\d{1,2}))?)?"
)
_PLEADING = re.compile(
    r"\b(?P<name>(?:First\s+|Second\s+)?Am(?:ended|\.)\s+Compl(?:aint|\.)|FAC|Compl(?:aint|\.)|Answer|Ans\.)"
    r",?\s*(?:at\s+)?(?:¶¶?|[Pp]aras?\.|[Pp]aragraphs?)\s*(?P<paragraph>\d{1,4})"
)
_CASE_NUMBER = re.compile(r"\b(?:\d:)?(\d{2}-(?:cv|cr|mc|md|mj|bk)-0*(\d{1,6}))\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s*,?\s*(?:in|of|\()\s*(?:[Cc]ase\s+)?(?:[Nn]o\.\s*)?(?:\d:)?\d{2}-(?:cv|cr|mc|md|mj|bk)-0*\d{1,6}\b",
    re.IGNORECASE,
)
# What ends a thought between the number of a case and an entry.
_ENDS = re.compile(r";|\n\s*\n|[a-z]{3,}\.\s+[A-Z][a-z]")
_NAMES = {"fac": "amended complaint", "answer": "answer", "ans.": "answer"}


def serial(number: str) -> str | None:
    """`25-cv-6213` of `5:25-cv-06213-EKL`: what its several spellings have in common."""
    found = _CASE_NUMBER.search(number)
    return f"{found[1].lower().rsplit('-', 1)[0]}-{found[2]}" if found else None


def find(text: str, *, own: Collection[str]) -> list[CrossRef]:
    """In order, none within another. `own`: the serials of this case; an entry named beside another's is not ours."""
    # Most pages of most papers refer to nothing, and to look for a word is quicker by far than to search.
    foreign = own if "-" in text and _CASE_NUMBER.search(text) else None
    found: list[CrossRef] = []
    if any(word in text for word in ("Dkt", "ECF", "Docket", "Doc.", "D.E.", "D. E.", "D.I.", "DKT", "DOCKET")):
        found += _entries(text, foreign)
    if any(word in text for word in ("Ex", "EX")):
        found += _exhibits(text, foreign)
    if any(word in text for word in ("¶", "aragraph", "aras.", "ara.")):
        found += _paragraphs(text)
    result: list[CrossRef] = []
    for ref in sorted(found, key=lambda one: (one.start, -one.end)):
        if not result or ref.start >= result[-1].end:
            result.append(ref)
    return result[:MOST_ON_A_PAGE]


def _entries(text: str, own: Collection[str] | None) -> Iterator[CrossRef]:
    for match in _DOCKET.finditer(text):
        one: re.Match[str] | None = match
        refs: list[CrossRef] = []
        while one and len(refs) < MOST_ON_A_PAGE:
            entry, _, attachment = one["first"].partition("-")
            start = match.start() if one is match else one.start("first")
            page = one["page"] or one["page2"]
            refs.append(
                CrossRef(
                    start, one.end(), entry=int(entry), attachment=int(attachment) if attachment else None,
                    page=int(page) if page else None, line=int(one["line"]) if one["line"] else None,
                    paragraph=int(one["paragraph"]) if one["paragraph"] else None,
                )
            )  # fmt: skip
            one = _NEXT.match(text, one.end()) if match["many"] else None
        if own is None or not _is_anothers(text, match.start(), refs[-1].end, own):
            yield from refs


def _is_anothers(text: str, start: int, end: int, own: Collection[str]) -> bool:
    """Whether the number of another case stands in front of it, with nothing between that ends the thought, or behind."""
    before = text[max(0, start - REACH) : start]
    named = list(_CASE_NUMBER.finditer(before))
    if named and serial(named[-1][0]) not in own and not _ENDS.search(before, named[-1].end()):
        return True
    behind = _BEHIND.match(text, end)
    return bool(behind) and serial(behind[0] if behind else "") not in own


def _exhibits(text: str, own: Collection[str] | None) -> Iterator[CrossRef]:
    for match in _EXHIBIT.finditer(text):
        if own is not None and _is_anothers(text, match.start(), match.end(), own):
            continue
        yield CrossRef(
            *match.span(), exhibit=match["letter"].upper(), of=match["of"], page=int(match["page"]) if match["page"] else None,
            line=int(match["line"]) if match["line"] else None,
        )  # fmt: skip


def _paragraphs(text: str) -> Iterator[CrossRef]:
    for match in _PLEADING.finditer(text):
        name = " ".join(match["name"].lower().split())
        kind = _NAMES.get(name) or (
            "amended complaint" if "am" in name.split()[0][:2] or " am" in name else "complaint"
        )
        if not name.startswith("second"):
            yield CrossRef(*match.span(), pleading=kind, paragraph=int(match["paragraph"]))


def paragraph_on(words: str, number: int) -> bool:
    """Whether the numbered paragraph begins on the page."""
    return bool(re.search(rf"^\s*(?:¶\s*)?{number}[.)]\s", words, re.MULTILINE))


def is_titled(title: str, exhibit: str) -> bool:
    """Whether an attachment calls itself so: `Exhibit D`, `Exhibit D - E-mail`, `Ex. 12`."""
    return bool(re.search(rf"\b(?:exhibit|exh?\.?)\s*[\"“]?{re.escape(exhibit)}(?![\w])", title, re.IGNORECASE))
