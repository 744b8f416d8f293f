"""The columns of a table of facts: those that timeline.csv has of a fact, under the same names. Pure."""

from dataclasses import dataclass

EVENT, FACT = "event", "fact"


@dataclass(frozen=True)
class Column:
    name: str
    meaning: str
    example: str = ""
    required: bool = False


# fmt: off
COLUMNS = (
    Column("key", "Names the fact for good; small letters, digits, hyphens. Empty: made from the title. A key that is "
           "here already changes that fact.", "first-downloads"),
    Column("date", "2025-03-20 (or 3/20/2025), 2025-03 for a month, 2018 for a year.", "2018", required=True),
    Column("end", "Last day of something that lasted, written the same way. Empty with the precision range: it goes on."),
    Column("precision", "day, month, year, around or range. Empty: as the date is written, or range if there is an end.",
           "range"),
    Column("fact_status", "alleged, denied, found, undisputed or reported.", "alleged", required=True),
    Column("title", "What happened, in a line.", "Films downloaded from Meta’s addresses", required=True),
    Column("said_by", "Who says so: a party, a court, a newspaper.", "Strike 3 Holdings", required=True),
    Column("side", "The side that says so: plaintiff, defendant, court or other.", "plaintiff"),
    Column("text", "What is said, in full."),
    Column("source_entry", "The filing that says so: 34, 34-2 for its second attachment, u2025-09-19 for one without a "
           "number.", "1"),
    Column("source_document", "Number of the document in that filing: 0 is the main one.", "0"),
    Column("source_page", "Page of the PDF, counted from 1.", "1"),
    Column("url", "Where it can be read: https://…"),
    Column("own_sources", "Codes of sources of the case, with semicolons between."),
    Column("note", "Our note."),
    Column("confidence", "confirmed, single-source or inferred. Empty: confirmed."),
    Column("inferred_fields", "Fields that are inferred though the rest is confirmed, with semicolons between."),
)
# fmt: on
NAMES = [column.name for column in COLUMNS]
REQUIRED = [column.name for column in COLUMNS if column.required]
ALIASES = {
    "status": "fact_status", "sources": "own_sources", "source_filing": "source_entry", "from": "date", "start": "date",
    "to": "end", "until": "end", "fact": "title", "description": "text", "who": "said_by", "page": "source_page",
    "dkt": "source_entry", "ecf": "source_entry", "link": "url", "notes": "note",
}  # fmt: skip
