"""Which paper of the docket a file is: by its stamp, else by its name, else the sentence that says why nobody knows."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from casefiles.models import CaseFile, DocketNumber
from filings.docket.models import Filing, mask_sealed
from filings.docket.words import count_of, day
from filings.documents.models import Document, mask_sealed_documents
from filings.documents.splits import MOST_NUMBER
from filings.documents.stamps import Record, named, same_case
from filings.importing.models import Import
from filings.reading.stamp import Stamp
from filings.tray.names import Named, named_in, without_zeros
from filings.tray.sighting import Sighted

SEALED = "It belongs to what is sealed. Whoever may see that can put it there."
# Longer ones are the ids of an appeal court, and no entry of a district's docket.
MOST_DIGITS = 9


class NoPlace(Exception):
    """The file waits in the tray, or stays there; the message is the sentence to show."""


class SealedPlace(NoPlace):
    """It belongs where this person may not look."""


@dataclass(frozen=True)
class Place:
    """Where a file goes. `document` None: the record does not know that paper yet. `by`: stamp, name or hand."""

    filing: Filing
    number: int
    document: Document | None
    by: str
    warning: str = ""

    @property
    def label(self) -> str:
        """`34-2`, `34_2-1` for an attachment of a twin."""
        return label_of(self.filing.key, self.number)


def label_of(key: str, number: int) -> str:
    return f"{key}-{number}" if number else key


@dataclass(frozen=True)
class Docket:
    """What of a case the places are looked up in, as this reader may see it. `filings` by their number on the docket."""

    case: CaseFile
    numbers: tuple[str, ...]
    pacer_ids: frozenset[str]
    filings: Mapping[int, list[Filing]]
    documents: Mapping[tuple[int, int], Document]


def docket_of(case: CaseFile, entries: Collection[int] = (), *, filing: Filing | None = None) -> Docket:
    """With the filings of these numbers, or the one given. Four queries, or three."""
    numbers = DocketNumber.objects.filter(case=case).order_by("position", "id").values_list("number", flat=True)
    merged = Import.objects.filter(case=case, state=Import.State.MERGED, pacer_case_id__isnull=False)
    pacer_ids = frozenset(without_zeros(one or "") for one in merged.values_list("pacer_case_id", flat=True))
    if filing is not None:
        filings = [filing]
    else:
        asked = Filing.objects.filter(case=case, entry__in=set(entries)).in_docket_order()
        filings = mask_sealed(asked, sees_sealed=case.sees_sealed)
    documents = Document.objects.filter(filing__in=[one.pk for one in filings])
    by_entry: dict[int, list[Filing]] = {}
    for one in filings:
        by_entry.setdefault(one.entry or 0, []).append(one)
    return Docket(
        case=case,
        numbers=tuple(dict.fromkeys([case.docket_number, *numbers])),
        pacer_ids=pacer_ids - {""},
        filings=by_entry,
        documents={
            (one.filing_id, one.number): one for one in mask_sealed_documents(documents, sees_sealed=case.sees_sealed)
        },
    )


def entry_in(sighted: Sighted, filename: str) -> int | None:
    """The number of the entry to look up."""
    if sighted.stamp is not None:
        return _entry(sighted.stamp)
    by_name = named_in(filename)
    return by_name.document if by_name else None


def find(docket: Docket, sighted: Sighted, filename: str) -> Place:
    """Raises NoPlace."""
    by_name = named_in(filename)
    stamp = sighted.stamp
    _check_case(docket, stamp, by_name)
    if stamp is not None:
        entry, number = _entry(stamp), stamp.attachment or 0
        filing = _one_of(docket, entry, stamp.document, stamp)
    elif by_name is not None:
        number = by_name.attachment
        filing = _one_of(docket, by_name.document, str(by_name.document), None)
    else:
        why = f"{sighted.fault} Its name does not say which paper it is." if sighted.fault else UNKNOWN
        raise NoPlace(why)
    document = document_at(docket, filing, number, says_sealed=sighted.says_sealed)
    warning = " ".join([*_warnings(docket, sighted, filing, number, by_name), *_counts(sighted, document)])
    return Place(filing, number, document, "name" if stamp is None else "stamp", warning)


BY_NAME = "its name does not say which of them it belongs to"
UNKNOWN = "The court’s stamp was not found on it, and its name does not say which paper it is."


def document_at(docket: Docket, filing: Filing, number: int, *, says_sealed: bool) -> Document | None:
    """The document in that place, None where the record has none. Raises NoPlace where no file may go there: what is
    sealed goes only where it stays so."""
    document = docket.documents.get((filing.pk, number))
    if filing.is_masked or (document is not None and document.is_masked):
        raise SealedPlace(SEALED)
    if not 0 <= number <= MOST_NUMBER:
        raise NoPlace(f"An attachment has a number from 1 to {MOST_NUMBER:,}; the main document is 0.")
    if filing.text_only:
        raise NoPlace(f"The record says that {filing.label} is text only, with no paper behind it. Correct that first.")
    if says_sealed and document is not None and not document.sealed and filing.sealed != "full":
        raise NoPlace("Its stamp says that it is sealed, and this document is open to all. Mark it sealed first.")
    return document


def _check_case(docket: Docket, stamp: Stamp | None, by_name: Named | None) -> None:
    case = docket.case
    if stamp is not None and not any(same_case(stamp.case_number, one) for one in docket.numbers):
        raise NoPlace(f"It is stamped for another case, {stamp.case_number}, not {case.docket_number}.")
    if by_name is None:
        return
    if by_name.court != case.court_id.lower():
        raise NoPlace(f"By its name it is of the court {by_name.court}; this case is in {case.court_id}.")
    # A stamp says more than the id in a name, which may be of the case before it was transferred.
    if stamp is None and docket.pacer_ids and by_name.case_id not in docket.pacer_ids:
        known = ", ".join(sorted(docket.pacer_ids))
        raise NoPlace(f"By its name it is of another case, which PACER numbers {by_name.case_id}; this one is {known}.")


def _entry(stamp: Stamp) -> int | None:
    return int(stamp.document) if stamp.document.isdigit() and len(stamp.document) <= MOST_DIGITS else None


def _one_of(docket: Docket, entry: int | None, printed: str, stamp: Stamp | None) -> Filing:
    filings = docket.filings.get(entry, []) if entry else []
    if not filings:
        says = "It is stamped" if stamp else "It is named"
        raise NoPlace(f"{says} document {printed}, and this docket has no entry of that number yet.")
    if len(filings) == 1:
        return filings[0]
    on_the_day = [filing for filing in filings if stamp and filing.date_filed == stamp.filed]
    if len(on_the_day) == 1:
        return on_the_day[0]
    why = f"none of them alone was filed on {day(stamp.filed)}, as it is stamped" if stamp and stamp.filed else BY_NAME
    raise NoPlace(f"{len(filings)} entries of this docket are numbered {entry}, and {why}.")


def _warnings(docket: Docket, sighted: Sighted, filing: Filing, number: int, by_name: Named | None) -> Iterator[str]:
    """What the stamp says otherwise than the record or the file's name, and why the file could not be read."""
    stamp = sighted.stamp
    if stamp is not None and sighted.is_combined:
        papers = ", ".join(named(one.document, one.attachment) for one in sighted.stamps)
        yield f"It holds several papers ({papers}): once it is read, its page offers to split it."
    elif stamp is not None:
        record = Record(docket.numbers, filing.entry, number, filing.date_filed, sighted.page_count)
        said = record.differences(stamp, sighted.page or stamp.page or 1)
        if said:
            yield f"The stamp says {'; '.join(said)}."
    if stamp is not None and by_name is not None:
        stamped = named(stamp.document, stamp.attachment)
        if by_name.paper != stamped:
            yield f"Its name says {by_name.paper}, its stamp {stamped}: the stamp counts."
    if sighted.fault:
        yield sighted.fault


def _counts(sighted: Sighted, document: Document | None) -> Iterator[str]:
    """What the court says of the length of a paper, where no stamp says it."""
    known, found = document.page_count if document else None, sighted.page_count
    if sighted.stamp is None and known is not None and found is not None and known != found:
        yield f"The docket says {count_of(known, 'page')}, the file has {found:,}."
