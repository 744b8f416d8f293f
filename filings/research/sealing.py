"""What of each table a reader gets who may not see what is sealed: which rows, and which of their cells."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from casefiles.models import CaseFile
from filings.authorities.models import Authority, Citation
from filings.authorities.names import best_name, cite_in
from filings.claims.models import Claim, Contention
from filings.deadlines.models import Computation, Deadline
from filings.docket.fates import SECRET
from filings.docket.models import Filing
from filings.docket.veils import veiled
from filings.documents.models import HeldFile
from filings.timeline.models import Fact

Rows = QuerySet[Any, Any]
Row = dict[str, Any]

# Of a fully sealed filing; its pk and whether a sealed paper decided it come along with each row.
KEPT = frozenset({"key", "entry", "position", "date_filed", "sealed", "pk"})
SEALED = {"title": "Sealed", "kind": "other", "confidence": "confirmed", "inferred_fields": [], "by_court": False}


def open_rows(name: str, rows: Rows, case: CaseFile) -> Rows:
    """The rows of a table that may be told."""
    if case.sees_sealed or name not in _OPEN:
        return rows
    return _OPEN[name](rows)


def beside(name: str, case: CaseFile) -> dict[str, Any]:
    """What must be known of each row beside its columns, to mask it: annotations."""
    return {} if case.sees_sealed else _BESIDE.get(name, {})


def mask(name: str, row: Row, case: CaseFile) -> Row:
    """The row without the cells that may not be told. Those of `beside` are in it, and stay."""
    masking = None if case.sees_sealed else _MASKS.get(name)
    return masking(row) if masking else row


def open_targets(name: str, case: CaseFile) -> Collection[str] | None:
    """Of a table that lists of keys point to, the keys that may be told; None: all."""
    model = {"claims": Claim, "contentions": Contention}.get(name)
    if case.sees_sealed or model is None:
        return None
    rows: Rows = model._default_manager.filter(case=case)
    return frozenset(_OPEN[name](rows).values_list("number" if name == "claims" else "key", flat=True))


def _held(path: str) -> Callable[[Rows], Rows]:
    """Rows of a file: of no sealed filing, no sealed document, and no unredacted version."""

    def narrowed(rows: Rows) -> Rows:
        rows = rows.exclude(**{f"{path}document__filing__sealed": "full"}).exclude(**{f"{path}document__sealed": True})
        return rows.exclude(**{f"{path}version": HeldFile.Version.UNREDACTED})

    return narrowed


def _without(*paths: str) -> Callable[[Rows], Rows]:
    """Rows for which none of these filings is fully sealed."""

    def narrowed(rows: Rows) -> Rows:
        for path in paths:
            rows = rows.exclude(**{f"{path}__sealed": "full"})
        return rows

    return narrowed


def _cited(rows: Rows) -> Rows:
    told = _OPEN["citations"](Citation.objects.filter(authority=OuterRef("pk")))
    return rows.filter(Exists(told))


def _deadlines() -> Any:
    return Deadline.objects.open_to(sees_sealed=False)


def _counts(rows: Rows) -> Rows:
    """Those that an open deadline rests on."""
    return rows.filter(pk__in=_deadlines().values("computation")).exclude(trigger_entry__sealed="full")


_OPEN: dict[str, Callable[[Rows], Rows]] = {
    "filers": _without("filing"),
    "relations": _without("filing"),
    "documents": _without("filing"),
    "held_files": _held(""),
    "pages": _held("held_file__"),
    "page_corrections": _held("page__held_file__"),
    "citations": _held("page__held_file__"),
    "citation_readings": _held("held_file__"),
    "authorities": _cited,
    "claims": _without("pleaded_in"),
    "claim_points": _without("claim__pleaded_in"),
    "claim_events": _without("claim__pleaded_in", "entry"),
    "contentions": _without("raised_in"),
    "deadlines": lambda rows: rows.filter(pk__in=_deadlines().values("pk")),
    "responsibles": lambda rows: rows.filter(deadline__in=_deadlines()),
    "overrides": lambda rows: rows.filter(deadline__in=_deadlines()).exclude(source_entry__sealed="full"),
    "computations": _counts,
    "facts": lambda rows: rows.filter(pk__in=Fact.objects.open_to(sees_sealed=False).values("pk")),
}


def _filing(row: Row) -> Row:
    if row["sealed"] == "full":
        return {name: value if name in KEPT else SEALED.get(name) for name, value in row.items()}
    return row | {"outcome": None} if row["is_secret"] else row


def _document(row: Row) -> Row:
    return row | {"title": None, "document_id": None, "page_count": None} if row["sealed"] else row


def _authority(row: Row) -> Row:
    """A case goes by the fullest name and citation that papers give it: here by those of papers which may be told."""
    if row["sort"] != Authority.Sort.CASE or not row["is_cited_under_seal"]:
        return row
    told = _OPEN["citations"](Citation.objects.filter(authority=row["pk"])).order_by("pk")
    texts = list(told.values_list("text", flat=True))
    return row | {"name": best_name(texts), "cite": cite_in(row["cite"], texts)}


def _deadline(row: Row) -> Row:
    if row["changed_in"] == "full":
        row = row | veiled(row["status"])
    return row if row["is_count_told"] else row | {"computation_identity": None, "computation_digest": None}


_CITED = Citation.objects.filter(authority=OuterRef("pk"))
_BESIDE: dict[str, dict[str, Any]] = {
    "authorities": {
        "is_cited_under_seal": Exists(_CITED.exclude(pk__in=_OPEN["citations"](Citation.objects.all()).values("pk")))
    },
    "filings": {"is_secret": SECRET},
    "deadlines": {
        "changed_in": Filing.objects.filter(pk=OuterRef("changed_by_entry")).values("sealed")[:1],
        "is_count_told": Exists(
            Computation.objects.filter(pk=OuterRef("computation")).exclude(trigger_entry__sealed="full")
        ),
    },
}
_MASKS: dict[str, Callable[[Row], Row]] = {
    "authorities": _authority, "filings": _filing, "documents": _document, "deadlines": _deadline,
}  # fmt: skip
