"""The tables that keep a history, and on whose page the changes of each are told. Data."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model

from casefiles.models import CaseFile, JudgeAssignment, RelatedCase
from filings.claims.models import Claim, ClaimEvent, ClaimPoint, Contention, Figure
from filings.deadlines.models import Deadline, Responsible
from filings.docket.models import Filer, Filing, Relation
from filings.documents.models import Document, PageCorrection
from filings.timeline.models import Fact
from parties.models import Appearance, Attorney, Party, Representation

# The order of display: a new row moves those behind it, and none of them says anything else.
PLACE = "position"
OURS = {"key", "slug", "confidence", "inferred_fields", PLACE}
# They follow from other fields, or stand in the line itself.
UNTOLD = {"id", "case", "side", "corrected_at", "corrected_by"}


@dataclass(frozen=True)
class Section:
    """What has a page of its changes; the table of its `head` names it."""

    code: str
    noun: str
    plural: str


SECTIONS = {
    one.code: one
    for one in (
        Section("filing", "filing", "filings"),
        Section("document", "document", "documents"),
        Section("party", "party", "parties"),
        Section("attorney", "attorney", "attorneys"),
        Section("judge", "judge", "judges"),
        Section("deadline", "deadline or hearing", "deadlines and hearings"),
        Section("claim", "claim", "claims"),
        Section("contention", "contention", "contentions"),
        Section("figure", "figure", "figures"),
        Section("fact", "fact", "facts"),
        Section("related-case", "related case", "related cases"),
        Section("case", "case file", "case file"),
    )
}


@dataclass(frozen=True)
class Kind:
    """A table. `owner`: the column that leads to the head of its section; the head's own rows have their `id` there."""

    code: str
    model: type[Model]
    section: str
    noun: str
    plural: str
    owner: str = "id"

    @cached_property
    def history(self) -> type[Model]:
        kept: Any = self.model
        found: type[Model] = kept.history.model
        return found

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """What a version of it says, in the order of the model; what is ours alone comes last."""
        tracked: Any = self.history
        untold = UNTOLD | {self.owner.removesuffix("_id")}
        names = [field.name for field in tracked.tracked_fields if field.name not in untold]
        return tuple(sorted(names, key=lambda name: name in OURS))

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The same, without what alone is no change worth a line."""
        return tuple(name for name in self.fields if name != PLACE)

    @property
    def is_head(self) -> bool:
        return self.code == self.section

    @property
    def is_counted(self) -> bool:
        """A reader asks how many came; of other tables only where nothing came that they are part of."""
        return self.is_head or self.code in {"relation", "correction"}


KINDS = (
    Kind("filing", Filing, "filing", "filing", "filings"),
    Kind("filer", Filer, "filing", "filer", "filers", "filing_id"),
    Kind("relation", Relation, "filing", "relation", "relations", "filing_id"),
    Kind("document", Document, "document", "document", "documents"),
    Kind("correction", PageCorrection, "document", "corrected page", "corrected pages", "page_id"),
    Kind("party", Appearance, "party", "party", "parties"),
    Kind("party-name", Party, "party", "name of a party", "names of parties"),
    Kind("attorney", Representation, "attorney", "attorney", "attorneys"),
    Kind("attorney-name", Attorney, "attorney", "name of an attorney", "names of attorneys"),
    Kind("judge", JudgeAssignment, "judge", "judge", "judges"),
    Kind("deadline", Deadline, "deadline", "deadline or hearing", "deadlines and hearings"),
    Kind("responsible", Responsible, "deadline", "name of who must act", "names of who must act", "deadline_id"),
    Kind("claim", Claim, "claim", "claim", "claims"),
    Kind("claim-point", ClaimPoint, "claim", "point of a claim", "points of claims", "claim_id"),
    Kind("claim-event", ClaimEvent, "claim", "step of a claim", "steps of claims", "claim_id"),
    Kind("contention", Contention, "contention", "contention", "contentions"),
    Kind("figure", Figure, "figure", "figure", "figures"),
    Kind("fact", Fact, "fact", "fact", "facts"),
    Kind("related-case", RelatedCase, "related-case", "related case", "related cases"),
    Kind("case", CaseFile, "case", "case file", "case files"),
)
KIND_OF = {kind.code: kind for kind in KINDS}
HEAD_OF = {kind.section: kind for kind in KINDS if kind.is_head}

# How a field is called where its name in the tables is not what a reader says.
LABELS = {
    "key": "Name in addresses",
    "slug": "Name in addresses",
    "entry": "Number",
    "position": "Place in the list",
    "date_filed": "Filed",
    "date_entered": "Entered",
    "by_court": "Entered by the court",
    "text_only": "Text only",
    "url": "Address of the source",
    "attachments_complete": "All attachments listed",
    "inferred_fields": "Inferred",
    "document_id": "The court’s document id",
    "page_count": "Pages",
    "appearance": "Who",
    "role_text": "Role as printed",
    "extra": "Printed with the name",
    "start": "From",
    "end": "To",
    "date_terminated": "Terminated",
    "pro_hac_vice": "Pro hac vice",
    "firm_confidence": "How sure the firm is",
    "confidence": "How sure we are",
    "source_entry": "The filing that says so",
    "due": "Date",
    "kind": "Kind",
    "court_responsible": "The court must act",
    "trigger_entry": "Runs from",
    "trigger_date": "Runs from the day",
    "rule_days": "Days by the rule",
    "computed_due": "Date by the rule",
    "set_by_entry": "Set by",
    "met_by_entry": "Met by",
    "changed_by_entry": "Moved or vacated by",
    "pleaded_in": "Pleaded in",
    "raised_in": "Raised in",
    "said_by": "Said by",
    "source_document": "The document that says so",
    "source_page": "The page that says so",
    "aspect": "Sort",
    "court_id": "Court",
    "as_of": "As of",
    "operative_complaint_entry": "Operative complaint",
    "operative_answer_entry": "Operative answer",
    "courtlistener_docket_id": "Docket id at CourtListener",
    "courtlistener_url": "Address at CourtListener",
}


def label_of(kind: Kind, name: str) -> str:
    if kind.code == "relation" and name == "entry":
        return "To"
    if kind.code == "claim-event" and name == "entry":
        return "Filing"
    field: Any = kind.model._meta.get_field(name)
    said = LABELS.get(name) or str(field.verbose_name)
    return said[0].upper() + said[1:]
