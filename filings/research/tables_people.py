"""The tables of a bundle: the case, its numbers, its sources, the court and the people."""

from typing import Any

from django.db.models import OuterRef, Subquery

from casefiles.models import CaseFile, DocketNumber, JudgeAssignment, RelatedCase, Source
from filings.research.shapes import Column, Named, Origin, Ref, Table, Ties
from parties.models import Appearance, Attorney, Firm, Party, Representation

COURT, PAPER, PERSON, PROGRAM, TRACKER = Origin

POSITION = Column("position", TRACKER, "Place in the record's order.")
NOTE = Column("note", PERSON, "A note of whoever keeps the record.")
CONFIDENCE = Column("confidence", PERSON, "How sure the row is as a whole: confirmed, single-source or inferred.")
INFERRED = Column("inferred_fields", PERSON, "Names of fields that are inferred even where the row is confirmed.")
SOURCES = Ties("sources", "sources", PERSON, "Codes of the sources that it rests on.")


def first_slug(model: Any, name: str) -> Any:
    """What names a party or an attorney: the slug of the first row that brings them into the case."""

    def expression(case: CaseFile, pk: str) -> Any:
        rows = model.objects.filter(case=case, **{name: OuterRef(pk)}).order_by("position", "id")
        return Subquery(rows.values("slug")[:1])

    return expression


