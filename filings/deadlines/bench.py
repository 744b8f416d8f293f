"""What a case brings to every count: its court, closings entered by hand, who presides when, who appears, what was pleaded.

Three queries whatever the number of filings; two more for the pleadings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from casefiles.models import CaseFile, JudgeAssignment
from filings.deadlines.holidays import Closure, Effect
from filings.deadlines.models import ClosedDay
from filings.deadlines.motionsorts import sorts_in
from filings.docket.models import Filing
from parties.models import Appearance

# `2:17-cr-00123`, `2:17-mj-01117`: the rules of civil procedure are of civil cases alone.
_CRIMINAL = re.compile(r"(?:^|[-:\d])(?:cr|mj|po|gj|sw|tp|pt)(?=-|\d|$)", re.I)


@dataclass(frozen=True)
class Bench:
    """`pleaded`: amended complaints, answers and Rule 12 motions, in docket order; None where nobody looked."""

    case: CaseFile
    closures: tuple[Closure, ...] = ()
    judges: Sequence[JudgeAssignment] = ()
    appearances: Sequence[Appearance] = ()
    pleaded: Sequence[Filing] | None = None

    @property
    def is_civil(self) -> bool:
        """A civil case of a district court: no bankruptcy, no appeal, no prosecution."""
        return self.case.court_id.endswith("d") and not _CRIMINAL.search(self.case.docket_number)

    def is_first(self, filing: Filing, *, of: str) -> bool:
        """Whether nothing was amended, answered or met by a Rule 12 motion in the case before it (`case`), or no complaint
        answered before by those who filed it (`party`). Taken for granted of what is on record already."""
        if self.pleaded is None:
            return True
        if of == "case":
            return not self.pleaded or _place(self.pleaded[0]) >= _place(filing)
        filers = [row.appearance_id for row in filing.filers.all()]
        seen: list[int | None] = [*filers] or [None]
        return all(self._first_answers.get(one, filing.pk) == filing.pk for one in seen)

    @cached_property
    def _first_answers(self) -> dict[int | None, int]:
        """The first answer of each appearance; of all, by None."""
        first: dict[int | None, int] = {}
        for answer in (one for one in self.pleaded or () if one.kind == "answer"):
            for filer in (None, *(row.appearance_id for row in answer.filers.all())):
                first.setdefault(filer, answer.pk)
        return first

    def judge_on(self, day: date) -> str | None:
        """Who presided on this day; of two whose times touch, the later one."""
        sitting = [
            one for one in self.judges
            if one.role == "presiding" and (one.start is None or one.start <= day) and (one.end is None or day <= one.end)
        ]  # fmt: skip
        return max(sitting, key=lambda one: one.start or date.min).name if sitting else None


def bench_of(case: CaseFile, *, with_pleadings: bool = False) -> Bench:
    appearances = case.appearances.select_related("party").order_by("position", "id")
    return Bench(
        case,
        closings(case.court_id),
        list(case.judges.all()),
        list(appearances),
        _pleaded(case) if with_pleadings else None,
    )


def _pleaded(case: CaseFile) -> list[Filing]:
    """In docket order."""
    answering = Q(kind="motion") & (
        Q(title__icontains="dismiss") | Q(title__icontains="strike") | Q(title__icontains="definite")
        | Q(title__icontains="12(") | Q(title__icontains="pleadings")
    )  # fmt: skip
    rows = case.filings.filter(Q(kind__in=["answer", "amended complaint"]) | answering)
    held = rows.prefetch_related("filers").in_docket_order()
    return [one for one in held if one.kind != "motion" or "rule12" in sorts_in(one.title, "", one.kind)]


def _place(filing: Filing) -> tuple[int, int]:
    return filing.position, filing.pk


def closings(court: str) -> tuple[Closure, ...]:
    """The closings that people entered for this court, or for all."""
    rows = ClosedDay.objects.filter(court_id__in=["", court]).order_by("court_id", "day")
    return tuple(
        Closure(
            row.day, Effect(row.effect), row.why, row.source, "entered here", (row.court_id,) if row.court_id else ()
        )
        for row in rows
    )
