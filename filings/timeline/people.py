"""The people of one case by name and side, read once for a page or an export however long it is."""

from casefiles.models import CaseFile
from casefiles.prepared import Prepared
from filings.timeline.columns import SEPARATOR
from filings.timeline.shapes import NOBODY, Actors
from parties.models import Appearance, Representation
from parties.roles import COURT

THE_COURT = "Court"
_appearances_in = Prepared(
    lambda case: Appearance.objects.filter(case=case).order_by().values_list("id", "party__name", "side")
)
_attorneys_in = Prepared(
    lambda case: Representation.objects.filter(case=case).order_by().values_list("id", "attorney__name")
)


class People:
    """Whoever is added to the case while an export runs is read when a filing names them."""

    def __init__(self, case: CaseFile) -> None:
        self.case = case
        # The same few parties act again and again: who acted is put together once for each set of them.
        self._actors: dict[tuple[bool, tuple[int, ...]], Actors] = {}
        self._read()

    def _read(self) -> None:
        self._known = {pk: (name, side) for pk, name, side in _appearances_in(self.case.pk)}
        self._attorneys: dict[int, str] = dict(_attorneys_in(self.case.pk))

    def attorney(self, pk: int | None) -> str | None:
        if pk is None:
            return None
        if pk not in self._attorneys:
            self._read()
        return self._attorneys[pk]

    def actors(self, by_court: bool, ids: tuple[int, ...]) -> Actors:
        """Who acted: the court, and the appearances of these ids in their order."""
        found = self._actors.get((by_court, ids))
        if found is None:
            found = self._actors[by_court, ids] = self._put_together(by_court, ids)
        return found

    def _put_together(self, by_court: bool, ids: tuple[int, ...]) -> Actors:
        if not self._known.keys() >= set(ids):
            self._read()
        acted = [(THE_COURT, COURT)] if by_court else []
        acted += [self._known[pk] for pk in ids]
        if not acted:
            return NOBODY
        by_side: dict[str, tuple[str, ...]] = {}
        for name, side in acted:
            by_side[side] = (*by_side.get(side, ()), name)
        names = tuple(name for name, _ in acted)
        return Actors(names, tuple(by_side), tuple(by_side.items()), SEPARATOR.join(names), SEPARATOR.join(by_side))
