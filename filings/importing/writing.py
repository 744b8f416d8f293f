"""A casefiles/1 document into the tables: what differs is written, nothing is deleted.

The document was checked before (case_format), so that each reference leads somewhere. Each section reads its rows once
and writes them together: as many statements when nothing changed, whatever the size of the case; else one for some
dozens of rows.
"""

from datetime import datetime

from django.utils import timezone

from casefiles.models import CaseFile, DocketNumber, JudgeAssignment, Source, User
from filings.docket.models import Filing, Relation
from filings.documents.models import Document
from filings.importing.writer import Record, Writer, fill, graded, in_turn, numbered, plain
from filings.importing.writing_disputes import DISPUTE
from parties.models import Appearance, Attorney, Firm, Party, Representation
from parties.roles import side_of

# By filing and number.
Papers = dict[tuple[int, int], Document]


def write(
    document: Record, *, case: CaseFile | None, by: User | None, reason: str, now: datetime | None = None
) -> CaseFile:
    """Brings the case to what the document says. Call it in a transaction. Raises CaseFormatError, naming the path."""
    writer = Writer(case or CaseFile(), by, reason, now or timezone.now())
    for section in SECTIONS:
        section(writer, document)
        writer.flush()
    writer.keep_history()
    return writer.case


def _case(writer: Writer, document: Record) -> None:
    record = document["case"]
    writer.put(
        writer.case,
        "case",
        as_of=document["as_of"],
        inferred_fields=record.get("inferred_fields", []),
        **plain(
            record,
            "slug caption short_caption court_id court timezone docket_number date_filed date_terminated nature_of_suit"
            " cause jury_demand jurisdiction courtlistener_docket_id courtlistener_url stage trial_date summary note",
        ),
    )


def _docket_numbers(writer: Writer, document: Record) -> None:
    held = {row.number: row for row in writer.case.docket_numbers.all()}
    for position, number in enumerate(document["case"]["docket_numbers"], 1):
        row = held.get(number["number"]) or DocketNumber(case=writer.case, number=number["number"])
        writer.put(
            row,
            f"case.docket_numbers[{position - 1}]",
            number=number["number"],
            start=number["from"],
            end=number["to"],
            note=number.get("note"),
            position=position,
            **graded(number),
        )


def _sources(writer: Writer, document: Record) -> None:
    held = {row.code: row for row in writer.case.sources_known.all()}
    for path, position, record in numbered("sources", document):
        row = held.get(record["id"]) or Source(case=writer.case)
        writer.sources[record["id"]] = writer.put(
            row,
            path,
            code=record["id"],
            title=record["title"],
            address=record["address"],
            also=record.get("also", []),
            position=position,
        )
    writer.tie_sources(writer.case, document["case"])


def _parties(writer: Writer, document: Record) -> None:
    held = {row.slug: row for row in writer.case.appearances.select_related("party")}
    # One party printed in two roles (plaintiff and counter-defendant) is one party with two appearances.
    people = {(row.party.name, row.party.kind): row.party for row in held.values()}
    for path, position, record in numbered("parties", document):
        row = held.get(record["slug"]) or Appearance(case=writer.case)
        party = row.party if row.pk else people.get((record["name"], record["kind"])) or Party()
        writer.put(party, path, name=record["name"], kind=record["kind"])
        people[party.name, party.kind] = party
        row.party = party
        writer.parties[record["slug"]] = writer.put(
            row,
            path,
            confidence=record.get("confidence", "confirmed"),
            position=position,
            side=side_of(record["role"]),
            **plain(record, "slug role role_text extra date_terminated note"),
        )
        writer.tie_sources(row, record)


def _attorneys(writer: Writer, document: Record) -> None:
    held = {row.slug: row for row in writer.case.representations.select_related("attorney", "firm")}
    people = {row.attorney.name: row.attorney for row in held.values()}
    firms = _firms(document)
    for path, position, record in numbered("attorneys", document):
        row = held.get(record["slug"]) or Representation(case=writer.case)
        attorney = row.attorney if row.pk else people.get(record["name"]) or Attorney()
        row.attorney = people[record["name"]] = writer.put(attorney, path, name=record["name"])
        firm = record["firm"]
        writer.attorneys[record["slug"]] = writer.put(
            row,
            path,
            firm=firms[firm["name"]] if firm else None,
            firm_confidence=firm["confidence"] if firm else None,
            confidence=record.get("confidence", "confirmed"),
            roles=record.get("roles", []),
            position=position,
            **plain(record, "slug pro_hac_vice start end date_terminated note"),
        )
        writer.tie(row, "represents", [writer.parties[slug] for slug in record["represents"]])
        writer.tie_sources(row, record)


