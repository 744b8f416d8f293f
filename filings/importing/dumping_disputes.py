"""The dispute of a case as records of a casefiles/1 document: claims, contentions, dates, figures, neighbouring suits."""

from casefiles.models import CaseFile, RelatedCase
from filings.claims.models import Claim, ClaimPoint, Contention, Figure
from filings.deadlines.models import Deadline
from filings.importing.records import Record
from filings.importing.rows import Refs, as_record, linked


def dump_dispute(case: CaseFile, refs: Refs) -> Record:
    return {
        "claims": _claims(case, refs),
        "contentions": _contentions(case, refs),
        "deadlines": _deadlines(case, refs),
        "figures": _figures(case),
        "related_cases": _related_cases(case),
    }


def _claims(case: CaseFile, refs: Refs) -> list[Record]:
    sources = linked(case, Claim, "sources", "code")
    asserted_by = linked(case, Claim, "asserted_by", "slug")
    against = linked(case, Claim, "against", "slug")
    records = []
    for row in case.claims.prefetch_related("points", "events"):
        points: dict[str, list[Record]] = {aspect: [] for aspect in ClaimPoint.Aspect.values}
        for point in row.points.all():
            points[point.aspect].append(as_record("note_text", point, "name text confidence"))
        events = [
            as_record("claim_event", event, "date status confidence", entry=refs[event.entry_id])
            for event in row.events.all()
        ]
        records.append(
            as_record(
                "claim",
                row,
                "number title theory status confidence note",
                theories=points["theory"],
                legal_basis=points["legal basis"],
                relief=points["relief"],
                asserted_by=asserted_by[row.pk],
                against=against[row.pk],
                pleaded_in=refs[row.pleaded_in_id],
                events=events,
                sources=sources[row.pk],
            )
        )
    return records


def _contentions(case: CaseFile, refs: Refs) -> list[Record]:
    sources = linked(case, Contention, "sources", "code")
    by = linked(case, Contention, "by", "slug")
    claims = linked(case, Contention, "about_claims", "number")
    answers = linked(case, Contention, "answers", "key")
    return [
        as_record(
            "contention",
            row,
            "key text status confidence",
            by=(["court"] if row.by_court else []) + by[row.pk],
            about_claims=claims[row.pk],
            raised_in=refs[row.raised_in_id],
            answers=answers[row.pk],
            sources=sources[row.pk],
        )
        for row in case.contentions.all()
    ]


def _deadlines(case: CaseFile, refs: Refs) -> list[Record]:
    responsible = linked(case, Deadline, "responsible", "slug")
    return [
        as_record(
            "deadline",
            row,
            "key title kind due time location trigger_date rule rule_days computed_due status moved_to confidence"
            " inferred_fields note",
            responsible=(["court"] if row.court_responsible else []) + responsible[row.pk],
            trigger_entry=refs[row.trigger_entry_id],
            set_by_entry=refs[row.set_by_entry_id],
            met_by_entry=refs[row.met_by_entry_id],
            changed_by_entry=refs[row.changed_by_entry_id],
        )
        for row in case.deadlines.all()
    ]


def _figures(case: CaseFile) -> list[Record]:
    sources = linked(case, Figure, "sources", "code")
    claimed_by = linked(case, Figure, "claimed_by", "slug")
    return [
        as_record(
            "figure",
            row,
            "key label qualifier unit source_kind as_of confidence inferred_fields note",
            value=int(row.value) if row.value == row.value.to_integral_value() else float(row.value),
            claimed_by=claimed_by[row.pk],
            sources=sources[row.pk],
        )
        for row in case.figures.all()
    ]


def _related_cases(case: CaseFile) -> list[Record]:
    sources = linked(case, RelatedCase, "sources", "code")
    return [
        as_record(
            "related_case",
            row,
            "caption court_id docket_number courtlistener_docket_id relation formal confidence inferred_fields note",
            sources=sources[row.pk],
        )
        for row in case.related_cases.all()
    ]
