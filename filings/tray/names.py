"""RECAP's file names: `gov.uscourts.cand.203070.34.2.pdf`, as CourtListener and the Internet Archive give them. Pure."""

import re
from dataclasses import dataclass

# What a browser, a storage or a person hangs on a second copy: " (1)", "_1", "_x7Yz9Qe", " - Copy", " copy 2"; wget: ".pdf.1".
_COPY = r"(?:[ _-]{0,3}\(\d{1,3}\)|_\w{1,7}|[ _-]{1,3}copy(?: ?\d{1,2})?){0,3}"
_RECAP = re.compile(
    rf"(?i)(?:^|[^a-z0-9])gov\.uscourts\.(?P<court>[a-z]{{2,10}}\d{{0,2}})\.(?P<case>\d{{1,12}})"
    rf"\.(?P<document>\d{{1,9}})(?:\.(?P<attachment>\d{{1,4}}))?{_COPY}(?:\.pdf)+(?:\.\d{{1,2}})?$"
)


@dataclass(frozen=True)
class Named:
    """`case_id` is PACER's, without leading zeros; `attachment` 0 is the main document."""

    court: str
    case_id: str
    document: int
    attachment: int

    @property
    def paper(self) -> str:
        return f"{self.document}-{self.attachment}" if self.attachment else str(self.document)


def named_in(filename: str) -> Named | None:
    found = _RECAP.search(filename[-255:].strip())
    if found is None:
        return None
    return Named(
        found["court"].lower(), without_zeros(found["case"]), int(found["document"]), int(found["attachment"] or 0)
    )


def without_zeros(case_id: str) -> str:
    return case_id.strip().lstrip("0")