# fmt: off
PEOPLE = (
    Table("case", CaseFile, "The lawsuit: one row.", "pk", order=("pk",), key=("slug",), columns=(
        Column("slug", TRACKER, "The name of the case in addresses."),
        Column("caption", COURT, "The caption, in full."),
        Column("short_caption", PERSON, "The caption as it is said."),
        Column("court_id", PERSON, "The court, as CourtListener abbreviates it: cand."),
        Column("court", COURT, "The court, by its name."),
        Column("timezone", PERSON, "The court's wall clock, as the IANA names it."),
        Column("docket_number", COURT, "The number that the case has now."),
        Column("as_of", PERSON, "The last day on which the docket was seen: nothing later is in this bundle."),
        Column("date_filed", COURT, "The day the suit was filed."),
        Column("date_terminated", COURT, "The day it was closed. Empty: open, or not known."),
        Column("nature_of_suit", COURT, "As the civil cover sheet codes it."),
        Column("cause", COURT, "The statute that the docket names as the cause."),
        Column("jury_demand", COURT, "Who asked for a jury."),
        Column("jurisdiction", COURT, "On what the court's jurisdiction rests."),
        Column("courtlistener_docket_id", PERSON, "The number of the docket at CourtListener."),
        Column("courtlistener_url", PERSON, "The docket's page at CourtListener."),
        Column("stage", PERSON, "Where the case stands, in a sentence."),
        Ref("operative_complaint_entry", "filings", PERSON, "Key of the complaint that now stands."),
        Ref("operative_answer_entry", "filings", PERSON, "Key of the answer that now stands."),
        Column("trial_date", COURT, "The day the trial begins. Empty: none is set, or it is not known."),
        Column("summary", PERSON, "What the case is about."),
        NOTE, INFERRED, SOURCES,
    )),
    Table("sources", Source, "Where the record comes from.", "case", order=("position", "id"), key=("code",), columns=(
        Column("code", PERSON, "S1, S2, ..., as other tables cite it."),
        POSITION,
        Column("title", PERSON, "What it is."),
        Column("address", PERSON, "Where it is."),
        Column("also", PERSON, "Further addresses."),
    )),
    Table("docket_numbers", DocketNumber, "The numbers that the court gave the case, with the time of each.", "case",
          order=("position", "id"), key=("number",), columns=(
        Column("number", COURT, "The number, as printed."),
        Column("start", COURT, "The first day it was seen."),
        Column("end", COURT, "The last day. Empty: it still stands."),
        POSITION, NOTE, CONFIDENCE, INFERRED,
    )),
    Table("firms", Firm, "The law firms.", "representations__case", order=("id",), key=("name",), is_shared=True,
          is_common=True, columns=(
        Column("name", COURT, "The firm's name."),
    )),
    Table("parties", Party, "The persons and companies. What they are in this case stands in appearances.",
          "appearances__case", order=("id",), key=("party",), is_shared=True, columns=(
        Named("party", TRACKER, "Names the party in this bundle: the slug of its first appearance.",
              first_slug(Appearance, "party")),
        Column("name", COURT, "The name."),
        Column("kind", PERSON, "company, person or unknown."),
    )),
    Table("appearances", Appearance, "In what role each party is in the case, from when to when.", "case",
          order=("position", "id"), key=("slug",), columns=(
        Column("slug", TRACKER, "Names the appearance in this case."),
        Ref("party", "parties", TRACKER, "The party."),
        Column("role", PERSON, "plaintiff, defendant, interested party, non-party, ..."),
        Column("role_text", COURT, "The role as the court prints it."),
        Column("side", PROGRAM, "The side that follows from the role: plaintiff, defendant, court or other.",
               is_derived=True),
        Column("extra", COURT, "What is printed beside the name."),
        Column("start", COURT, "The day it came in."),
        Column("date_terminated", COURT, "The day it left."),
        POSITION, NOTE, CONFIDENCE, INFERRED, SOURCES,
    )),
    Table("attorneys", Attorney, "The lawyers. For whom they stand is in representations.", "representations__case",
          order=("id",), key=("attorney",), is_shared=True, columns=(
        Named("attorney", TRACKER, "Names the lawyer in this bundle: the slug of the first representation.",
              first_slug(Representation, "attorney")),
        Column("name", COURT, "The name."),
    )),
    Table("representations", Representation, "Which lawyer of which firm stands for whom, from when to when.", "case",
          order=("position", "id"), key=("slug",), columns=(
        Column("slug", TRACKER, "Names the representation in this case."),
        Ref("attorney", "attorneys", COURT, "The lawyer."),
        Ties("represents", "appearances", COURT, "Slugs of the appearances that the lawyer stands for."),
        Ref("firm", "firms", COURT, "The firm."),
        Column("firm_confidence", PERSON, "How sure the firm is."),
        Column("pro_hac_vice", COURT, "Admitted for this case alone."),
        Column("roles", COURT, "As printed: LEAD ATTORNEY, ATTORNEY TO BE NOTICED."),
        Column("start", PERSON, "The first day on the case."),
        Column("end", PERSON, "The last day on the case."),
        Column("date_terminated", COURT, "The last day, as the docket prints it."),
        Ref("source_entry", "filings", PERSON, "Key of the filing that says so."),
        POSITION, NOTE, CONFIDENCE, INFERRED, SOURCES,
    )),
    Table("related_cases", RelatedCase, "Neighboring suits.", "case", order=("position", "id"), columns=(
        Column("caption", COURT, "The caption."),
        Column("court_id", PERSON, "The court, as CourtListener abbreviates it."),
        Column("docket_number", COURT, "The docket number there."),
        Column("courtlistener_docket_id", PERSON, "The number of the docket at CourtListener."),
        Column("relation", PERSON, "How the two are related."),
        Column("formal", COURT, "true: the docket itself shows it as related."),
        POSITION, NOTE, CONFIDENCE, INFERRED, SOURCES,
    )),
)
JUDGES = Table(
    "judges", JudgeAssignment, "Which judge sat in which role, from when to when.", "case", order=("position", "id"),
    columns=(
        Column("name", COURT, "The judge."),
        Column("role", COURT, "presiding, referred, mediator, ..."),
        Column("start", COURT, "The first day."),
        Column("end", COURT, "The last day. Empty: still, or not known."),
        Ref("source_entry", "filings", PERSON, "Key of the filing that says so."),
        POSITION, CONFIDENCE, NOTE,
    ),
)
