"""Entering a filing: its key and its place on the docket are given here, once."""

from collections.abc import Sequence
from itertools import count

from django.db import transaction
from django.db.models import Q, QuerySet
from simple_history.utils import bulk_update_with_history

from casefiles.models import CaseFile, User
from filings.docket.models import Filer, Filing
from parties.models import Appearance


class NumberTaken(Exception):
    """The case has a filing of this number already, and nobody said that the court used it twice."""

    def __init__(self, filing: Filing) -> None:
        super().__init__(f"{filing.label} is on the docket already.")
        self.filing = filing


def lock_docket(*, case: CaseFile) -> None:
    """Holds others off until this transaction ends, so that two people cannot both be told that a number is free."""
    CaseFile.objects.select_for_update().get(pk=case.pk)


@transaction.atomic
def enter_filing(*, filing: Filing, filers: Sequence[Appearance], used_twice: bool = False, by: User | None) -> Filing:
    """Gives a new filing its key and its place, and saves it with its filers in their order. Raises NumberTaken."""
    lock_docket(case=filing.case)
    twin = filing.case.filings.filter(entry=filing.entry).first() if filing.entry is not None else None
    if twin is not None and not used_twice:
        raise NumberTaken(twin)
    filing.key = _free_key(filing)
    filing.position = _place(filing, by=by)
    filing._history_user = by  # type: ignore[attr-defined]
    filing.save(force_insert=True)
    set_filers(filing=filing, filers=filers, by=by)
    return filing


@transaction.atomic
def set_filers(*, filing: Filing, filers: Sequence[Appearance], by: User | None) -> None:
    """Makes these its filers, in this order; a row that stays as it is is not touched."""
    held = {row.appearance_id: row for row in filing.filers.all()}
    for position, appearance in enumerate(filers):
        row = held.pop(appearance.pk, None) or Filer(filing=filing, appearance=appearance, position=position)
        if row.pk is None or row.position != position:
            row.position = position
            row._history_user = by  # type: ignore[attr-defined]
            row.save()
    for row in held.values():
        row._history_user = by  # type: ignore[attr-defined]
        row.delete()


def _free_key(filing: Filing) -> str:
    """`34`, or `u2025-09-19` without a number; the next twin is `34_2`."""
    first = str(filing.entry) if filing.entry is not None else f"u{filing.date_filed:%Y-%m-%d}"
    taken = set(filing.case.filings.filter(Q(key=first) | Q(key__startswith=f"{first}_")).values_list("key", flat=True))
    return next(key for key in (first if n == 1 else f"{first}_{n}" for n in count(1)) if key not in taken)


def _place(filing: Filing, *, by: User | None) -> int:
    """After the entry that precedes it; at the end when none follows. It may share the number of the one before it: those
    of one position stand in the order in which they came.
    """
    docket = filing.case.filings.in_docket_order()
    before = _preceding(filing)
    if before is None:
        following = docket.all()
    else:
        following = docket.filter(Q(position__gt=before.position) | Q(position=before.position, pk__gt=before.pk))
    later = _later(filing, following)
    if later is None:
        last = docket.last()
        return last.position + 1 if last else 1
    if before is None:
        if later.position == 0:
            _make_room(docket, later, by=by)
        return max(later.position - 1, 0)
    if later.position == before.position:
        _make_room(docket, later, by=by)
    return before.position


def _preceding(filing: Filing) -> Filing | None:
    if filing.entry is not None:
        return filing.case.filings.filter(entry__lte=filing.entry).order_by("entry", "position", "pk").last()
    return filing.case.filings.filter(date_filed__lte=filing.date_filed).in_docket_order().last()


def _later(filing: Filing, following: QuerySet[Filing]) -> Filing | None:
    """The first of those that follow which must stay behind the new one."""
    return following.filter(entry__gt=filing.entry).first() if filing.entry is not None else following.first()


def _make_room(docket: QuerySet[Filing], first: Filing, *, by: User | None) -> None:
    """Moves a filing and all behind it down by one: it shares its position with the one that the new one must follow."""
    behind = list(docket.filter(Q(position__gt=first.position) | Q(position=first.position, pk__gte=first.pk)))
    for filing in behind:
        filing.position += 1
    bulk_update_with_history(behind, Filing, ["position"], batch_size=500, default_user=by)
    first.refresh_from_db()
