"""The fields of what the API tells, as JSON Schema: the answers and the description are both made from these. Pure.

Whatever is not known is null. Those of an event are the columns of the timeline's export, so a new column comes by itself.
"""

from dataclasses import dataclass
from typing import Any

from filings.timeline.columns import EVENT_COLUMNS, Column

Schema = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """`is_text`: `omit=text` leaves it out."""

    name: str
    schema: Schema
    description: str
    is_text: bool = False


@dataclass(frozen=True)
class Resource:
    """One sort of thing, by the name of its schema."""

    name: str
    description: str
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def texts(self) -> frozenset[str]:
        return frozenset(field.name for field in self.fields if field.is_text)


def known(kind: str, **more: Any) -> Schema:
    return {"type": kind, **more}


def perhaps(kind: str, **more: Any) -> Schema:
    """Null where it is not known."""
    return {"type": [kind, "null"], **more}


def rows(**properties: Schema) -> Schema:
    """A list of small objects, each with all of these."""
    required = sorted(properties)
    inner = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    return {"type": ["array", "null"], "items": inner}


NAMES = {"type": ["array", "null"], "items": known("string")}
DAY, DAY_KNOWN = perhaps("string", format="date"), known("string", format="date")
MOMENT = perhaps("string", format="date-time")
DATATYPES = {
    "date": DAY,
    "time": perhaps("string", pattern="^[0-9]{2}:[0-9]{2}$"),
    "integer": perhaps("integer"),
    "boolean": perhaps("boolean"),
}
TEXTS = ("docket_text", "text")
SELF = Field("self", known("string"), "Its address in this API.")


def of_column(column: Column) -> Field:
    schema: Schema = NAMES if column.is_list else DATATYPES.get(column.datatype, perhaps("string"))
    if column.required:
        schema = known("string")
    return Field(column.name, schema, column.description.replace("Empty:", "Null:"), column.name in TEXTS)


OF_EVENTS = {column.name: of_column(column) for column in EVENT_COLUMNS}


def of_events(*names: str, **renamed: str) -> tuple[Field, ...]:
    """Columns of the timeline as fields, some under another name: `due="date"`."""
    found = [OF_EVENTS[name] for name in names]
    told = [Field(name, OF_EVENTS[column].schema, OF_EVENTS[column].description) for name, column in renamed.items()]
    return (*found, *told)


EVENT = Resource(
    "Event",
    "A row of the timeline: a filing, a deadline, a hearing, or a fact outside the court.",
    tuple(OF_EVENTS.values()),
)
# How the fields of a filing and of a deadline are named as columns of the timeline.
OF_FILING = {"date_filed": "date"}
OF_DEADLINE = {"kind": "event", "due": "date"}
FILING = Resource(
    "Filing",
    "An entry of the docket. Of one that is sealed to the reader: key, entry, date_filed, sealed, address and self alone.",
    (
        *of_events("key", "entry", **OF_FILING),
        *of_events(
            "date_entered", "kind", "title", "side", "filers", "attorney", "judge", "relations", "outcome", "documents",
            "attachments_complete", "documents_held", "pages_held", "samples_held", "sealed", "text_only", "docket_text",
            "note", "confidence", "inferred_fields", "url", "address",
        ),
        SELF,
    ),
)  # fmt: skip
DEADLINE = Resource(
    "Deadline",
    "A date something is due, or a hearing.",
    (
        *of_events("key", **OF_DEADLINE),
        *of_events(
            "title", "time", "location", "side", "responsible", "status", "rule", "rule_days", "trigger_entry",
            "trigger_date", "computed_due", "set_by_entry", "met_by_entry", "changed_by_entry", "moved_to", "note",
            "confidence", "inferred_fields", "address",
        ),
        SELF,
    ),
)  # fmt: skip

