"""The changes of a page as it prints them: by day, what was done to what by whom, each field with old and new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from casefiles.models import CaseFile
from filings.changes.batches import Batch
from filings.changes.kinds import HEAD_OF, SECTIONS, label_of
from filings.changes.names import Name, Names
from filings.changes.stream import Place
from filings.changes.values import Shown, shown
from filings.changes.versions import Version, versions_of
from filings.documents.models import Page
from filings.documents.versions import Piece, diff
from filings.importing.models import import_of
from parties.models import Appearance

VERBS = {"+": "added", "~": "changed", "-": "removed"}
# Of these the line says all there is.
NAMED_WHOLLY = {"filer", "responsible", "relation"}
# What one person does to one record within this time is told together.
TOGETHER = timedelta(minutes=1)
# From here on a text is told by its words that differ; beyond the other, on a page of its own.
LONG, TOO_LONG = 60, 6_000
# Letters of a text that was not there before, or is not any more.
CUT = 240
# Words that are the same, left to each side of those that differ.
AROUND = 12


@dataclass(frozen=True)
class FieldChange:
    """`pieces`: the words of a long text, those taken out and put in; None where old and new are shown whole."""

    label: str
    old: Shown | None
    new: Shown | None
    pieces: list[Piece] | None = None
    is_too_long: bool = False


@dataclass(frozen=True)
class Event:
    """One version of one record. `said`: what was done, in words; `fields`: what changed, or what it said at first."""

    place: Place
    said: str
    fields: list[FieldChange]
    is_edit: bool = False
    is_dark: bool = False
    """What it said before is not on record, or not for this reader."""


@dataclass
class Block:
    """What was done to one record, by one hand, at one time."""

    at: datetime
    time: str
    section: str
    owner: int
    name: Name
    changes_url: str
    by: int | None
    editor: str
    reason: str
    made: int | None
    events: list[Event] = field(default_factory=list)

    @property
    def noun(self) -> str:
        return SECTIONS[self.section].noun

    @property
    def is_edited(self) -> bool:
        return any(event.is_edit for event in self.events)

    def goes_on_with(self, version: Version) -> bool:
        place = version.place
        same = (self.section, self.owner, self.by, self.reason) == (
            version.kind.section, place.owner, place.by, place.reason or "",
        )  # fmt: skip
        return same and self.at - place.at <= TOGETHER


@dataclass
class Day:
    label: str
    lines: list[Block | Batch] = field(default_factory=list)


def days_of(
    places: Sequence[Place], batches: dict[Place, Batch], *, case: CaseFile, whole: bool = False
) -> tuple[list[Day], Names]:
    """The lines of a page by day at the court. `whole`: of one record, all its fields from the first on."""
    versions = versions_of(places, sees_sealed=case.sees_sealed)
    names = Names(case, versions, [place.by for place in places]).load()
    by_place = {version.place: version for version in versions}
    days: list[Day] = []
    for place in places:
        local = place.at.astimezone(ZoneInfo(case.timezone))
        label, time = f"{local:%b} {local.day}, {local.year}", f"{local:%I:%M %p}".lstrip("0")
        if not days or days[-1].label != label:
            days.append(Day(label))
        lines = days[-1].lines
        if batch := batches.get(place):
            batch.time, batch.editor = time, names.editor(place.by)
            lines.append(batch)
        elif version := by_place.get(place):
            event = _event(version, names, whole=whole)
            if event is None:
                continue
            last = lines[-1] if lines else None
            if not isinstance(last, Block) or not last.goes_on_with(version):
                last = _block(version, names, time)
                lines.append(last)
            last.events.append(event)
    for block in (line for day in days for line in day.lines if isinstance(line, Block)):
        # In a block things stand in the order in which they were done.
        block.events.sort(key=lambda event: (event.place.at, event.place.rank, event.place.row))
    return [day for day in days if day.lines], names


def _block(version: Version, names: Names, time: str) -> Block:
    place, section = version.place, version.kind.section
    return Block(
        at=place.at,
        time=time,
        section=section,
        owner=place.owner,
        name=names.of(HEAD_OF[section].model, place.owner),
        changes_url=names.changes_url(section, place.owner),
        by=place.by,
        editor=names.editor(place.by),
        reason=place.reason or "",
        made=import_of(place.reason),
    )


def _event(version: Version, names: Names, *, whole: bool) -> Event | None:
    """None where nothing of it is to be seen."""
    kind, sort = version.kind, version.place.sort
    told = kind.fields if whole else kind.told
    is_correction = kind.code == "correction"
    fields: list[FieldChange] = []
    if sort == "~":
        fields = [_changed(version, name, names, whole=whole) for name in version.changed(told)]
        if not fields and version.before is not None:
            return None
    elif sort == "+" and is_correction:
        reading = names.rows[Page].get(version.now.page_id, {}).get("text", "")
        fields = [_texts("Text", reading, version.now.text, whole=whole)]
    elif sort == "+" and whole and kind.code not in NAMED_WHOLLY:
        fields = [
            FieldChange(label_of(kind, name), None, value)
            for name in told
            if (value := shown(version.now, name, names)).is_known
        ]
    is_dark = sort == "~" and version.before is None
    return Event(version.place, _said(version, names), fields, version.is_edit, is_dark)


def _said(version: Version, names: Names) -> str:
    """`Added`; `Filer added: Roe Systems, Inc.`; nothing where the fields that changed say all."""
    verb, kind, now = VERBS[version.place.sort], version.kind, version.now
    if kind.is_head:
        return "" if version.place.sort == "~" and version.before is not None else verb.capitalize()
    which = ""
    if kind.code in {"filer", "responsible"}:
        which = names.of(Appearance, now.appearance_id).text
    elif kind.code == "relation":
        which = f"{now.relation} {names.of(type(now).entry.field.related_model, now.entry_id).text}"
    elif kind.code == "correction":
        which = f"page {names.rows[Page].get(now.page_id, {}).get('number', '')}"
    elif kind.code in {"claim-point", "claim-event"}:
        which = now.aspect if kind.code == "claim-point" else now.status
    noun = kind.noun[0].upper() + kind.noun[1:]
    return f"{noun} {verb}: {which}" if which else f"{noun} {verb}"


def _changed(version: Version, name: str, names: Names, *, whole: bool) -> FieldChange:
    old, new = version.of(version.before, name), version.of(version.now, name)
    label = label_of(version.kind, name)
    if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > LONG:
        return _texts(label, old, new, whole=whole)
    both = [shown(one, name, names) for one in (version.before, version.now)]
    old, new = both if whole else [one.cut(CUT) for one in both]
    return FieldChange(label, old, new)


def _texts(label: str, old: str, new: str, *, whole: bool) -> FieldChange:
    if not whole and max(len(old), len(new)) > TOO_LONG:
        return FieldChange(label, None, None, is_too_long=True)
    pieces = diff(old, new)
    return FieldChange(label, None, None, pieces if whole else list(_near(pieces)))


def _near(pieces: Sequence[Piece]) -> Iterable[Piece]:
    """What differs, with some words around it."""
    for at, piece in enumerate(pieces):
        words = piece.text.split()
        if piece.op != "same" or len(words) <= 2 * AROUND:
            yield piece
            continue
        head = f"{' '.join(words[:AROUND])} " if at else ""
        tail = f" {' '.join(words[-AROUND:])} " if at + 1 < len(pieces) else ""
        yield Piece("same", f"{head}…{tail}")
