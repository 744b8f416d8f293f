"""A case file as a casefiles/1 document: what the tables hold, in the words of the format."""

from casefiles.models import CaseFile
from filings.docket.models import Filing, Relation
from filings.documents.models import Document
from filings.importing.dumping_disputes import dump_dispute
from filings.importing.records import Record
from filings.importing.rows import Refs, as_record, by_owner, linked, plain, refs_of
from parties.models import Appearance, Representation


def dump(case: CaseFile) -> Record:
    """The whole case as a document. A fixed number of queries, whatever its size."""
    refs = refs_of(case)
    return {
        "format": "casefiles/1",
        "as_of": case.as_of.isoformat(),
        "case": _case(case, refs),
        "judges": [
            as_record("judge", judge, "name role start end note confidence", source_entry=refs[judge.source_entry_id])
            for judge in case.judges.all()
        ],
        "parties": _parties(case),
        "attorneys": _attorneys(case, refs),
        "filings": _filings(case, refs),
        **dump_dispute(case, refs),
        "sources": [
            as_record("source", source, "title address also", id=source.code) for source in case.sources_known.all()
        ],
    }


def _case(case: CaseFile, refs: Refs) -> Record:
    return as_record(
        "case",
        case,
        "slug caption short_caption court_id court timezone docket_number date_filed date_terminated nature_of_suit cause"
        " jury_demand jurisdiction courtlistener_docket_id courtlistener_url stage trial_date summary note inferred_fields",
        docket_numbers=[
            as_record(
                "docket_number",
                number,
                "number note confidence inferred_fields",
                **{"from": number.start.isoformat(), "to": plain(number.end)},
            )
            for number in case.docket_numbers.all()
        ],
        operative_complaint_entry=refs[case.operative_complaint_entry_id],
        operative_answer_entry=refs[case.operative_answer_entry_id],
        sources=linked(case, CaseFile, "sources", "code")[case.pk],
    )


def _parties(case: CaseFile) -> list[Record]:
    sources = linked(case, Appearance, "sources", "code")
    return [
        as_record(
            "party",
            row,
            "slug role role_text extra date_terminated note confidence",
            name=row.party.name,
            kind=row.party.kind,
            sources=sources[row.pk],
        )
        for row in case.appearances.select_related("party")
    ]


def _attorneys(case: CaseFile, refs: Refs) -> list[Record]:
    sources = linked(case, Representation, "sources", "code")
    represents = linked(case, Representation, "represents", "slug")
    return [
        as_record(
            "attorney",
            row,
            "slug pro_hac_vice start end date_terminated roles note confidence",
            name=row.attorney.name,
            represents=represents[row.pk],
            firm={"name": row.firm.name, "confidence": row.firm_confidence} if row.firm else None,
            source_entry=refs[row.source_entry_id],
            sources=sources[row.pk],
        )
        for row in case.representations.select_related("attorney", "firm")
    ]


def _filings(case: CaseFile, refs: Refs) -> list[Record]:
    filers = linked(case, Filing, "filed_by", "slug")
    counsel = linked(case, Filing, "counsel_named", "slug")
    relations = by_owner(
        Relation.objects.filter(filing__case=case).order_by("filing", "position", "id"),
        lambda row: row.filing_id,
        lambda row: as_record("relation", row, "relation confidence", entry=refs[row.entry_id]),
    )
    attachments = by_owner(
        Document.objects.filter(filing__case=case, number__gt=0).order_by("filing", "number"),
        lambda row: row.filing_id,
        lambda row: as_record("attachment", row, "number title document_id page_count"),
    )
    main = {row.filing_id: row for row in Document.objects.filter(filing__case=case, number=0)}
    records = []
    for place, row in enumerate(case.filings.in_docket_order().select_related("attorney"), 1):
        paper = main.get(row.pk)
        record = as_record(
            "filing",
            row,
            "key entry date_filed kind title judge text_only sealed outcome attachments_complete url confidence"
            " inferred_fields note date_entered docket_text",
            filed_by=(["court"] if row.by_court else []) + filers[row.pk],
            attorney=row.attorney.slug if row.attorney else None,
            counsel_named=counsel[row.pk],
            relates_to=relations[row.pk],
            attachments=attachments[row.pk],
            document_id=paper.document_id if paper else None,
            page_count=paper.page_count if paper else None,
            # The place is in the list itself, unless the court's own count differs from it.
            position=row.position if row.position != place else None,
        )
        records.append(record)
    return records
