"""Which rows of a history belong to a case, on whose page they stand, and which of them a reader may not see."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from filings.changes.kinds import KIND_OF, Kind
from filings.claims.models import Claim, Contention
from filings.deadlines.models import Deadline, Override
from filings.docket.models import Filing
from filings.docket.past import under_seal
from filings.documents.models import Document, HeldFile
from filings.timeline.models import Fact
from parties.models import Appearance, Representation

PAPER = "page__held_file__document"


def of_case(kind: Kind, case: int) -> QuerySet[Any, Any]:
    """All versions of a table in a case, of records that are gone too; each with its `owner`, the head of its section."""
    rows = kind.history._default_manager.filter(_within(kind, case)).order_by()
    found: QuerySet[Any, Any] = rows.annotate(owner=_owner(kind, case))
    return found


def open_to(rows: QuerySet[Any, Any], kind: Kind, *, sees_sealed: bool) -> QuerySet[Any, Any]:
    closed = CLOSED.get(kind.code)
    return rows if sees_sealed or closed is None else rows.exclude(closed())


def _within(kind: Kind, case: int) -> Q:
    if kind.code == "case":
        return Q(id=case)
    if kind.code == "correction":
        return Q((f"{PAPER}__filing__case", case))
    if kind.code in NAMES:
        model, column = NAMES[kind.code]
        return Q(id__in=_versions(model).filter(case=case).values(column))
    if kind.code == "document":
        return _of_heads("filing_id", Filing, case)
    if kind.owner != "id":
        return _of_heads(kind.owner, KIND_OF[kind.section].model, case)
    return Q(case=case)


def _of_heads(column: str, model: Any, case: int) -> Q:
    gone = _versions(model).filter(case=case, history_type="-").values("id")
    return Q((f"{column}__in", model._default_manager.filter(case=case).values("pk"))) | Q((f"{column}__in", gone))


def _owner(kind: Kind, case: int) -> Any:
    if kind.code == "correction":
        return F(f"{PAPER}_id")
    if kind.code in NAMES:
        # A person may stand in a case twice, in two roles: told where they came last.
        model, column = NAMES[kind.code]
        named = _versions(model).filter(Q((column, OuterRef("id"))), case=case).order_by("-history_id")
        return Subquery(named.values("id")[:1])
    return F(kind.owner)


def _versions(model: Any) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = model.history.model._default_manager.order_by()
    return found


# Tables that hold only a name, and where a case says whose it is.
NAMES: dict[str, tuple[Any, str]] = {
    "party-name": (Appearance, "party_id"),
    "attorney-name": (Representation, "attorney_id"),
}


def _of_filing() -> Q:
    return under_seal("filing_id")


def _of_document() -> Q:
    return _of_filing() | _sealed_paper("id")


def _of_correction() -> Q:
    unredacted = Q(page__held_file__version=HeldFile.Version.UNREDACTED)
    return unredacted | under_seal(f"{PAPER}__filing_id") | _sealed_paper(f"{PAPER}_id")


def _sealed_paper(column: str) -> Q:
    """A document that is sealed itself, or was when the row was written or after."""
    past = _versions(Document)
    since_open = past.filter(
        id=OuterRef("id"), history_id__gt=OuterRef("history_id"), history_date__lte=OuterRef(OuterRef("history_date"))
    )
    then = past.filter(id=OuterRef(column), sealed=True).exclude(Exists(since_open))
    return Q(Exists(Document.objects.filter(pk=OuterRef(column), sealed=True))) | Q(Exists(then))


def _stated(model: Any, column: str, *ties: Q) -> Q:
    """Of rows about a record: what it says rests, or once rested, on a filing that is fully sealed."""
    which = ties[0]
    for tie in ties[1:]:
        which |= tie
    versions = _versions(model).filter(which, id=OuterRef(column))
    return Q(Exists(versions)) | Q(Exists(model._default_manager.filter(which, pk=OuterRef(column))))


def _of_deadline(column: str) -> Q:
    alone = Q(set_by_entry=None, trigger_entry__sealed="full")
    return _stated(Deadline, column, Q(set_by_entry__sealed="full"), alone)


def _of_fate() -> Q:
    """Versions that a sealed filing set or moved, and those of a deadline to which a date of one was given by hand."""
    by_hand = _versions(Override).filter(under_seal("source_entry_id"), deadline_id=OuterRef("id"))
    return under_seal("set_by_entry_id") | under_seal("changed_by_entry_id") | Q(Exists(by_hand))


def _of_claim(column: str) -> Q:
    return _stated(Claim, column, Q(pleaded_in__sealed="full"))


def _of_fact() -> Q:
    """Told by a sealed paper, now or in any version of it: as good as that paper."""
    of_a_filing = Q(source_document__filing__sealed="full")
    told = _stated(Fact, "id", Q(source_entry__sealed="full"), Q(source_document__sealed=True), of_a_filing)
    return told | under_seal("source_entry_id") | _sealed_paper("source_document_id")


# The same thinking as on the pages themselves: what a sealed filing alone states would tell what it is.
CLOSED: dict[str, Callable[[], Q]] = {
    "filing": lambda: under_seal("id"),
    "filer": _of_filing,
    "relation": _of_filing,
    "document": _of_document,
    "correction": _of_correction,
    "deadline": lambda: _of_deadline("id") | _of_fate(),
    "responsible": lambda: _of_deadline("deadline_id"),
    "claim": lambda: _of_claim("id") | under_seal("pleaded_in_id"),
    "claim-point": lambda: _of_claim("claim_id"),
    "claim-event": lambda: _of_claim("claim_id") | under_seal("entry_id"),
    "contention": lambda: _stated(Contention, "id", Q(raised_in__sealed="full")) | under_seal("raised_in_id"),
    "fact": _of_fact,
}