CASE = Resource(
    "Case",
    "One lawsuit as this court numbers it.",
    (
        Field("slug", known("string"), "Names it in addresses, for good."),
        Field("caption", known("string"), "The parties, as the court writes them."),
        Field("short_caption", known("string"), "The same in short."),
        Field("court_id", known("string"), "The court, as CourtListener writes it: cand, nysd."),
        Field("court", known("string"), "The court by its name."),
        Field("timezone", known("string"), "The court’s wall clock."),
        Field("docket_number", known("string"), "The number the case has now."),
        Field(
            "docket_numbers", rows(number=known("string"), start=DAY_KNOWN, end=DAY), "All numbers it had, and when."
        ),
        Field("date_filed", DAY, "The day it began."),
        Field("date_terminated", DAY, "The day it ended. Null: it goes on, or not known."),
        Field("as_of", DAY_KNOWN, "The last day on which the docket was seen: nothing here is newer."),
        Field("nature_of_suit", perhaps("string"), "As the docket has it."),
        Field("cause", perhaps("string"), "As the docket has it."),
        Field("jury_demand", perhaps("string"), "As the docket has it."),
        Field("stage", perhaps("string"), "Where it stands, in our words."),
        Field("summary", perhaps("string"), "What it is about, in our words.", is_text=True),
        Field("address", known("string"), "The page of the case in this tracker."),
        SELF,
        Field("links", known("object", additionalProperties=known("string")), "The lists of this case."),
    ),
)
HELD = {
    "type": ["object", "null"],
    "properties": {
        "sha256": known("string"),
        "size": known("integer"),
        "version": perhaps("string"),
        "is_sample": known("boolean"),
        "state": known("string"),
        "page_count": perhaps("integer"),
        "pages_read": known("integer"),
        "added_at": known("string", format="date-time"),
    },
    "additionalProperties": False,
}
DOCUMENT = Resource(
    "Document",
    "A paper of a filing. Of one that is sealed to the reader: number, sealed, address and self alone.",
    (
        Field("number", known("integer", minimum=0), "0 is the main document, 1 and on the attachments."),
        Field("cite", perhaps("string"), "As papers cite it: 34, 34-2. Null: the entry has no number."),
        Field("title", perhaps("string"), "As the docket names it. Null: by no name of its own."),
        Field("page_count", perhaps("integer"), "Pages, as the court states it."),
        Field("document_id", perhaps("string"), "The court’s own id."),
        Field("sealed", perhaps("boolean"), "Null: not known."),
        Field(
            "held", HELD, "The file of it that is read here: its SHA-256, its size in bytes, which version. Null: none."
        ),
        Field("address", known("string"), "Its page in this tracker."),
        SELF,
    ),
)
PAGE = Resource(
    "Page",
    "The text of one page of a document.",
    (
        Field("number", known("integer", minimum=1), "From 1, as the file counts."),
        Field("text", perhaps("string"), "Its words: as a person corrected them, else as they were read.", is_text=True),
        Field(
            "line_numbers", {"type": ["array", "null"], "items": perhaps("integer")},
            "For each line of the text the number that is printed beside it.", is_text=True,
        ),
        Field("is_corrected", known("boolean"), "A person corrected what was read."),
        Field("printed_page", perhaps("string"), "The number that the page prints itself."),
        Field("stamp", perhaps("string"), "What CM/ECF printed on the page."),
        Field("needs_ocr", known("boolean"), "It is a picture, or its text layer is garbage."),
        Field("ocr_confidence", perhaps("integer"), "Percent, where OCR read it."),
        Field("reader", perhaps("string"), "What read it."),
        Field("fault", perhaps("string"), "Why it could not be read."),
        Field("address", known("string"), "Its place in this tracker."),
        SELF,
    ),
)  # fmt: skip
POINTS = rows(text=known("string"), confidence=known("string"))
CLAIM = Resource(
    "Claim",
    "A cause of action. Of one pleaded in a filing that is sealed to the reader: number, pleaded_in and is_withheld alone.",
    (
        Field("number", known("string"), "The count, in Roman figures."),
        Field("is_withheld", known("boolean"), "It is pleaded in a filing that is sealed to you."),
        Field("pleaded_in", known("string"), "Key of the complaint."),
        Field("title", perhaps("string"), "The claim by its name."),
        Field("theory", perhaps("string"), "What was done, and why it is wrong.", is_text=True),
        Field("status", perhaps("string"), "pending, dismissed, settled or decided."),
        Field("asserted_by", NAMES, "Names of those who claim."),
        Field("against", NAMES, "Names of those against whom."),
        Field(
            "theories", rows(name=perhaps("string"), text=known("string"), confidence=known("string")), "Its theories."
        ),
        Field("bases", POINTS, "Its legal bases."),
        Field("relief", POINTS, "What it asks for."),
        Field("events", rows(date=DAY_KNOWN, status=known("string"), entry=known("string")), "The steps of its life."),
        Field("note", perhaps("string"), "Our note."),
        Field("confidence", perhaps("string"), "confirmed, single-source or inferred."),
    ),
)
HIT = Resource(
    "Hit",
    "A page that answers a search, or an entry of the docket, or the title of a document.",
    (
        Field("case", known("string"), "The case file, by the name it has in addresses."),
        Field("filing", known("string"), "Key of the filing."),
        Field("document", perhaps("integer"), "Number of the document. Null: the entry itself answers."),
        Field("page", perhaps("integer"), "The page. Null: the title or the docket text answers."),
        Field("date_filed", DAY_KNOWN, "The day the filing was filed."),
        Field("kind", perhaps("string"), "Kind of filing, as in addresses."),
        Field("title", perhaps("string"), "Title of the filing."),
        Field("passage", perhaps("string"), "Where the words stand.", is_text=True),
        Field("address", known("string"), "Its place in this tracker."),
    ),
)
RESOURCES = (CASE, FILING, DOCUMENT, PAGE, DEADLINE, CLAIM, EVENT, HIT)
