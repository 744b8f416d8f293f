"""Kinds of filing, relations and outcomes, as the case format names them. Data, pure."""

KINDS = (
    "complaint", "amended complaint", "answer", "motion", "administrative motion", "pro hac vice motion", "opposition",
    "reply", "response", "request for judicial notice", "stipulation", "order", "minute entry", "clerk notice",
    "notice of appearance", "withdrawal of counsel", "change of address", "disclosure statement", "summons",
    "waiver of service", "civil cover sheet", "consent or declination", "statement", "joint statement", "report",
    "transcript", "transcript order", "adr", "other",
)  # fmt: skip

# What a reader after the substance of a case skips: who appears, how service went, forms that each case has.
ROUTINE = (
    "pro hac vice motion", "notice of appearance", "withdrawal of counsel", "change of address", "disclosure statement",
    "summons", "waiver of service", "civil cover sheet", "consent or declination", "transcript order",
)  # fmt: skip

SEALED = ("none", "partly", "full")

OUTCOMES = (
    "granted", "granted as modified", "granted in part", "denied", "denied without prejudice", "moot", "withdrawn",
    "not captured",
)  # fmt: skip

# Each relation read from the paper that states it, and from the paper it is stated of.
RELATIONS = {
    "opposes": "opposed by",
    "replies in support of": "supported in reply by",
    "supports": "supported by",
    "rules on": "ruled on by",
    "amends": "amended by",
    "corrects": "corrected by",
    "responds to": "answered by",
    "extends": "extended by",
    "implements": "implemented by",
    "withdraws": "withdrawn by",
    "concerns": "subject of",
}


def hyphenated(kind: str) -> str:
    """`amended-complaint`: a kind as addresses and exports write it."""
    return kind.replace(" ", "-")


KIND_OF = {hyphenated(kind): kind for kind in KINDS}
