"""What a whole file did to a case, in one line: how many rows it brought, changed and took away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from typing import Any

from django.db.models import Case, CharField, Count, IntegerField, Q, QuerySet, Value, When

from casefiles.history import changed
from casefiles.models import CaseFile
from casefiles.prepared import Prepared
from filings.changes.kinds import KINDS, Kind
from filings.changes.reach import of_case, open_to
from filings.changes.stream import LOAD, MERGED, TAKEN_BACK, Place, reason_of, time_of
from filings.docket.models import Filing
from filings.docket.past import edits
from filings.importing.models import Import, Load

MOST_EDITED = 200
MOST_NAMED = 12
# So many files are asked about at once: there are few texts of SQL to keep.
SLOTS = (1, 2, 4, 8, 16, 32, 64)
VERBS = ("added", "changed", "removed")

_past: Any = Filing.history.model


@dataclass
class Batch:
    """A file in the stream. `counts`: by what was done, how many of what. `edited`: keys of entries that it edited."""

    place: Place
    made: Import | Load
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    edited: list[str] = field(default_factory=list)
    time: str = ""
    editor: str = ""

    @property
    def is_import(self) -> bool:
        return isinstance(self.made, Import)

    @property
    def is_undone(self) -> bool:
        return self.place.rank == TAKEN_BACK

    @property
    def reason(self) -> str:
        return reason_of(self.made, undone=self.is_undone)

    @property
    def asked_by(self) -> str:
        """The name in an address that, with its number, shows its single changes."""
        return "undone" if self.is_undone else "import" if self.is_import else "load"

    @property
    def url(self) -> str:
        """Of the page of an import."""
        return self.made.get_absolute_url() if isinstance(self.made, Import) else ""

    @property
    def did(self) -> str:
        """`added 82 filings, 140 documents; changed 12 filings`."""
        return "; ".join(f"{verb} {', '.join(_listed(of))}" for verb in VERBS if (of := self.counts.get(verb)))

    @property
    def is_empty(self) -> bool:
        """It did nothing that is told here."""
        return not self.counts

    @property
    def edited_first(self) -> list[str]:
        return self.edited[:MOST_NAMED]

    @property
    def edited_further(self) -> int:
        return max(len(self.edited) - MOST_NAMED, 0)

    @property
    def has_more_edited(self) -> bool:
        """They were not all counted."""
        return len(self.edited) >= MOST_EDITED


def _listed(counts: dict[str, int]) -> list[str]:
    """What is a part of something else is counted only where nothing else is."""
    return [
        f"{number:,} {kind.noun if number == 1 else kind.plural}"
        for kind in KINDS
        if (number := counts.get(kind.code)) and (kind.is_counted or kind.section not in counts)
    ]


def batches_of(places: Iterable[Place], *, case: CaseFile, sections: frozenset[str]) -> dict[Place, Batch]:
    """The files among the lines of a page: four queries, whatever their number."""
    wanted = [place for place in places if place.rank >= MERGED]
    imports = imports_of(case).in_bulk([place.row for place in wanted if place.rank != LOAD])
    loads = loads_of(case)
    found = {}
    for place in wanted:
        made = loads.get(place.row) if place.rank == LOAD else imports.get(place.row)
        if made is not None:
            found[place] = Batch(place, made)
    if found:
        count(list(found.values()), list(loads.values()), case=case, sections=sections)
    return found


def imports_of(case: CaseFile) -> QuerySet[Import]:
    """Without what the source said, which may be megabytes."""
    return case.imports.defer("sheet", "journal", "answers")


def loads_of(case: CaseFile) -> dict[int, Load]:
    return case.loads.defer("document").in_bulk()


def count(batches: Sequence[Batch], loads: Sequence[Load], *, case: CaseFile, sections: frozenset[str]) -> None:
    """Says of each batch how many rows of what it brought, and which entries it edited. Two queries."""
    slots = next((length for length in SLOTS if length >= len(batches)), len(batches))
    values: list[Any] = [case.pk]
    for batch in (*batches, *repeat(batches[0], slots - len(batches))):
        values += [batch.reason, *time_of(batch.made, loads)]
    counted, told = _queries(slots, sections, sees_sealed=case.sees_sealed)
    for slot, code, added, touched, removed in counted(*values):
        for verb, number in zip(VERBS, (added, touched - added, removed), strict=True):
            if number:
                batches[slot].counts.setdefault(verb, {})[code] = number
    if not sections or "filing" in sections:
        for slot, key in told(*values):
            if key not in batches[slot].edited:
                batches[slot].edited.append(key)


@lru_cache(maxsize=64)
def _queries(slots: int, sections: frozenset[str], *, sees_sealed: bool) -> tuple[Prepared, Prepared]:
    """Of so many files: how many rows each brought, changed and took away; and the entries that each edited. They want
    the case, and of each file the reason that its rows give, and between which moments they were written."""

    def counted(case: Any, *times: Any) -> QuerySet[Any, Any]:
        arms = [
            _counted(_named(open_to(of_case(kind, case), kind, sees_sealed=sees_sealed), times), kind)
            for kind in KINDS
            if not sections or kind.section in sections
        ]
        return arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]

    def told(case: Any, *times: Any) -> QuerySet[Any, Any]:
        rows = _named(_past.objects.filter(edits(sees_sealed=sees_sealed), case=case), times).order_by("history_id")
        found: QuerySet[Any, Any] = rows.values_list("slot", "key")[:MOST_EDITED]
        return found

    return Prepared(counted), Prepared(told)


def _named(rows: QuerySet[Any, Any], times: Sequence[Any]) -> QuerySet[Any, Any]:
    """The rows of these files, each with the place of its file among them."""
    batches = list(zip(times[::3], times[1::3], times[2::3], strict=True))
    whens = [
        When(history_change_reason=reason, history_date__gte=start, history_date__lt=end, then=Value(slot))
        for slot, (reason, start, end) in enumerate(batches)
    ]
    these = rows.filter(history_change_reason__in=[reason for reason, _, _ in batches])
    found: QuerySet[Any, Any] = these.annotate(slot=Case(*whens, output_field=IntegerField()))
    return found.filter(slot__isnull=False)


def _counted(rows: QuerySet[Any, Any], kind: Kind) -> QuerySet[Any, Any]:
    added, removed = Q(history_type="+"), Q(history_type="-")
    found: QuerySet[Any, Any] = (
        rows.values("slot", code=Value(kind.code, CharField()))
        .annotate(
            added=Count("id", distinct=True, filter=added),
            touched=Count("id", distinct=True, filter=added | changed(kind.history, kind.told)),
            removed=Count("id", distinct=True, filter=removed),
        )
        .values_list("slot", "code", "added", "touched", "removed")
    )
    return found