def _firms(document: Record) -> dict[str, Firm]:
    """Firms by name. Cases share them: one that another load adds at this moment is no fault."""
    named = {}
    for path, _, record in numbered("attorneys", document):
        if record["firm"]:
            named[record["firm"]["name"]] = firm = Firm()
            fill(firm, f"{path}.firm", name=record["firm"]["name"])
    known = Firm.objects.filter(name__in=named)
    missing = named.keys() - {firm.name for firm in known}
    if missing:
        # In order, so that two loads do not wait for each other.
        Firm.objects.bulk_create([named[name] for name in sorted(missing)], ignore_conflicts=True)
        known = known.all()
    return {firm.name: firm for firm in known}


def _filings(writer: Writer, document: Record) -> None:
    # Read here, whatever the caller's case has prefetched: a filing masked for a reader must not be written back.
    held = {row.key: row for row in Filing.objects.filter(case=writer.case)}
    papers = {(row.filing_id, row.number): row for row in Document.objects.filter(filing__case=writer.case)}
    for path, position, record in numbered("filings", document):
        row = held.get(record["key"]) or Filing(case=writer.case)
        writer.filings[record["key"]] = writer.put(
            row,
            path,
            by_court="court" in record["filed_by"],
            attorney=writer.attorneys[record["attorney"]] if record["attorney"] else None,
            position=record.get("position", position),
            **graded(record),
            **plain(
                record,
                "key entry date_filed date_entered kind title docket_text judge text_only sealed outcome url"
                " attachments_complete note",
            ),
        )
        writer.tie(row, "filed_by", [writer.parties[slug] for slug in record["filed_by"] if slug != "court"])
        writer.tie(row, "counsel_named", [writer.attorneys[slug] for slug in record.get("counsel_named", [])])
        _documents(writer, row, record, papers, path)


def _documents(writer: Writer, filing: Filing, record: Record, held: Papers, path: str) -> None:
    """A paper entry has a main document, held or not; so has one with attachments or with a document id of its own."""
    main = plain(record, "document_id page_count")
    if record["text_only"] is False or record["attachments"] or any(value is not None for value in main.values()):
        writer.put(held.get((filing.pk, 0)) or Document(filing=filing, number=0), path, **main)
    for index, attachment in enumerate(record["attachments"]):
        row = held.get((filing.pk, attachment["number"])) or Document(filing=filing)
        values = plain(attachment, "number title document_id page_count")
        writer.put(row, f"{path}.attachments[{index}]", **values)


def _relations(writer: Writer, document: Record) -> None:
    rows = Relation.objects.filter(filing__case=writer.case)
    held = {(row.filing_id, row.entry_id, row.relation): row for row in rows}
    for path, _, record in numbered("filings", document):
        filing = writer.filings[record["key"]]
        for position, relation in enumerate(record["relates_to"]):
            entry = writer.filings[str(relation["entry"])]
            row = held.get((filing.pk, entry.pk, relation["relation"])) or Relation(filing=filing, entry=entry)
            writer.put(
                row,
                f"{path}.relates_to[{position}]",
                relation=relation["relation"],
                confidence=relation.get("confidence", "confirmed"),
                position=position,
            )


def _what_filings_prove(writer: Writer, document: Record) -> None:
    """Ties that lead from the case and its people to filings: these had to be there first."""
    judges = in_turn(((row.name, row.role), row) for row in writer.case.judges.all())
    for path, position, record in numbered("judges", document):
        row = next(judges.get((record["name"], record["role"]), iter(())), None) or JudgeAssignment(case=writer.case)
        writer.put(
            row,
            path,
            source_entry=writer.filing(record["source_entry"]),
            confidence=record.get("confidence", "confirmed"),
            position=position,
            **plain(record, "name role start end note"),
        )
    for path, _, record in numbered("attorneys", document):
        row = writer.attorneys[record["slug"]]
        writer.put(row, path, source_entry=writer.filing(record["source_entry"]))
    entries = ("operative_complaint_entry", "operative_answer_entry")
    writer.put(writer.case, "case", **{name: writer.filing(document["case"][name]) for name in entries})


SECTIONS = (
    _case,
    _docket_numbers,
    _sources,
    _parties,
    _attorneys,
    _filings,
    _relations,
    *DISPUTE,
    _what_filings_prove,
)
