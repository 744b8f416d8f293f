"""Loading a research bundle into a tracker that does not have the case: checked, then written in one transaction."""

from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import DatabaseError, transaction
from simple_history.utils import get_history_manager_for_model

from casefiles.models import CaseFile, User
from filings.documents.actions.files import choose_current
from filings.documents.actions.mending import mend_all
from filings.documents.models import Document, HeldFile
from filings.research.building import Builder
from filings.research.reading import rows_in
from filings.research.records import records
from filings.research.refusing import Refused
from filings.research.shelf import checked
from filings.research.tables import TABLES

CHUNK = 500
# It signs what people corrected and overrode in the tracker of the bundle, unless somebody here does.
SIGNER = "research-bundle"


@transaction.atomic
def load_bundle(*, folder: Path, by: User | None, now: datetime) -> CaseFile:
    """The case, loaded. Raises Refused; then nothing was written."""
    slug = checked(folder)
    if CaseFile.objects.filter(slug=slug).exists():
        raise Refused(f"The case {slug} is here already. A bundle loads only where its case is not.")
    place = ""
    builder = Builder(slug, signed_by=lambda: by or _signer())
    try:
        with transaction.atomic():
            for table in TABLES:
                read = records(folder, table)
                while chunk := list(islice(read, CHUNK)):
                    place = f"{table.path}, rows {chunk[0][0]} to {chunk[-1][0]}"
                    builder.add(table, chunk)
            place = "What the tables refer to"
            builder.tie()
    except DatabaseError as fault:
        raise Refused(f"{place}: they break a rule of the record. {str(fault).splitlines()[0]}.") from fault
    case = builder.case
    if case is None:
        raise Refused("data/case.csv: it has no row; a bundle is of one case.")
    _settle(case)
    _keep_history(case, by=by, reason=f"loaded from {folder.absolute().name}"[:100], now=now)
    return case


def _signer() -> User:
    """Nobody can log in by it."""
    signer, is_new = User.objects.get_or_create(username=SIGNER, defaults={"is_active": False})
    if is_new:
        signer.set_unusable_password()
        signer.save(update_fields=["password"])
    return signer


def _settle(case: CaseFile) -> None:
    """What follows from the rows: which file a document is read from, and what search adds to the words."""
    held = HeldFile.objects.filter(document__filing__case=case)
    for document in Document.objects.filter(pk__in=held.values("document")).iterator():
        choose_current(document=document)
    mend_all(held_files=held.order_by("pk").values_list("pk", flat=True))


def _keep_history(case: CaseFile, *, by: User | None, reason: str, now: datetime) -> None:
    """A line for each row, as the load left it."""
    for table in TABLES:
        if table.is_common or not hasattr(table.model._meta, "simple_history_manager_attribute"):
            continue
        found = rows_in(table, case).iterator(chunk_size=CHUNK)
        while chunk := list(islice(found, CHUNK)):
            get_history_manager_for_model(table.model).bulk_history_create(
                chunk, default_user=by, default_change_reason=reason, default_date=now
            )
