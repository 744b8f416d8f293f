"""Undoing an import: all of it, or nothing where something came to depend on it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction
from django.db.models import ProtectedError

from casefiles.models import CaseFile, DocketNumber, JudgeAssignment, User
from filings.docket.models import Filer, Filing, Relation
from filings.documents.models import Document, HeldFile
from filings.importing import journal
from filings.importing.consistency import dangling
from filings.importing.dumping import dump
from filings.importing.models import Import
from filings.importing.records import Record
from filings.importing.writing import write
from parties.models import Appearance, Representation

MOST_TOLD = 8


class NotUndone(Exception):
    """Something depends on what the import brought, or changed it since; the message says what."""


@transaction.atomic
def undo(*, made: Import, by: User | None, now: datetime) -> None:
    """Puts back what the import changed and takes away what it brought. Raises NotUndone; then nothing was done."""
    made = Import.objects.select_for_update().get(pk=made.pk)
    if made.state != Import.State.MERGED or made.case_id is None:
        raise NotUndone("This import is not in the case: there is nothing to undo.")
    case = CaseFile.objects.select_for_update().get(pk=made.case_id)
    lines = journal.from_json(made.journal)
    undone = journal.undo(lines, dump(case))
    resting = (f"{fault.path} rests on it." for fault in dangling(undone.document, removed=()))
    _refuse([*undone.blockers, *_held_files(case, undone), *resting])
    hand = _Hand(case, by, f"undone: {made.reason}"[:100], now)
    try:
        if made.counts.get("begun"):
            _end(hand, made)
        else:
            write(undone.document, case=case, by=by, reason=hand.reason, now=now)
            hand.remove(undone)
    except ProtectedError as why:
        _refuse([f"{row} rests on it." for row in sorted(map(str, why.protected_objects))])
    made.state, made.undone_at, made.undone_by = Import.State.UNDONE, now, by
    made.save()


def _refuse(blockers: Iterable[str]) -> None:
    told = list(blockers)
    if told:
        more = f" And {len(told) - MOST_TOLD} more." if len(told) > MOST_TOLD else ""
        raise NotUndone("It cannot be undone: " + " ".join(told[:MOST_TOLD]) + more)


def _held_files(case: CaseFile, undone: journal.Undone) -> Iterable[str]:
    """A PDF that was put on an entry which the import brought."""
    gone = {label for section, label in undone.records if section == "filings"}
    files = HeldFile.objects.filter(document__filing__case=case, document__filing__key__in=gone)
    for held in files.select_related("document__filing")[: MOST_TOLD + 1]:
        filing = held.document.filing
        yield f"{filing.label} holds {'a file' if filing.sealed else f'the file {held.filename}'} since."


class _Hand:
    """Deletes rows one by one, so that the history says who took them away and why."""

    def __init__(self, case: CaseFile, by: User | None, reason: str, now: datetime) -> None:
        self.case, self.by, self.reason, self.now = case, by, reason, now

    def delete(self, rows: Iterable[models.Model]) -> None:
        for row in list(rows):
            row._history_user, row._history_date = self.by, self.now  # type: ignore[attr-defined]
            row._change_reason = self.reason  # type: ignore[attr-defined]
            row.delete()

    def remove(self, undone: journal.Undone) -> None:
        for section, label, field, parts in undone.parts:
            self._part(section, label, field, parts)
        gone: dict[str, list[str]] = {}
        for section, label in undone.records:
            gone.setdefault(section, []).append(label)
        self.filings(Filing.objects.filter(case=self.case, key__in=gone.get("filings", [])))
        self._papers(undone)
        self.delete(Representation.objects.filter(case=self.case, slug__in=gone.get("attorneys", [])))
        self.delete(Appearance.objects.filter(case=self.case, slug__in=gone.get("parties", [])))
        for label in gone.get("judges", []):
            name, _, role = label.rpartition(", ")
            self.delete(JudgeAssignment.objects.filter(case=self.case, name=name, role=role).order_by("-id")[:1])
        others = set(gone) - {"filings", "attorneys", "parties", "judges"}
        if others:
            raise NotUndone(f"A case file brought new records of {', '.join(sorted(others))}: these are not undone.")

    def filings(self, found: models.QuerySet[Filing]) -> None:
        # One by one, or they would go with their filing and the history would not say why.
        self.delete(Filer.objects.filter(filing__in=found))
        self.delete(Relation.objects.filter(filing__in=found))
        self.delete(Document.objects.filter(filing__in=found))
        self.delete(found)

    def _part(self, section: str, label: str, field: str, parts: list[Record]) -> None:
        if field == "attachments":
            numbers = [part["number"] for part in parts]
            new = Document.objects.filter(filing__case=self.case, filing__key=label, number__in=numbers)
            self.delete(new.filter(held_files=None))
        elif field == "relates_to":
            for part in parts:
                wanted = Relation.objects.filter(filing__case=self.case, filing__key=label, relation=part["relation"])
                self.delete(wanted.filter(entry__key=str(part["entry"])))
        elif field == "docket_numbers":
            self.delete(DocketNumber.objects.filter(case=self.case, number__in=[part["number"] for part in parts]))
        else:
            raise NotUndone(f"A case file changed {section} {label}, {field}: that is not undone.")

    def _papers(self, undone: journal.Undone) -> None:
        """Main documents that stand for nothing any more."""
        paper = {
            record["key"]
            for record in undone.document["filings"]
            if record["text_only"] is not False and not record["attachments"]
            and record.get("document_id") is None and record.get("page_count") is None
        }  # fmt: skip
        empty = Document.objects.filter(filing__case=self.case, filing__key__in=paper, number=0, held_files=None)
        self.delete(empty)


def _end(hand: _Hand, made: Import) -> None:
    """The import began the case: without it there is none, unless somebody put something into it."""
    case = hand.case
    others = [
        f"{name} was put into the case since."
        for name, rows in (
            ("Another import", case.imports.filter(state=Import.State.MERGED).exclude(pk=made.pk).exclude(journal=[])),
            ("A case file", case.loads.all()),
        )
        if rows.exists()
    ]
    _refuse(others)
    hand.filings(case.filings.all())
    hand.delete(case.representations.all())
    hand.delete(case.appearances.all())
    case.imports.exclude(pk=made.pk).delete()
    made.new_slug, made.case = case.slug, None
    made.save()
    hand.delete([case])
