"""The bytes of a file to a Sheet: docket pages of PACER, CourtListener's JSON, the Internet Archive's XML, a CSV. Pure.

The file is read by a child process under limits (sources.py): a page may hang or crash the one that reads it.
"""

import tempfile
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from filings.importing.sheet import NotADocket, Sheet, SheetEntry, from_json
from filings.reading.workshop import JobFailed, job

# A megabyte takes half a second, or ten times that where it is all small rows and the machine is busy.
SECONDS, SECONDS_PER_MEGABYTE = 30.0, 12.0
# A page of 20 MB takes a quarter of this.
MEMORY = 1 << 30
MOST_BYTES = 64 << 20

Progress = Callable[[int], None]


def read(data: bytes, *, filename: str = "", progress: Progress | None = None) -> Sheet:
    """`progress` is called with the number of entries read so far. Raises NotADocket, whose message is one sentence."""
    if len(data) > MOST_BYTES:
        raise NotADocket(f"The file is larger than {MOST_BYTES >> 20} MB, so it was not read.")
    seconds = SECONDS + SECONDS_PER_MEGABYTE * len(data) / (1 << 20)
    with tempfile.NamedTemporaryFile(prefix="casefiles-docket-") as file:
        file.write(data)
        file.flush()
        order = {"path": file.name, "filename": filename}
        try:
            with job("docket", order, seconds=seconds, memory_bytes=MEMORY) as answers:
                answers.patience = seconds
                return gathered(answers, progress)
        except JobFailed as failed:
            raise NotADocket(_sentence(failed)) from failed


def gathered(answers: Iterable[dict[str, Any]], progress: Progress | None = None) -> Sheet:
    """The sheet in the answers of sources.read_job. Raises NotADocket."""
    sheet: Sheet | None = None
    for answer in answers:
        match answer:
            case {"refused": str(sentence)}:
                raise NotADocket(sentence)
            case {"head": dict(head)}:
                sheet = from_json(head)
            case {"entries": list(entries)} if sheet is not None:
                sheet.entries += from_json({"kind": sheet.kind, "entries": entries}).entries
                if progress:
                    progress(len(sheet.entries))
            case {"remark": str(remark)} if sheet is not None:
                sheet.remarks.append(remark)
            case _:
                raise NotADocket("The program that reads docket pages gave an answer that makes no sense.")
    if sheet is None:
        raise NotADocket("The program that reads docket pages ended without an answer.")
    _in_order(sheet)
    return sheet


def _in_order(sheet: Sheet) -> None:
    """Oldest first, as the court keeps its docket: a report may be printed the other way round."""
    days = [entry.date_filed for entry in sheet.entries if entry.date_filed]
    if days and days[0] > days[-1] and all(one >= other for one, other in pairwise(days)):
        sheet.entries.reverse()
    numbers = [entry.entry for entry in sheet.entries if entry.entry]
    sheet.is_whole = sheet.is_whole and (not numbers or min(numbers) == 1)


def _sentence(failed: JobFailed) -> str:
    if failed.code == "too-slow":
        return "Reading this file took longer than a docket of its size may take, so nothing was imported."
    return "The program that reads docket pages broke down on this file, so nothing was imported."


__all__ = ["NotADocket", "Sheet", "SheetEntry", "read"]
