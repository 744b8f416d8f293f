"""A docket page into a case: read, previewed, merged. One transaction each; nothing is written before the merge but the
import itself, which keeps what the source says."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction

from casefiles.models import CaseFile, User
from filings.deadlines.actions.proposing import propose as propose_dates
from filings.docket.models import Filing
from filings.importing import applying, journal, recognising
from filings.importing.actions.belonging import CASE_FILE, case_of, check
from filings.importing.beginning import begin
from filings.importing.case_format import parse, validate
from filings.importing.dumping import dump
from filings.importing.from_case_file import propose_case_file
from filings.importing.models import Import
from filings.importing.proposal import LEAVE_OUT, Proposal
from filings.importing.proposing import propose
from filings.importing.records import Document
from filings.importing.sheet import Sheet, as_json, from_json
from filings.importing.writing import write

CASE_NAME = CaseFile._meta.db_table
# What a paper sets off has run out by then, but for what counts in years.
RECENT = timedelta(days=120)
ASK_FIRST = "Say first, on the import page, whether it is this case: {question}"


@dataclass(frozen=True)
class Preview:
    """What an import would do. `held`: the case file as it stands now; empty or without records where it would begin one."""

    made: Import
    proposal: Proposal
    held: Document
    sheet: Sheet


@dataclass(frozen=True)
class Reading:
    """What a file says: a sheet, or the whole document of a case file."""

    sheet: Sheet
    document: Document | None
    sha256: str
    size: int
    filename: str


def read(*, data: bytes, filename: str, progress: Callable[[int], None] | None = None) -> Reading:
    """Outside of any transaction, as a large page takes its time. Raises NotADocket or CaseFormatError."""
    sheet = recognising.read(data, filename=filename, progress=progress)
    document = None
    if sheet.kind == CASE_FILE:
        document = parse(data)
        validate(document)
    return Reading(sheet, document, sha256(data).hexdigest(), len(data), filename[-255:])


@transaction.atomic
def take_in(
    *, reading: Reading, case: CaseFile | None, new_slug: str | None = None, by: User | None, now: datetime
) -> Import:
    """Keeps what a file says, to be previewed. Raises NotADocket where it is of another case; then nothing is kept.

    Without `case` it goes to the case of its court and number, or begins one as `new_slug`.
    """
    sheet, document = reading.sheet, reading.document
    if document is not None:
        new_slug = document["case"]["slug"]
    case = case or case_of(sheet, document, new_slug)
    made = Import(
        case=case,
        new_slug=None if case else new_slug,
        kind=sheet.kind,
        filename=reading.filename,
        sha256=reading.sha256,
        size=reading.size,
        pacer_case_id=sheet.pacer_case_id,
        sheet=as_json(sheet) if document is None else document,
        uploaded_at=now,
        uploaded_by=by,
    )
    check(made, sheet)
    made.save()
    return made


def preview(*, made: Import, answers: Mapping[str, str] | None = None) -> Preview:
    """What the import would do to the case as it stands now."""
    given = dict(made.answers if answers is None else answers)
    if made.kind == CASE_FILE:
        held = dump(made.case) if made.case else None
        return Preview(made, propose_case_file(made.sheet, held, _last_load(made)), held or {}, Sheet(kind=CASE_FILE))
    sheet = from_json(made.sheet)
    if made.case:
        held = dump(made.case)
        given = _answered_before(made.case) | given
    else:
        held = begin(sheet, str(made.new_slug), today=made.uploaded_at.date().isoformat())
    return Preview(made, propose(sheet, held, given), held, sheet)


def _answered_before(case: CaseFile) -> dict[str, str]:
    """What was answered at earlier imports is not asked again."""
    found: dict[str, str] = {}
    for answers in (
        case.imports.filter(state=Import.State.MERGED).order_by("merged_at").values_list("answers", flat=True)
    ):
        found |= answers
    return found


def _last_load(made: Import) -> Document | None:
    """The case file as it last came in, by either way."""
    if made.case is None:
        return None
    loads = made.case.loads.values_list("loaded_at", "document")[:1]
    imports = made.case.imports.filter(state=Import.State.MERGED, kind=CASE_FILE).order_by("-merged_at", "-id")
    came = [*loads, *imports.values_list("merged_at", "sheet")[:1]]
    return max(came, key=lambda one: one[0] or made.uploaded_at)[1] if came else None


class NotMerged(Exception):
    """The import cannot be merged now; the message is the sentence to show."""


class ChangedMeanwhile(NotMerged):
    """The import would do something else now than what was shown."""


class BegunMeanwhile(NotMerged):
    """The case that it was to begin is there by now."""

    def __init__(self, slug: str | None) -> None:
        super().__init__(f"A case {slug} began meanwhile. Import the file into that one.")


@transaction.atomic
def merge(
    *,
    made: Import,
    by: User | None,
    now: datetime,
    answers: Mapping[str, str] | None = None,
    seen: str | None = None,
) -> Preview:
    """Writes what the preview shows as new and changed, but what was answered with leave-out; what is doubtful as answered.

    `seen`: the digest of the preview that the person was shown; another one raises ChangedMeanwhile. The case is locked, so
    that of two imports at once the second sees what the first wrote. Raises NotMerged; then nothing was written.
    """
    made = Import.objects.select_for_update().get(pk=made.pk)
    if made.state != Import.State.PREVIEWED:
        raise NotMerged("This import was merged already.")
    if made.case_id:
        made.case = CaseFile.objects.select_for_update().get(pk=made.case_id)
    elif CaseFile.objects.filter(slug=made.new_slug).exists():
        raise BegunMeanwhile(made.new_slug)
    shown = preview(made=made) if seen is not None or answers is None else None
    if shown and seen is not None and seen != shown.proposal.digest:
        raise ChangedMeanwhile("The case was changed since this was shown. Look again at what the import would do now.")
    if shown is None or (answers is not None and answers != made.answers):
        made.answers = dict(answers or {})
        shown = preview(made=made)
    hold_case(shown)
    made.counts = shown.proposal.counts()
    left_out = {token for token, answer in made.answers.items() if answer == LEAVE_OUT}
    try:
        _write(made, shown, left_out, by=by, now=now)
    except IntegrityError as fault:
        # Somebody else began it in this very moment.
        if made.case_id or CASE_NAME not in str(fault):
            raise
        raise BegunMeanwhile(made.new_slug) from fault
    made.counts["proposed"] = _propose(made, by=by, now=now)
    made.state, made.merged_at, made.merged_by = Import.State.MERGED, now, by
    made.save()
    return shown


def _propose(made: Import, *, by: User | None, now: datetime) -> int:
    """Proposes the dates that what came in sets off. Of a docket of years only its end: the rest has run out."""
    if made.case is None:
        return 0
    touched = Filing.history.filter(case=made.case, history_change_reason=made.reason).values("id")
    recent = made.case.filings.filter(pk__in=touched, date_filed__gte=made.case.as_of - RECENT)
    return len(propose_dates(case=made.case, filings=recent.values_list("pk", flat=True), by=by, now=now))


def hold_case(shown: Preview) -> None:
    """Raises NotMerged where it is not certain that the source is of this case."""
    asked = next((item.question for item in shown.proposal.of("case", "doubtful") if item.question), None)
    if asked:
        raise NotMerged(ASK_FIRST.format(question=asked.text))


def _write(made: Import, shown: Preview, left_out: Collection[str], *, by: User | None, now: datetime) -> None:
    if shown.proposal.changes_nothing and made.case is not None:
        return
    if made.kind == CASE_FILE:
        document = shown.proposal.document or made.sheet
    else:
        document = applying.apply(shown.proposal, shown.held, shown.sheet, left_out=left_out)
    before = shown.held or None
    is_new = made.case is None
    made.case = write(document, case=made.case, by=by, reason=made.reason, now=now)
    after = dump(made.case)
    made.journal = journal.as_json(journal.difference(before or _nothing(after), after))
    if is_new:
        made.counts["begun"] = True


def _nothing(document: Document) -> Document:
    """The document without its records."""
    return {name: [] if isinstance(value, list) else value for name, value in document.items()}
