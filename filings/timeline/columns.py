"""The columns of timeline.csv, from which header, rows and data dictionary are made. Pure."""

from dataclasses import dataclass

SEPARATOR = "; "


@dataclass(frozen=True)
class Column:
    """One column. Those of an event have the names of its fields (shapes.py)."""

    name: str
    title: str
    datatype: str
    # Several values, joined by SEPARATOR.
    is_list: bool = False
    # Words of a court or of a person: only such cells could start with something that a spreadsheet would run.
    is_free_text: bool = False
    required: bool = False
    description: str = ""


# fmt: off
# First on each row: files of several cases can be put under each other.
CASE_COLUMNS = (
    Column("case", "Case", "string", required=True, description=
           "The case file, by the name it has in addresses."),
    Column("docket_number", "Docket number", "string", is_free_text=True, required=True, description=
           "The number the case has now. Earlier ones are on its overview."),
)

EVENT_COLUMNS = (
    Column("date", "Date", "date", description=
           "The day it was filed, is due, or is heard; of a fact the first day that it may be. Empty: not captured."),
    Column("event", "Event", "string", required=True, description=
           "filing, deadline, hearing, or fact: something outside the court."),
    Column("time", "Time", "time", description=
           "Of a deadline or hearing, on the court's wall clock."),
    Column("entry", "Entry", "integer", description=
           "The number on the docket. Empty: an unnumbered filing, a deadline or a hearing."),
    Column("key", "Key", "string", is_free_text=True, required=True, description=
           "Names the row in this case file and event, for good: 34; u2025-09-19 for an unnumbered filing; 34_2 where "
           "the court used a number twice; a word for a deadline or hearing."),
    Column("kind", "Kind of filing", "string", description=
           "As in addresses: amended-complaint. Empty for a deadline or hearing."),
    Column("title", "Title", "string", is_free_text=True, description=
           "Our words for the paper, or what is due or heard."),
    Column("side", "Side", "string", is_list=True, description=
           "Who acted or must act: plaintiff, defendant, court, other; each side of a joint paper. Empty: not known."),
    Column("filers", "Filers", "string", is_list=True, is_free_text=True, description=
           "Names of those who filed it, in the record's order; Court for the court, its clerk or ADR staff. Empty: "
           "not known, or no filing."),
    Column("attorney", "Attorney", "string", is_free_text=True, description=
           "Who signed or filed it for them."),
    Column("judge", "Judge", "string", is_free_text=True, description=
           "Who signed or presided."),
    Column("relations", "Relations", "string", is_list=True, description=
           "What this filing does to another, with the other's key: opposes 34."),
    Column("outcome", "Outcome", "string", description=
           "What became of a motion or stipulation. “not captured”: an order exists, its result is not known. Empty: "
           "no order is on the docket, or none is called for."),
    Column("status", "Status", "string", description=
           "Of a deadline or hearing: met, moved, vacated, held, pending or unknown."),
    Column("responsible", "Responsible", "string", is_list=True, is_free_text=True, description=
           "Names of those who must act on a deadline or hearing; Court for the court."),
    Column("location", "Location", "string", is_free_text=True, description=
           "Where a hearing is held."),
    Column("rule", "Rule", "string", is_free_text=True, description=
           "The rule that would give the date: our reading."),
    Column("rule_days", "Days of the rule", "integer", description=
           "How many days that rule gives."),
    Column("trigger_entry", "Triggered by", "string", description=
           "Key of the filing from which the days run."),
    Column("trigger_date", "Trigger date", "date", description=
           "The day from which they run."),
    Column("computed_due", "Computed date", "date", description=
           "The date that rule gives; `date` is what the docket prints."),
    Column("set_by_entry", "Set by", "string", description=
           "Key of the filing that set the deadline or hearing."),
    Column("met_by_entry", "Met by", "string", description=
           "Key of the filing that met it, or of the minutes of a hearing held."),
    Column("changed_by_entry", "Changed by", "string", description=
           "Key of the filing that moved or vacated it."),
    Column("moved_to", "Moved to", "date", description=
           "The new date, which has a row of its own. Empty: not moved, or not captured."),
    Column("end", "End", "date", description=
           "Of a fact that lasted: its last day. Empty with the precision range: it goes on."),
    Column("precision", "Precision of the date", "string", description=
           "Of a fact: day, month, year, around, or range (from the date to the end). A fact of a month stands on its "
           "first day, one of a year on January 1. On one day the order is: filings as the docket has them, hearings by "
           "their time, deadlines, then facts by their position."),
    Column("fact_status", "Status of a fact", "string", description=
           "alleged, denied, found, undisputed or reported."),
    Column("said_by", "Said by", "string", is_free_text=True, description=
           "Who says that the fact is so: a party, a court, a newspaper."),
    Column("text", "Text of a fact", "string", is_free_text=True, description=
           "What is said of a fact, in full."),
    Column("source_entry", "Told in", "string", description=
           "Key of the filing that tells the fact."),
    Column("source_document", "Document told in", "integer", description=
           "Number of the document of that filing: 0 is the main one."),
    Column("source_page", "Page told on", "integer", description=
           "Page of the PDF, counted from one."),
    Column("source_address", "Link to the telling", "anyURI", description=
           "The paper that tells the fact, at its page, in this tracker."),
    Column("own_sources", "Sources of its own", "string", is_list=True, is_free_text=True, description=
           "Codes of the sources of the case file on which the fact stands."),
    Column("documents", "Documents", "integer", description=
           "How many papers of the filing are known, attachments included."),
    Column("attachments_complete", "Attachments complete", "boolean", description=
           "false: more attachments may exist. Empty: not known."),
    Column("documents_held", "Documents held", "integer", description=
           "How many of them we hold as a file of the court's own paper."),
    Column("pages_held", "Pages held", "integer", description=
           "Pages of the files held. Empty: one of them has not been counted yet."),
    Column("samples_held", "Samples held", "integer", description=
           "Documents for which we hold a sample in our own words only."),
    Column("sealed", "Sealed", "string", description=
           "none, partly or full. Empty: not known. Of a fully sealed filing a reader without the right to see it gets "
           "case, number, date, event, key, address and source alone."),
    Column("text_only", "Text only", "boolean", description=
           "true: the entry is its own text, no paper is behind it. Empty: not known."),
    Column("date_entered", "Date entered", "date", description=
           "The day it was put on the docket."),
    Column("docket_text", "Docket text", "string", is_free_text=True, description=
           "The court's own words on the docket."),
    Column("note", "Note", "string", is_free_text=True, description=
           "Our note."),
    Column("confidence", "Confidence", "string", description=
           "Of the row as a whole: confirmed, single-source or inferred."),
    Column("inferred_fields", "Inferred fields", "string", is_list=True, is_free_text=True, description=
           "Fields that are inferred even where the row is confirmed, by their names in the case format: `due` is "
           "`date` here, `filed_by` is `filers`."),
    Column("url", "Where to get it", "anyURI", is_free_text=True, description=
           "The filing on a public docket."),
    Column("address", "Address", "anyURI", required=True, description=
           "The page of the row in this tracker."),
)

# Last on each row.
SOURCE_COLUMNS = (
    Column("as_of", "As of", "date", required=True, description=
           "The last day on which the docket was seen: nothing here is newer."),
    Column("source", "Source", "string", is_list=True, is_free_text=True, description=
           "Codes of the sources of the case file, which its overview lists. A filing or a deadline has none of its "
           "own."),
)
# fmt: on

COLUMNS = (*CASE_COLUMNS, *EVENT_COLUMNS, *SOURCE_COLUMNS)
HEADER = tuple(column.name for column in COLUMNS)
