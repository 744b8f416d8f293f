"""The dispute of a casefiles/1 document into the tables: claims, contentions, dates, figures, neighbouring suits."""

from casefiles.models import RelatedCase
from filings.claims.models import Claim, ClaimEvent, ClaimPoint, Contention, Figure
from filings.deadlines.models import Deadline
from filings.importing.writer import Record, Writer, graded, in_turn, numbered, plain

# By claim, aspect, and name or text; by claim, date, status and entry.
Points = dict[tuple[int, str, str], ClaimPoint]
Events = dict[tuple[int, str, str, int], ClaimEvent]

ASPECTS = {"theories": "theory", "legal_basis": "legal basis", "relief": "relief"}


def _claims(writer: Writer, document: Record) -> None:
    held = {row.number: row for row in writer.case.claims.all()}
    points = {
        (row.claim_id, row.aspect, row.name or row.text): row
        for row in ClaimPoint.objects.filter(claim__case=writer.case)
    }
    events = {
        (row.claim_id, row.date.isoformat(), row.status, row.entry_id): row
        for row in ClaimEvent.objects.filter(claim__case=writer.case)
    }
    for path, position, record in numbered("claims", document):
        row = held.get(record["number"]) or Claim(case=writer.case)
        writer.claims[record["number"]] = writer.put(
            row,
            path,
            pleaded_in=writer.filing(record["pleaded_in"]),
            confidence=record.get("confidence", "confirmed"),
            position=position,
            **plain(record, "number title theory status note"),
        )
        writer.tie(row, "asserted_by", [writer.parties[slug] for slug in record["asserted_by"]])
        writer.tie(row, "against", [writer.parties[slug] for slug in record["against"]])
        writer.tie_sources(row, record)
        _points(writer, row, record, points, path)
        _claim_events(writer, row, record, events, path)


def _points(writer: Writer, claim: Claim, record: Record, held: Points, path: str) -> None:
    for section, aspect in ASPECTS.items():
        for position, point in enumerate(record[section]):
            name = point.get("name") or point["text"]
            row = held.get((claim.pk, aspect, name)) or ClaimPoint(claim=claim, aspect=aspect)
            writer.put(
                row,
                f"{path}.{section}[{position}]",
                name=point.get("name"),
                text=point["text"],
                confidence=point.get("confidence", "confirmed"),
                position=position,
            )


def _claim_events(writer: Writer, claim: Claim, record: Record, held: Events, path: str) -> None:
    for position, event in enumerate(record["events"]):
        entry = writer.filings[str(event["entry"])]
        step = (claim.pk, event["date"], event["status"], entry.pk)
        row = held.get(step) or ClaimEvent(claim=claim, entry=entry)
        writer.put(
            row,
            f"{path}.events[{position}]",
            date=event["date"],
            status=event["status"],
            confidence=event.get("confidence", "confirmed"),
            position=position,
        )


def _contentions(writer: Writer, document: Record) -> None:
    held = {row.key: row for row in writer.case.contentions.all()}
    for path, position, record in numbered("contentions", document):
        row = held.get(record["key"]) or Contention(case=writer.case)
        writer.contentions[record["key"]] = writer.put(
            row,
            path,
            by_court="court" in record["by"],
            raised_in=writer.filing(record["raised_in"]),
            confidence=record.get("confidence", "confirmed"),
            position=position,
            **plain(record, "key text status"),
        )
        writer.tie(row, "by", [writer.parties[slug] for slug in record["by"] if slug != "court"])
        writer.tie(row, "about_claims", [writer.claims[number] for number in record["about_claims"]])
        writer.tie_sources(row, record)
    for _, _, record in numbered("contentions", document):
        row = writer.contentions[record["key"]]
        writer.tie(row, "answers", [writer.contentions[key] for key in record["answers"]])


def _deadlines(writer: Writer, document: Record) -> None:
    held = {row.key: row for row in writer.case.deadlines.all()}
    for path, position, record in numbered("deadlines", document):
        row = held.get(record["key"]) or Deadline(case=writer.case)
        entries = ("trigger_entry", "set_by_entry", "met_by_entry", "changed_by_entry")
        writer.put(
            row,
            path,
            court_responsible="court" in record["responsible"],
            position=position,
            **{name: writer.filing(record[name]) for name in entries},
            **graded(record),
            **plain(
                record,
                "key title kind due time location trigger_date rule rule_days computed_due status moved_to note",
            ),
        )
        writer.tie(row, "responsible", [writer.parties[slug] for slug in record["responsible"] if slug != "court"])


def _figures(writer: Writer, document: Record) -> None:
    held = {row.key: row for row in writer.case.figures.all()}
    for path, position, record in numbered("figures", document):
        row = held.get(record["key"]) or Figure(case=writer.case)
        writer.put(
            row,
            path,
            # By way of its text: 0.1 means a tenth, not the nearest binary fraction.
            value=str(record["value"]),
            position=position,
            **graded(record),
            **plain(record, "key label qualifier unit source_kind as_of note"),
        )
        writer.tie(row, "claimed_by", [writer.parties[slug] for slug in record["claimed_by"]])
        writer.tie_sources(row, record)


def _related_cases(writer: Writer, document: Record) -> None:
    held = in_turn((row.caption, row) for row in writer.case.related_cases.all())
    for path, position, record in numbered("related_cases", document):
        row = next(held.get(record["caption"], iter(())), None) or RelatedCase(case=writer.case)
        fields = "caption court_id docket_number courtlistener_docket_id relation formal note"
        writer.put(row, path, position=position, **graded(record), **plain(record, fields))
        writer.tie_sources(row, record)


DISPUTE = (_claims, _contentions, _deadlines, _figures, _related_cases)
