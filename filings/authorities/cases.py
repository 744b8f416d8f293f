"""Citations of cases, found by eyecite's tokenizer, with the names, pins and years that stand around them. Pure.

Only its tokens are used: volume, reporter and page, in any of the spellings of its reporters database. Names are ours
(filings.authorities.names), for its own stop at the first comma.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eyecite.models import CitationToken
from eyecite.tokenizers import default_tokenizer

from filings.authorities import spelling
from filings.authorities.codes import Cited
from filings.authorities.names import name_before
from filings.authorities.spelling import Spelled

_PIN = re.compile(
    r",? (?:at )?(?P<pin>\*?\d+(?:[-–]\*?\d+)?(?:,? nn?\. ?\d+)?(?:, \*?\d+(?:[-–]\*?\d+)?(?! [A-Z]))*)(?=[\s,.;:()&]|$)"
)
_BETWEEN = re.compile(r"(?:,? (?:at )?\*?\d+(?:[-–]\*?\d+)?(?: n\. ?\d+)?)*, ")
_YEAR = re.compile(r"(?:,? ?(?:at )?[\d*–n. -]+)*,? ?\((?:[^()]{0,60}? )?(?P<year>(?:1[789]|20)\d\d)\)")
PAGE_TOO_LONG = 200_000


@dataclass(frozen=True)
class Core:
    """Volume, reporter and page of one citation. `is_short`: the page is the one it points to."""

    start: int
    end: int
    volume: str
    reporter: str
    page: str
    is_short: bool
    is_case: bool

    @property
    def spelled(self) -> Spelled:
        found = spelling.case(self.volume, self.reporter, self.page)
        return found if self.is_case else Spelled(found.key, "other", found.cite)


@dataclass(frozen=True)
class Full:
    """A full citation of one case, its parallel ones with it."""

    cited: Cited
    all: tuple[Spelled, ...]
    volume_at: int
    """Where the name ends and the citation proper begins."""


@dataclass(frozen=True)
class Short:
    """`901 F.3d at 1149`."""

    start: int
    end: int
    volume: str
    reporter: str
    page: str
    before: str


def cores(text: str) -> list[Core]:
    """Raises whatever eyecite raises."""
    found = []
    for _, token in default_tokenizer.tokenize(text[:PAGE_TOO_LONG])[1]:
        if not isinstance(token, CitationToken):
            continue
        editions = token.exact_editions or token.variation_editions
        kinds = {edition.reporter.source for edition in editions}
        groups = token.groups
        if "laws" in kinds or not groups.get("volume") or not groups.get("page") or "_" in groups["page"]:
            continue
        reporter = editions[0].short_name
        found.append(
            Core(token.start, token.end, groups["volume"], reporter, groups["page"], token.short, "reporters" in kinds)
        )
    return found


def cases(text: str) -> Iterator[Full | Short]:
    """In order."""
    waiting = cores(text)
    while waiting:
        group = [waiting.pop(0)]
        if group[0].is_short:
            one = group[0]
            yield Short(
                one.start, one.end, one.volume, one.reporter, one.page, text[max(0, one.start - 80) : one.start]
            )
            continue
        while waiting and not waiting[0].is_short and _BETWEEN.fullmatch(text[group[-1].end : waiting[0].start]):
            group.append(waiting.pop(0))
        yield _full(text, group)


def _full(text: str, group: list[Core]) -> Full:
    first, last = group[0], group[-1]
    spelled = sorted((one.spelled for one in group), key=lambda one: spelling.rank(one.cite))
    named = name_before(text, first.start) if first.is_case else None
    pin = next((found for one in group if (found := _PIN.match(text, one.end)) and not _is_next(found, group)), None)
    year = _YEAR.match(text, last.end)
    end = max(year.end() if year else 0, pin.end() if pin else 0, last.end)
    return Full(
        Cited(
            named[0] if named else first.start, end, spelled[0], pin["pin"] if pin else None, named[1] if named else None,
            year["year"] if year else None,
        ),
        tuple(spelled),
        first.start,
    )  # fmt: skip


def _is_next(pin: re.Match[str], group: list[Core]) -> bool:
    """`545 U.S. 913, 125 S. Ct. 2764`: the volume of the next one is no page of this."""
    return any(one.start <= pin.start("pin") < one.end for one in group)
