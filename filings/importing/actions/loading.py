"""Loading a case file: checked whole, merged with what people changed here, written in one transaction."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from casefiles.models import CaseFile, User
from filings.importing import case_format
from filings.importing.case_format import CaseFormatError, Document, Fault
from filings.importing.dumping import dump
from filings.importing.merging import Change, Kept, merge
from filings.importing.models import Load
from filings.importing.writing import write


@dataclass(frozen=True)
class Loaded:
    """What a load did: `is_new` when the case was not there; `skipped` when it was and was to be left alone."""

    case: CaseFile
    is_new: bool = False
    skipped: bool = False
    changes: list[Change] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)


@transaction.atomic
def load_case(*, data: bytes, filename: str, by: User | None, now: datetime, if_absent: bool = False) -> Loaded:
    """Loads a casefiles/1 file. A field changes only where no person changed it since the last load; nothing is deleted.

    Raises CaseFormatError; then nothing was written.
    """
    theirs = case_format.parse(data)
    case_format.validate(theirs)
    case = CaseFile.objects.select_for_update().filter(slug=theirs["case"]["slug"]).first()
    if case and if_absent:
        return Loaded(case, skipped=True)
    reason = f"loaded from {filename}"[:100]
    if case is None:
        case = write(theirs, case=None, by=by, reason=reason, now=now)
        result = Loaded(case, is_new=True)
        _hold_to(theirs, case)
    else:
        last = Load.objects.filter(case=case).first()
        merged = merge(last.document if last else None, dump(case), theirs)
        result = Loaded(case, changes=merged.changes, kept=merged.kept)
        if merged.changes:
            write(merged.document, case=case, by=by, reason=reason, now=now)
            _hold_to(merged.document, case)
        if last and last.document == theirs:
            return result
    Load.objects.create(case=case, loaded_at=now, loaded_by=by, filename=filename, document=theirs)
    return result


def _hold_to(document: Document, case: CaseFile) -> None:
    """Refuses a load that the tables could not keep to the letter: a trusted row is one that comes out as it went in."""
    case = CaseFile.objects.get(pk=case.pk)
    difference = merge(None, dump(case), document)
    told = [
        Fault(one.path, one.new, f"a value that is kept as it is, not as {one.old!r}") for one in difference.changes
    ]
    told += [
        Fault(one.path, one.theirs, f"a value that is kept as it is, not as {one.ours!r}") for one in difference.kept
    ]
    if told:
        raise CaseFormatError(told)
