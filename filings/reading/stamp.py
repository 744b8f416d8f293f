"""The line CM/ECF prints on each page of a filing, found in the page's text. Text in, dataclasses out.

`Case 5:25-cv-06213-EKL   Document 34-2   Filed 10/27/25   Page 3 of 31` says which paper a page is of, whatever its
file is called. District courts share one form; bankruptcy and appeal courts print the same fields in any order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

# A page of dense text has about 6,000 characters. Beyond this only both ends are searched, where a stamp is printed
# first or last, so that hostile text costs milliseconds.
SEARCHED_WHOLE = 20_000
SEARCHED_END = 4_000
MOST_FIELDS = 7


@dataclass(frozen=True)
class Stamp:
    """What one stamp says. `text` is all of it, white space folded. `document` is as printed: an appeal court's id has
    twelve digits and leading zeros."""

    text: str
    case_number: str
    document: str
    attachment: int | None
    filed: date | None
    page: int | None
    of: int | None
    span: tuple[int, int] = field(compare=False)
    """Where it begins and ends in the text it was found in."""


_FOLDED = re.compile(r"(?:\S++ ?+)*+")
_DATE = r"\d{1,2}/\d{1,2}/\d{2,4}"

# The patterns read text whose white space is folded. Every repeat has a bound, and with it what a match may cost.
_DISTRICT = re.compile(
    rf"""(?ix)
    (?:Case(?:\s?No\.)?[:\s]{{0,3}})?
    (?P<case>MDL\sNo\.\s\d{{1,4}}
      |(?:(?<!\d)\d{{1,2}}:)?(?<!\d)\d{{2}}-[a-z]{{2,4}}-\d{{3,6}}(?:-{{1,2}}\(?[a-z0-9]{{1,5}}\)?){{0,6}}?)
    \s?,?\s?
    (?:Date\sFiled[:\s]{{0,3}}(?P<filed_first>{_DATE})\s)?
    (?:\*?SEALED\*?\s)?
    (?:(?:Document|Doc|ECF\s?No|Dkt|Entry\s?Number|D\.?E\.?)[.\#:\s]{{0,4}}|\#\s?)
    (?P<document>\d{{1,5}})(?:[-.](?P<attachment>\d{{1,4}}))?\s?,?\s?
    (?:PageID\.\d{{1,9}}\s)?
    (?:(?:Date\s)?(?:Filed|Entered\son\s\w{{1,12}}\sDocket)(?:\son)?[:\s]{{0,3}}(?P<filed>{_DATE}))?
    .{{0,90}}?
    (?:(?:Page|Pg)[:\s]{{0,3}}(?P<page>\d{{1,4}})\s?(?:of|/)\s?(?P<of>\d{{1,4}})(?!\d)
      |(?<=\s)(?P<page_alone>\d{{1,4}})\sof\s(?P<of_alone>\d{{1,4}})\.)
    (?:[\s.-]{{0,4}}P(?:age|g)\s?ID\s?[.\#:\s]{{0,4}}\d{{1,9}})?
    """
)

# The other courts: a head, then fields in the order of the court's liking.
_HEAD = re.compile(
    r"(?i)(?:(?:\bUSCA(?:\d{1,2}|\sDC)?\s)?(?:\bAppeal|\bAppellate\sCase|Case)(?:\sNo\.)?[:\s#]{0,3}"
    r"|\b(?=\d{2}-\d{5}-[a-z]{2,3}\sDoc\s\d{1,5}(?:-\d{1,4})?\sFiled\s))"
    r"(?P<case>(?<!\d)\d{2}-\d{3,6}(?:-[a-z0-9]{1,5}){0,4})(?![\d:])"
)
_FIELD = re.compile(
    rf"""(?ix)[\s,]{{0,3}}(?:
    (?:Doc(?:ument)?|DktEntry)\s?[:\#]?\s?(?P<document>\d{{1,12}})(?:-(?P<attachment>\d{{1,4}}))?(?!\d)
    |(?:(?:Date\s)?Filed:?\s?)?(?P<filed>{_DATE})
    |Entered:?\s?{_DATE}(?:\s\d\d:\d\d:\d\d)?
    |(?:Desc|Main)(?:\s[\w-]{{1,12}}){{0,4}}?(?=\s(?:Page|Pg)\s?\d)
    |(?:Page|Pg)s?:?\s?(?P<page>\d{{1,4}})(?:\s?of\s?(?P<of>\d{{1,4}}))?(?!\d)
    |(?:Entry\s)?ID:?\s?(?P<id>\d{{1,12}})
    |\d{{1,9}}(?=,)
    )"""
)


def find_stamp(text: str) -> Stamp | None:
    """The stamp that counts."""
    return counting(find_stamps(text))


def counting(stamps: Sequence[Stamp]) -> Stamp | None:
    """Of several (a proposed order later entered as an order) the one filed last: it names the paper in hand. Of one day,
    the last printed."""
    return max(reversed(stamps), key=lambda stamp: stamp.filed or date.min, default=None)


def take_out(text: str) -> tuple[str, Stamp | None]:
    """The text without its stamps, and the stamp that counts. Text without a stamp comes back unchanged."""
    stamps = find_stamps(text)
    for stamp in reversed(stamps):
        start, end = stamp.span
        text = text[:start].rstrip(" ") + "\n" + text[end:].lstrip(" ")
    return text, counting(stamps)


def find_stamps(text: str) -> list[Stamp]:
    """Every stamp, in the order of the text; none overlaps another."""
    found = [stamp for offset, part in _searched(text) for stamp in _stamps_in(part, offset)]
    kept: list[Stamp] = []
    for stamp in sorted(found, key=lambda stamp: stamp.span):
        if not kept or stamp.span[0] >= kept[-1].span[1]:
            kept.append(stamp)
    return kept


def _searched(text: str) -> Iterator[tuple[int, str]]:
    if len(text) <= SEARCHED_WHOLE:
        yield 0, text
    else:
        yield 0, text[:SEARCHED_END]
        yield len(text) - SEARCHED_END, text[-SEARCHED_END:]


def _stamps_in(part: str, offset: int) -> Iterator[Stamp]:
    folded, origins = _fold(part)
    for match in _DISTRICT.finditer(folded):
        printed = match.groupdict()
        printed["filed"] = printed["filed"] or printed["filed_first"]
        printed["page"] = printed["page"] or printed["page_alone"]
        printed["of"] = printed["of"] or printed["of_alone"]
        # A body that cites a document by number and page prints no filing date with it.
        if printed["filed"]:
            span = (offset + origins[match.start()], offset + origins[match.end() - 1] + 1)
            yield _stamp(match.group(), printed, span)
    for head in _HEAD.finditer(folded):
        printed, end = _fields_after(folded, head)
        if printed.get("filed") and printed.get("page") and printed.get("document"):
            span = (offset + origins[head.start()], offset + origins[end - 1] + 1)
            yield _stamp(folded[head.start() : end], printed, span)


def _fields_after(folded: str, head: re.Match[str]) -> tuple[dict[str, str | None], int]:
    """What the fields after a head say (the first of a name counts), and where they end."""
    printed: dict[str, str | None] = {"case": head["case"]}
    end = head.end()
    for _ in range(MOST_FIELDS):
        found = _FIELD.match(folded, end)
        if found is None:
            break
        printed = {name: value for name, value in found.groupdict().items() if value} | printed
        end = found.end()
    # The eighth circuit names a paper by the entry's id alone.
    printed.setdefault("document", printed.get("id"))
    return printed, end


def _stamp(text: str, printed: dict[str, str | None], span: tuple[int, int]) -> Stamp:
    def number(name: str) -> int | None:
        value = printed.get(name)
        return int(value) if value else None

    return Stamp(
        text=text.strip(),
        case_number=printed["case"] or "",
        document=printed["document"] or "",
        attachment=number("attachment"),
        filed=_date(printed["filed"] or ""),
        page=number("page"),
        of=number("of"),
        span=span,
    )


def _date(printed: str) -> date | None:
    """A stamp's month/day/year; None where OCR or a forger made it no date. No court filed by CM/ECF before 1996."""
    month, day, year = (int(part) for part in printed.split("/"))
    if year < 100:
        year += 2000 if year < 90 else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """The text with each run of white space as one space, and for each of its characters the place it came from."""
    if _FOLDED.fullmatch(text):
        return text, range(len(text))
    words: list[str] = []
    origins: list[int] = []
    for word in re.finditer(r"\S+|\s+", text):
        blank = word.group().isspace()
        words.append(" " if blank else word.group())
        origins.extend([word.start()] if blank else range(word.start(), word.end()))
    return "".join(words), origins


def stamp_out(stamp: Stamp | None) -> dict[str, Any] | None:
    """A stamp as JSON; `stamp_in` makes it again."""
    if stamp is None:
        return None
    return {
        "text": stamp.text,
        "case_number": stamp.case_number,
        "document": stamp.document,
        "attachment": stamp.attachment,
        "filed": stamp.filed.isoformat() if stamp.filed else None,
        "page": stamp.page,
        "of": stamp.of,
    }


def stamp_in(said: dict[str, Any] | None) -> Stamp | None:
    if said is None:
        return None
    filed = date.fromisoformat(said["filed"]) if said["filed"] else None
    return Stamp(**{**said, "filed": filed}, span=(0, 0))
