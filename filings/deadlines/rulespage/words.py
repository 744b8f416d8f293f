"""What a rule says, in words for a lawyer to read. Pure."""

from filings.deadlines.rules import Basis, Combine, Outcome, Rule
from filings.deadlines.ruleterms import ACTORS, EVENTS, SORTS

UNCHECKED = "unchecked"
SURENESS = {
    "official": "its text was read",
    "applied": "read in an order, a notice or a docket that applies it",
    "secondary": "its text was not read; another author says so",
    "memory": "its text was not read; from memory",
}
LAYERS = {"federal": "Federal", "local": "Local rules", "standing": "Standing orders"}
# Bodies of rules, by the first word of an id.
BODIES = {
    "frcp": "Federal Rules of Civil Procedure",
    "frap": "Federal Rules of Appellate Procedure",
    "cand": "Civil Local Rules, Northern District of California",
    "standing": "Standing orders of judges",
    "transcript": "Transcripts: policy of the Judicial Conference",
}


def body_of(rule: Rule) -> str:
    return BODIES.get(rule.id.partition(".")[0], LAYERS[rule.layer])


def sentence(rule: Rule, parent: Rule | None) -> str:
    """`Not before 35 days after a motion is filed`; `7 days after “Opposition” was due`."""
    told = f"{rule.period} {f'“{parent.title}” was due' if parent else event_words(rule)}"
    match rule.combine, rule.outcome:
        case Combine.SUSPEND, _:
            then = f"then {rule.period} notice of the ruling"
            return f"It does not run until the court rules; {then}. Set off when {event_words(rule)}."
        case Combine.MIN | Combine.MAX, _:
            return f"The {'earliest' if rule.combine is Combine.MIN else 'latest'} of: {told}; or:"
        case Combine.RESTART, _:
            return f"{told}; or, starting anew for everybody:"
        case Combine.DEEMED, _:
            return (
                f"On the day after {rule.period.n if rule.period else 0} days have run from when {event_words(rule)}."
            )
        case _, Outcome.EARLIEST:
            return f"Not before {told}."
        case _:
            return f"{told}."


def event_words(rule: Rule) -> str:
    """What it runs from: `a motion is filed (not administrative motions)`."""
    said = EVENTS[rule.trigger.event or ""]
    if rule.trigger.only:
        said += f" (only {_sorts(rule.trigger.only, 'or')})"
    if rule.trigger.unless:
        said += f" (not {_sorts(rule.trigger.unless, 'or')})"
    if rule.trigger.first:
        said += f", the first {'in the case' if rule.trigger.first == 'case' else 'of that party'}"
    return said


def _sorts(names: tuple[str, ...], last: str) -> str:
    words = [SORTS[name] for name in names]
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else words[0]


def service_words(rule: Rule) -> str:
    """Whether the manner of service adds days."""
    if rule.service_days:
        return "from service: Rule 6(d) adds three days where it was by mail, left with the clerk, or by other means consented to"
    if rule.own_service_days:
        return "the rule itself adds three days where the paper was not served through ECF"
    if rule.basis is Basis.SERVICE:
        return "from service, and yet Rule 6(d) adds nothing"
    told = {
        Basis.FILING: "from filing",
        Basis.ENTRY: "from entry",
        Basis.EVENT: "from an event",
        Basis.DUE_DATE: "from a due date",
    }
    return f"{told[rule.basis]}: Rule 6(d) adds nothing"


def outcome_words(rule: Rule) -> str:
    """What the date is that comes out."""
    if rule.outcome is Outcome.EARLIEST:
        first = "the day after the period, the first on which" if rule.runs_out else "the first day on which"
        return f"{first} it may be; no last day, so the later reading is the careful one"
    if rule.outcome is Outcome.HAPPENS:
        return "it happens by itself, so a closed day does not move it"
    return "the last day to act"


def extension_words(rule: Rule) -> str:
    if not rule.extendable_by:
        return "by nobody" + (f" ({rule.extension_cite})" if rule.extension_cite else "")
    return f"by {' or '.join(rule.extendable_by)}" + (f" ({rule.extension_cite})" if rule.extension_cite else "")


def sure_words(rule: Rule) -> str:
    return SURENESS[rule.confidence.status]


def actor_words(rule: Rule) -> str:
    return ACTORS[rule.actor]


def haystack(rule: Rule) -> str:
    """All words by which somebody may look for it."""
    trigger = "" if rule.trigger.rule else event_words(rule)
    arms = " ".join(f"{arm.name} {arm.ask or ''}" for arm in rule.branches)
    told = [rule.id, rule.title, rule.cite, str(rule.period or ""), trigger, actor_words(rule), arms, rule.note or ""]
    told += [*rule.titles, *rule.satisfied_by, rule.judge or "", body_of(rule), UNCHECKED if rule.is_unchecked else ""]
    return plain(" ".join(told))


def plain(words: str) -> str:
    return words.casefold().replace("’", "'")
