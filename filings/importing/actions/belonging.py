"""Which case a source is for."""

import re

from casefiles.models import CaseFile
from filings.importing.beginning import begin, doubt_of, is_one_of
from filings.importing.dumping import dump
from filings.importing.models import Import
from filings.importing.pairing import pair
from filings.importing.records import Document
from filings.importing.sheet import NotADocket, Sheet

CASE_FILE = "casefiles/1"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+){0,49}")
SLUG_WORDS = "small letters, digits and hyphens, such as strike3-v-meta."


def case_of(sheet: Sheet, document: Document | None, new_slug: str | None) -> CaseFile | None:
    """The case of a source that names it, whatever its spelling. Raises NotADocket where there is none and none is to begin."""
    if document is not None:
        return CaseFile.objects.filter(slug=document["case"]["slug"]).first()
    found = (
        [case for case in CaseFile.objects.filter(court_id=sheet.court_id) if _is_of(sheet, case)]
        if sheet.court_id
        else []
    )
    if new_slug:
        if not SLUG.fullmatch(new_slug):
            raise NotADocket(f"{new_slug} cannot name a case: {SLUG_WORDS}")
        standing = CaseFile.objects.filter(slug=new_slug).first()
        if standing and standing not in found:
            raise NotADocket(f"There is a case {new_slug} already, and this is another one. Give it another name.")
        if found and not standing:
            raise NotADocket(f"This case is here already, as {found[0].slug}. Import it there.")
        return standing
    if len(found) == 1:
        return found[0]
    name = sheet.docket_number or "it names"
    raise NotADocket(
        f"No case here has the number {name}: say which case it is for, or begin one."
        if not found
        else f"More than one case here has the number {name}: say which."
    )


def _is_of(sheet: Sheet, case: CaseFile) -> bool:
    known = [case.docket_number, *case.docket_numbers.values_list("number", flat=True)]
    return bool(sheet.docket_number) and is_one_of(str(sheet.docket_number), known)


def check(made: Import, sheet: Sheet) -> None:
    """Refuses what is of another case before it is kept."""
    if made.case is None:
        if made.kind != CASE_FILE:
            begin(sheet, str(made.new_slug), today=made.uploaded_at.date().isoformat())
        return
    if made.kind == CASE_FILE:
        slug = made.sheet["case"]["slug"]
        if slug != made.case.slug:
            raise NotADocket(f"This is the case file of {slug}, not of {made.case.slug}. Nothing was written.")
        return
    known = made.case.imports.filter(state=Import.State.MERGED).exclude(pacer_case_id=None)
    ids = {str(number) for number in known.values_list("pacer_case_id", flat=True)}
    if sheet.pacer_case_id and ids and sheet.pacer_case_id not in ids:
        raise NotADocket(
            f"The court counts this case as {sheet.pacer_case_id}; the one here is {min(ids)}. Nothing was written."
        )
    held = dump(made.case)
    doubt_of(sheet, held)
    if made.kind == "attachment-page" and not any(
        one.held for one in pair(sheet.entries, held["filings"], kind=made.kind)
    ):
        number = next((f"No. {entry.entry}" for entry in sheet.entries if entry.entry), "The paper of this page")
        raise NotADocket(f"{number} is not on the docket here: import the docket first. Nothing was written.")
