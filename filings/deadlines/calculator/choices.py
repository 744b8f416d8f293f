"""What the calculator offers to choose from. Plain data."""

from casefiles.courts import ABBREVIATIONS, name_of
from filings.deadlines.asking import OLD_ECF
from filings.deadlines.rulebook import RuleBook
from filings.deadlines.rules import Layer, Rule

PLAIN = "A plain period, by Rule 6"
LAYERS = {
    Layer.FEDERAL: "Federal rules",
    Layer.LOCAL: "Local rules",
    Layer.STANDING: "A judge’s standing orders",
}
UNITS = [(unit, f"{unit}s") for unit in ("day", "week", "month", "year", "hour")]
DIRECTIONS = [("after", "after the event"), ("before", "before the event")]
BASES = [
    ("", "not known"),
    ("filing", "the filing of a paper"),
    ("service", "the service of a paper"),
    ("entry", "the entry of an order or judgment"),
    ("event", "another event"),
]
SERVICES = [
    ("", "not known"),
    ("ecf", "through ECF"),
    ("personal", "personally"),
    ("mail", "by mail"),
    ("clerk", "left with the clerk"),
    ("consented", "by other means consented to"),
    ("waiver", "service was waived"),
    ("n/a", "not served on anybody"),
    (OLD_ECF, "through ECF, before December 1, 2016"),
]
EFFECTS = [
    ("legal_holiday", "a legal holiday"),
    ("inaccessible", "clerk inaccessible"),
    ("disputed", "disputed"),
    ("none", "moves nothing"),
]
YES_NO = [("", "not known"), ("yes", "yes"), ("no", "no")]

# Offered first; any other id may be typed.
COMMON = ("cand", "cacd", "caed", "casd", "ca9", "nysd", "txed", "ded", "ilnd", "dcd")
APPEALS = {"ca9": "U.S. Court of Appeals for the Ninth Circuit"}
COURTS = [
    (court, APPEALS.get(court) or name_of(court))
    for court in dict.fromkeys((*COMMON, *sorted(ABBREVIATIONS)))
]  # fmt: skip


def rule_choices(book: RuleBook) -> list[tuple[str, str | list[tuple[str, str]]]]:
    """The plain period, then the rules by who made them, one line a rule however many versions it has."""
    newest = [book.newest(rule_id) for rule_id in book.ids()]
    groups = [
        (name, [(rule.id, _line(rule)) for rule in newest if rule.layer is layer]) for layer, name in LAYERS.items()
    ]
    return [("", PLAIN), *((name, rows) for name, rows in groups if rows)]


def _line(rule: Rule) -> str:
    return f"{rule.cite}: {rule.title}"
