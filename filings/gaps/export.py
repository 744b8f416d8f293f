"""Gaps to the rows of gaps.csv."""

from collections.abc import Iterable, Iterator
from typing import Any

from filings.gaps.kinds import Kind
from filings.gaps.record import Record

# `mend`: in words; `ways`: the addresses that are open to whoever exports. Empty: there is none.
HEADER = ("case", "docket_number", "kind", "what", "gap", "why", "mend", "address", "ways", "as_of")


def rows_of(record: Record, kinds: Iterable[Kind], *, origin: str) -> Iterator[tuple[Any, ...]]:
    """`origin`: of the site, for whole addresses."""
    case = record.case
    for kind in kinds:
        why, how = kind.why_in(case.court_id), kind.mend_in(case.slug)
        for gap in kind.find(record):
            ways = [mend.url if mend.is_outside else origin + mend.url for mend in gap.mends]
            yield (
                case.slug, case.docket_number, kind.code, gap.name, gap.text, why, how, origin + gap.url,
                ways or None, case.as_of,
            )  # fmt: skip
