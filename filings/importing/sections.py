"""The sections of a casefiles/1 file: one table of what checking, merging and writing know of their records. Pure."""

from filings.importing.records import RecordType

FILINGS, SOURCES, PARTIES, ACTORS = "filings", "sources", "parties", "actors"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _points(name: str, noun: str, fields: str) -> RecordType:
    """The small records of a claim, each known by its first field."""
    return RecordType(name=name, noun=noun, fields=_words(fields), identity=_words(fields)[:1])


_CASE = RecordType(
    name="case",
    noun="case",
    fields=_words(
        "slug caption short_caption court_id court timezone docket_number docket_numbers date_filed date_terminated"
        " nature_of_suit cause jury_demand jurisdiction courtlistener_docket_id courtlistener_url stage"
        " operative_complaint_entry operative_answer_entry trial_date summary note inferred_fields sources"
    ),
    definition="case",
    references={"operative_complaint_entry": FILINGS, "operative_answer_entry": FILINGS, "sources": SOURCES},
    bags=frozenset({"inferred_fields", "sources"}),
    children=(
        RecordType(
            name="docket_numbers",
            noun="docket number",
            fields=_words("number from to confidence inferred_fields note"),
            identity=("number",),
            bags=frozenset({"inferred_fields"}),
            ranges=(("from", "to"),),
                ),
    ),
)  # fmt: skip

_JUDGES = RecordType(
    name="judges",
    noun="judge",
    fields=_words("name role start end source_entry confidence note"),
    # Not the start: it may be corrected. A judge who left and came back in one role is told apart by it.
    identity=("name", "role"),
    definition="judge",
    references={"source_entry": FILINGS},
    ranges=(("start", "end"),),
    twins="start",
)

_PARTIES = RecordType(
    name=PARTIES,
    noun="party",
    fields=_words("slug name role role_text extra kind date_terminated confidence note sources"),
    identity=("slug",),
    definition="party",
    references={"sources": SOURCES},
    bags=frozenset({"sources"}),
)

_ATTORNEYS = RecordType(
    name="attorneys",
    noun="attorney",
    fields=_words(
        "slug name represents roles firm pro_hac_vice start end date_terminated source_entry confidence note sources"
    ),
    identity=("slug",),
    definition="attorney",
    references={"represents": PARTIES, "source_entry": FILINGS, "sources": SOURCES},
    bags=frozenset({"represents", "sources"}),
    ranges=(("start", "end"),),
    inner={"firm": ("name", "confidence")},
)

_FILINGS = RecordType(
    name=FILINGS,
    noun="filing",
    fields=_words(
        "key entry position date_filed date_entered kind title docket_text filed_by attorney counsel_named judge"
        " text_only sealed relates_to outcome document_id page_count attachments attachments_complete url confidence"
        " inferred_fields note"
    ),
    identity=("key",),
    definition="filing",
    references={"filed_by": ACTORS, "attorney": "attorneys", "counsel_named": "attorneys"},
    bags=frozenset({"counsel_named", "inferred_fields"}),
    children=(
        RecordType(
            name="relates_to",
            noun="relation",
            fields=_words("entry relation confidence"),
            identity=("entry", "relation"),
            references={"entry": FILINGS},
        ),
        RecordType(
            name="attachments",
            noun="attachment",
            fields=_words("number title document_id page_count"),
            identity=("number",),
        ),
    ),
)

_CLAIMS = RecordType(
    name="claims",
    noun="claim",
    fields=_words(
        "number title theory theories legal_basis asserted_by against pleaded_in relief status events confidence note"
        " sources"
    ),
    identity=("number",),
    definition="claim",
    references={"asserted_by": PARTIES, "against": PARTIES, "pleaded_in": FILINGS, "sources": SOURCES},
    bags=frozenset({"asserted_by", "against", "sources"}),
    children=(
        _points("theories", "theory", "name text confidence"),
        _points("legal_basis", "legal basis", "text confidence"),
        _points("relief", "form of relief", "text confidence"),
        RecordType(
            name="events",
            noun="event",
            fields=_words("date status entry confidence"),
            identity=("date", "status", "entry"),
            references={"entry": FILINGS},
        ),
    ),
)

_CONTENTIONS = RecordType(
    name="contentions",
    noun="contention",
    fields=_words("key by text about_claims raised_in answers sources confidence status"),
    identity=("key",),
    definition="contention",
    references={
        "by": ACTORS, "about_claims": "claims", "raised_in": FILINGS, "answers": "contentions", "sources": SOURCES,
    },
    bags=frozenset({"by", "about_claims", "answers", "sources"}),
)  # fmt: skip

_DEADLINES = RecordType(
    name="deadlines",
    noun="deadline",
    fields=_words(
        "key title kind responsible due time location trigger_entry trigger_date rule rule_days computed_due"
        " set_by_entry status met_by_entry moved_to changed_by_entry confidence inferred_fields note"
    ),
    identity=("key",),
    definition="deadline",
    references={
        "responsible": ACTORS, "trigger_entry": FILINGS, "set_by_entry": FILINGS, "met_by_entry": FILINGS,
        "changed_by_entry": FILINGS,
    },
    bags=frozenset({"inferred_fields"}),
    together=(
        ("status", "met_by_entry", "moved_to", "changed_by_entry"),
        ("trigger_date", "rule", "rule_days", "computed_due"),
    ),
)  # fmt: skip

_FIGURES = RecordType(
    name="figures",
    noun="figure",
    fields=_words(
        "key label value qualifier unit claimed_by source_kind confidence inferred_fields as_of note sources"
    ),
    identity=("key",),
    definition="figure",
    references={"claimed_by": PARTIES, "sources": SOURCES},
    bags=frozenset({"claimed_by", "inferred_fields", "sources"}),
)

_RELATED = RecordType(
    name="related_cases",
    noun="related case",
    fields=_words(
        "caption court_id docket_number courtlistener_docket_id relation formal confidence inferred_fields note sources"
    ),
    # Not the docket number: it is often found later. Two suits of one caption are told apart by it.
    identity=("caption",),
    definition="related_case",
    references={"sources": SOURCES},
    bags=frozenset({"inferred_fields", "sources"}),
    twins="docket_number",
    twins_by_number=True,
)

_SOURCES = RecordType(
    name=SOURCES,
    noun="source",
    fields=_words("id title address also"),
    identity=("id",),
    definition="source",
)

SECTIONS = (
    _CASE, _JUDGES, _PARTIES, _ATTORNEYS, _FILINGS, _CLAIMS, _CONTENTIONS, _DEADLINES, _FIGURES, _RELATED, _SOURCES,
)  # fmt: skip
TOP_KEYS = ("format", "as_of", *(section.name for section in SECTIONS))
